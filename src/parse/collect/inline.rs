//! Text and code inside blocks: ids of tasks, undefined footnotes, paths.

use super::Collector;
use crate::base::span::Span;
use crate::parse::document::*;
use crate::parse::{path, task_id};

impl<'a> Collector<'_, 'a> {
    pub(super) fn inline_text(&mut self, text: &str, span: Span) {
        self.inline(span);
        self.key_by_colon(text, span);
        self.undefined_footnotes(span);
        self.task_ids(span);
        self.plain(text);
    }

    /// `**Key**: value`
    pub(super) fn key_by_colon(&mut self, text: &str, span: Span) {
        let Some(mut block) = self.block.take() else { return };
        if let Some((key_span, key)) = block.may_be_key.take() {
            if text.starts_with(':') {
                let from = block.plain.len() - key.len().min(block.plain.len());
                self.end_value(&mut block, Some(from));
                self.begin_value(&mut block, key_span, key, span.start + 1);
                block.value_from += 1;
            } else {
                block.not_fields |= block.fields.is_empty();
            }
        }
        self.block = Some(block);
    }

    /// `[^label]` that is not defined comes as text.
    pub(super) fn undefined_footnotes(&mut self, span: Span) {
        let base = self.text.base;
        let text = &self.text.text;
        let end = span.end as usize - base;
        let first = span.start as usize - base;
        let mut from = first;
        while let Some(start) = memchr::memchr(b'^', &text.as_bytes()[from..end]).map(|at| from + at) {
            from = start + 1;
            let Some(start) = start.checked_sub(1).filter(|&at| at >= first && text.as_bytes()[at] == b'[') else {
                continue;
            };
            let Some(close) = text[from..end].find(']').map(|at| from + at) else { return };
            let label = &text[from..close];
            let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
            let escaped = start > 0 && matches!(text.as_bytes()[start - 1], b'\\' | b']');
            if !label.is_empty() && label.chars().all(named) && !escaped {
                let span = Span::new(start + base, close + 1 + base);
                self.document.undefined.push(Undefined { span, label: label.to_owned(), footnote: true });
            }
        }
    }

    pub(super) fn task_ids(&mut self, span: Span) {
        let found = task_id::find_any(self.slice(span));
        if found.is_empty() {
            return;
        }
        let Some(block) = &self.block else { return };
        let info = self.document.blocks[block.index as usize];
        let opens = block.plain.trim().is_empty();
        for (at, id) in found.into_iter().enumerate() {
            let leads = opens && at == 0 && self.slice(span)[..id.range.start].trim().is_empty();
            let rest = self.slice(span)[id.range.end..].trim_start();
            let defines = match info.kind {
                BlockKind::Heading if leads => 3,
                BlockKind::Cell if leads && self.first_cell && !self.in_head => 2,
                BlockKind::Paragraph if leads && rest.starts_with([':', '–', '—']) => 1,
                _ => 0,
            };
            let heading =
                if info.kind == BlockKind::Heading { Some(self.document.outline.len() as u32) } else { info.heading };
            if at == 0 && self.heads_entry(info.kind, &self.slice(span)[..id.range.start]) {
                self.series.head(&id.id);
            }
            let place = Span::from(id.range).shifted(span.start as usize);
            self.document.task_ids.push(TaskIdMention {
                span: place,
                id: id.id.into(),
                defines,
                implied: id.implied,
                heading,
            });
        }
    }

    /// Whether an id after `before` is the first word of a heading, item, line or row.
    fn heads_entry(&self, kind: BlockKind, before: &str) -> bool {
        let first = |text: &str| !text.contains(char::is_alphanumeric);
        let entry = match kind {
            BlockKind::Heading | BlockKind::Paragraph => true,
            BlockKind::Cell => self.first_cell && !self.in_head,
            _ => false,
        };
        entry && first(before) && self.block.as_ref().is_some_and(|block| first(&block.plain))
    }

    pub(super) fn inline_code(&mut self, code: &str, span: Span) {
        self.inline(span);
        if let Some(folder) = path::folder_of_code(code) {
            match self.lists.last_mut() {
                Some(list) => list.folder = Some(folder.into()),
                None => self.last_folder = Some(folder.into()),
            }
        }
        if self.links.is_empty()
            && let Some(found) = path::of_code(code)
            && let Some(at) = self.slice(span).find(found)
        {
            let start = span.start as usize + at;
            let below = match self.lists.len() {
                0 => None,
                1 => self.last_folder.clone(),
                depth => self.lists[depth - 2].folder.clone(),
            };
            let link = self.link(LinkKind::Path, span, Span::new(start, start + found.len()), found.to_owned());
            self.document.links.push(Link { below, ..link });
        }
        self.plain(code);
    }
}
