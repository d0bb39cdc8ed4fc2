//! HTTP: the doors, the reader's pages, pictures and assets. The only part that
//! knows axum and hyper; it decides how things are answered, never what is so.

pub mod admin;
pub mod api;
pub mod body;
pub mod counts;
pub mod door;
pub mod fallback;
pub mod media;
pub mod pages;
pub mod reply;
pub mod rooms;
pub mod search;
pub mod server;
pub mod session;
pub mod throttle;
pub mod trouble;
pub mod visitor;

use crate::config::Limits;
use crate::room::Room;
use counts::Counts;
use fallback::Fallback;
use pages::Flights;
use std::net::IpAddr;
use std::sync::Arc;
use throttle::Throttle;
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
    /// What was counted since the start.
    pub counts: Arc<Counts>,
    /// Who has asked the search much lately.
    pub searches: Arc<Throttle<IpAddr>>,
    /// Everything that is neither page, picture nor asset: the API and the rooms.
    pub other: axum::Router,
}

impl Web {
    /// A newsroom as it is served.
    #[must_use]
    pub fn new(room: Room, limits: Limits) -> Self {
        let counts = Arc::<Counts>::default();
        let searches = Arc::new(search::throttle());
        let (counted, asked) = (Arc::clone(&counts), Arc::clone(&searches));
        let gate = api::Gate::new(room.clone(), limits, counted, asked);
        let rooms = rooms::Gate::new(room.clone(), limits);
        Self {
            fallback: Arc::default(),
            flights: Arc::default(),
            trouble: Trouble::new(room.clock.clone()),
            counts,
            searches,
            other: api::router(gate.clone())
                .merge(api::for_rooms(gate))
                .merge(rooms::router(rooms)),
            room,
        }
    }
}
