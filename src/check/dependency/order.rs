//! `dependency/order`

use super::super::day::Day;
use super::super::{Check, Explanation, Rule};
use super::things::{At, Things, day};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::fact::Fact;
use crate::understand::phrase::date;

pub(in super::super) const RULE: Rule = Rule {
    code: "dependency/order",
    level: Level::Warning,
    explanation: Explanation {
        what: "Something is due before what it needs: two tasks or milestones of which one needs the other, or a dependency \
               whose day comes after that of the task or meeting that needs it, or after the end of the phase.",
        why: "Either of the two days cannot be kept.",
        bad: "| ID | Task | Depends on | Due |\n| --- | --- | --- | --- |\n| FAIR-1 | Stage | FAIR-2 | 2026-03-05 |\n\
              | FAIR-2 | Floor plan | - | 2026-03-09 |",
        good: "| ID | Task | Depends on | Due |\n| --- | --- | --- | --- |\n| FAIR-1 | Stage | FAIR-2 | 2026-03-09 |\n\
               | FAIR-2 | Floor plan | - | 2026-03-05 |",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let things = Things::of(handbook);
    let mut found = Vec::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts.iter().filter(|fact| fact.dependency().is_some()) {
            let at = (document, fact);
            let told = judge(handbook, &things, at).or_else(|| beside(handbook, at));
            found.extend(told.or_else(|| after(handbook, at)));
        }
    }
    found
}

/// Where the line itself tells both days: that of what it needs, and its own.
fn beside(handbook: &Handbook<'_>, (document, fact): At<'_>) -> Option<Diagnostic> {
    let own = fact.dependency()?;
    let needed = own.there.or(fact.due).or_else(|| fact.start())?;
    let begins = own.begins.filter(|begins| *begins < needed)?;
    let name = own.needed_by.first().map_or("What needs it", |name| name);
    let message = format!(
        "{name} comes on {}, before {}, which it needs and which comes on {}.",
        date::long(begins),
        fact.title,
        date::long(needed)
    );
    Some(finding(handbook, document, fact, message))
}

/// Where another row of its table of dependencies, which it comes after, has a later day.
fn after(handbook: &Handbook<'_>, (document, fact): At<'_>) -> Option<Diagnostic> {
    let own = fact.dependency()?;
    let due = fact.due?;
    let mut rows = handbook.facts[document].iter().filter(|other| {
        let id = other.dependency().and_then(|other| other.id.as_ref());
        id.is_some_and(|id| own.after.contains(id))
    });
    let later = rows.find(|other| other.due.is_some_and(|other| other > due))?;
    let message = format!(
        "{} is due on {}, before {}, which it comes after and which is due on {} (line {}).",
        fact.title,
        date::long(due),
        later.title,
        date::long(later.due?),
        handbook.source(document).line(later.place.span.start),
    );
    Some(finding(handbook, document, fact, message).related(later.place.source, later.place.span, "This comes later."))
}

fn finding(handbook: &Handbook<'_>, document: usize, fact: &Fact, message: String) -> Diagnostic {
    let source = handbook.documents[document].source;
    Diagnostic::new(RULE.code, RULE.level, source, fact.place.span, message)
        .help("Move one of the two days, or take the dependency out.")
}

fn judge(handbook: &Handbook<'_>, things: &Things<'_>, dependency: At<'_>) -> Option<Diagnostic> {
    let (document, fact) = dependency;
    let (needed, needed_day) = match (day(fact), fact.refs.as_slice()) {
        (Some(own), _) => (dependency, own),
        (None, [id]) => with_day(things.named(document, id)?)?,
        (None, []) => with_day(things.named(document, &fact.title)?)?,
        _ => return None,
    };
    let mut names = fact.dependency()?.needed_by.iter();
    let (needing, due) = names.find_map(|name| with_day(things.named(document, name)?))?;
    if !needed_day.is_after(due, needed.0 == needing.0) || std::ptr::eq(needed.1, needing.1) {
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
        "{} {} {due} ({}), before {}, which it needs and which {} {needed_day} ({}).",
        name(fact, needing.1),
        comes(needing.1),
        place(needing),
        fact.title,
        comes(needed.1),
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

fn with_day(at: At<'_>) -> Option<(At<'_>, Day)> {
    Some((at, day(at.1)?))
}

/// How the dependency calls what needs it, where that is an id, else its title.
fn name<'f>(dependency: &'f Fact, needing: &'f Fact) -> &'f str {
    let id = needing.refs.first().filter(|id| dependency.dependency().is_some_and(|own| own.needed_by.contains(id)));
    id.map_or(&*needing.title, |id| id)
}

fn comes(fact: &Fact) -> &'static str {
    if fact.as_timebox().is_some() { "ends on" } else { "is due on" }
}
