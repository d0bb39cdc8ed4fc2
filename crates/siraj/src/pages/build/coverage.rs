//! The coverage of a live article: its posts as pages show them, newest first. What
//! all of them refer to (people, pictures, articles) is asked for together.

use super::article::correction_kind;
use super::lists::Pages;
use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::coverage::{Coverage, KeyMoment, NewPosts, PostItem, PostsPage, Removed};
use crate::pages::model::{CorrectionNote, PageNumbers, Text};
use crate::pages::view::{Newest, Stands};
use crate::store::Result;
use crate::store::keys::List;
use crate::store::live::Face;
use siraj_editorial::byline::Signatory;
use siraj_editorial::coverage::Coverage as Kept;
use siraj_editorial::person::Person;
use siraj_editorial::post::LivePost;
use siraj_editorial::{PersonId, ShortId, Timestamp};
use std::collections::BTreeSet;

/// How many posts the script is given at most: who missed more opens the page anew.
const FRESH: usize = 20;

/// A live article's coverage as it was read.
#[derive(Debug)]
pub struct Read {
    /// How it stands, once it has begun.
    pub kept: Option<Kept>,
    /// Its newest posts.
    pub newest: Newest,
    /// Who signs them.
    pub people: Vec<Person>,
}

impl Read {
    /// Whether more may come.
    pub fn is_running(&self) -> bool {
        self.kept.as_ref().is_some_and(Kept::is_running)
    }

    /// When the newest post came or changed.
    pub fn latest(&self) -> Option<Timestamp> {
        let of = |post: &LivePost| post.changed_at.max(Some(post.at));
        let standing = self.newest.posts.iter().filter(|post| post.stands());
        standing.filter_map(of).max()
    }
}

impl Press<'_, '_> {
    /// What the page of a live article reads of its coverage.
    pub(super) fn read_coverage(&mut self, face: &Face) -> Result<Option<Read>> {
        if !face.is_live() {
            return Ok(None);
        }
        let kept = self.view.coverage(face.card.article)?;
        let newest = self.view.newest_posts(face.card.article)?;
        let people = self.view.people(&signing(&newest.posts))?;
        Ok(Some(Read {
            kept,
            newest,
            people,
        }))
    }

    /// The coverage as the article's page shows it.
    pub(super) fn coverage(&mut self, face: &Face, read: &Read) -> Result<Coverage> {
        let card = &face.card;
        let rest = places::article(card, &self.sections);
        let pages = Pages {
            list: List::Posts(card.article),
            head: rest.clone(),
        };
        let older = read.newest.older;
        let kept = read.kept.as_ref();
        let running = read.is_running();
        let points = kept.map(|kept| kept.plan.key_points.as_slice());
        let key_points = points.unwrap_or_default().iter();
        let key_points = key_points.map(|point| self.words.text(point)).collect();
        let moments = self.moments(card.short_id, &rest, card.article)?;
        let posts = self.posts_of(card.short_id, &read.newest.posts, &read.people)?;
        let ended = kept.and_then(|kept| kept.ended.as_ref());
        let counts = 1..=u64::try_from(FRESH).unwrap_or_default();
        let fresh = counts.map(|n| self.words.count("live.fresh", n));
        let more = self.words.number(i64::try_from(FRESH).unwrap_or_default());
        let more = self.words.say_of("live.fresh_many", more.plain());
        Ok(Coverage {
            running,
            started: kept
                .and_then(|kept| kept.started_at)
                .map(|at| self.words.moment(at)),
            ended: ended.map(|ended| self.words.moment(ended.at)),
            latest: read.latest().map(|at| self.words.moment(at)),
            key_points,
            moments,
            posts,
            fresh_url: running.then(|| self.link(&places::new_posts(card.short_id))),
            page_url: self.link(&rest),
            fresh_words: fresh.chain([more]).collect(),
            numbers: older.map_or_else(PageNumbers::default, |n| self.numbers_to(&pages, n)),
        })
    }

    /// The newest posts alone, for the script of the article's page.
    pub fn new_posts(&mut self, face: &Face) -> Result<NewPosts> {
        let mut read = match self.read_coverage(face)? {
            Some(read) => read,
            None => Read {
                kept: None,
                newest: Newest::default(),
                people: Vec::new(),
            },
        };
        read.newest.posts.truncate(FRESH);
        Ok(NewPosts {
            messages: self.words.messages,
            coverage: self.coverage(face, &read)?,
        })
    }

    /// A numbered page of posts; `None` when there is none of this number.
    pub fn posts(&mut self, face: &Face, n: i64) -> Result<Option<PostsPage>> {
        let card = &face.card;
        let Some(posts) = self.view.posts_page(card.article, n)? else {
            return Ok(None);
        };
        let people = self.view.people(&signing(&posts))?;
        let posts = self.posts_of(card.short_id, &posts, &people)?;
        let rest = places::article(card, &self.sections);
        let pages = Pages {
            list: List::Posts(card.article),
            head: rest.clone(),
        };
        let numbers = self.numbers_of(&pages, n)?;
        let number = self.words.say_of("reader.page", &n.to_string());
        let mut steps = self.section_steps(card.section);
        steps.push((card.headline.clone(), Some(rest.clone())));
        steps.push((number.plain().to_owned(), None));
        let shell = self.shell(Sheet {
            title: Some(format!("{}: {}", card.headline, number.plain())),
            description: card.standfirst.clone(),
            rest: Some(places::numbered(&rest, n)),
            section: Some(card.section),
            steps,
            ..Sheet::default()
        })?;
        Ok(Some(PostsPage {
            shell,
            title: self.words.text(&card.headline),
            head_url: self.link(&rest),
            number,
            posts,
            numbers,
        }))
    }

    fn moments(
        &mut self,
        short: ShortId,
        rest: &str,
        article: siraj_editorial::ArticleId,
    ) -> Result<Vec<KeyMoment>> {
        let found = self.view.key_moments(article)?;
        let moments = found.iter().map(|(post, stands)| KeyMoment {
            at: self.words.moment(post.at),
            words: self.words.text(&post.text.called()),
            url: match stands {
                Stands::Article => format!("#{}", places::anchor(post.number)),
                Stands::Page(n) => {
                    let page = self.link(&places::numbered(rest, *n));
                    format!("{page}#{}", places::anchor(post.number))
                }
                Stands::Nowhere => self.link(&places::short(short)),
            },
        });
        Ok(moments.collect())
    }

    fn posts_of(
        &mut self,
        short: ShortId,
        posts: &[LivePost],
        people: &[Person],
    ) -> Result<Vec<PostItem>> {
        let standing = posts.iter().filter(|post| post.stands());
        let references = self.references(standing.map(|post| &post.text.body))?;
        let items = posts.iter().map(|post| {
            let text = &post.text;
            let corrections = post.corrections.iter().map(|correction| CorrectionNote {
                kind: correction_kind(correction.kind),
                at: self.words.moment(correction.at),
                words: self.words.text(&correction.text),
            });
            let removed = post.removed.as_ref().map(|removal| Removed {
                at: self.words.moment(removal.at),
                reason: self.words.some(&removal.reason),
            });
            let item = PostItem {
                number: post.number,
                stamp: stamp(post),
                at: self.words.moment(post.at),
                url: self.absolute(&places::post(short, post.number)),
                label: text.label,
                headline: self.words.some(&text.headline),
                bylines: self.byline_lines(&text.bylines, people),
                body: self.body(&text.body, &references),
                changed: post.changed_at.map(|at| self.words.moment(at)),
                corrections: corrections.collect(),
                pinned: post.pinned,
                removed: None,
            };
            match removed {
                // Nothing of what was taken away is told again.
                Some(removed) => PostItem {
                    label: None,
                    headline: None,
                    bylines: Vec::new(),
                    body: crate::pages::model::SafeHtml::default(),
                    changed: None,
                    corrections: Vec::new(),
                    pinned: false,
                    removed: Some(removed),
                    ..item
                },
                None => item,
            }
        });
        Ok(items.collect())
    }

    /// The name of a post's author, for machines.
    pub(super) fn names(&self, post: &LivePost, people: &[Person]) -> Vec<Text> {
        let lines = self.byline_lines(&post.text.bylines, people);
        lines.into_iter().map(|line| line.name).collect()
    }
}

/// What changes whenever anything that is shown of a post does.
fn stamp(post: &LivePost) -> String {
    let removed = u8::from(post.removed.is_some());
    let pinned = u8::from(post.pinned);
    format!(
        "{}-{}-{removed}{pinned}",
        post.revision,
        post.corrections.len()
    )
}

/// Whoever signs any of these posts.
fn signing(posts: &[LivePost]) -> Vec<PersonId> {
    let people: BTreeSet<PersonId> = posts
        .iter()
        .filter(|post| post.stands())
        .flat_map(|post| &post.text.bylines)
        .filter_map(|byline| match byline.who {
            Signatory::Person(person) => Some(person),
            Signatory::Guest(_) => None,
        })
        .collect();
    people.into_iter().collect()
}
