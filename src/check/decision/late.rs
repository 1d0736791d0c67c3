//! `decision/late`

use chrono::NaiveDate;

use super::super::day::Day;
use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::span::Span;
use crate::link::{Handbook, alike};
use crate::understand::fact::{DecisionState, Fact, State};
use crate::understand::phrase::date;

pub(in super::super) const RULE: Rule = Rule {
    code: "decision/late",
    level: Level::Warning,
    explanation: Explanation {
        what: "A decision is due after something that waits for it: a task or meeting that its section says it blocks, \
               by an id, by its name, or by the day that it names for it.",
        why: "Whoever does the task on its day does it without knowing what was decided.",
        bad: "### Venue (Day 10)\n\n**Decision:** School vs Barn\n**Deciders:** Head Cook\n**Impact:** Blocks the floor \
              plan review\n\n### Day 5: Floor plan review\n\n**Attendees:** Head Cook",
        good: "### Venue (Day 3)\n\n**Decision:** School vs Barn\n**Deciders:** Head Cook\n**Impact:** Blocks the floor \
               plan review\n\n### Day 5: Floor plan review\n\n**Attendees:** Head Cook",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts.iter().filter(|fact| fact.decision().is_some_and(|own| own.state == DecisionState::Open)) {
            found.extend(judge(handbook, document, fact));
        }
    }
    found
}

fn judge(handbook: &Handbook<'_>, document: usize, decision: &Fact) -> Option<Diagnostic> {
    let own = decision.decision()?;
    let due = Day::of(decision)?;
    if own.blocks.is_empty() {
        return None;
    }
    if let (Some(waiting), Day::Date(by)) = (own.waiting, due)
        && let Some(from) = waiting.from
    {
        return (by > from).then(|| told(handbook, document, decision, (by, from), waiting.span));
    }
    let (other, waits, day) = waiting(handbook, document, decision, due)?;
    let place = if other == document { String::new() } else { format!("{}, ", handbook.documents[other].path) };
    let message = format!(
        "“{}” is decided by {due}, after {day}, the day of “{}”, which waits for it ({place}line {}).",
        decision.title,
        waits.title,
        handbook.source(other).line(waits.place.span.start)
    );
    let source = handbook.documents[document].source;
    let line = handbook.source(document).line(decision.place.span.start);
    let span = own.waiting.map_or_else(|| handbook.source(document).line_span(line), |waiting| waiting.span);
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, span, message)
        .help("Decide earlier, or move what waits for it.")
        .related(waits.place.source, waits.place.span, "This waits for the decision.");
    Some(diagnostic)
}

/// The finding where the decision itself names the day of what waits for it.
fn told(
    handbook: &Handbook<'_>,
    document: usize,
    decision: &Fact,
    (due, from): (NaiveDate, NaiveDate),
    span: Span,
) -> Diagnostic {
    let source = handbook.documents[document].source;
    let line = handbook.source(document).line(decision.place.span.start);
    let message = format!(
        "“{}” (line {line}) is decided by {}, after {}, the day that is told here of what waits for it.",
        decision.title,
        date::long(due),
        date::long(from),
    );
    Diagnostic::new(RULE.code, RULE.level, source, span, message)
        .help("Decide earlier, or move what waits for it.")
        .related(source, handbook.source(document).line_span(line), "The decision is told here.")
}

/// Something that waits for a decision and comes before it. Where an id stands in several places, all come before it.
fn waiting<'h>(
    handbook: &'h Handbook<'_>,
    document: usize,
    decision: &Fact,
    due: Day,
) -> Option<(usize, &'h Fact, Day)> {
    let own = decision.decision()?;
    let blocked: Vec<Vec<String>> = own.blocks.iter().map(|text| alike::words(text)).collect();
    let mut early: Option<(usize, &Fact, Day)> = None;
    for (at, facts) in handbook.facts.iter().enumerate() {
        for fact in facts.iter().filter(|fact| is_open(fact)) {
            let named = || {
                let words = alike::words(&fact.title);
                at == document && words.len() > 1 && blocked.iter().any(|blocked| alike::contains(blocked, &words))
            };
            let by_id = || fact.refs.first().is_some_and(|id| decision.refs.contains(id));
            if !by_id() && !named() {
                continue;
            }
            let Some(day) = Day::of(fact) else { continue };
            if !due.is_after(day, at == document) {
                return None;
            }
            early.get_or_insert((at, fact, day));
        }
    }
    early
}

/// Whether a fact is a task that is not over, or an event.
fn is_open(fact: &Fact) -> bool {
    let over = matches!(fact.state, Some(State::Done | State::Cancelled));
    fact.task().is_some() && !over || fact.event().is_some()
}
