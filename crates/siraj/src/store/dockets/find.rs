//! Dockets found: by state, section, person, words … as far as somebody sees, in pages
//! that begin at a place and never at a count.

use super::{DOCKET, Docket, read};
use crate::store::Result;
use crate::store::db::{Conn, ToValue, Value};
use siraj_editorial::article::State;
use siraj_editorial::revision::Format;
use siraj_editorial::sight::Sight;
use siraj_editorial::{ArticleId, EditionId, PersonId, SectionId, ShortId, Timestamp};
use std::borrow::Cow;
use std::fmt::Write as _;

/// No more is counted than this: «over a thousand» says enough.
pub const MOST_COUNTED: i64 = 1_000;

/// So many rows are gathered and sorted faster than the list is walked through.
const FEW: i64 = 2_000;

/// Where a page begins: beside the moment and the id of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// At the newest.
    #[default]
    Newest,
    /// With what was touched before this.
    Before(Timestamp, ArticleId),
    /// With what was touched after this.
    After(Timestamp, ArticleId),
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// As far as whom.
    pub sight: Sight,
    /// In this state; `None` for all but the bin.
    pub state: Option<State>,
    /// In these sections; `None` for all.
    pub sections: Option<Vec<SectionId>>,
    /// Of this edition.
    pub edition: Option<EditionId>,
    /// Begun or signed by this person.
    pub person: Option<PersonId>,
    /// Of this kind.
    pub format: Option<Format>,
    /// Touched since.
    pub since: Option<Timestamp>,
    /// With these terms in the headline.
    pub terms: Vec<String>,
    /// From here on.
    pub place: Place,
    /// As many at most.
    pub most: usize,
}

impl Wanted {
    /// Everything that somebody sees, the newest first.
    #[must_use]
    pub fn all(sight: Sight, most: usize) -> Self {
        Self {
            sight,
            state: None,
            sections: None,
            edition: None,
            person: None,
            format: None,
            since: None,
            terms: Vec::new(),
            place: Place::Newest,
            most,
        }
    }
}

/// A page of what was found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The newest first.
    pub dockets: Vec<Docket>,
    /// Whether there are newer ones.
    pub has_newer: bool,
    /// Whether there are older ones.
    pub has_older: bool,
}

/// A statement under construction.
#[derive(Default)]
pub(super) struct Asked {
    conditions: Vec<String>,
    values: Vec<Value<'static>>,
}

impl Asked {
    /// Binds a value and answers its placeholder.
    pub(super) fn bind(&mut self, value: &dyn ToValue) -> String {
        self.values.push(match value.to_value() {
            Value::Null => Value::Null,
            Value::Int(number) => Value::Int(number),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        });
        format!("${}", self.values.len())
    }

    pub(super) fn also(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// That the column holds the value.
    pub(super) fn is(&mut self, column: &str, value: &dyn ToValue) {
        let place = self.bind(value);
        self.also(format!("{column} = {place}"));
    }

    fn among(&mut self, column: &str, values: &[&dyn ToValue]) -> String {
        if values.is_empty() {
            return "1 = 0".to_owned();
        }
        let places: Vec<String> = values.iter().map(|value| self.bind(*value)).collect();
        format!("{column} IN ({})", places.join(", "))
    }

    /// That somebody sees the article. Where the state is known and not the public's,
    /// the condition is one that an index answers.
    pub(super) fn seen(&mut self, sight: &Sight, state: Option<State>) {
        if state == Some(State::Published) {
            return;
        }
        let (person, sections) = match sight {
            Sight::Everything => return,
            Sight::Own(person) => (person, None),
            Sight::Sections(person, sections) => (person, Some(sections)),
        };
        let mut condition = format!("d.begun_by = {}", self.bind(person));
        if let Some(sections) = sections {
            let all: Vec<&dyn ToValue> = sections.iter().map(|id| id as _).collect();
            let inside = self.among("d.section", &all);
            write!(condition, " OR {inside}").expect("a text takes all that is written");
        }
        if state.is_none() {
            let public = self.bind(&State::Published.name());
            write!(condition, " OR d.state = {public}").expect("a text takes all that is written");
            // Most of what there is fits: it is looked at in the order of the list.
            return self.also(looked_at(&condition));
        }
        self.also(format!("({condition})"));
    }

    pub(super) fn run(&self, c: &mut Conn<'_>, select: &str, rest: &str) -> Result<Vec<Docket>> {
        c.rows(&self.sql(select, rest), &self.params(), read)
    }

    pub(super) fn sql(&self, select: &str, rest: &str) -> String {
        let conditions = if self.conditions.is_empty() {
            "1 = 1".to_owned()
        } else {
            self.conditions.join(" AND ")
        };
        format!("{select} WHERE {conditions} {rest}")
    }

    pub(super) fn params(&self) -> Vec<&dyn ToValue> {
        self.values.iter().map(|value| value as _).collect()
    }
}

/// A condition that is tried on each row and never makes the database gather rows by an
/// index of its own and sort them.
fn looked_at(condition: &str) -> String {
    format!("CASE WHEN {condition} THEN 1 ELSE 0 END = 1")
}

/// By what the rows are gathered: what few of them have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rare {
    Person,
    Term(usize),
}

/// Of the words and the person that are asked for, the one that fewest articles have, if
/// they are few: then these are gathered and sorted. What many have is met soon on the way
/// through the newest.
fn rarest(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Option<Rare>> {
    let mut found: Vec<(i64, Rare)> = Vec::new();
    let most = FEW + 1;
    if let Some(person) = &wanted.person {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM docket_people p
            WHERE p.person = $1 LIMIT $2) AS found";
        let count: Option<i64> = c.row(sql, &[person, &most], |row| row.get(0))?;
        found.push((count.unwrap_or_default(), Rare::Person));
    }
    for (n, term) in wanted.terms.iter().enumerate() {
        let sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM docket_words w
            WHERE w.word >= $1 AND w.word < $2 LIMIT $3) AS found";
        let count: Option<i64> = c.row(sql, &[term, &after(term), &most], |row| row.get(0))?;
        found.push((count.unwrap_or_default(), Rare::Term(n)));
    }
    let rarest = found.into_iter().min_by_key(|(count, _)| *count);
    Ok(rarest
        .filter(|(count, _)| *count <= FEW)
        .map(|(_, rare)| rare))
}

/// The end of the words that begin so: every one lies before it.
fn after(term: &str) -> String {
    format!("{term}\u{10FFFF}")
}

/// The conditions of a question, but for its place.
fn asked(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Asked> {
    let rare = rarest(c, wanted)?;
    let mut asked = Asked::default();
    match wanted.state {
        Some(state) => asked.is("d.state", &state.name()),
        None => {
            let bin = asked.bind(&State::Binned.name());
            asked.also(format!("d.state <> {bin}"));
        }
    }
    asked.seen(&wanted.sight, wanted.state);
    if let Some(sections) = &wanted.sections {
        let all: Vec<&dyn ToValue> = sections.iter().map(|id| id as _).collect();
        let inside = asked.among("d.section", &all);
        asked.also(inside);
    }
    if let Some(edition) = &wanted.edition {
        asked.is("d.edition", edition);
    }
    if let Some(format) = wanted.format {
        asked.is("d.format", &format.name());
    }
    if let Some(since) = &wanted.since {
        let since = asked.bind(since);
        asked.also(format!("d.touched_at >= {since}"));
    }
    if let Some(person) = &wanted.person {
        let person = asked.bind(person);
        asked.also(if rare == Some(Rare::Person) {
            format!(
                "d.article IN (SELECT p.article FROM docket_people p WHERE p.person = {person})"
            )
        } else {
            looked_at(&format!(
                "EXISTS (SELECT 1 FROM docket_people p
                 WHERE p.person = {person} AND p.article = d.article)"
            ))
        });
    }
    for (n, term) in wanted.terms.iter().enumerate() {
        let (from, to) = (asked.bind(term), asked.bind(&after(term)));
        asked.also(if rare == Some(Rare::Term(n)) {
            format!(
                "d.article IN (SELECT w.article FROM docket_words w
                 WHERE w.word >= {from} AND w.word < {to})"
            )
        } else {
            looked_at(&format!(
                "EXISTS (SELECT 1 FROM docket_words w
                 WHERE w.article = d.article AND w.word >= {from} AND w.word < {to})"
            ))
        });
    }
    Ok(asked)
}

/// What is wanted, the newest first.
pub fn find(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Answer> {
    let mut asked = asked(c, wanted)?;
    let most = i64::try_from(wanted.most).unwrap_or(i64::MAX - 1) + 1;
    let rest = match &wanted.place {
        Place::Newest => "ORDER BY d.touched_at DESC, d.article DESC",
        Place::Before(at, id) => {
            let (at, id) = (asked.bind(at), asked.bind(id));
            asked.also(format!("(d.touched_at, d.article) < ({at}, {id})"));
            "ORDER BY d.touched_at DESC, d.article DESC"
        }
        Place::After(at, id) => {
            let (at, id) = (asked.bind(at), asked.bind(id));
            asked.also(format!("(d.touched_at, d.article) > ({at}, {id})"));
            "ORDER BY d.touched_at, d.article"
        }
    };
    let limit = asked.bind(&most);
    let mut dockets = asked.run(c, DOCKET, &format!("{rest} LIMIT {limit}"))?;
    let more = dockets.len() > wanted.most;
    dockets.truncate(wanted.most);
    let backwards = matches!(wanted.place, Place::After(..));
    if backwards {
        dockets.reverse();
    }
    Ok(Answer {
        has_newer: if backwards {
            more
        } else {
            wanted.place != Place::Newest
        },
        has_older: backwards || more,
        dockets,
    })
}

/// An article that was asked for among others.
#[derive(Debug, Clone, Copy)]
pub struct Among {
    /// Its id in addresses.
    pub short_id: ShortId,
    /// Which.
    pub article: ArticleId,
    /// When it was last saved.
    pub touched_at: Timestamp,
}

/// What is wanted among the articles of these short ids, in no order; the place that is
/// wanted and the number count for nothing.
pub fn among(c: &mut Conn<'_>, wanted: &Wanted, ids: &[ShortId]) -> Result<Vec<Among>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let bare = Wanted {
        terms: Vec::new(),
        ..wanted.clone()
    };
    let mut asked = asked(c, &bare)?;
    // They are few: the rest is tried on each of them.
    let tried = looked_at(&asked.conditions.join(" AND "));
    let all: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let among = asked.among("d.short_id", &all);
    asked.conditions = vec![among, tried];
    let sql = asked.sql(
        "SELECT d.short_id, d.article, d.touched_at FROM dockets d",
        "",
    );
    c.rows(&sql, &asked.params(), |row| {
        Ok(Among {
            short_id: row.get(0)?,
            article: row.get(1)?,
            touched_at: row.get(2)?,
        })
    })
}

/// How many there are of what is wanted, on all pages; no more than
/// [`MOST_COUNTED`] and one are counted.
pub fn count(c: &mut Conn<'_>, wanted: &Wanted) -> Result<i64> {
    let mut asked = asked(c, wanted)?;
    let limit = asked.bind(&(MOST_COUNTED + 1));
    let inner = asked.sql("SELECT 1 AS one FROM dockets d", &format!("LIMIT {limit}"));
    let sql = format!("SELECT COUNT(*) FROM ({inner}) AS found");
    let count = c.row(&sql, &asked.params(), |row| row.get(0))?;
    Ok(count.unwrap_or_default())
}

/// How many articles somebody sees in each state.
pub fn counts(c: &mut Conn<'_>, sight: &Sight) -> Result<Vec<(State, i64)>> {
    let mut found = Vec::new();
    let mut asked = Asked::default();
    asked.is("d.state", &State::Published.name());
    let sql = asked.sql("SELECT COUNT(*) FROM dockets d", "");
    let public: Option<i64> = c.row(&sql, &asked.params(), |row| row.get(0))?;
    found.push((State::Published, public.unwrap_or_default()));
    let mut asked = Asked::default();
    let names = State::ALL.map(State::name);
    let others: Vec<&dyn ToValue> = names
        .iter()
        .filter(|name| **name != State::Published.name())
        .map(|name| name as _)
        .collect();
    let among = asked.among("d.state", &others);
    asked.also(among);
    // Any state but the public's: what one sees of it is decided alike.
    asked.seen(sight, Some(State::Draft));
    let sql = asked.sql(
        "SELECT d.state, COUNT(*) FROM dockets d",
        "GROUP BY d.state",
    );
    let rows: Vec<(String, i64)> =
        c.rows(&sql, &asked.params(), |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.extend(
        rows.into_iter()
            .filter_map(|(name, count)| Some((State::named(&name)?, count))),
    );
    Ok(found)
}

/// The dockets of these short ids, as far as somebody sees them.
pub fn called(c: &mut Conn<'_>, sight: &Sight, ids: &[ShortId]) -> Result<Vec<Docket>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = Asked::default();
    let all: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let among = asked.among("d.short_id", &all);
    asked.also(among);
    asked.seen(sight, None);
    asked.run(c, DOCKET, "ORDER BY d.touched_at DESC, d.article DESC")
}

/// The edition and the section in which a person last began something.
pub fn last_used(c: &mut Conn<'_>, person: PersonId) -> Result<Option<(EditionId, SectionId)>> {
    c.row(
        "SELECT d.edition, d.section FROM dockets d WHERE d.begun_by = $1
         ORDER BY d.article DESC LIMIT 1",
        &[&person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A draft that a person has begun in a section and not touched: an article is not begun
/// anew beside an empty one.
pub fn untouched(
    c: &mut Conn<'_>,
    person: PersonId,
    section: SectionId,
) -> Result<Option<ShortId>> {
    c.row(
        "SELECT d.short_id FROM dockets d JOIN articles a ON a.id = d.article
         JOIN revisions r ON r.id = a.head
         WHERE d.begun_by = $1 AND d.state = 'draft' AND d.section = $2 AND d.headline = ''
             AND d.words = 0 AND r.number = 1 AND r.at = d.state_since
         ORDER BY d.touched_at DESC LIMIT 1",
        &[&person, &section],
        |row| row.get(0),
    )
}
