//! A front on which somebody works: the arrangement as it will be, and the steps
//! that led there, so that each can be taken back and taken again.

use super::{Arrangement, FrontOf, Step};
use crate::Timestamp;
use crate::refusal::CurateRefused;
use serde::{Deserialize, Serialize};

/// How many steps are remembered.
pub const MOST_STEPS: usize = 40;

/// A draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The front as it will be.
    pub arrangement: Arrangement,
    /// As it was before each step, the last step last.
    #[serde(default)]
    pub past: Vec<Arrangement>,
    /// As it was before each step was taken back.
    #[serde(default)]
    pub future: Vec<Arrangement>,
}

impl Draft {
    /// A draft that begins with what the public sees.
    #[must_use]
    pub fn of(public: Arrangement) -> Self {
        Self {
            arrangement: public,
            ..Self::default()
        }
    }

    /// Takes a step. One that changes nothing is none.
    ///
    /// # Errors
    /// As [`Arrangement::take`]; nothing is changed then.
    pub fn take(&mut self, of: FrontOf, step: &Step, now: Timestamp) -> Result<(), CurateRefused> {
        let mut next = self.arrangement.clone();
        next.take(of, step, now)?;
        if next != self.arrangement {
            self.past
                .push(std::mem::replace(&mut self.arrangement, next));
            let forgotten = self.past.len().saturating_sub(MOST_STEPS);
            self.past.drain(..forgotten);
            self.future.clear();
        }
        Ok(())
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// [`CurateRefused::NoStep`] when there is none.
    pub fn undo(&mut self) -> Result<(), CurateRefused> {
        let before = self.past.pop().ok_or(CurateRefused::NoStep)?;
        self.future
            .push(std::mem::replace(&mut self.arrangement, before));
        Ok(())
    }

    /// Takes the step again that was taken back last.
    ///
    /// # Errors
    /// [`CurateRefused::NoStep`] when there is none.
    pub fn redo(&mut self) -> Result<(), CurateRefused> {
        let after = self.future.pop().ok_or(CurateRefused::NoStep)?;
        self.past
            .push(std::mem::replace(&mut self.arrangement, after));
        Ok(())
    }

    /// Every arrangement that it holds, for changing what all of them say.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Arrangement> {
        std::iter::once(&mut self.arrangement)
            .chain(&mut self.past)
            .chain(&mut self.future)
    }
}
