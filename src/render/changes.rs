//! What changed in the handbook lately: one entry for each document and day, from git or from front matter.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::base::source::{Source, SourceId, SourceKind};
use crate::link::Handbook;
use crate::load::changes::{Change, ChangeKind};
use crate::parse;

/// How many entries there are at most.
const ENTRIES: usize = 50;

/// When more documents than this change on one day, the day has one entry.
const MANY: usize = 20;

/// Of longer texts it is not worked out which sections changed.
const LONG: usize = 1 << 20;

/// What happened on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it happened last on that day.
    pub date: DateTime<Utc>,
    /// What it happened to.
    pub what: What,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One document.
    Page(Page),
    /// More than a reader wants to be told one by one: the documents, in reading order of their paths.
    Many(Vec<usize>),
}

/// What happened to a document on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number in the handbook.
    pub document: usize,
    /// Its path at the end of that day, which stays the same however it is moved later, and which no other document
    /// has on that day.
    pub path: String,
    /// Whether it is new.
    pub is_new: bool,
    /// Whether it was moved.
    pub is_moved: bool,
    /// Which sections changed, in the order of the text; none where that is not known, or where no section did.
    pub sections: Vec<Section>,
}

/// A section that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading, on that day.
    pub title: String,
    /// Its anchor, where the page still has it.
    pub anchor: Option<String>,
}

/// The newest entries, the newest first.
pub fn entries(handbook: &Handbook<'_>) -> Vec<Entry> {
    let days = if handbook.inputs.changes.is_empty() { from_front_matter(handbook) } else { from_git(handbook) };
    let mut entries: Vec<Entry> =
        days.into_iter().rev().flat_map(|(_, day)| of_day(handbook, day)).take(ENTRIES).collect();
    entries.truncate(ENTRIES);
    entries
}

/// A document's changes of one day, the newest first, with the time of the newest.
type Day<'a> = BTreeMap<usize, (DateTime<Utc>, Vec<&'a Change>)>;

fn from_git<'a>(handbook: &'a Handbook<'_>) -> BTreeMap<NaiveDate, Day<'a>> {
    let numbers: BTreeMap<&str, usize> =
        handbook.documents.iter().enumerate().map(|(at, document)| (document.path.as_str(), at)).collect();
    let mut days: BTreeMap<NaiveDate, Day<'a>> = BTreeMap::new();
    let mut were_drafts = BTreeSet::new();
    for commit in &handbook.inputs.changes {
        for change in &commit.changes {
            // What was removed since, or is a draft, has no page to lead to.
            let Some(&document) = numbers.get(change.now.as_str()) else { continue };
            // Nobody is told what was done to a page before it was published.
            if handbook.is_published(document) && !were_drafts.contains(&document) {
                if publishes(handbook, change) {
                    were_drafts.insert(document);
                }
                let day = days.entry(commit.date.date_naive()).or_default();
                let (date, changes) = day.entry(document).or_insert_with(|| (commit.date, Vec::new()));
                *date = commit.date.max(*date);
                changes.push(change);
            }
        }
    }
    days
}

/// Whether an edit made a page of a draft.
fn publishes(handbook: &Handbook<'_>, change: &Change) -> bool {
    let ChangeKind::Edited { texts: Some(texts) } = &change.kind else { return false };
    let is_draft = |text: &String| {
        let source = Source::new(SourceKind::Document, change.path.clone(), text.clone());
        parse::document(SourceId(0), &source, &handbook.inputs.config).0.is_draft()
    };
    // Most texts do not have the word, and need not be read.
    !handbook.inputs.drafts && texts.0.contains("draft") && is_draft(&texts.0) && !is_draft(&texts.1)
}

fn from_front_matter<'a>(handbook: &'a Handbook<'_>) -> BTreeMap<NaiveDate, Day<'a>> {
    let mut days: BTreeMap<NaiveDate, Day<'a>> = BTreeMap::new();
    for (at, document) in handbook.documents.iter().enumerate().filter(|(at, _)| handbook.is_published(*at)) {
        let dates = [&document.front_matter.updated, &document.front_matter.date];
        if let Some(date) = dates.into_iter().flatten().map(|date| date.value).max() {
            days.entry(date).or_default().insert(at, (date.and_time(NaiveTime::MIN).and_utc(), Vec::new()));
        }
    }
    days
}

/// The entries of one day, the newest first.
fn of_day(handbook: &Handbook<'_>, day: Day<'_>) -> Vec<Entry> {
    if day.len() > MANY {
        let date = day.values().map(|(date, _)| *date).max().unwrap_or_default();
        return vec![Entry { date, what: What::Many(day.into_keys().collect()) }];
    }
    let page = |(document, (date, changes)): (usize, (DateTime<Utc>, Vec<&Change>))| Entry {
        date,
        what: What::Page(page(handbook, document, date, &changes)),
    };
    let mut entries: Vec<Entry> = day.into_iter().map(page).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.date));
    entries
}

fn page(handbook: &Handbook<'_>, document: usize, date: DateTime<Utc>, changes: &[&Change]) -> Page {
    let parsed = &handbook.documents[document];
    let Some(newest) = changes.first() else {
        // From front matter: new on the day of its `date`, changed on that of `updated`.
        let is_new = parsed.front_matter.date.as_ref().is_some_and(|written| written.value == date.date_naive());
        return Page { document, path: parsed.path.clone(), is_new, is_moved: false, sections: Vec::new() };
    };
    let mut sections: Vec<Section> = Vec::new();
    for section in changes.iter().rev().flat_map(|change| sections_of(handbook, document, change)) {
        if !sections.iter().any(|known| known.title == section.title) {
            sections.push(section);
        }
    }
    Page {
        document,
        path: newest.path.clone(),
        is_new: changes.iter().any(|change| change.kind == ChangeKind::Added || publishes(handbook, change)),
        is_moved: changes.iter().any(|change| change.kind == ChangeKind::Moved),
        sections,
    }
}

/// Which sections an edit changed.
fn sections_of(handbook: &Handbook<'_>, document: usize, change: &Change) -> Vec<Section> {
    let ChangeKind::Edited { texts: Some(texts) } = &change.kind else { return Vec::new() };
    let (before, after) = &**texts;
    if before.len().max(after.len()) > LONG {
        return Vec::new();
    }
    let source = Source::new(SourceKind::Document, change.path.clone(), after.clone());
    let (then, _) = parse::document(SourceId(0), &source, &handbook.inputs.config);
    let today = &handbook.documents[document].outline;
    let mut sections = Vec::new();
    let mut last = None;
    for lines in changed_lines(before, after) {
        // The blank line between two sections says nothing about the first.
        for line in lines.filter(|&line| !source.line_span(line).of(after).trim().is_empty()) {
            let heading = then.outline.iter().rposition(|heading| source.line(heading.span.start) <= line);
            // The first heading is the page's own name: what stands right below it is in no section.
            let Some(heading) = heading.filter(|&at| then.outline[at].level > 1 && last != Some(at)) else { continue };
            last = Some(heading);
            let heading = &then.outline[heading];
            let anchor = today.iter().any(|now| now.id == heading.id).then(|| heading.id.clone());
            sections.push(Section { title: heading.text.clone(), anchor });
        }
    }
    sections
}

/// The lines of the new text that an edit changed, counted from 1. Where lines were only taken away, it is the one
/// before the gap.
fn changed_lines(before: &str, after: &str) -> Vec<Range<u32>> {
    let diff = similar::TextDiff::from_lines(before, after);
    let changed = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal).map(|op| {
        let lines = op.new_range();
        let first = if lines.is_empty() { lines.start.max(1) } else { lines.start + 1 };
        first as u32..(lines.end.max(first) + 1) as u32
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_those_of_the_new_text() {
        let lines = |before, after| -> Vec<(u32, u32)> {
            changed_lines(before, after).into_iter().map(|lines| (lines.start, lines.end)).collect()
        };
        assert_eq!(lines("a\nb\nc\n", "a\nB\nc\n"), [(2, 3)]);
        assert_eq!(lines("a\nc\n", "a\nb\nb\nc\n"), [(2, 4)]);
        assert_eq!(lines("a\nb\nc\n", "a\nc\n"), [(1, 2)], "the line before the gap");
        assert_eq!(lines("a\nb\n", "b\n"), [(1, 2)]);
        assert_eq!(lines("a\n", "a\n"), []);
    }
}
