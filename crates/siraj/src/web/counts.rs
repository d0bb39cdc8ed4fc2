//! What this process has counted since it started, for the operator: requests,
//! renders, connections. No names and no addresses. Counting a request is two
//! additions to shared numbers and no lock.

use http::StatusCode;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};

/// What a request asked for, and who answered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page, out of the page cache.
    Known,
    /// A page that had to be made.
    Made,
    /// A style sheet, a font, a script.
    Asset,
    /// A picture.
    Picture,
    /// The write API.
    Api,
    /// The newsroom's rooms.
    Room,
    /// Nothing that is here: another host, a method that is not taken.
    Refused,
}

impl Kind {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 7] = [
        Self::Known,
        Self::Made,
        Self::Asset,
        Self::Picture,
        Self::Api,
        Self::Room,
        Self::Refused,
    ];

    /// Its name for the operator. A page is a page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Known | Self::Made => "page",
            Self::Asset => "asset",
            Self::Picture => "picture",
            Self::Api => "api",
            Self::Room => "room",
            Self::Refused => "refused",
        }
    }
}

/// The classes of status that are answered: 2xx to 5xx.
pub const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

type ByClass = [AtomicU64; CLASSES.len()];

/// What one thread counts, on cache lines of its own: two threads that raise one
/// number wait for each other at every request.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Own([ByClass; Kind::ALL.len()]);

/// Threads beyond so many share.
const THREADS: usize = 8;

/// Which of them this thread is.
fn own() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static OWN: usize = NEXT.fetch_add(1, Ordering::Relaxed) % THREADS;
    }
    OWN.with(|own| *own)
}

/// The numbers.
#[derive(Debug, Default)]
pub struct Counts {
    asked: AtomicU64,
    answered: [Own; THREADS],
    renders: AtomicU64,
    connections: AtomicI64,
    made_room: AtomicU64,
    failed_handshakes: AtomicU64,
    wrong_tokens: AtomicU64,
    throttled: AtomicU64,
}

impl Counts {
    /// A request came: its number, from 1.
    pub fn asked(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// How many requests have come.
    #[must_use]
    pub fn asked_so_far(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// A request was answered.
    pub fn answered(&self, kind: Kind, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(2);
        let row = self
            .answered
            .get(own())
            .and_then(|own| own.0.get(kind as usize));
        if let Some(number) = row.and_then(|row| row.get(class)) {
            number.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many requests of a kind were answered, by class of status.
    #[must_use]
    pub fn answers(&self, kind: Kind) -> [u64; CLASSES.len()] {
        let mut answers = [0; CLASSES.len()];
        for own in &self.answered {
            let row = own.0.get(kind as usize).into_iter().flatten();
            for (answer, number) in answers.iter_mut().zip(row) {
                *answer += number.load(Ordering::Relaxed);
            }
        }
        answers
    }

    /// How many connections are open.
    #[must_use]
    pub fn connections(&self) -> i64 {
        self.connections.load(Ordering::Relaxed)
    }

    /// A connection came (1) or went (-1).
    pub fn connected(&self, change: i64) {
        self.connections.fetch_add(change, Ordering::Relaxed);
    }
}

/// Numbers that only rise by one: how each is raised and read.
macro_rules! rising {
    ($($field:ident, $raise:ident, $what:literal;)*) => {
        impl Counts {
            $(
                #[doc = $what]
                pub fn $raise(&self) {
                    self.$field.fetch_add(1, Ordering::Relaxed);
                }

                #[doc = concat!("How often: ", $what)]
                #[must_use]
                pub fn $field(&self) -> u64 {
                    self.$field.load(Ordering::Relaxed)
                }
            )*
        }
    };
}

rising! {
    renders, rendered, "A page was drawn from the store.";
    made_room, makes_room, "An idle connection was ended to make room for another.";
    failed_handshakes, handshake_failed, "A client could not begin TLS.";
    wrong_tokens, wrong_token, "A token opened nothing.";
    throttled, throttles, "A request was refused after too many wrong tokens.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_class_has_a_number_of_its_own() {
        let counts = Counts::default();
        for (times, kind) in (1..).zip(Kind::ALL) {
            for _ in 0..times {
                counts.answered(kind, StatusCode::OK);
            }
            counts.answered(kind, StatusCode::NOT_MODIFIED);
            counts.answered(kind, StatusCode::IM_A_TEAPOT);
            counts.answered(kind, StatusCode::BAD_GATEWAY);
        }
        for (times, kind) in (1..).zip(Kind::ALL) {
            assert_eq!(counts.answers(kind), [times, 1, 1, 1], "{kind:?}");
        }
    }
}
