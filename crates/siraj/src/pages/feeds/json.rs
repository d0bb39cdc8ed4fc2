//! JSON Feed 1.1 with the whole text. Source: <https://www.jsonfeed.org/version/1.1/>.

use super::gather::{Author, Feed, Item};
use serde_json::{Map, Value, json};

/// The feed's bytes.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut top = Map::new();
    let mut put = |name: &str, value: Value| top.insert(name.to_owned(), value);
    put("version", json!("https://jsonfeed.org/version/1.1"));
    put("title", json!(feed.title));
    put("home_page_url", json!(feed.page));
    put("feed_url", json!(feed.own));
    if !feed.description.is_empty() {
        put("description", json!(feed.description));
    }
    put("language", json!(feed.language));
    put(
        "items",
        feed.items
            .iter()
            .map(|one| item(one, &feed.language))
            .collect(),
    );
    Value::Object(top).to_string().into_bytes()
}

fn item(item: &Item, language: &str) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("id", json!(item.id));
    put("url", json!(item.url));
    put("title", json!(item.title));
    put("content_html", json!(item.html));
    if !item.summary.is_empty() {
        put("summary", json!(item.summary));
    }
    if let Some(picture) = &item.picture {
        put("image", json!(picture.url));
    }
    put("date_published", json!(item.published.iso));
    if let Some(updated) = &item.updated {
        put("date_modified", json!(updated.iso));
    }
    if !item.authors.is_empty() {
        put("authors", item.authors.iter().map(author).collect());
    }
    if !item.tags.is_empty() {
        put("tags", json!(item.tags));
    }
    put("language", json!(language));
    Value::Object(fields)
}

fn author(author: &Author) -> Value {
    match &author.url {
        Some(url) => json!({ "name": author.name, "url": url }),
        None => json!({ "name": author.name }),
    }
}
