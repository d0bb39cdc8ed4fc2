//! What can go wrong with an index. None of it loses anything: the index is made again.

use std::io::ErrorKind;
use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError};

/// An index did not answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its files are not what was written: it must be made again.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// Somebody else writes it.
    #[error("another program writes the search index")]
    InUse,
    /// The disk or the machine said no.
    #[error("the search index cannot be used: {0}")]
    Unavailable(String),
}

impl Error {
    /// Whether only making the index again helps.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

/// What the system says of files that are not whole: tantivy finds it out while it reads.
fn is_damage(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidData | ErrorKind::NotFound | ErrorKind::UnexpectedEof
    )
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        let text = error.to_string();
        match error {
            TantivyError::IoError(error) if is_damage(&error) => Self::Damaged(text),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
                if is_damage(&io_error) =>
            {
                Self::Damaged(text)
            }
            TantivyError::LockFailure(..) => Self::InUse,
            TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::SchemaError(_)
            | TantivyError::FieldNotFound(_)
            | TantivyError::DeserializeError(_)
            | TantivyError::InternalError(_)
            | TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_))
            | TantivyError::OpenReadError(
                OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
            ) => Self::Damaged(text),
            _ => Self::Unavailable(text),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        if is_damage(&error) {
            Self::Damaged(error.to_string())
        } else {
            Self::Unavailable(error.to_string())
        }
    }
}
