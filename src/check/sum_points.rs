//! `sum/points`

use super::sums::{findings, points};
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::Measure;

pub(super) const RULE: Rule = Rule {
    code: "sum/points",
    level: Level::Warning,
    explanation: Explanation {
        what: "A total of story points that the entries of its section, its own list, or the column of its table do not \
               add up to. Capacity and velocity are no totals. Where an entry has no points, only entries that exceed the total are reported.",
        why: "A team commits to the total. If the entries say something else, it has promised more or less than it \
              thinks.",
        bad: "## Sprint backlog (14 points)\n\n- OPS-1: Access review (5 points)\n- OPS-2: Backup drill (8 points)",
        good: "## Sprint backlog (13 points)\n\n- OPS-1: Access review (5 points)\n- OPS-2: Backup drill (8 points)",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    findings(handbook, RULE.code, &[Measure::Points], |sum, place| {
        format!("The total says {}, but its entries ({place}) add up to {}.", points(sum.stated), points(sum.found()))
    })
}
