//! `dependency/order`

use std::collections::HashMap;

use super::super::decision::Day;
use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{Fact, State};

pub(in super::super) const RULE: Rule = Rule {
    code: "dependency/order",
    level: Level::Warning,
    explanation: Explanation {
        what: "Something is due before what it needs: two tasks of which one needs the other, or a dependency whose day \
               comes after that of the task, meeting or sprint that needs it.",
        why: "Either of the two days cannot be kept.",
        bad: "| ID | Task | Depends on | Due |\n| --- | --- | --- | --- |\n| FAIR-1 | Stage | FAIR-2 | 2026-03-05 |\n\
              | FAIR-2 | Floor plan | - | 2026-03-09 |",
        good: "| ID | Task | Depends on | Due |\n| --- | --- | --- | --- |\n| FAIR-1 | Stage | FAIR-2 | 2026-03-09 |\n\
               | FAIR-2 | Floor plan | - | 2026-03-05 |",
        configure: "",
    },
    check: Check::Handbook(check),
};

/// A fact and its document.
type At<'h> = (usize, &'h Fact);

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let tasks = tasks(handbook);
    let mut found = Vec::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts.iter().filter(|fact| fact.dependency().is_some()) {
            found.extend(judge(handbook, &tasks, (document, fact)));
        }
    }
    found
}

/// Tasks by the id at their head; none for an id that several tasks with different days have.
fn tasks<'h>(handbook: &'h Handbook<'_>) -> HashMap<&'h str, Option<At<'h>>> {
    let mut tasks: HashMap<&str, Option<At<'_>>> = HashMap::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts {
            let (Some(task), Some(id)) = (fact.task(), fact.refs.first()) else { continue };
            // A box may only name the task that it belongs to.
            let own = fact.title.trim_start_matches('[').starts_with(&**id) || task.item.is_none();
            if !own || Day::of(fact).is_none() || matches!(fact.state, Some(State::Done | State::Cancelled)) {
                continue;
            }
            let known = tasks.entry(id).or_insert(Some((document, fact)));
            if known.is_some_and(|(other, known)| (other, Day::of(known)) != (document, Day::of(fact))) {
                *known = None;
            }
        }
    }
    tasks
}

fn judge(handbook: &Handbook<'_>, tasks: &HashMap<&str, Option<At<'_>>>, dependency: At<'_>) -> Option<Diagnostic> {
    let (document, fact) = dependency;
    let (needed, needed_day) = match Day::of(fact) {
        Some(day) => (dependency, day),
        None => {
            let [id] = fact.refs.as_slice() else { return None };
            let task = (*tasks.get(&**id)?)?;
            (task, Day::of(task.1)?)
        }
    };
    let (needing, name, day) =
        fact.dependency()?.needed_by.iter().find_map(|name| needing(handbook, tasks, document, name))?;
    if !needed_day.is_after(day, needed.0 == needing.0) || std::ptr::eq(needed.1, needing.1) {
        return None;
    }
    let place = |at: At<'_>| {
        let line = handbook.source(at.0).line(at.1.place.span.start);
        if at.0 == document {
            format!("line {line}")
        } else {
            format!("{}, line {line}", handbook.documents[at.0].path)
        }
    };
    let message = format!(
        "{name} is due on {day} ({}), before {}, which it needs and which is due on {needed_day} ({}).",
        place(needing),
        fact.title,
        place(needed),
    );
    let source = handbook.documents[document].source;
    let mut diagnostic = Diagnostic::new(RULE.code, RULE.level, source, fact.place.span, message)
        .help("Move one of the two days, or take the dependency out.");
    for (at, told) in [(needing, "This needs it, and comes first."), (needed, "This is needed, and comes later.")] {
        if at.1.place != fact.place {
            diagnostic = diagnostic.related(at.1.place.source, at.1.place.span, told);
        }
    }
    Some(diagnostic)
}

/// The task, meeting or sprint of a name, and its day: the last of a sprint that only has to be over is no day, so its
/// first is taken.
fn needing<'h>(
    handbook: &'h Handbook<'_>,
    tasks: &HashMap<&str, Option<At<'h>>>,
    document: usize,
    name: &'h str,
) -> Option<(At<'h>, &'h str, Day)> {
    if let Some(Some(task)) = tasks.get(name) {
        return Some((*task, name, Day::of(task.1)?));
    }
    let mut words = alike::words(name);
    words.retain(|word| !["the", "a", "an", "our"].contains(&word.as_str()));
    if words.is_empty() {
        return None;
    }
    let fits = |fact: &&Fact| fact.event().is_some() && alike::words(&fact.title) == words;
    let mut named = handbook.facts[document].iter().filter(fits);
    let event = named.next().filter(|_| named.next().is_none())?;
    // Something that goes on every day has no day before which it is needed.
    let once = event.when.as_ref().is_some_and(|when| when.rrule.is_none());
    Some(((document, event), &event.title, Day::of(event).filter(|_| once)?))
}
