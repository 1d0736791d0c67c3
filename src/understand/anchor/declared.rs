//! Starts and ends that are declared: in front matter, in lines such as `**Sprint window:** 2025-10-04 → 2025-10-18`.

use chrono::{Duration, NaiveDate};

use super::{Anchor, Anchors, NumberingWhy, StartWhy};
use crate::base::span::Span;
use crate::config::Numbering;
use crate::understand::phrase::day::DayCount;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::words::Known;
use crate::understand::reading::{Entry, Kind, Reading, Says, clean};

/// The first and last day that lines declare, and where the first is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive.
    pub end: Option<NaiveDate>,
    /// The line that says the first day, or else the last.
    pub span: Span,
    /// The index of its entry.
    pub line: u32,
}

const STARTS: [&str; 10] = [
    "start date",
    "start",
    "starts",
    "starts on",
    "begins",
    "first day",
    "sprint start",
    "sprint start date",
    "iteration start",
    "project start",
];
const ENDS: [&str; 11] = [
    "end date",
    "end",
    "ends",
    "ends on",
    "last day",
    "finish",
    "sprint end",
    "sprint end date",
    "iteration end",
    "project end",
    "target end date",
];
const WINDOWS: [&str; 17] = [
    "sprint window",
    "sprint dates",
    "sprint period",
    "sprint timeframe",
    "sprint duration",
    "iteration dates",
    "iteration window",
    "window",
    "dates",
    "duration",
    "period",
    "timeframe",
    "time frame",
    "timebox",
    "sprint",
    "iteration",
    "cycle",
];
/// Sections in which a document speaks of itself.
const OVERVIEWS: [&str; 14] = [
    "overview",
    "summary",
    "cadence",
    "details",
    "dates",
    "info",
    "information",
    "metadata",
    "glance",
    "facts",
    "sprint",
    "iteration",
    "timeframe",
    "timebox",
];

/// Whether a label says the first day of a timebox.
pub fn is_start_label(label: &str) -> bool {
    is_one_of(label, &STARTS)
}

/// Whether a label says the first and last day of a timebox.
pub fn is_window_label(label: &str) -> bool {
    is_one_of(label, &WINDOWS)
}

fn is_one_of(label: &str, any: &(impl Known + ?Sized)) -> bool {
    !label.is_empty() && any.knows(clean(label))
}

/// What front matter and the handbook say.
pub(super) fn own<'a>(reading: &Reading<'a>) -> Anchor<'a> {
    let front_matter = &reading.document.front_matter;
    let config = reading.config;
    let (numbering, numbering_why) = match (&front_matter.numbering, config.numbering) {
        (Some(numbering), _) => (numbering.value, NumberingWhy::FrontMatter),
        (None, Some(numbering)) => (numbering, NumberingWhy::Handbook),
        (None, None) => (Default::default(), NumberingWhy::Default),
    };
    let start = front_matter.start.as_ref().map(|start| start.value);
    Anchor {
        name: reading.timebox.clone(),
        days: start.map(|start| DayCount { start, numbering, holidays: &config.holidays }),
        end: front_matter.end.as_ref().map(|end| end.value),
        numbering,
        start_why: start.map(|_| StartWhy::FrontMatter),
        numbering_why,
        start_line: None,
        weeks: None,
        first_week: None,
        dated_weeks: Vec::new(),
    }
}

/// Adds what the document's own lines declare: its start, unless front matter has one, and its weeks. `says` is what
/// all lines together say.
pub(super) fn read_lines<'a>(anchors: &mut Anchors<'a>, reading: &Reading<'a>, says: Says) {
    let says_weeks = |entry: Entry<'_>| weeks_of(entry).filter(|_| speaks_of_all(anchors, entry));
    if says.any(Says::WEEKS)
        && let Some(weeks) = reading.entries().find_map(says_weeks)
    {
        anchors.own.weeks = Some(weeks);
    }
    // `working days`, `business days`, `calendar days`
    let names_days = || [b"worki", b"busin", b"calen"].iter().any(|head| reading.vocabulary().may_begin(head));
    if anchors.own.numbering_why == NumberingWhy::Default
        && names_days()
        && let Some((line, numbering)) =
            reading.entries().find_map(|entry| says_numbering(entry).filter(|_| speaks_of_all(anchors, entry)))
    {
        anchors.own.numbering = numbering;
        anchors.own.numbering_why = NumberingWhy::Lines(vec![line]);
    }
    if let Some(days) = &mut anchors.own.days {
        days.numbering = anchors.own.numbering;
        return;
    }
    if !says.any(Says::DATE) {
        return;
    }
    let own = |entry: &Entry<'_>| {
        entry.says().any(Says::DATE.or(Says::DURATION))
            && (speaks_of_all(anchors, *entry) || names_sprint_start(anchors, *entry))
    };
    let dates = collect(anchors, reading.entries().filter(own));
    if let Some(start) = dates.start {
        let numbering = anchors.own.numbering;
        anchors.own.days = Some(DayCount { start, numbering, holidays: &reading.config.holidays });
        anchors.own.start_why = Some(StartWhy::Line(dates.span));
        anchors.own.start_line = Some(dates.line);
    }
    anchors.own.end = anchors.own.end.or(dates.end);
}

/// The dates of a section about a timebox: those of its heading, else of the lines directly below it.
pub fn of_section(anchors: &Anchors<'_>, heading: Entry<'_>) -> Option<Dates> {
    if let Some(dates) = window(anchors, heading).filter(|dates| dates.end.is_some()) {
        return Some(dates);
    }
    let lines = heading.children().filter(|child| !child.is_heading());
    let lines = lines.flat_map(|child| std::iter::once(child).chain(child.descendants()));
    let dates = collect(anchors, lines.filter(|line| !line.mentions().is_empty() && !line.label().is_empty()));
    (dates.start.is_some() || dates.end.is_some()).then_some(dates)
}

/// First start and first end of lines that declare them.
fn collect<'r>(anchors: &Anchors<'_>, lines: impl Iterator<Item = Entry<'r>>) -> Dates {
    let mut dates = Dates::default();
    let mut length = None;
    for line in lines {
        let (label, _) = key_value(line);
        let found = if line.is_heading() || is_window_label(label) || opens_with_span(line) {
            length = length.or_else(|| days_long(line));
            window(anchors, line)
        } else if is_start_label(label) {
            single(anchors, line).map(|start| Dates { start: Some(start), end: None, span: line.span(), line: line.id })
        } else if is_one_of(label, &ENDS) {
            single(anchors, line).map(|end| Dates { start: None, end: Some(end), span: line.span(), line: line.id })
        } else {
            None
        };
        let Some(found) = found else { continue };
        if dates.start.is_none() && (found.start.is_some() || dates.end.is_none()) {
            (dates.span, dates.line) = (found.span, found.line);
        }
        dates.start = dates.start.or(found.start);
        dates.end = dates.end.or(found.end);
    }
    if let (Some(start), None, Some(days)) = (dates.start, dates.end, length) {
        dates.end = start.checked_add_signed(Duration::days(i64::from(days) - 1));
    }
    dates.end = dates.end.filter(|end| dates.start.is_none_or(|start| *end >= start));
    dates
}

/// Label and value of a line, or of a row of two cells.
fn key_value<'r>(line: Entry<'r>) -> (&'r str, &'r str) {
    if !line.is_row() {
        return (line.label(), line.value());
    }
    let mut cells = line.cells();
    match (cells.next(), cells.next(), cells.next()) {
        (Some(key), Some(value), None) => (key.text(), value.text()),
        _ => ("", ""),
    }
}

/// `From 2026-04-06 to 2026-06-12, ten weeks`: a paragraph that begins with the days of what its title names.
fn opens_with_span(line: Entry<'_>) -> bool {
    let text = clean(line.text());
    let text = text.strip_prefix("From ").unwrap_or(text);
    let titled = || {
        let heading = line.heading()?;
        let own = line.reading.timebox.as_deref()?;
        (heading.level() == 1 && clean(heading.text()).contains(own)).then_some(())
    };
    line.kind() == Kind::Paragraph
        && line.mentions().first().is_some_and(|mention| {
            matches!(&mention.phrase, Phrase::Date { days, .. } if days.last.is_some())
                && text.starts_with(line.phrase_text(mention).trim_start_matches("From "))
        })
        && titled().is_some()
}

/// First and last day of the first span of dates in a line.
fn window(anchors: &Anchors<'_>, line: Entry<'_>) -> Option<Dates> {
    line.phrases().find_map(|phrase| match phrase {
        Phrase::Date { days, .. } if days.last.is_some() => {
            let (start, end) = anchors.span(line, *days);
            Some(Dates { start: Some(start?), end: Some(end?), span: line.span(), line: line.id })
        }
        _ => None,
    })
}

/// The day with which the value of a line begins.
fn single(anchors: &Anchors<'_>, line: Entry<'_>) -> Option<NaiveDate> {
    let (_, value) = key_value(line);
    let mention = line.mentions_in(value).next()?;
    let Phrase::Date { days, .. } = &mention.phrase else { return None };
    value.starts_with(line.phrase_text(mention)).then(|| anchors.date(line, days.first)).flatten()
}

fn days_long(line: Entry<'_>) -> Option<u32> {
    line.phrases().find_map(|phrase| match phrase {
        Phrase::Duration(DurationPhrase::Days(days)) => Some(*days),
        _ => None,
    })
}

/// `**Numbering:** working days`
fn says_numbering(line: Entry<'_>) -> Option<(Span, Numbering)> {
    if line.kind() == Kind::Paragraph && line.label().is_empty() || line.label().starts_with("We ") {
        let text = line.text().to_ascii_lowercase();
        let told =
            ["we count working days", "working days are counted", "days are working days", "only working days count"];
        return told.iter().any(|told| text.contains(told)).then_some((line.span(), Numbering::Working));
    }
    if !is_one_of(line.label(), &["numbering", "day numbering", "numbering of days", "days", "day count"]) {
        return None;
    }
    let value = line.value().to_ascii_lowercase();
    let numbering = match () {
        () if value.starts_with("working") || value.starts_with("business") => Numbering::Working,
        () if value.starts_with("calendar") => Numbering::Calendar,
        () => return None,
    };
    Some((line.span(), numbering))
}

/// Weeks of a longer count that the title, or a line about the whole timebox, names: `2 weeks (Weeks 39-40)`.
fn weeks_of(line: Entry<'_>) -> Option<(u32, u32)> {
    if !line.says().any(Says::WEEKS) || line.level() != 1 && !is_window_label(line.label()) {
        return None;
    }
    line.phrases().find_map(|phrase| match phrase {
        Phrase::Weeks(first, last) if last > first => Some((*first, *last)),
        _ => None,
    })
}

/// Whether a line stands where the document speaks of itself: before any section, or in its overview.
fn speaks_of_all(anchors: &Anchors<'_>, entry: Entry<'_>) -> bool {
    if anchors.section(entry).is_some() || entry.is_row() && key_value(entry).0.is_empty() {
        return false;
    }
    if entry.is_heading() {
        return entry.level() == 1 || names_own(anchors, entry);
    }
    entry.heading().is_none_or(|heading| {
        heading.level() == 1
            || names_own(anchors, heading)
            || clean(heading.text())
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|word| OVERVIEWS.iter().any(|known| word.eq_ignore_ascii_case(known)))
    })
}

/// Whether a heading names the document's own timebox.
fn names_own(anchors: &Anchors<'_>, heading: Entry<'_>) -> bool {
    let named = crate::understand::timebox::leading_name(clean(heading.text()));
    named.zip(anchors.own.name.as_deref()).is_some_and(|(named, own)| super::sections::same(named, own))
}

/// `**Sprint start:** …` speaks of the sprint wherever it stands.
fn names_sprint_start(anchors: &Anchors<'_>, entry: Entry<'_>) -> bool {
    let label = clean(entry.label()).as_bytes();
    let sprint = label.get(..6).is_some_and(|head| head.eq_ignore_ascii_case(b"sprint"));
    sprint && anchors.section(entry).is_none()
}
