//! Paragraphs, and those that are runs of `**Key:** value` lines.

use pulldown_cmark::{Event, TagEnd};

use super::Writer;
use crate::base::span::Span;
use crate::parse::document::Field;
use crate::render::escape;

impl<'w> Writer<'w> {
    pub(super) fn start_paragraph(&mut self, span: Span) {
        let list = self.document.fields.iter().find(|list| list.span == span).filter(|list| list.fields.len() > 1);
        match list {
            Some(list) => {
                self.tag("dl", " class=\"fields\"");
                self.out.push('\n');
                self.fields = Some((list, 0));
            }
            None => self.out.push_str("<p>"),
        }
    }

    /// A key, which may name a day.
    fn key(&mut self, field: &Field) {
        let written = field.key_span.of(&self.handbook.source(self.at).text).find(&field.key);
        match written.map(|at| field.key_span.start as usize + at) {
            Some(at) => self.plain_text(&field.key, Span::new(at, at + field.key.len())),
            None => escape::text_into(&mut self.out, &field.key),
        }
    }

    /// Between the lines of a field list: begins entries, and leaves out what belongs to keys. True if that is all.
    pub(super) fn in_fields(&mut self, event: &Event<'_>, span: Span) -> bool {
        let Some((list, next)) = self.fields else { return false };
        if matches!(event, Event::End(TagEnd::Paragraph)) {
            return false;
        }
        if let Some(field) = list.fields.get(next)
            && span.start >= field.key_span.start
        {
            if next > 0 {
                self.out.push_str("</dd></div>\n");
            }
            // A last key without a value heads the list that follows, and belongs to it.
            self.key_alone = next + 1 == list.fields.len() && field.value.is_empty();
            self.out.push_str(if self.key_alone { "</dl>\n<p><strong>" } else { "<div><dt>" });
            self.key(field);
            self.out.push_str(if self.key_alone { ":</strong>" } else { "</dt><dd>" });
            self.fields = Some((list, next + 1));
            self.skip_until = field.value_span.start;
        }
        if span.start < self.skip_until {
            // A text may hold the key's colon and go on with the value.
            if let Event::Text(text) = event
                && span.end > self.skip_until
                && let Some(rest) = text.get((self.skip_until - span.start) as usize..)
            {
                let trimmed = rest.trim_start();
                let start = span.end - trimmed.len() as u32;
                self.plain_text(trimmed, Span { start, end: span.end });
            }
            return true;
        }
        let (list, next) = self.fields.unwrap_or((list, next));
        let begins = list.fields.get(next).is_some_and(|field| field.key_span.start <= span.end + 3);
        match event {
            Event::SoftBreak | Event::HardBreak if begins => true,
            Event::Text(text) if span.start == self.skip_until && text.starts_with(' ') => {
                let trimmed = text.trim_start();
                self.plain_text(trimmed, Span { start: span.end - trimmed.len() as u32, end: span.end });
                true
            }
            _ => false,
        }
    }
}
