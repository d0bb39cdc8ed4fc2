//! What can be wrong with a body, and where. No sentences: a problem names a
//! message and its figure, the program's edge says it.

use super::limits;
use serde::Serialize;
use std::fmt;

/// Something wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{path}: {kind:?}")]
pub struct BodyProblem {
    /// Where, in the form that was given: `blocks[3].runs[2].marks[0].href`.
    pub path: String,
    /// What.
    pub kind: BodyProblemKind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $key:literal $(, $limit:expr)?;)*) => {
        /// What is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum BodyProblemKind {
            $($(#[$doc])* $name,)*
        }

        impl BodyProblemKind {
            /// Every kind, for tests that each has its sentence.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The message that says it.
            #[must_use]
            pub fn message_key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("body.problem.", $key),)*
                }
            }

            /// The limit that was passed, for the message's `{limit}`.
            #[must_use]
            pub fn limit(self) -> Option<usize> {
                match self {
                    $($(Self::$name => Some($limit),)?)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// The version is not one that we write.
    UnknownVersion => "unknown_version";
    /// A field that must be there is not.
    Missing => "missing";
    /// Text where a number should be, and the like.
    WrongType => "wrong_type";
    /// A field or an attribute that this thing does not have.
    UnknownField => "unknown_field";
    /// A block that bodies do not have, or not here.
    UnknownBlock => "unknown_block";
    /// A mark that text does not have.
    UnknownMark => "unknown_mark";
    /// A value that is none of those that are possible here.
    UnknownValue => "unknown_value";
    /// Text that is not an identity.
    NotAnIdentity => "not_an_identity";
    /// Not a language tag.
    NotALanguage => "not_a_language";
    /// Cells that are merged with others.
    MergedCells => "merged_cells";
    /// Too many blocks.
    TooManyBlocks => "too_many_blocks", limits::BLOCKS;
    /// Too much text in all.
    TooManyCharacters => "too_many_characters", limits::CHARACTERS;
    /// Too many pieces in one paragraph.
    TooManyRuns => "too_many_runs", limits::RUNS;
    /// Lists within lists too deep.
    ListTooDeep => "list_too_deep", limits::LIST_LEVELS;
    /// Too many items in a list.
    TooManyItems => "too_many_items", limits::LIST_ITEMS;
    /// Too many paragraphs in a quotation.
    QuotationTooLong => "quotation_too_long", limits::QUOTATION_PARAGRAPHS;
    /// A title, caption or attribution that is too long.
    TextTooLong => "text_too_long", limits::SHORT_TEXT;
    /// A text that must not be empty is.
    TextEmpty => "text_empty";
    /// Too many pictures in a gallery.
    TooManyPictures => "too_many_pictures", limits::GALLERY_PICTURES;
    /// Too much in a fact box.
    FactBoxTooLong => "fact_box_too_long", limits::FACT_BOX_BLOCKS;
    /// Too many key points.
    TooManyPoints => "too_many_points", limits::KEY_POINTS;
    /// Too many columns.
    TableTooWide => "table_too_wide", limits::TABLE_COLUMNS;
    /// Too many rows.
    TableTooLong => "table_too_long", limits::TABLE_ROWS;
    /// Rows of different widths, or of none.
    TableRagged => "table_ragged";
    /// An address too long to be one.
    LinkTooLong => "link_too_long", limits::LINK_LENGTH;
    /// An address to which a text may not lead.
    LinkNotAllowed => "link_not_allowed";
    /// A mark twice on the same text.
    MarkRepeated => "mark_repeated";
    /// A reference to the wire that is empty or too long.
    ProvenanceBad => "provenance_bad", limits::PROVENANCE_LENGTH;
    /// A provider that is not known.
    UnknownProvider => "unknown_provider";
    /// An address that is not the named provider's.
    NotTheProviders => "not_the_providers";
    /// A character that no text contains.
    ForbiddenCharacter => "forbidden_character";
}

/// A place in a document: a chain of steps that lives on the stack, so walking a
/// sound document builds no text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<'a> {
    /// The document itself.
    Root,
    /// A field of a thing.
    Field(&'a Path<'a>, &'a str),
    /// An element of an array.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// A field of this thing.
    pub(super) fn field(&'a self, name: &'a str) -> Path<'a> {
        Path::Field(self, name)
    }

    /// An element of this array.
    pub(super) fn index(&'a self, index: usize) -> Path<'a> {
        Path::Index(self, index)
    }

    /// Something wrong here.
    pub(super) fn problem(&self, kind: BodyProblemKind) -> BodyProblem {
        BodyProblem {
            path: self.to_string(),
            kind,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Path::Root, name) => f.write_str(&printable(name)),
            Self::Field(parent, name) => write!(f, "{parent}.{}", printable(name)),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A field's name comes from the sender: shortened, and without what is not seen.
fn printable(name: &str) -> String {
    name.chars()
        .filter(|character| crate::text::is_seen(*character))
        .take(60)
        .collect()
}
