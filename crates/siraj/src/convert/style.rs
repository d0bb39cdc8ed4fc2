//! The attributes of a tag, and the little of its inline style that says something
//! about the text: weight, slant, whether it is seen, and Word's lists.

use siraj_editorial::Language;

/// A tag's attributes; names are in lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Attributes(pub(super) Vec<(String, String)>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    /// A whole number, as in `width="640"`.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        let digits: String = self
            .get(name)?
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .take(9)
            .collect();
        digits.parse().ok()
    }

    /// Names of attributes that run code.
    pub(super) fn handlers(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| name.starts_with("on"))
    }

    /// A foreign language: a bare tag such as `en`. Word writes `EN-US` on every
    /// span, which says what keyboard was used and nothing about the words.
    pub(super) fn foreign(&self, own: &Language) -> Option<Language> {
        let language: Language = self.get("lang")?.parse().ok()?;
        (language != *own).then_some(language)
    }

    pub(super) fn is_left_to_right(&self) -> bool {
        self.get("dir")
            .is_some_and(|dir| dir.eq_ignore_ascii_case("ltr"))
    }
}

/// What inline style says about text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether the text is bold, where that is said.
    pub(super) strong: Option<bool>,
    /// Whether the text is slanted, where that is said.
    pub(super) emphasis: Option<bool>,
    /// Whether the text is not to be seen.
    pub(super) hidden: bool,
    /// The level of a list of Word's, which is a paragraph with this style.
    pub(super) word_level: Option<usize>,
    /// The bullet or number that Word drew before an item.
    pub(super) word_marker: bool,
}

impl Style {
    pub(super) fn of(attributes: &Attributes) -> Self {
        let mut style = Self {
            hidden: attributes.get("hidden").is_some(),
            ..Self::default()
        };
        let declared = attributes
            .get("style")
            .unwrap_or_default()
            .to_ascii_lowercase();
        for declaration in declared.split(';').take(200) {
            if let Some((name, value)) = declaration.split_once(':') {
                style.declare(name.trim(), value.trim());
            }
        }
        style
    }

    fn declare(&mut self, name: &str, value: &str) {
        let value = value.strip_suffix("!important").unwrap_or(value).trim();
        match name {
            "font-weight" => {
                let heavy = value.parse::<u32>().map(|weight| weight >= 600);
                self.strong = heavy.ok().or(match value {
                    "bold" | "bolder" => Some(true),
                    "normal" | "lighter" => Some(false),
                    _ => None,
                });
            }
            "font-style" => {
                self.emphasis = match value {
                    "italic" | "oblique" => Some(true),
                    "normal" => Some(false),
                    _ => None,
                };
            }
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= value == "hidden",
            "mso-hide" => self.hidden |= value == "all",
            "mso-list" if value == "ignore" => self.word_marker = true,
            "mso-list" => {
                self.word_level = value
                    .split_whitespace()
                    .find_map(|word| word.strip_prefix("level")?.parse().ok());
            }
            _ => {}
        }
    }
}
