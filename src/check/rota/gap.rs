//! `rota/gap`

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::check::{Check, Explanation, Rule};
use crate::link::Handbook;
use crate::understand::phrase::date;

use super::cover::{self, Pair, Timed};

pub(in crate::check) const RULE: Rule = Rule {
    code: "rota/gap",
    level: Level::Warning,
    explanation: Explanation {
        what: "Days, or hours of a day, between two shifts of a rota on which nobody is on duty. Where most shifts leave the same days \
               free, such as weekends, that is how the rota is meant, and nothing is reported.",
        why: "Whoever calls on such a day reaches nobody.",
        bad: "## On-call roster\n\n| From | To | On call |\n| --- | --- | --- |\n\
              | 2026-01-05 | 2026-01-11 | Ada |\n| 2026-01-12 | 2026-01-18 | Kai |\n| 2026-01-26 | 2026-02-01 | Ada |",
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
            let usual = usual(&pairs);
            let gaps = pairs
                .iter()
                .filter(|pair| pair.between > usual && !(pair.is_weekend() && usual == 0 && weekdays(&pairs)));
            found.extend(gaps.map(|pair| finding(handbook, source, pair)));
        }
        for pair in cover::hours(rotation).iter().flatten().filter(|pair| pair.between > 0) {
            found.push(timed(handbook, source, pair, &super::hours(pair.end, pair.start)));
        }
        for pair in cover::moments(rotation).iter().flatten().filter(|pair| pair.between > 0) {
            found.push(timed(handbook, source, pair, &super::span(pair.end, pair.start)));
        }
    }
    found
}

/// The days that the shifts leave free as a habit: what more than half of them leave, else none.
fn usual(pairs: &[Pair<'_>]) -> i64 {
    let count = |days: i64| pairs.iter().filter(|pair| pair.between == days).count();
    let most = pairs.iter().map(|pair| pair.between.max(0)).max_by_key(|days| count(*days)).unwrap_or(0);
    if count(most) * 2 > pairs.len() { most } else { 0 }
}

/// Whether weekends are free as a habit: no shift covers one, or several are left free.
fn weekdays(pairs: &[Pair<'_>]) -> bool {
    let free = pairs.iter().filter(|pair| pair.is_weekend()).count();
    let covered = pairs.len() > 2 && pairs.iter().any(Pair::covers_weekend);
    pairs.iter().all(|pair| pair.between <= 0 || pair.is_weekend()) && (!covered || free * 4 > pairs.len())
}

/// The finding of two shifts that say their times; `free` is when nobody is on duty.
fn timed<T>(handbook: &Handbook<'_>, source: SourceId, pair: &Timed<'_, T>, free: &str) -> Diagnostic {
    let line = handbook.inputs.sources.get(source).line(pair.one.span.start);
    let message = format!(
        "Nobody is on duty {free}: {} ends then (line {line}), and {} begins later.",
        pair.one.who, pair.next.who,
    );
    Diagnostic::new(RULE.code, RULE.level, source, pair.next.span, message)
        .related(source, pair.one.span, "The shift before ends here.")
        .help("Let one of the two shifts cover this time, or add a shift.")
}

fn finding(handbook: &Handbook<'_>, source: SourceId, pair: &Pair<'_>) -> Diagnostic {
    let line = handbook.inputs.sources.get(source).line(pair.one.span.start);
    let first = pair.end.succ_opt().unwrap_or(pair.end);
    let last = pair.start.pred_opt().unwrap_or(pair.start);
    let free = match first == last {
        true => format!("on {}", date::long_with_weekday(first)),
        false => format!("from {} to {}", date::long(first), date::long(last)),
    };
    let message = format!(
        "Nobody is on duty {free}: {} ends on {} (line {line}), and {} begins on {}.",
        pair.one.who,
        date::long(pair.end),
        pair.next.who,
        date::long(pair.start),
    );
    Diagnostic::new(RULE.code, RULE.level, source, pair.next.span, message)
        .related(source, pair.one.span, "The shift before ends here.")
        .help("Let one of the two shifts cover these days, or add a shift.")
}
