//! Decision records, a decision a document: `# ADR-002: Use a queue` with its status, its deciders and its options.

use super::super::evidence::Evidence;
use super::super::reading::{Entry, Reading};
use super::super::words;
use super::Decisions;
use super::told::{self, Told};

/// The heading of the document, if the document is the record of one decision.
pub(super) fn heading<'r>(reading: &'r Reading<'r>) -> Option<Entry<'r>> {
    let first = reading.entries().find(|entry| entry.is_heading())?;
    let text = first.text();
    let named = text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("adr")) && text.len() > 3
        || words::has(text, &["decision"]) && words::has(text, &["record"]) && text.contains([':', '–', '—']);
    let has = |names: &[&str]| {
        reading.document.outline.iter().any(|heading| words::is(words::unnumbered(&heading.text), names))
    };
    let parts = [
        &["context", "context and problem statement", "background"][..],
        &["consequences", "positive consequences"],
        &["status"],
        &["considered options", "options considered", "decision drivers"],
    ];
    let count = parts.iter().filter(|names| has(names)).count();
    let decides = has(&["decision", "decision outcome"]);
    (decides && count > 1 || named && (decides || count > 0) && first.level() == 1).then_some(first)
}

/// Takes the decision of a record.
pub(super) fn take(heading: Entry<'_>, decisions: &mut Decisions<'_>) {
    let mut told = Told::default();
    for entry in heading.reading.entries().filter(|entry| entry.id > heading.id) {
        if entry.is_heading() {
            section(entry, &mut told);
        } else if entry.parent().is_some_and(|above| above.id == heading.id) {
            told.take(entry);
        }
    }
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(3, "the document is the record of a decision", heading.span());
    decisions.add(title(heading.text()), heading, told, evidence);
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
        &["adr", "architecture decision record", "architectural decision record", "decision record"],
    );
    let Some(rest) = rest else { return text };
    let rest = rest
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | ' ' | '#' | '.' | '_'));
    let rest = rest.trim_start_matches([':', '–', '—', '-', ' ']);
    if rest.is_empty() { text } else { rest }
}
