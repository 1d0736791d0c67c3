//! `date/impossible`

use chrono::{Datelike, NaiveDate};

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::dates::Never;
use crate::understand::phrase::date;

pub(super) const RULE: Rule = Rule {
    code: "date/impossible",
    level: Level::Error,
    explanation: Explanation {
        what: "A day, week or time that does not exist: `31 September`, `29 February 2025`, `Week 1 Day 8`, week 54 \
               of a year, a fifth quarter, `25:00`.",
        why: "Nobody can come to a meeting on a day that there is not, and no calendar can show it.",
        bad: "The audit ends on 31 September 2026.",
        good: "The audit ends on 30 September 2026.",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (document, claims) in handbook.documents.iter().zip(&handbook.claims) {
        found.extend(claims.dates.impossible.iter().map(|claim| {
            let (message, help) = words(claim.never);
            Diagnostic::new(RULE.code, RULE.level, document.source, claim.span, message).help(help)
        }));
    }
    found
}

fn words(never: Never) -> (String, &'static str) {
    match never {
        Never::DayOfMonth(month, year, day) => {
            let name = date::month_name(month);
            let of = year.map_or(name.to_owned(), |year| format!("{name} {year}"));
            let has = days_of_month(month, year);
            (format!("{of} has {has} days, so there is no {day} {of}."), "Write the day that is meant.")
        }
        Never::Month(month) => (
            format!("A year has 12 months, so there is no month {month}."),
            "Dates in this form are year, month, day: the day may stand where the month belongs.",
        ),
        Never::DayOfWeek(week, day) => (
            format!("A week has 7 days, so Week {week} has no Day {day}."),
            "Write the day of the week, from 1 to 7, or the day of the sprint without the week.",
        ),
        Never::WeekOfYear(week, year) => {
            let of = year.map_or("A year".to_owned(), |year| year.to_string());
            let most = year.map_or("at most 53".to_owned(), |year| weeks_of(year).to_string());
            (format!("{of} has {most} weeks, so there is no week {week}."), "Write the week that is meant.")
        }
        Never::Quarter(quarter) => (
            format!("A year has 4 quarters, so there is no Q{quarter}."),
            "Write the quarter that is meant, from Q1 to Q4.",
        ),
        Never::Time(hour, minute) => {
            let why = if minute > 59 { "An hour has 60 minutes" } else { "A day has 24 hours" };
            (format!("{why}, so there is no {hour:02}:{minute:02}."), "Write the time that is meant.")
        }
    }
}

fn days_of_month(month: u32, year: Option<i32>) -> u32 {
    // In a leap year February has most.
    let last = |day: &u32| NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, *day).is_some();
    (28..=31).rev().find(last).unwrap_or(28)
}

fn weeks_of(year: i32) -> u32 {
    // 28 December is always in the last week (ISO 8601).
    NaiveDate::from_ymd_opt(year, 12, 28).map_or(53, |day| day.iso_week().week())
}
