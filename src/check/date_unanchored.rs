//! `date/unanchored`

use std::collections::HashSet;

use super::date_words::has_word;
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::fact::Fact;

pub(super) const RULE: Rule = Rule {
    code: "date/unanchored",
    level: Level::Hint,
    explanation: Explanation {
        what: "A document plans by days of a sprint (`Day 3`), and nothing says on which date the sprint starts. It is \
               told once, at the first such day.",
        why: "Without a start no day can be shown in a calendar.",
        bad: "# Sprint 18\n\n## Day 3: Vendor selection\n\n**Duration:** 2 hours",
        good: "---\nstart: 2026-01-05\n---\n# Sprint 18\n\n## Day 3: Vendor selection\n\n**Duration:** 2 hours",
        configure: "`defaults` in handbook.yaml gives a start to all documents of a folder.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    // What one document dates is dated for all that name the same timebox.
    let timeboxes = handbook.facts.iter().flatten().filter_map(Fact::as_timebox);
    let dated: HashSet<String> = timeboxes.map(|timebox| timebox.name.to_lowercase()).collect();
    let is_dated = |fact: &Fact| fact.timebox.as_ref().is_some_and(|name| dated.contains(&name.to_lowercase()));
    let found = (0..handbook.documents.len()).filter_map(|at| {
        let document = &handbook.documents[at];
        let mut days = handbook.facts[at].iter().filter(|fact| has_day(fact));
        let first = days.next()?;
        let anchored = is_anchored(first) || days.any(is_anchored) || is_dated(first);
        if anchored || !is_of_sprint(document.title(), first) || is_example(&document.path, document.title()) {
            return None;
        }
        let source = handbook.source(at);
        let line = source.line_span(source.line(first.place.span.start));
        let start = first.place.span.start;
        let span = Span { start, end: first.place.span.end.min(line.end).max(start) };
        let when = first.when.as_ref().map_or("", |when| &when.text);
        let message = format!("“{}” is on {when}, and nothing says when the sprint starts.", first.title);
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, document.source, span, message).help(
            "Write `start: YYYY-MM-DD` in the front matter, or give it to the folder by `defaults` in handbook.yaml.",
        );
        Some(diagnostic)
    });
    found.collect()
}

fn has_day(fact: &Fact) -> bool {
    fact.event().is_some() && fact.when.as_ref().is_some_and(|when| when.day.is_some())
}

fn is_anchored(fact: &Fact) -> bool {
    fact.when.as_ref().is_some_and(|when| when.start.is_some())
}

/// Whether the days are those of a timebox of a team, and not of a course or of somebody's first week.
fn is_of_sprint(title: &str, fact: &Fact) -> bool {
    fact.timebox.is_some() || has_word(title, &["sprint", "iteration", "wave", "increment"])
}

/// Whether a document shows how others are to be written.
fn is_example(path: &str, title: &str) -> bool {
    const TEMPLATES: [&str; 3] = ["template", "templates", "boilerplate"];
    has_word(path, &TEMPLATES) || has_word(title, &TEMPLATES) || has_word(title, &["example", "sample"])
}
