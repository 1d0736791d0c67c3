//! Raw HTML with our addresses and ids in it.

use std::ops::Range;

use super::{RawHtml, Writer};
use crate::base::span::Span;
use crate::parse::document::{Document, LinkKind};
use crate::render::body::href::{self, Written};
use crate::render::body::sanitize::is_flat;
use crate::render::escape;

impl<'w> Writer<'w> {
    /// Raw HTML: its addresses as ours, ids for its headings; comments alone are left out.
    pub(super) fn html(&mut self, span: Span) {
        if self.raw == RawHtml::Nothing {
            return;
        }
        let base = self.text.base;
        let piece = &self.text.text[span.start as usize - base..span.end as usize - base];
        if self.raw == RawHtml::AsText {
            escape::text_into(&mut self.out, piece);
            return;
        }
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let links = &self.document.links;
        let first = self.html_links.partition_point(|&at| links[at].target_span.start < span.start);
        let inside = self.html_links[first..].iter().take_while(|&&at| links[at].target_span.start < span.end);
        for at in inside.copied().collect::<Vec<_>>() {
            let link = &links[at];
            if span.contains(link.target_span) && !link.target_span.is_empty() {
                let range = link.target_span.start as usize - span.start as usize
                    ..link.target_span.end as usize - span.start as usize;
                let target = &self.handbook.targets[self.at][at];
                match href::of(self.handbook, self.at, self.address, &link.target, target) {
                    Written::Link { href, .. } => edits.push((range, href)),
                    Written::Plain { class, title } => {
                        self.broken += usize::from(class == "broken");
                        // The author's own title and, where it is kept, class may stand beside.
                        let class =
                            if self.raw == RawHtml::Sanitized { format!(" class=\"{class}\"") } else { String::new() };
                        let mut attributes = String::new();
                        let reason = format!("{class} data-reason=\"{}\"", escape::attribute(&title));
                        self.own.write(&mut attributes, &reason);
                        edits.push((whole_attribute(piece, range), attributes));
                    }
                }
            }
        }
        for (at, id) in &self.document.html_ids {
            if span.start <= *at && *at < span.end {
                let at = (*at - span.start) as usize;
                edits.push((at..at, format!(" id=\"{}\"", escape::attribute(id))));
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut from = 0;
        for (range, new) in edits {
            if range.start >= from {
                self.out.push_str(&piece[from..range.start]);
                self.out.push_str(&new);
                from = range.end;
            }
        }
        self.out.push_str(&piece[from..]);
    }
}

/// How deep elements are open behind a piece of HTML, given how deep before it; gives the least depth on the way.
/// Elements whose end may be left out do not count.
pub(super) fn depth(html: &str, depth: &mut i32) -> i32 {
    let mut lowest = *depth;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, behind) = rest.split_once('>').unwrap_or((rest, ""));
        let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default();
        if name.is_empty() || tag.ends_with('/') || is_flat(name.as_bytes()) {
            continue;
        }
        *depth += if tag.starts_with('/') { -1 } else { 1 };
        lowest = lowest.min(*depth);
        rest = behind;
    }
    lowest
}

/// Numbers of the references in raw HTML, by the places of their targets.
pub(super) fn html_links(document: &Document) -> Vec<usize> {
    let html = |at: &usize| matches!(document.links[*at].kind, LinkKind::HtmlLink | LinkKind::HtmlImage);
    let mut found: Vec<usize> = (0..document.links.len()).filter(html).collect();
    found.sort_by_key(|&at| document.links[at].target_span.start);
    found
}

/// The range of `name="value"` with the space before it, given the value's.
fn whole_attribute(html: &str, value: Range<usize>) -> Range<usize> {
    let before = html[..value.start].trim_end_matches(['"', '\'']).trim_end();
    let before = before.strip_suffix('=').unwrap_or(before).trim_end();
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').trim_end().len();
    let quoted = html[value.end..].starts_with(['"', '\'']);
    start..value.end + usize::from(quoted)
}
