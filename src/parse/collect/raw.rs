//! What raw HTML holds: references, ids, headings, allowances.

use std::ops::Range;

use super::{Collector, one_line};
use crate::base::span::Span;
use crate::parse::document::*;
use crate::parse::{allow, html, slug};

impl<'a> Collector<'_, 'a> {
    pub(super) fn html(&mut self, span: Span, block: bool) {
        let piece = self.slice(span);
        let found = html::read(piece, span.start as usize);
        let allowances = allow::find(piece, span.start as usize);
        self.document.has_raw_html |= found.markup;
        for (place, target, image) in found.references {
            let kind = if image { LinkKind::HtmlImage } else { LinkKind::HtmlLink };
            let link = self.link(kind, span, place, target);
            self.document.links.push(link);
        }
        for (place, id) in found.ids {
            self.slugger.reserve(&id);
            self.document.ids.push(ExplicitId { id, span: place });
        }
        for heading in found.headings.into_iter().filter(|_| block) {
            let text = one_line(&heading.text);
            let id = heading.id.unwrap_or_else(|| {
                let id = self.slugger.unique(slug::github(&text));
                self.document.html_ids.push((heading.insert_at, id.clone()));
                id
            });
            let block = self.html_block.unwrap_or_default();
            self.document.outline.push(Heading { level: heading.level, span: heading.span, text, id, block });
        }
        for written in allowances {
            let whole = Span::new(0, self.text.base + self.text.text.len());
            let whole_file = written.word == allow::WHOLE_FILE;
            self.document.allowances.push(Allowance {
                span: written.span,
                word: written.word,
                code: written.code,
                reason: written.reason,
                covers: whole,
            });
            if !whole_file {
                let own = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
                let at = self.document.allowances.len() - 1;
                self.document.allowances[at].covers = own.unwrap_or(written.span);
                if block {
                    self.waiting.push(at);
                }
            }
        }
    }

    /// Reference definitions are no blocks to the parser, though they look like one: a comment right above some is
    /// for them, as far as no blank line parts them.
    pub(super) fn cover_definitions<'d>(&mut self, definitions: impl Iterator<Item = &'d Range<usize>>) {
        if self.document.allowances.is_empty() {
            return;
        }
        let mut groups: Vec<Span> = Vec::new();
        for span in definitions.map(|range| self.text.span(range)) {
            match groups.last_mut() {
                Some(group) if is_one_break(self.slice(Span { start: group.end, end: span.start })) => {
                    group.end = span.end;
                }
                _ => groups.push(span),
            }
        }
        for at in 0..self.document.allowances.len() {
            let &Allowance { span, covers, .. } = &self.document.allowances[at];
            // Inside a block, it is for that block; else what it covers comes after it, or is not there.
            if covers.start < span.start || covers.start == span.start && covers != span {
                continue;
            }
            let is_next = |group: &&Span| allow::is_comment(self.slice(Span { start: span.end, end: group.start }));
            if let Some(group) = groups.iter().filter(|group| group.start >= span.end).find(is_next) {
                self.document.allowances[at].covers = *group;
            }
        }
    }
}

/// Whether nothing but the end of a line, if that, stands between two pieces.
fn is_one_break(between: &str) -> bool {
    between.trim().is_empty() && between.replace("\r\n", "\n").matches(['\n', '\r']).count() <= 1
}
