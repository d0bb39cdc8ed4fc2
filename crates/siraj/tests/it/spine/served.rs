//! What only a served request tells: which host is asked, and whether its reader
//! asks for less data.

use super::client::{Answered, Client};
use super::newsroom::{self, Newsroom};
use super::places::Place;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http_body_util::BodyExt;
use siraj::actions::picture::{self, Original};
use siraj::config::Limits;
use siraj::pages::site::{OwnHost, Site};
use siraj::store::media;
use siraj::web::door::Door;
use siraj::web::server;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Runs a test in a newsroom of six Arabic articles on SQLite.
fn in_a_newsroom<F: Future<Output = ()>>(test: impl Fn(Newsroom) -> F) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        test(Newsroom::open(&Place::sqlite(), 48 << 20, 6).await).await;
    });
}

#[test]
fn an_edition_on_a_host_of_its_own_is_whole_there_and_only_there() {
    in_a_newsroom(|newsroom| async move {
        let mut web = newsroom.web.clone();
        let english = OwnHost {
            prefix: "en".to_owned(),
            origin: "https://en.siraj.example".to_owned(),
        };
        web.room.site = Arc::new(Site::new("https://siraj.example", vec![english]));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let door = Door::plain(listener, Limits::default());
        let never = std::future::pending();
        tokio::spawn(server::serve(web, door, Vec::new(), never));
        let asked = tokio::task::spawn_blocking(move || ask_both(address));
        asked.await.unwrap();
    });
}

fn ask_both(address: std::net::SocketAddr) {
    let get = |host: &str, path: &str| -> Answered {
        let client = Client {
            address,
            host: host.to_owned(),
            token: None,
        };
        client.get(path).unwrap()
    };
    let own = "en.siraj.example";
    for host in ["siraj.example", own] {
        let front = get(host, "/");
        assert_eq!(front.status, 200, "{host}");
        let canonical = format!("<link rel=\"canonical\" href=\"https://{host}/\">");
        assert!(front.text().contains(&canonical), "{host}");
        // Whatever a page asks of its own host is there.
        let html = front.text();
        let parts = html.split('"').filter(|part| {
            let mine = ["/assets/", "/media/", "/manifest"];
            mine.iter().any(|start| part.starts_with(start)) && !part.contains(' ')
        });
        let mut wanted: Vec<&str> = parts.collect();
        wanted.extend(["/sw.js", "/favicon.ico", "/offline", "/robots.txt"]);
        wanted.extend(["/sitemap.xml", "/.well-known/security.txt"]);
        for path in wanted {
            assert_eq!(get(host, path).status, 200, "{host}{path}");
        }
        let robots = get(host, "/robots.txt").text();
        assert!(robots.contains(&format!("Sitemap: https://{host}/sitemap.xml")));
        assert_eq!(robots.matches("siraj.example").count(), 2, "{robots}");
    }
    for (path, there) in [
        ("/en/", "/"),
        ("/en/about", "/about"),
        ("/en/robots.txt", "/robots.txt"),
    ] {
        let moved = get("siraj.example", path);
        assert_eq!(moved.status, 301, "{path}");
        let expected = format!("https://{own}{there}");
        assert_eq!(moved.header("location"), Some(expected.as_str()));
    }
    assert_eq!(get(own, "/en/").status, 404);
    assert_eq!(get("elsewhere.example", "/").status, 421);
}

/// Takes in a picture so large that half of it is another one.
async fn large_picture(newsroom: &Newsroom) -> String {
    let large = image::RgbImage::from_pixel(1280, 720, image::Rgb([90, 120, 40]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    large
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    let kept = newsroom
        .room
        .pictures
        .put_original(bytes.into_inner().into());
    let original = Original {
        hash: kept.await.unwrap(),
        content_type: "image/jpeg",
        width: 1280,
        height: 720,
    };
    let (id, owner) = (newsroom.pictures[0], newsroom.owner.clone());
    let words = newsroom::picture_words(40);
    let changed = picture::change(&newsroom.room, owner, id, Some(original), words).await;
    media::public_key(&changed.unwrap().value)
}

#[test]
fn who_asks_for_less_data_is_given_a_smaller_picture_and_caches_are_told() {
    in_a_newsroom(|newsroom| async move {
        let key = large_picture(&newsroom).await;
        let ask = async |saving: Option<&'static str>, known: Option<HeaderValue>| {
            let mut headers = HeaderMap::new();
            let name = HeaderName::from_static("save-data");
            headers.extend(saving.map(|value| (name, HeaderValue::from_static(value))));
            headers.extend(known.map(|etag| (header::IF_NONE_MATCH, etag)));
            let rest = format!("{key}/16x9-1280.jpg");
            let reply = siraj::web::media::answer(&newsroom.web, &rest, &headers).await;
            let (parts, body) = reply.into_parts();
            assert_eq!(parts.headers[header::VARY], "save-data");
            let bytes = body.collect().await.unwrap().to_bytes();
            (parts.status.as_u16(), parts.headers, bytes)
        };
        let width = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().width();
        let (_, whole, bytes) = ask(None, None).await;
        assert_eq!(width(&bytes), 1280);
        let (_, light, bytes) = ask(Some("on"), None).await;
        assert_eq!(width(&bytes), 640);
        assert_eq!(width(&ask(Some("off"), None).await.2), 1280);
        let (whole, light) = (&whole[header::ETAG], &light[header::ETAG]);
        assert_ne!(whole, light, "each has a tag of its own");
        assert_eq!(ask(Some("on"), Some(light.clone())).await.0, 304);
        assert_eq!(ask(Some("on"), Some(whole.clone())).await.0, 200);
    });
}
