//! One request, done once. What an act answers is made and kept in the act's own
//! transaction, so a repeat of the request finds either both or neither: there is
//! no moment at which the act is done and its answer lost. Two equal requests at
//! once cannot both act: writes are serialisable, and the second sees the first.

use super::{ActError, ActResult};
use crate::store::db::{Conn, Tx};
use crate::store::{self, tokens};
use siraj_editorial::Timestamp;
use std::any::Any;
use uuid::Uuid;

/// How long an answer is kept for a repeat.
pub const KEPT_SECONDS: i64 = 24 * 3600;

/// By what a repeated request is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Whose request.
    pub token: Uuid,
    /// The name that the sender gave it.
    pub name: String,
    /// What was asked: a hash of method, path and body.
    pub body_hash: String,
}

impl Receipt {
    /// The answer that was kept for this request, if there is one.
    ///
    /// # Errors
    /// [`ActError::Answered`] with it; [`ActError::OtherBody`] when the name was
    /// used for another request.
    pub fn refuse_repeats(&self, c: &mut Conn<'_>, now: Timestamp) -> ActResult<()> {
        let since = now.plus_seconds(-KEPT_SECONDS);
        match tokens::answered(c, self.token, &self.name, since)? {
            None => Ok(()),
            Some((hash, _, _)) if hash != self.body_hash => Err(ActError::OtherBody),
            Some((_, status, body)) => Err(ActError::Answered {
                status: u16::try_from(status).unwrap_or(200),
                body,
            }),
        }
    }
}

type Shape = dyn Fn(&mut Conn<'_>, &dyn Any) -> ActResult<String> + Send + Sync;

/// One request: what it is known by, and how its answer is made of what the act made.
pub struct Once {
    receipt: Option<Receipt>,
    status: u16,
    shape: Box<Shape>,
}

impl Once {
    /// A request for an act that makes a `T`. Without a receipt the answer is
    /// made all the same, and not kept.
    pub fn new<T: 'static>(
        receipt: Option<Receipt>,
        status: u16,
        shape: impl Fn(&mut Conn<'_>, &T) -> ActResult<String> + Send + Sync + 'static,
    ) -> Self {
        let shape = move |c: &mut Conn<'_>, value: &dyn Any| {
            let value = value
                .downcast_ref::<T>()
                .ok_or_else(|| store::Error::other("the act made something else"))?;
            shape(c, value)
        };
        Self {
            receipt,
            status,
            shape: Box::new(shape),
        }
    }

    pub(super) fn refuse_repeats(&self, tx: &mut Tx<'_>, now: Timestamp) -> ActResult<()> {
        match &self.receipt {
            Some(receipt) => receipt.refuse_repeats(tx, now),
            None => Ok(()),
        }
    }

    /// Makes the answer and keeps it beside the act.
    pub(super) fn keep(
        &self,
        tx: &mut Tx<'_>,
        value: &dyn Any,
        now: Timestamp,
    ) -> ActResult<String> {
        let answer = (self.shape)(tx, value)?;
        if let Some(receipt) = &self.receipt {
            let key = (receipt.token, receipt.name.as_str());
            let kept = (i64::from(self.status), answer.as_str());
            tokens::keep_answer(tx, key, &receipt.body_hash, kept, now)?;
        }
        Ok(answer)
    }
}
