//! Sprints, waves, phases, releases and named weeks with their first and last day: from front matter, fields, headings,
//! lists and tables.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::anchor::{self, Anchor};
use super::evidence::Evidence;
use super::fact::{Detail, Fact, Place, Timebox, Unit};
use super::reading::{Entry, Kind, Reading, clean};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::config::Numbering;
use crate::parse::document::Document;

pub(super) mod lines;
pub(super) mod tables;
#[cfg(test)]
mod tests;

/// Words for sorts of timeboxes.
const UNITS: [(&str, Unit); 13] = [
    ("sprint", Unit::Sprint),
    ("iteration", Unit::Sprint),
    ("cycle", Unit::Sprint),
    ("wave", Unit::Wave),
    ("phase", Unit::Phase),
    ("stage", Unit::Phase),
    ("term", Unit::Phase),
    ("milestone", Unit::Phase),
    ("increment", Unit::Phase),
    ("pi", Unit::Phase),
    ("release", Unit::Release),
    ("version", Unit::Release),
    ("week", Unit::Week),
];
/// Of these, those whose name at the head of a title makes the document belong to one.
const TITLES: [&str; 10] =
    ["sprint", "iteration", "cycle", "wave", "phase", "release", "week", "increment", "pi", "program increment"];
/// And those that do so behind a comma or a dash, too: `Harbour team – sprint 31`.
const PARTS: [&str; 5] = ["sprint", "iteration", "cycle", "increment", "program increment"];

/// The timeboxes that a document declares or tells of.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut found = Found::default();
    found.facts.extend(declared(reading));
    // Without a date nothing more can be told.
    if reading.entries().all(|entry| entry.mentions().is_empty()) {
        return found.facts;
    }
    for (at, fact) in found.facts.iter().enumerate() {
        found.known.extend(key(fact).map(|key| (key, at)));
    }
    add(&mut found, own(reading));
    for section in &reading.anchors.sections {
        add(&mut found, of_section(reading, section));
    }
    for entry in reading.entries().filter(|entry| !entry.mentions().is_empty()) {
        match entry.kind() {
            Kind::Row { header: false, .. } => add(&mut found, of_row(reading, entry)),
            Kind::Table(_) | Kind::Row { .. } | Kind::Fence | Kind::FenceLine => {}
            _ => lines::all(entry).for_each(|named| add(&mut found, Some(of_line(reading, entry, named)))),
        }
    }
    found.facts
}

/// Timeboxes so far.
#[derive(Default)]
struct Found {
    facts: Vec<Fact>,
    known: HashMap<Key, usize>,
}

/// What makes two timeboxes one: the letters of the name, the first and the last day.
type Key = (String, NaiveDate, NaiveDate);

fn key(fact: &Fact) -> Option<Key> {
    fact.as_timebox().map(|told| (anchor::letters(&told.name), told.start, told.end))
}

/// Keeps a timebox, or one more place of one that is known.
fn add(found: &mut Found, fact: Option<Fact>) {
    let Some(fact) = fact else { return };
    let Some(key) = key(&fact) else { return };
    let at = found.known.get(&key).copied();
    match at.and_then(|at| found.facts.get_mut(at)) {
        // A section and its heading's line are one place.
        Some(known) if known.place.span.contains(fact.place.span) => {}
        Some(known) if known.also.iter().any(|also| also.span.contains(fact.place.span)) => {}
        Some(known) => known.also.push(fact.place),
        None => {
            found.known.insert(key, found.facts.len());
            found.facts.push(fact);
        }
    }
}

/// A timebox with what speaks for it.
#[expect(clippy::too_many_arguments, reason = "each is one field of the fact")]
fn timebox(
    reading: &Reading<'_>,
    title: &str,
    name: &str,
    unit: Unit,
    (start, end): (NaiveDate, NaiveDate),
    numbering: Numbering,
    span: Span,
    because: &'static str,
) -> Fact {
    let place = Place { source: reading.document.source, span };
    let mut evidence = Evidence::new(reading);
    evidence.add(1, because, span);
    let detail = Detail::Timebox(Timebox { name: name.into(), unit, start, end, numbering });
    Fact { why: evidence.into_whys(), ..Fact::new(title, place, detail) }
}

fn of_row(reading: &Reading<'_>, row: Entry<'_>) -> Option<Fact> {
    let found = tables::read(row)?;
    let numbering = reading.anchors.own.numbering;
    let because = "a row of a table names it with its first and last day";
    let dates = (found.start, found.end);
    let fact = timebox(reading, &found.name, &found.name, found.unit, dates, numbering, row.span(), because);
    Some(Fact { heading: row.heading_index(), ..fact })
}

fn of_line(reading: &Reading<'_>, line: Entry<'_>, found: lines::Named<'_>) -> Fact {
    let numbering = reading.anchors.at(line).numbering;
    let because = "a span of dates follows its name";
    let name = numbered_name(found.name).map_or(found.name, |(name, _)| name);
    let dates = (found.start, found.end);
    let fact = timebox(reading, found.name, name, found.unit, dates, numbering, line.span(), because);
    Fact { heading: line.heading_index(), ..fact }
}

/// The document's own timebox, where its lines say the first and last day and call it something.
fn own(reading: &Reading<'_>) -> Option<Fact> {
    let anchor = &reading.anchors.own;
    let line = reading.entry(anchor.start_line?);
    let label = clean(line.label());
    let called = |text: &str| UNITS.iter().any(|(word, unit)| *unit != Unit::Week && begins_with(text, word));
    let name = match &reading.timebox {
        Some(name) => &**name,
        None if line.is_heading() => return None,
        None if called(label) => label,
        None => return None,
    };
    let dates = (anchor.days?.start, anchor.end?);
    let because = "lines of the document say its first and last day";
    let fact = timebox(reading, name, name, unit(name), dates, anchor.numbering, line.span(), because);
    Some(Fact { heading: line.heading_index(), ..fact })
}

/// The timebox of a section: its place is the heading.
fn of_section(reading: &Reading<'_>, anchor: &Anchor<'_>) -> Option<Fact> {
    let (name, dates) = (anchor.name.as_deref()?, (anchor.days?.start, anchor.end?));
    let line = reading.entry(anchor.start_line?);
    let headings = std::iter::once(line).chain(line.ancestors());
    let heading = headings.into_iter().find(|above| {
        above.is_heading() && leading_name(clean(above.text())).is_some_and(|named| anchor::same(named, name))
    })?;
    let title = lines::read(heading).map_or(clean(heading.text()), |named| named.name);
    let because = "a section is headed by it and says its first and last day";
    let fact = timebox(reading, title, name, unit(name), dates, anchor.numbering, heading.span(), because);
    let also = (heading.id != line.id).then(|| line.place());
    Some(Fact { heading: heading.heading_index(), also: also.into_iter().collect(), ..fact })
}

fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// The timebox that front matter declares.
///
/// Dates that handbook.yaml gives to a whole folder make a timebox only of a document that says its name; the
/// others of the folder only take place in it.
fn declared(reading: &Reading<'_>) -> Option<Fact> {
    let document = reading.document;
    let front_matter = &document.front_matter;
    let (start, end) = (front_matter.start.as_ref()?, front_matter.end.as_ref()?);
    let own_dates = [start, end].iter().any(|date| date.source == document.source);
    if reading.timebox.is_none() && !own_dates {
        return None;
    }
    let title = front_matter.sprint.as_ref().map_or(document.title(), |sprint| &sprint.value);
    let name = reading.timebox.clone().unwrap_or_else(|| title.into());
    let own = |source: SourceId, span: Span| (source == document.source).then_some(span);
    let words = [&front_matter.sprint, &front_matter.title]
        .map(|word| word.as_ref().and_then(|word| own(word.source, word.span)));
    let spans = [own(start.source, start.span), own(end.source, end.span), words[0], words[1]];
    let span = around(spans, document);
    let dates = (start.value, end.value);
    let because = "front matter says its first and last day";
    Some(timebox(reading, title, &name, unit(&name), dates, reading.declared.numbering, span, because))
}

/// Name of the timebox that a document belongs to: its `sprint`, else the sprint with which its title begins.
pub fn named(document: &Document) -> Option<Arc<str>> {
    match &document.front_matter.sprint {
        Some(sprint) if !sprint.value.trim().is_empty() => Some(sprint.value.trim().into()),
        _ => leading_name(document.title()).or_else(|| part_name(document.title())).map(Into::into),
    }
}

/// `sprint 31` of `Harbour team, sprint 31`: the only part of a title that is the name of a timebox and nothing else.
fn part_name(title: &str) -> Option<&str> {
    let mut parts =
        title.split([',', '–', '—', '·', '|', ':', '(', ')']).flat_map(|part| part.split(" - ")).map(str::trim);
    let is_name = |part: &&str| {
        let whole = leading_name(part).is_some_and(|name| name.len() == part.len());
        whole && PARTS.iter().any(|unit| begins_with(part, unit))
    };
    let name = parts.find(is_name)?;
    parts.find(is_name).is_none().then_some(name)
}

/// `Sprint 12` of a line `Sprint: 12` before all sections.
pub(super) fn of_field(reading: &Reading<'_>) -> Option<Arc<str>> {
    let lines = reading.entries().take_while(|entry| !entry.is_heading() || entry.level() == 1);
    lines.filter(|line| !line.label().is_empty()).find_map(|line| {
        let unit = ["Sprint", "Iteration", "Cycle"].iter().find(|unit| {
            let label = clean(line.label());
            label.eq_ignore_ascii_case(unit)
                || label.split_once(' ').is_some_and(|(head, last)| {
                    head.eq_ignore_ascii_case(unit)
                        && ["number", "no", "#"].iter().any(|word| last.eq_ignore_ascii_case(word))
                })
        })?;
        let value = clean(line.value()).trim_start_matches('#');
        let number = value.split([' ', ',', '(']).next().unwrap_or_default();
        let plain =
            !number.is_empty() && number.len() <= 6 && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        (plain && number.len() == value.len()).then(|| Arc::from(format!("{unit} {number}")))
    })
}

/// `Sprint 18` of `Sprint 18: Stakeholder Coordination Guide`; `Wave B`, `Release 2.1`.
pub(super) fn leading_name(title: &str) -> Option<&str> {
    let (name, _) = numbered_name(title)?;
    TITLES.iter().any(|unit| begins_with(name, unit)).then_some(name)
}

/// The unit and its number or letter with which a text begins.
fn numbered_name(text: &str) -> Option<(&str, Unit)> {
    let program = "program ".len();
    let from = if begins_with(text, "program increment ") { program } else { 0 };
    let letters =
        text[from..].find(|letter: char| !letter.is_alphabetic()).map_or(text.len(), |letters| from + letters);
    let (_, unit) = UNITS.iter().find(|(unit, _)| text[from..letters].eq_ignore_ascii_case(unit))?;
    // `Sprint-7`, `Sprint #18`
    let rest = text[letters..].trim_start_matches([' ', '-', '\u{a0}']);
    let number = rest.strip_prefix('#').unwrap_or(rest);
    let spaced = rest.len() < text.len() - letters;
    let end = number.find(|letter: char| !letter.is_alphanumeric() && letter != '.').unwrap_or(number.len());
    let number = number[..end].trim_end_matches('.');
    let numbered = number.starts_with(|letter: char| letter.is_ascii_digit());
    let lettered = number.len() == 1 && number.starts_with(|letter: char| letter.is_ascii_uppercase());
    let end = number.as_ptr() as usize + number.len() - text.as_ptr() as usize;
    (spaced && (numbered || lettered)).then(|| (&text[..end], *unit))
}

/// The sort of timebox that a name's words say; a sprint where they do not.
pub fn unit(name: &str) -> Unit {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let known = |word: &str| UNITS.iter().find(|(unit, _)| word.eq_ignore_ascii_case(unit)).map(|(_, unit)| *unit);
    words.filter_map(known).next().unwrap_or(Unit::Sprint)
}

/// The smallest span around all that are known; the first heading where none is.
fn around(spans: [Option<Span>; 4], document: &Document) -> Span {
    let known = || spans.into_iter().flatten();
    match (known().map(|span| span.start).min(), known().map(|span| span.end).max()) {
        (Some(start), Some(end)) => Span { start, end },
        _ => document.outline.first().map_or(Span::at(document.body.start as usize), |heading| heading.span),
    }
}
