//! Which days a document counts, as its lines show: `Day 1 (Monday) … Day 6 (Monday)` fits working days only.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::pins::Pin;
use crate::base::span::Span;
use crate::config::{Holiday, Numbering};
use crate::understand::phrase::day::{DayCount, DayPhrase};

/// The lines that show that working days are counted; none where calendar days fit as well or better.
pub(super) fn working(pins: &[Pin], start: Option<NaiveDate>, holidays: &[Holiday]) -> Option<Vec<Span>> {
    // A declared start is one more day with its weekday.
    let first = start.map(|start| Pin {
        day: DayPhrase { week: None, first: 1, last: None },
        date: None,
        weekday: Some(start.weekday()).filter(|_| is_workday(start.weekday())),
        under: None,
        span: Span::at(0),
        line: 0,
        section: None,
    });
    let pins: Vec<Pin> = pins.iter().copied().chain(first).collect();
    let calendar = fitting(&pins, Numbering::Calendar, holidays);
    let working = fitting(&pins, Numbering::Working, holidays);
    (working.len() > calendar.len()).then(|| {
        let mut lines: Vec<Span> = working.into_iter().filter(|span| !span.is_empty()).collect();
        lines.dedup();
        lines
    })
}

/// Places of the pins that fit one way of counting, if its first day is the one that most of them want.
fn fitting(pins: &[Pin], numbering: Numbering, holidays: &[Holiday]) -> Vec<Span> {
    let mut best: Vec<Span> = Vec::new();
    for weekday in WEEK.into_iter().filter(|day| numbering == Numbering::Calendar || is_workday(*day)) {
        let fits = pins.iter().filter(|pin| weekday_fits(pin, weekday, numbering));
        let fits: Vec<Span> = fits.map(|pin| pin.span).collect();
        if fits.len() > best.len() {
            best = fits;
        }
    }
    best.extend(dates_that_agree(pins, numbering, holidays));
    best.extend(pins.iter().filter(|pin| week_fits(pin, numbering)).map(|pin| pin.span));
    best
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn is_workday(day: Weekday) -> bool {
    !matches!(day, Weekday::Sat | Weekday::Sun)
}

/// Whether a pin's weekday is that of its day, counted from a first day.
fn weekday_fits(pin: &Pin, first: Weekday, numbering: Numbering) -> bool {
    let (Some(weekday), Some((day, _))) = (pin.weekday, pin.day.days(numbering)) else { return false };
    let from = first.num_days_from_monday() as i32;
    let at = match numbering {
        Numbering::Calendar => (from + day - 1).rem_euclid(7),
        Numbering::Working => (from + day - 1).rem_euclid(5),
    };
    at == weekday.num_days_from_monday() as i32
}

/// Whether a day lies in the week below which it stands.
fn week_fits(pin: &Pin, numbering: Numbering) -> bool {
    let Some(week) = pin.under else { return false };
    let length = match numbering {
        Numbering::Calendar => 7,
        Numbering::Working => 5,
    };
    let last = i64::from(week) * length;
    (last - length + 1..=last).contains(&i64::from(pin.day.first))
}

/// Pins of the largest group whose days and dates are equally far apart.
fn dates_that_agree(pins: &[Pin], numbering: Numbering, holidays: &[Holiday]) -> Vec<Span> {
    let mut groups: Vec<(bool, NaiveDate, Vec<Span>)> = Vec::new();
    for pin in pins {
        let start = pin
            .date
            .zip(pin.day.days(numbering))
            .and_then(|(start, (day, _))| first_day(DayCount { start, numbering, holidays }, day));
        let Some(start) = start else { continue };
        let in_week = pin.day.week.is_some();
        match groups.iter_mut().find(|group| group.0 == in_week && group.1 == start) {
            Some(group) => group.2.push(pin.span),
            None => groups.push((in_week, start, vec![pin.span])),
        }
    }
    groups.into_iter().max_by_key(|group| group.2.len()).map(|group| group.2).unwrap_or_default()
}

/// Day 1, where the count's start is the date of `day`; none where nobody works on that date.
pub(super) fn first_day(count: DayCount<'_>, day: i32) -> Option<NaiveDate> {
    match count.numbering {
        Numbering::Calendar => count.start.checked_sub_signed(Duration::days(i64::from(day) - 1)),
        // Counting from the date, Day 1 is as many working days before it as it is after Day 1.
        Numbering::Working => (count.date(1)? == count.start).then(|| count.date(2 - day)).flatten(),
    }
}
