//! `decision/absent`

use super::super::who::{People, Whom};
use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{DecisionState, Fact};

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/absent",
    level: Level::Warning,
    explanation: Explanation {
        what: "Somebody decides by a day, and is not among the attendees of the meeting of that day at which the \
               decision is made: one whose title shares a word with the decision's. Groups are opened into their \
               members; meetings to which everyone is invited, and groups that nobody lists, are left alone.",
        why: "The meeting ends without a decision, because one of those who decide is not in the room.",
        bad: "### Day 5: Menu review\n\n**Attendees:** Head Cook, Caretaker\n\n### Menu choice (Day 5)\n\n\
              **Decision:** Soup vs salad\n**Decision Makers:** Head Cook, Treasurer\n**Timeline:** Day 5",
        good: "### Day 5: Menu review\n\n**Attendees:** Head Cook, Caretaker, Treasurer\n\n### Menu choice (Day 5)\n\n\
               **Decision:** Soup vs salad\n**Decision Makers:** Head Cook, Treasurer\n**Timeline:** Day 5",
        configure: "`roles` and `aliases` in handbook.yaml say who belongs to a group.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts.iter().filter(|fact| fact.decision().is_some_and(|own| own.state == DecisionState::Open)) {
            if let Some((room, event)) = meeting(handbook, document, fact) {
                found.extend(judge(handbook, (document, fact), (room, event)));
            }
        }
    }
    found
}

/// The meeting at which something is decided, with its document.
fn meeting<'h>(handbook: &'h Handbook<'_>, document: usize, decision: &Fact) -> Option<(usize, &'h Fact)> {
    let words = alike::words(&decision.title);
    let mut best: Option<(usize, usize, &Fact)> = None;
    for (room, facts) in handbook.facts.iter().enumerate() {
        for event in facts.iter().filter(|fact| fact.event().is_some() && !fact.people.is_empty()) {
            if !is_same_day(decision, event, room == document) {
                continue;
            }
            let own = alike::words(&event.title);
            let shared = words.iter().filter(|word| word.len() > 2 && !is_common(word) && own.contains(word)).count();
            // In another document the whole title has to speak of it.
            let enough = if room == document {
                shared > 0
            } else {
                alike::contains(&own, &words) || alike::contains(&words, &own)
            };
            if enough && best.is_none_or(|(most, ..)| shared > most) {
                best = Some((shared, room, event));
            }
        }
    }
    best.map(|(_, room, event)| (room, event))
}

/// Words that many titles share.
fn is_common(word: &str) -> bool {
    [
        "review",
        "decision",
        "approval",
        "sprint",
        "production",
        "the",
        "and",
        "for",
        "day",
        "final",
        "team",
        "project",
        "plan",
    ]
    .contains(&word)
}

fn is_same_day(decision: &Fact, event: &Fact, same_document: bool) -> bool {
    let Some(when) = &event.when else { return false };
    match (decision.due, when.start) {
        (Some(due), Some(start)) => due == start,
        // Days of a sprint without a start are those of one document alone.
        _ => same_document && when.day.is_some() && decision.when.as_ref().is_some_and(|own| own.day == when.day),
    }
}

fn judge(handbook: &Handbook<'_>, decision: (usize, &Fact), meeting: (usize, &Fact)) -> Option<Diagnostic> {
    let ((document, fact), (room, event)) = (decision, meeting);
    let invited = People::new(handbook, room, &event.people);
    if invited.names.iter().any(|(_, whom)| matches!(whom, Whom::Everyone | Whom::Unclear)) {
        return None;
    }
    let deciders = People::new(handbook, document, &fact.people);
    let absent = deciders.names.iter().find(|(_, whom)| !invited.may_hold(handbook, whom))?.0;
    let when = event.when.as_deref()?;
    let own = handbook.source(room);
    let place = if room == document {
        format!("line {}", own.line(event.people.first()?.span.start))
    } else {
        format!("{}, line {}", handbook.documents[room].path, own.line(event.people.first()?.span.start))
    };
    let message = format!(
        "{absent} decides on “{}”, but is not invited to “{}” on the same day, {} ({place}).",
        fact.title, event.title, when.text
    );
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, handbook.documents[document].source, absent.span, message)
        .help(format!("Invite {absent}, or let others decide."))
        .related(
            handbook.documents[room].source,
            event.people.first()?.span,
            "The attendees of the meeting are named here.",
        );
    Some(diagnostic)
}
