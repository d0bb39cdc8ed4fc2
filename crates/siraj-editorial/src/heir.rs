//! When one thing of the house becomes part of another, every text that named it
//! names its heir: in old revisions too, so that one that is restored names nothing
//! that is gone.

use crate::byline::Signatory;
use crate::revision::Manuscript;
use crate::{PersonId, SectionId, StoryId, TopicId};

/// What goes, and what takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heir {
    /// A section.
    Section(SectionId, SectionId),
    /// A topic.
    Topic(TopicId, TopicId),
    /// A running story.
    Story(StoryId, StoryId),
    /// Somebody who signs.
    Person(PersonId, PersonId),
}

impl Heir {
    /// The identity of what goes, as values spell it.
    #[must_use]
    pub fn gone(&self) -> String {
        match self {
            Self::Section(gone, _) => gone.to_string(),
            Self::Topic(gone, _) => gone.to_string(),
            Self::Story(gone, _) => gone.to_string(),
            Self::Person(gone, _) => gone.to_string(),
        }
    }

    /// Names the heir where the text named what goes, once where it named both. Says
    /// whether it named it.
    pub fn take_over(&self, text: &mut Manuscript) -> bool {
        match *self {
            Self::Section(gone, heir) => {
                let named = text.section == gone;
                if named {
                    text.section = heir;
                }
                named
            }
            Self::Topic(gone, heir) => {
                let Some(at) = text.topics.iter().position(|topic| *topic == gone) else {
                    return false;
                };
                if text.topics.contains(&heir) {
                    text.topics.remove(at);
                } else if let Some(topic) = text.topics.get_mut(at) {
                    *topic = heir;
                }
                true
            }
            Self::Story(gone, heir) => {
                let named = text.story == Some(gone);
                if named {
                    text.story = Some(heir);
                }
                named
            }
            Self::Person(gone, heir) => {
                let mut named = false;
                for byline in &mut text.bylines {
                    if byline.who == Signatory::Person(gone) {
                        byline.who = Signatory::Person(heir);
                        named = true;
                    }
                }
                if named {
                    let all = std::mem::take(&mut text.bylines);
                    for byline in all {
                        if !text.bylines.contains(&byline) {
                            text.bylines.push(byline);
                        }
                    }
                }
                named
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byline::{Byline, BylineRole};
    use uuid::Uuid;

    const ONE: Uuid = Uuid::from_u128(1);
    const TWO: Uuid = Uuid::from_u128(2);

    fn text() -> Manuscript {
        let signed = |who: Uuid, role| Byline {
            who: Signatory::Person(PersonId(who)),
            role,
        };
        Manuscript {
            section: SectionId(ONE),
            format: Default::default(),
            kicker: String::new(),
            headline: String::new(),
            standfirst: String::new(),
            slug: None,
            dateline: Default::default(),
            bylines: vec![
                signed(TWO, BylineRole::Writing),
                signed(ONE, BylineRole::Writing),
                signed(ONE, BylineRole::Photographs),
            ],
            picture: None,
            topics: vec![TopicId(ONE), TopicId(TWO)],
            story: Some(StoryId(ONE)),
            body: Default::default(),
        }
    }

    #[test]
    fn a_text_names_the_heir_once() {
        let mut now = text();
        let one_by_one = [
            Heir::Section(SectionId(ONE), SectionId(TWO)),
            Heir::Topic(TopicId(ONE), TopicId(TWO)),
            Heir::Story(StoryId(ONE), StoryId(TWO)),
            Heir::Person(PersonId(ONE), PersonId(TWO)),
        ];
        for heir in one_by_one {
            assert_eq!(heir.gone(), ONE.to_string());
            assert!(heir.take_over(&mut now), "{heir:?}");
            let again = now.clone();
            assert!(!heir.take_over(&mut now), "{heir:?}");
            assert_eq!(now, again);
        }
        assert_eq!(now.section, SectionId(TWO));
        assert_eq!(now.topics, [TopicId(TWO)]);
        assert_eq!(now.story, Some(StoryId(TWO)));
        let roles: Vec<BylineRole> = now.bylines.iter().map(|byline| byline.role).collect();
        assert_eq!(roles, [BylineRole::Writing, BylineRole::Photographs]);
    }
}
