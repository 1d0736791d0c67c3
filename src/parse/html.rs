//! What raw HTML refers to and what can be referred to in it, with exact places.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::base::span::Span;

/// What was found in a piece of raw HTML.
#[derive(Debug, Default)]
pub struct Found {
    /// `href` and `src` values: place of the value, the value with entities undone, whether it is an image or the like.
    pub references: Vec<(Span, String, bool)>,
    /// `id` and `name` values.
    pub ids: Vec<(Span, String)>,
    /// Start tags of headings: where the tag's name ends, level, whether it has an id, and where the tag ends.
    pub headings: Vec<HtmlHeading>,
    /// Whether there is anything but comments.
    pub markup: bool,
}

/// A heading written as HTML.
#[derive(Debug)]
pub struct HtmlHeading {
    /// Where ` id="…"` goes.
    pub insert_at: u32,
    /// 1 to 6.
    pub level: u8,
    /// From its start tag to its end tag.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// The id it has itself.
    pub id: Option<String>,
}

/// Reads a piece of HTML that starts at `base` in the source.
pub fn read(html: &str, base: usize) -> Found {
    let mut found = Found::default();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut open: Option<HtmlHeading> = None;
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                found.markup = true;
                let name = lossy(&tag.name);
                let mut own_id = None;
                for (key, value) in &tag.attributes {
                    let key = lossy(key);
                    let text = lossy(&value.value);
                    let span = value_span(html, base, value.span.start);
                    match key.as_str() {
                        "href" => found.references.push((span, text, false)),
                        "src" => found.references.push((span, text, true)),
                        "srcset" => found.references.extend(srcset(html, base, span)),
                        "id" => {
                            own_id = Some(text.clone());
                            found.ids.push((span, text));
                        }
                        "name" if name == "a" => found.ids.push((span, text)),
                        _ => {}
                    }
                }
                if let Some(level) = heading_level(&name) {
                    let start = char_floor(html, tag.span.start);
                    let insert_at = (base + (start + 1 + name.len()).min(html.len())) as u32;
                    let span = Span::new(base + start, base + char_floor(html, tag.span.end).max(start));
                    open = Some(HtmlHeading { insert_at, level, span, text: String::new(), id: own_id });
                }
            }
            Token::EndTag(tag) => {
                found.markup = true;
                if heading_level(&lossy(&tag.name)).is_some()
                    && let Some(mut heading) = open.take()
                {
                    heading.span.end = ((base + char_floor(html, tag.span.end)) as u32).max(heading.span.end);
                    found.headings.push(heading);
                }
            }
            Token::String(text) => {
                if let Some(heading) = &mut open {
                    heading.text.push_str(&String::from_utf8_lossy(&text.value));
                }
            }
            Token::Doctype(_) => found.markup = true,
            _ => {}
        }
    }
    found.references.sort_by_key(|(span, ..)| *span);
    found.ids.sort_by_key(|(span, _)| *span);
    found
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `h1` to `h6`
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The span of the value of the attribute that starts at `start`, without its quotes.
///
/// The tokenizer gives the place of the whole attribute, `href = "x"`.
fn value_span(html: &str, base: usize, start: usize) -> Span {
    let start = char_floor(html, start);
    let attribute = &html[start..];
    let Some(equals) = attribute.find(['=', '>']).filter(|&at| attribute.as_bytes()[at] == b'=') else {
        return Span::at(base + start);
    };
    let value = attribute[equals + 1..].trim_start();
    let at = start + attribute.len() - value.len();
    let (from, length) = match value.as_bytes().first() {
        Some(&quote @ (b'"' | b'\'')) => {
            (at + 1, memchr::memchr(quote, &value.as_bytes()[1..]).unwrap_or(value.len() - 1))
        }
        _ => (at, value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
    };
    Span::new(base + from, base + from + length)
}

/// The nearest character boundary at or before `at`.
fn char_floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The addresses of a `srcset`: `a.png 1x, b.png 2x`.
fn srcset(html: &str, base: usize, span: Span) -> Vec<(Span, String, bool)> {
    let value = &html[span.start as usize - base..span.end as usize - base];
    let mut found = Vec::new();
    let mut at = 0;
    for candidate in value.split(',') {
        let start = at + (candidate.len() - candidate.trim_start().len());
        if let Some(address) = candidate.split_whitespace().next() {
            let start = span.start as usize + start;
            found.push((Span::new(start, start + address.len()), address.to_owned(), true));
        }
        at += candidate.len() + 1;
    }
    found
}
