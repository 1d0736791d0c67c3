//! Blocks: where each begins and ends, and what headings and items become.

use super::{Collector, OpenBlock, explicit_id, one_line};
use crate::base::span::Span;
use crate::parse::document::*;
use crate::parse::{allow, slug};

impl<'a> Collector<'_, 'a> {
    pub(super) fn push_block(&mut self, kind: BlockKind, span: Span) -> u32 {
        let heading = (self.document.outline.len() as u32).checked_sub(1);
        self.document.blocks.push(Block { kind, span, heading, in_item: self.items > 0 });
        // A comment after a comment is not what the first is about.
        if kind != BlockKind::Html || !allow::is_comment(self.slice(span)) {
            self.cover(span);
        }
        self.document.blocks.len() as u32 - 1
    }

    /// Tells the allowances that wait what they are for.
    pub(super) fn cover(&mut self, span: Span) {
        for waiting in self.waiting.drain(..) {
            self.document.allowances[waiting].covers = span;
        }
    }

    pub(super) fn open(&mut self, kind: BlockKind, span: Span) {
        if self.lists.is_empty() {
            self.last_folder = None;
        }
        // A loose item's paragraph follows its box.
        let task = self.block.take_if(|block| block.content.is_none() && block.task.is_some()).and_then(|block| {
            self.document.blocks.truncate(block.index as usize);
            block.task
        });
        self.close();
        let index = self.push_block(kind, span);
        let at_line_start = kind == BlockKind::Paragraph;
        let plain = std::mem::take(&mut self.spare);
        self.block = Some(OpenBlock { index, plain, task, at_line_start, ..OpenBlock::default() });
    }

    /// A tight item's text has no paragraph of its own.
    pub(super) fn open_item_text(&mut self, span: Span) {
        if self.block.is_none() {
            self.open(BlockKind::Paragraph, span);
        }
    }

    pub(super) fn inline(&mut self, span: Span) {
        self.open_item_text(span);
        let Some(block) = &mut self.block else { return };
        match &mut block.content {
            Some(content) => content.end = content.end.max(span.end),
            None => block.content = Some(span),
        }
        let stored = &mut self.document.blocks[block.index as usize].span;
        stored.end = stored.end.max(span.end);
    }

    pub(super) fn plain(&mut self, text: &str) {
        if let Some(block) = &mut self.block {
            if block.at_line_start && !text.trim().is_empty() {
                block.at_line_start = false;
                block.not_fields |= block.fields.is_empty();
            }
            block.plain.push_str(text);
        }
    }

    pub(super) fn close_span(&mut self) -> Option<Span> {
        let open = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
        self.close();
        open
    }

    pub(super) fn close(&mut self) {
        let Some(mut block) = self.block.take() else { return };
        self.end_value(&mut block, None);
        let info = self.document.blocks[block.index as usize];
        self.last_text = Some(info.span);
        // What an allowance inside a tight item covers has grown since.
        let inside = |allowance: &&mut Allowance| allowance.covers.start == info.span.start;
        for allowance in self.document.allowances.iter_mut().filter(inside) {
            allowance.covers.end = allowance.covers.end.max(info.span.end);
        }
        match info.kind {
            BlockKind::Heading => self.close_heading(&block, info.span),
            BlockKind::Paragraph => self.close_paragraph(&mut block, info),
            _ => {}
        }
        self.spare = block.plain;
        self.spare.clear();
    }

    pub(super) fn close_heading(&mut self, block: &OpenBlock, span: Span) {
        let mut text = block.plain.trim().to_owned();
        let mut id = None;
        if let Some((before, given)) = explicit_id(&text)
            && let Some(at) = self.slice(span).rfind("{#")
        {
            let start = span.start as usize + at + 2;
            self.document.ids.push(ExplicitId { id: given.to_owned(), span: Span::new(start, start + given.len()) });
            self.slugger.reserve(given);
            id = Some(given.to_owned());
            text = before.to_owned();
        }
        let id = id.unwrap_or_else(|| self.slugger.unique(slug::github(&text)));
        self.document.outline.push(Heading { level: block.level, span, text, id, block: block.index });
        let heading = Some(self.document.outline.len() as u32 - 1);
        self.document.blocks[block.index as usize].heading = heading;
        self.last_folder = None;
    }

    pub(super) fn close_paragraph(&mut self, block: &mut OpenBlock, info: Block) {
        if let Some((marker, done)) = block.task {
            let text_span = block.content.unwrap_or(Span::at(marker.end as usize));
            let text = one_line(&block.plain);
            let depth = self.lists.len().saturating_sub(1).min(255) as u8;
            self.document.tasks.push(Task { marker, done, text_span, text, heading: info.heading, depth });
        } else if !block.fields.is_empty() && !block.not_fields {
            let fields = std::mem::take(&mut block.fields);
            self.document.fields.push(FieldList { span: info.span, fields, heading: info.heading });
        }
    }
}
