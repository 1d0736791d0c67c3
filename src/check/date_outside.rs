//! `date/outside`

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::date_words::has_word;
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::config::Numbering;
use crate::link::Handbook;
use crate::understand::claim::dates::{DayClaim, Number, Window};
use crate::understand::fact::{Detail, Fact};
use crate::understand::phrase::date;
use crate::understand::phrase::state::State;

mod parts;

pub(super) const RULE: Rule = Rule {
    code: "date/outside",
    level: Level::Warning,
    explanation: Explanation {
        what: "A meeting, a task or a numbered day or week that lies outside the timebox whose start and end, or \
               length, the document declares: Day 16 of a sprint of two weeks. What prepares or follows up, and \
               releases, may lie outside; so may the working days next to the timebox. A meeting or milestone whose section or \
               row names one of several phases belongs to that phase.",
        why: "What lies outside the sprint is in nobody's calendar for it.",
        bad: "**Sprint Duration:** 2 weeks\n\n- Day 1: Kickoff\n- Day 16: Sprint Review",
        good: "**Sprint Duration:** 2 weeks\n\n- Day 1: Kickoff\n- Day 14: Sprint Review",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        let Some(window) = &claims.dates.window else { continue };
        let numbering = claims.dates.numbering;
        found.extend(numbered(handbook, at, window, numbering, &claims.dates.days));
        if let Some(dates) = window.dates {
            found.extend(dated(handbook, at, window, dates));
        }
    }
    found.extend((0..handbook.documents.len()).flat_map(|at| parts::of_document(handbook, at)));
    found
}

/// Words of what may lie outside: it prepares, follows up, ships, or belongs to another timebox.
const OUTSIDE: [&str; 43] = [
    "pre",
    "post",
    "before",
    "after",
    "prior",
    "previous",
    "next",
    "following",
    "follow",
    "followup",
    "prep",
    "preparation",
    "release",
    "released",
    "launch",
    "live",
    "deploy",
    "deployment",
    "rollout",
    "ship",
    "ga",
    "warranty",
    "hypercare",
    "call",
    "oncall",
    "rotation",
    "handoff",
    "handover",
    "invite",
    "invites",
    "invitation",
    "created",
    "updated",
    "deadline",
    "carry",
    "carryover",
    "moved",
    "backlog",
    "freeze",
    "holiday",
    "holidays",
    "vacation",
    "embargo",
];

/// Day and week numbers beyond the timebox.
fn numbered(
    handbook: &Handbook<'_>,
    at: usize,
    window: &Window,
    numbering: Numbering,
    days: &[DayClaim],
) -> Vec<Diagnostic> {
    let most_days = most_days(window, numbering);
    // From a Monday to the Monday two weeks later it is two weeks.
    let weeks = (window.days - 1).div_ceil(7).max(1);
    // Weeks 39 and 40 are those of a year or a project.
    let named_weeks = || {
        days.iter().filter_map(|claim| match claim.number {
            Number::Weeks(first, last) => Some((first, last)),
            Number::WeekDay(week, _) => Some((week, week)),
            Number::Day(_) => None,
        })
    };
    let from_one = named_weeks().any(|(first, _)| first == 1) && named_weeks().all(|(_, last)| last <= weeks + 4);
    // A document with many days beyond counts the days of something else.
    let beyond = |claim: &&DayClaim| match claim.number {
        Number::Day(day) => i64::from(day) > i64::from(most_days),
        Number::Weeks(first, last) => from_one && last > weeks && (first == last || first <= weeks),
        Number::WeekDay(week, _) => from_one && week > weeks,
    };
    let outside: Vec<&DayClaim> = days.iter().filter(beyond).filter(|claim| !is_excused(handbook, at, claim)).collect();
    if outside.len() * 2 > days.len() {
        return Vec::new();
    }
    outside
        .into_iter()
        .map(|claim| {
            let is = match claim.number {
                Number::Day(day) => format!("Day {day}"),
                Number::Weeks(_, last) | Number::WeekDay(last, _) => format!("Week {last}"),
            };
            let has = match claim.number {
                Number::Day(_) => format!("{most_days} days"),
                _ => format!("{weeks} week{}", if weeks == 1 { "" } else { "s" }),
            };
            told(handbook, at, window, claim.span, format!("{is} is outside the timebox, which has {has}"))
        })
        .collect()
}

/// The last day number of the timebox.
fn most_days(window: &Window, numbering: Numbering) -> u32 {
    match (numbering, window.dates) {
        (Numbering::Calendar, _) => window.days,
        (Numbering::Working, Some((first, last))) if (last - first).num_days() < 3_660 => {
            let works = |day: &NaiveDate| !is_weekend(*day);
            first.iter_days().take_while(|day| *day <= last).filter(works).count() as u32
        }
        (Numbering::Working, _) => window.days.div_ceil(7) * 5,
    }
}

/// Whether the line of a day says that it does not belong to the timebox.
fn is_excused(handbook: &Handbook<'_>, at: usize, claim: &DayClaim) -> bool {
    let source = handbook.source(at);
    let line = source.line_span(source.line(claim.span.start)).of(&source.text);
    has_word(line, &OUTSIDE)
}

/// Events and tasks with dates before or after the timebox.
fn dated(
    handbook: &Handbook<'_>,
    at: usize,
    window: &Window,
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<Diagnostic> {
    let facts = &handbook.facts[at];
    // With several timeboxes nobody knows to which of them a date belongs; those within are its parts.
    let timeboxes =
        facts.iter().filter_map(Fact::as_timebox).filter(|timebox| timebox.start < first || timebox.end > last);
    if timeboxes.count() > 0 || first > last {
        return Vec::new();
    }
    let (Some(opens), Some(closes)) = (beside(first, false), beside(last, true)) else { return Vec::new() };
    let mut counted = 0;
    let mut outside = Vec::new();
    for fact in facts {
        let elsewhere = fact.timebox.is_some() && fact.timebox != handbook.claims[at].dates.timebox;
        let Some(day) = own_day(fact).filter(|_| !elsewhere) else { continue };
        counted += 1;
        let early = day < opens && matches!(fact.detail, Detail::Event(_));
        let said = || {
            let line = head(handbook, at, fact).of(&handbook.source(at).text);
            has_word(&fact.title, &OUTSIDE) || has_word(line, &["before", "after"])
        };
        if (early || day > closes) && !said() {
            outside.push((fact, day));
        }
    }
    if outside.len() * 3 > counted.max(3) {
        return Vec::new();
    }
    outside
        .into_iter()
        .map(|(fact, day)| {
            let side = if day < first { "before the timebox, which starts" } else { "after the timebox, which ends" };
            let end = if day < first { first } else { last };
            let span = head(handbook, at, fact);
            let verb = if fact.task().is_some() { "is due on" } else { "is on" };
            told(
                handbook,
                at,
                window,
                span,
                format!("“{}” {verb} {}, {side} on {}", fact.title, date::long(day), date::long(end)),
            )
        })
        .collect()
}

/// The day that an event or an open task of this document is on, where it is written as a date.
fn own_day(fact: &Fact) -> Option<NaiveDate> {
    match &fact.detail {
        Detail::Event(_) => {
            fact.when.as_ref().filter(|when| when.day.is_none() && when.rrule.is_none()).and_then(|when| when.start)
        }
        Detail::Task(_) if !matches!(fact.state, Some(State::Done | State::Cancelled)) => fact.due,
        _ => None,
    }
}

/// The first line of a fact.
fn head(handbook: &Handbook<'_>, at: usize, fact: &Fact) -> crate::base::span::Span {
    let source = handbook.source(at);
    let line = source.line_span(source.line(fact.place.span.start));
    let end = fact.place.span.end.min(line.end).max(fact.place.span.start);
    crate::base::span::Span { start: fact.place.span.start, end }
}

fn told(
    handbook: &Handbook<'_>,
    at: usize,
    window: &Window,
    span: crate::base::span::Span,
    what: String,
) -> Diagnostic {
    let own = window.source == handbook.documents[at].source;
    let place = match own {
        true => format!(" (line {})", handbook.source(at).line(window.span.start)),
        false => String::new(),
    };
    Diagnostic::new(RULE.code, RULE.level, handbook.documents[at].source, span, format!("{what}{place}."))
        .help("Mend the day, or the timebox, or say that it comes before or after the timebox.")
        .related(window.source, window.span, "The timebox stands here.")
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The working day next to an end of the timebox, outside of it.
fn beside(day: NaiveDate, later: bool) -> Option<NaiveDate> {
    let mut day = day;
    loop {
        day = if later { day.checked_add_days(Days::new(1))? } else { day.checked_sub_days(Days::new(1))? };
        if !is_weekend(day) {
            return Some(day);
        }
    }
}
