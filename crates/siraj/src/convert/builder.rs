//! Builds blocks from tags and text as they come. HTML and Markdown both end here.
//!
//! Two stacks: the tags that are open, and the frames that gather what will become
//! blocks. No tree is built, so the work is linear in the input whatever the input
//! is, and nothing nests deeper than a body does. Tags that were never opened are
//! ignored, tags that were never closed end with what they stand in.

mod frames;
mod references;
mod tags;

use super::Surroundings;
use super::line::{Line, SUBSCRIPTS, SUPERSCRIPTS, raised};
use super::names::Role;
use super::report::{DroppedKind, Drops};
use frames::{Frame, Frames};
use siraj_editorial::Language;
use siraj_editorial::body::{Block, Href, Mark, limits};

/// Open tags beyond this depth are read as if they were not there.
const OPEN_TAGS: usize = 256;
/// Lines beyond this number are not read: ten times what a body may hold.
const LINES: usize = limits::BLOCKS * 10;
/// Characters beyond this number are not read: twice what a body may hold.
const CHARACTERS: usize = limits::CHARACTERS * 2;

/// What an open tag did, to be undone when it is closed.
#[derive(Debug, Clone, Default)]
struct Effect {
    strong: bool,
    emphasis: bool,
    link: bool,
    foreign: bool,
    left_to_right: bool,
    raised: bool,
    preformatted: bool,
    /// Its text is not read.
    skips: bool,
    /// Its text is the bullet or the number that Word drew.
    word_marker: bool,
    /// Ends a line where it ends.
    block: bool,
    /// Text that is put where it ends.
    closing: Option<&'static str>,
    /// How many frames there were before it, if it opened one.
    frames: Option<usize>,
}

#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
    effect: Effect,
}

/// What the open tags say about text that comes now.
#[derive(Debug, Default)]
struct State {
    strong: Vec<bool>,
    emphasis: Vec<bool>,
    links: Vec<Href>,
    foreign: Vec<Language>,
    left_to_right: usize,
    raised: Vec<&'static str>,
    preformatted: usize,
    skips: usize,
    word_markers: usize,
}

/// Builds blocks from tags and text.
pub(super) struct Builder<'a> {
    around: Surroundings<'a>,
    drops: Drops,
    open: Vec<Open>,
    state: State,
    frames: Frames,
    line: Line,
    /// The level of the list of Word's of which this paragraph is an item.
    word_level: Option<usize>,
    /// The bullet or number that Word drew before it.
    word_marker: String,
    lines: usize,
    characters: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(around: Surroundings<'a>) -> Self {
        Self {
            around,
            drops: Drops::default(),
            open: Vec::new(),
            state: State::default(),
            frames: Frames::default(),
            line: Line::default(),
            word_level: None,
            word_marker: String::new(),
            lines: 0,
            characters: 0,
        }
    }

    /// Whether the tags that are open say that a cell names a column.
    pub(super) fn in_table_head(&self) -> bool {
        self.open.iter().rev().any(|open| open.name == "thead")
    }

    pub(super) fn drops(&mut self) -> &mut Drops {
        &mut self.drops
    }

    /// Whether so much was read that the rest is not.
    pub(super) fn is_full(&self) -> bool {
        self.lines > LINES || self.characters > CHARACTERS
    }

    /// All blocks, everything open being closed.
    pub(super) fn finish(mut self) -> (Vec<Block>, Drops) {
        while !self.open.is_empty() {
            self.pop();
        }
        self.flush();
        if self.is_full() {
            self.drops.add(DroppedKind::Rest, "");
        }
        (self.frames.finish(&mut self.drops), self.drops)
    }

    /// A finished block from elsewhere.
    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.frames.deliver(block);
    }

    /// Text as it stands between tags.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_full() {
            return;
        }
        if self.state.word_markers > 0 {
            self.word_marker.extend(text.chars().take(20));
        }
        if self.state.skips > 0 {
            return;
        }
        self.characters = self.characters.saturating_add(text.len());
        let marks = self.marks();
        let raised = self
            .state
            .raised
            .last()
            .and_then(|forms| raised(text.trim(), forms));
        let text = raised.as_deref().unwrap_or(text);
        if self.state.preformatted > 0 {
            self.line.preformatted(text, &marks);
        } else {
            self.line.text(text, &marks);
        }
    }

    /// A line break; a second one begins a new paragraph.
    pub(super) fn break_line(&mut self) {
        if self.state.skips == 0 && self.line.break_line() && self.frames.takes_paragraphs() {
            self.flush();
        }
    }

    /// Ends the line: what was read becomes a paragraph, an item, a cell's text.
    pub(super) fn flush(&mut self) {
        let runs = self.line.take();
        let word_level = self.word_level.take();
        let marker = std::mem::take(&mut self.word_marker);
        if runs.is_empty() {
            return;
        }
        self.lines += 1;
        match word_level {
            Some(level) => self.frames.word_item(level, &marker, runs),
            None => self.frames.line(runs),
        }
    }

    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some(href) = self.state.links.last() {
            marks.push(Mark::Link { href: href.clone() });
        }
        if let Some(language) = self.state.foreign.last() {
            marks.push(Mark::Foreign {
                language: language.clone(),
            });
        }
        if self.state.left_to_right > 0 {
            marks.push(Mark::LeftToRight);
        }
        if self.state.strong.last() == Some(&true) {
            marks.push(Mark::Strong);
        }
        if self.state.emphasis.last() == Some(&true) {
            marks.push(Mark::Emphasis);
        }
        marks
    }

    fn push(&mut self, name: &str, role: Role, effect: Effect) {
        self.state.skips += usize::from(effect.skips);
        self.state.word_markers += usize::from(effect.word_marker);
        self.state.preformatted += usize::from(effect.preformatted);
        self.state.left_to_right += usize::from(effect.left_to_right);
        self.open.push(Open {
            name: name.to_owned(),
            role,
            effect,
        });
    }

    /// Closes the innermost open tag.
    fn pop(&mut self) {
        let Some(Open { effect, .. }) = self.open.pop() else {
            return;
        };
        if let Some(text) = effect.closing {
            self.text(text);
        }
        if effect.block {
            self.flush();
        }
        if let Some(frames) = effect.frames {
            self.frames.close_to(frames, &mut self.drops);
        }
        if effect.strong {
            self.state.strong.pop();
        }
        if effect.emphasis {
            self.state.emphasis.pop();
        }
        if effect.link {
            self.state.links.pop();
        }
        if effect.foreign {
            self.state.foreign.pop();
        }
        if effect.raised {
            self.state.raised.pop();
        }
        self.state.skips -= usize::from(effect.skips);
        self.state.word_markers -= usize::from(effect.word_marker);
        self.state.preformatted -= usize::from(effect.preformatted);
        self.state.left_to_right -= usize::from(effect.left_to_right);
    }

    fn raise(&mut self, role: Role) {
        self.state.raised.push(match role {
            Role::Superscript => SUPERSCRIPTS,
            _ => SUBSCRIPTS,
        });
    }

    fn open_frame(&mut self, frame: Frame) -> usize {
        self.flush();
        self.frames.open(frame)
    }
}
