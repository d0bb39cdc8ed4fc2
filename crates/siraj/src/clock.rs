//! The one clock of the program. Everything else is told what time it is, so
//! that tests can let years pass and pages cannot ask.

use siraj_editorial::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where `now` comes from.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Set: the clock stands still at this moment until it is moved.
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self { set: None }
    }

    /// A clock that stands at `start` and is moved by hand.
    #[must_use]
    pub fn standing_at(start: Timestamp) -> Self {
        Self {
            set: Some(Arc::new(AtomicI64::new(start.micros()))),
        }
    }

    /// The moment it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.set.as_ref().map_or_else(
            || {
                #[expect(
                    clippy::disallowed_methods,
                    reason = "this is the one place that asks the machine"
                )]
                let now = jiff::Timestamp::now();
                now.into()
            },
            |set| Timestamp::from_micros(set.load(Ordering::SeqCst)),
        )
    }

    /// Moves a standing clock forward; the machine's clock cannot be moved.
    pub fn advance(&self, seconds: i64) {
        if let Some(set) = &self.set {
            set.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
        }
    }
}
