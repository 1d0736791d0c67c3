//! `decision/absent`

use super::super::who::{People, Whom};
use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{DecisionState, Fact, Held, Name};
use crate::understand::staff;

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/absent",
    level: Level::Warning,
    explanation: Explanation {
        what: "Somebody decides by a day, and is not among the attendees of the meeting of that day at which the \
               decision is made: the one that the decision names, else \
               one whose title shares a word with the decision's; or minutes say that somebody decided who sent \
               apologies. Groups are opened into their \
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
        found.extend(excused(handbook, document));
    }
    found
}

/// Decisions that minutes put down to somebody who did not come.
fn excused(handbook: &Handbook<'_>, document: usize) -> Vec<Diagnostic> {
    let away = &handbook.claims[document].away;
    if away.is_empty() {
        return Vec::new();
    }
    let source = handbook.documents[document].source;
    let mut found = Vec::new();
    for fact in &handbook.facts[document] {
        if fact.decision().is_none_or(|own| own.state != DecisionState::Decided) {
            continue;
        }
        let pairs = fact.people.iter().flat_map(|name: &Name| away.iter().map(move |away| (name, away)));
        let Some((decider, away)) = { pairs }.find(|(name, away)| is_same(away, name)) else { continue };
        let line = handbook.source(document).line(away.span.start);
        let message = format!("{decider} is said to have decided on “{}”, but did not come (line {line}).", fact.title);
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, decider.span, message)
            .help(format!("Say who decided, or take {decider} off the list of those who did not come."))
            .related(source, away.span, "This person did not come.");
        found.push(diagnostic);
    }
    found
}

/// Whether two names in one document mean one person: the words of one stand in the other.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (alike::words(staff::bare(one)), alike::words(staff::bare(other)));
    !one.is_empty() && !other.is_empty() && (alike::contains(&one, &other) || alike::contains(&other, &one))
}

/// The meeting at which something is decided, with its document.
fn meeting<'h>(handbook: &'h Handbook<'_>, document: usize, decision: &Fact) -> Option<(usize, &'h Fact)> {
    if let Some(held) = decision.decision().and_then(|own| own.meeting.as_ref()) {
        return named(handbook, document, held).map(|event| (document, event));
    }
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

/// The meeting that a decision names as the place where it is made: by its title, by its day, or both; none where
/// several may be meant.
fn named<'h>(handbook: &'h Handbook<'_>, document: usize, held: &Held) -> Option<&'h Fact> {
    let words = alike::words(&held.name);
    let mut best: Option<(usize, bool, &Fact)> = None;
    let mut several = false;
    for event in handbook.facts[document].iter().filter(|fact| fact.event().is_some() && !fact.people.is_empty()) {
        let when = event.when.as_deref();
        let day = match (held.start, held.day, when) {
            (Some(own), _, Some(when)) if when.start.is_some() => Some(when.start == Some(own)),
            (None, Some(own), Some(when)) if when.day.is_some() => Some(when.day == Some(own)),
            _ => None,
        };
        let own = alike::words(&event.title);
        let shared = words.iter().filter(|word| word.len() > 1 && !is_filler(word) && own.contains(word)).count();
        let same = day == Some(true);
        // A day alone is enough, where the meeting's name says no more than that it is one.
        let whole =
            shared > 0 && (same || alike::contains(&words, &own) || own.iter().all(|word| words.contains(word)));
        let partly = shared > 1 || shared == 1 && own.iter().filter(|word| !is_filler(word)).count() == 1;
        if day == Some(false) || !(same || whole || partly) {
            continue;
        }
        match best {
            Some((most, known, _)) if (most, known) > (shared, same) => {}
            Some((most, known, _)) if (most, known) == (shared, same) => several = true,
            _ => {
                several = false;
                best = Some((shared, same, event));
            }
        }
    }
    best.filter(|_| !several).map(|(.., event)| event)
}

/// Words of a name that say nothing of which meeting it is.
fn is_filler(word: &str) -> bool {
    ["the", "of", "a", "an", "on", "in", "at", "and", "for", "to", "day", "no"].contains(&word)
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
    // A line may be called by those who come.
    let titled = |name: &str| alike::contains(&alike::words(&event.title), &alike::words(name));
    let absent = deciders.names.iter().find(|(name, whom)| !invited.may_hold(handbook, whom) && !titled(name))?.0;
    let when = event.when.as_deref()?;
    let own = handbook.source(room);
    let place = if room == document {
        format!("line {}", own.line(event.people.first()?.span.start))
    } else {
        format!("{}, line {}", handbook.documents[room].path, own.line(event.people.first()?.span.start))
    };
    let message = match fact.decision().and_then(|own| own.meeting.as_ref()) {
        Some(_) => {
            format!("{absent} decides on “{}” in “{}”, and is not invited to it ({place}).", fact.title, event.title)
        }
        None => format!(
            "{absent} decides on “{}”, but is not invited to “{}” on the same day, {} ({place}).",
            fact.title, event.title, when.text
        ),
    };
    let held = fact.decision().and_then(|own| own.meeting.as_ref());
    let span = held.map_or(absent.span, |held| held.name.span);
    let source = handbook.documents[document].source;
    let mut diagnostic = Diagnostic::new(RULE.code, RULE.level, source, span, message)
        .help(format!("Invite {absent}, or let others decide."));
    if held.is_some() {
        diagnostic = diagnostic.related(source, absent.span, "Who decides stands here.");
    }
    let room = handbook.documents[room].source;
    let attendees = event.people.first()?.span;
    let diagnostic = diagnostic.related(room, attendees, "The attendees of the meeting are named here.");
    Some(diagnostic)
}
