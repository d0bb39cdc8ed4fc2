//! Where the configuration comes from: the file, the environment, the flags. The
//! file is read with the line of every value, so that a problem names its place.

use super::keys::{KEYS, KeyRow, Kind, named, near};
use super::problem::{Place, Problem, Reason, Refused, shown};
use super::{Config, set};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The file's name in the data folder.
pub const FILE_NAME: &str = "siraj.toml";

/// What every variable of ours begins with.
const PREFIX: &str = "SIRAJ_";
/// Variables of ours that are no keys: the language of the command line, and
/// what only tests read.
const OTHERS: &[&str] = &["SIRAJ_LANGUAGE", "SIRAJ_CONFIG", "SIRAJ_TEST_", "SIRAJ_CRASH_"];

/// Where the configuration is read from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file named by `--config`; else `siraj.toml` in the data folder, which
    /// may be missing.
    pub file: Option<PathBuf>,
    /// Keys given as flags, with their words.
    pub flags: BTreeMap<&'static str, String>,
    /// The environment.
    pub environment: BTreeMap<String, String>,
}

/// Words given for a key, and where.
struct Given {
    row: &'static KeyRow,
    words: String,
    place: Place,
}

impl Given {
    fn problem(&self, reason: Reason) -> Problem {
        Problem {
            key: self.row.name.to_owned(),
            value: Some(shown(&self.words, self.row.secret)),
            place: self.place.clone(),
            reason,
        }
    }
}

impl Sources {
    /// The sources with the environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the module that reads the environment"
        )]
        let all = std::env::vars_os();
        let environment = all
            .map(|(name, value)| {
                let text = |words: std::ffi::OsString| words.to_string_lossy().into_owned();
                (text(name), text(value))
            })
            .collect();
        Self { environment, ..Self::default() }
    }

    /// The configuration, or everything that is wrong with it.
    pub(super) fn read(&self) -> Result<Config, Refused> {
        let mut problems = Vec::new();
        let mut given: BTreeMap<&'static str, Given> = BTreeMap::new();
        let outside = self.outside(&mut problems);
        let data = outside.get("data").map_or("var", |data| data.words.as_str());
        let file = self.file_of(Path::new(data));
        if let Some(text) = self.file_text(&file, &mut problems) {
            from_file(&file, &text, &mut given, &mut problems);
        }
        given.extend(outside);
        let mut config = Config::default();
        for one in given.values() {
            if let Err(reason) = set::set(&mut config, one.row, &one.words) {
                problems.push(one.problem(reason));
            }
        }
        // Rules between keys mean something only when each key is right.
        if problems.is_empty() {
            problems = set::settle(
                &mut config,
                |key| given.contains_key(key),
                |key, reason| match given.get(key) {
                    Some(one) => one.problem(reason),
                    None => nowhere(key, reason),
                },
            );
        }
        if problems.is_empty() {
            Ok(config)
        } else {
            Err(Refused(problems))
        }
    }

    fn file_of(&self, data: &Path) -> PathBuf {
        let variable = self.environment.get("SIRAJ_CONFIG").filter(|path| !path.is_empty());
        self.file
            .clone()
            .or_else(|| variable.map(PathBuf::from))
            .unwrap_or_else(|| data.join(FILE_NAME))
    }

    /// The file's text. A file that was asked for must be there.
    fn file_text(&self, file: &Path, problems: &mut Vec<Problem>) -> Option<String> {
        let asked = self.file.is_some() || self.environment.contains_key("SIRAJ_CONFIG");
        match std::fs::read_to_string(file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked => None,
            Err(error) => {
                problems.push(Problem {
                    key: file.display().to_string(),
                    value: None,
                    place: Place::Nowhere,
                    reason: Reason::Unreadable(error.to_string()),
                });
                None
            }
        }
    }

    /// What variables and flags say; a flag wins.
    fn outside(&self, problems: &mut Vec<Problem>) -> BTreeMap<&'static str, Given> {
        let mut given = BTreeMap::new();
        let ours = self.environment.iter().filter(|(name, _)| {
            name.starts_with(PREFIX) && !OTHERS.iter().any(|other| name.starts_with(other))
        });
        for (name, words) in ours {
            let place = Place::Variable(name.clone());
            match KEYS.iter().find(|row| row.variable() == *name) {
                Some(row) => {
                    given.insert(row.name, Given { row, words: words.clone(), place });
                }
                None => problems.push(Problem {
                    key: name.clone(),
                    value: None,
                    place: Place::Nowhere,
                    reason: Reason::Unknown(near_variable(name)),
                }),
            }
        }
        for (name, words) in &self.flags {
            if let Some(row) = named(name) {
                let place = Place::Flag;
                given.insert(row.name, Given { row, words: words.clone(), place });
            }
        }
        given
    }
}

/// The language in which the operator is spoken to: `SIRAJ_LANGUAGE`, else what
/// the system's locale says; English where it says nothing that we speak.
#[must_use]
pub fn operator_language(environment: &BTreeMap<String, String>) -> &'static str {
    let named = ["SIRAJ_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| environment.get(*name).filter(|words| !words.is_empty()));
    match named {
        Some(words) if words == "ar" || words.starts_with("ar_") || words.starts_with("ar.") => "ar",
        _ => "en",
    }
}

fn near_variable(name: &str) -> Option<&'static str> {
    near(&name.strip_prefix(PREFIX)?.to_ascii_lowercase())
}

fn nowhere(key: &str, reason: Reason) -> Problem {
    Problem {
        key: key.to_owned(),
        value: None,
        place: Place::Nowhere,
        reason,
    }
}

/// Reads a file into what it gives and what is wrong with it.
fn from_file(
    file: &Path,
    text: &str,
    given: &mut BTreeMap<&'static str, Given>,
    problems: &mut Vec<Problem>,
) {
    let place = |span: Range<usize>| Place::File(file.to_path_buf(), line_of(text, span.start));
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            problems.push(Problem {
                key: String::new(),
                value: None,
                place: place(error.span().unwrap_or_default()),
                reason: Reason::NotToml(error.message().to_owned()),
            });
            return;
        }
    };
    for (name, span, value) in flat(table.get_ref()) {
        let wrong = |value: Option<String>, reason| Problem {
            key: shown(&name, false),
            value,
            place: place(span.clone()),
            reason,
        };
        match named(&name) {
            None => problems.push(wrong(None, Reason::Unknown(near(&name)))),
            Some(row) if !row.in_file() => problems.push(wrong(None, Reason::NotInFile)),
            Some(row) => match words(row.kind, value) {
                Some(words) => {
                    given.insert(row.name, Given { row, words, place: place(span.clone()) });
                }
                None => problems.push(wrong(None, Reason::WrongKind(row.kind.message()))),
            },
        }
    }
}

/// The keys of the file with their tables before them, and where they stand. The
/// table of hosts is one value.
fn flat<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(String, Range<usize>, &'t DeValue<'i>)> {
    let mut out = Vec::new();
    for (name, value) in table {
        let span = name.span();
        match value.get_ref() {
            DeValue::Table(inner) if name.get_ref() != "hosts" => {
                for (second, value) in inner {
                    let full = format!("{}.{}", name.get_ref(), second.get_ref());
                    out.push((full, second.span(), value.get_ref()));
                }
                if inner.is_empty() && !KEYS.iter().any(|row| in_table(row, name.get_ref())) {
                    out.push((name.get_ref().to_string(), span, value.get_ref()));
                }
            }
            other => out.push((name.get_ref().to_string(), span, other)),
        }
    }
    out
}

fn in_table(row: &KeyRow, table: &str) -> bool {
    row.name.split_once('.').is_some_and(|(name, _)| name == table)
}

/// A value as the words that a variable would hold; `None` when it is of another
/// kind than the key.
fn words(kind: Kind, value: &DeValue<'_>) -> Option<String> {
    let numeric = matches!(kind, Kind::Size(..) | Kind::Seconds(..) | Kind::Count(..));
    match (kind, value) {
        (Kind::Hosts, DeValue::Table(hosts)) => {
            let pairs: Option<Vec<String>> = hosts
                .iter()
                .map(|(prefix, origin)| {
                    let origin = origin.get_ref().as_str()?;
                    Some(format!("{}={origin}", prefix.get_ref()))
                })
                .collect();
            Some(pairs?.join(","))
        }
        (Kind::Networks, DeValue::Array(items)) => {
            let items: Option<Vec<&str>> =
                items.iter().map(|item| item.get_ref().as_str()).collect();
            Some(items?.join(","))
        }
        (Kind::Hosts | Kind::Networks, _) => None,
        (_, DeValue::Integer(number)) if numeric && number.radix() == 10 => {
            Some(number.as_str().replace('_', ""))
        }
        (Kind::Seconds(..) | Kind::Count(..), _) => None,
        (_, DeValue::String(words)) => Some(words.to_string()),
        _ => None,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|byte| **byte == b'\n').count()
}
