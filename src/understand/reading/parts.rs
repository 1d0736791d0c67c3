//! What a reading holds, and where its text stands in the source.

use std::ops::Range;

use super::node::{Cell, Kind, Node, Table};
use super::vocabulary::{Vocabulary, Word};
use crate::base::span::Span;
use crate::understand::phrase::mention::Mention;

/// What the walk gives.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub nodes: Vec<Node>,
    pub tables: Vec<Table>,
    pub cells: Vec<Cell>,
    pub mentions: Vec<Mention>,
    /// Words of all nodes, in the order of the text.
    pub words: Vec<Word>,
    /// Which words there are.
    pub vocabulary: Vocabulary,
    /// The text of all nodes.
    pub text: String,
    /// Where pieces of `text` begin, in it and in the source; sorted.
    pub pieces: Vec<(u32, u32)>,
    /// Ranges of `text` that are code.
    pub code: Vec<Range<u32>>,
}

impl Parts {
    /// Where a range of the buffer stands in the source.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| {
            let piece = self.pieces.partition_point(|piece| piece.0 as usize <= offset).saturating_sub(1);
            let (text, source) = self.pieces.get(piece).copied().unwrap_or_default();
            source as usize + (offset - (text as usize).min(offset))
        };
        let start = at(range.start);
        // The end belongs to the piece that holds the last byte.
        let end = if range.is_empty() { start } else { at(range.end - 1) + 1 };
        Span::new(start, end.max(start))
    }

    /// Whether what follows begins a new line of a paragraph whose lines begin bold: `**Who.** …`, `**When?** …`.
    pub fn begins_line(&self, node: u32) -> bool {
        let node = &self.nodes[node as usize];
        let head = &self.text[node.text.start as usize..(node.text.start + node.bold) as usize];
        node.kind == Kind::Paragraph && self.text.ends_with('\n') && head.trim_end().ends_with(['.', '?', '!'])
    }
}
