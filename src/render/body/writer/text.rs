//! Text, code spans, maths, references to footnotes.

use pulldown_cmark::CowStr;

use super::Writer;
use crate::base::span::Span;
use crate::link::target::{Broken, Target};
use crate::parse::document::LinkKind;
use crate::render::body::href::{self, Written};
use crate::render::body::inline;
use crate::render::escape;

impl<'w> Writer<'w> {
    pub(super) fn plain_text(&mut self, text: &str, span: Span) {
        let written = span.len() == text.len();
        // The `{#id}` of a heading is no part of its text.
        let mut text = text;
        if let Some(heading) = self.heading
            && let Some(id) = self.document.ids.iter().find(|id| heading.span.contains(id.span) && id.id == heading.id)
        {
            let cut = id.span.start.saturating_sub(2);
            if span.start >= cut {
                return;
            }
            let keep = text.len().min((cut - span.start) as usize);
            if span.end > cut {
                text = text.get(..keep).unwrap_or(text).trim_end();
            }
        }
        if self.open_links.is_empty() && self.heading.is_some() && written {
            let span = Span::new(span.start as usize, span.start as usize + text.len());
            let quiet = self.card_begins.is_some_and(|card| card.day.is_some());
            inline::heading(&mut self.out, &mut self.own, text, span, self.dress, quiet);
            return;
        }
        if !self.open_links.is_empty() || self.heading.is_some() {
            escape::text_into(&mut self.out, text);
            return;
        }
        let place = inline::Place {
            handbook: self.handbook,
            dress: self.dress,
            document: self.at,
            address: self.address,
            span: written.then_some(span),
        };
        inline::write(&mut self.out, &mut self.own, text, &place);
    }

    pub(super) fn math(&mut self, math: &str, class: &str) {
        self.tag("code", class);
        escape::text_into(&mut self.out, math);
        self.out.push_str("</code>");
    }

    pub(super) fn inline_code(&mut self, code: &str, span: Span) {
        let found = self.find_link(span, |kind| kind == LinkKind::Path);
        let written = found.filter(|_| self.open_links.is_empty()).map(|(link, target)| {
            let planned = link.planned && matches!(target, Target::Broken(Broken::Path { elsewhere: None, .. }));
            (planned, href::of(self.handbook, self.at, self.address, &link.target, target))
        });
        let mut end = "";
        let mut class = String::new();
        match written {
            Some((false, Written::Link { href, class: kind })) => {
                let kind = if kind.is_empty() { "path" } else { kind };
                self.tag_with("a", &[" class=\"", kind, "\" href=\"", &href, "\""]);
                end = "</a>";
            }
            Some((false, Written::Plain { class: "broken", title })) => {
                self.broken += 1;
                class = format!(" class=\"broken\" title=\"{}\"", escape::attribute(&title));
            }
            _ => {}
        }
        self.tag("code", &class);
        escape::text_into(&mut self.out, code);
        self.out.push_str("</code>");
        self.out.push_str(end);
    }

    pub(super) fn footnote_reference(&mut self, label: &CowStr<'_>) {
        let count = self.footnotes.order.len();
        let order = &mut self.footnotes.order;
        let entry = self.footnotes.numbers.entry(label.to_string()).or_insert_with(|| {
            order.push(label.to_string());
            (count + 1, 0)
        });
        entry.1 += 1;
        let (number, nth) = *entry;
        let again = if nth > 1 { format!("-{nth}") } else { String::new() };
        self.tag("sup", " class=\"footnote-ref\"");
        self.tag("a", &format!(" href=\"#fn-{number}\" id=\"fnref-{number}{again}\" aria-label=\"Footnote {number}\""));
        self.out.push_str(&number.to_string());
        self.out.push_str("</a></sup>");
    }
}
