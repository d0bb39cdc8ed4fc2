//! What the subjects of acts are called: people, sections, topics, stories, pictures,
//! placements, pages, editions. What is there no more has no name any more.

use crate::store::changes::Change;
use crate::store::db::Conn;
use crate::store::{self, house, media, placements, sections};
use siraj_editorial::MediaId;
use siraj_editorial::named::Named;
use std::collections::{BTreeSet, HashMap};

/// The names of what these acts are about, and of everybody, by subject.
pub(super) fn names(c: &mut Conn<'_>, changes: &[Change]) -> store::Result<HashMap<String, Named>> {
    let mut found = HashMap::new();
    for person in house::all_people(c)? {
        found.insert(format!("person:{}", person.id), person.name);
    }
    let kinds: BTreeSet<&str> = changes
        .iter()
        .filter_map(|change| Some(change.subject.split_once(':')?.0))
        .collect();
    if kinds.contains("topic") {
        for topic in house::all_topics(c)? {
            found.insert(format!("topic:{}", topic.id), topic.name);
        }
    }
    if kinds.contains("story") {
        for story in house::all_stories(c)? {
            found.insert(format!("story:{}", story.id), story.title);
        }
    }
    if kinds.contains("media") {
        pictures(c, changes, &mut found)?;
    }
    if ["section", "placement", "page", "edition"]
        .iter()
        .any(|kind| kinds.contains(kind))
    {
        of_editions(c, &mut found)?;
    }
    Ok(found)
}

fn pictures(
    c: &mut Conn<'_>,
    changes: &[Change],
    found: &mut HashMap<String, Named>,
) -> store::Result<()> {
    /// Well below what a statement may hold of parameters.
    const AT_ONCE: usize = 500;
    let ids = changes.iter().filter_map(|change| {
        let id = change.subject.strip_prefix("media:")?;
        id.parse::<MediaId>().ok()
    });
    let ids: Vec<MediaId> = ids.collect::<BTreeSet<_>>().into_iter().collect();
    for ids in ids.chunks(AT_ONCE) {
        for picture in media::by_ids(c, ids)? {
            let name = if picture.caption.is_empty() {
                picture.alt
            } else {
                picture.caption
            };
            found.insert(format!("media:{}", picture.id), name);
        }
    }
    Ok(())
}

/// What belongs to an edition and is written in its language.
fn of_editions(c: &mut Conn<'_>, found: &mut HashMap<String, Named>) -> store::Result<()> {
    for edition in house::editions(c)? {
        let own = |words: String| Named::one(edition.language.clone(), words);
        for section in sections::all(c, edition.id)? {
            found.insert(format!("section:{}", section.id), own(section.name));
        }
        for placement in placements::all(c, edition.id)? {
            found.insert(format!("placement:{}", placement.id), own(placement.text));
        }
        for page in house::static_pages(c, edition.id)? {
            found.insert(format!("page:{}", page.id), own(page.title));
        }
        found.insert(
            format!("edition:{}", edition.id),
            own(edition.label.clone()),
        );
    }
    Ok(())
}
