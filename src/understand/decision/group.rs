//! Decisions that a bold line names: `**New hall**` with its deciders and its deadline below it, and
//! `**New hall** — decided on 4 March by Ada: the school.`

use super::super::evidence::Evidence;
use super::super::fact::{DecisionState, Name};
use super::super::phrase::names;
use super::super::phrase::role;
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Words};
use super::told::{self, DECIDERS, Told};
use super::{Decisions, without_id};

/// Words of headings under which decisions stand.
const DECISIONS: Words = Words::of(&["decision", "decisions", "decide"]);

/// Takes the decision that a bold line names.
pub(super) fn take(line: Entry<'_>, decisions: &mut Decisions<'_>) {
    if !line.is_bold() || line.task().is_some() || line.label().is_empty() {
        return;
    }
    if !line.value().is_empty() {
        settled(line, decisions);
        return;
    }
    let lines = || line.children().filter(|child| told::is_line(*child) && !child.label().is_empty());
    if !lines().any(|child| child.is_labelled(&DECIDERS)) {
        return;
    }
    let mut told = Told::default();
    lines().for_each(|child| told.take(child));
    let mut evidence = Evidence::new(line.reading);
    evidence.add(2, "a line below it says who decides", line.span());
    if told.lines > 0 {
        evidence.add(1, "lines tell its options, its deadline or its impact", line.span());
    }
    if !told.decision.signers.is_empty() {
        evidence.add(1, "a line says who signs", line.span());
    }
    if line.heading().is_some_and(|heading| heading.has(&DECISIONS)) {
        evidence.add(1, "its heading speaks of decisions", line.span());
    }
    if evidence.weight() >= 3 {
        decisions.add(without_id(words::bare(words::unnumbered(line.label()))), line, told, evidence);
    }
}

/// `**New hall** — decided on 4 March by Ada and Kai: the school.`
fn settled(line: Entry<'_>, decisions: &mut Decisions<'_>) {
    let value = line.value();
    let Some(rest) = words::after(value, &["decided", "agreed", "settled", "approved", "chosen"]) else { return };
    let clause = rest.split(": ").next().unwrap_or_default();
    let people = by(line, clause);
    let mut told = Told { people, state: Some(DecisionState::Decided), ..Told::default() };
    told.take_day(line, clause);
    if told.people.is_empty() || matches!(line.kind(), Kind::Row { .. }) {
        return;
    }
    let mut evidence = Evidence::new(line.reading);
    evidence.add(3, "it says that it was decided, and by whom", line.span());
    decisions.add(without_id(words::bare(words::unnumbered(line.label()))), line, told, evidence);
}

/// Those who stand behind `by` in a clause, up to its end.
pub(super) fn by<'r>(line: Entry<'r>, clause: &'r str) -> Vec<Name> {
    let Some((_, end)) = words::find(clause, &["by"]) else { return Vec::new() };
    let named = clause[end..].split([';', '(', '.']).next().unwrap_or_default();
    let end = words::find(named, &["on", "in", "at", "after", "with"]).map_or(named.len(), |(at, _)| at);
    let people = names::split(&named[..end]).into_iter().map(told::without_quantifier);
    people.filter(|name| role::sort(name).is_some()).map(|name| line.name(name)).collect()
}
