//! One document as every recogniser reads it: its outline as a tree, its fields, and how its days are counted.

use std::sync::Arc;

use chrono_tz::Tz;

use super::phrase::day::DayCount;
use super::timebox;
use crate::base::source::Source;
use crate::base::span::Span;
use crate::config::{Config, Numbering};
use crate::parse::document::{Document, Field};
use crate::parse::front_matter::FrontMatter;

/// One document, ready to be understood.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its text.
    pub source: &'a Source,
    /// What its front matter says that is about time.
    pub declared: Declared<'a>,
    /// The timebox it belongs to.
    pub timebox: Option<Arc<str>>,
    /// For each heading, the nearest one of a higher level before it.
    above: Vec<Option<u32>>,
    /// For each heading, the first after it that is not below it.
    after: Vec<u32>,
}

/// What front matter, or the handbook in its place, says about time.
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

/// The one place where front matter's types meet ours.
fn declared<'a>(front_matter: &FrontMatter, config: &'a Config) -> Declared<'a> {
    let numbering = front_matter.numbering.as_ref().map_or(config.numbering, |numbering| numbering.value);
    let own_zone = front_matter.timezone.as_ref().map(|zone| zone.value);
    let start = front_matter.start.as_ref().map(|start| start.value);
    Declared {
        days: start.map(|start| DayCount { start, numbering, holidays: &config.holidays }),
        numbering,
        zone: own_zone.or(config.timezone),
        in_calendar: front_matter.calendar.as_ref().is_none_or(|shown| shown.value),
    }
}

impl<'a> Reading<'a> {
    /// Reads a document.
    pub fn new(document: &'a Document, source: &'a Source, config: &'a Config) -> Self {
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
        Self { document, source, declared, timebox: timebox::named(document), above, after }
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
