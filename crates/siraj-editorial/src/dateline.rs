//! The dateline «موسكو – وكالات – شبكتنا»: where the report comes from, then the
//! agencies, then our own network. It is stored as its parts and composed in
//! the house form; a wire's own wording may be kept instead.

use crate::named::Named;
use crate::{Language, SourceId};
use serde::{Deserialize, Serialize};

/// What stands between the parts: an en dash with a space on either side.
const BETWEEN: &str = " – ";

/// An agency or our own network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Which.
    pub id: SourceId,
    /// Its key in imports and settings.
    pub slug: String,
    /// Name per language.
    pub name: Named,
    /// Whether it is the newsroom's own network: then it comes last.
    pub own: bool,
}

/// Where a report comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dateline {
    /// The place, as the reader reads it.
    #[serde(default)]
    pub place: Option<String>,
    /// The sources in the order given.
    #[serde(default)]
    pub sources: Vec<SourceId>,
    /// Words that replace the composed form, kept as an agency sent them.
    #[serde(default)]
    pub as_sent: Option<String>,
}

/// How many agencies are named before they become «وكالات» together.
const NAMED_AGENCIES: usize = 2;

impl Dateline {
    /// The dateline in the house form: place, agencies (up to two by name, more
    /// as `agencies`, the word for them), own network last. Empty when there is nothing to say.
    #[must_use]
    pub fn compose(&self, sources: &[Source], language: &Language, agencies: &str) -> String {
        if let Some(words) = &self.as_sent {
            return words.clone();
        }
        let known = |own: bool| {
            self.sources
                .iter()
                .filter_map(|id| sources.iter().find(|source| source.id == *id))
                .filter(move |source| source.own == own)
                .map(|source| source.name.in_language(language))
                .collect::<Vec<_>>()
        };
        let mut parts: Vec<&str> = self.place.as_deref().into_iter().collect();
        let wires = known(false);
        if wires.len() > NAMED_AGENCIES {
            parts.push(agencies);
        } else {
            parts.extend(wires);
        }
        parts.extend(known(true));
        parts.join(BETWEEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn source(number: u128, name: &str, own: bool) -> Source {
        Source {
            id: SourceId(Uuid::from_u128(number)),
            slug: format!("source-{number}"),
            name: Named::one(Language::arabic(), name),
            own,
        }
    }

    #[test]
    fn a_dateline_names_place_agencies_and_own_network_in_the_house_order() {
        let all = [
            source(1, "شبكة سراج", true),
            source(2, "وكالة الساحل", false),
            source(3, "وكالة الأفق", false),
            source(4, "وكالة البيادر للأنباء", false),
        ];
        let check = |place: Option<&str>, ids: &[u128], expected: &str| {
            let dateline = Dateline {
                place: place.map(str::to_owned),
                sources: ids.iter().map(|n| SourceId(Uuid::from_u128(*n))).collect(),
                as_sent: None,
            };
            assert_eq!(
                dateline.compose(&all, &Language::arabic(), "وكالات"),
                expected
            );
        };
        check(Some("سرو"), &[1, 2], "سرو – وكالة الساحل – شبكة سراج");
        check(Some("سرو"), &[2, 3, 4, 1], "سرو – وكالات – شبكة سراج");
        check(None, &[1], "شبكة سراج");
        check(Some("عين الصفا"), &[], "عين الصفا");
        check(None, &[], "");
        check(None, &[99], "");
    }
}
