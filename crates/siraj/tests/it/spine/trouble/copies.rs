//! The last good copies on disk: what memory has let go, and what the program had
//! made before it was started again, is still read while the store does not answer.

use super::server::Server;
use super::site::Site;
use crate::harness::until;
use crate::spine::newsroom::Newsroom;
use crate::spine::places::Place;
use crate::spine::program::Program;
use http::StatusCode;
use siraj::actions::withdraw;
use siraj_editorial::article::Article;

impl Site {
    /// The path of an article, and the article.
    fn article(&self) -> (String, Article) {
        let article = self.runtime.block_on(self.newsroom.articles()).remove(0);
        let address = self.get(&format!("/a/{}", article.short_id));
        let path = address.header("location").unwrap().to_owned();
        (path, article)
    }

    /// Memory lets all pages go, as it does when it is full.
    fn forgets(&self) {
        let pages = &self.newsroom.room.pages;
        pages.copies().unwrap().settle();
        pages.clear(pages.applied());
    }
}

#[test]
fn copies_are_served_but_never_of_what_was_withdrawn() {
    let Some(server) = Server::start() else {
        println!("no PostgreSQL binaries are here: it is not stopped");
        return;
    };
    let site = Site::open(Place::database_on(&server.url()));
    let (path, article) = site.article();
    let headline = "عنوان لا يبقى";
    for path in [path.as_str(), "/topic/unheard-of"] {
        site.get(path);
    }
    let picture = site.picture();
    assert_eq!(site.get(&picture).status, StatusCode::OK);
    site.forgets();
    let (room, owner) = (&site.newsroom.room, site.newsroom.owner.clone());
    let notice = "سُحب هذا الخبر لأن مصدره الوحيد تراجع عن روايته.".to_owned();
    site.runtime
        .block_on(withdraw::withdraw(room, owner, article.id, notice))
        .unwrap();
    server.stop();
    until("trouble is noticed", || {
        site.get("/about").header("siraj-degraded").is_some()
    });
    // What showed the article is not given out any more, the rest is.
    let gone = [path.as_str(), "/", "/latest", "/feed.xml"];
    for path in gone {
        let answer = site.get(path);
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(!answer.text().contains(headline), "{path}");
    }
    let answer = site.get("/about");
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("<h1"));
    assert_eq!(site.get(&picture).status, StatusCode::OK, "{picture}");
    server.start_again();
    until("all is made again", || {
        site.get("/").status == StatusCode::OK && site.get(&path).status == StatusCode::GONE
    });
}

#[test]
fn a_program_that_is_started_without_its_database_serves_copies_until_it_is_there() {
    let Some(server) = Server::start() else {
        println!("no PostgreSQL binaries are here: it is not stopped");
        return;
    };
    let place = Place::database_on(&server.url());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    drop(runtime.block_on(Newsroom::open(&place, 48 << 20, 6)));
    let known = ["/", "/world", "/en/", "/about"];
    let mut program = Program::start(&place, "");
    until("the copies are written", || {
        // Asked again, for a page is not kept while the followers still catch up.
        for path in known {
            assert_eq!(program.client.get(path).unwrap().status, StatusCode::OK);
        }
        // The pages and the one for bad times, and how far the log was followed.
        let folder = place.folder.path().join("pages");
        let labels = std::fs::read_to_string(folder.join("0.labels")).unwrap_or_default();
        let is_kept = |path: &str| labels.contains(&format!(r#"{{"path":"{path}","#));
        let all = known.into_iter().chain(["unavailable:"]).all(is_kept);
        all && folder.join("seen").exists()
    });
    program.kill();
    server.stop();
    // At the same address: copies of another site would be of no use.
    let program = Program::start_at(&place, "", &program.client.host);
    for path in known {
        let answer = program.client.get(path).unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("siraj-degraded").is_some(), "{path}");
    }
    let answer = program.client.get("/ethics").unwrap();
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("سراج"), "the page's own design");
    server.start_again();
    until("everything is made again", || {
        let answer = program.client.get("/").unwrap();
        answer.header("siraj-degraded").is_none()
            && program.client.get("/ethics").unwrap().status == StatusCode::OK
    });
}
