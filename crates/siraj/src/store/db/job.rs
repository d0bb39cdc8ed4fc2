//! A closure on its way to a database thread and its answer on the way back.
//! Here are waiting, giving up, cancellation and caught panics; the threads that
//! run the jobs are in `sqlite` and `postgres`.

use super::conn::Session;
use super::error::Error;
use crossbeam_channel::{Receiver, Sender};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// More waiting jobs than this are refused at once instead of filling memory.
const LONGEST_QUEUE: usize = 1024;

/// A closure and its result, whatever their types.
pub(super) trait Work: Send {
    /// Takes the job from the queue; false when nobody waits for it any more.
    fn claim(&self) -> bool;
    /// Runs the closure and keeps its result; true when it may be committed.
    fn run(&mut self, conn: &mut Session) -> bool;
    /// Hands over the result, or the reason why it came to nothing.
    fn answer(self: Box<Self>, ended: Result<(), Error>);
}

pub(super) struct Job {
    pub(super) work: Box<dyn Work>,
    /// How long the closure may take.
    pub(super) limit: Duration,
    wait_until: Instant,
}

impl Job {
    /// Takes the job to run it; `None` when it was given up or waited too long.
    pub(super) fn claimed(self) -> Option<Self> {
        if !self.work.claim() {
            return None;
        }
        if Instant::now() > self.wait_until {
            self.work.answer(Err(waited_too_long()));
            return None;
        }
        Some(self)
    }
}

/// The way to a set of threads that share one queue.
pub(super) struct Queue(Sender<Job>);

impl Queue {
    pub(super) fn new() -> (Self, Receiver<Job>) {
        let (sender, receiver) = crossbeam_channel::bounded(LONGEST_QUEUE);
        (Self(sender), receiver)
    }

    /// Puts a closure in the queue: it is skipped unless it is begun within
    /// `wait`, and may then take `limit`.
    pub(super) fn submit<T, E, F>(&self, run: F, wait: Duration, limit: Duration) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnMut(&mut Session) -> Result<T, E> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let claimed = Arc::new(AtomicBool::new(false));
        let task = Task {
            run,
            result: None,
            sender,
            claimed: Arc::clone(&claimed),
        };
        let wait_until = Instant::now() + wait;
        let job = Job {
            work: Box::new(task),
            limit,
            wait_until,
        };
        if let Err(refused) = self.0.try_send(job) {
            let full = Error::unavailable("too many requests wait for the database");
            refused.into_inner().work.answer(Err(full));
        }
        Pending {
            receiver,
            claimed,
            wait,
        }
    }
}

/// An answer to come. Dropping it before the job has begun cancels the job.
pub(super) struct Pending<T, E> {
    receiver: oneshot::Receiver<Result<T, E>>,
    claimed: Arc<AtomicBool>,
    wait: Duration,
}

impl<T, E: From<Error>> Pending<T, E> {
    pub(super) async fn answer(mut self) -> Result<T, E> {
        let answer = match tokio::time::timeout(self.wait, &mut self.receiver).await {
            Ok(answer) => answer,
            Err(_) if !self.claimed.swap(true, Ordering::AcqRel) => {
                return Err(waited_too_long().into());
            }
            Err(_) => self.receiver.await,
        };
        answer.unwrap_or_else(|_| Err(thread_gone().into()))
    }

    pub(super) fn answer_blocking(self) -> Result<T, E> {
        self.receiver
            .blocking_recv()
            .unwrap_or_else(|_| Err(thread_gone().into()))
    }
}

struct Task<F, T, E> {
    run: F,
    result: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
    claimed: Arc<AtomicBool>,
}

impl<T, E, F> Work for Task<F, T, E>
where
    T: Send,
    E: From<Error> + Send,
    F: FnMut(&mut Session) -> Result<T, E> + Send,
{
    fn claim(&self) -> bool {
        !self.sender.is_closed() && !self.claimed.swap(true, Ordering::AcqRel)
    }

    fn run(&mut self, conn: &mut Session) -> bool {
        // The closure is lost with its state when it panics (its transaction is
        // rolled back), so nothing half-changed is seen again.
        let result = match catch_unwind(AssertUnwindSafe(|| (self.run)(conn))) {
            Ok(Ok(done)) => conn.sound().map(|()| done).map_err(E::from),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(Error::other("the closure panicked").into()),
        };
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, ended: Result<(), Error>) {
        let answer = match (self.result, ended) {
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (None, Ok(())) => Err(thread_gone().into()),
        };
        // Whoever asked may have gone; what was written stays written.
        drop(self.sender.send(answer));
    }
}

fn waited_too_long() -> Error {
    Error::unavailable("no database thread came free in time")
}

fn thread_gone() -> Error {
    Error::other("the database thread ended without an answer")
}
