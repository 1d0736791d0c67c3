//! `sum/hours`

use super::sums::{findings, time};
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::Measure;

pub(super) const RULE: Rule = Rule {
    code: "sum/hours",
    level: Level::Warning,
    explanation: Explanation {
        what: "A total of hours or minutes that its own list, or the column of its table, does not add up to. Where the text \
               says that the total counts more (`plus preparation`), only a list that exceeds it is reported.",
        why: "People plan their weeks by the total. If it is wrong, either the total or the list is out of date, and \
              the list may lack a meeting.",
        bad: "**Time Commitment:** 5 hours total\n**Meetings:**\n- Kickoff - 1 hour\n- Audit review - 2 hours\n- Demo - 1.5 hours",
        good: "**Time Commitment:** 4.5 hours total\n**Meetings:**\n- Kickoff - 1 hour\n- Audit review - 2 hours\n- Demo - 1.5 hours",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    findings(handbook, RULE.code, &[Measure::Time], |sum, place| {
        format!("The total says {}, but its list ({place}) adds up to {}.", time(sum.stated), time(sum.found()))
    })
}
