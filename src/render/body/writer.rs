//! Writes the events of one document as markup.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::base::span::Span;
use crate::link::Handbook;
use crate::link::target::{Broken, Target};
use crate::parse::document::{Document, FieldList, Heading, Link, LinkKind};
use crate::parse::markdown;
use crate::render::escape;
use crate::render::highlight::Highlighter;

use super::RawHtml;
use super::attributes::Own;
use super::href::{self, Written};
use super::inline;

/// What was written.
pub struct Output {
    /// Markup; with marks for our attributes where it will be sanitized.
    pub html: String,
    /// The attributes that the marks stand for.
    pub own: Own,
    /// How many references lead nowhere.
    pub broken: usize,
}

/// Writes a document's text for its page at `address`.
pub fn write(
    handbook: &Handbook<'_>,
    highlighter: &Highlighter,
    document: usize,
    address: &str,
    raw: RawHtml,
) -> Output {
    let source = handbook.source(document);
    let parsed = &handbook.documents[document];
    let text = markdown::Text::new(&source.text, parsed.body);
    let mut writer = Writer {
        handbook,
        highlighter,
        at: document,
        document: parsed,
        address,
        text: &text,
        out: String::with_capacity(source.text.len() * 2),
        own: Own::new(&source.text, raw == RawHtml::Sanitized),
        raw,
        broken: 0,
        link_at: 0,
        heading_at: 0,
        open_links: Vec::new(),
        heading: None,
        seen_h1: false,
        image: None,
        code: None,
        table: Table::default(),
        fields: None,
        key_alone: false,
        skip_until: 0,
        footnotes: Footnotes::default(),
        html_links: html_links(parsed),
    };
    for (event, range) in parsed.events.read(&text.text) {
        writer.event(event, &range);
    }
    writer.finish()
}

/// How a link that is open was begun, and so how it ends.
struct OpenLink {
    end: &'static str,
}

#[derive(Default)]
struct Table {
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

/// Footnotes in the order of their first reference.
#[derive(Default)]
struct Footnotes {
    /// By label: number and references so far.
    numbers: HashMap<String, (usize, usize)>,
    order: Vec<String>,
    /// By label: the text.
    texts: HashMap<String, String>,
    /// The definition that is being written, and what was written before it.
    open: Option<(String, String)>,
}

struct Image {
    /// Attributes, or why there is no picture.
    written: Written,
    title: String,
    alt: String,
    depth: usize,
}

struct Writer<'w> {
    handbook: &'w Handbook<'w>,
    highlighter: &'w Highlighter,
    at: usize,
    document: &'w Document,
    address: &'w str,
    text: &'w markdown::Text<'w>,
    out: String,
    own: Own,
    raw: RawHtml,
    broken: usize,
    link_at: usize,
    heading_at: usize,
    open_links: Vec<OpenLink>,
    heading: Option<&'w Heading>,
    seen_h1: bool,
    image: Option<Image>,
    /// Language and text of the block of code that is being read.
    code: Option<(String, String)>,
    table: Table,
    /// The field list that is being written, and the number of its next field.
    fields: Option<(&'w FieldList, usize)>,
    /// Whether the list's last key was written as a line of its own.
    key_alone: bool,
    /// Inline events that start before this byte are left out: a field's key, a heading's `{#id}`.
    skip_until: u32,
    footnotes: Footnotes,
    /// Numbers of the references in raw HTML, by the places of their targets.
    html_links: Vec<usize>,
}

impl<'w> Writer<'w> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let span = self.text.span(range);
        if let Some((_, code)) = &mut self.code {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => self.end_code(),
                _ => {}
            }
            return;
        }
        if self.image.is_some() && self.in_image(&event) {
            return;
        }
        if self.fields.is_some() && self.in_fields(&event, span) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.plain_text(&text, span),
            Event::Code(code) => self.inline_code(&code, span),
            Event::InlineMath(math) => self.math(&math, " class=\"math\""),
            Event::DisplayMath(math) => self.math(&math, " class=\"math display\""),
            Event::Html(_) | Event::InlineHtml(_) => self.html(span),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.tag(
                    "span",
                    if done {
                        " class=\"box\" role=\"img\" aria-label=\"Done\""
                    } else {
                        " class=\"box\" role=\"img\" aria-label=\"To do\""
                    },
                );
                self.out.push_str("</span> ");
            }
        }
    }

    /// A start tag with attributes of ours.
    fn tag(&mut self, name: &str, attributes: &str) {
        self.out.push('<');
        self.out.push_str(name);
        if !attributes.is_empty() {
            self.own.write(&mut self.out, attributes);
        }
        self.out.push('>');
    }

    /// The same with attributes in pieces.
    fn tag_with(&mut self, name: &str, attributes: &[&str]) {
        if self.raw == RawHtml::Sanitized {
            self.tag(name, &attributes.concat());
            return;
        }
        self.out.push('<');
        self.out.push_str(name);
        for piece in attributes {
            self.out.push_str(piece);
        }
        self.out.push('>');
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.start_paragraph(span),
            Tag::Heading { .. } => self.start_heading(span),
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',', '{', '\t']).next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((info, String::new()));
            }
            Tag::List(number) => self.start_list(number, span),
            Tag::Item => self.start_item(span),
            Tag::FootnoteDefinition(label) => {
                let before = std::mem::take(&mut self.out);
                self.footnotes.open = Some((label.to_string(), before));
            }
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, span),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, span),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if self.fields.take().is_some() {
                    self.out.push_str(if self.key_alone { "</p>\n" } else { "</dd></div>\n</dl>\n" });
                } else {
                    self.out.push_str("</p>\n");
                }
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, before)) = self.footnotes.open.take() {
                    let text = std::mem::replace(&mut self.out, before);
                    self.footnotes.texts.entry(label).or_insert(text);
                }
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></section>\n"),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.out.push_str("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.table.in_head { "</th>" } else { "</td>" });
                self.table.column += 1;
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => {
                if let Some(open) = self.open_links.pop() {
                    self.out.push_str(open.end);
                }
            }
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    // --- blocks ---

    fn start_paragraph(&mut self, span: Span) {
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

    /// Between the lines of a field list: begins entries, and leaves out what belongs to keys. True if that is all.
    fn in_fields(&mut self, event: &Event<'_>, span: Span) -> bool {
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
            escape::text_into(&mut self.out, &field.key);
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

    fn start_heading(&mut self, span: Span) {
        let headings = &self.document.outline;
        while self.heading_at < headings.len() && headings[self.heading_at].span.start < span.start {
            self.seen_h1 |= headings[self.heading_at].level == 1;
            self.heading_at += 1;
        }
        let Some(heading) = headings.get(self.heading_at).filter(|heading| heading.span == span) else { return };
        self.heading_at += 1;
        self.heading = Some(heading);
        let level = self.shown_level(heading);
        self.seen_h1 |= heading.level == 1;
        self.tag("div", " class=\"heading\"");
        let id = escape::attribute(&heading.id);
        self.tag_with(LEVELS[level], &[" id=\"", &id, "\""]);
    }

    /// A page has one H1: those after the first are shown as H2.
    fn shown_level(&self, heading: &Heading) -> usize {
        if heading.level == 1 && self.seen_h1 { 2 } else { heading.level as usize }
    }

    fn end_heading(&mut self) {
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
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
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

    fn start_list(&mut self, number: Option<u64>, span: Span) {
        let tasks = self.box_at(span).is_some();
        match number {
            Some(1) | None if tasks => self.tag(if number.is_some() { "ol" } else { "ul" }, " class=\"tasks\""),
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.tag("ol", &format!(" start=\"{start}\"")),
            None => self.out.push_str("<ul>"),
        }
        self.out.push('\n');
    }

    fn start_item(&mut self, span: Span) {
        match self.box_at(span) {
            Some(true) => self.tag("li", " class=\"task done\""),
            Some(false) => self.tag("li", " class=\"task open\""),
            None => self.out.push_str("<li>"),
        }
    }

    /// Whether the item that begins here has a box, and whether that is ticked.
    fn box_at(&self, span: Span) -> Option<bool> {
        let tasks = &self.document.tasks;
        let task = tasks.get(tasks.partition_point(|task| task.marker.start < span.start))?;
        // Between an item's start and its box there is a bullet or number, and space.
        (task.marker.start < span.end && task.marker.start - span.start <= 16).then_some(task.done)
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table { count: self.table.count + 1, alignments, column: 0, in_head: false };
        let label = format!(" class=\"table\" aria-label=\"Table {}\" tabindex=\"0\"", self.table.count);
        self.tag("section", &label);
        self.out.push_str("<table>");
    }

    fn start_cell(&mut self) {
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.tag(if self.table.in_head { "th" } else { "td" }, class);
    }

    fn end_code(&mut self) {
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

    fn highlighted(&mut self, html: &str) {
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

    // --- inline ---

    fn plain_text(&mut self, text: &str, span: Span) {
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
        if !self.open_links.is_empty() || self.heading.is_some() {
            escape::text_into(&mut self.out, text);
            return;
        }
        let written = span.len() == text.len();
        let place = inline::Place {
            handbook: self.handbook,
            document: self.at,
            address: self.address,
            span: written.then_some(span),
        };
        inline::write(&mut self.out, &mut self.own, text, &place);
    }

    fn math(&mut self, math: &str, class: &str) {
        self.tag("code", class);
        escape::text_into(&mut self.out, math);
        self.out.push_str("</code>");
    }

    fn inline_code(&mut self, code: &str, span: Span) {
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

    fn footnote_reference(&mut self, label: &CowStr<'_>) {
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

    // --- references ---

    /// The reference at a span of the text, and what it leads to.
    fn find_link(&mut self, span: Span, is: impl Fn(LinkKind) -> bool) -> Option<(&'w Link, &'w Target)> {
        let links = &self.document.links;
        let at = links.partition_point(|link| link.span.start < span.start);
        self.link_at = at;
        let same = |(_, link): &(usize, &Link)| link.span.start == span.start;
        let mut candidates = links[at..].iter().enumerate().take_while(same);
        let (offset, link) = candidates.find(|(_, link)| link.span == span && is(link.kind))?;
        Some((link, &self.handbook.targets[self.at][at + offset]))
    }

    fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, span: Span) {
        let written = match self.find_link(span, |kind| matches!(kind, LinkKind::Link | LinkKind::Wiki)) {
            Some((link, target)) => href::of(self.handbook, self.at, self.address, &link.target, target),
            None if link_type == LinkType::Email => {
                Written::Link { href: escape::attribute(&format!("mailto:{target}")), class: "" }
            }
            None => Written::Plain { class: "unlinked", title: String::new() },
        };
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape::attribute(title)) };
        match written {
            Written::Link { href, class } => {
                let (class, rel) = match class {
                    "" => (["", "", ""], ""),
                    class => ([" class=\"", class, "\""], " rel=\"noopener\""),
                };
                self.tag_with("a", &[class[0], class[1], class[2], " href=\"", &href, "\"", &title, rel]);
                self.open_links.push(OpenLink { end: "</a>" });
            }
            Written::Plain { class: "", .. } => {
                self.out.push_str("[[");
                self.open_links.push(OpenLink { end: "]]" });
            }
            Written::Plain { class, title } => {
                self.broken += usize::from(class == "broken");
                self.tag("span", &format!(" class=\"{class}\" title=\"{}\"", escape::attribute(&title)));
                self.open_links.push(OpenLink { end: "</span>" });
            }
        }
    }

    fn start_image(&mut self, target: &str, title: &str, span: Span) {
        let written = match self.find_link(span, |kind| matches!(kind, LinkKind::Image | LinkKind::WikiImage)) {
            Some((link, target)) => href::of(self.handbook, self.at, self.address, &link.target, target),
            None => Written::Link { href: escape::attribute(target), class: "" },
        };
        self.image = Some(Image { written, title: title.to_owned(), alt: String::new(), depth: 1 });
    }

    /// Inside a picture there is only text. True if the event was that.
    fn in_image(&mut self, event: &Event<'_>) -> bool {
        let Some(image) = &mut self.image else { return false };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => {
                image.depth -= 1;
                if image.depth == 0 {
                    self.end_image();
                }
            }
            _ => {}
        }
        true
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let alt = escape::attribute(&image.alt);
        match image.written {
            Written::Link { href, .. } => {
                let title = if image.title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape::attribute(&image.title))
                };
                self.tag("img", &format!(" src=\"{href}\" alt=\"{alt}\"{title} loading=\"lazy\""));
            }
            Written::Plain { class, title } => {
                self.broken += usize::from(class == "broken");
                self.tag("span", &format!(" class=\"{class}\" title=\"{}\"", escape::attribute(&title)));
                let shown = if alt.is_empty() { "Picture" } else { &alt };
                self.out.push_str(shown);
                self.out.push_str("</span>");
            }
        }
    }

    /// Raw HTML: its addresses as ours, ids for its headings; comments alone are left out.
    fn html(&mut self, span: Span) {
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
                        let mut attributes = String::new();
                        self.own.write(
                            &mut attributes,
                            &format!(" class=\"{class}\" title=\"{}\"", escape::attribute(&title)),
                        );
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

    fn finish(mut self) -> Output {
        if !self.footnotes.order.is_empty() {
            self.tag("div", " class=\"footnotes\" role=\"doc-endnotes\"");
            self.out.push_str("\n<ol>\n");
            for (at, label) in std::mem::take(&mut self.footnotes.order).into_iter().enumerate() {
                let number = at + 1;
                let text = self.footnotes.texts.remove(&label).unwrap_or_default();
                self.tag("li", &format!(" id=\"fn-{number}\""));
                // The way back stands at the end of the last paragraph.
                let inner = text.trim_end();
                let (inner, end) = inner.strip_suffix("</p>").map_or((inner, ""), |inner| (inner, "</p>"));
                self.out.push_str(inner);
                self.out.push(' ');
                self.tag("a", &format!(" class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"Back to the text of footnote {number}\""));
                self.out.push_str("↩</a>");
                self.out.push_str(end);
                self.out.push_str("</li>\n");
            }
            self.out.push_str("</ol>\n</div>\n");
        }
        Output { html: self.out, own: self.own, broken: self.broken }
    }
}

const LEVELS: [&str; 7] = ["h1", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Numbers of the references in raw HTML, by the places of their targets.
fn html_links(document: &Document) -> Vec<usize> {
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
