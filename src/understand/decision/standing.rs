//! Who decides what, whenever it comes up: lists below `Who decides` and its like, and sentences that say who decides
//! one thing by a day: `Tent or barn: Ada and Kai decide by Friday whether it rains.`

use super::super::evidence::Evidence;
use super::super::fact::{DecisionState, Name};
use super::super::phrase::names;
use super::super::phrase::role::{self, Sort};
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Words};
use super::told::{self, Told};
use super::{Decisions, open};

/// Words without which no heading says that a list of those who decide follows.
const SAYS: Words = Words::of(&["decides", "decide", "decision", "decisions", "word"]);

/// Whether a heading or line says that what follows tells who decides what.
pub(super) fn heads(above: Entry<'_>) -> bool {
    const NAMES: &[&str] = &[
        "who decides",
        "who decides what",
        "who may decide",
        "who may decide what",
        "who decides on what",
        "decision rights",
        "decision makers",
        "decision-makers",
        "decision-making",
        "decision making",
        "how we decide",
        "who has the last word",
        "who has the final say",
    ];
    above.has(&SAYS) && (words::is(words::named(above), NAMES) || words::heads_in_capitals(above))
}

/// Takes a line that says who decides one thing: `What goes into the programme: Ada, after hearing the team`.
pub(super) fn line(line: Entry<'_>, decisions: &mut Decisions<'_>) {
    let told = !line.label().is_empty() && !line.value().is_empty() && line.task().is_none() && told::is_line(line);
    if !told || line.is_labelled(&told::DECIDERS) || line.is_labelled(&told::DECISION) {
        return;
    }
    // `Loans above 500 €: head of the library; 500 € or less: the desk`
    let first = line.value().split([';', '(', '.']).next().unwrap_or_default();
    let people = people(line, first);
    if people.is_empty() {
        return;
    }
    let mut evidence = Evidence::new(line.reading);
    evidence.add(3, "it stands in a list of who decides what", line.span());
    let told = Told { people, state: Some(DecisionState::Open), ..Told::default() };
    decisions.add(words::bare(words::unnumbered(line.label())), line, told, evidence);
}

/// The names at the head of a value, up to the first piece that is none; none where it begins with something else.
pub(super) fn people<'r>(line: Entry<'r>, value: &'r str) -> Vec<Name> {
    let pieces = names::split(value).into_iter().map(told::without_quantifier);
    pieces.take_while(|name| is_somebody(name)).map(|name| line.name(name)).collect()
}

fn is_somebody(name: &str) -> bool {
    let short = name.split_whitespace().count() <= 5;
    short && (role::sort(name).is_some() || is_role(name))
}

/// Whether a name in small letters is a role: `product owner`.
pub(super) fn is_role(name: &str) -> bool {
    let mut letters = name.chars();
    let large: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    matches!(role::sort(&large), Some(Sort::Role | Sort::Group))
}

/// Words of a sentence in which somebody decides.
const DECIDE: Words = Words::of(&["decide", "decides", "choose", "chooses"]);

/// Takes a sentence that says who decides by a day whether something is done.
pub(super) fn sentence(line: Entry<'_>, decisions: &mut Decisions<'_>) {
    let plain = matches!(line.kind(), Kind::Paragraph | Kind::Field | Kind::Item { .. });
    if !plain || !line.has(&DECIDE) || line.task().is_some() {
        return;
    }
    let text = if line.label().is_empty() { line.text() } else { line.value() };
    for sentence in text.split_inclusive(". ") {
        let Some((at, end)) = words::find(sentence, &DECIDE) else { continue };
        let Some((asks, _)) = words::find(&sentence[end..], &["whether", "if", "which", "when", "who", "how"]) else {
            continue;
        };
        if !open::names_day(line, sentence) || words::words(&sentence[..at]).count() > 8 {
            continue;
        }
        let named = names::split(&sentence[..at]);
        if named.is_empty() || !named.iter().all(|name| is_somebody(told::without_quantifier(name))) {
            continue;
        }
        let people = named.into_iter().map(|name| line.name(told::without_quantifier(name))).collect();
        let mut told = Told { people, state: Some(DecisionState::Open), ..Told::default() };
        told.take_due(line, sentence);
        let asked = words::bare(&sentence[end + asks..]);
        let title = if line.label().is_empty() { asked } else { line.label() };
        let mut evidence = Evidence::new(line.reading);
        evidence.add(3, "it says who decides, and by when", line.span());
        decisions.add(words::bare(words::unnumbered(title)), line, told, evidence);
    }
}
