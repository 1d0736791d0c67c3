//! `date/weekday`

use chrono::Datelike;

use super::date_words::{a, nearest};
use super::{Check, Explanation, Rule, numbered_weekday};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::dates::DatedWeekday;
use crate::understand::phrase::date;

pub(super) const RULE: Rule = Rule {
    code: "date/weekday",
    level: Level::Error,
    explanation: Explanation {
        what: "A weekday that its date contradicts, or the number of its day: `Day 14 (Tuesday)` where Day 1 is a \
               Monday. Days may be counted by the calendar or as working days; of the two, the one that fits the \
               other days of the document holds. A date without a year is only judged where the year is certain.",
        why: "Half of the readers go by the weekday and half by the date, and they miss each other.",
        bad: "The review is on Tuesday 16 October 2025.",
        good: "The review is on Thursday 16 October 2025.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        let wrong = claims.dates.weekdays.iter().filter(|claim| claim.date.weekday() != claim.weekday);
        found.extend(wrong.map(|claim| of_date(handbook, at, claim)));
        found.extend(numbered_weekday::check(&RULE, handbook, at, &claims.dates));
    }
    found
}

fn of_date(handbook: &Handbook<'_>, at: usize, claim: &DatedWeekday) -> Diagnostic {
    let source = handbook.documents[at].source;
    let right = claim.date.weekday();
    let line = |offset: u32| handbook.source(at).line(offset);
    let from = match claim.year {
        Some(year) if line(year.start) != line(claim.span.start) => {
            format!(", going by the year in line {}", line(year.start))
        }
        _ => String::new(),
    };
    let message = format!(
        "{} is {}{from}; this line says {}.",
        date::long(claim.date),
        a(right),
        date::weekday_name(claim.weekday)
    );
    let other = nearest(claim.date, claim.weekday).map_or(String::new(), |day| {
        format!(", or write another date: the nearest {} is {}", date::weekday_name(claim.weekday), date::long(day))
    });
    let help = format!("Write {}{other}.", date::weekday_name(right));
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, claim.span, message).help(help);
    match claim.date_span.or(claim.year.filter(|_| !from.is_empty())) {
        Some(place) if claim.date_span.is_some() => diagnostic.related(source, place, "The date stands here."),
        Some(place) => diagnostic.related(source, place, "The year stands here."),
        None => diagnostic,
    }
}
