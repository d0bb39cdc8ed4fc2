//! What the API tells of things: articles whole and in lists, revisions, and every
//! other noun as the store keeps it. Moments are told as RFC 3339 in UTC.

use super::typography;
use crate::actions::checks;
use crate::pages::site::{Site, segment};
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::{articles, house, live, notes, sections};
use serde::Serialize;
use serde_json::{Map, Value, json};
use siraj_editorial::Timestamp;
use siraj_editorial::article::{Article, Stage};
use siraj_editorial::checklist::Found;
use siraj_editorial::edition::Edition;
use siraj_editorial::refusal::Arg;
use siraj_editorial::revision::{Manuscript, Revision};

/// A moment as RFC 3339.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    at.to_jiff().to_string()
}

/// A value as the store keeps it, its moments told.
#[must_use]
pub fn of<T: Serialize>(value: &T, moments: &[&str]) -> Value {
    let mut told = json!(value);
    for name in moments {
        if let Some(field) = told.get_mut(*name)
            && let Some(micros) = field.as_i64()
        {
            *field = moment(Timestamp::from_micros(micros)).into();
        }
    }
    told
}

/// Where and when an article is told.
#[derive(Clone)]
pub struct Here {
    /// Where the site is.
    pub site: std::sync::Arc<Site>,
    /// Now.
    pub now: Timestamp,
    /// In which form texts are told.
    pub form: Form,
}

/// The form in which a text is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// As it is kept.
    #[default]
    Document,
    /// As the editor has it.
    ProseMirror,
}

impl Form {
    /// The form of a name; as it is kept where it is another's.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "prosemirror" => Self::ProseMirror,
            _ => Self::Document,
        }
    }
}

impl Here {
    /// Here and now.
    #[must_use]
    pub fn of(room: &crate::room::Room) -> Self {
        Self {
            site: room.site.clone(),
            now: room.clock.now(),
            form: Form::default(),
        }
    }

    /// The same, telling texts in this form.
    #[must_use]
    pub fn telling(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// An article without its text.
    ///
    /// # Errors
    /// When the store cannot serve.
    pub fn article(&self, c: &mut Conn<'_>, article: &Article) -> ActResult<Map<String, Value>> {
        let edition = edition(c, article)?;
        let scheduled = match &article.stage {
            Stage::Scheduled { at, .. } => Some(moment(*at)),
            _ => None,
        };
        let short = self
            .site
            .absolute(&edition, &format!("/a/{}", article.short_id));
        let told = json!({
            "id": article.id,
            "short_id": article.short_id,
            "edition": {"id": edition.id, "prefix": edition.prefix, "language": edition.language},
            "section": article.section,
            "state": article.state(self.now),
            "stage": stage(&article.stage),
            "scheduled_at": scheduled,
            "address": self.address(c, &edition, article)?,
            "short_address": short,
            "created_by": article.created_by,
            "created_at": moment(article.created_at),
            "head": {"id": article.head, "number": article.head_number, "by": article.head_by},
            "pending": article.has_pending_revision(),
            "publication": article.publication.as_ref().map(|publication| {
                of(publication, &["first_at", "updated_at", "at"])
            }),
            "embargo": article.embargo.as_ref().map(|embargo| of(embargo, &["until"])),
            "expires_at": article.expires_at.map(moment),
            "withdrawal": article.withdrawal.as_ref().map(|withdrawal| of(withdrawal, &["at"])),
            "corrections": article.corrections.iter()
                .map(|correction| of(correction, &["at"])).collect::<Vec<_>>(),
            "prominence": article.prominence,
            "binned": article.binned.as_ref().map(|bin| of(bin, &["at"])),
        });
        match told {
            Value::Object(told) => Ok(told),
            _ => Err(ActError::NotFound),
        }
    }

    /// The public address, while the article is public.
    fn address(
        &self,
        c: &mut Conn<'_>,
        edition: &Edition,
        article: &Article,
    ) -> ActResult<Option<String>> {
        let Some(card) = live::card(c, article.id)? else {
            return Ok(None);
        };
        let Some(section) = sections::by_id(c, card.section)? else {
            return Ok(None);
        };
        let rest = format!(
            "/{}/{}/{}",
            segment(&section.slug),
            card.short_id,
            segment(&card.slug)
        );
        Ok(Some(self.site.absolute(edition, &rest)))
    }

    /// An article with its newest text, checklist, counterparts and notes.
    ///
    /// # Errors
    /// When the store cannot serve.
    pub fn whole(&self, c: &mut Conn<'_>, article: &Article) -> ActResult<Map<String, Value>> {
        let mut told = self.article(c, article)?;
        if let Some(head) = articles::revision(c, article.head)? {
            let findings = self.findings(c, article, &head.manuscript)?;
            told.insert(
                "checklist".to_owned(),
                findings.iter().map(finding).collect(),
            );
            let text = manuscript(&head.manuscript, self.form);
            // Whoever has the editor has its hints with each save.
            if self.form == Form::ProseMirror
                && let Some(document) = text.pointer("/body/document")
            {
                let slips = typography::of(&head.manuscript, document);
                told.insert("typography".to_owned(), slips);
            }
            told.insert("manuscript".to_owned(), text);
            if let Some(told) = told.get_mut("head").and_then(Value::as_object_mut) {
                told.insert("at".to_owned(), moment(head.at).into());
            }
        }
        let counterparts: Vec<Value> = articles::counterparts(c, article.id)?
            .into_iter()
            .map(|(edition, article)| json!({"edition": edition, "article": article}))
            .collect();
        told.insert("counterparts".to_owned(), counterparts.into());
        let notes: Vec<Value> = notes::of_article(c, article.id)?
            .into_iter()
            .map(|note| json!({"by": note.by, "at": moment(note.at), "note": note.words}))
            .collect();
        told.insert("notes".to_owned(), notes.into());
        Ok(told)
    }

    fn findings(
        &self,
        c: &mut Conn<'_>,
        article: &Article,
        text: &Manuscript,
    ) -> ActResult<Vec<Found>> {
        let language = edition(c, article)?.language;
        checks::found(c, (article.id, text), &language, self.now)
    }
}

fn edition(c: &mut Conn<'_>, article: &Article) -> ActResult<Edition> {
    house::editions(c)?
        .into_iter()
        .find(|edition| edition.id == article.edition)
        .ok_or(ActError::NotFound)
}

const fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::InReview => "in_review",
        Stage::Approved => "approved",
        Stage::Scheduled { .. } => "scheduled",
        Stage::Published => "published",
    }
}

fn finding(found: &Found) -> Value {
    let args = found.finding.args();
    let words: Map<String, Value> = args
        .into_iter()
        .filter_map(|(name, arg)| match arg {
            Arg::Words(words) => Some((name.to_owned(), words.into())),
            Arg::Count(count) => Some((name.to_owned(), count.into())),
            Arg::Moment(_) => None,
        })
        .collect();
    json!({
        "code": found.finding.message_key(),
        "blocks": found.blocks(),
        "picture": found.finding.picture(),
        "words": words,
    })
}

/// A text, in the form in which it can be sent back.
#[must_use]
pub fn manuscript(text: &Manuscript, form: Form) -> Value {
    let mut told = json!(text);
    if let Some(fields) = told.as_object_mut() {
        let body = match form {
            Form::Document => json!({"format": "document", "document": text.body}),
            Form::ProseMirror => {
                json!({"format": "prosemirror", "document": text.body.to_prosemirror()})
            }
        };
        fields.insert("body".to_owned(), body);
    }
    told
}

/// A revision with its text.
#[must_use]
pub fn revision(revision: &Revision, form: Form) -> Value {
    json!({
        "id": revision.id,
        "article": revision.article,
        "number": revision.number,
        "base": revision.base,
        "by": revision.by,
        "at": moment(revision.at),
        "manuscript": manuscript(&revision.manuscript, form),
    })
}

/// A list.
#[must_use]
pub fn list(items: Vec<Value>) -> Value {
    json!({"items": items})
}
