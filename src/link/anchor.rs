//! The first day of a sprint, for documents that name the sprint and not its days.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::config::Numbering;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::claim::Claims;
use crate::understand::fact::{Fact, Unit, Why};
use crate::understand::{self, Understood, timebox};

use super::alike;

/// Where a sprint's days are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    day: NaiveDate,
    numbering: Numbering,
    source: SourceId,
    span: Span,
}

/// Understands anew the documents that count days of a sprint without saying when it starts, where all other documents
/// together give that sprint one start. Facts and claims are by document; without claims there are none to be replaced.
/// Facts keep why they were recognised if `explains`, the other document's start among it.
pub fn anchor(inputs: &Inputs, documents: &[Document], facts: &mut [Vec<Fact>], claims: &mut [Claims], explains: bool) {
    let unanchored: Vec<(usize, String)> =
        documents.iter().enumerate().filter_map(|(at, document)| Some((at, sprint(document, &facts[at])?))).collect();
    if unanchored.is_empty() {
        return;
    }
    let starts = starts(inputs, documents, facts);
    let again = |(at, sprint): &(usize, String)| {
        let start = starts.get(sprint).copied().flatten()?;
        Some((*at, understood(inputs, &documents[*at], start, explains)))
    };
    let anchored: Vec<(usize, Understood)> = unanchored.par_iter().filter_map(again).collect();
    for (at, understood) in anchored {
        facts[at] = understood.facts;
        if let Some(claims) = claims.get_mut(at) {
            *claims = understood.claims;
        }
    }
}

/// The sprint of a document that names days and has no start from which they are counted.
fn sprint(document: &Document, facts: &[Fact]) -> Option<String> {
    if document.front_matter.start.is_some() {
        return None;
    }
    let name = timebox::named(document)?;
    let undated = |fact: &Fact| {
        let when = fact.when.as_deref();
        when.is_some_and(|when| when.start.is_none() && when.rrule.is_none()) && fact.timebox.as_ref() == Some(&name)
    };
    facts.iter().any(undated).then(|| alike::name(&name))
}

/// The start of each sprint that documents declare; none where they differ.
fn starts(inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>]) -> HashMap<String, Option<Start>> {
    let mut starts: HashMap<String, Option<Start>> = HashMap::new();
    let mut add = |name: &str, start: Start| {
        let known = starts.entry(alike::name(name)).or_insert(Some(start));
        if known.is_some_and(|known| known.day != start.day) {
            *known = None;
        }
    };
    let published = documents.iter().zip(facts).filter(|(document, _)| inputs.drafts || !document.is_draft());
    for (document, facts) in published {
        if let (Some(name), Some(start)) = (timebox::named(document), &document.front_matter.start) {
            let own = document.front_matter.numbering.as_ref().map(|numbering| numbering.value);
            let numbering = own.or(inputs.config.numbering).unwrap_or_default();
            add(&name, Start { day: start.value, numbering, source: start.source, span: start.span });
        }
        for fact in facts {
            // `Week 1` is a week of whatever is spoken of.
            let Some(timebox) = fact.as_timebox().filter(|timebox| timebox.unit != Unit::Week) else { continue };
            let (source, span) = (fact.place.source, fact.place.span);
            add(&timebox.name, Start { day: timebox.start, numbering: timebox.numbering, source, span });
        }
    }
    starts
}

fn understood(inputs: &Inputs, document: &Document, start: Start, explains: bool) -> Understood {
    let source = inputs.sources.get(document.source);
    let mut understood = understand::anchored(document, source, &inputs.config, (start.day, start.numbering), explains);
    if explains {
        for fact in &mut understood.facts {
            if fact.due.is_some() || fact.when.as_ref().is_some_and(|when| when.day.is_some() && when.start.is_some()) {
                let reason = "its days are counted from the start that another document gives this sprint";
                fact.why.push(Why { reason, span: start.span, elsewhere: Some(start.source) });
            }
        }
    }
    understood
}

#[cfg(test)]
mod tests {
    use crate::check;
    use crate::load::{Inputs, probe};
    use crate::pipeline;

    /// The date of each event of `notes.md`, beside these other documents.
    fn dates(notes: &str, others: &[&str]) -> Vec<String> {
        let names: Vec<String> = (0..others.len()).map(|at| format!("content/{at}.md")).collect();
        let mut files: Vec<(&str, &[u8])> = vec![("content/notes.md", notes.as_bytes())];
        files.extend(names.iter().map(String::as_str).zip(others.iter().map(|text| text.as_bytes())));
        let inputs = Inputs::in_memory(&files, &check::codes());
        let read = pipeline::read_explained(&inputs);
        let handbook = pipeline::handbook(&inputs, read, |paths| probe::probe(&inputs, paths));
        let notes = handbook.documents.iter().position(|document| document.path == "notes.md").unwrap();
        let events = handbook.facts[notes].iter().filter(|fact| fact.event().is_some());
        let shown = events.map(|fact| {
            let start = fact.start().map_or("none".to_owned(), |start| start.to_string());
            let why = fact.why.iter().find_map(|why| why.elsewhere).map(|id| inputs.sources.get(id).path.clone());
            format!("{start} {}", why.unwrap_or_default())
        });
        shown.collect()
    }

    const SPRINT: &str = "---\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Sprint 4\n";

    #[test]
    fn days_are_counted_from_the_one_start_that_others_give() {
        let notes = "# Sprint 4: Notes\n\n## Day 3: Review\n";
        assert_eq!(dates(notes, &[SPRINT]), ["2026-01-07 0.md"]);
        let named = "---\nsprint: Sprint 4\n---\n# Notes\n\n## Day 3: Review\n";
        assert_eq!(dates(named, &["# Sprint 3\n", SPRINT, SPRINT]), ["2026-01-07 1.md"]);
        let working = SPRINT.replace("start:", "numbering: working\nstart:");
        assert_eq!(dates(&notes.replace("Day 3", "Day 6"), &[&working]), ["2026-01-12 0.md"]);
    }

    #[test]
    fn without_one_start_nothing_is_guessed() {
        let notes = "# Sprint 4: Notes\n\n## Day 3: Review\n";
        let later = SPRINT.replace("2026-01-05", "2026-01-06");
        assert_eq!(dates(notes, &[SPRINT, &later]), ["none "]);
        assert_eq!(dates(notes, &[&SPRINT.replace("Sprint 4", "Sprint 5")]), ["none "]);
        assert_eq!(dates(notes, &[&SPRINT.replace("start:", "draft: true\nstart:")]), ["none "]);
        assert_eq!(dates("# Notes\n\n## Day 3: Review\n", &[SPRINT]), ["none "]);
        let own = "---\nstart: 2026-02-02\n---\n# Sprint 4: Notes\n\n## Day 3: Review\n";
        assert_eq!(dates(own, &[SPRINT]), ["2026-02-04 "]);
    }
}
