//! The two kinds of finished markup a template prints without escaping.
//!
//! `SafeHtml` is made by the body renderer alone, from the typed body; `SafeJson`
//! by serialising a value. There is no way to make either from a string.

use askama::filters::HtmlSafe;
use serde::Serialize;
use std::fmt::{self, Write as _};

/// HTML made by the body renderer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes over finished HTML. Only the body renderer may call this.
    pub(in crate::pages) fn from_renderer(html: String) -> Self {
        Self(html)
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for SafeHtml {}

/// JSON that cannot close the script element in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeJson(String);

impl SafeJson {
    /// Serialises a value, writing `<`, `>`, `&`, U+2028 and U+2029 as escapes.
    ///
    /// # Errors
    /// If the value cannot be written as JSON (a map with keys that are no strings).
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let json = serde_json::to_string(value)?;
        let mut out = String::with_capacity(json.len() + json.len() / 16);
        let mut rest = json.as_str();
        // These can stand in strings only, where an escape means the same.
        while let Some((at, sign)) = rest
            .bytes()
            .enumerate()
            .filter(|(_, byte)| matches!(byte, b'<' | b'>' | b'&' | 0xE2))
            .find_map(|(at, _)| Some((at, rest.get(at..)?.chars().next()?)))
        {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            if matches!(sign, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
                write!(out, "\\u{:04x}", u32::from(sign))
                    .expect("writing to a string does not fail");
            } else {
                out.push(sign);
            }
            rest = from.get(sign.len_utf8()..).unwrap_or_default();
        }
        out.push_str(rest);
        Ok(Self(out))
    }
}

impl fmt::Display for SafeJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for SafeJson {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_close_its_script_element() {
        let hostile = "</script><!--\u{2028}&\u{2029}";
        let json = SafeJson::of(&hostile).expect("a string is JSON");
        let shown = json.to_string();
        assert!(
            !shown.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
            "{shown}"
        );
        let back: String = serde_json::from_str(&shown).expect("still JSON");
        assert_eq!(back, hostile);
    }
}
