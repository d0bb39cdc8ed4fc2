//! The editor's document: ProseMirror's JSON (`{"type":"doc","content":[…]}`),
//! mapped onto the body one to one, in both directions.
//!
//! What a body does not have is refused with its place in the editor's document,
//! so an editor that knows more than we do loses nothing in silence. Names follow
//! ProseMirror's basic, list and table schemas where those have one.

mod reading;
mod writing;

use super::problem::{BodyProblem, Path};
use super::{Body, json::Object};
use serde_json::Value;

impl Body {
    /// The body of an editor's document, normalised.
    ///
    /// # Errors
    /// The first place that a body cannot hold.
    pub fn from_prosemirror(document: &Value) -> Result<Self, BodyProblem> {
        let doc = Object::of(document, &Path::Root, &["type", "content"])?;
        let blocks = reading::document(&doc)?;
        Ok(Self::new(blocks).normalise())
    }

    /// The editor's document of a body. A body without blocks is one empty
    /// paragraph, because there the caret must stand somewhere.
    #[must_use]
    pub fn to_prosemirror(&self) -> Value {
        writing::document(self)
    }
}
