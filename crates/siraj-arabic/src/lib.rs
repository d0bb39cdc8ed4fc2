//! Arabic text: pure functions, no IO and no clock.
//!
//! One transformation a module: folding for search and sort, terms, slugs, digits, dates,
//! plural forms, typography and direction. Every function takes any Unicode text and answers;
//! none panics and none fails on hostile input. Sentences that a person reads live
//! with the program, except the words of dates, which belong to the calendar.

pub mod broken;
mod chars;
pub mod dates;
pub mod digits;
pub mod direction;
pub mod fold;
pub mod mention;
pub mod plural;
#[cfg(any(test, feature = "properties"))]
pub mod properties;
pub mod segment;
pub mod slug;
pub mod spelling;
pub mod stem;
pub mod terms;
pub mod typography;

pub use broken::other_numbers;
pub use dates::{CivilDate, CivilTime, DateLanguage, DateStyle, HijriOffset, MonthStyle};
pub use digits::{Decimal, DigitStyle, group, read_number, to_western};
pub use direction::{Direction, Run, first_strong, isolate, isolate_plain, strip_controls};
pub use fold::fold;
pub use mention::Mentions;
pub use plural::{PluralForm, plural_form_ar, plural_form_en};
pub use segment::{Script, Word, words};
pub use slug::{is_slug, slug};
pub use spelling::{TwoWays, respell, spelled_two_ways};
pub use stem::{Lexicon, stem};
pub use terms::{asked_terms, is_hit, terms};
