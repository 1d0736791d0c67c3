//! Choices to be made or made, with their deciders.

use std::collections::HashMap;

use super::evidence::Evidence;
use super::fact::{DecisionState, Detail, Fact, Place};
use super::reading::{Entry, Kind, Reading};
use super::words::{self, Known, Words};
use crate::parse::document::Document;

mod group;
mod held;
mod log;
mod open;
mod record;
mod signers;
mod standing;
mod told;

use told::Told;

/// One fact for each decision, told in a section, a line, a row of a log, or a record of its own.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut decisions = Decisions { reading, facts: Vec::new(), known: HashMap::new() };
    // Most documents say nothing of the kind.
    if !speaks(reading) {
        return decisions.facts;
    }
    if let Some(heading) = record::heading(reading) {
        record::take(heading, &mut decisions);
        reading.entries().filter(|entry| entry.is_heading()).for_each(|entry| open::lines(entry, &mut decisions));
        return decisions.facts;
    }
    // The heading of plain text in capitals, where the document has such, and whether it heads who decides what.
    let mut standing = false;
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Heading { .. } => {
                standing = false;
                section(entry, &mut decisions);
                open::lines(entry, &mut decisions);
                let decided = |line: Entry<'_>| line.is_labelled(&told::DECIDERS) || line.is_labelled(&told::DECISION);
                if standing::heads(entry) && !entry.children().any(decided) {
                    entry.children().for_each(|child| standing::line(child, &mut decisions));
                }
            }
            Kind::Table(_) => log::table(entry, &mut decisions),
            Kind::Item { .. } if is_mark(entry) => line(entry, &mut decisions),
            Kind::Item { .. } => {
                log::item(entry, &mut decisions);
                group::take(entry, &mut decisions);
            }
            Kind::Paragraph if words::heads_in_capitals(entry) => standing = standing::heads(entry),
            Kind::Paragraph | Kind::Field if standing => standing::line(entry, &mut decisions),
            Kind::Paragraph | Kind::Field => group::take(entry, &mut decisions),
            _ => {}
        }
        standing::sentence(entry, &mut decisions);
    }
    decisions.facts
}

/// Whether a line says who decides.
pub(super) fn names_deciders(line: Entry<'_>) -> bool {
    line.is_labelled(&told::DECIDERS)
}

/// Beginnings of words of documents that may speak of a decision.
const HEADS: [&[u8; 5]; 7] = [b"decid", b"decis", b"settl", b"choos", b"chose", b"agree", b"resol"];
/// Records by their name, which a number may follow: `ADR-12`.
const RECORDS: Words = Words::of(&["adr", "rfc"]);

/// Whether a document may speak of a decision.
fn speaks(reading: &Reading<'_>) -> bool {
    // What most of them say is found fastest.
    const USUAL: Words = Words::of(&["decision", "decisions", "decided", "decide", "agreed"]);
    let known = reading.vocabulary();
    if known.may_have(&USUAL) && reading.entries().any(|entry| entry.has(&USUAL)) {
        return true;
    }
    let heads: Vec<&[u8; 5]> = HEADS.into_iter().filter(|head| known.may_begin(head)).collect();
    let begins = |word: &str, head: &[u8]| {
        word.as_bytes().get(..head.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(head))
    };
    let said =
        |word: &str| begins(word, b"adr-") || RECORDS.knows(word) || heads.iter().any(|head| begins(word, *head));
    (!heads.is_empty() || known.may_have(&RECORDS))
        && reading.entries().any(|entry| words::words(entry.text()).any(said))
}

/// Whether a section names those who decide.
pub(super) fn has_deciders(heading: Entry<'_>) -> bool {
    heading.descendants().any(names_deciders)
}

/// Whether a line introduces those who sign.
pub(super) fn is_signed(line: Entry<'_>) -> bool {
    line.is_labelled(&signers::LABELS)
}

/// Decisions so far; one that is told again is the same.
struct Decisions<'a> {
    reading: &'a Reading<'a>,
    facts: Vec<Fact>,
    known: HashMap<String, usize>,
}

impl Decisions<'_> {
    fn add(&mut self, title: &str, entry: Entry<'_>, told: Told, evidence: Evidence) {
        if !title.contains(char::is_alphabetic) || title.starts_with(['[', '<', '{']) {
            return;
        }
        let place = entry.is_heading().then(|| Place { span: entry.whole_span(), ..entry.place() });
        let place = place.unwrap_or_else(|| entry.place());
        let key = title.to_lowercase();
        if let Some(&known) = self.known.get(&key) {
            let fact = &mut self.facts[known];
            fact.also.push(place);
            fill(fact, told);
            return;
        }
        self.known.insert(key, self.facts.len());
        let Told { mut decision, state, people, when, due, .. } = told;
        decision.state = state.unwrap_or_default();
        let refs = refs(self.reading.document, &decision.blocks, place);
        self.facts.push(Fact {
            heading: entry.heading_index(),
            timebox: self.reading.timebox.clone(),
            people: people.into(),
            due,
            when: when.map(Box::new),
            refs: refs.into(),
            why: evidence.into_whys(),
            ..Fact::new(title, place, Detail::Decision(Box::new(decision)))
        });
    }
}

/// What one place leaves out another may tell.
fn fill(fact: &mut Fact, told: Told) {
    if fact.people.is_empty() {
        fact.people = told.people.into();
    }
    if fact.when.is_none() {
        fact.when = told.when.map(Box::new);
        fact.due = told.due;
    }
    let Detail::Decision(known) = &mut fact.detail else { return };
    let more = told.decision;
    known.waiting = known.waiting.or(more.waiting);
    known.meeting = known.meeting.take().or(more.meeting);
    let texts = [(&mut known.options, more.options), (&mut known.blocks, more.blocks)];
    texts.into_iter().filter(|(have, _)| have.is_empty()).for_each(|(have, more)| *have = more);
    let names = [(&mut known.signers, more.signers), (&mut known.backups, more.backups)];
    names.into_iter().filter(|(have, _)| have.is_empty()).for_each(|(have, more)| *have = more);
}

/// The ids of tasks that wait for a decision.
fn refs(document: &Document, blocks: &[Box<str>], place: Place) -> Vec<Box<str>> {
    let mut ids: Vec<Box<str>> = Vec::new();
    if blocks.is_empty() {
        return ids;
    }
    for mention in &document.task_ids {
        let within = place.span.contains(mention.span);
        if within && blocks.iter().any(|blocked| blocked.contains(&*mention.id)) && !ids.contains(&mention.id) {
            ids.push(mention.id.clone());
        }
    }
    ids
}

/// A section that is a decision, or that has lines that are.
fn section(heading: Entry<'_>, decisions: &mut Decisions<'_>) {
    let named = named_decision(heading.text());
    // Lines without labels tell nothing.
    let lines: Vec<Entry<'_>> =
        heading.children().filter(|child| !child.label().is_empty() && told::is_line(*child)).collect();
    if named.is_none() && lines.is_empty() {
        return;
    }
    let marks: Vec<Entry<'_>> = lines.iter().copied().filter(|line| is_mark(*line)).collect();
    if marks.len() > 1 && named.is_none() {
        marks.iter().filter(|mark| !mark.is_item()).for_each(|mark| line(*mark, decisions));
        return;
    }
    let mut told = Told::default();
    lines.iter().for_each(|line| told.take(*line));
    let mut evidence = Evidence::new(heading.reading);
    if let Some(mark) = marks.first() {
        evidence.add(2, "a line says what is decided", mark.span());
        told.take_text(mark.value());
    }
    if told.has_deciders {
        evidence.add(2, "a line says who decides", heading.span());
    }
    if told.lines > 0 {
        evidence.add(1, "lines tell its options, its deadline or its impact", heading.span());
    }
    if !told.decision.signers.is_empty() {
        evidence.add(1, "a line says who signs", heading.span());
    }
    if named.is_some() {
        evidence.add(3, "its heading says that it is a decision", heading.span());
    } else if heading.has(&CHOICE) {
        evidence.add(1, "its heading speaks of a choice", heading.span());
    }
    if evidence.weight() < 3 {
        // A line alone is a decision, but the section is none.
        marks.iter().filter(|mark| !mark.is_item()).for_each(|mark| line(*mark, decisions));
        return;
    }
    let title = named.unwrap_or_else(|| words::title(heading));
    let title = if is_generic(title) { marks.first().map_or(title, |mark| mark.value()) } else { title };
    told.take_due_of(heading);
    if told.decision.signers.is_empty() {
        told.decision.signers = signers::of(heading);
    }
    let answered = told.has_question && !marks.is_empty() && told.when.is_none();
    told.state = told.state.or_else(|| answered.then_some(DecisionState::Decided));
    decisions.add(without_id(words::bare(title)), heading, told, evidence);
}

/// `D-03 Two tents`, `A. Two tents` -> `Two tents`
fn without_id(title: &str) -> &str {
    let Some((id, rest)) = title.split_once(' ') else { return title };
    let letters =
        id.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '.' | ':' | ')'));
    let short = letters.len() < id.len() && (1..=5).contains(&letters.len());
    let upper = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let rest = rest.trim_start_matches(['–', '—', '-', ':', ' ']);
    if short && upper && rest.contains(char::is_alphabetic) { rest } else { title }
}

impl Told {
    /// The day in the heading, where no line tells one: `### 2. Venue (Day 5)`.
    fn take_due_of(&mut self, heading: Entry<'_>) {
        if heading.level() > 1 && self.when.is_none() && self.state != Some(DecisionState::Decided) {
            self.take_due(heading, heading.text());
        }
    }
}

/// Words of headings about something that can be decided.
const CHOICE: Words = Words::of(&[
    "decision",
    "selection",
    "choice",
    "acceptance",
    "approval",
    "go/no-go",
    "no-go",
    "vote",
    "which",
    "whether",
    "choose",
]);

/// Whether a line says what is decided: bold, a field or an item, and no sentence that happens to begin so.
fn is_mark(line: Entry<'_>) -> bool {
    let decides = line.is_labelled(&told::DECISION) || line.is_labelled(&told::DECIDED) && tells(line);
    let told = || !line.value().is_empty() || line.children().any(|child| child.is_item());
    decides && told() && (line.is_bold() || line.kind() != Kind::Paragraph) && line.task().is_none()
}

/// Whether a line such as `Decided: …` says what, and not when or by whom.
fn tells(line: Entry<'_>) -> bool {
    let value = line.value();
    let dated = line.mentions_in(value).next().is_some_and(|first| value.starts_with(line.phrase_text(first)));
    let people = super::phrase::names::split(value);
    let named = people.iter().all(|name| super::phrase::role::sort(name).is_some());
    value.split_whitespace().count() > 2 && !dated && !named
}

/// A line that is a decision by itself: `**Decision:** The fair moves to May.`
fn line(mark: Entry<'_>, decisions: &mut Decisions<'_>) {
    if !is_mark(mark) {
        return;
    }
    let mut told = Told::default();
    mark.children().for_each(|child| told.take(child));
    if mark.kind() == Kind::Field {
        // The fields of its run, until the next decision.
        let run: Vec<Entry<'_>> = mark
            .following()
            .take_while(|sibling| matches!(sibling.kind(), Kind::Field | Kind::Fence) && !is_mark(*sibling))
            .collect();
        run.iter().for_each(|sibling| told.take(*sibling));
        if told.decision.signers.is_empty() {
            told.decision.signers = run.iter().flat_map(|sibling| signers::of_fence(*sibling)).collect();
        }
    }
    told.take_text(mark.value());
    let title = if mark.value().is_empty() {
        mark.children().find(|child| child.is_item()).map_or("", Entry::text)
    } else {
        mark.value()
    };
    let (title, people) = log::decided_by(mark, title);
    let (title, people) = if people.is_empty() { open::decided_by(mark, title) } else { (title, people) };
    if told.people.is_empty() {
        told.people = people;
    }
    let open = told.has_deadline
        || !told.decision.options.is_empty()
        || title.ends_with('?')
        || super::phrase::names::is_blank(title);
    // `Decision: deferred to the meeting of 12 May`
    let deferred = told::state(title).filter(|state| *state == DecisionState::Deferred);
    told.state = told.state.or(deferred).or_else(|| (!open).then_some(DecisionState::Decided));
    let mut evidence = Evidence::new(mark.reading);
    evidence.add(2, "its label says that it is a decision", mark.span());
    decisions.add(words::bare(words::unnumbered(title)), mark, told, evidence);
}

/// What follows `Decision:`, `Decision 3 –` at the head of a heading or cell.
fn named_decision(text: &str) -> Option<&str> {
    let rest = words::after(words::unnumbered(text), &["decision"])?;
    let digits = rest.trim_start_matches([' ', '#']).trim_start_matches(|letter: char| letter.is_ascii_digit());
    let name = digits.trim_start().strip_prefix([':', '–', '—'])?.trim();
    (!name.is_empty()).then_some(name)
}

/// Whether a heading does not tell what is decided.
fn is_generic(title: &str) -> bool {
    const WORDS: &[&str] = &[
        "decision",
        "decisions",
        "outcome",
        "summary",
        "log",
        "record",
        "notes",
        "the",
        "our",
        "final",
        "made",
        "key",
        "needed",
        "required",
        "result",
        "results",
        "approval",
        "point",
        "points",
        "and",
        "rationale",
        "discussion",
        "details",
        "status",
    ];
    words::words(title).all(|word| words::is(word, WORDS))
}

#[cfg(test)]
mod tests;
