//! `date/weekend`

use chrono::{Datelike, NaiveDate, Weekday};

use super::date_words::has_word;
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::fact::{Event, Fact};
use crate::understand::phrase::date;

pub(super) const RULE: Rule = Rule {
    code: "date/weekend",
    level: Level::Hint,
    explanation: Explanation {
        what: "A meeting on a Saturday or Sunday, or on one of the `holidays` of handbook.yaml. Releases, timeboxes and \
               what recurs are left alone; so is a line that says its Saturday or Sunday itself, unless it is the only one \
               on a weekend among at least four, and is work: a review, a refinement, a drill.",
        why: "Most often a day was counted wrongly, and nobody will be there.",
        bad: "## 2026-01-10: Planning meeting\n\n**Duration:** 1 hour",
        good: "## 2026-01-09: Planning meeting\n\n**Duration:** 1 hour",
        configure: "`holidays` in handbook.yaml lists the days on which nobody works.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in 0..handbook.documents.len() {
        let meetings = || handbook.facts[at].iter().filter_map(|fact| meeting(fact).map(|day| (fact, day)));
        let free: Vec<_> = meetings().filter_map(|(fact, day)| Some((fact, day, why_free(handbook, day)?))).collect();
        // Where people meet on weekends as a rule, as at a fair, that is meant.
        let weekends = free.iter().filter(|(_, day, _)| is_weekend(*day)).count();
        let usual = weekends > 1 && weekends * 2 >= meetings().count();
        // The only one on a weekend among many on workdays, of a sort that is work: mostly a slip all the same.
        let alone = weekends == 1 && meetings().count() >= MANY && !plays(handbook, at);
        let told = free.into_iter().filter(|(fact, day, _)| {
            !is_weekend(*day) || !usual && (alone && is_work(fact) || !says_weekend(handbook, at, fact))
        });
        found.extend(told.map(|(fact, day, why)| {
            let message = format!("“{}” is on {}, {why}.", fact.title, date::long(day));
            Diagnostic::new(RULE.code, RULE.level, fact.place.source, first_line(handbook, at, fact), message).help(
                match says_weekend(handbook, at, fact) {
                    true => "Write the day that is meant, or allow it here if it is right.",
                    false => "Write the day that is meant, or name the weekday beside it if that is right.",
                },
            )
        }));
    }
    found
}

/// Words of what people come together for.
/// Meetings among which one on a weekend stands out.
const MANY: usize = 4;

/// Whether a title names what people do at work.
fn is_work(fact: &Fact) -> bool {
    const WORK: [&str; 12] = [
        "refinement",
        "planning",
        "review",
        "retro",
        "retrospective",
        "standup",
        "sync",
        "demo",
        "drill",
        "failover",
        "triage",
        "checkpoint",
    ];
    has_word(&fact.title, &WORK)
}

/// Whether any other event of a document is on a weekend: there people work or play on such days.
fn plays(handbook: &Handbook<'_>, at: usize) -> bool {
    let days = handbook.facts[at].iter().filter(|fact| fact.event().is_some());
    let days = days.filter_map(|fact| fact.when.as_ref().and_then(|when| when.start));
    days.filter(|day| is_weekend(*day)).nth(1).is_some()
}

const MEETINGS: [&str; 26] = [
    "meeting",
    "standup",
    "review",
    "retro",
    "retrospective",
    "demo",
    "planning",
    "kickoff",
    "kick",
    "sync",
    "workshop",
    "session",
    "walkthrough",
    "training",
    "interview",
    "call",
    "ceremony",
    "refinement",
    "grooming",
    "checkpoint",
    "presentation",
    "showcase",
    "briefing",
    "debrief",
    "huddle",
    "discussion",
];
/// Words of what needs nobody in a room.
const NO_MEETINGS: [&str; 11] = [
    "release",
    "deadline",
    "freeze",
    "maintenance",
    "deploy",
    "deployment",
    "launch",
    "migration",
    "holiday",
    "report",
    "due",
];

/// The one day on which people meet, if that is what a fact tells.
fn meeting(fact: &Fact) -> Option<NaiveDate> {
    let event: &Event = fact.event()?;
    let when = fact.when.as_ref()?;
    let day = when.start.filter(|_| when.rrule.is_none() && when.end.is_none())?;
    let told =
        !fact.people.is_empty() || !event.agenda.is_empty() || when.minutes.is_some_and(|minutes| minutes <= 600);
    let named = has_word(&fact.title, &MEETINGS);
    ((told || named) && !has_word(&fact.title, &NO_MEETINGS)).then_some(day)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Why nobody works that day: `a Sunday`, `which is New Year`.
fn why_free(handbook: &Handbook<'_>, day: NaiveDate) -> Option<String> {
    let holiday = handbook.inputs.config.holidays.iter().find(|holiday| holiday.contains(day));
    match holiday {
        Some(holiday) => Some(match &holiday.name {
            Some(name) => format!("a holiday of handbook.yaml ({name})"),
            None => "a holiday of handbook.yaml".to_owned(),
        }),
        None => is_weekend(day).then(|| super::date_words::a(day.weekday())),
    }
}

/// Whether the author writes the weekday, and so knows it.
fn says_weekend(handbook: &Handbook<'_>, at: usize, fact: &Fact) -> bool {
    const WORDS: [&str; 5] = ["saturday", "sunday", "sat", "sun", "weekend"];
    let line = first_line(handbook, at, fact).of(&handbook.source(at).text);
    has_word(line, &WORDS) || fact.when.as_ref().is_some_and(|when| has_word(&when.text, &WORDS))
}

fn first_line(handbook: &Handbook<'_>, at: usize, fact: &Fact) -> Span {
    let source = handbook.source(at);
    let line = source.line_span(source.line(fact.place.span.start));
    Span { start: fact.place.span.start, end: fact.place.span.end.min(line.end).max(fact.place.span.start) }
}
