//! Events of a document -> the nodes of its reading.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::finish;
use super::node::{Cell, Kind, Node, Table};
use super::parts::Parts;
use crate::base::span::Span;
use crate::parse::document::Document;
use crate::parse::markdown;

mod fence;

/// Reads a document whose source is `text`.
pub(super) fn parts(document: &Document, text: &str) -> Parts {
    let text = markdown::Text::new(text, document.body);
    let keys = document.fields.iter().flat_map(|list| &list.fields).map(|field| field.key_span.start);
    let mut builder = Builder {
        source: &text.text,
        base: text.base,
        parts: Parts::default(),
        open: None,
        containers: Vec::new(),
        headings: Vec::new(),
        outline: 0,
        starts: document.outline.iter().map(|heading| heading.span.start).collect(),
        last: None,
        keys: keys.collect(),
        lists: Vec::new(),
        tasks: 0,
        introduced: false,
        fence: None,
    };
    builder.keys.reverse();
    builder.parts.text.reserve(text.text.len());
    for (event, range) in document.events.read(&text.text) {
        builder.event(event, range);
    }
    builder.close();
    let mut parts = builder.parts;
    finish::all(&mut parts, document);
    parts
}

/// A text that is being read.
struct Open {
    node: u32,
    /// Length of the buffer when its first bold text began.
    strong: Option<usize>,
    /// How many bold texts are open.
    depth: u32,
}

struct Builder<'t> {
    source: &'t str,
    base: usize,
    parts: Parts,
    open: Option<Open>,
    /// Open items, and the lines that introduce open lists, tables and fences.
    containers: Vec<u32>,
    /// Open headings, the highest first: level and node.
    headings: Vec<(u8, u32)>,
    /// Headings so far.
    outline: u32,
    /// Where the headings of the outline begin; those of raw HTML are no nodes.
    starts: Vec<u32>,
    /// The paragraph or field just before, which may introduce what follows.
    last: Option<u32>,
    /// Where fields begin in the source, the next at the end.
    keys: Vec<u32>,
    /// Open lists: whether they are numbered, and whether a line introduces them.
    lists: Vec<(bool, bool)>,
    /// Boxes so far.
    tasks: u32,
    /// Whether a line introduces the open table or fence.
    introduced: bool,
    /// Whether the lines of the open fence are kept.
    fence: Option<bool>,
}

impl<'t> Builder<'t> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.fence.is_some() => self.fence_text(&text, range.start),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => self.code(&code, &range),
            Event::SoftBreak | Event::HardBreak => self.text("\n", &range),
            Event::InlineHtml(html) if html.starts_with("<br") => self.text("; ", &range),
            // The number of a footnote is none of the text before it.
            Event::InlineHtml(html) if html.starts_with("<sup") && self.open.is_some() => self.text(" ", &range),
            Event::TaskListMarker(_) => {
                self.ensure_open(&range);
                if let Some(open) = &self.open {
                    self.parts.nodes[open.node as usize].task = Some(self.tasks);
                }
                self.tasks += 1;
            }
            Event::Rule => {
                self.close();
                self.last = None;
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin_paragraph(range),
            Tag::Heading { level, .. } => self.begin_heading(level as u8, range),
            Tag::List(first) => {
                let introduced = self.introduce(range.start);
                self.lists.push((first.is_some(), introduced));
            }
            Tag::Item => {
                let ordered = self.lists.last().is_some_and(|list| list.0);
                self.begin(Kind::Item { ordered }, range);
                self.containers.extend(self.open.as_ref().map(|open| open.node));
            }
            Tag::Table(_) => {
                self.introduced = self.introduce(range.start);
                let node = self.add(Kind::Table(self.parts.tables.len() as u32), range);
                self.parts.tables.push(Table { node, roles: Vec::new() });
                self.containers.push(node);
            }
            Tag::TableHead => self.begin_row(true, range),
            Tag::TableRow => self.begin_row(false, range),
            Tag::TableCell => self.begin_cell(range),
            Tag::CodeBlock(kind) => self.begin_fence(&kind, range),
            Tag::DefinitionListTitle => self.begin(Kind::Field, range),
            Tag::DefinitionListDefinition => {
                self.close();
                let term = self.last.take();
                self.begin(Kind::Paragraph, range);
                let node = self.parts.nodes.last_mut().filter(|_| term.is_some());
                if let Some(node) = node {
                    node.parent = term;
                }
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock | Tag::DefinitionList => self.close(),
            Tag::Strong => self.begin_strong(range),
            _ => self.ensure_open(range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::DefinitionListTitle | TagEnd::Heading(_) => self.close(),
            TagEnd::Item => {
                self.close();
                self.containers.pop();
                self.last = None;
            }
            TagEnd::List(_) => {
                if self.lists.pop().is_some_and(|list| list.1) {
                    self.containers.pop();
                }
                self.last = None;
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => {
                self.containers.pop();
                self.end_introduced();
            }
            TagEnd::CodeBlock => {
                if self.fence.take().is_some() {
                    self.containers.pop();
                }
                self.end_introduced();
            }
            TagEnd::Strong => self.end_strong(),
            _ => {}
        }
    }

    /// Adds a node without text.
    fn add(&mut self, kind: Kind, range: &Range<usize>) -> u32 {
        let at = self.parts.text.len() as u32;
        let parent = self.containers.last().copied().or(self.headings.last().map(|heading| heading.1));
        self.parts.nodes.push(Node {
            kind,
            span: Span::new(range.start + self.base, range.end + self.base),
            parent,
            end: 0,
            heading: self.outline.checked_sub(1),
            text: at..at,
            trimmed: at..at,
            label: at..at,
            named: at..at,
            value: at..at,
            bold: 0,
            cells: 0..0,
            mentions: 0..0,
            words: 0..0,
            says: Default::default(),
            task: None,
        });
        self.parts.nodes.len() as u32 - 1
    }

    /// Begins a node whose text follows.
    fn begin(&mut self, kind: Kind, range: &Range<usize>) {
        self.close();
        let node = self.add(kind, &(range.start..range.start));
        self.open = Some(Open { node, strong: None, depth: 0 });
    }

    fn begin_paragraph(&mut self, range: &Range<usize>) {
        // The first paragraph of an item is the item's own text.
        let in_item = self.open.as_ref().is_some_and(|open| {
            let node = &self.parts.nodes[open.node as usize];
            matches!(node.kind, Kind::Item { .. }) && node.text.start as usize == self.parts.text.len()
        });
        if !in_item {
            self.begin(Kind::Paragraph, range);
        }
    }

    fn begin_heading(&mut self, level: u8, range: &Range<usize>) {
        self.close();
        self.last = None;
        while self.headings.last().is_some_and(|heading| heading.0 >= level) {
            self.headings.pop();
        }
        let start = (range.start + self.base) as u32;
        while self.starts.get(self.outline as usize).is_some_and(|known| *known < start) {
            self.outline += 1;
        }
        self.outline += 1;
        self.begin(Kind::Heading { level, index: self.outline - 1 }, range);
        let node = self.parts.nodes.len() as u32 - 1;
        self.parts.nodes[node as usize].span.end = (range.end + self.base) as u32;
        // A heading in an item or a quotation stands under no heading of the page, and nothing after it under it.
        if self.containers.is_empty() {
            self.headings.push((level, node));
        }
    }

    fn begin_row(&mut self, header: bool, range: &Range<usize>) {
        let node = self.add(Kind::Row { table: self.parts.tables.len() as u32 - 1, header }, range);
        let cells = self.parts.cells.len() as u32;
        self.parts.nodes[node as usize].cells = cells..cells;
        self.open = Some(Open { node, strong: None, depth: 0 });
    }

    fn begin_cell(&mut self, range: &Range<usize>) {
        let at = self.parts.text.len() as u32;
        let span = Span::new(range.start + self.base, range.end + self.base);
        self.parts.cells.push(Cell { text: at..at, span });
    }

    fn end_cell(&mut self) {
        if let Some(cell) = self.parts.cells.last_mut() {
            cell.text.end = self.parts.text.len() as u32;
            // No phrase reads over it.
            self.parts.text.push('\u{1f}');
        }
    }

    fn end_row(&mut self) {
        let Some(open) = self.open.take() else { return };
        let node = &mut self.parts.nodes[open.node as usize];
        node.text.end = self.parts.text.len() as u32;
        node.cells.end = self.parts.cells.len() as u32;
    }

    fn end_introduced(&mut self) {
        if std::mem::take(&mut self.introduced) {
            self.containers.pop();
        }
        self.last = None;
    }

    /// Makes the line before the one under which a list, table or fence stands, if it introduces it.
    fn introduce(&mut self, start: usize) -> bool {
        self.close();
        let Some(last) = self.last.take() else { return false };
        let node = &self.parts.nodes[last as usize];
        let between = self.source.get(node.span.end as usize - self.base..start).unwrap_or_default();
        let apart = between.bytes().filter(|byte| *byte == b'\n').count() > 1;
        let text = self.parts.text[node.text.start as usize..node.text.end as usize].trim_end();
        let introduces = match node.kind {
            Kind::Field => !apart || text.ends_with(':') || node.value.is_empty(),
            _ if text.ends_with([':', '：']) || node.bold > 0 && node.bold as usize >= text.len() => true,
            _ => !apart && !text.ends_with(['.', '!', '?']) && text.split_whitespace().count() <= 6,
        };
        if introduces {
            self.containers.push(last);
        }
        introduces
    }

    /// A tight item's text begins without a paragraph.
    fn ensure_open(&mut self, range: &Range<usize>) {
        if self.open.is_none() && self.fence.is_none() {
            self.begin(Kind::Paragraph, range);
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.ensure_open(range);
        let Some(open) = &self.open else { return };
        self.parts.pieces.push((self.parts.text.len() as u32, (range.start + self.base) as u32));
        self.parts.text.push_str(text);
        let node = &mut self.parts.nodes[open.node as usize];
        node.text.end = self.parts.text.len() as u32;
        node.span.end = node.span.end.max((range.end + self.base) as u32);
    }

    fn code(&mut self, code: &str, range: &Range<usize>) {
        // The ticks stand outside of the text.
        let ticks = range.len().saturating_sub(code.len()) / 2;
        let from = self.parts.text.len() as u32;
        self.text(code, &(range.start + ticks..range.end));
        self.parts.code.push(from..self.parts.text.len() as u32);
    }

    fn begin_strong(&mut self, range: &Range<usize>) {
        self.ensure_open(range);
        let start = (range.start + self.base) as u32;
        while self.keys.last().is_some_and(|key| *key < start) {
            self.keys.pop();
        }
        if self.keys.last() == Some(&start) {
            self.keys.pop();
            self.begin_field(range);
        } else if self.open.as_ref().is_some_and(|open| self.parts.begins_line(open.node)) {
            self.begin(Kind::Paragraph, range);
        }
        let Some(open) = &mut self.open else { return };
        let node = &mut self.parts.nodes[open.node as usize];
        node.span.end = node.span.end.max((range.end + self.base) as u32);
        let head = &self.parts.text[node.text.start as usize..];
        if open.strong.is_none() && !head.chars().any(char::is_alphanumeric) {
            open.strong = Some(self.parts.text.len());
        }
        open.depth += 1;
    }

    /// Begins a field in the middle of a paragraph, or makes the paragraph one.
    fn begin_field(&mut self, range: &Range<usize>) {
        let Some(open) = &self.open else { return };
        let node = &mut self.parts.nodes[open.node as usize];
        let empty = self.parts.text[node.text.start as usize..].trim().is_empty();
        match node.kind {
            Kind::Paragraph if empty => {
                node.kind = Kind::Field;
                node.span.start = (range.start + self.base) as u32;
            }
            Kind::Item { .. } if empty => {}
            _ => self.begin(Kind::Field, range),
        }
    }

    fn end_strong(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.depth = open.depth.saturating_sub(1);
        let node = &mut self.parts.nodes[open.node as usize];
        if open.depth == 0 && node.bold == 0 && open.strong.is_some() && node.cells.is_empty() {
            node.bold = self.parts.text.len() as u32 - node.text.start;
        }
    }

    /// Ends the running text.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        finish::text(&mut self.parts, open.node);
        let last = self.parts.nodes.len() as u32 - 1;
        let introduces = matches!(self.parts.nodes[last as usize].kind, Kind::Paragraph | Kind::Field);
        self.last = introduces.then_some(last);
    }
}
