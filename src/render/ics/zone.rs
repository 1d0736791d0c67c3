//! Zones as calendars want them defined (RFC 5545, 3.6.5): from when on which offset holds, as yearly rules where the
//! zone has such, else moment by moment.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Weekday};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::line::Lines;
use super::stamp;

/// So many years are looked at: after 28 every date has been every weekday, so that a rule is told from what only
/// looked like one.
const YEARS: i32 = 28;
/// Between two changes of a zone's clocks there is more time than this.
const STEP: TimeDelta = TimeDelta::days(7);
/// The beginning of what holds all the time.
const ALWAYS: &str = "19700101T000000";

/// What clocks show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Clocks {
    /// Seconds east of UTC.
    offset: i32,
    /// How much of them is there to save daylight; below 0 where it is winter that differs (Ireland, Morocco).
    saving: i32,
    /// `CET`
    name: String,
}

/// Clocks are put forward or back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// The moment, on the clocks as they were before.
    at: NaiveDateTime,
    from: i32,
    to: Clocks,
}

/// Writes the zone so that it is right from the first day of one year to the last of another.
pub(super) fn write(lines: &mut Lines, zone: Tz, first_year: i32, last_year: i32) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", zone.name());
    let begin = new_year(first_year - 1);
    let end = (first_year - 1 + YEARS).max(last_year + 2);
    let changes = changes(zone, begin, new_year(end));
    let winter_saves = changes.iter().any(|change| change.to.saving < 0);
    let before = clocks(zone, begin);
    // What held at first, unless a change comes before anything can be asked about.
    if changes.first().is_none_or(|change| change.at >= new_year(first_year)) {
        observance(lines, &before, before.offset, winter_saves, &[("DTSTART", ALWAYS.to_owned())]);
    }
    for group in groups(changes) {
        let onsets: Vec<NaiveDateTime> = group.iter().map(|change| change.at).collect();
        let change = &group[0];
        let rows = match rule(&onsets) {
            Some(rule) => rows_of_rule(&onsets, rule, change.from, end - 1),
            None => rows_of_dates(onsets.into_iter().filter(|onset| onset.year() <= last_year + 1)),
        };
        if !rows.is_empty() {
            observance(lines, &change.to, change.from, winter_saves, &rows);
        }
    }
    lines.raw("END", "VTIMEZONE");
}

type Rows = Vec<(&'static str, String)>;

/// A yearly rule; one that comes to an end before the last year that was looked at says when, in UTC.
fn rows_of_rule(onsets: &[NaiveDateTime], rule: String, from: i32, last_year: i32) -> Rows {
    let last = onsets[onsets.len() - 1];
    let until = (last.year() < last_year).then(|| last - TimeDelta::seconds(from.into()));
    let until = until.map(|until| format!(";UNTIL={}", stamp::utc(until))).unwrap_or_default();
    vec![("DTSTART", stamp::local(onsets[0])), ("RRULE", rule + &until)]
}

fn rows_of_dates(mut onsets: impl Iterator<Item = NaiveDateTime>) -> Rows {
    let first = onsets.next().map(|onset| ("DTSTART", stamp::local(onset)));
    first.into_iter().chain(onsets.map(|onset| ("RDATE", stamp::local(onset)))).collect()
}

/// A part of the year. Readers want daylight saving ahead of the standard, also where the law has it the other way.
fn observance(lines: &mut Lines, clocks: &Clocks, from: i32, winter_saves: bool, rows: &[(&str, String)]) {
    let daylight = clocks.saving > 0 || clocks.saving == 0 && winter_saves;
    let kind = if daylight { "DAYLIGHT" } else { "STANDARD" };
    lines.raw("BEGIN", kind);
    let (begin, more) = rows.split_at(1);
    begin.iter().for_each(|(name, value)| lines.raw(name, value));
    lines.raw("TZOFFSETFROM", &offset(from));
    lines.raw("TZOFFSETTO", &offset(clocks.offset));
    lines.text("TZNAME", &clocks.name);
    more.iter().for_each(|(name, value)| lines.raw(name, value));
    lines.raw("END", kind);
}

/// `+0530`, `-0800`, with seconds where there are some.
fn offset(seconds: i32) -> String {
    let (sign, east) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let (hours, minutes, seconds) = (east / 3600, east / 60 % 60, east % 60);
    let rest = if seconds == 0 { String::new() } else { format!("{seconds:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

/// What clocks show at a moment of UTC.
fn clocks(zone: Tz, utc: NaiveDateTime) -> Clocks {
    let offset = zone.offset_from_utc_datetime(&utc);
    Clocks {
        offset: offset.fix().local_minus_utc(),
        saving: offset.dst_offset().num_seconds() as i32,
        name: offset.abbreviation().unwrap_or(zone.name()).to_owned(),
    }
}

fn offset_at(zone: Tz, utc: NaiveDateTime) -> i32 {
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

/// All changes between two moments, in order.
fn changes(zone: Tz, begin: NaiveDateTime, end: NaiveDateTime) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = begin;
    while at < end {
        let next = (at + STEP).min(end);
        let from = offset_at(zone, at);
        if offset_at(zone, next) != from {
            let moment = first_other(zone, at, next);
            changes.push(Change { at: moment + TimeDelta::seconds(from.into()), from, to: clocks(zone, moment) });
        }
        at = next;
    }
    changes
}

/// The first second with the offset of `late`, where that of `early` is another.
fn first_other(zone: Tz, early: NaiveDateTime, late: NaiveDateTime) -> NaiveDateTime {
    let from = offset_at(zone, early);
    let (mut same, mut other) = (0, (late - early).num_seconds());
    while other - same > 1 {
        let middle = i64::midpoint(same, other);
        if offset_at(zone, early + TimeDelta::seconds(middle)) == from {
            same = middle;
        } else {
            other = middle;
        }
    }
    early + TimeDelta::seconds(other)
}

/// Changes of one sort, in the order of each first one.
fn groups(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups: BTreeMap<(i32, Clocks), Vec<Change>> = BTreeMap::new();
    for change in changes {
        groups.entry((change.from, change.to.clone())).or_default().push(change);
    }
    let mut groups: Vec<Vec<Change>> = groups.into_values().collect();
    groups.sort_by_key(|group| group[0].at);
    groups
}

/// The yearly rule of moments, where they follow one that names a weekday of a month: the second, or the last.
fn rule(onsets: &[NaiveDateTime]) -> Option<String> {
    let first = onsets.first().filter(|_| onsets.len() > 1)?;
    let key = |onset: &NaiveDateTime| (onset.month(), onset.weekday(), onset.time());
    let each_year = onsets.windows(2).all(|pair| pair[1].year() == pair[0].year() + 1);
    if !each_year || onsets.iter().any(|onset| key(onset) != key(first)) {
        return None;
    }
    let number = |onset: &NaiveDateTime| (onset.day() - 1) / 7 + 1;
    let is_last = |onset: &NaiveDateTime| onset.day() + 7 > u32::from(onset.date().num_days_in_month());
    let place = if onsets.iter().all(is_last) {
        "-1".to_owned()
    } else if onsets.iter().all(|onset| number(onset) == number(first)) {
        number(first).to_string()
    } else {
        return None;
    };
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={place}{}", first.month(), weekday(first.weekday())))
}

/// `MO`
fn weekday(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests;
