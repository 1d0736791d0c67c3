//! One document as every recogniser reads it: one tree of headings, fields, paragraphs, items, tables and fences, each
//! with its label, its phrases and its place; and how the document's days are counted.
//!
//! Recognisers walk [`Reading::entries`]; an [`Entry`] knows its text, what it stands under and what stands under it.

use std::sync::Arc;

use chrono_tz::Tz;

use super::anchor::Anchors;
use super::phrase::day::DayCount;
use super::{staff, timebox};
use crate::base::source::Source;
use crate::base::span::Span;
use crate::config::{Config, Numbering};
use crate::parse::document::{Document, Field};
use crate::parse::front_matter::FrontMatter;

mod build;
mod days;
mod entry;
mod finish;
mod lead;
mod node;
mod parts;
pub mod role;
mod says;
mod vocabulary;

pub use entry::{CellRef, Entry, clean};
pub use node::{Cell, Kind, Node, Table};
pub use says::Says;
pub use vocabulary::Vocabulary;

use parts::Parts;

/// One document, ready to be understood.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its text.
    pub source: &'a Source,
    /// The handbook's settings.
    pub config: &'a Config,
    /// What its front matter says that is about time.
    pub declared: Declared<'a>,
    /// How its days become dates, and why; what [`Declared`] says of days follows from it.
    pub anchors: Anchors<'a>,
    /// The timebox it belongs to.
    pub timebox: Option<Arc<str>>,
    /// Whether facts keep why they were recognised (`facts --explain`).
    pub explains: bool,
    /// For each entry, what the lines above it say: [`staff::under`].
    pub under: Vec<u8>,
    parts: Parts,
    /// For each heading, the nearest one of a higher level before it.
    above: Vec<Option<u32>>,
    /// For each heading, the first after it that is not below it.
    after: Vec<u32>,
}

/// What front matter, the handbook in its place, or the document's own lines say about time.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// How its days become dates; none without a start.
    pub days: Option<DayCount<'a>>,
    /// How its days are counted.
    pub numbering: Numbering,
    /// The zone of times without one.
    pub zone: Option<Tz>,
    /// Whether its events are shown in calendars.
    pub in_calendar: bool,
}

/// The one place where front matter's types meet ours; days are [`Anchors`]' part.
fn declared<'a>(front_matter: &FrontMatter, config: &'a Config) -> Declared<'a> {
    let own_zone = front_matter.timezone.as_ref().map(|zone| zone.value);
    Declared {
        days: None,
        numbering: Numbering::default(),
        zone: own_zone.or(config.timezone),
        in_calendar: front_matter.calendar.as_ref().is_none_or(|shown| shown.value),
    }
}

impl<'a> Reading<'a> {
    /// Reads a document; its facts keep why they were recognised if `explains`.
    pub fn new(document: &'a Document, source: &'a Source, config: &'a Config, explains: bool) -> Self {
        let count = document.outline.len() as u32;
        let mut above = Vec::with_capacity(document.outline.len());
        let mut after = vec![count; document.outline.len()];
        let mut open: Vec<u32> = Vec::new();
        for (at, heading) in document.outline.iter().enumerate() {
            while let Some(&last) = open.last()
                && document.outline[last as usize].level >= heading.level
            {
                after[last as usize] = at as u32;
                open.pop();
            }
            above.push(open.last().copied());
            open.push(at as u32);
        }
        let declared = declared(&document.front_matter, config);
        let parts = build::parts(document, &source.text);
        let timebox = timebox::named(document);
        let anchors = Anchors::default();
        let under = Vec::new();
        let mut reading =
            Self { document, source, config, declared, anchors, timebox, explains, under, parts, above, after };
        reading.under = staff::under(&reading);
        if reading.timebox.is_none() {
            reading.timebox = timebox::of_field(&reading);
        }
        reading.anchors = Anchors::read(&reading);
        reading.declared.days = reading.anchors.own.days;
        reading.declared.numbering = reading.anchors.own.numbering;
        reading
    }

    /// The plain text of all nodes, one behind the other.
    pub fn text(&self) -> &str {
        &self.parts.text
    }

    /// Which words its nodes have.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.parts.vocabulary
    }

    /// Which sorts of phrases its nodes have.
    pub fn says(&self) -> Says {
        self.parts.nodes.iter().fold(Says::NOTHING, |said, node| said.or(node.says.0))
    }

    /// Every node in the order of the text.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry<'_>> + ExactSizeIterator {
        (0..self.parts.nodes.len() as u32).map(|id| Entry { reading: self, id })
    }

    /// The node of that index.
    pub fn entry(&self, id: u32) -> Entry<'_> {
        Entry { reading: self, id }
    }

    /// The node of a heading of the outline.
    pub fn heading_entry(&self, index: u32) -> Option<Entry<'_>> {
        self.entries().find(|entry| entry.kind() == Kind::Heading { level: entry.level(), index })
    }

    /// A table by its index, as [`Kind::Table`] gives it.
    pub fn table(&self, index: u32) -> &Table {
        &self.parts.tables[index as usize]
    }

    /// The headings above something that stands under `heading`, that one included, the highest first.
    pub fn headings(&self, heading: Option<u32>) -> Vec<u32> {
        let mut chain: Vec<u32> = std::iter::successors(heading, |&at| self.above[at as usize]).collect();
        chain.reverse();
        chain
    }

    /// The first heading after `heading` that is not below it; the number of headings at the end.
    pub fn section_end(&self, heading: u32) -> u32 {
        self.after[heading as usize]
    }

    /// Everything from one heading's begin to the last text before another heading.
    pub fn span_between(&self, heading: u32, end: u32) -> Span {
        let own = self.document.outline[heading as usize].span;
        let blocks = &self.document.blocks;
        let count = blocks.partition_point(|block| block.heading.is_none_or(|at| at < end));
        let last = blocks[..count].last().map_or(own.end, |block| block.span.end.max(own.end));
        let text = Span { start: own.start, end: last }.of(&self.source.text);
        Span::new(own.start as usize, own.start as usize + text.trim_end().len())
    }

    /// Fields that stand directly under a heading, before any other heading.
    pub fn fields(&self, heading: u32) -> impl Iterator<Item = &'a Field> {
        let lists = &self.document.fields;
        let from = lists.partition_point(|list| list.heading.is_none_or(|at| at < heading));
        lists[from..].iter().take_while(move |list| list.heading == Some(heading)).flat_map(|list| &list.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    /// Every node on a line: how deep it stands, what it is, `label` = value or its text, and its line.
    fn shown(text: &str) -> Vec<String> {
        let (document, source) = testing::read("a.md", text);
        let config = Config::default();
        let reading = Reading::new(&document, &source, &config, false);
        let line = |entry: Entry<'_>| {
            let kind = match entry.kind() {
                Kind::Heading { level, .. } => format!("h{level}"),
                Kind::Paragraph => "p".to_owned(),
                Kind::Field => "field".to_owned(),
                Kind::Item { ordered } => if ordered { "number" } else { "item" }.to_owned(),
                Kind::Table(_) => "table".to_owned(),
                Kind::Row { header, .. } => if header { "header" } else { "row" }.to_owned(),
                Kind::Fence => "fence".to_owned(),
                Kind::FenceLine => "line".to_owned(),
            };
            let said = match entry.label() {
                "" => entry.text().replace('\u{1f}', " | "),
                label => format!("{label} = {}", entry.value()),
            };
            let place = source.line(entry.span().start);
            assert!(entry.text().is_empty() || entry.whole_span().contains(entry.span_of(entry.text())), "{text}");
            format!("{}{kind} {said} @{place}", " ".repeat(entry.ancestors().count()))
        };
        reading.entries().map(line).collect()
    }

    #[test]
    fn headings_fields_and_lists_are_one_tree() {
        let text = "# Guide\n\n## Day 3: Selection\n\n**Duration:** 2 hours\n**Agenda:**\n1. Costs (30 min)\n   - Feature table\n2. Vote\n\n**Deliverables:**\n- [ ] Chosen\n\nTasks\n- [x] `a.md` **bold**\n\n## Other\nA sentence that ends here.\n\n- alone\n";
        let want = [
            "h1 Guide @1",
            " h2 Day 3 = Selection @3",
            "  field Duration = 2 hours @5",
            "  field Agenda =  @6",
            "   number Costs (30 min) @7",
            "    item Feature table @8",
            "   number Vote @9",
            "  field Deliverables =  @11",
            "   item Chosen @12",
            "  p Tasks @14",
            "   item a.md bold @15",
            " h2 Other @17",
            "  p A sentence that ends here. @18",
            "  item alone @20",
        ];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn lines_of_key_and_value_tables_and_fences() {
        let text = "Owner: Ada\nDate: 2026-01-05\n\n| Task | Owner |\n| --- | --- |\n| **Plan** | Ada<br>Kai |\n\n**Form:**\n```\nName: ____\n\n[ ] Sound\n```\n\n```rust\nfn a() {}\n```\n\n- **Risk:** Drift\n  **Impact:** High\n\n  More.\n";
        let want = [
            "field Owner = Ada @1",
            "field Date = 2026-01-05 @2",
            "table  @4",
            " header Task | Owner |  @4",
            " row Plan | Ada; Kai |  @6",
            "field Form =  @8",
            " fence  @9",
            "  line Name = ____ @10",
            "  line [ ] Sound @12",
            "fence  @15",
            "item Risk = Drift @19",
            " field Impact = High @20",
            " p More. @22",
        ];
        assert_eq!(shown(text), want);
    }
}
