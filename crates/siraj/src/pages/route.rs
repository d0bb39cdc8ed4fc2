//! What an address asks for. Parsing is pure and knows only the shapes of
//! addresses; whether something stands there is for whoever builds the page.
//! Every address has one spelling; any other is answered by a redirect.

use percent_encoding::percent_decode_str;
use siraj_editorial::ShortId;

/// Which list a feed or an archive page is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Everything of the edition.
    Latest,
    /// A section by its path.
    Section(String),
    /// A topic by its path.
    Topic(String),
    /// An author by their path.
    Author(String),
    /// A running story by its path.
    Story(String),
}

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedForm {
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

/// What is asked for, inside an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The edition's front.
    Home,
    /// A list: its head (`None`) or an archive page.
    List(Of, Option<i64>),
    /// A feed of a list.
    Feed(Of, FeedForm),
    /// An article: section, short id, slug as they stand in the address.
    Article(String, ShortId, String),
    /// The short address of an article.
    Short(ShortId),
    /// A post of an article by its number: wherever it stands.
    Post(ShortId, i64),
    /// The newest posts of an article alone, for its page's script.
    NewPosts(ShortId),
    /// A numbered page of the posts of an article.
    Posts(ShortId, i64),
    /// The public corrections: the newest (`None`) or an archive page.
    Corrections(Option<i64>),
    /// A static page or a section: whichever has the path.
    Named(String),
    /// The edition's news sitemap.
    NewsSitemap,
    /// The edition's sitemap of all pages that are no articles.
    PagesSitemap,
    /// One month of the edition's sitemap.
    MonthSitemap(u32),
    /// The web manifest.
    Manifest,
    /// What is shown without a network.
    Offline,
    /// Where a reader searches, nothing being asked yet.
    Search,
    /// How a browser searches here (OpenSearch).
    OpenSearch,
    /// The index of a host's sitemaps (at a host's root only).
    SitemapIndex,
    /// `robots.txt` (at a host's root only).
    Robots,
    /// `security.txt` (at a host's root only).
    SecurityTxt,
}

/// The segments of a path, decoded; `None` when it is not UTF-8, holds a control
/// or a slash in disguise, or is longer than any address of ours.
#[must_use]
pub fn segments(path: &str) -> Option<Vec<String>> {
    if path.len() > 4096 {
        return None;
    }
    path.split('/')
        .skip(1)
        .map(|part| {
            let text = percent_decode_str(part).decode_utf8().ok()?;
            let clean = !text
                .chars()
                .any(|letter| letter.is_control() || letter == '/');
            clean.then(|| text.into_owned())
        })
        .collect()
}

impl Route {
    /// What the segments after the edition's prefix ask for. `root` says whether
    /// the edition stands at the root of its host, where a host's own files live.
    #[must_use]
    pub fn parse(segments: &[String], root: bool) -> Option<Self> {
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let number = |text: &str| {
            let canonical = !text.starts_with(['0', '+']);
            text.parse::<i64>().ok().filter(|n| canonical && *n > 0)
        };
        let route = match *parts.as_slice() {
            [] | [""] => Self::Home,
            ["a", short] => Self::Short(short.parse().ok()?),
            ["a", short, "newest"] => Self::NewPosts(short.parse().ok()?),
            ["a", short, n] => Self::Post(short.parse().ok()?, number(n)?),
            [_, short, "page", n] | [_, short, _, "page", n]
                if short.parse::<ShortId>().is_ok() =>
            {
                Self::Posts(short.parse().ok()?, number(n)?)
            }
            ["corrections"] => Self::Corrections(None),
            ["corrections", "page", n] => Self::Corrections(Some(number(n)?)),
            ["offline"] => Self::Offline,
            ["search"] => Self::Search,
            ["opensearch.xml"] => Self::OpenSearch,
            ["manifest.webmanifest"] => Self::Manifest,
            ["news-sitemap.xml"] => Self::NewsSitemap,
            ["sitemap-pages.xml"] => Self::PagesSitemap,
            ["sitemap.xml"] if root => Self::SitemapIndex,
            ["robots.txt"] if root => Self::Robots,
            [".well-known", "security.txt"] if root => Self::SecurityTxt,
            ["feed.xml"] => Self::Feed(Of::Latest, FeedForm::Rss),
            ["feed.json"] => Self::Feed(Of::Latest, FeedForm::Json),
            ["latest"] => Self::List(Of::Latest, None),
            ["latest", "page", n] => Self::List(Of::Latest, Some(number(n)?)),
            ["topic" | "author" | "story", slug, ref rest @ ..] => {
                let of = match parts.first() {
                    Some(&"topic") => Of::Topic(slug.to_owned()),
                    Some(&"author") => Of::Author(slug.to_owned()),
                    _ => Of::Story(slug.to_owned()),
                };
                Self::of_list(of, rest, number)?
            }
            [name] => match month_sitemap(name) {
                Some(month) => Self::MonthSitemap(month),
                None => Self::Named(name.to_owned()),
            },
            [section, short, slug] if short.parse::<ShortId>().is_ok() => {
                Self::Article(section.to_owned(), short.parse().ok()?, slug.to_owned())
            }
            [section, short] if short.parse::<ShortId>().is_ok() => {
                Self::Article(section.to_owned(), short.parse().ok()?, String::new())
            }
            [section, ref rest @ ..] => {
                Self::of_list(Of::Section(section.to_owned()), rest, number)?
            }
        };
        Some(route)
    }

    fn of_list(of: Of, rest: &[&str], number: impl Fn(&str) -> Option<i64>) -> Option<Self> {
        match *rest {
            [] => Some(Self::List(of, None)),
            ["page", n] => Some(Self::List(of, Some(number(n)?))),
            ["feed.xml"] => Some(Self::Feed(of, FeedForm::Rss)),
            ["feed.json"] => Some(Self::Feed(of, FeedForm::Json)),
            _ => None,
        }
    }
}

/// `sitemap-2026-11.xml` as 202611.
fn month_sitemap(name: &str) -> Option<u32> {
    let (year, month) = name
        .strip_prefix("sitemap-")?
        .strip_suffix(".xml")?
        .split_once('-')?;
    let (year, month): (u32, u32) = (
        (year.len() == 4).then(|| year.parse().ok())??,
        (month.len() == 2).then(|| month.parse().ok())??,
    );
    (1..=12).contains(&month).then_some(year * 100 + month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<Route>) {
        let parts = segments(path).unwrap_or_default();
        assert_eq!(Route::parse(&parts, true), expected, "{path}");
    }

    #[test]
    fn every_shape_of_address_is_known() {
        let short: ShortId = "7k2m9q0t".parse().unwrap();
        check("/", Some(Route::Home));
        check(
            "/world/7k2m9q0t/%D8%A7%D9%86%D8%B3%D8%AD%D8%A7%D8%A8",
            Some(Route::Article("world".into(), short, "انسحاب".into())),
        );
        check("/a/7k2m9q0t", Some(Route::Short(short)));
        check("/a/7k2m9q0t/12", Some(Route::Post(short, 12)));
        check("/a/7k2m9q0t/012", None);
        check("/a/7k2m9q0t/newest", Some(Route::NewPosts(short)));
        check("/world/7k2m9q0t/x/page/2", Some(Route::Posts(short, 2)));
        check("/world/7k2m9q0t/page/2", Some(Route::Posts(short, 2)));
        check("/world/7k2m9q0t/x/page/0", None);
        check("/world", Some(Route::Named("world".into())));
        check(
            "/world/page/3",
            Some(Route::List(Of::Section("world".into()), Some(3))),
        );
        check("/world/page/03", None);
        check("/corrections", Some(Route::Corrections(None)));
        check("/corrections/page/2", Some(Route::Corrections(Some(2))));
        check("/corrections/page/0", None);
        check("/sitemap-pages.xml", Some(Route::PagesSitemap));
        check("/search", Some(Route::Search));
        check("/opensearch.xml", Some(Route::OpenSearch));
        check(
            "/topic/fairuz/feed.json",
            Some(Route::Feed(Of::Topic("fairuz".into()), FeedForm::Json)),
        );
        check("/sitemap-2026-11.xml", Some(Route::MonthSitemap(202_611)));
        check(
            "/sitemap-2026-13.xml",
            Some(Route::Named("sitemap-2026-13.xml".into())),
        );
        check("/world/a/b/c", None);
    }

    #[test]
    fn a_path_that_is_not_text_is_refused() {
        for hostile in ["/%ff", "/a%00b", "/a%2Fb", "/%E2%80"] {
            assert_eq!(segments(hostile), None, "{hostile}");
        }
        assert_eq!(segments(&format!("/{}", "a".repeat(5000))), None);
    }
}
