//! What the builder does where a tag begins and where it ends.

use super::frames::Frame;
use super::{Builder, Effect, OPEN_TAGS};
use crate::convert::names::Role;
use crate::convert::report::DroppedKind;
use crate::convert::style::{Attributes, Style};
use crate::convert::table::{CellFrame, RowFrame, TableFrame};
use siraj_editorial::Language;
use siraj_editorial::body::{Block, Item, List, Quotation, limits};

impl Builder<'_> {
    /// A tag begins.
    pub(in crate::convert) fn start(&mut self, name: &str, attributes: &Attributes) {
        if self.is_full() {
            return;
        }
        let role = Role::of(name);
        for handler in attributes.handlers() {
            self.drops.add(DroppedKind::EventHandler, handler);
        }
        if self.state.skips > 0 {
            return self.start_unread(name, role);
        }
        let style = Style::of(attributes);
        if role.ends_paragraph() {
            self.end_open(|it| it == Role::Paragraph, |it| !matches!(it, Role::Inline));
        }
        if !self.start_void(role, attributes, &style) {
            self.start_open(name, role, attributes, style);
        }
    }

    /// Within what is dropped only the depth is counted.
    fn start_unread(&mut self, name: &str, role: Role) {
        let has_end = !matches!(
            role,
            Role::Break | Role::Rule | Role::Image | Role::Void | Role::DropVoid(_)
        );
        if has_end && self.open.len() < OPEN_TAGS {
            self.push(name, Role::Unknown, Effect::default());
        }
    }

    /// Tags that have no end.
    fn start_void(&mut self, role: Role, attributes: &Attributes, style: &Style) -> bool {
        match role {
            Role::Break => self.break_line(),
            Role::Rule => self.block(Block::Divider),
            Role::Image if style.hidden => {
                self.drops.add(
                    DroppedKind::Hidden,
                    attributes.get("src").unwrap_or_default(),
                );
            }
            Role::Image => self.image(attributes),
            Role::DropVoid(kind) => {
                self.drops
                    .add(kind, attributes.get("src").unwrap_or_default());
            }
            Role::Void => {}
            _ => return false,
        }
        true
    }

    fn start_open(&mut self, name: &str, role: Role, attributes: &Attributes, style: Style) {
        self.end_siblings(role);
        let unread = matches!(role, Role::Silent | Role::Drop(_) | Role::Frame);
        if self.open.len() >= OPEN_TAGS && !unread {
            self.drops.add(DroppedKind::Depth, name);
            return self.flush();
        }
        let mut effect = Effect::default();
        if style.word_marker {
            effect.skips = true;
            effect.word_marker = true;
        } else if style.hidden {
            self.drops.add(DroppedKind::Hidden, name);
            effect.skips = true;
        }
        match role {
            Role::Silent => effect.skips = true,
            Role::Drop(kind) => {
                self.drops.add(kind, attributes.get("src").unwrap_or(name));
                effect.skips = true;
            }
            Role::Frame => {
                self.frame(attributes);
                effect.skips = true;
            }
            Role::Unknown => self.drops.add(DroppedKind::UnknownTag, name),
            _ => {}
        }
        if !effect.skips {
            if role.ends_paragraph() {
                self.flush();
                effect.block = true;
            }
            if role == Role::Paragraph {
                self.word_level = style.word_level;
            }
            self.inline_effects(role, attributes, &style, &mut effect);
            effect.frames = self.frame_of(role, attributes);
        }
        self.push(name, role, effect);
        if role == Role::Quoted {
            self.text(if *self.around.language == Language::arabic() {
                "«"
            } else {
                "“"
            });
        }
    }

    fn inline_effects(
        &mut self,
        role: Role,
        attributes: &Attributes,
        style: &Style,
        effect: &mut Effect,
    ) {
        let strong = style
            .strong
            .or(matches!(role, Role::Strong | Role::Term).then_some(true));
        if let Some(strong) = strong
            && !matches!(role, Role::Heading(_) | Role::Cell(true))
        {
            self.state.strong.push(strong);
            effect.strong = true;
        }
        if let Some(emphasis) = style.emphasis.or((role == Role::Emphasis).then_some(true)) {
            self.state.emphasis.push(emphasis);
            effect.emphasis = true;
        }
        if !role.ends_paragraph() {
            if let Some(language) = attributes.foreign(self.around.language) {
                self.state.foreign.push(language);
                effect.foreign = true;
            }
            effect.left_to_right = attributes.is_left_to_right() && !effect.foreign;
        }
        match role {
            Role::Link => {
                if let Some(href) = attributes.get("href").and_then(|href| self.href(href)) {
                    self.state.links.push(href);
                    effect.link = true;
                }
            }
            Role::Superscript | Role::Subscript => {
                self.raise(role);
                effect.raised = true;
            }
            Role::Preformatted => effect.preformatted = true,
            Role::Quoted => {
                let arabic = *self.around.language == Language::arabic();
                effect.closing = Some(if arabic { "»" } else { "”" });
            }
            _ => {}
        }
    }

    /// The frame that a tag opens, where it can open one here.
    fn frame_of(&mut self, role: Role, attributes: &Attributes) -> Option<usize> {
        let in_quote = matches!(self.frames.innermost(), Some(Frame::Quote(_)));
        let in_figure = matches!(self.frames.innermost(), Some(Frame::Figure { .. }));
        let at_rest = self.frames.innermost().is_none() || in_figure;
        let frame = match role {
            Role::Heading(level) if at_rest => Frame::Heading(level),
            Role::Quote if at_rest => Frame::Quote(Quotation {
                paragraphs: Vec::new(),
                attribution: None,
            }),
            Role::Foot | Role::FigureCaption if in_quote => Frame::Attribution(String::new()),
            Role::FigureCaption if in_figure => Frame::Caption(String::new()),
            Role::Figure if self.frames.innermost().is_none() => Frame::Figure {
                blocks: Vec::new(),
                caption: None,
            },
            Role::List(_) if self.frames.lists() >= limits::LIST_LEVELS => {
                self.drops.add(DroppedKind::Depth, "li");
                return None;
            }
            Role::List(ordered) => Frame::List(List {
                ordered,
                items: Vec::new(),
            }),
            Role::Item if matches!(self.frames.innermost(), Some(Frame::List(_))) => {
                Frame::Item(Item::default())
            }
            Role::Table if at_rest => Frame::Table(TableFrame::default()),
            Role::TableCaption if matches!(self.frames.innermost(), Some(Frame::Table(_))) => {
                Frame::Caption(String::new())
            }
            Role::Row if matches!(self.frames.innermost(), Some(Frame::Table(_))) => {
                Frame::Row(RowFrame::default())
            }
            Role::Cell(header) => return self.cell_frame(header, attributes),
            _ => return None,
        };
        Some(self.open_frame(frame))
    }

    /// A cell without a row begins one, which lasts until the next row or the end.
    fn cell_frame(&mut self, header: bool, attributes: &Attributes) -> Option<usize> {
        if matches!(self.frames.innermost(), Some(Frame::Table(_))) {
            self.open_frame(Frame::Row(RowFrame::default()));
        }
        if !matches!(self.frames.innermost(), Some(Frame::Row(_))) {
            return None;
        }
        let cell = CellFrame {
            runs: Vec::new(),
            header,
            columns: attributes.number("colspan").unwrap_or(1),
            rows: attributes.number("rowspan").unwrap_or(1),
        };
        Some(self.open_frame(Frame::Cell(cell)))
    }

    /// A tag ends.
    pub(in crate::convert) fn end(&mut self, name: &str) {
        if self.is_full() {
            return;
        }
        let role = Role::of(name);
        // The end of a line's mark does not reach out of the table or item it is in.
        let fence = |it: Role| match role {
            Role::Table => false,
            Role::List(_) | Role::Quote | Role::Figure | Role::Row | Role::RowGroup => {
                it == Role::Table
            }
            Role::Item => matches!(it, Role::List(_) | Role::Table),
            _ => matches!(
                it,
                Role::Item | Role::Cell(_) | Role::Table | Role::Quote | Role::Figure
            ),
        };
        let mut found = None;
        for (index, open) in self.open.iter().enumerate().rev() {
            if open.name == name {
                found = Some(index);
                break;
            }
            if fence(open.role) {
                break;
            }
        }
        if let Some(index) = found {
            self.close_from(index);
        } else if role == Role::Break {
            // Browsers read a stray end of a break as a break.
            self.break_line();
        }
    }

    /// Ends the siblings that HTML lets an author leave open.
    fn end_siblings(&mut self, role: Role) {
        match role {
            Role::Item => self.end_open(
                |it| it == Role::Item,
                |it| matches!(it, Role::List(_) | Role::Table),
            ),
            Role::Cell(_) => {
                self.end_open(|it| matches!(it, Role::Cell(_)), |it| it == Role::Table);
            }
            Role::Row | Role::RowGroup => {
                self.end_open(
                    |it| {
                        matches!(
                            it,
                            Role::Row | Role::Cell(_) | Role::RowGroup | Role::TableCaption
                        )
                    },
                    |it| it == Role::Table,
                );
                self.end_implied_row();
            }
            Role::Link => self.end_open(|it| it == Role::Link, |it| it.ends_paragraph()),
            _ => {}
        }
    }

    fn end_implied_row(&mut self) {
        if matches!(self.frames.innermost(), Some(Frame::Row(_))) {
            self.flush();
            let row_has_tag = self.open.last().is_some_and(|open| open.role == Role::Row);
            if !row_has_tag {
                self.frames.close_innermost(&mut self.drops);
            }
        }
    }

    /// Closes the outermost of the open tags that match, as far as the fence.
    fn end_open(&mut self, matching: impl Fn(Role) -> bool, fence: impl Fn(Role) -> bool) {
        let mut found = None;
        for (index, open) in self.open.iter().enumerate().rev() {
            if matching(open.role) {
                found = Some(index);
            } else if fence(open.role) {
                break;
            }
        }
        if let Some(index) = found {
            self.close_from(index);
        }
    }

    fn close_from(&mut self, index: usize) {
        while self.open.len() > index {
            self.pop();
        }
    }
}
