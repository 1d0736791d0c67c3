//! From the parser's events to a tree.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span as RawSpan, Tag};

use super::problem::{Problem, too_deep};
use super::{Content, Entry, Node, Parsed};
use crate::base::span::Span;

/// More bytes of YAML than this are refused.
pub const MAX_BYTES: usize = 1 << 20;
/// Deeper nesting than this is refused.
pub const MAX_DEPTH: usize = 100;
/// Bytes that anchors and aliases of one text may add to its tree.
const MAX_REPEATED: usize = 1 << 20;
/// After so many problems the rest is not read.
const MAX_PROBLEMS: usize = 100;
/// Mappings of up to so many keys are searched for duplicates one by one.
const SMALL: usize = 16;

/// Reads one YAML document. `base` is where `text` begins in its source; all spans count from the source's start.
///
/// A duplicate key or a key that is not plain text is a problem and left out; anything else that is wrong ends the
/// reading without a tree.
pub fn parse(text: &str, base: usize) -> Parsed {
    let mut builder = Builder { text, base, ..Builder::default() };
    let read = refuse(text, base).map_or_else(|| builder.run(), Err);
    match read {
        Ok(()) => Parsed { root: builder.root, problems: builder.problems },
        Err(problem) => {
            builder.problems.push(*problem);
            Parsed { root: None, problems: builder.problems }
        }
    }
}

/// What no parser needs to see.
fn refuse(text: &str, base: usize) -> Option<Box<Problem>> {
    if text.len() > MAX_BYTES {
        let span = Span::at(base);
        return Some(Box::new(Problem::new(
            span,
            "This is more than 1 MiB of YAML, which is more than anyone writes.",
        )));
    }
    let control = |b: u8| (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0x7F;
    let at = text.bytes().position(control)?;
    let message = format!("The control character U+{:04X} cannot stand in YAML.", text.as_bytes()[at]);
    Some(Box::new(Problem::new(Span::new(at, at + 1).shifted(base), message).help("Delete it.")))
}

/// A collection that is not closed yet.
struct Open {
    span: Span,
    anchor: usize,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<Node>),
    Map(OpenMap),
}

#[derive(Default)]
struct OpenMap {
    entries: Vec<Entry>,
    /// The key whose value comes next; its text is `None` if it is to be left out.
    key: Option<(Option<String>, Span)>,
    /// Where each key is in `entries`, once there are many.
    index: HashMap<String, usize>,
}

/// What an alias may repeat.
struct Anchor {
    content: Content,
    weight: usize,
    depth: usize,
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    base: usize,
    root: Option<Node>,
    stack: Vec<Open>,
    anchors: HashMap<usize, Anchor>,
    repeated: usize,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn run(&mut self) -> Result<(), Box<Problem>> {
        let options = granit_parser::options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, raw) = event.map_err(|error| Box::new(Problem::from_scan(&error, self.text, self.base)))?;
            let span = self.span(&raw);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let message = "A second YAML document starts here; only one is read.";
                        return Err(Box::new(Problem::new(span, message).help("Delete the line `---`.")));
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let node = self.scalar(text.into_owned(), style, tag.as_deref(), span);
                    self.finish(node, anchor)?;
                }
                Event::Alias(anchor) => self.alias(anchor, span)?,
                Event::SequenceStart(_, anchor, _) => self.open(span, anchor, OpenContent::List(Vec::new())),
                Event::MappingStart(_, anchor, _) => self.open(span, anchor, OpenContent::Map(OpenMap::default())),
                Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn span(&self, raw: &RawSpan) -> Span {
        let byte = |mark: &Marker| {
            self.text.floor_char_boundary(mark.byte_offset().unwrap_or(self.text.len()).min(self.text.len()))
        };
        let start = byte(&raw.start);
        Span::new(start, byte(&raw.end).max(start)).shifted(self.base)
    }

    fn scalar(&self, mut text: String, style: ScalarStyle, tag: Option<&Tag>, mut span: Span) -> Node {
        let mut plain = style == ScalarStyle::Plain;
        if plain && span.is_empty() {
            text.clear(); // the parser writes `~` where nothing stands
        }
        if tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str")) {
            plain = false;
        }
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            let raw = &self.text[span.start as usize - self.base..span.end as usize - self.base];
            span.end = span.start + raw.trim_end().len() as u32;
        }
        Node { span, content: Content::Scalar { text, plain } }
    }

    fn open(&mut self, span: Span, anchor: usize, content: OpenContent) {
        self.stack.push(Open { span, anchor, content });
    }

    fn close(&mut self, end: Span) -> Result<(), Box<Problem>> {
        let Some(open) = self.stack.pop() else { return Ok(()) };
        let (content, last) = match open.content {
            OpenContent::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (Content::List(items), last)
            }
            OpenContent::Map(map) => {
                let last = map.entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                (Content::Map(map.entries), last)
            }
        };
        // A block ends where its last value ends; the parser's own end is the start of the next thing.
        let stop = if end.is_empty() { last.unwrap_or(open.span.end) } else { end.end };
        let span = Span { start: open.span.start, end: stop.max(open.span.start) };
        self.finish(Node { span, content }, open.anchor)
    }

    /// A value is complete: remembers it for aliases, and puts it where it belongs.
    fn finish(&mut self, node: Node, anchor: usize) -> Result<(), Box<Problem>> {
        if anchor != 0 {
            let (weight, depth) = (weight(&node.content), depth(&node.content));
            self.charge(weight, node.span)?;
            self.anchors.insert(anchor, Anchor { content: node.content.clone(), weight, depth });
        }
        self.attach(node)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Box<Problem>> {
        let Some(found) = self.anchors.get(&anchor) else {
            return Err(Box::new(Problem::new(span, "This alias stands inside the value that it repeats.")));
        };
        if self.stack.len() + found.depth > MAX_DEPTH {
            return Err(Box::new(Problem::new(span, too_deep())));
        }
        let (weight, content) = (found.weight, found.content.clone());
        self.charge(weight, span)?;
        self.attach(Node { span, content })
    }

    fn charge(&mut self, weight: usize, span: Span) -> Result<(), Box<Problem>> {
        self.repeated += weight;
        if self.repeated <= MAX_REPEATED {
            return Ok(());
        }
        let message = "Aliases (`*name`) repeat so much here that the text would grow beyond 1 MiB.";
        Err(Box::new(Problem::new(span, message).help("Write the values out.")))
    }

    fn attach(&mut self, node: Node) -> Result<(), Box<Problem>> {
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let problem = match &mut open.content {
            OpenContent::List(items) => {
                items.push(node);
                None
            }
            OpenContent::Map(map) => map.attach(node),
        };
        let Some(problem) = problem else { return Ok(()) };
        if self.problems.len() + 1 < MAX_PROBLEMS {
            self.problems.push(problem);
            return Ok(());
        }
        Err(Box::new(problem))
    }
}

impl OpenMap {
    /// Takes a key or a value, in turns; says what is wrong with a key.
    fn attach(&mut self, node: Node) -> Option<Problem> {
        if let Some((key, key_span)) = self.key.take() {
            if let Some(key) = key {
                self.push(Entry { key, key_span, value: node });
            }
            return None;
        }
        let Content::Scalar { text, .. } = node.content else {
            self.key = Some((None, node.span));
            return Some(Problem::new(node.span, "A key must be a name, not a list or a mapping.").help("Quote it."));
        };
        let first = self.find(&text).map(|entry| entry.key_span);
        let Some(first) = first else {
            self.key = Some((Some(text), node.span));
            return None;
        };
        self.key = Some((None, node.span));
        let mut problem = Problem::new(node.span, format!("The key `{}` stands here twice.", super::shortened(&text)));
        problem.help = Some("Keep one of the two.".to_owned());
        problem.related = Some((first, "the first one".to_owned()));
        Some(problem)
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        if self.index.is_empty() {
            self.entries.iter().find(|entry| entry.key == key)
        } else {
            self.index.get(key).map(|&at| &self.entries[at])
        }
    }

    fn push(&mut self, entry: Entry) {
        if self.entries.len() == SMALL {
            self.index = self.entries.iter().enumerate().map(|(at, entry)| (entry.key.clone(), at)).collect();
        }
        if self.entries.len() >= SMALL {
            self.index.insert(entry.key.clone(), self.entries.len());
        }
        self.entries.push(entry);
    }
}

/// Roughly the bytes that a copy takes.
fn weight(content: &Content) -> usize {
    size_of::<Node>()
        + match content {
            Content::Scalar { text, .. } => text.len(),
            Content::List(items) => items.iter().map(|item| weight(&item.content)).sum(),
            Content::Map(entries) => entries.iter().map(|e| e.key.len() + 48 + weight(&e.value.content)).sum(),
        }
}

/// Levels of collections.
fn depth(content: &Content) -> usize {
    match content {
        Content::Scalar { .. } => 0,
        Content::List(items) => 1 + items.iter().map(|item| depth(&item.content)).max().unwrap_or(0),
        Content::Map(entries) => 1 + entries.iter().map(|entry| depth(&entry.value.content)).max().unwrap_or(0),
    }
}
