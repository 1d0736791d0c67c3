//! Walks the events of one document and keeps what later phases need.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::base::source::{Source, SourceId};
use crate::base::span::Span;

use super::document::*;
use super::front_matter::FrontMatter;
use super::slug::{self, Slugger};
use super::tape::{Recorder, Tape};
use super::{allow, html, markdown, path, task_id};

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
            Tag::CodeBlock(kind) => {
                self.close();
                self.push_block(BlockKind::Code, span);
                self.code = true;
                let _ = matches!(kind, CodeBlockKind::Indented);
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
            }
            _ => self.inline(span),
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
            TagEnd::Strong => self.end_strong(span),
            _ => {}
        }
    }

    // --- blocks ---

    fn push_block(&mut self, kind: BlockKind, span: Span) -> u32 {
        let heading = (self.document.outline.len() as u32).checked_sub(1);
        self.document.blocks.push(Block { kind, span, heading, in_item: self.items > 0 });
        // A comment after a comment is not what the first is about.
        if kind != BlockKind::Html || !allow::is_comment(self.slice(span)) {
            self.cover(span);
        }
        self.document.blocks.len() as u32 - 1
    }

    /// Tells the allowances that wait what they are for.
    fn cover(&mut self, span: Span) {
        for waiting in self.waiting.drain(..) {
            self.document.allowances[waiting].covers = span;
        }
    }

    fn open(&mut self, kind: BlockKind, span: Span) {
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
    fn open_item_text(&mut self, span: Span) {
        if self.block.is_none() {
            self.open(BlockKind::Paragraph, span);
        }
    }

    fn inline(&mut self, span: Span) {
        self.open_item_text(span);
        let Some(block) = &mut self.block else { return };
        match &mut block.content {
            Some(content) => content.end = content.end.max(span.end),
            None => block.content = Some(span),
        }
        let stored = &mut self.document.blocks[block.index as usize].span;
        stored.end = stored.end.max(span.end);
    }

    fn plain(&mut self, text: &str) {
        if let Some(block) = &mut self.block {
            if block.at_line_start && !text.trim().is_empty() {
                block.at_line_start = false;
                block.not_fields |= block.fields.is_empty();
            }
            block.plain.push_str(text);
        }
    }

    fn close_span(&mut self) -> Option<Span> {
        let open = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
        self.close();
        open
    }

    fn close(&mut self) {
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

    fn close_heading(&mut self, block: &OpenBlock, span: Span) {
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

    fn close_paragraph(&mut self, block: &mut OpenBlock, info: Block) {
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

    // --- fields ---

    fn line_break(&mut self, span: Span) {
        self.inline(span);
        if let Some(block) = &mut self.block {
            block.plain.push(' ');
            block.at_line_start =
                self.document.blocks[block.index as usize].kind == BlockKind::Paragraph && !block.not_fields;
        }
    }

    fn end_strong(&mut self, span: Span) {
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
    fn end_value(&mut self, block: &mut OpenBlock, until: Option<usize>) {
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

    fn begin_value(&mut self, block: &mut OpenBlock, key_span: Span, key: String, value_start: u32) {
        // The value before ends where this key starts.
        if let Some(before) = block.fields.last_mut() {
            before.value_span.end = key_span.start.max(before.value_span.start);
        }
        block.value_from = block.plain.len();
        let value_span = Span { start: value_start, end: value_start };
        block.fields.push(Field { key, key_span, value_span, value: String::new() });
    }

    // --- inline ---

    fn inline_text(&mut self, text: &str, span: Span) {
        self.inline(span);
        self.key_by_colon(text, span);
        self.undefined_footnotes(span);
        self.task_ids(span);
        self.plain(text);
    }

    /// `**Key**: value`
    fn key_by_colon(&mut self, text: &str, span: Span) {
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
    fn undefined_footnotes(&mut self, span: Span) {
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

    fn task_ids(&mut self, span: Span) {
        let found = task_id::find(self.slice(span));
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

    fn inline_code(&mut self, code: &str, span: Span) {
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

    // --- references ---

    fn link(&self, kind: LinkKind, span: Span, target_span: Span, target: String) -> Link {
        let block = self.block.as_ref().map(|block| block.index).or(self.html_block);
        let planned = kind == LinkKind::Path && self.is_planned();
        Link { kind, span, target_span, target: target.into(), block, by_definition: false, planned, below: None }
    }

    /// Whether what stands here is said to be delivered or written yet: by the line before its list, its table's
    /// column, the headings above, an open box, or its own words.
    fn is_planned(&self) -> bool {
        let says = |text: &str| {
            let text = text.to_lowercase();
            [
                "deliverable",
                "output",
                "to be created",
                "to be written",
                "to create",
                "planned",
                "will be created",
                "next step",
                "todo",
            ]
            .iter()
            .any(|word| text.contains(word))
        };
        let intros = self.lists.iter().filter_map(|list| list.intro);
        let header = self
            .headers
            .get(self.column)
            .copied()
            .filter(|_| !self.in_head && self.block_kind() == Some(BlockKind::Cell));
        let open_box = self.block.as_ref().is_some_and(|block| matches!(block.task, Some((_, false))));
        let own = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
        open_box
            || intros.chain(header).chain(own).any(|span| says(self.slice(span)))
            || headings_above(&self.document.outline).any(|heading| says(&heading.text))
    }

    fn block_kind(&self) -> Option<BlockKind> {
        self.block.as_ref().map(|block| self.document.blocks[block.index as usize].kind)
    }

    fn open_link(
        &mut self,
        kind: LinkKind,
        link_type: LinkType,
        target: &pulldown_cmark::CowStr<'a>,
        range: &Range<usize>,
        span: Span,
    ) {
        self.inline(span);
        if let Some(block) = &mut self.block
            && block.at_line_start
        {
            block.at_line_start = false;
            block.not_fields |= block.fields.is_empty();
        }
        let inside = |at: &usize| range.contains(at);
        let place = markdown::offset_in(&self.text.text, target)
            .filter(inside)
            .map(|at| self.text.span(&(at..at + target.len())));
        let opener = if matches!(kind, LinkKind::Image | LinkKind::WikiImage) { 2 } else { 1 };
        let content_end = (span.start + opener).min(span.end);
        self.links.push(OpenLink { kind, link_type, span, target: target.to_string(), place, content_end });
    }

    fn close_link(&mut self) {
        let Some(open) = self.links.pop() else { return };
        let by_definition = matches!(open.link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        if open.link_type == LinkType::Email {
            return;
        }
        let base = self.text.base;
        let target_span = match (open.place, by_definition) {
            (_, true) => open.span,
            (Some(place), false) => place,
            (None, false) => {
                // After the closing bracket and the opening parenthesis.
                let end = open.span.end as usize - base;
                let text = &self.text.text;
                let content_end = (open.content_end as usize - base).min(end);
                let at = text[content_end..end].find("](").map_or(end, |at| content_end + at + 2);
                self.text.span(&markdown::scan_destination(text, at, end))
            }
        };
        let link = self.link(open.kind, open.span, target_span, open.target);
        self.document.links.push(Link { by_definition, ..link });
    }

    fn definition(&mut self, range: Range<usize>, target: String) {
        let text = &self.text.text;
        let at = text[range.clone()].find("]:").map_or(range.end, |at| range.start + at + 2);
        let span = self.text.span(&range);
        let place = self.text.span(&markdown::scan_destination(text, at, range.end));
        let link = self.link(LinkKind::Definition, span, place, target);
        self.document.links.push(link);
    }

    fn html(&mut self, span: Span, block: bool) {
        let piece = self.slice(span);
        let found = html::read(piece, span.start as usize);
        let allowances = allow::find(piece, span.start as usize);
        self.document.has_raw_html |= found.markup;
        for (place, target, image) in found.references {
            let kind = if image { LinkKind::HtmlImage } else { LinkKind::HtmlLink };
            let link = self.link(kind, span, place, target);
            self.document.links.push(link);
        }
        for (place, id) in found.ids {
            self.slugger.reserve(&id);
            self.document.ids.push(ExplicitId { id, span: place });
        }
        for heading in found.headings.into_iter().filter(|_| block) {
            let text = one_line(&heading.text);
            let id = heading.id.unwrap_or_else(|| {
                let id = self.slugger.unique(slug::github(&text));
                self.document.html_ids.push((heading.insert_at, id.clone()));
                id
            });
            let block = self.html_block.unwrap_or_default();
            self.document.outline.push(Heading { level: heading.level, span: heading.span, text, id, block });
        }
        for written in allowances {
            let whole = Span::new(0, self.text.base + self.text.text.len());
            self.document.allowances.push(Allowance {
                span: written.span,
                code: written.code,
                reason: written.reason,
                covers: whole,
            });
            if !written.whole_file {
                let own = self.block.as_ref().map(|block| self.document.blocks[block.index as usize].span);
                let at = self.document.allowances.len() - 1;
                self.document.allowances[at].covers = own.unwrap_or(written.span);
                if block {
                    self.waiting.push(at);
                }
            }
        }
    }

    fn finish(mut self) -> Document {
        self.close();
        let document = &mut self.document;
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
