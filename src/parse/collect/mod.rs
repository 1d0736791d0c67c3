//! Walks the events of one document and keeps what later phases need.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

mod blocks;
mod fields;
mod inline;
mod links;
mod raw;

use crate::base::source::{Source, SourceId};
use crate::base::span::Span;

use super::document::*;
use super::front_matter::FrontMatter;
use super::markdown;
use super::slug::Slugger;
use super::tape::{Recorder, Tape};
use super::task_id::Series;

/// Reads one document whose front matter is known.
pub fn document(id: SourceId, source: &Source, front_matter: FrontMatter, body: Body) -> Document {
    let text = markdown::Text::new(&source.text, body);
    let mut collector = Collector::new(&text, id, &source.path, front_matter, body);
    let mut undefined = Vec::new();
    let mut recorder = Recorder::new(&text.text);
    let definitions = markdown::read(&text.text, &mut undefined, |event, range| {
        recorder.record(&event, &range);
        collector.event(event, range);
    });
    collector.document.events = recorder.finish();
    for mut missing in undefined {
        missing.span = missing.span.shifted(text.base);
        collector.document.undefined.push(missing);
    }
    collector.cover_definitions(definitions.iter().map(|(range, _)| range));
    for (range, target) in definitions {
        collector.definition(range, target);
    }
    collector.finish()
}

/// An inline construct or block that is being read.
#[derive(Default)]
struct OpenBlock {
    index: u32,
    /// Text without markup, on one line.
    plain: String,
    /// Where its content begins and ends.
    content: Option<Span>,
    task: Option<(Span, bool)>,
    fields: Vec<Field>,
    /// How many emphases are open: a field's key stands in none but its own.
    depth: i32,
    /// At the start of a line, where a field may begin.
    at_line_start: bool,
    /// Start of a strong span at a line's start: place and length of `plain` before it.
    strong: Option<(u32, usize)>,
    /// A strong span at a line's start has just ended: a colon after it makes it a key.
    may_be_key: Option<(Span, String)>,
    /// Where in `plain` the running value starts.
    value_from: usize,
    not_fields: bool,
    /// `{#id}` at the end of a heading.
    level: u8,
}

struct OpenLink {
    kind: LinkKind,
    link_type: LinkType,
    span: Span,
    target: String,
    /// Where the destination stands, when it is a piece of the text.
    place: Option<Span>,
    content_end: u32,
}

struct OpenList {
    /// The block before it, which says what the list is of.
    intro: Option<Span>,
    /// The folder that the running item names.
    folder: Option<Box<str>>,
}

struct Collector<'t, 'a> {
    text: &'t markdown::Text<'a>,
    document: Document,
    block: Option<OpenBlock>,
    links: Vec<OpenLink>,
    lists: Vec<OpenList>,
    /// Folder named by the last block outside lists.
    last_folder: Option<Box<str>>,
    items: u32,
    slugger: Slugger,
    headers: Vec<Span>,
    column: usize,
    in_head: bool,
    first_cell: bool,
    code: bool,
    html_block: Option<u32>,
    /// Allowances that wait for the next block.
    waiting: Vec<usize>,
    last_text: Option<Span>,
    /// Room for the next block's text.
    spare: String,
    /// Ids at the heads of entries.
    series: Series,
}

impl<'t, 'a> Collector<'t, 'a> {
    fn new(text: &'t markdown::Text<'a>, source: SourceId, path: &str, front_matter: FrontMatter, body: Body) -> Self {
        let document = Document {
            source,
            path: path.to_owned(),
            front_matter,
            outline: Vec::new(),
            blocks: Vec::new(),
            links: Vec::new(),
            tasks: Vec::new(),
            fields: Vec::new(),
            ids: Vec::new(),
            html_ids: Vec::new(),
            task_ids: Vec::new(),
            undefined: Vec::new(),
            allowances: Vec::new(),
            has_raw_html: false,
            body,
            events: Tape::default(),
        };
        Self {
            text,
            document,
            block: None,
            links: Vec::new(),
            lists: Vec::new(),
            last_folder: None,
            items: 0,
            slugger: Slugger::default(),
            headers: Vec::new(),
            column: 0,
            in_head: false,
            first_cell: false,
            code: false,
            html_block: None,
            waiting: Vec::new(),
            last_text: None,
            spare: String::new(),
            series: Series::default(),
        }
    }

    fn slice(&self, span: Span) -> &str {
        let base = self.text.base as u32;
        Span { start: span.start - base, end: span.end - base }.of(&self.text.text)
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = self.text.span(&range);
        match event {
            Event::Start(tag) => self.start(tag, &range, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(_) if self.code => {}
            Event::Text(text) => self.inline_text(&text, span),
            Event::Code(code) => self.inline_code(&code, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(span);
                self.plain(&text);
            }
            Event::InlineHtml(_) => {
                self.inline(span);
                self.html(span, false);
            }
            Event::Html(_) => {}
            Event::FootnoteReference(_) => self.inline(span),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::TaskListMarker(done) => {
                self.open_item_text(span);
                if let Some(block) = &mut self.block {
                    block.task = Some((span, done));
                    block.content = None;
                }
            }
            Event::Rule => {}
        }
        if let Some(link) = self.links.last_mut()
            && span.end <= link.span.end
            && span != link.span
        {
            link.content_end = link.content_end.max(span.end);
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>, span: Span) {
        if matches!(tag, Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_) | Tag::DefinitionList) {
            self.cover(span);
        }
        match tag {
            Tag::Paragraph => self.open(BlockKind::Paragraph, span),
            Tag::Heading { level, .. } => {
                self.open(BlockKind::Heading, span);
                if let Some(block) = &mut self.block {
                    block.level = level_number(level);
                }
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.push_block(BlockKind::Code, span);
                self.code = true;
            }
            Tag::HtmlBlock => {
                self.close();
                self.html_block = Some(self.push_block(BlockKind::Html, span));
                self.html(span, true);
            }
            Tag::List(_) => {
                let intro = self.close_span().or(self.last_text);
                let folder = self.lists.last().map_or_else(|| self.last_folder.clone(), |list| list.folder.clone());
                self.lists.push(OpenList { intro, folder });
            }
            Tag::Item => {
                self.close();
                self.items += 1;
                let outer = self.lists.len().checked_sub(2).and_then(|at| self.lists[at].folder.clone());
                let outer = if self.lists.len() == 1 { self.last_folder.clone() } else { outer };
                if let Some(list) = self.lists.last_mut() {
                    list.folder = outer;
                }
            }
            Tag::Table(_) => {
                self.close();
                self.headers.clear();
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
            }
            Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                self.first_cell = self.column == 0;
                self.open(BlockKind::Cell, span);
                if self.in_head {
                    self.headers.push(span);
                }
            }
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.open(BlockKind::Definition, span),
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList => self.close(),
            Tag::Link { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let kind = if wiki { LinkKind::Wiki } else { LinkKind::Link };
                self.open_link(kind, link_type, &dest_url, range, span);
            }
            Tag::Image { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let kind = if wiki { LinkKind::WikiImage } else { LinkKind::Image };
                self.open_link(kind, link_type, &dest_url, range, span);
            }
            Tag::Strong => {
                self.inline(span);
                if let Some(block) = &mut self.block
                    && block.at_line_start
                {
                    block.strong = Some((span.start, block.plain.len()));
                    block.at_line_start = false;
                }
                self.nested(1);
            }
            _ => {
                self.inline(span);
                self.nested(1);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.close()
            }
            TagEnd::TableCell => {
                self.close();
                self.column += 1;
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Table => self.last_text = None,
            TagEnd::CodeBlock => {
                self.code = false;
                self.last_text = None;
            }
            TagEnd::HtmlBlock => self.html_block = None,
            TagEnd::Item => {
                self.close();
                self.items -= 1;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.last_text = None;
                    self.last_folder = None;
                }
            }
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::Strong => {
                self.nested(-1);
                self.end_strong(span);
            }
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => self.nested(-1),
            _ => {}
        }
    }

    fn finish(mut self) -> Document {
        self.close();
        let document = &mut self.document;
        document.task_ids.retain(|mention| self.series.has(&mention.id));
        document.links.sort_by_key(|link| (link.span.start, link.target_span.start));
        // Ten thousand documents are in memory at once: each without the room that its lists grew into.
        exact(&mut document.outline);
        exact(&mut document.blocks);
        exact(&mut document.links);
        exact(&mut document.tasks);
        self.document
    }
}

/// Moves a list to where it fits exactly. (Allocators leave a list that shrinks by less than half where it is.)
fn exact<T>(list: &mut Vec<T>) {
    let mut fitting = Vec::with_capacity(list.len());
    fitting.append(list);
    *list = fitting;
}

/// The heading that text after the last heading stands under, the one above that, and so on.
pub fn headings_above(outline: &[Heading]) -> impl Iterator<Item = &Heading> {
    let mut level = 7;
    outline.iter().rev().filter(move |heading| {
        let above = heading.level < level;
        if above {
            level = heading.level;
        }
        above
    })
}

/// `Title {#id}` -> `Title` and `id`.
pub fn explicit_id(text: &str) -> Option<(&str, &str)> {
    let (before, rest) = text.strip_suffix('}')?.rsplit_once("{#")?;
    let named = !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    named.then(|| (before.trim_end(), rest))
}

/// The words of a text with one space between them.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
