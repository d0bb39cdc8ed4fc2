//! Search: an index of texts beside the store, and the questions it answers.
//!
//! Only this module knows tantivy. The index holds words and numbers, no text: what is found
//! is read from the store, which has the last word on what may be seen. So the index may be
//! deleted at any time and is made again; `followers/search` keeps it in step with the log.
//!
//! Every word stands in the index twice, as its folded surface and as its stem
//! (`analyser`). A question is answered in two steps (`rank`): the best by stems alone,
//! quickly, and those weighed again by all that is known of them.

mod analyser;
pub mod answers;
pub mod desk;
mod entry;
mod error;
mod home;
mod index;
mod lexicon;
mod marks;
mod question;
mod rank;
mod repair;
mod schema;
mod similar;
mod terms;
#[cfg(test)]
mod tests;

pub use entry::{Entry, Scope, Space, Tag};
pub use error::Error;
pub use home::{Home, Making};
pub use index::{Index, Writer, Writing};
pub use lexicon::{Counting, Lexicon};
pub use marks::{Marker, Piece, Snippet};
pub use question::Question;
pub use rank::{Asking, Found, Hit, Order};
pub use similar::Likeness;
