//! Writes the events of one document as markup.

mod blocks;
mod cards;
mod fields;
mod links;
mod raw;
mod states;
mod text;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use crate::base::span::Span;
use crate::link::Handbook;
use crate::parse::document::{Document, FieldList, Heading};
use crate::parse::markdown;
use crate::render::boxes::tick;
use crate::render::highlight::Highlighter;
use crate::render::site::Site;
use crate::understand::fact::Fact;

use super::RawHtml;
use super::attributes::Own;
use super::dress::{Card, Dress, Rest};
use super::href::Written;

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
pub fn write(site: &Site<'_>, dress: &Dress<'_>, document: usize, address: &str, raw: RawHtml) -> Output {
    let handbook = site.handbook;
    let source = handbook.source(document);
    let parsed = &handbook.documents[document];
    let text = markdown::Text::new(&source.text, parsed.body);
    let mut writer = Writer {
        handbook,
        highlighter: &site.highlighter,
        dress,
        at: document,
        document: parsed,
        address,
        text: &text,
        out: String::with_capacity(source.text.len() * 2),
        own: Own::new(&source.text, raw == RawHtml::Sanitized),
        raw,
        broken: 0,
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
        ticks: tick::keys(parsed),
        html_links: raw::html_links(parsed),
        depth: 0,
        card_begins: None,
        cards: Vec::new(),
        lists: Vec::new(),
        line: None,
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
    /// What the agenda leaves that the rows so far are.
    rest: Rest,
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
    dress: &'w Dress<'w>,
    at: usize,
    document: &'w Document,
    address: &'w str,
    text: &'w markdown::Text<'w>,
    out: String,
    own: Own,
    raw: RawHtml,
    broken: usize,
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
    /// By box of the document: what a reader's tick is kept by.
    ticks: Vec<String>,
    /// Numbers of the references in raw HTML, by the places of their targets.
    html_links: Vec<usize>,
    /// How many quotations, lists, footnotes and definitions are open.
    depth: usize,
    /// The card whose heading is being written.
    card_begins: Option<&'w Card<'w>>,
    /// Cards that are open, with the levels of their headings, and whether they are sections of their own.
    cards: Vec<(u8, &'w Card<'w>, bool)>,
    /// For each list that is open: what its agenda leaves, once its last item is reached.
    lists: Vec<Rest>,
    /// What the row that is being written tells, as long as none of its cells says how far that is.
    line: Option<&'w Fact>,
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
            Event::TaskListMarker(done) => self.task_box(done, span),
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
        self.depth += usize::from(is_container(&tag.to_end()));
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
                self.start_row(span);
            }
            Tag::TableCell => self.start_cell(span),
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
        self.depth = self.depth.saturating_sub(usize::from(is_container(&tag)));
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
            TagEnd::List(numbered) => self.end_list(numbered),
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
            TagEnd::Table => {
                self.out.push_str("</tbody></table></section>\n");
                self.rest(self.table.rest);
            }
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

    fn finish(mut self) -> Output {
        self.end_cards(1);
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

/// Whether what stands in it cannot be part of a section that begins outside of it.
fn is_container(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

const LEVELS: [&str; 7] = ["h1", "h1", "h2", "h3", "h4", "h5", "h6"];
