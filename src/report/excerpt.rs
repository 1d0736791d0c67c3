//! The few lines of a text that a finding is about, and where its bytes are in them.
//!
//! What draws a finding reads all of the text that it is given, and takes it for harmless. So it is given little:
//! some lines, of a long line only what is near the place, and no control characters.

use std::ops::{Range, RangeInclusive};

use super::plain;
use crate::base::source::Source;
use crate::base::span::Span;

/// So many bytes of a line are shown before and after a place.
const AROUND: usize = 160;
/// So many lines of a longer place are shown.
const MOST_LINES: u32 = 4;

/// A place in a text, in a form that can be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Inside the text, on character boundaries, without the line end after it, and cut after some lines.
    pub(super) span: Span,
    /// The line of its first byte.
    pub(super) first: u32,
    /// The line of its last shown byte.
    pub(super) last: u32,
    /// The line of its real last byte, where that is another.
    pub(super) goes_on_to: Option<u32>,
}

impl Place {
    pub(super) fn new(source: &Source, span: Span) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary(span.end as usize).max(start);
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        let (first, real_last) = (source.line(start as u32), source.line(end as u32));
        let last = real_last.min(first + MOST_LINES - 1);
        let is_cut = last < real_last;
        let end = if is_cut { source.line_span(last).range().end } else { end };
        Self { span: Span::new(start, end.max(start)), first, last, goes_on_to: is_cut.then_some(real_last) }
    }

    pub(super) fn lines(&self) -> RangeInclusive<u32> {
        self.first..=self.last
    }
}

/// Some consecutive lines, made harmless, with `\n` between them.
#[derive(Debug)]
pub(super) struct Excerpt<'s> {
    pub(super) text: String,
    source: &'s Source,
    pieces: Vec<Piece>,
}

/// What is shown of one line.
#[derive(Debug)]
struct Piece {
    shown: Range<usize>,
    /// Where that begins in the excerpt.
    at: usize,
}

impl<'s> Excerpt<'s> {
    /// The `lines` of a text. Of a long line, what is around its first place; else its beginning.
    pub(super) fn new(source: &'s Source, lines: RangeInclusive<u32>, places: &[Place]) -> Self {
        let mut excerpt = Self { text: String::new(), source, pieces: Vec::new() };
        for number in lines {
            let line = source.line_span(number).range();
            let place = places.iter().find(|place| place.lines().contains(&number));
            let focus = place.map_or(line.start, |place| place.span.range().start.clamp(line.start, line.end));
            let end = place.map_or(focus, |place| place.span.range().end.clamp(focus, line.end));
            excerpt.push(&line, focus..end.min(focus + AROUND));
        }
        excerpt
    }

    fn push(&mut self, line: &Range<usize>, near: Range<usize>) {
        let text = &self.source.text;
        let start = text.floor_char_boundary(near.start.saturating_sub(AROUND)).max(line.start);
        let end = text.ceil_char_boundary(near.end + AROUND).min(line.end);
        if !self.pieces.is_empty() {
            self.text.push('\n');
        }
        if start > line.start {
            self.text.push('…');
        }
        self.pieces.push(Piece { shown: start..end, at: self.text.len() });
        self.text.extend(text[start..end].chars().map(plain::visible));
        if end < line.end {
            self.text.push('…');
        }
    }

    /// Whether these bytes can be pointed at: they begin and end in what is shown.
    pub(super) fn shows(&self, span: Span) -> bool {
        let is_shown =
            |byte: usize| self.pieces.iter().any(|piece| (piece.shown.start..=piece.shown.end).contains(&byte));
        is_shown(span.range().start) && is_shown(span.range().end)
    }

    /// Where a place is in the excerpt.
    pub(super) fn place(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.range().start);
        start..self.offset(span.range().end).max(start)
    }

    /// A byte that is not shown counts as the end of the last piece before it.
    fn offset(&self, byte: usize) -> usize {
        let before = self.pieces.iter().rev().find(|piece| piece.shown.start <= byte);
        let Some(piece) = before else { return 0 };
        let shown = &self.source.text[piece.shown.start..byte.min(piece.shown.end)];
        piece.at + shown.chars().map(|c| plain::visible(c).len_utf8()).sum::<usize>()
    }
}
