//! Reading what was sent by a table of fields. One table says what a noun has;
//! it reads requests strictly (an unknown field is refused by name, every wrong
//! place is told at once) and the OpenAPI document is made of it too.

use super::fault::Wrong;
use serde_json::{Map, Value};
use siraj_editorial::{Language, Timestamp};
use uuid::Uuid;

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number, at least and at most these.
    Number(i64, i64),
    /// Any finite number.
    Fraction,
    /// Yes or no.
    Flag,
    /// The id or the path of something.
    Reference,
    /// Several of them.
    References,
    /// Ids.
    Ids,
    /// Words by language.
    Named,
    /// Lists of words by language.
    NamedLists,
    /// A moment, RFC 3339 with its offset.
    Moment,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A value with fields of its own.
    Object(&'static [Field]),
    /// Values with fields of their own.
    List(&'static [Field]),
    /// A body in one of its forms; read by `bodies`.
    Body,
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, for the document.
    pub about: &'static str,
}

/// A field that may be left out.
#[must_use]
pub const fn may(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        needed: false,
        about,
    }
}

/// A field that must be there.
#[must_use]
pub const fn must(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        needed: true,
        about,
    }
}

/// The fields of a value; `null` counts as left out, moments have become microseconds.
///
/// # Errors
/// Every place that is wrong.
pub fn read(value: Value, fields: &[Field]) -> Result<Map<String, Value>, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let found = object(value, fields, "", &mut wrong);
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(wrong)
    }
}

fn object(value: Value, fields: &[Field], at: &str, wrong: &mut Vec<Wrong>) -> Map<String, Value> {
    let mut found = Map::new();
    let Value::Object(given) = value else {
        wrong.push(Wrong::new(at, "api.not_an_object"));
        return found;
    };
    for (name, value) in given {
        let place = if at.is_empty() {
            name.clone()
        } else {
            format!("{at}.{name}")
        };
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            let name: String = printable(&name);
            wrong.push(Wrong::new(printable(&place), "api.unknown_field").with("name", name));
            continue;
        };
        if !value.is_null()
            && let Some(value) = of_kind(value, field.kind, &place, wrong)
        {
            found.insert(name, value);
        }
    }
    for field in fields.iter().filter(|field| field.needed) {
        let told = |place: &str| wrong.iter().any(|wrong| wrong.field.starts_with(place));
        let place = if at.is_empty() {
            field.name.to_owned()
        } else {
            format!("{at}.{}", field.name)
        };
        if !found.contains_key(field.name) && !told(&place) {
            wrong.push(Wrong::new(place, "api.missing_field"));
        }
    }
    found
}

/// A name that the sender made up: shortened, and without what is not seen.
fn printable(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control() && !siraj_editorial::text::is_invisible(*letter))
        .take(80)
        .collect()
}

fn of_kind(value: Value, kind: Kind, at: &str, wrong: &mut Vec<Wrong>) -> Option<Value> {
    let mut refuse = |key: &'static str| {
        wrong.push(Wrong::new(at, key));
        None
    };
    match (kind, value) {
        (Kind::Text | Kind::Reference, Value::String(text)) => Some(Value::String(text)),
        (Kind::Text | Kind::Reference, _) => refuse("api.not_text"),
        (Kind::Flag, Value::Bool(flag)) => Some(Value::Bool(flag)),
        (Kind::Flag, _) => refuse("api.not_a_flag"),
        (Kind::Fraction, Value::Number(number)) => Some(Value::Number(number)),
        (Kind::Fraction, _) => refuse("api.not_a_number"),
        (Kind::Number(least, most), value) => match value.as_i64() {
            Some(number) if (least..=most).contains(&number) => Some(number.into()),
            Some(_) => {
                let out = Wrong::new(at, "api.out_of_range");
                wrong.push(
                    out.with("least", least.to_string())
                        .with("most", most.to_string()),
                );
                None
            }
            None => refuse("api.not_a_number"),
        },
        (Kind::Moment, Value::String(text)) => match text.parse::<jiff::Timestamp>() {
            Ok(moment) => Some(Timestamp::from(moment).micros().into()),
            Err(_) => refuse("api.not_a_moment"),
        },
        (Kind::Moment, _) => refuse("api.not_a_moment"),
        (Kind::OneOf(words), Value::String(text)) if words.contains(&text.as_str()) => {
            Some(Value::String(text))
        }
        (Kind::OneOf(words), _) => {
            let one_of = Wrong::new(at, "api.not_one_of").with("words", words.join(", "));
            wrong.push(one_of);
            None
        }
        (Kind::Object(fields), value) => Some(object(value, fields, at, wrong).into()),
        (Kind::Body, value @ Value::Object(_)) => Some(value),
        (Kind::Body, _) => refuse("api.not_an_object"),
        (Kind::Named | Kind::NamedLists, Value::Object(names)) => {
            Some(named(names, kind, at, wrong).into())
        }
        (Kind::Named | Kind::NamedLists, _) => refuse("api.not_an_object"),
        (Kind::References | Kind::Ids | Kind::List(_), Value::Array(values)) => {
            Some(list(values, kind, at, wrong).into())
        }
        (Kind::References | Kind::Ids | Kind::List(_), _) => refuse("api.not_a_list"),
    }
}

fn named(
    names: Map<String, Value>,
    kind: Kind,
    at: &str,
    wrong: &mut Vec<Wrong>,
) -> Map<String, Value> {
    let mut found = Map::new();
    for (language, words) in names {
        let place = printable(&format!("{at}.{language}"));
        if language.parse::<Language>().is_err() {
            wrong.push(Wrong::new(place, "api.not_a_language"));
            continue;
        }
        let words = match (kind, words) {
            (_, Value::Null) => continue,
            (Kind::NamedLists, Value::Array(words)) => {
                Some(list(words, Kind::References, &place, wrong).into())
            }
            (Kind::NamedLists, _) => {
                wrong.push(Wrong::new(&*place, "api.not_a_list"));
                None
            }
            (_, words) => of_kind(words, Kind::Text, &place, wrong),
        };
        found.extend(words.map(|words| (language, words)));
    }
    found
}

fn list(values: Vec<Value>, kind: Kind, at: &str, wrong: &mut Vec<Wrong>) -> Vec<Value> {
    let mut found = Vec::new();
    for (n, value) in values.into_iter().enumerate() {
        let place = format!("{at}[{n}]");
        match (kind, value) {
            (Kind::List(fields), value) => found.push(object(value, fields, &place, wrong).into()),
            (Kind::Ids, Value::String(text)) if text.len() != 36 || !is_id(&text) => {
                wrong.push(Wrong::new(place, "api.not_an_id"));
            }
            (_, Value::String(text)) => found.push(Value::String(text)),
            _ => wrong.push(Wrong::new(place, "api.not_text")),
        }
    }
    found
}

/// Whether a text is an identity in its one spelling.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

/// The place of a NUL in a value: no text has one, and no database keeps it.
#[must_use]
pub fn nul(value: &Value, at: &str) -> Option<String> {
    let below = |name: &str| {
        if at.is_empty() {
            name.to_owned()
        } else {
            format!("{at}.{name}")
        }
    };
    match value {
        Value::String(text) => text.contains('\0').then(|| at.to_owned()),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .find_map(|(n, value)| nul(value, &format!("{at}[{n}]"))),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let clean = name.replace('\0', "");
            if clean.len() == name.len() {
                nul(value, &below(name))
            } else {
                Some(below(&clean))
            }
        }),
        _ => None,
    }
}
