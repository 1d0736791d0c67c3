//! Decision records, a decision a document: `# ADR-002: Use a queue` with its status, its deciders and its options.

use super::super::evidence::Evidence;
use super::super::fact::Name;
use super::super::phrase::{names, role};
use super::super::reading::{Entry, Reading};
use super::super::words;
use super::told::{self, Told};
use super::{Decisions, signers};
use crate::base::span::Span;
use crate::parse::front_matter;

/// The heading of the document, if the document is the record of one decision.
pub(super) fn heading<'r>(reading: &'r Reading<'r>) -> Option<Entry<'r>> {
    let first = reading.entries().find(|entry| entry.is_heading())?;
    let text = first.text();
    let named = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("adr")) && text.len() > 3
        || words::has(text, &["decision"]) && words::has(text, &["record"]) && text.contains([':', '–', '—']);
    let proposal = words::after(text, &["rfc", "rfd", "proposal", "design proposal"])
        .is_some_and(|rest| rest.trim_start_matches([' ', '-', '#']).starts_with(|digit: char| digit.is_ascii_digit()));
    if proposal && first.level() == 1 && first.field(&["status", "state"]).is_some() {
        return Some(first);
    }
    let has = |names: &[&str]| {
        reading.document.outline.iter().any(|heading| words::is(words::unnumbered(&heading.text), names))
    };
    let decides = has(&["decision", "decision outcome"]);
    if !(decides || named && first.level() == 1) {
        return None;
    }
    let parts = [
        &["context", "context and problem statement", "background"][..],
        &["consequences", "positive consequences"],
        &["status"],
        &["considered options", "options considered", "decision drivers"],
    ];
    let count = parts.iter().filter(|names| has(names)).count();
    (decides && count > 1 || named && (decides || count > 0) && first.level() == 1).then_some(first)
}

/// Takes the decision of a record.
pub(super) fn take(heading: Entry<'_>, decisions: &mut Decisions<'_>) {
    let mut told = Told::default();
    front_matter(heading.reading, &mut told);
    for entry in heading.reading.entries().filter(|entry| entry.id > heading.id) {
        if entry.is_heading() {
            section(entry, &mut told);
        } else if entry.parent().is_some_and(|above| above.id == heading.id) {
            told.take(entry);
        }
    }
    if told.decision.signers.is_empty() {
        let lines = heading.reading.entries().filter(|entry| told::is_line(*entry));
        told.decision.signers = lines.map(signers::of_sentence).find(|people| !people.is_empty()).unwrap_or_default();
    }
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(3, "the document is the record of a decision", heading.span());
    decisions.add(title(heading.text()), heading, told, evidence);
}

/// What keys of front matter tell: `status: accepted`, `decision-makers: Ada, Kai`, or a list below the key.
fn front_matter(reading: &Reading<'_>, told: &mut Told) {
    let text = &reading.source.text;
    let Some(block) = front_matter::split(text).block else { return };
    let mut deciding = false;
    for line in block.yaml.of(text).lines() {
        let (key, value) = match line.split_once(':') {
            Some((key, value)) if key.starts_with(char::is_alphabetic) => (key.trim(), value),
            _ => ("", line),
        };
        if words::is(key, &["status"]) {
            told.state = told.state.or_else(|| told::state(value.trim()));
        }
        deciding = if key.is_empty() { deciding } else { words::is(key, &told::DECIDERS) };
        if deciding {
            let value = value.trim().trim_start_matches("- ").trim_matches(['[', ']', '"', '\'']);
            let named = names::split(value).into_iter().filter(|name| role::sort(name).is_some());
            told.people.extend(named.map(|name| Name { text: name.into(), span: span_of(text, name) }));
        }
    }
}

fn span_of(text: &str, piece: &str) -> Span {
    let start = piece.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + piece.len())
}

/// `## Status` with its text below it, `## Deciders` and `## Considered Options` with their lists.
fn section(heading: Entry<'_>, told: &mut Told) {
    let name = words::unnumbered(heading.text());
    let lines = || heading.children().filter(|line| told::is_line(*line));
    if words::is(name, &["status"]) {
        told.state = told.state.or_else(|| lines().find_map(|line| told::state(words::unnumbered(line.text()))));
    } else if words::is(name, &told::DECIDERS) {
        told.people.extend(lines().flat_map(told::people));
    } else if words::is(name, &["date"]) {
        lines().for_each(|line| told.take_day(line, line.text()));
    } else if words::is(
        name,
        &["considered options", "options considered", "options", "alternatives considered", "alternatives"],
    ) {
        let items = lines().filter(|line| line.is_item()).map(told::short);
        let below = heading.children().filter(|child| child.is_heading()).map(words::title);
        told.decision.options.extend(items.chain(below).map(Into::into));
    }
}

/// `ADR-002: Use a queue`, `5. Use a queue`, `Decision record – Use a queue` -> `Use a queue`
fn title(text: &str) -> &str {
    let text = words::unnumbered(text);
    let rest = words::after(
        text,
        &[
            "adr",
            "rfc",
            "rfd",
            "design proposal",
            "proposal",
            "architecture decision record",
            "architectural decision record",
            "decision record",
        ],
    );
    let Some(rest) = rest else { return text };
    let rest = rest
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | ' ' | '#' | '.' | '_'));
    let rest = rest.trim_start_matches([':', '–', '—', '-', ' ']);
    if rest.is_empty() { text } else { rest }
}
