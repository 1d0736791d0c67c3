//! `status/contradicts`

use super::sums::{decimal, findings, lines};
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::{Claims, Measure};

pub(super) const RULE: Rule = Rule {
    code: "status/contradicts",
    level: Level::Warning,
    explanation: Explanation {
        what: "Something is called done while boxes of the same section are open, or rows of its table; a heading and its status line name two states; \
               a row for the total differs from the rows above it, or from its own columns; a percentage is not that of its fraction. \
               A document that ticks no box at all uses boxes as bullets, and its open boxes are not reported. Boxes under headings such as “Next steps” come later and are not reported either.",
        why: "A status report is read to learn how far the work is. Where it says two things, readers believe the \
              one that they see first.",
        bad: "## Sprint 4 – COMPLETE\n\n- [x] Rooms booked\n- [ ] Badges printed",
        good: "## Sprint 4 – IN PROGRESS\n\n- [x] Rooms booked\n- [ ] Badges printed",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = findings(handbook, RULE.code, &[Measure::Column], |sum, place| {
        let (found, stated) = (decimal(sum.found()), decimal(sum.stated));
        match &*sum.what {
            "" => format!("The numbers beside this ({place}) add up to {found}, but the total says {stated}."),
            column => format!("The rows of “{column}” ({place}) add up to {found}, but the total says {stated}."),
        }
    });
    found.extend(findings(handbook, RULE.code, &[Measure::States], |sum, place| {
        format!(
            "The total says {}, but the numbers by state ({place}) add up to {}.",
            decimal(sum.stated),
            decimal(sum.found())
        )
    }));
    for (document, claims) in handbook.claims.iter().enumerate() {
        found.extend(by_words(handbook, document, claims));
    }
    found
}

/// What contradicts itself in words, boxes and percentages.
fn by_words(handbook: &Handbook<'_>, document: usize, claims: &Claims) -> Vec<Diagnostic> {
    let source = handbook.documents[document].source;
    let place = |spans: &[_]| lines(handbook, document, spans);
    let told = |span, message: String, at, word: &str| {
        Diagnostic::new(RULE.code, RULE.level, source, span, message).related(source, at, word)
    };
    let mut found = Vec::new();
    for finished in &claims.finished {
        let Some(first) = finished.open.first() else { continue };
        let count = finished.open.len();
        let (one, many) = if finished.rows { ("row", "rows") } else { ("box", "boxes") };
        let boxes = if count == 1 { format!("1 {one} is") } else { format!("{count} {many} are") };
        found.push(told(
            finished.span,
            format!("This is called done, but {boxes} open ({}).", place(&finished.open)),
            *first,
            if finished.rows { "This row is not done." } else { "This box is open." },
        ));
    }
    for two in &claims.two_states {
        let (own, other) = (two.state.word().replace('-', " "), two.other.word().replace('-', " "));
        found.push(told(
            two.heading,
            format!("The heading says {own}, but its status ({}) says {other}.", place(&[two.line])),
            two.line,
            "The other state stands here.",
        ));
    }
    for share in claims.shares.iter().filter(|share| !share.agrees()) {
        let exact = (share.part * 1000 / share.whole.max(1) + 5) / 10;
        let message = format!(
            "{} of {} ({}) is {exact}%, but this says {}%.",
            share.part,
            share.whole,
            place(&[share.fraction]),
            share.percent / 100
        );
        found.push(told(share.span, message, share.fraction, "The fraction stands here."));
    }
    found
}
