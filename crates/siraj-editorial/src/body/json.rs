//! Reading JSON strictly: every field is asked for by name, every other field is
//! refused, and a refusal says where. Shared by the stored form and the editor's.

use super::problem::{BodyProblem, BodyProblemKind as Kind, Path};
use serde_json::{Map, Value};
use std::str::FromStr;

/// An object at a place, all of whose fields are known. `null` counts as absent.
pub(super) struct Object<'a> {
    map: &'a Map<String, Value>,
    at: &'a Path<'a>,
}

impl<'a> Object<'a> {
    /// An object that has no other fields than these.
    pub(super) fn of(
        value: &'a Value,
        at: &'a Path<'a>,
        allowed: &[&str],
    ) -> Result<Self, BodyProblem> {
        let map = value
            .as_object()
            .ok_or_else(|| at.problem(Kind::WrongType))?;
        match map.keys().find(|key| !allowed.contains(&key.as_str())) {
            Some(unknown) => Err(at.field(unknown).problem(Kind::UnknownField)),
            None => Ok(Self { map, at }),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    fn wrong(&self, name: &str, kind: Kind) -> BodyProblem {
        self.at.field(name).problem(kind)
    }

    /// The value of a field that must be there.
    pub(super) fn value(&self, name: &str) -> Result<&'a Value, BodyProblem> {
        self.get(name)
            .ok_or_else(|| self.wrong(name, Kind::Missing))
    }

    /// The value of a field that may be missing.
    pub(super) fn optional(&self, name: &str) -> Option<&'a Value> {
        self.get(name)
    }

    /// Text.
    pub(super) fn string(&self, name: &str) -> Result<&'a str, BodyProblem> {
        let value = self.value(name)?;
        value
            .as_str()
            .ok_or_else(|| self.wrong(name, Kind::WrongType))
    }

    /// Text that may be missing.
    pub(super) fn optional_string(&self, name: &str) -> Result<Option<String>, BodyProblem> {
        match self.get(name) {
            None => Ok(None),
            Some(_) => self.string(name).map(|text| Some(text.to_owned())),
        }
    }

    /// Yes or no.
    pub(super) fn boolean(&self, name: &str) -> Result<bool, BodyProblem> {
        let value = self.value(name)?;
        value
            .as_bool()
            .ok_or_else(|| self.wrong(name, Kind::WrongType))
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self, name: &str) -> Result<u64, BodyProblem> {
        let value = self.value(name)?;
        value
            .as_u64()
            .ok_or_else(|| self.wrong(name, Kind::WrongType))
    }

    /// Text that names one of several things.
    pub(super) fn named<T>(
        &self,
        name: &str,
        kind: Kind,
        known: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, BodyProblem> {
        known(self.string(name)?).ok_or_else(|| self.wrong(name, kind))
    }

    /// Text of a form that a type knows.
    pub(super) fn parsed<T: FromStr>(&self, name: &str, kind: Kind) -> Result<T, BodyProblem> {
        self.named(name, kind, |text| text.parse().ok())
    }

    /// The elements of an array that must be there, each read.
    pub(super) fn each<T>(
        &self,
        name: &str,
        read: impl FnMut(&Value, &Path<'_>) -> Result<T, BodyProblem>,
    ) -> Result<Vec<T>, BodyProblem> {
        each(self.value(name)?, &self.at.field(name), read)
    }

    /// The elements of an array that may be missing, each read.
    pub(super) fn each_if_any<T>(
        &self,
        name: &str,
        read: impl FnMut(&Value, &Path<'_>) -> Result<T, BodyProblem>,
    ) -> Result<Vec<T>, BodyProblem> {
        match self.get(name) {
            None => Ok(Vec::new()),
            Some(_) => self.each(name, read),
        }
    }
}

/// The elements of an array, each read.
pub(super) fn each<T>(
    value: &Value,
    at: &Path<'_>,
    mut read: impl FnMut(&Value, &Path<'_>) -> Result<T, BodyProblem>,
) -> Result<Vec<T>, BodyProblem> {
    let elements = value
        .as_array()
        .ok_or_else(|| at.problem(Kind::WrongType))?;
    elements
        .iter()
        .enumerate()
        .map(|(index, element)| read(element, &at.index(index)))
        .collect()
}

/// What a thing says that it is.
pub(super) fn type_of<'a>(value: &'a Value, at: &Path<'_>) -> Result<&'a str, BodyProblem> {
    let map = value
        .as_object()
        .ok_or_else(|| at.problem(Kind::WrongType))?;
    let name = map
        .get("type")
        .ok_or_else(|| at.field("type").problem(Kind::Missing))?;
    name.as_str()
        .ok_or_else(|| at.field("type").problem(Kind::WrongType))
}
