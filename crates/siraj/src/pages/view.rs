//! The view: everything a page reads, through one database snapshot, writing
//! down each key that was asked for, found or not. A page is a function of the
//! view and nothing else: no clock, no request, no cookie.

mod places;
mod posts;

use super::cache::{KeyHash, key_hash};
use super::site::Site;
use super::still::Still;
use crate::store::Result;
use crate::store::db::Conn;
use crate::store::keys::{Key, List};
use crate::store::live::{Card, Face};
use crate::store::{
    articles, changes, clock, corrections, fronts, house, lists, live, media, related,
};
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::media::Media;
use siraj_editorial::menu::Menus;
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::publication::Withdrawal;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{
    ArticleId, EditionId, MediaId, PageId, PersonId, ShortId, StoryId, Timestamp, TopicId,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use places::At;
pub use posts::{Newest, Stands};

/// What stands at a short id.
#[derive(Debug)]
pub enum Standing {
    /// A public article.
    Live(Box<Face>),
    /// It is there no more, and its address says so.
    Gone {
        /// Of which edition it was.
        edition: EditionId,
        /// Why.
        why: Gone,
    },
    /// Nothing that the public may know of.
    Nothing,
}

/// Why an article is there no more.
#[derive(Debug)]
pub enum Gone {
    /// It was withdrawn: its notice stands there.
    Withdrawn(Withdrawal),
    /// It was erased by law at this moment: nothing of it stands anywhere.
    Erased(Timestamp),
}

/// Everything a page reads.
pub struct View<'v> {
    c: Conn<'v>,
    site: &'v Site,
    seq: i64,
    keys: BTreeSet<Key>,
    still: Arc<Still>,
    media: HashMap<MediaId, Media>,
}

impl<'v> View<'v> {
    /// A view through this connection, which must hold one snapshot.
    pub fn open(c: &'v mut Conn<'_>, site: &'v Site) -> Result<Self> {
        let seq = changes::head(c)?;
        let still = site.stills().of(c, seq)?;
        Ok(Self {
            c: c.lend(),
            site,
            seq,
            keys: BTreeSet::from([Key::Identity]),
            still,
            media: HashMap::new(),
        })
    }

    /// A view of a house with another identity and other editions than it has: what it
    /// makes is for one person's eyes and is kept nowhere.
    pub fn drafted(
        c: &'v mut Conn<'_>,
        site: &'v Site,
        identity: Option<Identity>,
        editions: Vec<Edition>,
    ) -> Result<Self> {
        let mut view = Self::open(c, site)?;
        view.still = Arc::new(Still::drafted(view.seq, identity, editions));
        Ok(view)
    }

    /// The number of the change up to which everything read is right.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// What has been asked for so far.
    #[must_use]
    pub const fn keys(&self) -> &BTreeSet<Key> {
        &self.keys
    }

    /// What has been asked for, as the cache keeps it: particular keys, global keys.
    #[must_use]
    pub fn hashes(&self) -> (Box<[KeyHash]>, Box<[KeyHash]>) {
        let hash = |key: &&Key| key_hash(&key.to_string());
        let (globals, keys): (Vec<&Key>, Vec<&Key>) =
            self.keys.iter().partition(|key| key.is_global());
        (
            keys.iter().map(hash).collect(),
            globals.iter().map(hash).collect(),
        )
    }

    /// Where the site is.
    #[must_use]
    pub const fn site(&self) -> &'v Site {
        self.site
    }

    fn ask(&mut self, key: Key) {
        self.keys.insert(key);
    }

    /// The publication's identity; `None` before the house is founded.
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        self.still.identity.as_ref()
    }

    /// All editions; the first is the publication's own.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.still.editions
    }

    /// One edition.
    #[must_use]
    pub fn edition(&self, id: EditionId) -> Option<&Edition> {
        self.editions().iter().find(|edition| edition.id == id)
    }

    /// The sections of an edition, in their order.
    pub fn sections(&mut self, edition: EditionId) -> Result<Arc<Vec<Section>>> {
        self.ask(Key::Menu(edition));
        self.still.sections(&mut self.c, edition)
    }

    /// The menus of an edition.
    pub fn menus(&mut self, edition: EditionId) -> Result<Arc<Menus>> {
        self.ask(Key::Menu(edition));
        self.still.menus(&mut self.c, edition)
    }

    /// The static pages of an edition.
    pub fn static_pages(&mut self, edition: EditionId) -> Result<Arc<Vec<StaticPage>>> {
        self.ask(Key::Pages(edition));
        self.still.static_pages(&mut self.c, edition)
    }

    /// Notes that what one of the static pages says is shown, and not only its name.
    pub fn saw_static_page(&mut self, id: PageId) {
        self.ask(Key::Page(id));
    }

    /// Agencies and networks.
    pub fn sources(&mut self) -> Result<Arc<Vec<Source>>> {
        self.ask(Key::Sources);
        self.still.sources(&mut self.c)
    }

    /// The breaking bar.
    pub fn breaking(&mut self, edition: EditionId) -> Result<Option<Breaking>> {
        self.ask(Key::Breaking(edition));
        let breaking = self.still.breaking(&mut self.c, edition)?;
        Ok((*breaking).clone())
    }

    /// What stands in a slot.
    pub fn placement(&mut self, edition: EditionId, slot: Slot) -> Result<Option<Placement>> {
        self.ask(Key::Placement(edition, slot));
        let placement = self.still.placement(&mut self.c, edition, slot)?;
        Ok((*placement).clone())
    }

    /// What was decided about a front.
    pub fn arrangement(&mut self, of: FrontOf) -> Result<Arrangement> {
        self.ask(Key::Front(of));
        fronts::public(&mut self.c, of)
    }

    /// The local day of an edition, as `2026-11-23`.
    pub fn day(&mut self, edition: EditionId) -> Result<Option<String>> {
        self.ask(Key::Day(edition));
        let day = self.still.day(&mut self.c, edition)?;
        Ok((*day).clone())
    }

    /// Where the news sitemap of an edition begins.
    pub fn news_window(&mut self, edition: EditionId) -> Result<Timestamp> {
        self.ask(Key::NewsWindow(edition));
        clock::news_window(&mut self.c, edition)
    }

    /// The months of an edition's sitemap, newest first.
    pub fn months(&mut self, edition: EditionId) -> Result<Vec<u32>> {
        self.ask(Key::Months(edition));
        lists::months(&mut self.c, edition)
    }

    /// All topics, merged ones too.
    pub fn all_topics(&mut self) -> Result<Vec<Topic>> {
        self.ask(Key::Topics);
        house::all_topics(&mut self.c)
    }

    /// Everybody.
    pub fn all_people(&mut self) -> Result<Vec<Person>> {
        self.ask(Key::People);
        house::all_people(&mut self.c)
    }

    /// The topics, authors and running stories with something in an edition.
    pub fn filled(&mut self, edition: EditionId) -> Result<BTreeSet<List>> {
        self.ask(Key::Filled(edition));
        lists::filled(&mut self.c, edition)
    }

    /// All running stories.
    pub fn stories(&mut self) -> Result<Vec<Story>> {
        self.ask(Key::Stories);
        house::all_stories(&mut self.c)
    }

    /// What stands at a short id.
    pub fn standing(&mut self, short_id: ShortId) -> Result<Standing> {
        self.ask(Key::Address(short_id));
        let Some(article) = articles::by_short_id(&mut self.c, short_id)? else {
            return Ok(Standing::Nothing);
        };
        self.ask(Key::Article(article.id));
        if let Some(face) = live::face(&mut self.c, article.id)? {
            return Ok(Standing::Live(Box::new(face)));
        }
        let why = match article.withdrawal {
            Some(withdrawal) => Some(Gone::Withdrawn(withdrawal)),
            None => articles::erased_at(&mut self.c, short_id)?.map(Gone::Erased),
        };
        let edition = article.edition;
        Ok(why.map_or(Standing::Nothing, |why| Standing::Gone { edition, why }))
    }

    /// Faces of live articles, in the order given: for full-text feeds.
    pub fn faces(&mut self, ids: &[ArticleId]) -> Result<Vec<Face>> {
        for id in ids {
            self.ask(Key::Article(*id));
        }
        live::faces(&mut self.c, ids)
    }

    /// The cards of those of these articles that are live, in the order given.
    pub fn cards(&mut self, ids: &[ArticleId]) -> Result<Vec<Card>> {
        for id in ids {
            self.ask(Key::Card(*id));
        }
        live::cards(&mut self.c, ids)
    }

    /// The newest cards of a list.
    pub fn list_head(&mut self, list: &List, most: i64) -> Result<Vec<Card>> {
        self.ask(Key::ListHead(list.clone()));
        let cards = lists::head(&mut self.c, list, most)?;
        self.keys.extend(cards.iter().map(live::card_key));
        Ok(cards)
    }

    /// The cards of an archive page, newest first; `None` when there is no such page.
    pub fn list_page(&mut self, list: &List, n: i64) -> Result<Option<Vec<Card>>> {
        self.ask(Key::ListPage(list.clone(), n));
        let cards = lists::page(&mut self.c, list, n)?;
        self.keys.extend(cards.iter().flatten().map(live::card_key));
        Ok(cards)
    }

    /// Whether an archive page exists.
    pub fn has_page(&mut self, list: &List, n: i64) -> Result<bool> {
        self.ask(Key::ListPage(list.clone(), n));
        lists::has_page(&mut self.c, list, n)
    }

    /// The archive page on which a moment of a list stands. Asks for the list's
    /// head, which every change of the list touches.
    pub fn page_of(&mut self, list: &List, at: Timestamp) -> Result<Option<i64>> {
        self.ask(Key::ListHead(list.clone()));
        lists::page_of(&mut self.c, list, at)
    }

    /// The newest public corrections of an edition.
    pub fn corrections(
        &mut self,
        edition: EditionId,
        most: i64,
    ) -> Result<Vec<corrections::Listed>> {
        self.ask(Key::ListHead(List::Corrections(edition)));
        corrections::head(&mut self.c, edition, most)
    }

    /// The corrections of an archive page, newest first; `None` when there is no such page.
    pub fn corrections_page(
        &mut self,
        edition: EditionId,
        n: i64,
    ) -> Result<Option<Vec<corrections::Listed>>> {
        self.ask(Key::ListPage(List::Corrections(edition), n));
        corrections::page(&mut self.c, edition, n)
    }

    /// The related articles of one.
    pub fn related(&mut self, article: ArticleId) -> Result<Vec<Card>> {
        self.ask(Key::Related(article));
        let ids = related::of(&mut self.c, article)?;
        self.cards(&ids)
    }

    /// The live counterparts of an article.
    pub fn counterparts(&mut self, article: ArticleId) -> Result<Vec<Card>> {
        let found = self.counterparts_of(&[article])?;
        Ok(found.into_iter().map(|(_, card)| card).collect())
    }

    /// The live counterparts of each of these articles: which article, and the
    /// card of a counterpart of it. Two queries for some hundreds of them.
    pub fn counterparts_of(&mut self, ids: &[ArticleId]) -> Result<Vec<(ArticleId, Card)>> {
        /// Well below what a statement may hold of parameters.
        const AT_ONCE: usize = 500;
        let mut found = Vec::new();
        for ids in ids.chunks(AT_ONCE) {
            self.keys.extend(ids.iter().map(|id| Key::Counterpart(*id)));
            let pairs = articles::counterparts_of(&mut self.c, ids)?;
            let others: Vec<ArticleId> = pairs.iter().map(|(_, other)| *other).collect();
            let cards = self.cards(&others)?;
            let cards: HashMap<ArticleId, Card> =
                cards.into_iter().map(|card| (card.article, card)).collect();
            found.extend(
                pairs
                    .iter()
                    .filter_map(|(own, other)| Some((*own, cards.get(other)?.clone()))),
            );
        }
        Ok(found)
    }

    /// These people. One query for all that were not read before.
    pub fn people(&mut self, ids: &[PersonId]) -> Result<Vec<Person>> {
        self.keys.extend(ids.iter().map(|id| Key::Person(*id)));
        self.still.people(&mut self.c, ids)
    }

    /// These topics; a merged one is the topic that took its place.
    pub fn topics(&mut self, ids: &[TopicId]) -> Result<Vec<Topic>> {
        self.keys.extend(ids.iter().map(|id| Key::Topic(*id)));
        let mut topics = self.still.topics(&mut self.c, ids)?;
        let heirs: Vec<TopicId> = topics
            .iter()
            .filter_map(|topic| topic.merged_into)
            .collect();
        if !heirs.is_empty() {
            self.keys.extend(heirs.iter().map(|id| Key::Topic(*id)));
            topics.retain(|topic| topic.merged_into.is_none());
            for heir in self.still.topics(&mut self.c, &heirs)? {
                if !topics.iter().any(|topic| topic.id == heir.id) {
                    topics.push(heir);
                }
            }
        }
        topics.sort_by_key(|topic| ids.iter().position(|id| *id == topic.id));
        Ok(topics)
    }

    /// One running story.
    pub fn story(&mut self, id: StoryId) -> Result<Option<Story>> {
        self.ask(Key::Story(id));
        Ok(house::stories(&mut self.c, &[id])?.pop())
    }

    /// Those of these pictures that may be shown: one whose rights have expired is
    /// not there. One query for all that were not read before.
    pub fn pictures(&mut self, ids: &[MediaId]) -> Result<Vec<Media>> {
        self.keys.extend(ids.iter().map(|id| Key::Media(*id)));
        let missing: BTreeSet<MediaId> = ids
            .iter()
            .copied()
            .filter(|id| !self.media.contains_key(id))
            .collect();
        let missing: Vec<MediaId> = missing.into_iter().collect();
        for media in media::shown(&mut self.c, &missing)? {
            self.media.insert(media.id, media);
        }
        Ok(ids
            .iter()
            .filter_map(|id| self.media.get(id).cloned())
            .collect())
    }

    /// The picture that a public key names now, while something public shows it.
    pub fn shown(&mut self, key: &str) -> Result<Option<Media>> {
        let Some(picture) = media::by_public_key(&mut self.c, key)? else {
            return Ok(None);
        };
        self.ask(Key::Media(picture.id));
        self.ask(Key::Shown(picture.id));
        Ok(media::is_public(&mut self.c, picture.id)?.then_some(picture))
    }

    /// One picture, read before or now.
    pub fn picture(&mut self, id: MediaId) -> Result<Option<Media>> {
        Ok(self.pictures(&[id])?.pop())
    }
}
