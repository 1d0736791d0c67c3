//! `dependency/cycle`

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::fact::Fact;

pub(in super::super) const RULE: Rule = Rule {
    code: "dependency/cycle",
    level: Level::Warning,
    explanation: Explanation {
        what: "Tasks that wait for each other in a circle: each needs the next, and the last needs the first. Ids are \
               followed through all documents, names within one.",
        why: "None of them can begin.",
        bad: "### FAIR-1: Floor plan\n- **Dependencies:** FAIR-2\n\n### FAIR-2: Stage\n- **Dependencies:** FAIR-1",
        good: "### FAIR-1: Floor plan\n- **Dependencies:** None\n\n### FAIR-2: Stage\n- **Dependencies:** FAIR-1",
        configure: "",
    },
    check: Check::Handbook(check),
};

/// Where it is told that one thing needs another.
#[derive(Clone, Copy)]
struct Told {
    source: SourceId,
    span: Span,
}

/// Names as they were first written.
type Shown = BTreeMap<String, String>;

/// By what needs something: what it needs, and where that is told.
type Needs = BTreeMap<String, BTreeMap<String, Told>>;

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut needs: Needs = BTreeMap::new();
    let mut shown: Shown = BTreeMap::new();
    for (document, facts) in handbook.facts.iter().enumerate() {
        for fact in facts {
            add(&mut needs, &mut shown, document, fact);
        }
    }
    // Only what needs something and is needed can be in a circle; as a rule nothing is left.
    let needs = peeled(turned(&peeled(needs)));
    let needs = turned(&needs);
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for start in needs.keys() {
        if done.contains(start) {
            continue;
        }
        let circle = circle(&needs, start);
        if !circle.is_empty() {
            done.extend(circle.iter().cloned());
            found.extend(tell(handbook, &needs, &shown, &circle));
        }
    }
    found
}

fn add(needs: &mut Needs, shown: &mut Shown, document: usize, fact: &Fact) {
    let Some(dependency) = fact.dependency() else { return };
    let told = Told { source: fact.place.source, span: fact.place.span };
    if let Some(id) = &dependency.id {
        let own = key(id, document);
        shown.entry(own.clone()).or_insert(id.to_string());
        for after in &dependency.after {
            let needed = key(after, document);
            shown.entry(needed.clone()).or_insert(after.to_string());
            needs.entry(own.clone()).or_default().entry(needed).or_insert(told);
        }
    }
    for own in &dependency.needed_by {
        let name = own.to_string();
        let own = key(own, document);
        shown.entry(own.clone()).or_insert(name);
        let needed: Vec<String> = match fact.refs.as_slice() {
            [] => vec![key(&fact.title, document)],
            ids => ids.iter().map(|id| id.to_string()).collect(),
        };
        // What needs itself is a slip of another sort: `DCMMS-140 started` in its own entry.
        for needed in needed.into_iter().filter(|needed| *needed != own) {
            needs.entry(own.clone()).or_default().entry(needed).or_insert(told);
        }
    }
}

/// Without things that need nothing of what is left, from the ends on.
fn peeled(mut needs: Needs) -> Needs {
    let mut needed_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ends: Vec<&str> = Vec::new();
    for (own, needed) in &needs {
        left.insert(own, needed.len());
        for needed in needed.keys() {
            needed_by.entry(needed).or_default().push(own);
            if !needs.contains_key(needed) {
                ends.push(needed);
            }
        }
    }
    ends.sort_unstable();
    ends.dedup();
    let mut gone: BTreeSet<String> = BTreeSet::new();
    while let Some(end) = ends.pop() {
        gone.insert(end.to_owned());
        for own in needed_by.get(end).into_iter().flatten() {
            let Some(count) = left.get_mut(own) else { continue };
            *count -= 1;
            if *count == 0 {
                ends.push(own);
            }
        }
    }
    needs.retain(|own, needed| {
        needed.retain(|needed, _| !gone.contains(needed));
        !gone.contains(own)
    });
    needs
}

/// The same the other way round: by what is needed, what needs it.
fn turned(needs: &Needs) -> Needs {
    let mut turned: Needs = BTreeMap::new();
    for (own, needed) in needs {
        for (needed, told) in needed {
            turned.entry(needed.clone()).or_default().insert(own.clone(), *told);
        }
    }
    turned
}

/// Ids are the same in all documents, names within one: the number of their document stands before them.
fn key(name: &str, document: usize) -> String {
    let id = name.split_once('-').is_some_and(|(series, number)| {
        series.len() > 1
            && series.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && number.starts_with(|digit: char| digit.is_ascii_digit())
    });
    if id { name.to_owned() } else { format!("{document}\u{1f}{}", name.to_lowercase()) }
}

/// The shortest circle through one thing, it first; nothing where there is none.
fn circle(needs: &Needs, start: &str) -> Vec<String> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for next in needs.get(at).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut circle: Vec<String> =
                    std::iter::successors(Some(at), |at| before.get(at).copied()).map(str::to_owned).collect();
                circle.reverse();
                return circle;
            }
            // A thing that nothing is known of ends the way.
            if needs.contains_key(next) && !before.contains_key(next.as_str()) {
                before.insert(next, at);
                open.push_back(next);
            }
        }
    }
    Vec::new()
}

fn tell(handbook: &Handbook<'_>, needs: &Needs, names: &Shown, circle: &[String]) -> Option<Diagnostic> {
    let shown = |key: &str| names.get(key).map_or(key, String::as_str).to_owned();
    let count = circle.len();
    let told: Vec<Told> = (0..count)
        .map(|at| needs.get(&circle[at]).and_then(|needs| needs.get(&circle[(at + 1) % count])).copied())
        .collect::<Option<_>>()?;
    let sources = &handbook.inputs.sources;
    let first = told[0];
    let at = |told: &Told| {
        let source = sources.get(told.source);
        let line = source.line(told.span.start);
        if told.source == first.source { format!("line {line}") } else { format!("{}, line {line}", source.path) }
    };
    let mut message = format!("{} needs {}", shown(&circle[0]), shown(&circle[1 % count]));
    for (step, told) in told.iter().enumerate().skip(1) {
        message += &format!(", which needs {} ({})", shown(&circle[(step + 1) % count]), at(told));
    }
    message += ": they wait for each other, and none can begin.";
    let mut diagnostic = Diagnostic::new(RULE.code, RULE.level, first.source, first.span, message)
        .help("Take one of these dependencies out, or cut one of the tasks in two.");
    for (step, told) in told.iter().enumerate().skip(1) {
        let needed = shown(&circle[(step + 1) % count]);
        diagnostic = diagnostic.related(told.source, told.span, format!("{} needs {needed}.", shown(&circle[step])));
    }
    Some(diagnostic)
}
