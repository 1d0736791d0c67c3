//! Headings, quotations, lists, tables, code.

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::{LEVELS, Rest, Table, Writer};
use crate::base::span::Span;
use crate::parse::document::Heading;
use crate::render::body::RawHtml;
use crate::render::escape;

impl<'w> Writer<'w> {
    pub(super) fn start_heading(&mut self, span: Span) {
        let headings = &self.document.outline;
        while self.heading_at < headings.len() && headings[self.heading_at].span.start < span.start {
            self.seen_h1 |= headings[self.heading_at].level == 1;
            self.heading_at += 1;
        }
        let Some(heading) = headings.get(self.heading_at).filter(|heading| heading.span == span) else { return };
        self.begin_card(heading);
        self.heading_at += 1;
        self.heading = Some(heading);
        let level = self.shown_level(heading);
        self.seen_h1 |= heading.level == 1;
        self.tag("div", " class=\"heading\"");
        let id = escape::attribute(&heading.id);
        self.tag_with(LEVELS[level], &[" id=\"", &id, "\""]);
    }

    /// A page has one H1: those after the first are shown as H2.
    pub(super) fn shown_level(&self, heading: &Heading) -> usize {
        if heading.level == 1 && self.seen_h1 { 2 } else { heading.level as usize }
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        // `seen_h1` was set by this very heading, unless an earlier one had set it.
        let earlier = self.document.outline[..self.heading_at - 1].iter().any(|other| other.level == 1);
        let level = if heading.level == 1 && earlier { 2 } else { heading.level as usize };
        self.out.push_str("</");
        self.out.push_str(LEVELS[level]);
        self.out.push('>');
        let id = escape::attribute(&crate::base::path::encode(&heading.id));
        let label = escape::attribute(&heading.text);
        self.tag_with("a", &[" class=\"anchor\" href=\"#", &id, "\" aria-label=\"Link to section: ", &label, "\""]);
        self.out.push_str("</a></div>\n");
        self.head_card();
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, title) = match kind {
            None => {
                self.out.push_str("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        self.tag("div", &format!(" class=\"alert {class}\" role=\"note\""));
        self.tag("p", " class=\"alert-title\"");
        self.out.push_str(title);
        self.out.push_str("</p>\n");
    }

    pub(super) fn start_list(&mut self, number: Option<u64>, span: Span) {
        let tasks = self.box_at(span).is_some();
        let rail = self.begin_list(span);
        match number {
            Some(1) | None if rail => self.tag(if number.is_some() { "ol" } else { "ul" }, " class=\"rail\""),
            Some(1) | None if tasks => self.tag(if number.is_some() { "ol" } else { "ul" }, " class=\"tasks\""),
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.tag("ol", &format!(" start=\"{start}\"")),
            None => self.out.push_str("<ul>"),
        }
        self.out.push('\n');
    }

    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table { count: self.table.count + 1, alignments, column: 0, in_head: false, rest: Rest::Nothing };
        let label = format!(" class=\"table\" aria-label=\"Table {}\" tabindex=\"0\"", self.table.count);
        self.tag("section", &label);
        self.out.push_str("<table>");
    }

    pub(super) fn start_cell(&mut self, span: Span) {
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        if self.table.in_head {
            self.tag("th", class);
        } else {
            self.state_cell(span, class);
        }
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let named = escape::attribute(&language.to_lowercase());
        let class = match named.as_str() {
            "mermaid" | "plantuml" | "dot" | "graphviz" => "diagram",
            "math" | "latex" | "tex" => "math",
            _ => "code",
        };
        self.tag_with("pre", &[" class=\"", class, "\" tabindex=\"0\""]);
        if named.is_empty() {
            self.out.push_str("<code>");
        } else {
            self.tag_with("code", &[" class=\"language-", &named, "\""]);
        }
        match self.highlighter.highlight(&language, &code).filter(|_| class == "code") {
            // Classes of spans go through the sanitizer like all else of ours.
            Some(html) => self.highlighted(&html),
            None => escape::text_into(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
    }

    pub(super) fn highlighted(&mut self, html: &str) {
        if self.raw != RawHtml::Sanitized {
            self.out.push_str(html);
            return;
        }
        let mut rest = html;
        while let Some(at) = rest.find("<span class=\"") {
            self.out.push_str(&rest[..at]);
            let class = &rest[at + 5..];
            let end = class.find('>').unwrap_or(class.len());
            self.tag("span", &class[..end]);
            rest = class.get(end + 1..).unwrap_or_default();
        }
        self.out.push_str(rest);
    }
}
