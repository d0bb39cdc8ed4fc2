//! The smaller parts of an article's page: who made it, what was corrected, the
//! notes under it, who its authors are.

use super::Press;
use crate::pages::build::places;
use crate::pages::model::{AuthorBox, BylineLine, CorrectionKind, CorrectionNote, EndNote, Text};
use crate::pages::route::Of;
use crate::store::Result;
use crate::store::live::{Card, Face};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::correction::{self, CorrectionPriority};
use siraj_editorial::dateline::Source;
use siraj_editorial::person::Person;
use std::collections::BTreeSet;

/// A correction's kind as a page shows it.
#[must_use]
pub const fn correction_kind(kind: correction::CorrectionKind) -> CorrectionKind {
    match kind {
        correction::CorrectionKind::Correction => CorrectionKind::Correction,
        correction::CorrectionKind::Clarification => CorrectionKind::Clarification,
        correction::CorrectionKind::Retraction => CorrectionKind::Retraction,
    }
}

impl Press<'_, '_> {
    /// By-lines in their order, of the house's people and of guests.
    pub(in crate::pages::build) fn byline_lines(
        &self,
        bylines: &[Byline],
        people: &[Person],
    ) -> Vec<BylineLine> {
        let language = &self.edition.language;
        bylines
            .iter()
            .filter_map(|byline| {
                let role = match byline.role {
                    BylineRole::Writing => None,
                    BylineRole::Photographs => Some(self.words.say("reader.role_photographs")),
                    BylineRole::Translation => Some(self.words.say("reader.role_translation")),
                };
                Some(match &byline.who {
                    Signatory::Guest(name) => BylineLine {
                        role,
                        name: self.words.text(name),
                        url: None,
                        note: None,
                    },
                    Signatory::Person(id) => {
                        let person = people.iter().find(|person| person.id == *id)?;
                        BylineLine {
                            role,
                            name: self.words.text(person.name.in_language(language)),
                            url: Some(self.author_link(person)),
                            note: self.words.some(person.title.in_language(language)),
                        }
                    }
                })
            })
            .collect()
    }

    fn author_link(&self, person: &Person) -> String {
        self.link(&places::list(&Of::Author(person.slug.clone()), None))
    }

    pub(super) fn corrections_of(
        &self,
        face: &Face,
        priority: CorrectionPriority,
    ) -> Vec<CorrectionNote> {
        face.corrections
            .iter()
            .filter(|correction| correction.priority == priority)
            .map(|correction| CorrectionNote {
                kind: correction_kind(correction.kind),
                at: self.words.moment(correction.at),
                words: self.words.text(&correction.text),
            })
            .collect()
    }

    /// Sources by name, where the dateline said only «وكالات» or kept an agency's
    /// wording; who translated.
    pub(super) fn end_notes(
        &self,
        face: &Face,
        people: &[Person],
        sources: &[Source],
    ) -> Vec<EndNote> {
        let language = &self.edition.language;
        let named: Vec<&str> = face
            .manuscript
            .dateline
            .sources
            .iter()
            .filter_map(|id| sources.iter().find(|source| source.id == *id))
            .map(|source| source.name.in_language(language))
            .collect();
        let translators: Vec<String> = self
            .byline_lines(&face.card.bylines, people)
            .into_iter()
            .zip(&face.card.bylines)
            .filter(|(_, byline)| byline.role == BylineRole::Translation)
            .map(|(line, _)| line.name.plain().to_owned())
            .collect();
        let note = |key: &str, words: Option<Text>| {
            words.map(|words| EndNote {
                label: self.words.say(key),
                words,
            })
        };
        let between = format!("{} ", self.words.messages.text("reader.list_comma"));
        [
            note(
                "reader.note_sources",
                self.words.some(&named.join(&between)),
            ),
            note(
                "reader.role_translation",
                self.words.some(&translators.join(&between)),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// A box for each writer of the house of whom there is more to say than the name.
    pub(super) fn author_boxes(
        &mut self,
        card: &Card,
        people: &[Person],
    ) -> Result<Vec<AuthorBox>> {
        let language = self.edition.language.clone();
        let writers: Vec<&Person> = card
            .bylines
            .iter()
            .filter(|byline| byline.role == BylineRole::Writing)
            .filter_map(|byline| match &byline.who {
                Signatory::Person(id) => people.iter().find(|person| person.id == *id),
                Signatory::Guest(_) => None,
            })
            .filter(|person| !person.biography.is_empty())
            .collect();
        let portraits: BTreeSet<_> = writers
            .iter()
            .filter_map(|person| person.portrait)
            .collect();
        let pictures = self.open_pictures(&portraits)?;
        Ok(writers
            .into_iter()
            .map(|person| AuthorBox {
                name: self.words.text(person.name.in_language(&language)),
                url: Some(self.author_link(person)),
                role: self.words.some(person.title.in_language(&language)),
                bio: self.words.some(person.biography.in_language(&language)),
                portrait: person.portrait.and_then(|id| pictures.get(&id).cloned()),
            })
            .collect())
    }
}
