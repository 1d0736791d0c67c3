//! What raw HTML holds: references, ids, headings, allowances.

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
            self.document.allowances.push(Allowance {
                span: written.span,
                code: written.code,
                reason: written.reason,
                covers: whole,
            });
            if !written.whole_file {
                let own = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
                let at = self.document.allowances.len() - 1;
                self.document.allowances[at].covers = own.unwrap_or(written.span);
                if block {
                    self.waiting.push(at);
                }
            }
        }
    }
}
