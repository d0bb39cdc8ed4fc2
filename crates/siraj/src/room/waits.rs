//! How long acts waited for this node's pages, counted in steps: the price of the
//! promise that everything is right when "publish" answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The steps' upper ends, in milliseconds.
pub const STEPS_MS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// Acts by how long they waited.
#[derive(Debug, Default)]
pub struct Waits {
    /// The last is for all that waited longer.
    steps: [AtomicU64; STEPS_MS.len() + 1],
    micros: AtomicU64,
}

impl Waits {
    /// An act waited this long.
    pub fn waited(&self, long: Duration) {
        let micros = u64::try_from(long.as_micros()).unwrap_or(u64::MAX);
        let step = STEPS_MS.partition_point(|end| *end * 1_000 < micros);
        if let Some(step) = self.steps.get(step) {
            step.fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// How many acts fell into each step; the last is for all that waited longer.
    #[must_use]
    pub fn steps(&self) -> [u64; STEPS_MS.len() + 1] {
        std::array::from_fn(|step| {
            self.steps
                .get(step)
                .map_or(0, |acts| acts.load(Ordering::Relaxed))
        })
    }

    /// All waiting together, in microseconds.
    #[must_use]
    pub fn micros(&self) -> u64 {
        self.micros.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_counted_in_the_step_that_it_just_fits() {
        let waits = Waits::default();
        for micros in [0, 1_000, 1_001, 60_000, 5_000_000, 5_000_001] {
            waits.waited(Duration::from_micros(micros));
        }
        assert_eq!(waits.steps(), [2, 1, 0, 0, 1, 0, 0, 1, 1]);
        assert_eq!(waits.micros(), 10_062_002);
    }
}
