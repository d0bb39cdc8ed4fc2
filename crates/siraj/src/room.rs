//! The newsroom as the program holds it: store, clock, page cache, pictures and
//! the site's addresses in one value that every request shares. An act is run
//! here, so that each is one transaction, one change in the log, and answered
//! only when this node's pages are right.

mod once;
mod waits;

pub use once::{KEPT_SECONDS, Once, Receipt};
pub use waits::{STEPS_MS, Waits};

use crate::clock::Clock;
use crate::followers::Wake;
use crate::media::store::MediaStore;
use crate::outside::links::Asking;
use crate::pages::cache::PageCache;
use crate::pages::site::Site;
use crate::search::Home;
use crate::store::changes::{Act, By};
use crate::store::refused;
use crate::store::{self, Db};
use parking_lot::Mutex;
use siraj_editorial::Timestamp;
use siraj_editorial::refusal::Refusal;
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// Why an act did not happen. Nothing of it was kept.
#[derive(Debug)]
pub enum ActError {
    /// The newsroom says no, for a reason one can act on.
    Refused(Box<dyn Refusal + Send + Sync>),
    /// Fields of what was sent are wrong.
    Fields(Vec<siraj_editorial::fields::FieldProblem>),
    /// The body that was sent is wrong.
    Body(Vec<siraj_editorial::body::BodyProblem>),
    /// What the act is about does not exist.
    NotFound,
    /// A retried request came with another body than the first.
    OtherBody,
    /// The request was answered before; this is the answer it got.
    Answered {
        /// Its status.
        status: u16,
        /// Its body.
        body: String,
    },
    /// The store said no.
    Failed(store::Error),
}

impl From<store::Error> for ActError {
    fn from(error: store::Error) -> Self {
        Self::Failed(error)
    }
}

impl ActError {
    /// A refusal of the newsroom's.
    pub fn refused(refusal: impl Refusal + Send + Sync + 'static) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// What an act answers.
pub type ActResult<T> = Result<T, ActError>;

/// An act that was done, and the number of its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What it made.
    pub value: T,
    /// Its number in the log.
    pub seq: i64,
    /// What the caller is told, where it asked for that with [`Room::once`].
    pub answer: Option<String>,
}

/// The newsroom as the program holds it.
#[derive(Clone)]
pub struct Room {
    /// The store.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Where the site is.
    pub site: Arc<Site>,
    /// Finished pages.
    pub pages: Arc<PageCache>,
    /// Pictures' bytes.
    pub pictures: MediaStore,
    /// Wakes the followers.
    pub wake: Wake,
    /// What is searched.
    pub search: Home,
    /// How long acts waited for the pages.
    pub waits: Arc<Waits>,
    /// The links that are being asked whether anybody answers.
    pub asking: Asking,
    /// The one request for which this copy of the room acts, if it does.
    pub once: Option<Arc<Once>>,
}

impl Room {
    /// The same newsroom for work in which nobody reads pages: its cache claims to
    /// have seen every change, so no act waits for one. The command line and the
    /// founding of the demo act in it.
    #[must_use]
    pub fn unread(&self) -> Self {
        Self {
            pages: Arc::new(PageCache::new(0, i64::MAX)),
            waits: Arc::default(),
            ..self.clone()
        }
    }

    /// The same room, acting for one request: the first act that it runs makes
    /// the answer and keeps it under the request's key, in one transaction.
    #[must_use]
    pub fn once(&self, once: Once) -> Self {
        Self {
            once: Some(Arc::new(once)),
            ..self.clone()
        }
    }

    /// Runs an act in one transaction, appends its change and waits until this
    /// node's pages have taken it in. `work` may run twice and must change
    /// nothing but the store.
    ///
    /// # Errors
    /// The act's own; nothing is kept then.
    pub async fn act<T, F>(&self, by: By, name: &'static str, work: F) -> ActResult<Done<T>>
    where
        T: Send + 'static,
        F: FnMut(&mut Act<'_, '_>) -> ActResult<T> + Send + 'static,
    {
        self.act_at(self.clock.now(), by, name, work).await
    }

    /// [`Room::act`] at a moment of the caller's choosing: for the demo, whose
    /// stories happened before the house was opened.
    ///
    /// # Errors
    /// As [`Room::act`].
    pub async fn act_at<T, F>(
        &self,
        at: Timestamp,
        by: By,
        name: &'static str,
        mut work: F,
    ) -> ActResult<Done<T>>
    where
        T: Send + 'static,
        F: FnMut(&mut Act<'_, '_>) -> ActResult<T> + Send + 'static,
    {
        let once = self.once.clone();
        let subject = Arc::new(Mutex::new(String::new()));
        let about = Arc::clone(&subject);
        let done = self
            .db
            .write(move |tx| {
                if let Some(once) = &once {
                    once.refuse_repeats(tx, at)?;
                }
                let mut act = Act::begin(tx, by, name, at);
                let value = work(&mut act);
                if value.is_err() {
                    act.subject().clone_into(&mut about.lock());
                }
                let value = value?;
                let seq = act.finish()?;
                let answer = match &once {
                    Some(once) => Some(once.keep(tx, &value, at)?),
                    None => None,
                };
                Ok::<_, ActError>(Done { value, seq, answer })
            })
            .await;
        if let Err(error) = &done {
            let subject = subject.lock().clone();
            self.note(by, (name, &subject), error).await;
        }
        let done = done?;
        self.wake.changed(done.seq);
        let begun = Instant::now();
        self.pages.wait_for(done.seq).await;
        self.waits.waited(begun.elapsed());
        Ok(done)
    }
}

impl Room {
    /// Writes down that an act of a person was refused, where it was. That it cannot be
    /// written down is no reason to answer anything else.
    pub async fn note(&self, by: By, (act, subject): (&'static str, &str), error: &ActError) {
        let (By::Person(_), ActError::Refused(refusal)) = (by, error) else {
            return;
        };
        let (why, now) = (refused::Why::from(refusal.message()), self.clock.now());
        let subject = subject.to_owned();
        let kept = self.db.write(move |tx| {
            refused::keep(tx, (by, act), &subject, why.clone(), now)?;
            Ok::<_, store::Error>(())
        });
        if let Err(error) = kept.await {
            tracing::warn!(%error, "a refused act could not be written down");
        }
    }
}

/// A fresh identity. Its first bits are the moment, so rows lie in the order of birth.
#[must_use]
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}

/// Eight random bytes for a short id.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn fresh_short_id() -> Result<siraj_editorial::ShortId, store::Error> {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).map_err(|error| store::Error::other(error.to_string()))?;
    Ok(siraj_editorial::ShortId::from_random(bytes))
}
