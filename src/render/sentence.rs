//! Pieces of a document as plain text: the sentence around a link, and what a page is about.

use crate::base::span::Span;
use crate::parse::document::{BlockKind, Document, Link};

use super::escape;

/// At most so many bytes before and after a link.
const AROUND: usize = 160;
/// Longest description of a page, in characters.
const LONGEST: usize = 160;

/// The sentence around a link, as markup with the link's text marked; empty where the link stands alone.
pub fn around(document: &Document, text: &str, link: &Link) -> String {
    let Some(block) = link.block.map(|block| document.blocks[block as usize].span) else { return String::new() };
    // Of a run of `**Key:** value` lines, the one line.
    let mut fields = document.fields.iter().filter(|list| block.contains(list.span)).flat_map(|list| &list.fields);
    let field = fields.find(|field| field.value_span.contains(link.span));
    let block = field.map_or(block, |field| Span { start: field.key_span.start, end: field.value_span.end });
    if !block.contains(link.span) {
        return String::new();
    }
    let before = plain(after_sentence_end(Span { start: block.start, end: link.span.start }.of(text)));
    let after = plain(up_to_sentence_end(Span { start: link.span.end, end: block.end }.of(text)));
    let (before, after) = (before.trim_start(), after.trim_end());
    if !before.chars().chain(after.chars()).any(char::is_alphanumeric) {
        return String::new();
    }
    let mut html = String::with_capacity(before.len() + after.len() + 80);
    escape::text_into(&mut html, before);
    html.push_str("<mark>");
    escape::text_into(&mut html, plain(link.span.of(text)).trim());
    html.push_str("</mark>");
    escape::text_into(&mut html, after);
    html
}

/// What follows the last end of a sentence, or the last bytes, cut at a word.
fn after_sentence_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..];
    let cut = near.as_bytes().windows(2).rposition(ends_sentence).map(|at| at + 2);
    match cut {
        Some(cut) => &near[cut..],
        None if start > 0 => near.split_once(' ').map_or(near, |(_, rest)| rest),
        None => near,
    }
}

/// What comes before the first end of a sentence, with it, or the first bytes, cut at a word.
fn up_to_sentence_end(text: &str) -> &str {
    let mut end = text.len().min(AROUND);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[..end];
    let cut = near.as_bytes().windows(2).position(ends_sentence).map(|at| at + 1);
    match cut {
        Some(cut) => &near[..cut],
        None if end < text.len() => near.rsplit_once(' ').map_or(near, |(head, _)| head),
        None => near,
    }
}

fn ends_sentence(two: &[u8]) -> bool {
    matches!(two, b". " | b"! " | b"? " | b".\n" | b"\n\n")
}

/// Inline Markdown as plain text on one line: without emphasis, code ticks, link targets, tags and heading marks.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most of a text is words.
        let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        out.push_str(&rest[..word]);
        rest = &rest[word..];
        let Some(character) = rest.chars().next() else { break };
        let mut skip = character.len_utf8();
        match character {
            '*' | '`' | '#' | '|' => {}
            '_' if !out.ends_with(char::is_alphanumeric) || !rest[1..].starts_with(char::is_alphanumeric) => {}
            '!' if rest[1..].starts_with('[') => {}
            '[' if rest[1..].starts_with('[') => skip = wiki_name_length(rest),
            '[' if rest.starts_with("[^") => skip = rest.find(']').map_or(1, |end| end + 1),
            '[' => {}
            ']' => skip = 1 + target_length(&rest[1..]),
            '<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') => {
                skip = rest.find('>').map_or(1, |end| end + 1);
            }
            '\\' => {}
            _ if character.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(character),
        }
        rest = &rest[skip..];
    }
    out
}

/// Length of what stands before the text of a wikilink: `[[`, or `[[target|`.
fn wiki_name_length(rest: &str) -> usize {
    let end = rest.find("]]").unwrap_or(rest.len());
    rest[..end].find('|').map_or(2, |bar| bar + 1)
}

/// Length of `(target)` or `[label]` or `]` behind a link's text.
fn target_length(rest: &str) -> usize {
    match rest.chars().next() {
        Some('(') => rest.find(')').map_or(0, |end| end + 1),
        Some('[') => rest.find(']').map_or(0, |end| end + 1),
        Some(']') => 1,
        _ => 0,
    }
}

/// The beginning of the first paragraph, for descriptions.
pub fn first(document: &Document, text: &str) -> Option<String> {
    let is_field = |span: Span| document.fields.iter().any(|list| list.span == span);
    let paragraph = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph && !block.in_item && !is_field(block.span))?;
    let plain = plain(paragraph.span.of(text));
    let plain = plain.trim();
    let mut cut = String::new();
    for word in plain.split(' ') {
        if cut.chars().count() + word.chars().count() > LONGEST {
            cut.push('…');
            return Some(cut);
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    (!cut.is_empty()).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_plain_text() {
        assert_eq!(plain("See **the [plan](a.md)** and `b`, ![x](y.png) [[Wiki|w]]!"), "See the plan and b, x w!");
        assert_eq!(plain("snake_case and _emphasis_ <b>bold</b>\nnext"), "snake_case and emphasis bold next");
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(after_sentence_end("One. Two three "), "Two three ");
        assert_eq!(up_to_sentence_end(" is here. Next."), " is here.");
    }
}
