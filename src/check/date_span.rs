//! `date/span`

use chrono::{Datelike, NaiveDate, Weekday};

use super::date_words::days;
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::config::Holiday;
use crate::link::Handbook;
use crate::understand::claim::dates::{Length, Stated, Written};

pub(super) const RULE: Rule = Rule {
    code: "date/span",
    level: Level::Hint,
    explanation: Explanation {
        what: "A length that the dates, days or times beside it contradict. Days may be counted with or without the \
               last one, and as working days; weeks may end on their Friday.",
        why: "A plan by the length and a plan by the dates end on different days.",
        bad: "**Sprint:** 2026-01-05 → 2026-01-18 (3 weeks)",
        good: "**Sprint:** 2026-01-05 → 2026-01-18 (2 weeks)",
        configure: "Working days leave out the `holidays` of handbook.yaml.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let holidays = &handbook.inputs.config.holidays;
    let mut found = Vec::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        let source = handbook.documents[at].source;
        found.extend(claims.dates.lengths.iter().filter_map(|length| {
            let is = contradiction(length, holidays)?;
            let message = format!("{is}; the length beside it says {}.", said(length.written));
            let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, length.span, message)
                .help("Mend the length, or the day or time that is a slip.")
                .related(source, length.of_span, "This is what the length belongs to.");
            Some(diagnostic)
        }));
    }
    found
}

fn said(written: Written) -> String {
    let plural = |count: u32, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match written {
        Written::Days(count) => plural(count, "day"),
        Written::Weeks(count) => plural(count, "week"),
        Written::Minutes(count) => plural(count, "minute"),
    }
}

/// What the dates say, if that is not what the length says.
fn contradiction(length: &Length, holidays: &[Holiday]) -> Option<String> {
    match (length.of, length.written) {
        (Stated::Minutes(is), Written::Minutes(says)) => {
            (is != says).then(|| format!("From start to end it is {is} minutes"))
        }
        (Stated::Dates(first, last), Written::Days(says)) => {
            let apart = (last - first).num_days();
            let working = working_days(first, last, holidays)?;
            // Whoever counts working days may not know of a holiday.
            let all = working_days(first, last, &[])?;
            let fits = [apart, apart + 1, working, working - 1, all, all - 1].contains(&i64::from(says));
            (!fits).then(|| {
                format!("From the first day to the last it is {}, {working} of them working days", days(apart + 1))
            })
        }
        (Stated::Dates(first, last), Written::Weeks(says)) => {
            let counted = (last - first).num_days() + 1;
            (!fits_weeks(counted, says)).then(|| format!("From the first day to the last it is {}", days(counted)))
        }
        (Stated::Days(first, last), Written::Days(says)) => {
            let counted = i64::from(last - first) + 1;
            let fits = [counted, counted - 1].contains(&i64::from(says));
            (!fits).then(|| format!("Day {first} to Day {last} is {}", days(counted)))
        }
        _ => None,
    }
}

/// A week may end on its Friday, and with the day after its last; many weeks are told roughly.
fn fits_weeks(counted: i64, weeks: u32) -> bool {
    let whole = i64::from(weeks) * 7;
    let rough = i64::from(weeks / 4);
    (whole - 4 - rough..=whole + 2 + rough).contains(&counted)
}

/// Days from Monday to Friday that are no holidays; none for spans of over ten years.
fn working_days(first: NaiveDate, last: NaiveDate, holidays: &[Holiday]) -> Option<i64> {
    if (last - first).num_days() > 3_660 {
        return None;
    }
    let works = |day: &NaiveDate| {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.iter().any(|holiday| holiday.contains(*day))
    };
    Some(first.iter_days().take_while(|day| *day <= last).filter(works).count() as i64)
}
