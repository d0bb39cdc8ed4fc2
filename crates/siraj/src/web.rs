//! HTTP: the server, the reader's pages, pictures and assets. The only part that
//! knows axum and hyper; it decides how things are answered, never what is so.

pub mod api;
pub mod body;
pub mod fallback;
pub mod media;
pub mod pages;
pub mod reply;
pub mod server;
pub mod trouble;

use crate::room::Room;
use fallback::Fallback;
use pages::Flights;
use std::sync::Arc;
use trouble::Trouble;

/// What every connection shares.
#[derive(Clone)]
pub struct Web {
    /// The newsroom.
    pub room: Room,
    /// What is shown when a page cannot be made.
    pub fallback: Arc<Fallback>,
    /// Pages being rendered right now.
    pub flights: Arc<Flights>,
    /// Whether the store is in trouble, and since when.
    pub trouble: Trouble,
    /// Everything that is neither page, picture nor asset: the APIs.
    pub other: axum::Router,
}
