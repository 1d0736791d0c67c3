//! `sum/count`

use super::sums::{findings, lines};
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::{Boxes, Measure};

pub(super) const RULE: Rule = Rule {
    code: "sum/count",
    level: Level::Warning,
    explanation: Explanation {
        what: "A number of things that the list of these things contradicts: `Three squads:`, `(4 meetings)`, \
               `Sprint backlog (12 tasks)`, `9/9 tasks` and `100%` over boxes, `19 people` over a table with a column of that name, \
               `23 tickets (12 bugs, 8 stories, 4 chores)`. A list of examples (`such as`, `etc.`) \
               and a number that is about so many are not held against each other; a range of ids in one entry may count as one or as many.",
        why: "One of the two was changed and the other forgotten, and readers do not know which: is an entry \
              missing, or is there one too many?",
        bad: "The release has three stages:\n\n- Pilot\n- Roll-out\n- Hand-over\n- Review",
        good: "The release has four stages:\n\n- Pilot\n- Roll-out\n- Hand-over\n- Review",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = findings(handbook, RULE.code, &[Measure::Count], |sum, place| {
        format!("This says {} {}, but the list ({place}) has {}.", sum.stated, sum.what, sum.found())
    });
    for (document, claims) in handbook.claims.iter().enumerate() {
        for boxes in claims.boxes.iter().filter(|boxes| !boxes.agrees()) {
            found.push(told(handbook, document, boxes));
        }
    }
    found
}

fn told(handbook: &Handbook<'_>, document: usize, boxes: &Boxes) -> Diagnostic {
    let place = |spans: &[_]| lines(handbook, document, spans);
    let many = |count: i64| if count == 1 { "1 box".to_owned() } else { format!("{count} boxes") };
    let open = boxes.open.len() as i64;
    let is = if open == 1 { "is" } else { "are" };
    let source = handbook.documents[document].source;
    let (message, at) = match (boxes.done, boxes.total) {
        (Some(_), Some(total)) if !(boxes.all.0..=boxes.all.1).contains(&total) => (
            format!(
                "This says {total} in all, but the list (from {}) has {}.",
                place(&[boxes.first]),
                many(boxes.all.0)
            ),
            boxes.first,
        ),
        (Some(done), _) => {
            let at = boxes.open.first().copied().filter(|_| done > boxes.ticked.1).unwrap_or(boxes.first);
            let ticked = if boxes.ticked.0 == 1 { "is" } else { "are" };
            (
                format!(
                    "This says {done} done, but {} of {} {ticked} ticked ({}).",
                    boxes.ticked.0,
                    many(boxes.all.0),
                    place(&[at])
                ),
                at,
            )
        }
        (None, _) => {
            let at = boxes.open.first().copied().unwrap_or(boxes.first);
            (format!("This says 100%, but {open} of {} {is} open ({}).", many(boxes.all.0), place(&boxes.open)), at)
        }
    };
    Diagnostic::new(RULE.code, RULE.level, source, boxes.span, message).related(
        source,
        at,
        "What it is held against begins here.",
    )
}
