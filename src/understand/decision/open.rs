//! Choices as notes tell them, a line each: `**Which hall.** Old or new. By: Ada. Not later than 12 June.`

use super::super::evidence::Evidence;
use super::super::fact::{DecisionState, Name};
use super::super::moment;
use super::super::phrase::mention::Phrase;
use super::super::phrase::names;
use super::super::phrase::role;
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Words};
use super::Decisions;
use super::held;
use super::told::{self, Told};

/// Takes the lines below a heading that says that something is still to be decided.
pub(super) fn lines(heading: Entry<'_>, decisions: &mut Decisions<'_>) {
    if !heading.has(&OPEN) || !heads_open(words::named(heading)) {
        return;
    }
    for line in heading.children().filter(|line| told::is_line(*line) && line.task().is_none()) {
        let Some((title, told)) = asked(line) else { continue };
        let mut evidence = Evidence::new(line.reading);
        evidence.add(2, "it stands below a heading about what is to be decided", heading.span());
        evidence.add(2, "it says who decides", line.span());
        decisions.add(title, line, told, evidence);
    }
}

/// Words without which no heading says that something is still to be decided.
const OPEN: Words = Words::of(&["decide", "decided", "choose", "chosen", "settle", "settled", "open", "undecided"]);

/// `To be decided`, `Still to choose`, `Open questions`, `Left open`
fn heads_open(name: &str) -> bool {
    let has = |any: &[&str]| words::has(name, any);
    let decides = has(&["decide", "decided", "choose", "chosen", "settle", "settled"]) && has(&["to", "still", "be"]);
    let open = has(&["open"]) && (has(&["still", "left", "questions", "points", "issues", "choices", "decisions"]));
    words::words(name).count() <= 7 && (decides || open || has(&["undecided"]))
}

/// What is asked, and what the line tells of it; none where it does not say who decides.
fn asked<'r>(line: Entry<'r>) -> Option<(&'r str, Told)> {
    let (title, rest) = cut(line)?;
    let mut told = Told { people: deciders(line, rest), ..Told::default() };
    if told.people.is_empty() && title.ends_with('?') {
        told.people = answer(line, rest);
    }
    if told.people.is_empty() {
        return None;
    }
    told.state = Some(DecisionState::Open);
    for sentence in sentences(rest) {
        let starts = words::has(sentence, &["cannot", "start", "starts", "begin", "begins"])
            && words::has(sentence, &["before", "until", "without"]);
        if starts || words::has(sentence, &["needs", "need", "waits", "wait", "blocks"]) {
            told.decision.blocks.push(words::bare(sentence).into());
            told.take_waiting(line, sentence);
        } else if words::after(sentence, &["settled", "decided", "agreed", "chosen", "approved"])
            .is_some_and(|rest| rest.trim_start().starts_with("on "))
        {
            told.state = Some(DecisionState::Decided);
            told.take_day(line, sentence);
        } else {
            told.take_due(line, sentence);
            told.take_meeting(held::beside(line, sentence, false));
        }
    }
    Some((words::bare(words::unnumbered(title)), told))
}

/// What is asked, and the rest of the line: the bold words, else the first sentence.
fn cut<'r>(line: Entry<'r>) -> Option<(&'r str, &'r str)> {
    let text = line.text();
    if line.is_bold() && matches!(line.kind(), Kind::Paragraph | Kind::Field | Kind::Item { .. }) {
        let bold = line.bold();
        return Some((bold, text.get(bold.len()..)?));
    }
    let stops = ["? ", ". ", ": ", " – ", " — "];
    let (at, stop) = stops.iter().filter_map(|stop| Some((text.find(stop)?, stop))).min()?;
    Some((&text[..at + usize::from(*stop == "? ")], &text[at + stop.len()..]))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    // The stop stays: it may belong to a date.
    text.split_inclusive(". ").flat_map(|part| part.split(';')).map(str::trim).filter(|part| !part.is_empty())
}

/// Labels and words before those who decide.
const BEFORE: &[&str] = &[
    "by:",
    "to be decided by",
    "to be settled by",
    "to be chosen by",
    "decided by",
    "settled by",
    "chosen by",
    "who decides:",
    "who chooses:",
    "decider:",
    "deciders:",
    "decision by",
    "decision:",
    "up to",
];
/// What those who decide do.
const DECIDE: &[&str] =
    &["decide", "decides", "choose", "chooses", "settle", "settles", "rules", "pick", "picks", "vote", "votes"];

/// Who decides, by the words before or behind the names.
fn deciders(line: Entry<'_>, rest: &str) -> Vec<Name> {
    sentences(rest).map(|sentence| in_sentence(line, sentence)).find(|people| !people.is_empty()).unwrap_or_default()
}

fn in_sentence<'r>(line: Entry<'r>, sentence: &'r str) -> Vec<Name> {
    let sentence = sentence.trim_start_matches([' ', '–', '—', ':', '-']);
    let behind = BEFORE.iter().find_map(|mark| {
        let head = sentence.get(..mark.len())?;
        head.eq_ignore_ascii_case(mark).then(|| &sentence[mark.len()..])
    });
    let named = behind.or_else(|| {
        let (at, _) = words::find(sentence, DECIDE)?;
        let before = sentence[..at].trim();
        Some(before).filter(|before| !before.is_empty() && words::words(before).count() <= 8)
    });
    let Some(named) = named else { return Vec::new() };
    let end = words::find(named, &["before", "by", "until", "on", "not", "at", "in", "will", "must", "together"]);
    let named = end.map_or(named, |(at, _)| &named[..at]);
    let people = names::split(named).into_iter().map(told::without_quantifier);
    people.filter(|name| role::sort(name).is_some()).map(|name| line.name(name)).collect()
}

/// Who stands alone behind a question, with a day: `Which hall? Ada and Kai, by 12 June.`
fn answer<'r>(line: Entry<'r>, rest: &'r str) -> Vec<Name> {
    let sentence = sentences(rest).next().unwrap_or_default();
    let end = words::find(sentence, &["by", "until", "before", "on"]).map_or(sentence.len(), |(at, _)| at);
    let named = names::split(sentence[..end].trim_end_matches([' ', ',', '.', ';']));
    let sound = named.iter().all(|name| role::sort(name).is_some() && name.split_whitespace().count() <= 4);
    if sound && names_day(line, sentence) {
        named.into_iter().map(|name| line.name(told::without_quantifier(name))).collect()
    } else {
        Vec::new()
    }
}

/// Cuts those who decided off the end of what is decided: `We move. Decided by Ada`, `We move (Ada and Kai, in the review)`.
pub(super) fn decided_by<'r>(line: Entry<'r>, text: &'r str) -> (&'r str, Vec<Name>) {
    let inside = text.trim_end_matches('.').strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let Some((before, inside)) = inside.filter(|(before, _)| !before.trim().is_empty()) else {
        return (text, Vec::new());
    };
    // `(Kafka)` is no person; a list or a meeting tells that people decided there.
    let met = inside.contains(" and ") || inside.contains(", in the ") || inside.contains(", at the ");
    let dated = line.mentions_in(inside).any(|found| matches!(found.phrase, Phrase::Quantity { .. }));
    let people: Vec<Name> = names::split(inside)
        .into_iter()
        .filter(|name| role::sort(name).is_some())
        .map(|name| line.name(name))
        .collect();
    if met && !dated && !people.is_empty() { (before.trim_end(), people) } else { (text, Vec::new()) }
}

/// Whether a piece of a line names a day.
pub(super) fn names_day(line: Entry<'_>, piece: &str) -> bool {
    line.mentions_in(piece)
        .any(|found| matches!(found.phrase, Phrase::Day(_) | Phrase::Date { .. }) && moment::of(line, found).is_some())
}
