//! How a room speaks: moments and counts as the edition of its language says them, words
//! put into sentences.

use super::Frame;
use crate::messages::Argument;
use crate::pages::build::words::Words;
use crate::pages::model::{Moment, Text};
use siraj_arabic::Direction;
use siraj_editorial::Timestamp;

impl Frame {
    /// A moment as the edition of this language says it.
    pub fn moment(&self, at: Timestamp) -> Moment {
        self.say(at, Words::moment)
    }

    /// The day of a moment.
    pub fn day(&self, at: Timestamp) -> Moment {
        self.say(at, Words::day_of)
    }

    /// The day of a moment as rows head it: today and yesterday are called so.
    pub fn near_day(&self, at: Timestamp) -> Moment {
        self.say(at, |words, at| words.near_day(at, self.now))
    }

    /// A moment with its weekday.
    pub fn full_moment(&self, at: Timestamp) -> Moment {
        self.say(at, Words::full_moment)
    }

    /// Things in a row, as the language sets them apart.
    pub fn list(&self, things: &[&str]) -> String {
        things.join(&format!("{} ", self.t("acts.comma")))
    }

    /// The hour of a moment.
    pub fn hour(&self, at: Timestamp) -> Moment {
        self.say(at, Words::hour)
    }

    /// A moment as a row says it: how long ago within the hour, the hour within the day,
    /// and then the day.
    pub fn when(&self, at: Timestamp) -> Moment {
        self.say(at, |words, at| words.when(at, self.now))
    }

    /// A moment to come or gone, with its day unless that is today.
    pub fn appointed(&self, at: Timestamp) -> Moment {
        self.say(at, |words, at| words.appointed(at, self.now))
    }

    /// Whose clock the times show.
    pub fn zone(&self) -> Option<Text> {
        self.words.as_ref().and_then(Words::zone)
    }

    /// A count as the edition of this language writes it.
    pub fn number(&self, n: i64) -> String {
        self.words
            .as_ref()
            .map_or_else(|| n.to_string(), |words| words.grouped(n))
    }

    /// Whether there are notices that are not read.
    pub const fn has_unread(&self) -> bool {
        self.unread > 0
    }

    /// How many notices are not read, in a sentence.
    pub fn unread_sentence(&self) -> String {
        self.count("notices.unread", self.unread)
    }

    /// How many notices are not read, as the bar says it.
    pub fn unread_words(&self) -> String {
        const MOST: u64 = 99;
        if self.unread > MOST {
            return self.t("notices.many").to_owned();
        }
        self.number(i64::try_from(self.unread).unwrap_or_default())
    }

    /// A sentence with a count.
    pub fn count(&self, key: &str, n: u64) -> String {
        let shown = self.number(i64::try_from(n).unwrap_or(i64::MAX));
        self.messages
            .with(key, &[("n", Argument::Shown(n, &shown))])
    }

    /// A sentence with words in it, foreign ones isolated.
    pub fn with(&self, key: &str, words: &[(&str, &str)]) -> String {
        let own: Vec<(&str, String)> = words
            .iter()
            .map(|(name, words)| (*name, self.whole(words)))
            .collect();
        let own: Vec<(&str, &str)> = own
            .iter()
            .map(|(name, words)| (*name, words.as_str()))
            .collect();
        self.messages.with(key, &own)
    }

    /// Words put into a sentence: a headline of another direction stays one piece there.
    fn whole(&self, words: &str) -> String {
        let foreign = siraj_arabic::first_strong(words)
            .is_some_and(|direction| direction.as_str() != self.direction());
        if foreign {
            format!("\u{2068}{words}\u{2069}")
        } else {
            self.isolated(words)
        }
    }

    /// Parts one after the other, as `key` joins two of them.
    pub fn joined(&self, key: &str, parts: &[String]) -> String {
        let join = |joined: String, next: &String| {
            let pair = [("first", joined.as_str()), ("next", next.as_str())];
            self.messages.with(key, &pair)
        };
        let mut parts = parts.iter();
        let first = parts.next().cloned().unwrap_or_default();
        parts.fold(first, join)
    }

    fn say(&self, at: Timestamp, say: impl Fn(&Words, Timestamp) -> Moment) -> Moment {
        self.words.as_ref().map_or_else(
            || Moment {
                iso: at.to_jiff().to_string(),
                words: Text::new(at.to_jiff().to_string(), Direction::Ltr),
            },
            |words| say(words, at),
        )
    }
}
