//! What differs between two arrangements, in the curator's words.

use super::page::Frame;
use siraj_editorial::front::{Container, Difference};
use siraj_editorial::{ArticleId, Timestamp};

/// What the words need to know of the house.
pub(super) struct Names<'a> {
    pub frame: &'a Frame,
    pub headline: &'a dyn Fn(ArticleId) -> String,
    pub container: &'a dyn Fn(Container) -> String,
}

impl Names<'_> {
    fn with(&self, key: &str, words: &[(&str, &str)]) -> String {
        let said = self.frame.messages.with(key, words);
        self.frame.isolated(&said)
    }

    fn of(&self, key: &str, article: ArticleId) -> String {
        self.with(key, &[("headline", &(self.headline)(article))])
    }

    /// A moment in words.
    fn moment(&self, at: Timestamp) -> String {
        self.frame.moment(at).words.plain().to_owned()
    }

    /// A difference in words.
    pub(super) fn say(&self, difference: &Difference) -> String {
        match difference {
            Difference::Placed {
                article,
                container,
                place,
                moved,
            } => {
                let key = if *moved {
                    "fronts.did_move"
                } else {
                    "fronts.did_place"
                };
                let words = [
                    ("headline", (self.headline)(*article)),
                    ("container", (self.container)(*container)),
                    ("place", (u32::from(*place) + 1).to_string()),
                ];
                let words: Vec<(&str, &str)> = words
                    .iter()
                    .map(|(name, words)| (*name, words.as_str()))
                    .collect();
                self.with(key, &words)
            }
            Difference::Released(article) => self.of("fronts.did_release", *article),
            Difference::Ends(article, None) => self.of("fronts.did_stay", *article),
            Difference::Ends(article, Some(until)) => {
                let (headline, moment) = ((self.headline)(*article), self.moment(*until));
                let words = [("headline", headline.as_str()), ("moment", moment.as_str())];
                self.with("fronts.did_end", &words)
            }
            Difference::Worded(article, Some(words)) if !words.headline.is_empty() => {
                let headline = (self.headline)(*article);
                let words = [
                    ("headline", headline.as_str()),
                    ("words", words.headline.as_str()),
                ];
                self.with("fronts.did_word", &words)
            }
            Difference::Worded(article, Some(words)) => {
                let headline = (self.headline)(*article);
                let words = [
                    ("headline", headline.as_str()),
                    ("words", words.kicker.as_str()),
                ];
                self.with("fronts.did_kicker", &words)
            }
            Difference::Worded(article, None) => self.of("fronts.did_unword", *article),
            Difference::Boosted(article) => self.of("fronts.did_boost", *article),
            Difference::Unboosted(article) => self.of("fronts.did_unboost", *article),
            Difference::Hidden(article) => self.of("fronts.did_hide", *article),
            Difference::Shown(article) => self.of("fronts.did_show", *article),
            Difference::Sombre(true) => self.frame.t("fronts.did_sombre").to_owned(),
            Difference::Sombre(false) => self.frame.t("fronts.did_plain").to_owned(),
        }
    }
}
