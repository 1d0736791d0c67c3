//! `rota/overlap`

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::check::{Check, Explanation, Rule};
use crate::link::Handbook;
use crate::understand::phrase::date;

use super::cover::{self, Pair, Timed};

pub(in crate::check) const RULE: Rule = Rule {
    code: "rota/overlap",
    level: Level::Warning,
    explanation: Explanation {
        what: "Two shifts of a rota that share days, so that two people are on duty for the same thing. Where shifts \
               end on the day on which the next begins as a habit, that is the handover. Rotas of which most shifts \
               share days are left alone.",
        why: "Each of the two may count on the other.",
        bad: "## On-call roster\n\n| From | To | On call |\n| --- | --- | --- |\n\
              | 2026-01-05 | 2026-01-11 | Ada |\n| 2026-01-12 | 2026-01-18 | Kai |\n| 2026-01-16 | 2026-01-25 | Ada |",
        good: "## On-call roster\n\n| From | To | On call |\n| --- | --- | --- |\n\
               | 2026-01-05 | 2026-01-11 | Ada |\n| 2026-01-12 | 2026-01-18 | Kai |\n| 2026-01-19 | 2026-01-25 | Ada |",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (source, rotation) in super::rotas(handbook) {
        for pairs in cover::slots(rotation) {
            let handover = cover::hands_over(&pairs);
            // Of two shifts that share a day nobody can know whether it is a handover.
            let allowed = if handover || pairs.len() == 1 { -1 } else { 0 };
            let shared: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.between < allowed).collect();
            // Shifts that share days as a habit are several rotas in one table.
            if shared.len() == 1 || shared.len() * 3 <= pairs.len() {
                found.extend(shared.into_iter().map(|pair| finding(handbook, source, pair)));
            }
        }
        for pair in cover::hours(rotation).iter().flatten().filter(|pair| pair.between < 0) {
            found.push(timed(handbook, source, pair, &super::hours(pair.start, pair.end)));
        }
        for pair in cover::moments(rotation).iter().flatten().filter(|pair| pair.between < 0) {
            let end = pair.end.min(pair.next.exact.map_or(pair.end, |(_, end)| end));
            found.push(timed(handbook, source, pair, &super::span(pair.start, end)));
        }
    }
    found
}

/// The finding of two shifts that say their times; `shared` is when both are on duty.
fn timed<T>(handbook: &Handbook<'_>, source: SourceId, pair: &Timed<'_, T>, shared: &str) -> Diagnostic {
    let line = handbook.inputs.sources.get(source).line(pair.one.span.start);
    let message = format!(
        "{} and {} are both on duty {shared}: the shift before ends later (line {line}) than this one begins.",
        pair.one.who, pair.next.who,
    );
    Diagnostic::new(RULE.code, RULE.level, source, pair.next.span, message)
        .related(source, pair.one.span, "The shift before stands here.")
        .help("Let the first end when the second begins.")
}

fn finding(handbook: &Handbook<'_>, source: SourceId, pair: &Pair<'_>) -> Diagnostic {
    let line = handbook.inputs.sources.get(source).line(pair.one.span.start);
    let last = pair.end.min(pair.next.end.unwrap_or(pair.end));
    let shared = match pair.start == last {
        true => format!("on {}", date::long_with_weekday(last)),
        false => format!("from {} to {}", date::long(pair.start), date::long(last)),
    };
    let message = match pair.one.who.text == pair.next.who.text {
        true => {
            format!("Two shifts of {} share days, {shared}: this one, and the one before (line {line}).", pair.one.who)
        }
        false => format!(
            "{} and {} are both on duty {shared}: the shift before ends on {} (line {line}), and this one begins on {}.",
            pair.one.who,
            pair.next.who,
            date::long(pair.end),
            date::long(pair.start),
        ),
    };
    Diagnostic::new(RULE.code, RULE.level, source, pair.next.span, message)
        .related(source, pair.one.span, "The shift before stands here.")
        .help("Let the first end on the day before the second begins.")
}
