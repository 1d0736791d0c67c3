//! `event/unscheduled`

use rayon::prelude::*;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{Fact, Listed, Role};

pub(super) const RULE: Rule = Rule {
    code: "event/unscheduled",
    level: Level::Warning,
    explanation: Explanation {
        what: "A group's own list of meetings names one that the schedule of the document does not have: no meeting of \
               that day has a word of its name, and none of that name stands on another day. Only lists that agree with \
               the schedule on some other meeting are judged, and only documents that have a schedule.",
        why: "Nobody prepares or leads a meeting that stands in a list alone, and whoever reads the list waits for it.",
        bad: "### Builders\n**Who:** Tech Lead\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Guide Review (Day 9) - 2 hours\n\n### \
              Day 1: Kickoff\n**Attendees:** Builders\n\n### Day 5: Audit\n**Attendees:** Auditors",
        good: "### Builders\n**Who:** Tech Lead\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Guide Review (Day 9) - 2 hours\n\n### \
               Day 1: Kickoff\n**Attendees:** Builders\n\n### Day 9: Guide Review\n**Attendees:** Builders",
        configure: "Nothing.",
    },
    check: Check::Handbook(check),
};

/// Lines without a day that have to be scheduled before another one is missed.
const MANY: usize = 6;
/// Meetings from which on there is a schedule.
const FEW: usize = 2;

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).into_par_iter().flat_map_iter(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, document: usize) -> Vec<Diagnostic> {
    let facts = &handbook.facts[document];
    let lists: Vec<(&Fact, &Role)> = facts.iter().filter_map(|fact| Some((fact, fact.role()?))).collect();
    if lists.iter().all(|(_, role)| role.meetings.is_empty()) {
        return Vec::new();
    }
    let is_line = |fact: &Fact| {
        lists.iter().any(|(_, role)| role.meetings.iter().any(|line| line.span.contains(fact.place.span)))
    };
    let scheduled: Vec<&Fact> = facts.iter().filter(|fact| fact.event().is_some() && !is_line(fact)).collect();
    let dated = scheduled
        .iter()
        .filter(|fact| fact.when.as_ref().is_some_and(|when| when.day.is_some() || when.start.is_some()));
    if dated.count() < FEW {
        return Vec::new();
    }
    let mut found = undated(handbook, document, &lists, &scheduled);
    for (fact, role) in lists {
        let has = |line: &Listed| scheduled.iter().any(|event| is_it(line, event));
        if role.meetings.iter().any(has) {
            found.extend(
                role.meetings
                    .iter()
                    .filter(|line| is_dated(line) && !has(line))
                    .map(|line| finding(handbook, document, fact, line)),
            );
        }
    }
    found
}

/// Lines without a day of which one stands alone, while all others of the lists are scheduled.
fn undated(handbook: &Handbook<'_>, document: usize, lists: &[(&Fact, &Role)], scheduled: &[&Fact]) -> Vec<Diagnostic> {
    let lines = lists.iter().flat_map(|(fact, role)| role.meetings.iter().map(move |line| (*fact, line)));
    let shares = |line: &Listed| {
        let words = alike::words(&line.title);
        scheduled.iter().any(|event| alike::words(&event.title).iter().any(|word| words.contains(word)))
    };
    let (known, unknown): (Vec<_>, Vec<_>) =
        lines.filter(|(_, line)| !is_dated(line)).partition(|(_, line)| shares(line));
    match unknown[..] {
        [(fact, line)] if known.len() >= MANY => vec![finding(handbook, document, fact, line)],
        _ => Vec::new(),
    }
}

fn is_dated(line: &Listed) -> bool {
    line.when.day.is_some() || line.when.start.is_some()
}

/// Whether an event may be what a line names: the words of one title in the other's, or a word in common on that day.
fn is_it(line: &Listed, event: &Fact) -> bool {
    let Some(when) = event.when.as_deref() else { return false };
    let (one, other) = (alike::words(&line.title), alike::words(&event.title));
    let same_day = line.when.day.is_some() && line.when.day == when.day
        || line.when.start.is_some() && line.when.start == when.start;
    let contained = alike::contains(&one, &other) || alike::contains(&other, &one);
    contained && !(one.is_empty() || other.is_empty()) || same_day && one.iter().any(|word| other.contains(word))
}

fn finding(handbook: &Handbook<'_>, document: usize, role: &Fact, line: &Listed) -> Diagnostic {
    let source = handbook.documents[document].source;
    let day = if line.when.text.is_empty() { String::new() } else { format!(" ({})", line.when.text) };
    let message = format!(
        "“{}”{day} stands in the meetings of {}, and the schedule has no such meeting.",
        line.title, role.title
    );
    Diagnostic::new(RULE.code, RULE.level, source, line.span, message)
        .help("Add the meeting to the schedule with its day, length and attendees, or take it from this list.")
}
