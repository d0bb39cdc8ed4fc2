//! The connections that are held at once, a seat each. There are so many seats
//! and no more: when all are taken, whoever has been idle longest makes room, and
//! where nobody is idle the next one waits at the door and the rest in the
//! listener's queue. Making idle ones go instead of letting all wait keeps the
//! door open while somebody holds many connections and asks for nothing.
//!
//! Requests touch only their own seat, without a lock; one sweep over all seats
//! finds those that have been still for too long.

use crate::config::Limits;
use crate::web::counts::Counts;
use futures_util::task::AtomicWaker;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How often a seat is looked at within the time that it may be still.
const LOOKS: u32 = 4;
/// While all seats are taken, idle ones are looked for this often.
const ASK_AGAIN: Duration = Duration::from_millis(200);
/// One in so many seats is freed at once, so that a crowd is not sorted anew for
/// each who comes.
const FREED_AT_ONCE: usize = 64;

/// What a connection is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Nothing.
    Stay,
    /// End after the request under way.
    Finish,
    /// End now, unless a request is under way.
    Go,
}

/// A connection's place.
#[derive(Debug, Default)]
pub struct Seat {
    /// The number of the last request; rises over all connections.
    last: AtomicU64,
    /// Requests that are being worked on.
    busy: AtomicU32,
    /// Bytes went out since the last look.
    wrote: AtomicBool,
    /// The client does not take what was sent.
    stuck: AtomicBool,
    /// The client may still be sending what was not read.
    unread: AtomicBool,
    order: AtomicU8,
    waker: AtomicWaker,
}

impl Seat {
    /// A request came, and this is its number.
    pub fn asked(&self, number: u64) {
        self.last.store(number, Ordering::Relaxed);
    }

    /// A request is worked on until the guard is dropped.
    #[must_use]
    pub fn busy(&self) -> Busy<'_> {
        self.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self)
    }

    /// Whether a request is being worked on.
    pub(super) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed) != 0
    }

    /// Says whether the client may still be sending what nobody has read.
    pub fn leaves_unread(&self, unread: bool) {
        self.unread.store(unread, Ordering::Relaxed);
    }

    /// Whether it may.
    pub(super) fn has_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }

    /// Bytes went out, or could not.
    pub(super) fn wrote(&self, some: bool) {
        if some {
            self.wrote.store(true, Ordering::Relaxed);
        }
        self.stuck.store(!some, Ordering::Relaxed);
    }

    /// Who is woken by an order.
    pub(super) fn listen(&self, waker: &Waker) {
        self.waker.register(waker);
    }

    /// What the connection is to do.
    pub(super) fn order(&self) -> Order {
        match self.order.load(Ordering::Acquire) {
            0 => Order::Stay,
            1 => Order::Finish,
            _ => Order::Go,
        }
    }

    /// Whether the connection is to end this moment. One that has begun to work in
    /// the meantime ends after its answer instead, which must still go out.
    pub(super) fn goes_now(&self) -> bool {
        if self.order() != Order::Go {
            return false;
        }
        if self.is_busy() {
            self.order.store(Order::Finish as u8, Ordering::Release);
            return false;
        }
        true
    }

    fn give(&self, order: Order) {
        self.order.fetch_max(order as u8, Ordering::AcqRel);
        self.waker.wake();
    }
}

/// A request that is being worked on.
#[derive(Debug)]
pub struct Busy<'s>(&'s Seat);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A seat as the sweep remembers it.
#[derive(Debug)]
struct Held {
    seat: Arc<Seat>,
    last: u64,
    still: u32,
}

impl Held {
    /// Looks at the seat; what its connection is to do by now.
    fn looked_at(&mut self) -> Order {
        let last = self.seat.last.load(Ordering::Relaxed);
        let wrote = self.seat.wrote.swap(false, Ordering::Relaxed);
        if wrote || self.seat.is_busy() || last != self.last {
            self.last = last;
            self.still = 0;
        } else {
            self.still += 1;
        }
        // The first look may come at once, so one more is needed. A client that is
        // told that nothing more is answered gets one look's time to take it in.
        match self.still {
            0..=LOOKS => Order::Stay,
            still if still == LOOKS + 1 => Order::Finish,
            _ => Order::Go,
        }
    }
}

#[derive(Debug, Default)]
struct Register {
    held: HashMap<u64, Held>,
    next: u64,
}

/// All seats of a door.
#[derive(Debug)]
pub struct Seats {
    bound: u32,
    free: Arc<Semaphore>,
    look_every: Duration,
    register: Mutex<Register>,
    counts: Arc<Counts>,
}

impl Seats {
    /// As many as the limits allow.
    pub fn new(limits: &Limits, counts: Arc<Counts>) -> Arc<Self> {
        let bound = u32::try_from(limits.connections).unwrap_or(u32::MAX);
        Arc::new(Self {
            bound,
            free: Arc::new(Semaphore::new(bound as usize)),
            look_every: limits.head() / LOOKS,
            register: Mutex::default(),
            counts,
        })
    }

    /// Takes a seat as soon as one is free, and makes one free if it can.
    pub async fn take(self: &Arc<Self>) -> Taken {
        let permit = loop {
            if let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() {
                break permit;
            }
            self.make_room();
            let freed = Arc::clone(&self.free).acquire_owned();
            if let Ok(freed) = tokio::time::timeout(ASK_AGAIN, freed).await {
                break freed.expect("the seats are never closed");
            }
        };
        let seat = Arc::new(Seat::default());
        // Whoever has just come has not been idle for longer than the others.
        seat.asked(self.counts.asked_so_far());
        let mut register = self.register.lock();
        let number = register.next;
        register.next += 1;
        let held = Held {
            last: seat.last.load(Ordering::Relaxed),
            seat: Arc::clone(&seat),
            still: 0,
        };
        register.held.insert(number, held);
        drop(register);
        self.counts.connected(1);
        Taken {
            seats: Arc::clone(self),
            number,
            seat,
            _permit: permit,
        }
    }

    /// Makes those go who asked for something longest ago and wait for nothing;
    /// those who only read slowly after all others.
    pub fn make_room(&self) {
        let register = self.register.lock();
        let mut idle: Vec<(bool, u64, u64, &Arc<Seat>)> = register
            .held
            .iter()
            .map(|(number, held)| (number, &held.seat))
            .filter(|(_, seat)| !seat.is_busy() && seat.order() != Order::Go)
            .map(|(number, seat)| {
                let stuck = seat.stuck.load(Ordering::Relaxed);
                (stuck, seat.last.load(Ordering::Relaxed), *number, seat)
            })
            .collect();
        idle.sort_unstable_by_key(|(stuck, last, number, _)| (*stuck, *last, *number));
        let freed = (self.bound as usize / FREED_AT_ONCE).max(1);
        for (_, _, _, seat) in idle.into_iter().take(freed) {
            self.counts.makes_room();
            seat.give(Order::Go);
        }
    }

    /// Ends, for ever, what has been still for too long: a head that does not
    /// come, an idle connection, a client that does not read.
    pub async fn sweep(&self) {
        loop {
            tokio::time::sleep(self.look_every).await;
            for held in self.register.lock().held.values_mut() {
                let order = held.looked_at();
                if order != Order::Stay {
                    held.seat.give(order);
                }
            }
        }
    }

    /// Lets all end after the request under way; after this long ends them. Says
    /// whether all had ended by themselves.
    pub async fn emptied_within(&self, within: Duration) -> bool {
        self.tell_all(Order::Finish);
        let all = self.free.acquire_many(self.bound);
        let emptied = tokio::time::timeout(within, all).await.is_ok();
        self.tell_all(Order::Go);
        emptied
    }

    fn tell_all(&self, order: Order) {
        for held in self.register.lock().held.values() {
            held.seat.give(order);
        }
    }
}

/// A seat that is taken, until this is dropped.
#[derive(Debug)]
pub struct Taken {
    seats: Arc<Seats>,
    number: u64,
    seat: Arc<Seat>,
    _permit: OwnedSemaphorePermit,
}

impl Taken {
    /// The seat.
    pub const fn seat(&self) -> &Arc<Seat> {
        &self.seat
    }

    /// Where this door counts.
    pub fn counts(&self) -> &Counts {
        &self.seats.counts
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.seats.register.lock().held.remove(&self.number);
        self.seats.counts.connected(-1);
    }
}
