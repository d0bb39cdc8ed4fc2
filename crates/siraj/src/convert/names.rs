//! What each HTML tag means to a body. Everything that is not here is unknown: its
//! text is kept, the tag is reported.

use super::report::DroppedKind;
use siraj_editorial::body::Level;

/// What a tag means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing; its text stands in the line.
    Inline,
    /// A line of its own.
    Block,
    /// A paragraph: also ended by whatever begins a line of its own.
    Paragraph,
    Heading(Level),
    Quote,
    /// A foot of a quotation; elsewhere a block.
    Foot,
    /// A list; whether it is numbered.
    List(bool),
    Item,
    Figure,
    FigureCaption,
    Table,
    TableCaption,
    RowGroup,
    Row,
    /// A cell; whether it is a header.
    Cell(bool),
    /// A term that is explained in the line after it.
    Term,
    Preformatted,
    Rule,
    Break,
    Image,
    Strong,
    Emphasis,
    Link,
    /// Words that the page puts between quotation marks.
    Quoted,
    Superscript,
    Subscript,
    /// A frame that shows another site.
    Frame,
    /// Not for readers: dropped with all that is in it, without a word.
    Silent,
    /// Dropped with all that is in it.
    Drop(DroppedKind),
    /// Dropped; has no end tag.
    DropVoid(DroppedKind),
    /// Has no end tag and no meaning here.
    Void,
    Unknown,
}

impl Role {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" | "h2" => Self::Heading(Level::Two),
            "h3" | "h4" | "h5" | "h6" => Self::Heading(Level::Three),
            "blockquote" => Self::Quote,
            "footer" => Self::Foot,
            "ul" | "menu" | "dir" => Self::List(false),
            "ol" => Self::List(true),
            "li" => Self::Item,
            "figure" => Self::Figure,
            "figcaption" => Self::FigureCaption,
            "table" => Self::Table,
            "caption" => Self::TableCaption,
            "thead" | "tbody" | "tfoot" => Self::RowGroup,
            "tr" => Self::Row,
            "td" => Self::Cell(false),
            "th" => Self::Cell(true),
            "dt" | "summary" | "legend" => Self::Term,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Preformatted,
            "hr" => Self::Rule,
            "br" => Self::Break,
            "img" | "image" => Self::Image,
            "b" | "strong" => Self::Strong,
            "i" | "em" | "dfn" | "var" => Self::Emphasis,
            "a" => Self::Link,
            "q" => Self::Quoted,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            "iframe" | "frame" => Self::Frame,
            "head" | "title" | "template" | "colgroup" | "datalist" | "rp" => Self::Silent,
            "script" | "noembed" | "noframes" => Self::Drop(DroppedKind::Script),
            "style" => Self::Silent,
            "svg" | "math" | "canvas" => Self::Drop(DroppedKind::Drawing),
            "audio" | "video" | "object" | "applet" => Self::Drop(DroppedKind::Media),
            "button" | "select" | "textarea" => Self::Drop(DroppedKind::Form),
            "embed" => Self::DropVoid(DroppedKind::Media),
            "input" => Self::DropVoid(DroppedKind::Form),
            "area" | "base" | "basefont" | "bgsound" | "col" | "keygen" | "link" | "meta"
            | "param" | "source" | "track" | "wbr" => Self::Void,
            "html" | "body" | "div" | "section" | "article" | "main" | "header" | "aside"
            | "nav" | "address" | "center" | "details" | "dialog" | "dl" | "dd" | "fieldset"
            | "form" | "hgroup" | "noscript" | "search" | "picture" | "optgroup" | "option" => {
                Self::Block
            }
            "span" | "font" | "u" | "s" | "strike" | "del" | "ins" | "small" | "big" | "mark"
            | "abbr" | "acronym" | "cite" | "code" | "kbd" | "samp" | "tt" | "time" | "data"
            | "label" | "bdi" | "bdo" | "ruby" | "rt" | "rb" | "nobr" | "map" | "output"
            | "meter" | "progress" | "slot" | "blink" | "marquee" | "o:p" | "st1:place" => {
                Self::Inline
            }
            _ => Self::Unknown,
        }
    }

    /// Whether a paragraph that is still open ends where this begins.
    pub(super) fn ends_paragraph(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Strong
                | Self::Emphasis
                | Self::Link
                | Self::Quoted
                | Self::Superscript
                | Self::Subscript
                | Self::Break
                | Self::Image
                | Self::Frame
                | Self::Silent
                | Self::Drop(_)
                | Self::DropVoid(_)
                | Self::Void
                | Self::Unknown
        )
    }
}
