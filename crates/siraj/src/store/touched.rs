//! Which keys a change of rows touches: the one function that decides it, over
//! the difference between before and after. An act never lists keys; it writes
//! rows, and this says whose pages those rows stand on.

use super::keys::{Key, List};
use super::live::{Card, Face};
use siraj_editorial::coverage::Coverage;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::media::Media;
use siraj_editorial::menu::Menus;
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement};
use siraj_editorial::post::LivePost;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{ArticleId, EditionId, MediaId, ShortId};
use std::collections::BTreeSet;

/// A difference of rows: what stood there and what stands there now.
#[derive(Debug)]
pub enum RowChange<'a> {
    /// The publication's identity.
    Identity(Option<&'a Identity>, &'a Identity),
    /// An edition's habits.
    Edition(Option<&'a Edition>, &'a Edition),
    /// A section.
    Section(Option<&'a Section>, Option<&'a Section>),
    /// A source's name.
    Source,
    /// A person's profile.
    Person(Option<&'a Person>, &'a Person),
    /// A topic.
    Topic(Option<&'a Topic>, Option<&'a Topic>),
    /// A running story.
    Story(Option<&'a Story>, Option<&'a Story>),
    /// A picture: as pages showed it and as they show it now, `None` while its
    /// rights have expired.
    Media(Option<&'a Media>, Option<&'a Media>),
    /// A picture that nothing public shows any more.
    Unshown(MediaId),
    /// A static page.
    StaticPage(Option<&'a StaticPage>, Option<&'a StaticPage>),
    /// The order of the static pages of an edition.
    StaticPageOrder(EditionId),
    /// A placement that is shown now or was before.
    Placement(Option<&'a Placement>, Option<&'a Placement>),
    /// The menus of an edition.
    Menus(EditionId, &'a Menus, &'a Menus),
    /// What was decided about a front.
    Front(FrontOf, &'a Arrangement, &'a Arrangement),
    /// The breaking bar.
    Breaking(EditionId, Option<&'a Breaking>, Option<&'a Breaking>),
    /// The public face of an article.
    Face(Option<&'a Face>, Option<&'a Face>),
    /// The coverage of a live article.
    Coverage(Option<&'a Coverage>, &'a Coverage),
    /// A post of a live article, on this page of its posts.
    Post(Option<&'a LivePost>, &'a LivePost, i64),
    /// What an address answers beside a live article: withdrawn, erased.
    Address(ShortId, ArticleId),
    /// An entry that came into a list or left it, on this page of it.
    Entry(&'a List, i64),
    /// A list that got its first entry of a month or lost its last.
    Months(EditionId),
    /// A topic, an author or a running story that got its first article of an
    /// edition or lost its last.
    Filled(EditionId),
    /// The related articles of one.
    Related(ArticleId),
    /// The counterparts of one.
    Counterpart(ArticleId),
    /// The local day of an edition.
    Day(EditionId),
    /// Where the news sitemap of an edition begins.
    NewsWindow(EditionId),
}

/// The keys that a difference of rows touches; none when nothing differs.
#[must_use]
pub fn touched(change: &RowChange<'_>) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    match change {
        RowChange::Identity(before, after) => {
            keys.extend((before != &Some(*after)).then_some(Key::Identity));
        }
        RowChange::Edition(before, after) => {
            keys.extend((before != &Some(*after)).then_some(Key::Identity));
        }
        RowChange::Section(before, after) => section(&mut keys, *before, *after),
        RowChange::Source => {
            keys.insert(Key::Sources);
        }
        RowChange::Person(before, after) => person(&mut keys, *before, after),
        RowChange::Topic(before, after) => topic(&mut keys, *before, *after),
        RowChange::Story(before, after) => {
            if before != after {
                for story in before.iter().chain(after.iter()) {
                    keys.insert(Key::Story(story.id));
                    keys.insert(Key::StoryAt(story.slug.clone()));
                }
                keys.insert(Key::Stories);
            }
        }
        RowChange::Media(before, after) => {
            let differ = before != after;
            let media = before.iter().chain(after.iter()).filter(|_| differ);
            keys.extend(media.map(|media| Key::Media(media.id)));
        }
        RowChange::Unshown(picture) => {
            keys.insert(Key::Shown(*picture));
        }
        RowChange::StaticPage(before, after) => static_page(&mut keys, *before, *after),
        RowChange::StaticPageOrder(edition) => {
            keys.insert(Key::Pages(*edition));
        }
        RowChange::Placement(before, after) => {
            let placements = before.iter().chain(after.iter());
            let placements = placements.filter(|_| before != after);
            keys.extend(placements.map(|one| Key::Placement(one.edition, one.slot)));
        }
        RowChange::Menus(edition, before, after) => {
            if before != after {
                keys.insert(Key::Menu(*edition));
            }
        }
        RowChange::Front(of, before, after) => {
            if before != after {
                keys.insert(Key::Front(*of));
            }
        }
        RowChange::Breaking(edition, before, after) => {
            if before != after {
                keys.insert(Key::Breaking(*edition));
            }
        }
        RowChange::Face(before, after) => face(&mut keys, *before, *after),
        RowChange::Coverage(before, after) => keys.extend(coverage(*before, after)),
        RowChange::Post(before, after, page) => {
            if before != &Some(*after) {
                entry(&mut keys, &List::Posts(after.article), *page);
            }
        }
        RowChange::Address(short_id, article) => {
            keys.insert(Key::Address(*short_id));
            keys.insert(Key::Article(*article));
        }
        RowChange::Entry(list, page) => entry(&mut keys, list, *page),
        RowChange::Months(edition) => {
            keys.insert(Key::Months(*edition));
        }
        RowChange::Filled(edition) => {
            keys.insert(Key::Filled(*edition));
        }
        RowChange::Related(article) => {
            keys.insert(Key::Related(*article));
        }
        RowChange::Counterpart(article) => {
            keys.insert(Key::Counterpart(*article));
        }
        RowChange::Day(edition) => {
            keys.insert(Key::Day(*edition));
        }
        RowChange::NewsWindow(edition) => {
            keys.insert(Key::NewsWindow(*edition));
        }
    }
    keys
}

/// Whether a difference of rows takes away something that the public saw: what
/// must not be given out again even when the store does not answer.
#[must_use]
pub fn takes_away(change: &RowChange<'_>) -> bool {
    match change {
        RowChange::Face(before, after) => before.is_some() && after.is_none(),
        RowChange::StaticPage(before, after) => before.is_some() && after.is_none(),
        RowChange::Post(before, after, _) => {
            before.is_some_and(LivePost::stands) && !after.stands()
        }
        RowChange::Media(before, after) => {
            let original = |media: Option<&Media>| media.map(|media| media.original.clone());
            before.is_some() && original(*before) != original(*after)
        }
        RowChange::Unshown(_) => true,
        _ => false,
    }
}

fn person(keys: &mut BTreeSet<Key>, before: Option<&Person>, after: &Person) {
    if before == Some(after) {
        return;
    }
    keys.insert(Key::Person(after.id));
    for person in before.iter().chain([&after]) {
        keys.insert(Key::PersonAt(person.slug.clone()));
    }
    let listed = |person: &Person| (person.slug.clone(), person.merged_into);
    if before.map(listed) != Some(listed(after)) {
        keys.insert(Key::People);
    }
}

fn topic(keys: &mut BTreeSet<Key>, before: Option<&Topic>, after: Option<&Topic>) {
    if before == after {
        return;
    }
    for topic in before.into_iter().chain(after) {
        keys.insert(Key::Topic(topic.id));
        keys.insert(Key::TopicAt(topic.slug.clone()));
    }
    let listed = |topic: Option<&Topic>| topic.map(|topic| (topic.slug.clone(), topic.merged_into));
    if listed(before) != listed(after) {
        keys.insert(Key::Topics);
    }
}

fn section(keys: &mut BTreeSet<Key>, before: Option<&Section>, after: Option<&Section>) {
    if before == after {
        return;
    }
    for section in before.into_iter().chain(after) {
        keys.insert(Key::Menu(section.edition));
        keys.insert(Key::SectionAt(section.edition, section.slug.clone()));
    }
}

fn static_page(keys: &mut BTreeSet<Key>, before: Option<&StaticPage>, after: Option<&StaticPage>) {
    if before == after {
        return;
    }
    for page in before.into_iter().chain(after) {
        keys.insert(Key::Page(page.id));
        keys.insert(Key::PageAt(page.edition, page.slug.clone()));
    }
    let listed =
        |page: Option<&StaticPage>| page.map(|page| (page.slug.clone(), page.title.clone()));
    if listed(before) != listed(after) {
        for page in before.into_iter().chain(after) {
            keys.insert(Key::Pages(page.edition));
        }
    }
}

fn face(keys: &mut BTreeSet<Key>, before: Option<&Face>, after: Option<&Face>) {
    if before == after {
        return;
    }
    for face in before.into_iter().chain(after) {
        keys.insert(Key::Article(face.card.article));
        if before.is_none() || after.is_none() {
            keys.insert(Key::Address(face.card.short_id));
        }
    }
    let card = |face: Option<&Face>| -> Option<Card> { face.map(|face| face.card.clone()) };
    if card(before) != card(after) {
        for face in before.into_iter().chain(after) {
            keys.insert(Key::Card(face.card.article));
            // The address itself moves with its section and slug.
            keys.insert(Key::Address(face.card.short_id));
        }
    }
}

/// The key of a coverage, where readers see a difference.
fn coverage(before: Option<&Coverage>, after: &Coverage) -> Option<Key> {
    let seen = |coverage: &Coverage| {
        let points = coverage.plan.key_points.clone();
        (coverage.started_at, coverage.ended.clone(), points)
    };
    (before.map(seen) != Some(seen(after))).then_some(Key::Coverage(after.article))
}

fn entry(keys: &mut BTreeSet<Key>, list: &List, page: i64) {
    keys.insert(Key::ListHead(list.clone()));
    if list.is_paged() {
        keys.insert(Key::ListPage(list.clone(), page));
    }
}
