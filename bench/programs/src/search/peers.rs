//! What others answer to the same questions, in a SQLite database in memory: the question that
//! WordPress asks its database, and FTS5 as it is asked by default.

use super::collection::{Collection, Text};
use super::{ANSWERS, Search, TASKS};
use crate::figures::line;
use anyhow::Result;
use rusqlite::{Connection, params_from_iter};

/// Asks both and prints how right they are.
pub fn measure(search: &Search, collection: &Collection) -> Result<()> {
    let qa = filled(&collection.qa, false)?;
    let titled = filled(&collection.news, true)?;
    let untitled = filled(&collection.news, false)?;
    for (peer, ask) in [("wordpress", wordpress as Ask), ("fts5", fts5 as Ask)] {
        line(format_args!("{peer}:"))?;
        let mut scores = Vec::new();
        let name = |task: &str| format!("peer-{peer}.{task}");
        scores.push(search.task(&name("qa"), "qa.tsv", "qa.qrels", |question| {
            ask(&qa, question)
        })?);
        for (task, with_titles, questions) in TASKS {
            let database = if with_titles { &titled } else { &untitled };
            scores.push(
                search.task(&name(task), questions, "news.qrels", |question| {
                    ask(database, question)
                })?,
            );
        }
        line(format_args!(
            "{:<14}{:>9.4}",
            "mean7",
            super::score::mean(&scores)
        ))?;
    }
    Ok(())
}

type Ask = fn(&Connection, &str) -> Result<Vec<(String, f32)>>;

fn filled(texts: &[Text], with_titles: bool) -> Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(
        "CREATE TABLE texts (id TEXT, title TEXT, lead TEXT, body TEXT, at INTEGER);
         CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'unicode61');",
    )?;
    let all = database.transaction()?;
    for (row, text) in (1i64..).zip(texts) {
        let title = if with_titles { text.title.as_str() } else { "" };
        all.execute(
            "INSERT INTO texts (rowid, id, title, lead, body, at) VALUES (?, ?, ?, ?, ?, ?)",
            (row, &text.id, title, &text.lead, &text.body, text.moment()),
        )?;
        let body = format!("{}\n{}", text.lead, text.body);
        all.execute(
            "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
            (row, title, body),
        )?;
    }
    all.commit()?;
    Ok(database)
}

/// Every word somewhere in headline, lead or body; the whole question in the headline
/// first, then all words in it, then any, then the question in lead and body, then the rest;
/// the newer of equals first. Source: `WP_Query::parse_search` and `parse_search_order` of
/// WordPress 6, described by its documentation.
fn wordpress(database: &Connection, question: &str) -> Result<Vec<(String, f32)>> {
    let words: Vec<String> = question.split_whitespace().map(like).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let any = "(title LIKE ? ESCAPE '\\' OR lead LIKE ? ESCAPE '\\' OR body LIKE ? ESCAPE '\\')";
    let everywhere = vec![any; words.len()].join(" AND ");
    let titled = |between: &str| vec!["title LIKE ? ESCAPE '\\'"; words.len()].join(between);
    let sql = format!(
        "SELECT id FROM texts WHERE {everywhere}
         ORDER BY CASE WHEN title LIKE ? ESCAPE '\\' THEN 1 WHEN {} THEN 2 WHEN {} THEN 3
                       WHEN lead LIKE ? ESCAPE '\\' THEN 4 WHEN body LIKE ? ESCAPE '\\' THEN 5
                       ELSE 6 END, at DESC LIMIT {ANSWERS}",
        titled(" AND "),
        titled(" OR "),
    );
    let whole = like(question);
    let mut values: Vec<&String> = words.iter().flat_map(|word| [word; 3]).collect();
    values.push(&whole);
    values.extend(&words);
    values.extend(&words);
    values.extend([&whole; 2]);
    answers(database, &sql, values)
}

/// A pattern that finds a text anywhere.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// All words, by BM25 with headlines twice.
fn fts5(database: &Connection, question: &str) -> Result<Vec<(String, f32)>> {
    let words = question.split_whitespace();
    let quoted: Vec<String> = words
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    let sql = format!(
        "SELECT t.id FROM words JOIN texts t ON t.rowid = words.rowid
         WHERE words MATCH ? ORDER BY bm25(words, 2.0, 1.0) LIMIT {ANSWERS}"
    );
    answers(database, &sql, vec![&quoted.join(" ")])
}

fn answers(database: &Connection, sql: &str, values: Vec<&String>) -> Result<Vec<(String, f32)>> {
    let mut statement = database.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(0))?;
    let mut answers = Vec::new();
    for row in rows {
        // The order is what counts.
        #[expect(clippy::cast_precision_loss, reason = "a rank of ten")]
        let weight = (ANSWERS - answers.len().min(ANSWERS)) as f32;
        answers.push((row?, weight));
    }
    Ok(answers)
}
