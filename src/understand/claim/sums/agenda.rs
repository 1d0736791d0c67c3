//! The length of a meeting, and the minutes of its agenda.

use super::length::{self, Length};
use super::{Measure, Sum, has_word, is_open_ended, is_table, lists, rows, siblings, table};
use crate::base::span::Span;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Reading, Says, clean, role::Role};

/// Labels and headings of a list of what is talked about, lower case.
const AGENDAS: [&str; 19] = [
    "agenda",
    "proposed agenda",
    "draft agenda",
    "meeting agenda",
    "agenda items",
    "topics",
    "programme",
    "program",
    "run of show",
    "running order",
    "order of business",
    "session plan",
    "timetable",
    "time plan",
    "schedule",
    "flow",
    "running plan",
    "course of the meeting",
    "plan of the meeting",
];

/// Labels of a meeting's length, lower case.
const LENGTHS: [&str; 12] = [
    "duration",
    "length",
    "total duration",
    "total time",
    "timebox",
    "time box",
    "time-box",
    "meeting length",
    "meeting duration",
    "session length",
    "how long",
    "time",
];

/// Labels of when a meeting is, whose span of time is its length.
const TIMES: [&str; 6] = ["time", "when", "date", "date & time", "date and time", "start and end"];

/// Longest meeting: a working day and an evening.
const LONGEST: i64 = 14 * 60;

/// All agendas whose meeting has a stated length.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    // A length is stated in words, as a span of time, or with a prime (0xe2 is a typographic one's first byte).
    let timed = reading.says().any(Says::DURATION.or(Says::CLOCK).or(Says::DATE));
    if !timed && memchr::memchr2(b'\'', 0xe2, reading.text().as_bytes()).is_none() {
        return;
    }
    for entry in reading.entries() {
        if is_agenda(entry) {
            named(entry, sums);
        } else if entry.is_heading() {
            unnamed(entry, sums);
        }
    }
}

pub(super) fn is_agenda(entry: Entry<'_>) -> bool {
    if entry.children().next().is_none() {
        return false;
    }
    let name = match entry.label() {
        "" if entry.is_row() || entry.text().len() > 60 => return false,
        "" => entry.text(),
        label => label,
    };
    let name = clean(name);
    let name = name.split(['(', '–', '—']).next().unwrap_or_default().trim();
    AGENDAS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A list under `Agenda`.
fn named(agenda: Entry<'_>, sums: &mut Vec<Sum>) {
    let Some(parts) = parts_of(agenda) else { return };
    let stated = stated_for(agenda).or_else(|| of_details(agenda));
    if let Some(stated) = stated {
        push(parts, stated, sums);
    }
}

/// A heading with a length, and the only list in its section whose lines all have minutes.
fn unnamed(heading: Entry<'_>, sums: &mut Vec<Sum>) {
    let Some(stated) = stated_by(heading) else { return };
    if heading.descendants().any(is_agenda) {
        return;
    }
    let mut found: Vec<Parts> = lists(heading).iter().filter_map(|list| timed(list)).collect();
    for child in heading.children().filter(|child| is_table(*child)) {
        found.extend(of_table(child));
    }
    if found.is_empty() {
        let below: Vec<Entry<'_>> = heading.children().filter(|child| child.is_heading()).collect();
        found.extend(timed(&below));
    }
    if found.len() == 1
        && let Some(parts) = found.pop()
        && parts.complete
        && parts.spans.len() > 1
    {
        push(parts, stated, sums);
    }
}

/// What an agenda adds up to.
pub(super) struct Parts {
    readings: Vec<(i64, i64)>,
    complete: bool,
    spans: Vec<Span>,
    /// Its own line for the total.
    total: Option<Length>,
}

/// Adds an agenda with the length that is stated for it.
pub(super) fn push(parts: Parts, stated: Length, sums: &mut Vec<Sum>) {
    if !stated.exact || !(1..=LONGEST).contains(&stated.minutes) || parts.readings.iter().all(|found| found.1 == 0) {
        return;
    }
    sums.push(Sum {
        measure: Measure::Agenda,
        stated: stated.minutes,
        span: stated.span,
        readings: parts.readings,
        complete: parts.complete,
        parts: parts.spans,
        what: "agenda".into(),
    });
}

fn parts_of(agenda: Entry<'_>) -> Option<Parts> {
    if is_open_ended(agenda.text()) {
        return None;
    }
    let lists = lists(agenda);
    let tables: Vec<Entry<'_>> = agenda.children().filter(|child| is_table(*child)).collect();
    let below: Vec<Entry<'_>> = agenda.children().filter(|child| child.is_heading()).collect();
    match (&lists[..], &tables[..]) {
        ([list], []) => some_timed(list),
        ([], [table]) => of_table(*table),
        ([], []) if agenda.is_heading() => some_timed(&below),
        _ => None,
    }
}

/// A list of which every line has minutes.
pub(super) fn timed(list: &[Entry<'_>]) -> Option<Parts> {
    some_timed(list).filter(|parts| parts.complete)
}

/// A list of which at least two lines have minutes.
fn some_timed(list: &[Entry<'_>]) -> Option<Parts> {
    if list.len() < 2
        || list.iter().any(|item| {
            has_word(
                item.text(),
                &["parallel", "concurrent", "concurrently", "breakout", "breakouts", "simultaneously"],
            )
        })
    {
        return None;
    }
    let (total, items): (Vec<Entry<'_>>, Vec<Entry<'_>>) = list.iter().partition(|item| is_total_line(**item));
    if let Some(parts) = rail(&items) {
        return Some(parts);
    }
    let mut parts = Parts { readings: Vec::new(), complete: true, spans: Vec::new(), total: None };
    let (mut least, mut most, mut known) = (0, 0, 0);
    for item in items {
        parts.spans.push(item.span());
        match length::of_line(item).or_else(|| of_nested(item)) {
            Some(length) => {
                known += 1;
                most += length.minutes;
                least += if length.optional { 0 } else { length.minutes };
                parts.complete &= length.exact;
            }
            None => parts.complete = false,
        }
    }
    parts.total = total.first().and_then(|line| length::of_line(*line));
    // What may be left out is planned all the same, so both readings are sound.
    parts.readings = vec![(most, most), (least, least)];
    parts.readings.dedup();
    (known > 1 || known == 1 && parts.spans.len() == 1).then_some(parts)
}

fn is_total_line(item: Entry<'_>) -> bool {
    let text = clean(if item.label().is_empty() { item.text() } else { item.label() });
    text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("total")) && length::of_line(item).is_some()
}

/// The minutes of an item whose own line has none, but each of its items has.
fn of_nested(item: Entry<'_>) -> Option<Length> {
    let lists = lists(item);
    let [list] = &lists[..] else { return None };
    let lengths: Vec<Length> = list.iter().map(|inner| length::of_line(*inner)).collect::<Option<_>>()?;
    Some(Length {
        minutes: lengths.iter().map(|length| length.minutes).sum(),
        span: item.span(),
        exact: lengths.iter().all(|length| length.exact),
        optional: false,
    })
}

/// Lines that begin with times of day: `09:00–09:30 Welcome`, or `09:00 Welcome` and `09:30 Demo`.
fn rail(items: &[Entry<'_>]) -> Option<Parts> {
    let clocks: Vec<_> = items.iter().map(|item| length::clock(*item)).collect::<Option<_>>()?;
    rail_of(&clocks, items)
}

fn rail_of(clocks: &[crate::understand::phrase::time::ClockPhrase], items: &[Entry<'_>]) -> Option<Parts> {
    let first = length::minute_of_day(clocks.first()?.start);
    let (mut sum, mut end, mut complete) = (0, first, true);
    for (at, clock) in clocks.iter().enumerate() {
        let start = length::minute_of_day(clock.start);
        let next = clocks.get(at + 1).map(|next| length::minute_of_day(next.start));
        // Past midnight, or out of order: no rail.
        if start < first || next.is_some_and(|next| next < start) {
            return None;
        }
        let until = clock.end.map(length::minute_of_day).or(next);
        match until {
            Some(until) if until >= start => {
                sum += until - start;
                end = end.max(until);
            }
            Some(_) => return None,
            None => {
                complete &= has_word(items[at].text(), &["end", "close", "adjourn", "finish", "done", "ends", "closes"])
            }
        }
    }
    let readings = if sum == end - first { vec![(sum, sum)] } else { vec![(end - first, end - first), (sum, sum)] };
    Some(Parts { readings, complete, spans: items.iter().map(|item| item.span()).collect(), total: None })
}

/// A table with a column of minutes or of times.
fn of_table(table: Entry<'_>) -> Option<Parts> {
    let rows = rows(table);
    if rows.len() < 2 {
        return None;
    }
    let spans = rows.iter().map(|row| row.span()).collect();
    if let Some(minutes) = table::minutes(table, &rows) {
        let sum = minutes.iter().flatten().sum();
        let complete = minutes.iter().all(Option::is_some);
        return Some(Parts { readings: vec![(sum, sum)], complete, spans, total: None });
    }
    let clock_of = |row: &Entry<'_>| {
        let cell = row.cells().find(|cell| matches!(cell.role(), Role::Time | Role::Date))?;
        cell.mentions().find_map(|mention| match mention.phrase {
            Phrase::Clock(clock) => Some(clock),
            _ => None,
        })
    };
    let clocks: Vec<_> = rows.iter().map(clock_of).collect::<Option<_>>()?;
    rail_of(&clocks, &rows)
}

/// The length that is stated for the meeting of an agenda.
fn stated_for(agenda: Entry<'_>) -> Option<Length> {
    if let Some(own) = in_name(agenda) {
        return Some(own);
    }
    let Some(meeting) = agenda.parent() else {
        // Without a heading the whole document is the meeting, or at least what is near.
        let near = siblings(agenda);
        let others = near.iter().any(|other| other.id != agenda.id && is_agenda(*other));
        return by_fields(&near).filter(|_| !others);
    };
    if let Some(stated) = stated_by(meeting) {
        // Two agendas share no length.
        let mut others = meeting
            .descendants()
            .filter(|other| other.id != agenda.id && is_agenda(*other) && parts_of(*other).is_some());
        return others.next().is_none().then_some(stated);
    }
    None
}

/// The length in the table of a document's details (`Duration | 1 hour`), where the document has one agenda only.
fn of_details(agenda: Entry<'_>) -> Option<Length> {
    // Details stand at the head.
    let head = agenda.reading.entries().take(MANY);
    let rows = head.filter(|entry| entry.is_row() && entry.cells().count() == 2);
    let mut found = rows.filter_map(|row| {
        let name = row.cells().next().map_or("", |cell| clean(cell.text()));
        if !LENGTHS.iter().chain(&TIMES).any(|known| name.eq_ignore_ascii_case(known)) {
            return None;
        }
        let value = row.cells().nth(1)?;
        let mut mentions = value.mentions();
        let only = mentions.next().filter(|_| mentions.next().is_none())?;
        let written = row.phrase_text(only);
        let (minutes, exact) = match only.phrase {
            Phrase::Clock(clock) => (i64::from(clock.minutes()?), true),
            _ => (length::minutes(only)?, length::is_exact(written)),
        };
        (written.len() == value.text().len()).then(|| Length {
            minutes,
            span: row.phrase_span(only),
            exact,
            optional: false,
        })
    });
    let stated = found.next().filter(|_| found.next().is_none())?;
    let others = agenda.reading.entries().any(|other| other.id != agenda.id && is_agenda(other));
    (!others).then_some(stated)
}

/// The length in the name of an agenda or of a meeting: `Agenda (60 min)`, `Kickoff – 2 hours`.
fn in_name(entry: Entry<'_>) -> Option<Length> {
    length::of_line(entry)
}

/// Most lines that are looked at for the length of a meeting.
const MANY: usize = 40;

/// The length that the lines of a meeting state, or its heading.
fn stated_by(meeting: Entry<'_>) -> Option<Length> {
    let lines: Vec<Entry<'_>> = meeting.children().take(MANY).collect();
    let labelled = of_labels(&lines, &LENGTHS).and_then(of_value);
    labelled.or_else(|| in_name(meeting)).or_else(|| {
        of_labels(&lines, &TIMES)
            .and_then(of_times)
            .or_else(|| if meeting.is_heading() { of_times(meeting) } else { None })
    })
}

/// The length that lines state.
fn by_fields(lines: &[Entry<'_>]) -> Option<Length> {
    of_labels(lines, &LENGTHS).and_then(of_value).or_else(|| of_labels(lines, &TIMES).and_then(of_times))
}

fn of_labels<'r>(lines: &[Entry<'r>], labels: &[&str]) -> Option<Entry<'r>> {
    lines.iter().copied().find(|line| !line.is_heading() && !line.label().is_empty() && line.is_labelled(labels))
}

/// `2 hours`, `2 hours (09:00–11:00)`; none where the value begins with anything else.
fn of_value(field: Entry<'_>) -> Option<Length> {
    let value = field.value();
    let mut found = field.mentions_in(value).filter(|mention| length::minutes(mention).is_some());
    let first = found.next()?;
    let written = field.phrase_text(first);
    let at = length::offset(value, written);
    let rest = &value[at + written.len()..];
    let sound = at == 0
        && found.next().is_none()
        && !has_word(rest, &["each", "per", "total", "plus", "daily", "weekly"])
        && !rest.contains('+');
    sound.then(|| Length {
        minutes: length::minutes(first).unwrap_or_default(),
        span: field.phrase_span(first),
        exact: length::is_exact(written),
        optional: false,
    })
}

/// `Monday, 10:00–11:30`
pub(super) fn of_times(field: Entry<'_>) -> Option<Length> {
    let mut clocks = field.mentions().iter().filter_map(|mention| match mention.phrase {
        Phrase::Clock(clock) | Phrase::Date { clock: Some(clock), .. } => Some((clock, mention)),
        _ => None,
    });
    let (clock, mention) = clocks.next()?;
    if clocks.next().is_some() {
        return None;
    }
    let minutes = i64::from(clock.minutes()?);
    Some(Length { minutes, span: field.phrase_span(mention), exact: true, optional: false })
}
