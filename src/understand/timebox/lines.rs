//! Lines and headings that name a timebox with its first and last day: `- **Wave A (Weeks 1–2: 4 Oct → 18 Oct)**: …`.

use chrono::NaiveDate;

use super::{UNITS, numbered_name};
use crate::understand::anchor::is_window_label;
use crate::understand::event;
use crate::understand::fact::Unit;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{Entry, clean};
use crate::understand::words::{self, Words};

/// A timebox that a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::understand) struct Named<'r> {
    /// What it is called: `Wave A`, `Discovery phase`.
    pub name: &'r str,
    pub unit: Unit,
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// Most words of a name.
const MOST_WORDS: usize = 8;

/// The timeboxes that a line names, each with a span of dates right after the name; mostly none or one.
pub(in crate::understand) fn all<'r>(entry: Entry<'r>) -> impl Iterator<Item = Named<'r>> {
    let sound = !entry.is_row() && entry.task().is_none();
    let mentions: &[Mention] = if sound { entry.mentions() } else { &[] };
    mentions.iter().enumerate().filter_map(move |(at, mention)| {
        let Phrase::Date { days, .. } = &mention.phrase else { return None };
        days.last?;
        let name = name_before(entry, mentions, at)?;
        let span = || entry.reading.anchors.span(entry, *days);
        let weeks = || span_is_long(span());
        let (name, unit) = match unit_of(entry, name) {
            Some(unit) => (name, unit),
            None if at == 0 && is_run(entry, name) && weeks() => (heading_name(entry)?, Unit::Phase),
            None if takes_days(span()) && is_phase(entry, name, mentions.get(at + 1), weeks()) => (name, Unit::Phase),
            None => return None,
        };
        let (start, end) = span();
        Some(Named { name, unit, start: start?, end: end? })
    })
}

/// The first of [`all`].
pub(in crate::understand) fn read<'r>(entry: Entry<'r>) -> Option<Named<'r>> {
    all(entry).next()
}

/// Whether a span goes on for most of a week at least.
fn span_is_long(span: (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
    matches!(span, (Some(start), Some(end)) if (end - start).num_days() >= 4)
}

/// Whether a span goes over more than a weekend.
fn takes_days(span: (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
    matches!(span, (Some(start), Some(end)) if (end - start).num_days() >= 2)
}

/// `Runs: 13 April – 24 April` in a section of its own.
fn is_run(entry: Entry<'_>, name: &str) -> bool {
    const RUNS: [&str; 6] = ["runs", "running", "timeframe", "time frame", "time span", "timebox"];
    RUNS.iter().any(|known| name.eq_ignore_ascii_case(known)) && clean(entry.label()) == name
}

/// What the section is about, without what stands in parentheses.
fn heading_name<'r>(entry: Entry<'r>) -> Option<&'r str> {
    let heading = entry.heading().filter(|heading| heading.level() > 1)?;
    let text = clean(heading.text());
    Some(text.split(" (").next().unwrap_or(text)).filter(|name| name.split_whitespace().count() <= MOST_WORDS)
}

/// Whether a name is that of a stretch of work: known as such, or with its length in weeks behind its dates, where the
/// document speaks of itself.
fn is_phase(entry: Entry<'_>, name: &str, next: Option<&Mention>, long: bool) -> bool {
    const PHASES: [&str; 14] = [
        "cool-down",
        "cooldown",
        "cool down",
        "building",
        "hardening",
        "discovery",
        "stabilization",
        "stabilisation",
        "build-up",
        "take-down",
        "tear-down",
        "hypercare",
        "settling in",
        "fit-out",
    ];
    // `Audit week: 16 – 20 March`
    let week = name.rsplit_once(' ').is_some_and(|(_, last)| last.eq_ignore_ascii_case("week"));
    if week && clean(entry.label()) == name {
        return true;
    }
    if PHASES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return true;
    }
    // `Build-up: Mon 6 July – Thu 9 July (4 days)`: what takes days and is no meeting.
    let stated =
        matches!(next.map(|next| &next.phrase), Some(Phrase::Duration(DurationPhrase::Days(days))) if *days >= 3);
    let work = name.split(' ').count() <= 2
        && ["-up", "-down", "-out", "ing", "ing in", "ing up"].iter().any(|end| name.ends_with(end));
    if stated && work && clean(entry.label()) == name && !is_window_label(name) && !event::names_happening(name) {
        return true;
    }
    let opens = entry.heading().is_none_or(|heading| heading.level() == 1) && clean(entry.label()) == name;
    let weeks =
        matches!(next.map(|next| &next.phrase), Some(Phrase::Duration(DurationPhrase::Days(days))) if *days >= 7);
    // `Building closed` is time without work.
    const IDLE: Words = Words::of(&["closed", "shut", "holiday", "holidays", "vacation", "leave", "off", "away"]);
    opens && weeks && long && !is_window_label(name) && !words::has(name, &IDLE)
}

/// What stands before a span of dates, less marks, and weeks or a length between them.
fn name_before<'r>(entry: Entry<'r>, mentions: &[Mention], at: usize) -> Option<&'r str> {
    let text = entry.raw_text();
    // The lines of one paragraph name one after the other.
    let earlier = mentions[..at].iter().rev().find(|mention| matches!(mention.phrase, Phrase::Date { .. }));
    let from = earlier.map_or(0, |earlier| earlier.end as usize);
    let mut name = without_marks(text.get(from..mentions[at].start as usize)?);
    for before in mentions[..at].iter().rev().take_while(|before| before.start as usize >= from) {
        let between = matches!(before.phrase, Phrase::Weeks(..) | Phrase::Duration(_)) && before.start > 0;
        if between && before.end as usize == from + name.len() {
            name = without_marks(&name[..before.start as usize - from]);
        }
    }
    let name = clean(name);
    (!name.is_empty() && name.split_whitespace().count() <= MOST_WORDS && !name.contains(['.', ';', '\u{1f}']))
        .then_some(name)
}

fn without_marks(text: &str) -> &str {
    let mut text = text;
    loop {
        let marks = [' ', '(', '[', ':', ',', '-', '–', '—', '|', '=', '·', '~'];
        let shorter = text.trim_end_matches(marks);
        let words = ["from", "runs", "runs from", "dates", "is", "starts"];
        let last = shorter.rsplit(' ').next().unwrap_or_default();
        let shorter = if words.contains(&last) { shorter[..shorter.len() - last.len()].trim_end() } else { shorter };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// What sort of timebox a name says, or the heading or line that introduces a list of them (`## Phases`).
fn unit_of(entry: Entry<'_>, name: &str) -> Option<Unit> {
    if let Some((_, unit)) = numbered_name(name) {
        return Some(unit);
    }
    // `Weeks 3 to 5`
    if entry
        .mentions_in(name)
        .any(|mention| matches!(mention.phrase, Phrase::Weeks(..)) && entry.phrase_text(mention) == name)
    {
        return Some(Unit::Week);
    }
    let last = name.rsplit(' ').next()?;
    let named = UNITS.iter().filter(|(_, unit)| *unit != Unit::Week);
    if name.contains(' ')
        && let Some((_, unit)) = named.clone().find(|(word, _)| last.eq_ignore_ascii_case(word))
    {
        return Some(*unit);
    }
    let introduced = entry.is_item() || matches!(entry.kind(), crate::understand::reading::Kind::Field);
    let above = entry.parent().filter(|_| introduced)?;
    let title = clean(above.text());
    plural(title.rsplit(' ').next()?).filter(|_| title.split_whitespace().count() <= 4)
}

/// The unit of `Sprints`, `phases`.
pub(super) fn plural(word: &str) -> Option<Unit> {
    let one = word.strip_suffix('s').or(word.strip_suffix('S'))?;
    UNITS.iter().find(|(unit, _)| one.eq_ignore_ascii_case(unit)).map(|(_, unit)| *unit)
}
