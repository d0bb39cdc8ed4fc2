//! Every sentence that a person sees, by key and language.
//!
//! The sentences live in `messages/{language}/{area}.toml` and are embedded in
//! the binary. A key is `area.name`; a value is a sentence with `{arguments}`,
//! or a table of plural forms chosen by the argument `n`. Which sentence answers
//! which refusal is decided where the refusal is shown, not here.

#[cfg(test)]
mod tests;

use siraj_arabic::{PluralForm, plural_form_ar, plural_form_en};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The language whose sentences stand in for a language that has none.
const FALLBACK: &str = "en";

#[derive(rust_embed::Embed)]
#[folder = "messages/"]
struct Files;

/// One sentence, or its plural forms.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sentence {
    One(String),
    Plural(BTreeMap<PluralForm, String>),
}

/// A value put in the place of `{name}`.
#[derive(Debug, Clone, Copy)]
pub enum Argument<'a> {
    /// A count: printed in Western digits; under the name `n` it chooses the plural form.
    Count(u64),
    /// A count with the digits in which the edition prints it.
    Shown(u64, &'a str),
    /// Words, put in as they are.
    Words(&'a str),
}

impl From<u64> for Argument<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(words)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(words)
    }
}

/// The sentences of one language.
#[derive(Debug)]
pub struct Messages {
    language: String,
    sentences: BTreeMap<String, Sentence>,
}

static LOADED: LazyLock<BTreeMap<String, Messages>> = LazyLock::new(load);

impl Messages {
    /// The sentences for a language tag such as `ar`; English where the program
    /// speaks no such language.
    ///
    /// # Panics
    /// If a message file is not valid TOML: the files are part of the binary, so
    /// any start of the program finds it.
    #[must_use]
    pub fn for_language(tag: &str) -> &'static Self {
        LOADED
            .get(tag)
            .or_else(|| LOADED.get(FALLBACK))
            .expect("the fallback language has message files")
    }

    /// The tag of the language in which these sentences are.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The sentence of a key, as written. An unknown key is a mistake of ours:
    /// debug builds panic, a release shows the key and logs it.
    #[must_use]
    pub fn text<'s>(&'s self, key: &'s str) -> &'s str {
        match self.sentences.get(key) {
            Some(Sentence::One(sentence)) => sentence,
            _ => self.missing(key),
        }
    }

    /// The sentence of a key with its arguments filled in.
    #[must_use]
    pub fn with<'a, A>(&self, key: &str, arguments: &[(&str, A)]) -> String
    where
        A: Into<Argument<'a>> + Copy,
    {
        let arguments: Vec<(&str, Argument<'a>)> = arguments
            .iter()
            .map(|(name, argument)| (*name, (*argument).into()))
            .collect();
        let pattern = match self.sentences.get(key) {
            Some(Sentence::One(sentence)) => Some(sentence),
            Some(Sentence::Plural(forms)) => self.form(forms, &arguments),
            None => None,
        };
        match pattern {
            Some(pattern) => fill(pattern, &arguments),
            None => self.missing(key).to_owned(),
        }
    }

    /// Whether the key has a sentence: for tests of keys that are composed.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.sentences.contains_key(key)
    }

    /// All sentences under a name, by the rest of their keys: for a page whose script says
    /// them. One with plural forms is an object of its forms.
    #[must_use]
    pub fn under(&self, area: &str) -> serde_json::Map<String, serde_json::Value> {
        let own = self.sentences.iter().filter_map(|(key, sentence)| {
            let name = key.strip_prefix(area)?.strip_prefix('.')?;
            let value = match sentence {
                Sentence::One(sentence) => sentence.clone().into(),
                Sentence::Plural(forms) => serde_json::Value::Object(
                    forms
                        .iter()
                        .map(|(form, words)| (name_of(*form).to_owned(), words.clone().into()))
                        .collect(),
                ),
            };
            Some((name.to_owned(), value))
        });
        own.collect()
    }

    fn form<'s>(
        &self,
        forms: &'s BTreeMap<PluralForm, String>,
        arguments: &[(&str, Argument<'_>)],
    ) -> Option<&'s String> {
        let n = arguments
            .iter()
            .find_map(|(name, argument)| match argument {
                Argument::Count(n) | Argument::Shown(n, _) if *name == "n" => Some(*n),
                _ => None,
            })?;
        forms
            .get(&plural_form(&self.language, n))
            .or_else(|| forms.get(&PluralForm::Other))
    }

    fn missing<'k>(&self, key: &'k str) -> &'k str {
        tracing::error!(key, language = %self.language, "a sentence is missing");
        debug_assert!(false, "no sentence for {key} in {}", self.language);
        key
    }
}

/// Puts the arguments in the places of their names. A brace that names no
/// argument stays as it is written.
fn fill(pattern: &str, arguments: &[(&str, Argument<'_>)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after
            .split_once('}')
            .and_then(|(name, tail)| Some((value_of(name, arguments)?, tail)));
        match named {
            Some((value, tail)) => {
                out.push_str(&value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn value_of(name: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
    let (_, argument) = arguments.iter().find(|(given, _)| *given == name)?;
    Some(match argument {
        Argument::Count(n) => n.to_string(),
        Argument::Shown(_, words) | Argument::Words(words) => (*words).to_owned(),
    })
}

fn load() -> BTreeMap<String, Messages> {
    let mut loaded: BTreeMap<String, Messages> = BTreeMap::new();
    for path in Files::iter() {
        let Some((language, area)) = path
            .strip_suffix(".toml")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let file = Files::get(&path).expect("a listed file is embedded");
        let text = String::from_utf8_lossy(&file.data);
        let table: toml::Table = toml::from_str(&text)
            .unwrap_or_else(|error| panic!("messages/{path} is not valid TOML: {error}"));
        let messages = loaded
            .entry(language.to_owned())
            .or_insert_with(|| Messages {
                language: language.to_owned(),
                sentences: BTreeMap::new(),
            });
        collect(area, &table, &mut messages.sentences);
    }
    loaded
}

/// Flattens a table into dotted keys. A table all of whose keys are plural
/// categories is one sentence.
fn collect(prefix: &str, table: &toml::Table, into: &mut BTreeMap<String, Sentence>) {
    for (name, value) in table {
        let key = format!("{prefix}.{name}");
        match value {
            toml::Value::String(sentence) => {
                into.insert(key, Sentence::One(sentence.clone()));
            }
            toml::Value::Table(inner) => match plural_forms(inner) {
                Some(forms) => {
                    into.insert(key, Sentence::Plural(forms));
                }
                None => collect(&key, inner, into),
            },
            _ => panic!("the message {key} is neither a sentence nor a table"),
        }
    }
}

fn plural_forms(table: &toml::Table) -> Option<BTreeMap<PluralForm, String>> {
    table
        .iter()
        .map(|(name, value)| Some((form_named(name)?, value.as_str()?.to_owned())))
        .collect()
}

/// The form of a count in a language: six in Arabic, two in the others we speak.
fn plural_form(language: &str, n: u64) -> PluralForm {
    match language {
        "ar" => plural_form_ar(n),
        _ => plural_form_en(n),
    }
}

/// The name of a form, in message files and in browsers.
const fn name_of(form: PluralForm) -> &'static str {
    match form {
        PluralForm::Zero => "zero",
        PluralForm::One => "one",
        PluralForm::Two => "two",
        PluralForm::Few => "few",
        PluralForm::Many => "many",
        PluralForm::Other => "other",
    }
}

/// The form of a name in a message file.
fn form_named(name: &str) -> Option<PluralForm> {
    Some(match name {
        "zero" => PluralForm::Zero,
        "one" => PluralForm::One,
        "two" => PluralForm::Two,
        "few" => PluralForm::Few,
        "many" => PluralForm::Many,
        "other" => PluralForm::Other,
        _ => return None,
    })
}
