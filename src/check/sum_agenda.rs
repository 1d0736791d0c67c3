//! `sum/agenda`

use super::sums::{findings, minutes, time};
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::Measure;

pub(super) const RULE: Rule = Rule {
    code: "sum/agenda",
    level: Level::Warning,
    explanation: Explanation {
        what: "The minutes of an agenda do not add up to the length of its meeting. Items may say how long they take \
               (`(30 min)`) or when they begin and end (`09:00–09:30`); a table needs a column for it; they may stand in the line of the meeting, too. Where an item \
               has no minutes, only an agenda that is too long is reported. What stands below an item belongs to it.",
        why: "A meeting whose agenda is longer than it is runs late; one whose agenda is shorter has time that \
              nobody planned, or an item that somebody forgot to write down.",
        bad: "### Day 3: Vendor selection\n\n**Duration:** 1 hour\n**Agenda:**\n1. Offers (20 min)\n2. Questions (20 min)\n3. Vote (10 min)",
        good: "### Day 3: Vendor selection\n\n**Duration:** 1 hour\n**Agenda:**\n1. Offers (20 min)\n2. Questions (30 min)\n3. Vote (10 min)",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    findings(handbook, RULE.code, &[Measure::Agenda], |sum, place| {
        let (stated, found) = (sum.stated, sum.found());
        let difference = minutes((stated - found).abs());
        let (is, end) = if difference == "1 minute" { ("is", "") } else { ("are", "") };
        let rest = if found < stated {
            format!("{difference} {is} not planned{end}")
        } else {
            format!("{difference} too many")
        };
        format!("The meeting takes {}, but its agenda ({place}) adds up to {}: {rest}.", time(stated), minutes(found))
    })
}
