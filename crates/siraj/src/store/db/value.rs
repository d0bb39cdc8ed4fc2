//! The values that pass between the program and either database: whole numbers,
//! text, bytes and nothing. Booleans are 0 and 1, moments microseconds, identities
//! text. A newtype joins by implementing `ToValue` and `FromValue`.

use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};
use siraj_editorial::{
    ArticleId, CorrectionId, EditionId, Language, MediaId, PageId, PersonId, PlacementId, PostId,
    RevisionId, SectionId, ShortId, SourceId, StoryId, Timestamp, TopicId,
};
use std::borrow::Cow;
use std::error::Error as StdError;

/// One value, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT; never with a NUL, which PostgreSQL cannot hold.
    Text(Cow<'a, str>),
    /// BYTEA (PostgreSQL), BLOB (SQLite).
    Bytes(Cow<'a, [u8]>),
}

/// A stored value is not what the program expected in that place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {0}")]
pub struct WrongValue(pub &'static str);

/// What can be bound to a `$n`.
pub trait ToValue {
    /// The value as stored.
    fn to_value(&self) -> Value<'_>;
}

/// What can be read from a column.
pub trait FromValue: Sized {
    /// Reads the stored value.
    ///
    /// # Errors
    /// When the column holds something else.
    fn from_value(value: Value<'_>) -> Result<Self, WrongValue>;
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        self.clone()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! stored_as_int {
    ($($kind:ty, $from:expr, $to:expr;)*) => {$(
        impl ToValue for $kind {
            fn to_value(&self) -> Value<'_> {
                let to: fn($kind) -> i64 = $to;
                Value::Int(to(*self))
            }
        }
        impl FromValue for $kind {
            fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
                let from: fn(i64) -> Option<$kind> = $from;
                let wrong = WrongValue(stringify!($kind));
                match value {
                    Value::Int(number) => from(number).ok_or(wrong),
                    _ => Err(wrong),
                }
            }
        }
    )*};
}

stored_as_int! {
    i64, Some, |number| number;
    u32, |number| u32::try_from(number).ok(), i64::from;
    i32, |number| i32::try_from(number).ok(), i64::from;
    bool, |number| match number { 0 => Some(false), 1 => Some(true), _ => None }, i64::from;
    Timestamp, |micros| Some(Timestamp::from_micros(micros)), Timestamp::micros;
}

macro_rules! stored_as_text {
    ($($kind:ty),*) => {$(
        impl ToValue for $kind {
            fn to_value(&self) -> Value<'_> {
                Value::Text(Cow::Owned(self.to_string()))
            }
        }
        impl FromValue for $kind {
            fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
                match value {
                    Value::Text(text) => text.parse().map_err(|_| WrongValue(stringify!($kind))),
                    _ => Err(WrongValue(stringify!($kind))),
                }
            }
        }
    )*};
}

stored_as_text!(
    ArticleId,
    CorrectionId,
    EditionId,
    Language,
    MediaId,
    PageId,
    PersonId,
    PlacementId,
    PostId,
    RevisionId,
    SectionId,
    ShortId,
    SourceId,
    StoryId,
    TopicId
);

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        self.as_str().to_value()
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
        match value {
            Value::Text(text) => Ok(text.into_owned()),
            _ => Err(WrongValue("text")),
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        self.as_slice().to_value()
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, WrongValue> {
        match value {
            Value::Bytes(bytes) => Ok(bytes.into_owned()),
            _ => Err(WrongValue("bytes")),
        }
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl<'a> Value<'a> {
    /// The value in a SQLite column; `None` for a floating number, which no
    /// schema of ours has, or text that is not UTF-8.
    pub(super) fn from_sqlite(value: ValueRef<'a>) -> Option<Self> {
        Some(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok()?.into()),
            ValueRef::Blob(bytes) => Value::Bytes(bytes.into()),
            ValueRef::Real(_) => return None,
        })
    }

    /// Whether it is text that PostgreSQL could not hold.
    pub(super) fn has_nul(&self) -> bool {
        matches!(self, Value::Text(text) if text.contains('\0'))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *kind == Type::INT8 => number.to_sql(kind, out),
            Value::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Value::Text(text) if <&str as ToSql>::accepts(kind) => text.as_ref().to_sql(kind, out),
            Value::Bytes(bytes) if *kind == Type::BYTEA => bytes.as_ref().to_sql(kind, out),
            _ => Err(format!("{self:?} where PostgreSQL expects {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(kind, raw)?.into()),
            Type::BYTEA => Value::Bytes(raw.into()),
            // A sum of BIGINT is NUMERIC there: `CAST(sum(…) AS BIGINT)` serves both.
            _ => Value::Text(<&str>::from_sql(kind, raw)?.into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::BOOL | Type::BYTEA)
            || <&str as FromSql>::accepts(kind)
    }
}
