//! The builders: functions that fill the pages' structs from the view. One file
//! for each kind of page, and few queries: identities are gathered first, then
//! each table is asked once. No clock, no request, no statement is known here.

pub mod article;
pub mod cards;
pub mod corrections;
mod coverage;
mod crumbs;
pub mod front;
pub mod linked_data;
pub mod lists;
pub mod notices;
pub mod pictures;
pub mod places;
pub mod press;
pub mod prose;
pub mod search;
pub mod section;
pub mod shell;
pub mod static_page;
pub mod words;

pub use press::Press;
