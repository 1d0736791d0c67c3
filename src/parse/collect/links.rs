//! References, and where their targets stand.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Collector, OpenLink, headings_above};
use crate::base::span::Span;
use crate::parse::document::{BlockKind, Link, LinkKind};
use crate::parse::markdown;

impl<'a> Collector<'_, 'a> {
    pub(super) fn link(&self, kind: LinkKind, span: Span, target_span: Span, target: String) -> Link {
        let block = self.block.as_ref().map(|block| block.index).or(self.html_block);
        let planned = kind == LinkKind::Path && self.is_planned();
        Link { kind, span, target_span, target: target.into(), block, by_definition: false, planned, below: None }
    }

    /// Whether what stands here is said to be delivered or written yet: by the line before its list, its table's
    /// column, the headings above, an open box, or its own words.
    pub(super) fn is_planned(&self) -> bool {
        let says = |text: &str| {
            let text = text.to_lowercase();
            [
                "deliverable",
                "output",
                "to be created",
                "to be written",
                "to create",
                "planned",
                "will be created",
                "next step",
                "todo",
            ]
            .iter()
            .any(|word| text.contains(word))
        };
        let intros = self.lists.iter().filter_map(|list| list.intro);
        let header = self
            .headers
            .get(self.column)
            .copied()
            .filter(|_| !self.in_head && self.block_kind() == Some(BlockKind::Cell));
        let open_box = self.block.as_ref().is_some_and(|block| matches!(block.task, Some((_, false))));
        let own = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
        open_box
            || intros.chain(header).chain(own).any(|span| says(self.slice(span)))
            || headings_above(&self.document.outline).any(|heading| says(&heading.text))
    }

    pub(super) fn block_kind(&self) -> Option<BlockKind> {
        self.block.as_ref().map(|block| self.document.blocks[block.index as usize].kind)
    }

    pub(super) fn open_link(
        &mut self,
        kind: LinkKind,
        link_type: LinkType,
        target: &pulldown_cmark::CowStr<'a>,
        range: &Range<usize>,
        span: Span,
    ) {
        self.inline(span);
        if let Some(block) = &mut self.block
            && block.at_line_start
        {
            block.at_line_start = false;
            block.not_fields |= block.fields.is_empty();
        }
        let inside = |at: &usize| range.contains(at);
        let place = markdown::offset_in(&self.text.text, target)
            .filter(inside)
            .map(|at| self.text.span(&(at..at + target.len())));
        let opener = if matches!(kind, LinkKind::Image | LinkKind::WikiImage) { 2 } else { 1 };
        let content_end = (span.start + opener).min(span.end);
        self.links.push(OpenLink { kind, link_type, span, target: target.to_string(), place, content_end });
    }

    pub(super) fn close_link(&mut self) {
        let Some(open) = self.links.pop() else { return };
        let by_definition = matches!(open.link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        if open.link_type == LinkType::Email {
            return;
        }
        let base = self.text.base;
        let target_span = match (open.place, by_definition) {
            (_, true) => open.span,
            (Some(place), false) => place,
            (None, false) => {
                // After the closing bracket and the opening parenthesis.
                let end = open.span.end as usize - base;
                let text = &self.text.text;
                let content_end = (open.content_end as usize - base).min(end);
                let at = text[content_end..end].find("](").map_or(end, |at| content_end + at + 2);
                self.text.span(&markdown::scan_destination(text, at, end))
            }
        };
        let link = self.link(open.kind, open.span, target_span, open.target);
        self.document.links.push(Link { by_definition, ..link });
    }

    pub(super) fn definition(&mut self, range: Range<usize>, target: String) {
        let text = &self.text.text;
        let at = text[range.clone()].find("]:").map_or(range.end, |at| range.start + at + 2);
        let span = self.text.span(&range);
        let place = self.text.span(&markdown::scan_destination(text, at, range.end));
        let link = self.link(LinkKind::Definition, span, place, target);
        self.document.links.push(link);
    }
}
