//! `rota/unknown`

use std::collections::HashMap;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::suggest;
use crate::check::{Check, Explanation, Rule};
use crate::link::Handbook;
use crate::understand::fact::{Name, Rotation, Shift, Waiting};
use crate::understand::phrase::{date, names};
use crate::understand::staff;

pub(in crate::check) const RULE: Rule = Rule {
    code: "rota/unknown",
    level: Level::Warning,
    explanation: Explanation {
        what: "A shift of somebody who is not on the document's list of those who may be on duty (\"Eligible \
               engineers\", \"Rotation members\", \"only the people in section 3 may take a shift\"), or not yet, because the list says that they are in training. Each \
               name is told once for a rota.",
        why: "Whoever is called may not know that they are on duty, or not know what to do.",
        bad: "## On-call\n\n**Eligible:** Ada, Kai, Lin\n\n| Week of | On call |\n| --- | --- |\n\
              | 2026-01-05 | Ada |\n| 2026-01-12 | Mia |",
        good: "## On-call\n\n**Eligible:** Ada, Kai, Lin\n\n| Week of | On call |\n| --- | --- |\n\
               | 2026-01-05 | Ada |\n| 2026-01-12 | Lin |",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (source, rotation) in super::rotas(handbook).filter(|(_, rotation)| rotation.eligible.len() > 1) {
        in_rota(handbook, source, rotation, &mut found);
    }
    found
}

fn in_rota(handbook: &Handbook<'_>, source: SourceId, rotation: &Rotation, found: &mut Vec<Diagnostic>) {
    let mut told: HashMap<String, usize> = HashMap::new();
    let (mut on_duty, mut wrong) = (0_usize, 0_usize);
    let first = found.len();
    for shift in &rotation.shifts {
        for name in std::iter::once(&shift.who).chain(&shift.backup).flat_map(parts) {
            on_duty += 1;
            let Some(trouble) = trouble(rotation, shift, name) else { continue };
            wrong += 1;
            let key = staff::bare(name).to_lowercase();
            match told.get(&key) {
                Some(&at) if found[at].related.len() < 8 => {
                    let diagnostic = found[at].clone();
                    found[at] = diagnostic.related(source, shift.span, "Here again.");
                }
                Some(_) => {}
                None => {
                    told.insert(key, found.len());
                    found.push(finding(handbook, source, rotation, shift, name, trouble));
                }
            }
        }
    }
    // A list that has few of those who are on duty is the list of something else.
    if wrong * 2 > on_duty {
        found.truncate(first);
    }
}

/// The names of one who is on duty: `Ada and Kai`.
fn parts(name: &Name) -> Vec<&str> {
    names::split(&name.text)
}

/// Why somebody may not be on duty.
enum Trouble<'f> {
    Waits(&'f Waiting),
    Unlisted,
}

fn trouble<'f>(rotation: &'f Rotation, shift: &Shift, name: &str) -> Option<Trouble<'f>> {
    if let Some(waiting) = rotation.waiting.iter().find(|waiting| is_same(&waiting.who, name)) {
        let too_early = waiting.from.is_none_or(|from| shift.start.is_some_and(|start| start < from));
        return too_early.then_some(Trouble::Waits(waiting));
    }
    let listed = rotation.eligible.iter().any(|known| is_same(known, name));
    (!listed && staff::sort(name).is_some()).then_some(Trouble::Unlisted)
}

/// Whether two names can be one person's: `Ada` and `Ada Lovelace`.
fn is_same(known: &str, name: &str) -> bool {
    let (known, name) = (staff::bare(known), staff::bare(name));
    if known.eq_ignore_ascii_case(name) {
        return true;
    }
    let words = |text: &str| -> Vec<String> { staff::words(text).map(str::to_lowercase).collect() };
    let (known, name) = (words(known), words(name));
    let (short, long) = if known.len() < name.len() { (&known, &name) } else { (&name, &known) };
    short.len() == 1 && long.len() > 1 && long.contains(&short[0]) || known == name
}

fn finding(
    handbook: &Handbook<'_>,
    source: SourceId,
    rotation: &Rotation,
    shift: &Shift,
    name: &str,
    trouble: Trouble<'_>,
) -> Diagnostic {
    let span = std::iter::once(&shift.who).chain(&shift.backup).find(|known| known.text.contains(name));
    let span = span.map_or(shift.span, |known| known.span);
    let line = |at: u32| handbook.inputs.sources.get(source).line(at);
    match trouble {
        Trouble::Waits(waiting) => {
            let until = waiting.from.map_or(String::new(), |from| format!(" before {}", date::long(from)));
            let begins = shift.start.map_or(String::new(), |start| format!(" that begins on {}", date::long(start)));
            let at = line(waiting.who.span.start);
            let message = format!("{name} has a shift{begins}, but may not be on duty{until} (line {at}).");
            Diagnostic::new(RULE.code, RULE.level, source, span, message)
                .related(source, waiting.who.span, "It is said here.")
                .help("Give the shift to somebody else, or change the list.")
        }
        Trouble::Unlisted => {
            let first = &rotation.eligible[0];
            let at = line(first.span.start);
            let message =
                format!("{name} has a shift, but is not on the list of those who may be on duty (line {at}).");
            let found = Diagnostic::new(RULE.code, RULE.level, source, span, message).related(
                source,
                first.span,
                "The list begins here.",
            );
            match suggest::nearest(name, rotation.eligible.iter().map(|known| &*known.text)) {
                Some(near) => found.help(format!("Did you mean {near}?")),
                None => found.help("Add the name to the list, or give the shift to somebody who is on it."),
            }
        }
    }
}
