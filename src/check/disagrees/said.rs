//! What two places say of one event, and where they differ.

use chrono::{NaiveDateTime, TimeZone};

use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::config::Numbering;
use crate::link::Handbook;
use crate::understand::fact::{Fact, When};
use crate::understand::phrase::date;

/// How two places can be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Common {
    /// Whether they count days from one start: then their dates can be compared, and else only day numbers.
    pub start: bool,
    /// How each counts its days.
    pub numbering: [Numbering; 2],
}

/// Where they differ: what the one says and what the other says, as they follow the event's name; none where both may
/// be true.
pub(super) fn difference(one: &When, other: &When, common: Common) -> Option<[String; 2]> {
    let pairs = [date_of(one, other, common), time_of(one, other), length_of(one, other)];
    let said: Vec<[String; 2]> = pairs.into_iter().flatten().collect();
    if said.is_empty() {
        return None;
    }
    Some([0, 1].map(|side| said.iter().map(|pair| pair[side].as_str()).collect::<Vec<_>>().join(" and ")))
}

/// On which days.
pub(super) fn date_of(one: &When, other: &When, common: Common) -> Option<[String; 2]> {
    if let (Some(one), Some(other)) = (instant(one), instant(other))
        && one == other
    {
        return None;
    }
    let differ = match (one.start, other.start) {
        (Some(start), Some(begin)) if common.start => {
            let ends = [one.end, other.end];
            start != begin || ends[0].is_some() && ends[1].is_some() && ends[0] != ends[1]
        }
        _ => {
            let days = one.day.is_some() && other.day.is_some() && common.numbering[0] == common.numbering[1];
            days && one.day != other.day
        }
    };
    let days = one.day.is_some() && other.day.is_some() && one.day != other.day;
    differ.then(|| [one, other].map(|when| format!("is on {}", day(when, days))))
}

/// `Day 3`, `7 January 2026`, `7 to 9 January 2026`.
fn day(when: &When, as_day: bool) -> String {
    let end = when.end.map_or(String::new(), |end| format!(" to {}", date::long(end)));
    match (when.day, when.start) {
        (Some(day), Some(start)) if as_day => format!("Day {day} ({}{end})", date::long(start)),
        (_, Some(start)) => format!("{}{end}", date::long(start)),
        (Some(day), None) => format!("Day {day}"),
        (None, None) => when.text.to_string(),
    }
}

/// Whether they differ in nothing but their length.
pub(super) fn is_length_alone(one: &When, other: &When, common: Common) -> bool {
    date_of(one, other, common).is_none() && time_of(one, other).is_none()
}

/// At what time.
fn time_of(one: &When, other: &When) -> Option<[String; 2]> {
    let (first, second) = (one.time?, other.time?);
    let differ = match (one.zone, other.zone) {
        (None, None) => first != second,
        (Some(zone), Some(there)) if zone == there => first != second,
        // On another day it is another difference in hours.
        (Some(_), Some(_)) => one.start == other.start && instant(one)? != instant(other)?,
        _ => false,
    };
    let shown = |when: &When| {
        let zone = when.zone.map_or(String::new(), |zone| format!(" {}", zone.name()));
        format!("begins at {}{zone}", when.time.map_or(String::new(), |time| time.format("%H:%M").to_string()))
    };
    differ.then(|| [one, other].map(shown))
}

/// The instant of a begin, in UTC, where all of it is known.
fn instant(when: &When) -> Option<NaiveDateTime> {
    let local = when.start?.and_time(when.time?);
    Some(when.zone?.from_local_datetime(&local).earliest()?.naive_utc())
}

/// How long.
fn length_of(one: &When, other: &When) -> Option<[String; 2]> {
    let (minutes, others) = (one.minutes?, other.minutes?);
    (minutes != others).then(|| [minutes, others].map(|minutes| format!("takes {}", length(minutes))))
}

fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// The words that say when a fact is, else its first line.
pub(super) fn head(handbook: &Handbook<'_>, fact: &Fact) -> (SourceId, Span) {
    let source = fact.place.source;
    let (text, span) = (&handbook.inputs.sources.get(source).text, fact.place.span);
    let told = span.of(text);
    let words = fact.when.as_deref().map(|when| &*when.text).filter(|words| !words.is_empty());
    let start = span.start as usize;
    if let Some((at, words)) = words.and_then(|words| Some((told.find(words)?, words))) {
        return (source, Span::new(start + at, start + at + words.len()));
    }
    let line = told.lines().next().unwrap_or_default().trim_end();
    (source, Span::new(start, start + line.len()))
}
