//! What shows a picture, in words: texts that are public or not, people, stories, pages.

use crate::store::db::Conn;
use crate::store::{Result, articles, house, library, live};
use crate::web::rooms::page::Frame;
use siraj_editorial::named::Named;
use siraj_editorial::{ArticleId, MediaId, ShortId};

/// As many as are told.
const MOST: usize = 50;

/// Something that names a picture.
pub enum Use {
    /// A text.
    Article {
        short_id: ShortId,
        headline: String,
        is_live: bool,
        is_binned: bool,
        is_first: bool,
    },
    /// A person's portrait.
    Person(Named),
    /// A running story's picture.
    Story(Named),
    /// A static page.
    Page(String),
    /// A placement.
    Placement,
}

/// A row of the list.
pub struct Row {
    pub words: String,
    pub url: Option<String>,
    pub place: String,
    pub state: String,
}

/// What names a picture.
pub fn of(c: &mut Conn<'_>, id: MediaId) -> Result<Vec<Use>> {
    let mut uses = Vec::new();
    for named_by in library::named_by(c, id)?.iter().take(MOST) {
        let Some((kind, name)) = named_by.split_once(':') else {
            continue;
        };
        let found = match kind {
            "article" => match name.parse() {
                Ok(article) => text(c, id, article)?,
                Err(_) => None,
            },
            "person" => {
                let people = name.parse().map(|person| house::people(c, &[person]));
                let person = people.ok().transpose()?.and_then(|mut all| all.pop());
                person.map(|person| Use::Person(person.name))
            }
            "story" => {
                let stories = name.parse().map(|story| house::stories(c, &[story]));
                let story = stories.ok().transpose()?.and_then(|mut all| all.pop());
                story.map(|story| Use::Story(story.title))
            }
            "page" => {
                let page = name.parse().map(|page| house::static_page(c, page));
                let page = page.ok().transpose()?.flatten();
                page.map(|page| Use::Page(page.title))
            }
            _ => Some(Use::Placement),
        };
        uses.extend(found);
    }
    Ok(uses)
}

fn text(c: &mut Conn<'_>, picture: MediaId, id: ArticleId) -> Result<Option<Use>> {
    let Some(article) = articles::by_id(c, id)? else {
        return Ok(None);
    };
    let newest = articles::revision(c, article.head)?;
    let manuscript = newest.map(|revision| revision.manuscript);
    Ok(Some(Use::Article {
        short_id: article.short_id,
        is_live: live::face(c, id)?.is_some(),
        is_binned: article.binned.is_some(),
        is_first: manuscript.as_ref().and_then(|text| text.picture) == Some(picture),
        headline: manuscript.map(|text| text.headline).unwrap_or_default(),
    }))
}

impl Use {
    /// In words.
    pub fn row(&self, frame: &Frame) -> Row {
        let said = |words: String, key: &'static str| Row {
            words,
            url: None,
            place: frame.t(key).to_owned(),
            state: String::new(),
        };
        match self {
            Self::Article {
                short_id,
                headline,
                is_live,
                is_binned,
                is_first,
            } => {
                let state = match (is_binned, is_live) {
                    (true, _) => "library.state_bin",
                    (false, true) => "library.state_live",
                    (false, false) => "library.state_draft",
                };
                let place = if *is_first {
                    "library.use_first"
                } else {
                    "library.use_text"
                };
                Row {
                    words: if headline.is_empty() {
                        frame.t("log.no_headline").to_owned()
                    } else {
                        headline.clone()
                    },
                    url: Some(format!("/newsroom/articles/{short_id}")),
                    place: frame.t(place).to_owned(),
                    state: frame.t(state).to_owned(),
                }
            }
            Self::Person(name) => said(frame.named(name), "library.use_person"),
            Self::Story(title) => said(frame.named(title), "library.use_story"),
            Self::Page(title) => said(title.clone(), "library.use_page"),
            Self::Placement => {
                let words = frame.t("library.use_placement").to_owned();
                said(words, "library.use_placement_where")
            }
        }
    }
}
