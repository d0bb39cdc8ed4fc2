//! What a conversion dropped: how often, and one example of each kind, short
//! enough to be shown. A kind names its message; sentences are elsewhere.

use serde::Serialize;
use siraj_editorial::text::{self, Removed};
use std::collections::BTreeMap;

/// The longest example shown, in characters.
const SAMPLE: usize = 120;

/// What a conversion left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What was dropped, by kind.
    pub dropped: Vec<Dropped>,
    /// What was cleaned out of the text.
    pub removed: Removed,
}

impl Report {
    /// Whether a kind of thing was dropped.
    #[must_use]
    pub fn has(&self, what: DroppedKind) -> bool {
        self.dropped.iter().any(|dropped| dropped.what == what)
    }
}

/// One kind of thing that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What it was.
    pub what: DroppedKind,
    /// How often.
    pub count: usize,
    /// The first one: an address, a name of a tag, a few words.
    pub sample: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $key:literal;)*) => {
        /// What was dropped.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DroppedKind {
            $($(#[$doc])* $name,)*
        }

        impl DroppedKind {
            /// Every kind, for tests that each has its sentence.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The message that names it to an editor.
            #[must_use]
            pub fn message_key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("body.dropped.", $key),)*
                }
            }
        }
    };
}

kinds! {
    /// Code.
    Script => "script";
    /// An attribute that runs code.
    EventHandler => "event_handler";
    /// A link that runs code or holds data; its words are kept.
    ScriptLink => "script_link";
    /// A link that leads nowhere from here; its words are kept.
    UnusableLink => "unusable_link";
    /// A reference to an article or a picture that we do not have.
    UnknownReference => "unknown_reference";
    /// A picture of somewhere else: it must be uploaded first.
    Picture => "picture";
    /// A picture of nothing that reports who reads.
    TrackingPixel => "tracking_pixel";
    /// A frame of a site that is no known provider.
    Frame => "frame";
    /// Sound, video, or a thing that needs a plug-in.
    Media => "media";
    /// A drawing or formula in markup.
    Drawing => "drawing";
    /// A field or a button.
    Form => "form";
    /// Text that was not to be seen.
    Hidden => "hidden";
    /// A tag that HTML does not have; its text is kept.
    UnknownTag => "unknown_tag";
    /// Cells beyond the columns that a table may have.
    Cell => "cell";
    /// Structure deeper than a body goes; its text is kept.
    Depth => "depth";
    /// A house block that is not known or is not whole; its text is kept.
    Directive => "directive";
    /// Everything after the point up to which an input is read.
    Rest => "rest";
}

/// Counts what is dropped during a conversion.
#[derive(Debug, Default)]
pub(super) struct Drops {
    found: BTreeMap<DroppedKind, (usize, String)>,
}

impl Drops {
    pub(super) fn add(&mut self, what: DroppedKind, sample: &str) {
        let (count, _) = self
            .found
            .entry(what)
            .or_insert_with(|| (0, shortened(sample)));
        *count += 1;
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (what, (more, sample)) in other.found {
            let (count, _) = self.found.entry(what).or_insert((0, sample));
            *count += more;
        }
    }

    pub(super) fn into_report(self, removed: Removed) -> Report {
        let dropped = self
            .found
            .into_iter()
            .map(|(what, (count, sample))| Dropped {
                what,
                count,
                sample,
            })
            .collect();
        Report { dropped, removed }
    }
}

fn shortened(sample: &str) -> String {
    let start: String = sample.chars().take(SAMPLE).collect();
    text::clean_line(&start, usize::MAX)
        .map(|cleaned| cleaned.text)
        .unwrap_or_default()
}
