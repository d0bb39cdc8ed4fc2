//! Whole values kept as JSON text, and the spelling of an `IN (…)`.

use super::db::{FromValue, ToValue, Value, WrongValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// A value kept whole, as JSON text.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> ToValue for Json<T> {
    fn to_value(&self) -> Value<'_> {
        // Our own values have string keys and finite numbers: they always serialise.
        serde_json::to_string(&self.0).map_or(Value::Null, |text| Value::Text(Cow::Owned(text)))
    }
}

impl<T: DeserializeOwned> FromValue for Json<T> {
    fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
        match value {
            Value::Text(text) => serde_json::from_str(&text)
                .map(Self)
                .map_err(|_| WrongValue("the JSON that was expected")),
            _ => Err(WrongValue("JSON")),
        }
    }
}

/// `$1, $2, …` for an `IN (…)` of this many values.
#[must_use]
pub fn in_list(count: usize) -> String {
    (1..=count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
