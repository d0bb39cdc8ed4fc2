//! Who has an article open, and who of them writes: one window at a time, so that nobody
//! writes past another. Whoever wants to write asks; the writer hands over, keeps, or after
//! a while of silence loses the pen. This is courtesy and no lock: a save that comes late is
//! judged by its base revision alone, and nothing is lost either way.

use crate::{PersonId, Timestamp};
use uuid::Uuid;

/// A window that has said nothing for so long is gone.
pub const GONE_SECONDS: i64 = 35;
/// So long a writer is asked before another takes the pen.
pub const ASKING_SECONDS: i64 = 30;

/// A window in which an article is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Which window; made by it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub since: Timestamp,
    /// When it was last heard of.
    pub seen_at: Timestamp,
    /// Whether it has the pen.
    pub writes: bool,
    /// Since when it asks for the pen.
    pub asks_at: Option<Timestamp>,
}

/// What a window wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To read.
    Read,
    /// To write, if nobody does.
    Write,
    /// To write, and to ask whoever does.
    Ask,
    /// To hand the pen to whoever asks.
    HandOver,
    /// To keep the pen though somebody asks.
    Keep,
    /// To be gone.
    Leave,
}

impl Wish {
    /// The wish of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "read" => Self::Read,
            "write" => Self::Write,
            "ask" => Self::Ask,
            "hand_over" => Self::HandOver,
            "keep" => Self::Keep,
            "leave" => Self::Leave,
            _ => return None,
        })
    }
}

/// The windows after one of them has said what it wants.
#[must_use]
pub fn after(
    windows: Vec<Window>,
    (id, person): (Uuid, PersonId),
    wish: Wish,
    now: Timestamp,
) -> Vec<Window> {
    let mut here: Vec<Window> = windows
        .into_iter()
        .filter(|window| window.id != id || window.person == person)
        .filter(|window| window.id == id || now.seconds_since(window.seen_at) < GONE_SECONDS)
        .collect();
    if wish == Wish::Leave {
        here.retain(|window| window.id != id);
        return here;
    }
    let mut own = match here.iter().position(|window| window.id == id) {
        Some(at) => here.swap_remove(at),
        None => Window {
            id,
            person,
            since: now,
            seen_at: now,
            writes: false,
            asks_at: None,
        },
    };
    // A window that slept had been given up: it has the pen no more if another took it.
    own.seen_at = now.max(own.seen_at);
    match wish {
        Wish::Read => (own.writes, own.asks_at) = (false, None),
        Wish::Write => own.asks_at = None,
        Wish::Ask => own.asks_at = own.asks_at.or(Some(now)),
        // Only whoever has the pen keeps it or hands it over.
        Wish::Keep | Wish::HandOver if !own.writes => {}
        Wish::Keep => here.iter_mut().for_each(|window| window.asks_at = None),
        Wish::HandOver => {
            let next = here
                .iter_mut()
                .filter(|window| window.asks_at.is_some())
                .min_by_key(|window| (window.asks_at, window.id));
            if let Some(next) = next {
                (next.writes, next.asks_at) = (true, None);
                own.writes = false;
            }
        }
        Wish::Leave => {}
    }
    settle(&mut own, &mut here, wish, now);
    here.push(own);
    here.sort_by_key(|window| (window.since, window.id));
    here
}

/// Gives the pen to a window that may have it.
fn settle(own: &mut Window, others: &mut [Window], wish: Wish, now: Timestamp) {
    if !matches!(wish, Wish::Write | Wish::Ask | Wish::Keep) {
        return;
    }
    let waited = |since: Timestamp| now.seconds_since(since) >= ASKING_SECONDS;
    // One's own other window hands over without being asked.
    let gives_way = |writer: &Window| {
        own.asks_at
            .is_some_and(|since| writer.person == own.person || waited(since))
    };
    let may = others.iter().filter(|window| window.writes).all(gives_way);
    if may {
        others.iter_mut().for_each(|window| window.writes = false);
        (own.writes, own.asks_at) = (true, None);
    } else {
        own.writes = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

    fn who(n: u128) -> (Uuid, PersonId) {
        (Uuid::from_u128(n), PersonId(Uuid::from_u128(n)))
    }

    fn at(seconds: i64) -> Timestamp {
        NOON.plus_seconds(seconds)
    }

    fn writer(windows: &[Window]) -> Option<Uuid> {
        let mut writers = windows.iter().filter(|window| window.writes);
        let first = writers.next().map(|window| window.id);
        assert!(writers.next().is_none(), "two write: {windows:?}");
        first
    }

    #[test]
    fn the_first_writes_and_the_second_reads() {
        let one = after(Vec::new(), who(1), Wish::Write, at(0));
        let both = after(one, who(2), Wish::Write, at(1));
        assert_eq!((both.len(), writer(&both)), (2, Some(who(1).0)));
        // The writer stops being heard of, and the other has the pen.
        let later = after(both, who(2), Wish::Write, at(GONE_SECONDS + 1));
        assert_eq!((later.len(), writer(&later)), (1, Some(who(2).0)));
        // Who slept is a reader when it wakes.
        let woken = after(later, who(1), Wish::Write, at(GONE_SECONDS + 2));
        assert_eq!(writer(&woken), Some(who(2).0));
    }

    #[test]
    fn who_asks_waits_for_an_answer_and_not_for_ever() {
        let both = after(
            after(Vec::new(), who(1), Wish::Write, at(0)),
            who(2),
            Wish::Ask,
            at(1),
        );
        assert_eq!(writer(&both), Some(who(1).0));
        let handed = after(both.clone(), who(1), Wish::HandOver, at(5));
        assert_eq!(writer(&handed), Some(who(2).0));
        let kept = after(both.clone(), who(1), Wish::Keep, at(5));
        assert_eq!(writer(&kept), Some(who(1).0));
        assert!(kept.iter().all(|window| window.asks_at.is_none()));
        let heard = after(both, who(1), Wish::Write, at(25));
        let taken = after(heard, who(2), Wish::Ask, at(1 + ASKING_SECONDS));
        assert_eq!(writer(&taken), Some(who(2).0));
    }

    #[test]
    fn ones_own_other_window_hands_over_at_once() {
        let (id, _) = who(9);
        let one = after(Vec::new(), who(1), Wish::Write, at(0));
        let other = after(one, (id, who(1).1), Wish::Ask, at(1));
        assert_eq!(writer(&other), Some(id));
    }

    #[test]
    fn nobody_speaks_for_anothers_window() {
        let one = after(Vec::new(), who(1), Wish::Write, at(0));
        let forged = after(one, (who(1).0, who(2).1), Wish::Read, at(1));
        // The window is the other's from now on; the first gets its own back when it speaks.
        assert_eq!(forged.len(), 1);
        let back = after(forged, who(1), Wish::Write, at(2));
        assert_eq!(writer(&back), Some(who(1).0));
    }

    #[test]
    fn leaving_gives_the_pen_back() {
        let one = after(Vec::new(), who(1), Wish::Write, at(0));
        let both = after(one, who(2), Wish::Write, at(1));
        let left = after(both, who(1), Wish::Leave, at(2));
        assert_eq!(
            writer(&after(left, who(2), Wish::Write, at(3))),
            Some(who(2).0)
        );
    }

    #[test]
    fn there_is_never_more_than_one_pen() {
        use proptest::prelude::*;
        let wishes = prop_oneof![
            Just(Wish::Read),
            Just(Wish::Write),
            Just(Wish::Ask),
            Just(Wish::HandOver),
            Just(Wish::Keep),
            Just(Wish::Leave),
        ];
        let steps = proptest::collection::vec((0_u128..4, wishes, 0_i64..50), 0..60);
        proptest!(|(steps in steps)| {
            let (mut windows, mut now) = (Vec::new(), 0);
            for (n, wish, passed) in steps {
                now += passed;
                windows = after(windows, who(n), wish, at(now));
                writer(&windows);
            }
        });
    }
}
