//! Runs of `**Key:** value` lines.

use super::{Collector, OpenBlock, one_line};
use crate::base::span::Span;
use crate::parse::document::{BlockKind, Field};

impl<'a> Collector<'_, 'a> {
    /// An emphasis begins or ends.
    pub(super) fn nested(&mut self, by: i32) {
        if let Some(block) = &mut self.block {
            block.depth += by;
        }
    }

    pub(super) fn line_break(&mut self, span: Span) {
        self.inline(span);
        if let Some(block) = &mut self.block {
            block.plain.push(' ');
            block.at_line_start = self.document.blocks[block.index as usize].kind == BlockKind::Paragraph
                && !block.not_fields
                && block.depth == 0
                && self.links.is_empty();
        }
    }

    pub(super) fn end_strong(&mut self, span: Span) {
        let Some(mut block) = self.block.take() else { return };
        if let Some((start, from)) = block.strong.take()
            && start == span.start
        {
            let key = block.plain[from..].trim().to_owned();
            if key.is_empty() || key.chars().count() > 60 {
                block.not_fields |= block.fields.is_empty();
            } else if let Some(name) = key.strip_suffix(':') {
                self.end_value(&mut block, Some(from));
                self.begin_value(&mut block, span, name.trim().to_owned(), span.end);
            } else {
                block.may_be_key = Some((span, key));
            }
        }
        self.block = Some(block);
    }

    /// Ends the running value, at `until` in the plain text.
    pub(super) fn end_value(&mut self, block: &mut OpenBlock, until: Option<usize>) {
        let until = until.unwrap_or(block.plain.len());
        let stop = match (&block.strong, block.fields.last()) {
            _ if until < block.plain.len() => None,
            _ => Some(self.document.blocks[block.index as usize].span.end),
        };
        let Some(field) = block.fields.last_mut() else { return };
        field.value = one_line(&block.plain[block.value_from.min(until)..until]);
        if let Some(stop) = stop {
            field.value_span.end = field.value_span.end.max(stop);
        }
    }

    pub(super) fn begin_value(&mut self, block: &mut OpenBlock, key_span: Span, key: String, value_start: u32) {
        // The value before ends where this key starts.
        if let Some(before) = block.fields.last_mut() {
            before.value_span.end = key_span.start.max(before.value_span.start);
        }
        block.value_from = block.plain.len();
        let value_span = Span { start: value_start, end: value_start };
        block.fields.push(Field { key, key_span, value_span, value: String::new() });
    }
}
