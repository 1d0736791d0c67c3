//! `date/disagrees`

mod events;
mod said;
mod sprints;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;

pub(super) const RULE: Rule = Rule {
    code: "date/disagrees",
    level: Level::Warning,
    explanation: Explanation {
        what: "Two documents tell one event or one sprint, and give it different days, dates, times or lengths. Two \
               events are one if they belong to the same sprint, on the same day, and one title has all words of the \
               other; or if they belong to the same sprint under the same title, and each document tells it once. \
               What recurs, and what two squads or teams each have for themselves, is left alone.",
        why: "Whoever reads only one of the two comes on the wrong day. The calendar shows one of them.",
        bad: "---\nsprint: Sprint 4\n---\n\n# Kickoff\n\n<!-- in plan.md, the same review is on Day 14 -->\n\n## Day 10: Sprint Review",
        good: "---\nsprint: Sprint 4\n---\n\n# Kickoff\n\n## Day 14: Sprint Review",
        configure: "A `squad` or `stream` in front matter says whose events a document tells.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let sprints = sprints::find(handbook);
    let mut found = events::find(handbook, &sprints.disagreeing);
    found.extend(sprints.found);
    found
}
