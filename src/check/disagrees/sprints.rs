//! Sprints of one name that two documents give different days.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::RULE;
use super::said::head;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::link::{Handbook, alike};
use crate::understand::fact::{Fact, Unit};
use crate::understand::phrase::date;
use crate::understand::timebox;

/// What was found.
pub(super) struct Sprints {
    pub found: Vec<Diagnostic>,
    /// The sprints it is about, as [`alike::name`] has them, with their series.
    pub disagreeing: HashSet<(String, String)>,
}

/// One document's days of one sprint.
#[derive(Clone, Debug, PartialEq)]
struct Declared<'a> {
    document: usize,
    name: String,
    start: NaiveDate,
    end: Option<NaiveDate>,
    source: SourceId,
    span: Span,
    /// Whether handbook.yaml, or the sprint's own document, says so.
    is_own: bool,
    path: &'a str,
}

pub(super) fn find(handbook: &Handbook<'_>) -> Sprints {
    let mut by_sprint: BTreeMap<(String, String), Vec<Declared<'_>>> = BTreeMap::new();
    for document in (0..handbook.documents.len()).filter(|&document| handbook.is_published(document)) {
        for declared in declared(handbook, document) {
            let key = (alike::name(&declared.name), handbook.scopes[document].series.clone());
            by_sprint.entry(key).or_default().push(declared);
        }
    }
    let mut sprints = Sprints { found: Vec::new(), disagreeing: HashSet::new() };
    for (key, mut told) in by_sprint {
        told.sort_by_key(|declared| !declared.is_own);
        let Some(first) = told.first() else { continue };
        let other = |declared: &&Declared<'_>| {
            declared.document != first.document && declared.source != first.source && !agree(first, declared)
        };
        let found: Vec<Diagnostic> = told.iter().filter(other).map(|declared| disagree(declared, first)).collect();
        if !found.is_empty() {
            sprints.disagreeing.insert(key);
            sprints.found.extend(found);
        }
    }
    sprints
}

/// The sprints that a document gives days, each once; not those that it gives two.
fn declared<'h>(handbook: &'h Handbook<'_>, at: usize) -> Vec<Declared<'h>> {
    let document = &handbook.documents[at];
    let path = document.path.as_str();
    let own = timebox::named(document).map(|name| alike::name(&name));
    let mut told: Vec<Declared<'h>> = Vec::new();
    for fact in &handbook.facts[at] {
        let Some(timebox) = fact.as_timebox().filter(|timebox| stands_alone(fact, timebox.unit)) else { continue };
        let is_own = own.as_ref() == Some(&alike::name(&timebox.name));
        let given = document.front_matter.start.as_ref().filter(|start| is_own && start.value == timebox.start);
        let (source, span) = given.map_or_else(|| head(handbook, fact), |start| (start.source, start.span));
        let name = timebox.name.to_string();
        told.push(Declared {
            document: at,
            name,
            start: timebox.start,
            end: Some(timebox.end),
            source,
            span,
            is_own,
            path,
        });
    }
    if let (Some(name), Some(start)) = (timebox::named(document), &document.front_matter.start)
        && !told.iter().any(|declared| declared.is_own)
    {
        let (source, span) = (start.source, start.span);
        let (name, start) = (name.to_string(), start.value);
        told.push(Declared { document: at, name, start, end: None, source, span, is_own: true, path });
    }
    let once = |declared: &Declared<'_>| {
        let same = |other: &&Declared<'_>| alike::name(&other.name) == alike::name(&declared.name);
        told.iter().filter(same).all(|other| agree(other, declared))
    };
    told.iter().filter(|declared| once(declared)).cloned().collect()
}

/// Whether a name alone says which it is: every sprint has a week 1, and every project a phase 1.
fn stands_alone(fact: &Fact, unit: Unit) -> bool {
    match unit {
        Unit::Sprint | Unit::Wave | Unit::Release => true,
        Unit::Week | Unit::Phase => fact.timebox.is_some(),
    }
}

/// Whether both may be true. An end on Friday is one on the Sunday after it.
fn agree(one: &Declared<'_>, other: &Declared<'_>) -> bool {
    let ends = match (one.end, other.end) {
        (Some(one), Some(other)) => {
            let (first, last) = (one.min(other), one.max(other));
            let free = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            (last - first).num_days() <= 2
                && first.iter_days().skip(1).take_while(|day| *day <= last).all(|day| free(&day))
        }
        _ => true,
    };
    one.start == other.start && ends
}

fn disagree(here: &Declared<'_>, there: &Declared<'_>) -> Diagnostic {
    let (name, path) = (here.name.trim(), there.path);
    let message = format!("{name} {} here, but {} in `{path}`.", days(here), days(there));
    Diagnostic::new(RULE.code, RULE.level, here.source, here.span, message)
        .help("Find out which is right, and correct the other.")
        .related(there.source, there.span, format!("Here it {}.", days(there)))
}

fn days(declared: &Declared<'_>) -> String {
    let start = date::long(declared.start);
    match declared.end {
        Some(end) => format!("runs from {start} to {}", date::long(end)),
        None => format!("starts on {start}"),
    }
}
