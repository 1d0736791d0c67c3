//! What a reading is made of: one tree of headings, fields, paragraphs, items, tables with their rows, and fences.

use std::ops::Range;

use super::role::Role;
use super::says::Says;
use crate::base::span::Span;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading: its level, and its index in [`crate::parse::document::Document::outline`].
    Heading {
        /// 1 to 6.
        level: u8,
        /// Index in the outline.
        index: u32,
    },
    /// A paragraph, or what of it stands before its first field.
    Paragraph,
    /// One `**Key:** value`, or one line of a paragraph whose lines all are `Key: value`; a term of a definition list.
    Field,
    /// A list item: its first text. What else it holds are its children.
    Item {
        /// Whether its list is numbered.
        ordered: bool,
    },
    /// A table: its index in [`super::Reading::tables`]. Its children are its rows; it has no text.
    Table(u32),
    /// A row of a table, the header row among them.
    Row {
        /// Index in [`super::Reading::tables`].
        table: u32,
        /// Whether it is the header row.
        header: bool,
    },
    /// A fence or an indented code block. Its children are its lines where it is text and no program.
    Fence,
    /// A line of a fence that is not empty.
    FenceLine,
}

/// A piece of the document, in the order of the text; what stands under it follows it.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where its own text stands in the source, children left out; of tables and fences the whole.
    pub span: Span,
    /// The node it stands under: an item under its outer item or under the line that introduces its list (`**Agenda:**`,
    /// `Tasks`), everything else under its heading, a heading under the next higher one.
    pub parent: Option<u32>,
    /// The first node after all that stand under it.
    pub end: u32,
    /// The last heading at or before it.
    pub heading: Option<u32>,
    /// Its plain text on one line, in the reading's buffer.
    pub(super) text: Range<u32>,
    /// The same without white space at its ends.
    pub(super) trimmed: Range<u32>,
    /// Its label, within its text; empty where it has none.
    pub(super) label: Range<u32>,
    /// Its label without symbols and numbers at its head.
    pub(super) named: Range<u32>,
    /// What follows the label and its colon or dash, within its text; the whole text where there is no label.
    pub(super) value: Range<u32>,
    /// Bytes of the bold text at its head, 0 where there is none.
    pub(super) bold: u32,
    /// Cells of a row, in the reading's list.
    pub(super) cells: Range<u32>,
    /// Mentions of its text, in the reading's list.
    pub(super) mentions: Range<u32>,
    /// Words of its text, in the reading's list.
    pub(super) words: Range<u32>,
    /// Which sorts of phrases its text has, and all that stands under it.
    pub(super) says: (Says, Says),
    /// For an item of a task list: the index of its box in [`crate::parse::document::Document::tasks`].
    pub task: Option<u32>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its plain text, within the text of its row.
    pub(super) text: Range<u32>,
    /// All of it in the source.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its node.
    pub node: u32,
    /// By column: what its cells say, judged by header and content.
    pub roles: Vec<Role>,
}
