//! Events of a feed (RFC 5545, 3.6.1).

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::about::{self, About};
use super::alarm::{self, Before};
use super::attendee::{self, Attendee};
use super::instant;
use super::line::Lines;
use super::stamp::{self, Clock};
use crate::render::agenda::recur::Rule;

/// For how many years a zone is told where what recurs has no end.
const OPEN_END: i32 = 10;

/// One event of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedEvent {
    /// What it is.
    pub about: About,
    /// When it is; of what recurs the first time.
    pub time: Time,
    /// When it is again.
    pub series: Option<Series>,
    /// Who takes part and has an address.
    pub attendees: Vec<Attendee>,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// On whole days. Nobody is busy all day for that.
    Days {
        /// The first.
        first: NaiveDate,
        /// The last, inclusive.
        last: NaiveDate,
    },
    /// At a time of day.
    Clock {
        /// Its begin, in `zone` or wherever the reader is.
        start: NaiveDateTime,
        /// Where that time holds.
        zone: Option<Tz>,
        /// Length in minutes.
        minutes: Option<u32>,
    },
}

/// How something recurs. The first time is one of the rule's, and none of `except`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The rule.
    pub rule: Rule,
    /// The last day on which it is, where it has an end.
    pub last: Option<NaiveDate>,
    /// Days of the rule on which it is not, in order.
    pub except: Vec<NaiveDate>,
}

impl Time {
    /// From one time of a clock to another.
    pub fn between(start: NaiveDateTime, end: NaiveDateTime, zone: Option<Tz>) -> Self {
        let instant = |time: NaiveDateTime| zone.map_or(time, |zone| instant::utc(time, zone));
        let minutes = u32::try_from((instant(end) - instant(start)).num_minutes()).ok();
        Self::Clock { start, zone, minutes }
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Days { first, .. } => first,
            Self::Clock { start, .. } => start.date(),
        }
    }

    /// By the order in which a feed lists: of one day, what has no time of day comes first.
    pub fn order(self) -> (NaiveDate, Option<NaiveTime>) {
        match self {
            Self::Days { first, .. } => (first, None),
            Self::Clock { start, .. } => (start.date(), Some(start.time())),
        }
    }
}

/// When an event is, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Placed {
    /// Whole days; the end is the day after the last (RFC 5545, 3.6.1).
    Days { first: NaiveDate, after: Option<NaiveDate>, series: Option<Series> },
    /// Times of a clock.
    Times { clock: Clock, start: NaiveDateTime, end: End, series: Option<Recurring> },
}

/// How the end of a timed event is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nobody told it.
    Unknown,
    /// As a time of the same clock.
    At(NaiveDateTime),
    /// As a length in minutes.
    After(u32),
}

/// A series in times of its clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recurring {
    rule: Rule,
    /// As UNTIL wants it.
    until: Option<String>,
    except: Vec<NaiveDateTime>,
    last_year: Option<i32>,
}

impl Placed {
    /// The zone that it names, with its first and last year.
    pub fn zone(&self) -> Option<(Tz, i32, i32)> {
        let Self::Times { clock: Clock::Zone(zone), start, series, .. } = self else { return None };
        let year = start.year();
        // What begins on the last day of a year may end in the next.
        let last = series.as_ref().map_or(year, |series| series.last_year.unwrap_or(year + OPEN_END)) + 1;
        Some((*zone, year, last))
    }
}

/// Decides on which clock an event is written.
///
/// Times with a zone keep it, so that a reader shows what the document says; single ones that come twice or not at all
/// where clocks change are written as instants, and so is what has a zone that few readers know. The rest floats.
pub(super) fn place(event: &FeedEvent) -> Placed {
    let series = event.series.as_ref();
    match event.time {
        Time::Days { first, last } => Placed::Days { first, after: last.succ_opt(), series: series.cloned() },
        Time::Clock { start, zone: None, minutes } => placed(Clock::Floating, start, end_of(start, minutes), series),
        Time::Clock { start, zone: Some(zone), minutes } => {
            let instant = instant::utc(start, zone);
            let end = end_of(instant, minutes);
            if instant::is_technical(zone) {
                let ahead = (instant.date() - start.date()).num_days();
                let shifted = series.map(|series| shifted(series, start, instant, ahead));
                if shifted.as_ref().is_none_or(Option::is_some) {
                    return Placed::Times { clock: Clock::Utc, start: instant, end, series: shifted.flatten() };
                }
            }
            in_zone(zone, start, instant, minutes, series)
        }
    }
}

fn in_zone(
    zone: Tz,
    start: NaiveDateTime,
    instant: NaiveDateTime,
    minutes: Option<u32>,
    series: Option<&Series>,
) -> Placed {
    let end = match end_of(instant, minutes) {
        End::At(end) => End::At(instant::local(end, zone)),
        other => other,
    };
    let is_plain = |time: NaiveDateTime| instant::is_plain(time, zone);
    let end_is_plain = !matches!(end, End::At(end) if !is_plain(end));
    if series.is_none() && !(is_plain(start) && end_is_plain) {
        return Placed::Times { clock: Clock::Utc, start: instant, end: end_of(instant, minutes), series: None };
    }
    let end = if end_is_plain { end } else { minutes.map_or(End::Unknown, End::After) };
    placed(Clock::Zone(zone), start, end, series)
}

fn end_of(start: NaiveDateTime, minutes: Option<u32>) -> End {
    let length = minutes.filter(|minutes| *minutes > 0).map(|minutes| TimeDelta::minutes(minutes.into()));
    length.and_then(|length| start.checked_add_signed(length)).map_or(End::Unknown, End::At)
}

fn placed(clock: Clock, start: NaiveDateTime, end: End, series: Option<&Series>) -> Placed {
    let recurring = |series: &Series| Recurring {
        rule: series.rule.clone(),
        until: series.last.map(|last| clock.until(last.and_time(start.time()))),
        except: series.except.iter().map(|day| day.and_time(start.time())).collect(),
        last_year: series.last.map(|last| last.year()),
    };
    Placed::Times { clock, start, end, series: series.map(recurring) }
}

/// A series of a zone that never changes, as one of UTC, which is some days ahead; none where no rule says that.
fn shifted(series: &Series, start: NaiveDateTime, instant: NaiveDateTime, ahead: i64) -> Option<Recurring> {
    let west = instant - start;
    let moved = |day: &NaiveDate| day.and_time(start.time()).checked_add_signed(west);
    Some(Recurring {
        rule: series.rule.shifted(ahead)?,
        until: series.last.as_ref().and_then(moved).map(stamp::utc),
        except: series.except.iter().filter_map(moved).collect(),
        last_year: series.last.map(|last| last.year()),
    })
}

/// Writes an event that is placed so.
pub(super) fn write(lines: &mut Lines, event: &FeedEvent, placed: &Placed) {
    lines.raw("BEGIN", "VEVENT");
    about::head(lines, &event.about);
    match placed {
        Placed::Days { first, after, series } => write_days(lines, *first, *after, series.as_ref()),
        Placed::Times { clock, start, end, series } => write_times(lines, *clock, *start, *end, series.as_ref()),
    }
    about::body(lines, &event.about);
    event.attendees.iter().for_each(|attendee| attendee::write(lines, attendee));
    if event.about.critical {
        lines.raw("PRIORITY", "1");
        let before = if matches!(placed, Placed::Days { .. }) { Before::Day } else { Before::Time };
        alarm::write(lines, &event.about.title, before);
    }
    lines.raw("END", "VEVENT");
}

fn write_days(lines: &mut Lines, first: NaiveDate, after: Option<NaiveDate>, series: Option<&Series>) {
    lines.raw("DTSTART;VALUE=DATE", &stamp::day(first));
    if let Some(after) = after {
        lines.raw("DTEND;VALUE=DATE", &stamp::day(after));
    }
    if let Some(series) = series {
        write_rule(lines, &series.rule, series.last.map(stamp::day).as_deref());
        series.except.iter().for_each(|day| lines.raw("EXDATE;VALUE=DATE", &stamp::day(*day)));
    }
    lines.raw("TRANSP", "TRANSPARENT");
}

fn write_times(lines: &mut Lines, clock: Clock, start: NaiveDateTime, end: End, series: Option<&Recurring>) {
    let parameter = clock.parameter();
    let time = |lines: &mut Lines, name: &str, time| lines.raw(&format!("{name}{parameter}"), &clock.value(time));
    time(lines, "DTSTART", start);
    match end {
        End::At(end) => time(lines, "DTEND", end),
        End::After(minutes) => lines.raw("DURATION", &format!("PT{minutes}M")),
        End::Unknown => {}
    }
    if let Some(series) = series {
        write_rule(lines, &series.rule, series.until.as_deref());
        series.except.iter().for_each(|day| time(lines, "EXDATE", *day));
    }
}

fn write_rule(lines: &mut Lines, rule: &Rule, until: Option<&str>) {
    let until = until.map(|until| format!(";UNTIL={until}")).unwrap_or_default();
    lines.raw("RRULE", &format!("{rule}{until}"));
}

#[cfg(test)]
mod tests;
