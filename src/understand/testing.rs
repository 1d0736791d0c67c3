//! Documents for the tests of this folder.

use super::Conventions;
use super::fact::Fact;
use crate::base::source::{Source, SourceId, SourceKind};
use crate::base::span::Span;
use crate::parse::document::{Block, BlockKind, Body, Document, ExplicitId, Field, FieldList, Heading, Task};
use crate::parse::front_matter::{FrontMatter, Numbering, Spanned};

/// The facts of a text, with nothing laid down.
pub(crate) fn facts(path: &str, text: &str) -> Vec<Fact> {
    let (document, source) = read(path, text);
    super::document(&document, &source, &Conventions::default())
}

/// A document from simple Markdown: headings, fields, boxes and paragraphs of a line each.
pub(crate) fn read(path: &str, text: &str) -> (Document, Source) {
    let source = Source::new(SourceKind::Document, path, text.to_owned());
    let mut document = Document {
        source: SourceId(0),
        path: path.to_owned(),
        front_matter: FrontMatter::default(),
        outline: Vec::new(),
        blocks: Vec::new(),
        links: Vec::new(),
        tasks: Vec::new(),
        fields: Vec::new(),
        ids: Vec::new(),
        task_ids: Vec::new(),
        undefined: Vec::new(),
        allowances: Vec::new(),
        has_raw_html: false,
        body: Body::default(),
    };
    let (mut fenced, mut front, mut in_fields) = (false, false, false);
    for number in 1..=source.line_count() {
        let span = source.line_span(number);
        let line = span.of(text);
        let heading = document.outline.len().checked_sub(1).map(|at| at as u32);
        let is_field = line.starts_with("**");
        if line == "---" && (number == 1 || front) {
            front = !front;
        } else if front {
            front_matter(&mut document.front_matter, line, span);
        } else if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced || line.trim().is_empty() || line == "---" {
        } else if line.starts_with('#') {
            add_heading(&mut document, line, span);
        } else {
            document.blocks.push(Block { kind: BlockKind::Paragraph, span, heading, in_item: line.starts_with('-') });
            if is_field {
                add_field(&mut document, line, span, heading, in_fields);
            }
            add_task(&mut document, line, span, heading);
        }
        in_fields = is_field;
    }
    (document, source)
}

fn front_matter(front_matter: &mut FrontMatter, line: &str, span: Span) {
    let (key, value) = line.split_once(": ").unwrap();
    let text = || Some(Spanned { value: value.to_owned(), span: Some(span) });
    let date = || Some(Spanned { value: value.parse().unwrap(), span: Some(span) });
    match key {
        "title" => front_matter.title = text(),
        "sprint" => front_matter.sprint = text(),
        "timezone" => front_matter.timezone = text(),
        "start" => front_matter.start = date(),
        "end" => front_matter.end = date(),
        "numbering" => front_matter.numbering = Some(Spanned { value: Numbering::Working, span: Some(span) }),
        "calendar" => front_matter.calendar = Some(Spanned { value: value == "true", span: Some(span) }),
        other => panic!("{other}"),
    }
}

fn add_heading(document: &mut Document, line: &str, span: Span) {
    let level = line.bytes().take_while(|&byte| byte == b'#').count() as u8;
    let mut text = line.trim_start_matches('#').trim();
    let mut id = super::slug::slug(text);
    if let Some((before, explicit)) = text.split_once(" {#") {
        text = before;
        id = explicit.trim_end_matches('}').to_owned();
        let at = span.start as usize + line.find("{#").unwrap();
        document.ids.push(ExplicitId { id: id.clone(), span: Span::new(at, span.end as usize) });
    }
    let heading = Some(document.outline.len() as u32);
    document.outline.push(Heading { level, span, text: text.to_owned(), id, block: document.blocks.len() as u32 });
    document.blocks.push(Block { kind: BlockKind::Heading, span, heading, in_item: false });
}

fn add_field(document: &mut Document, line: &str, span: Span, heading: Option<u32>, goes_on: bool) {
    let (key, value) = line.trim_start_matches("**").split_once(":**").unwrap();
    let value_start = span.end as usize - value.len();
    let field = Field {
        key: key.to_owned(),
        key_span: Span::new(span.start as usize, value_start),
        value_span: Span::new(value_start, span.end as usize),
        value: value.trim().to_owned(),
    };
    if !goes_on {
        document.fields.push(FieldList { span, fields: Vec::new(), heading });
    }
    document.fields.last_mut().unwrap().fields.push(field);
}

fn add_task(document: &mut Document, line: &str, span: Span, heading: Option<u32>) {
    let indent = line.len() - line.trim_start().len();
    let Some(text) = line.trim_start().strip_prefix("- [").filter(|rest| rest[1..].starts_with("] ")) else { return };
    let start = span.start as usize + indent + 2;
    document.tasks.push(Task {
        marker: Span::new(start, start + 3),
        done: text.starts_with('x'),
        text_span: Span::new(start + 4, span.end as usize),
        text: text[3..].to_owned(),
        heading,
        depth: (indent / 2) as u8,
    });
}
