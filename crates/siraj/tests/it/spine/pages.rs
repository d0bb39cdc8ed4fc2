//! The pages of a newsroom as the tests look at them: all warmed through the
//! server's own path, then each one that is still cached compared, byte by byte,
//! with a fresh rendering of the same address.

use super::newsroom::Newsroom;
use futures_util::StreamExt;
use http::HeaderMap;
use siraj::pages::answer::{self, Answer, Shown};
use siraj::pages::cache::key_hash;
use siraj::pages::encode::Stored;
use siraj::pages::enumerate;
use siraj::pages::view::View;
use siraj::store::{self, changes, media};
use siraj::web::pages;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Addresses at which nothing stands, or nothing stands yet.
const UNKNOWN: [&str; 6] = [
    "/nowhere",
    "/en/nowhere",
    "/world/page/99",
    "/topic/unheard-of",
    "/a/0aaaaaaa",
    "/sitemap-1999-01.xml",
];

/// How many pages are asked for at once.
const AT_ONCE: usize = 4;
/// How many pages one reading of the store renders, well within its time.
const PAGES_A_READING: usize = 24;

/// A page that was rendered and not kept yet.
pub type Late = (String, Arc<Stored>);

impl Newsroom {
    /// Every address of the site that is a page.
    pub async fn addresses(&self) -> Vec<String> {
        let site = self.room.site.clone();
        let read = move |c: &mut store::db::Reader<'_>| enumerate::all(c, &site);
        let mut all = self.room.db.read(read).await.unwrap();
        // Short addresses lead to articles: redirects are never kept.
        all.retain(|path| !path.contains("/a/"));
        all
    }

    /// Has every page of the site made and kept, as readers would.
    pub async fn warm(&self) {
        let all = self.addresses().await;
        let paths = all.iter().map(String::as_str).chain(UNKNOWN);
        let missing = paths.filter(|path| self.room.pages.get(path).is_none());
        futures_util::stream::iter(missing)
            .for_each_concurrent(AT_ONCE, async |path| {
                pages::make(&self.web, path, &HeaderMap::new()).await;
            })
            .await;
        self.warm_pictures().await;
        for path in &all {
            assert!(
                self.room.pages.get(path).is_some(),
                "{path} is enumerated as a page and is none"
            );
        }
        for path in UNKNOWN {
            assert!(self.room.pages.get(path).is_none(), "{path} was kept");
        }
    }

    /// Has what stands behind every picture's address known, as their readers would.
    async fn warm_pictures(&self) {
        let ids = [&self.pictures[..], &[self.portrait]].concat();
        let read = move |c: &mut store::db::Reader<'_>| media::by_ids(c, &ids);
        for picture in self.room.db.read(read).await.unwrap() {
            let path = Shown::path(&media::public_key(&picture));
            pages::known(&self.web, &path).await.unwrap();
        }
    }

    /// Renders pages at these addresses, to be kept later than they were made.
    pub async fn render(&self, paths: Vec<String>) -> Vec<Late> {
        let fresh = fresh(self, paths).await;
        fresh
            .into_iter()
            .filter_map(|(path, answer, seq, keys)| match answer {
                Answer::Page(page) => {
                    let stored = Stored::new(page.body, HeaderMap::new(), seq, keys);
                    Some((path, Arc::new(stored)))
                }
                _ => None,
            })
            .collect()
    }

    /// What cached pages depend on, as the cache names it.
    pub fn depended_on(&self) -> HashSet<u64> {
        let pages = self.room.pages.pages();
        pages
            .iter()
            .flat_map(|(_, page)| page.keys.iter().chain(page.globals.iter()).copied())
            .collect()
    }

    /// Which kinds of keys that pages depended on were touched after `seq`, and how often.
    pub async fn hits(&self, seq: i64, before: &HashSet<u64>) -> BTreeMap<String, u64> {
        let read = move |c: &mut store::db::Reader<'_>| changes::after(c, seq, 10_000);
        let mut hits = BTreeMap::new();
        for key in self
            .room
            .db
            .read(read)
            .await
            .unwrap()
            .iter()
            .flat_map(|change| &change.keys)
        {
            if before.contains(&key_hash(key)) {
                let kind = key.split(':').next().unwrap().to_owned();
                *hits.entry(kind).or_default() += 1;
            }
        }
        hits
    }

    /// Asserts that every page still cached is what a fresh rendering makes now.
    /// `told` is asked for the story of the run when one is not.
    pub async fn assert_fresh(&self, told: impl Fn() -> String) {
        let kept: BTreeMap<String, Arc<Stored>> = self
            .room
            .pages
            .pages()
            .into_iter()
            .filter_map(|(path, _)| {
                let page = self.room.pages.get(&path)?;
                Some((path.into_string(), page))
            })
            .collect();
        for (path, answer, _, _) in fresh(self, kept.keys().cloned().collect()).await {
            let page = &kept[&path];
            let Answer::Page(fresh) = answer else {
                panic!("{path} is cached and is no page any more\n{}", told());
            };
            if fresh.body != page.body().as_ref() {
                panic!(
                    "{path} is stale\n{}\n{}",
                    apart(page.body(), &fresh.body),
                    told()
                );
            }
        }
    }
}

type Fresh = (String, Answer, i64, (Box<[u64]>, Box<[u64]>));

/// Renders these addresses, each from a view of its own, on several threads.
async fn fresh(newsroom: &Newsroom, paths: Vec<String>) -> Vec<Fresh> {
    let parts = paths.chunks(PAGES_A_READING);
    let parts = parts.map(|part| fresh_part(newsroom, part.to_vec()));
    futures_util::future::join_all(parts).await.concat()
}

async fn fresh_part(newsroom: &Newsroom, paths: Vec<String>) -> Vec<Fresh> {
    // A site of its own: nothing that the server's renders read is used again.
    let site = (*newsroom.room.site).clone();
    let read = move |c: &mut store::db::Reader<'_>| {
        let mut all = Vec::new();
        for path in paths {
            let mut view = View::open(c, &site)?;
            let answer = answer::answer(&mut view, &path)?;
            all.push((path, answer, view.seq(), view.hashes()));
        }
        Ok::<_, store::Error>(all)
    };
    newsroom.room.db.read(read).await.unwrap()
}

/// Where two pages begin to differ.
fn apart(kept: &[u8], fresh: &[u8]) -> String {
    let at = kept
        .iter()
        .zip(fresh)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |bytes: &[u8]| {
        let from = at.saturating_sub(160);
        let to = bytes.len().min(at + 160);
        String::from_utf8_lossy(&bytes[from..to]).into_owned()
    };
    format!("kept:  …{}…\nfresh: …{}…", around(kept), around(fresh))
}
