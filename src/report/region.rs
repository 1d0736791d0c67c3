//! Places as editors and services count them: without a byte order mark, and without the line end after them.

use crate::base::source::{Position, Source};
use crate::base::span::Span;

const BOM: &str = "\u{feff}";

/// From a first character to the place behind the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: Position,
    /// Exclusive.
    pub(super) end: Position,
}

impl Region {
    /// A place to point at. Line ends after it are left out, so that its last line is one that it has text on.
    pub(super) fn shown(source: &Source, span: Span) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary(span.end as usize).max(start);
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        Self::exact(source, Span::new(start, end))
    }

    /// A place to change, as it is.
    pub(super) fn exact(source: &Source, span: Span) -> Self {
        Self { start: position(source, span.start), end: position(source, span.end) }
    }
}

/// Whether bytes of a text are, or hold, its byte order mark. No line and column says so.
pub(super) fn holds_bom(source: &Source, span: Span) -> bool {
    source.text.starts_with(BOM) && (span.start as usize) < BOM.len() && !span.is_empty()
}

fn position(source: &Source, byte: u32) -> Position {
    let mut at = source.position(byte);
    if at.line == 1 && at.column > 1 && source.text.starts_with(BOM) {
        at.column -= 1;
    }
    at
}
