//! The one reading of Markdown: what `parse` collects from and `render` writes from is this stream of events.
//!
//! CommonMark with GitHub's tables, task lists, footnotes, strikethrough and alerts, and besides definition lists,
//! maths and wikilinks. `{#id}` of headings and bare addresses are read by our own code: pulldown-cmark's heading
//! attributes swallow the end of `### GET /users/{id}`, and it has no bare addresses.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use crate::base::span::Span;

use super::document::{Body, Undefined};

/// The Markdown of a document in one piece whose offsets are those of the source less `base`.
#[derive(Debug)]
pub struct Text<'a> {
    /// The text that is parsed.
    pub text: Cow<'a, str>,
    /// What to add to an offset in it.
    pub base: usize,
}

impl<'a> Text<'a> {
    /// The body of a source: front matter in its middle becomes blanks, so that all offsets stay.
    pub fn new(source: &'a str, body: Body) -> Self {
        let base = body.start as usize;
        let Some(hole) = body.hole else { return Self { text: Cow::Borrowed(&source[base..]), base } };
        let mut text = source[base..].to_owned();
        let range = hole.start as usize - base..hole.end as usize - base;
        let blanks: String = text[range.clone()]
            .bytes()
            .map(|byte| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' })
            .collect();
        text.replace_range(range, &blanks);
        Self { text: Cow::Owned(text), base }
    }

    /// A range of the parsed text as a span of the source.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start + self.base, range.end + self.base)
    }
}

/// What is understood of Markdown.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
}

/// A parser's callback for references without a definition.
type OnUndefined<'c, 'a> = dyn FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> + 'c;

/// Calls `each` for every event with its range in `text`, pieces of text that touch as one; gives the reference definitions (range, target) in order.
pub fn read<'a>(
    text: &'a str,
    undefined: &mut Vec<Undefined>,
    mut each: impl FnMut(Event<'a>, Range<usize>),
) -> Vec<(Range<usize>, String)> {
    let mut callback = |link: BrokenLink<'a>| {
        if let Some(found) = undefined_reference(text, &link) {
            undefined.push(found);
        }
        None
    };
    let callback: &mut OnUndefined<'_, 'a> = &mut callback;
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(callback));
    let mut definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    definitions.sort_by_key(|(range, _)| range.start);
    let mut pending: Option<Range<usize>> = None;
    for (event, range) in parser.into_offset_iter() {
        let piece = matches!(&event, Event::Text(piece) if offset_in(text, piece) == Some(range.start) && piece.len() == range.len());
        match &mut pending {
            Some(before) if piece && before.end == range.start => before.end = range.end,
            _ => {
                if let Some(before) = pending.take() {
                    each(Event::Text(CowStr::Borrowed(&text[before.clone()])), before);
                }
                if piece {
                    pending = Some(range);
                } else {
                    each(event, range);
                }
            }
        }
    }
    if let Some(before) = pending {
        each(Event::Text(CowStr::Borrowed(&text[before.clone()])), before);
    }
    definitions
}

/// `[text][label]` or `[text][]` without a definition. `[text]` alone is text, and so are boxes and `matrix[i][j]`.
fn undefined_reference(text: &str, link: &BrokenLink<'_>) -> Option<Undefined> {
    let (start, end) = match link.link_type {
        LinkType::Reference => (link.span.start, link.span.end),
        LinkType::Collapsed => {
            let end = link.span.end;
            (link.span.start, if text[end..].starts_with("[]") { end + 2 } else { end })
        }
        _ => return None,
    };
    let label = link.reference.trim();
    let shown = text[start..end].trim_start_matches(['!', '[']);
    let shown = shown.split(']').next().unwrap_or_default().trim();
    let glued = text[..start].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == ']');
    if glued || shown.is_empty() || label.is_empty() {
        return None;
    }
    Some(Undefined { span: Span::new(start, end), label: label.to_owned(), footnote: false })
}

/// Where a borrowed piece of `text` starts in it; none for a piece that was made anew.
pub fn offset_in(text: &str, piece: &CowStr<'_>) -> Option<usize> {
    let CowStr::Borrowed(piece) = piece else { return None };
    let start = (piece.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + piece.len() <= text.len()).then_some(start)
}

/// The destination of an inline link or a definition as written, from `at` on: after white space, `<…>` or up to
/// white space or the closing bracket.
pub fn scan_destination(text: &str, at: usize, end: usize) -> Range<usize> {
    let rest = &text[at..end];
    let start = at + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len());
    let rest = &text[start..end];
    if rest.starts_with('<') {
        let length = rest.find('>').map_or(rest.len(), |close| close);
        return start + 1..(start + length).max(start + 1);
    }
    let mut depth = 0_u32;
    let mut escaped = false;
    for (offset, character) in rest.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return start..start + offset,
            ')' => depth -= 1,
            _ if character.is_whitespace() => return start..start + offset,
            _ => {}
        }
    }
    start..end
}
