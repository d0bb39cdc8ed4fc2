//! Linked data: what search engines and other machines read about an article and
//! its publisher. Plain values; escaping for the script element is the shell's.
//! Vocabulary: <https://schema.org/NewsArticle>.

use super::coverage::Read;
use super::{Press, pictures, places};
use crate::pages::model::{Frame, Picture};
use crate::store::live::{Card, Face};
use serde_json::{Map, Value, json};
use siraj_editorial::byline::{BylineRole, Signatory};
use siraj_editorial::correction::CorrectionKind;
use siraj_editorial::edition::Edition;
use siraj_editorial::person::Person;
use siraj_editorial::revision::Format;

const CONTEXT: &str = "https://schema.org";

/// How many posts of a live article machines are told: the newest, since each stands
/// on the page already.
const MOST_UPDATES: usize = 10;

/// What an article's linked data is made of, gathered by its page.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The article.
    pub face: &'a Face,
    /// How many words its text has.
    pub words: usize,
    /// Its absolute address.
    pub address: &'a str,
    /// Its signatories of the house.
    pub people: &'a [Person],
    /// Names of its topics.
    pub keywords: &'a [String],
    /// Its lead picture.
    pub picture: Option<&'a Picture>,
    /// The same in other languages, with absolute addresses.
    pub counterparts: &'a [(Card, Edition, String)],
    /// The coverage, of a live article.
    pub coverage: Option<&'a Read>,
}

/// The type of a piece. A report is a `NewsArticle`: only a long one is known to
/// rest on reporting of our own.
const fn type_of(format: Format) -> &'static str {
    match format {
        Format::News | Format::Brief => "NewsArticle",
        Format::Live => "LiveBlogPosting",
        Format::Analysis => "AnalysisNewsArticle",
        Format::Opinion => "OpinionNewsArticle",
        Format::Feature => "ReportageNewsArticle",
    }
}

impl Press<'_, '_> {
    /// An article.
    #[must_use]
    pub fn article_data(&self, facts: &Facts<'_>) -> Value {
        let card = &facts.face.card;
        let mut data = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                data.insert(name.to_owned(), value);
            }
        };
        put("@context", json!(CONTEXT));
        put("@type", json!(type_of(card.format)));
        put("@id", json!(facts.address));
        put("mainEntityOfPage", json!(facts.address));
        put("url", json!(facts.address));
        put("headline", json!(card.headline));
        put("description", text(&card.standfirst));
        put("inLanguage", json!(self.edition.language.tag()));
        put("datePublished", json!(self.words.iso(card.first_at)));
        let latest = facts.coverage.and_then(Read::latest);
        let modified = latest.map_or(card.updated_at, |at| at.max(card.updated_at));
        put("dateModified", json!(self.words.iso(modified)));
        put("author", self.authors(card, facts.people));
        put("publisher", self.publisher());
        put("image", self.images(facts.picture));
        put("articleSection", self.section_names(card));
        put(
            "keywords",
            list(facts.keywords.iter().map(|word| json!(word)).collect()),
        );
        put("wordCount", json!(facts.words));
        put("isAccessibleForFree", json!(true));
        put("publishingPrinciples", self.policy(&["ethics", "about"]));
        put("correction", self.correction_comments(facts.face));
        if let Some(read) = facts.coverage {
            let kept = read.kept.as_ref();
            let start = kept.and_then(|kept| kept.started_at);
            let end = kept.and_then(|kept| kept.ended.as_ref());
            let moment = |at| json!(self.words.iso(at));
            put("coverageStartTime", start.map_or(Value::Null, moment));
            put(
                "coverageEndTime",
                end.map_or(Value::Null, |end| moment(end.at)),
            );
            put("liveBlogUpdate", self.updates(facts.address, read));
        }
        let (original, translations) = works(card, facts.counterparts);
        put("translationOfWork", original);
        put("workTranslation", translations);
        Value::Object(data)
    }

    /// The newest posts of a live article.
    fn updates(&self, address: &str, read: &Read) -> Value {
        let posts = read.newest.posts.iter().filter(|post| post.stands());
        let posts = posts.take(MOST_UPDATES).map(|post| {
            let url = format!("{address}#{}", places::anchor(post.number));
            let mut data = Map::new();
            let mut put = |name: &str, value: Value| {
                if !value.is_null() {
                    data.insert(name.to_owned(), value);
                }
            };
            put("@type", json!("BlogPosting"));
            put("@id", json!(url));
            put("url", json!(url));
            put("headline", json!(post.text.called()));
            put("datePublished", json!(self.words.iso(post.at)));
            let changed = post.changed_at.unwrap_or(post.at);
            put("dateModified", json!(self.words.iso(changed)));
            let names = self.names(post, &read.people);
            let authors = names.iter();
            let authors = authors.map(|name| json!({ "@type": "Person", "name": name.plain() }));
            put("author", list(authors.collect()));
            put("articleBody", text(&post.text.body.plain_text()));
            Value::Object(data)
        });
        list(posts.collect())
    }

    /// The publisher, whole: for fronts and for pages about the publication.
    #[must_use]
    pub fn organization(&self) -> Value {
        let language = &self.edition.language;
        let mut data = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                data.insert(name.to_owned(), value);
            }
        };
        put("@context", json!(CONTEXT));
        put("@type", json!("NewsMediaOrganization"));
        put("@id", json!(self.publisher_id()));
        put("name", json!(self.identity.name.in_language(language)));
        put("url", json!(self.absolute("/")));
        put(
            "description",
            text(self.identity.description.in_language(language)),
        );
        put("slogan", text(self.identity.tagline.in_language(language)));
        put("logo", self.logo());
        put(
            "email",
            text(self.identity.email.as_deref().unwrap_or_default()),
        );
        let founded = self.identity.founded.map(|year| format!("{year:04}"));
        put("foundingDate", text(founded.as_deref().unwrap_or_default()));
        put("correctionsPolicy", json!(self.absolute("/corrections")));
        put("publishingPrinciples", self.policy(&["ethics", "about"]));
        put("ethicsPolicy", self.policy(&["ethics"]));
        put("masthead", self.policy(&["masthead", "about"]));
        put("ownershipFundingInfo", self.policy(&["ownership", "about"]));
        put(
            "verificationFactCheckingPolicy",
            self.policy(&["verification", "ethics"]),
        );
        Value::Object(data)
    }

    /// The edition as a site that can be searched: for its front.
    #[must_use]
    pub fn website(&self) -> Value {
        let search = self.absolute(places::SEARCH);
        json!({
            "@context": CONTEXT,
            "@type": "WebSite",
            "@id": format!("{}#site", self.absolute("/")),
            "name": self.identity.name.in_language(&self.edition.language),
            "url": self.absolute("/"),
            "inLanguage": self.edition.language.tag(),
            "publisher": { "@id": self.publisher_id() },
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": format!("{search}?q={{search_term_string}}"),
                },
                "query-input": "required name=search_term_string",
            },
        })
    }

    fn publisher_id(&self) -> String {
        format!("{}/#publisher", self.site.main_origin())
    }

    fn publisher(&self) -> Value {
        json!({
            "@type": "NewsMediaOrganization",
            "@id": self.publisher_id(),
            "name": self.identity.name.in_language(&self.edition.language),
            "url": self.absolute("/"),
            "logo": self.logo(),
        })
    }

    fn logo(&self) -> Value {
        if let Some(logo) = &self.logo {
            return json!({
                "@type": "ImageObject",
                "url": format!("{}{}", self.origin(), Frame::Full.src(logo)),
            });
        }
        json!({
            "@type": "ImageObject",
            "url": format!("{}{}", self.origin(), pictures::HOUSE_PICTURE),
            "width": pictures::SHARE_WIDTH,
            "height": pictures::SHARE_HEIGHT,
        })
    }

    /// The first of these static pages that the edition has.
    fn policy(&self, slugs: &[&str]) -> Value {
        let found = slugs
            .iter()
            .find(|slug| self.pages.iter().any(|page| page.slug == **slug));
        found.map_or(Value::Null, |slug| {
            json!(self.absolute(&places::named(slug)))
        })
    }

    fn authors(&self, card: &Card, people: &[Person]) -> Value {
        let writers = card.bylines.iter();
        let authors: Vec<Value> = writers
            .filter(|byline| byline.role == BylineRole::Writing)
            .filter_map(|byline| match &byline.who {
                Signatory::Guest(name) => Some(json!({ "@type": "Person", "name": name })),
                Signatory::Person(id) => {
                    let person = people.iter().find(|person| person.id == *id)?;
                    Some(self.person_data(person))
                }
            })
            .collect();
        if authors.is_empty() {
            // Nobody signs: the newsroom does.
            return json!([self.publisher()]);
        }
        Value::Array(authors)
    }

    /// A person of the house.
    #[must_use]
    pub fn person_data(&self, person: &Person) -> Value {
        let language = &self.edition.language;
        let mut data = json!({
            "@type": "Person",
            "name": person.name.in_language(language),
            "url": self.absolute(&places::list(&crate::pages::route::Of::Author(person.slug.clone()), None)),
        });
        let title = person.title.in_language(language);
        if let (false, Some(map)) = (title.is_empty(), data.as_object_mut()) {
            map.insert("jobTitle".to_owned(), json!(title));
        }
        if let (false, Some(map)) = (person.links.is_empty(), data.as_object_mut()) {
            map.insert("sameAs".to_owned(), json!(person.links));
        }
        data
    }

    /// The picture in the three shapes that search engines ask for, as wide as it has them.
    fn images(&self, picture: Option<&Picture>) -> Value {
        let Some(picture) = picture.filter(|picture| picture.warning.is_none()) else {
            return json!([format!("{}{}", self.origin(), pictures::HOUSE_PICTURE)]);
        };
        let widest = |frame: Frame| {
            let files = frame.jpeg(picture);
            let last = files.rsplit(", ").next().unwrap_or_default();
            let file = last.split(' ').next().unwrap_or_default();
            json!(format!("{}{file}", self.origin()))
        };
        Value::Array([Frame::Wide, Frame::Desk, Frame::Square].map(widest).into())
    }

    fn section_names(&self, card: &Card) -> Value {
        let trail = self.trail(card.section);
        list(trail.iter().map(|section| json!(section.name)).collect())
    }

    fn correction_comments(&self, face: &Face) -> Value {
        let comments = face.corrections.iter().map(|correction| {
            let key = match correction.kind {
                CorrectionKind::Correction => "reader.correction",
                CorrectionKind::Clarification => "reader.clarification",
                CorrectionKind::Retraction => "reader.retraction",
            };
            json!({
                "@type": "CorrectionComment",
                "name": self.words.messages.text(key),
                "text": correction.text,
                "datePublished": self.words.iso(correction.at),
            })
        });
        list(comments.collect())
    }
}

/// Which of the pair was first: that one is the work, the others translate it.
fn works(card: &Card, counterparts: &[(Card, Edition, String)]) -> (Value, Value) {
    let reference = |(other, edition, address): &(Card, Edition, String)| {
        json!({
            "@type": type_of(other.format),
            "@id": address,
            "url": address,
            "headline": other.headline,
            "inLanguage": edition.language.tag(),
        })
    };
    let key = |card: &Card| (card.first_at, card.article);
    let original = counterparts.iter().min_by_key(|(other, _, _)| key(other));
    match original {
        Some(original) if key(&original.0) < key(card) => (reference(original), Value::Null),
        _ => (
            Value::Null,
            list(counterparts.iter().map(reference).collect()),
        ),
    }
}

fn text(words: &str) -> Value {
    if words.is_empty() {
        Value::Null
    } else {
        json!(words)
    }
}

fn list(values: Vec<Value>) -> Value {
    if values.is_empty() {
        Value::Null
    } else {
        Value::Array(values)
    }
}
