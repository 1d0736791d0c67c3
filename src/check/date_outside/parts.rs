//! Meetings and milestones outside the phase that their section or row names.

use std::collections::HashMap;

use super::{OUTSIDE, RULE, head, own_day};
use crate::base::diagnostic::Diagnostic;
use crate::check::date_words::has_word;
use crate::link::Handbook;
use crate::understand::fact::{Detail, Fact, Timebox};
use crate::understand::phrase::date;

/// Fewest phases of a document that has some.
const FEWEST: usize = 2;

/// What stands in a section or row of one of several phases, and lies outside that phase.
pub(super) fn of_document(handbook: &Handbook<'_>, at: usize) -> Vec<Diagnostic> {
    let facts = &handbook.facts[at];
    let mut phases: HashMap<String, Option<(&Fact, &Timebox)>> = HashMap::new();
    for fact in facts {
        let Some(timebox) = fact.as_timebox().filter(|timebox| timebox.start <= timebox.end) else { continue };
        // Of two by one name nobody knows which is meant.
        let known = phases.entry(timebox.name.to_lowercase());
        known.and_modify(|known| *known = None).or_insert(Some((fact, timebox)));
    }
    if phases.len() < FEWEST {
        return Vec::new();
    }
    let own = handbook.claims[at].dates.timebox.as_deref().map(str::to_lowercase);
    let (mut inside, mut found) = (0, Vec::new());
    for fact in facts.iter().filter(|fact| matches!(fact.detail, Detail::Event(_))) {
        let Some(day) = own_day(fact) else { continue };
        let heading = fact.heading.and_then(|heading| handbook.documents[at].outline.get(heading as usize));
        let named =
            [fact.timebox.as_deref().map(str::to_lowercase), heading.map(|heading| heading.text.to_lowercase())];
        let mut named = named.into_iter().flatten().filter(|name| own.as_ref() != Some(name));
        let Some((phase, timebox)) = named.find_map(|name| phases.get(name.trim()).copied().flatten()) else {
            continue;
        };
        if (timebox.start..=timebox.end).contains(&day) {
            inside += 1;
        } else if !has_word(&fact.title, &OUTSIDE) {
            let side = if day < timebox.start { "before it starts" } else { "after it ends" };
            let end = if day < timebox.start { timebox.start } else { timebox.end };
            let message = format!(
                "“{}” belongs to {} and is on {}, {side} on {}.",
                fact.title,
                timebox.name,
                date::long(day),
                date::long(end)
            );
            let source = handbook.documents[at].source;
            let told = Diagnostic::new(RULE.code, RULE.level, source, head(handbook, at, fact), message)
                .help("Mend the day, or the phase, or name the phase to which it belongs.")
                .related(phase.place.source, head(handbook, at, phase), "The phase stands here.");
            found.push(told);
        }
    }
    // Where as many lie outside as inside, the sections mean something else.
    if found.len() > inside { Vec::new() } else { found }
}
