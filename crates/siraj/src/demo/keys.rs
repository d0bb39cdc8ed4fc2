//! What the demo's files call things by, and the identities that these get: every
//! key is resolved here, before anything is written, so that a file that names
//! what is not there stops the start with its line instead of half a newsroom.

use super::files::{ArticleFile, Demo, PostFile};
use crate::convert::{Resolver, Surroundings, from_markdown};
use crate::room::fresh_id;
use anyhow::{Error, Result};
use siraj_editorial::body::{Block, Body, Layout, Picture};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::dateline::Dateline;
use siraj_editorial::post::PostText;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{
    ArticleId, EditionId, Language, MediaId, PersonId, SectionId, SourceId, StoryId, TopicId,
};
use std::collections::BTreeMap;

/// Identities by key.
#[derive(Debug)]
pub struct Keys {
    /// By language.
    pub editions: BTreeMap<Language, EditionId>,
    /// By language of the edition and path.
    pub sections: BTreeMap<(Language, String), SectionId>,
    /// By path.
    pub people: BTreeMap<String, PersonId>,
    /// By path.
    pub sources: BTreeMap<String, SourceId>,
    /// By path.
    pub topics: BTreeMap<String, TopicId>,
    /// By path.
    pub stories: BTreeMap<String, StoryId>,
    /// By key.
    pub pictures: BTreeMap<String, MediaId>,
}

/// The articles that texts may refer to.
pub type Articles = BTreeMap<String, ArticleId>;

impl Keys {
    /// Fresh identities for everything but articles, whose acts give them theirs.
    #[must_use]
    pub fn fresh(demo: &Demo) -> Self {
        let editions = &demo.publication.edition;
        Self {
            editions: editions
                .iter()
                .map(|edition| (edition.language.clone(), EditionId(fresh_id())))
                .collect(),
            sections: demo
                .sections
                .iter()
                .map(|one| {
                    (
                        (one.edition.clone(), one.slug.clone()),
                        SectionId(fresh_id()),
                    )
                })
                .collect(),
            people: given(demo.people.iter().map(|one| &one.slug), || {
                PersonId(fresh_id())
            }),
            sources: given(demo.sources.iter().map(|one| &one.slug), || {
                SourceId(fresh_id())
            }),
            topics: given(demo.topics.iter().map(|one| &one.slug), || {
                TopicId(fresh_id())
            }),
            stories: given(demo.stories.iter().map(|one| &one.slug), || {
                StoryId(fresh_id())
            }),
            pictures: given(demo.pictures.iter().map(|one| &one.key), || {
                MediaId(fresh_id())
            }),
        }
    }

    /// The manuscript of an article. What its text refers to among the articles
    /// that are not known yet is left out, its words are kept.
    ///
    /// # Errors
    /// A key that names nothing, with the file and the line.
    pub fn manuscript(&self, file: &ArticleFile, articles: &Articles) -> Result<Manuscript> {
        let front = &file.front;
        let section = (file.language.clone(), front.section.clone());
        let sources = front.dateline.sources.iter();
        let optional = |key: &Option<String>| key.clone().into_iter();
        Ok(Manuscript {
            section: *self
                .sections
                .get(&section)
                .ok_or_else(|| unknown(file, "section", &front.section))?,
            format: front.format,
            kicker: front.kicker.clone(),
            headline: front.headline.clone(),
            standfirst: front.standfirst.clone(),
            slug: None,
            dateline: Dateline {
                place: front.dateline.place.clone(),
                sources: sources
                    .map(|key| found(file, &self.sources, "source", key))
                    .collect::<Result<_>>()?,
                as_sent: None,
            },
            bylines: self.bylines(file)?,
            picture: optional(&front.picture)
                .map(|key| found(file, &self.pictures, "picture", &key))
                .next()
                .transpose()?,
            topics: front
                .topics
                .iter()
                .map(|key| found(file, &self.topics, "topic", key))
                .collect::<Result<_>>()?,
            story: optional(&front.story)
                .map(|key| found(file, &self.stories, "story", &key))
                .next()
                .transpose()?,
            body: self.body(&file.body, &file.language, articles),
        })
    }

    /// A post of a live piece.
    ///
    /// # Errors
    /// A key that nothing has.
    pub fn post(&self, file: &ArticleFile, post: &PostFile) -> Result<PostText> {
        let mut body = self.body(&post.text, &file.language, &Articles::new());
        if let Some(key) = &post.picture {
            body.blocks.push(Block::Picture(Picture {
                media: found(file, &self.pictures, "picture", key)?,
                alt: None,
                caption: None,
                layout: Layout::Column,
            }));
        }
        Ok(PostText {
            headline: post.headline.clone(),
            label: post.label,
            bylines: vec![Byline {
                who: Signatory::Person(found(file, &self.people, "person", &post.person)?),
                role: BylineRole::Writing,
            }],
            body,
        })
    }

    fn bylines(&self, file: &ArticleFile) -> Result<Vec<Byline>> {
        let signed = |line: &super::files::Byline| {
            let who = match (&line.person, &line.guest) {
                (Some(person), None) => {
                    Signatory::Person(found(file, &self.people, "person", person)?)
                }
                (None, Some(guest)) => Signatory::Guest(guest.clone()),
                _ => return Err(file.wrong("bylines =", "a by-line is a person's or a guest's")),
            };
            Ok(Byline {
                who,
                role: line.role,
            })
        };
        file.front.bylines.iter().map(signed).collect()
    }

    /// The body of a text of the demo.
    #[must_use]
    pub fn body(&self, markdown: &str, language: &Language, articles: &Articles) -> Body {
        let resolver = Known {
            keys: self,
            articles,
        };
        let around = Surroundings {
            language,
            resolver: &resolver,
        };
        from_markdown(markdown, around).body
    }

    /// Resolves every key of every file.
    ///
    /// # Errors
    /// The first that names nothing, with the file and the line.
    pub fn check(&self, demo: &Demo) -> Result<()> {
        let articles: Articles = given(demo.articles.iter().map(|one| &one.front.key), || {
            ArticleId(fresh_id())
        });
        for file in &demo.articles {
            self.manuscript(file, &articles)?;
            if let Some(key) = &file.front.counterpart {
                found(file, &articles, "article", key)?;
            }
            let resolver = Known {
                keys: self,
                articles: &articles,
            };
            let around = Surroundings {
                language: &file.language,
                resolver: &resolver,
            };
            let converted = from_markdown(&file.body, around);
            if let Some(dropped) = converted.report.dropped.first() {
                return Err(file.wrong(&dropped.sample, "this would be left out of the text"));
            }
        }
        Ok(())
    }
}

struct Known<'a> {
    keys: &'a Keys,
    articles: &'a Articles,
}

impl Resolver for Known<'_> {
    fn article(&self, reference: &str) -> Option<ArticleId> {
        self.articles.get(reference).copied()
    }

    fn picture(&self, reference: &str) -> Option<MediaId> {
        self.keys.pictures.get(reference).copied()
    }
}

fn given<'k, I>(
    keys: impl Iterator<Item = &'k String>,
    mut fresh: impl FnMut() -> I,
) -> BTreeMap<String, I> {
    keys.map(|key| (key.clone(), fresh())).collect()
}

fn found<I: Copy>(
    file: &ArticleFile,
    all: &BTreeMap<String, I>,
    kind: &str,
    key: &str,
) -> Result<I> {
    all.get(key)
        .copied()
        .ok_or_else(|| unknown(file, kind, key))
}

fn unknown(file: &ArticleFile, kind: &str, key: &str) -> Error {
    file.wrong(
        &format!("\"{key}\""),
        &format!("there is no {kind} {key:?}"),
    )
}
