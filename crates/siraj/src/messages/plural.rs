//! The plural category of a count, by the rules of CLDR.
//!
//! Arabic has six forms («دقيقة واحدة»، «دقيقتان»، «3 دقائق»، «11 دقيقة»…); every
//! other language the program speaks has two. Only whole counts: the program
//! prints no fraction with a counted noun.

/// A plural form of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The category of a name in a message file.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// The category of `n` in a language. Source: CLDR's cardinal rules.
pub(super) fn category(language: &str, n: u64) -> Category {
    match (language, n, n % 100) {
        ("ar", 0, _) => Category::Zero,
        ("ar", 2, _) => Category::Two,
        (_, 1, _) => Category::One,
        ("ar", _, 3..=10) => Category::Few,
        ("ar", _, 11..=99) => Category::Many,
        _ => Category::Other,
    }
}
