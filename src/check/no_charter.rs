//! `squad/no-charter`

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{Fact, Squad};

pub(super) const RULE: Rule = Rule {
    code: "squad/no-charter",
    level: Level::Warning,
    explanation: Explanation {
        what: "A squad of a table of squads has no charter, where most others of the table have one. A row that says why \
               (\"New\", \"N/A\", \"Cross-squad\") is left alone, and so is a squad that has a page of its own.",
        why: "Nobody can look up what the squad is for, and what it is not.",
        bad: "| Squad | Lead | Charter |\n| --- | --- | --- |\n| Kitchen | Ada | [Charter](kitchen.md) |\n\
              | Stage | Kai | [Charter](stage.md) |\n| Doors | Mira | |",
        good: "| Squad | Lead | Charter |\n| --- | --- | --- |\n| Kitchen | Ada | [Charter](kitchen.md) |\n\
               | Stage | Kai | [Charter](stage.md) |\n| Doors | Mira | [Charter](doors.md) |",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).flat_map(|document| in_document(handbook, document)).collect()
}

fn in_document(handbook: &Handbook<'_>, document: usize) -> Vec<Diagnostic> {
    let facts = &handbook.facts[document];
    let rows = || facts.iter().filter_map(|fact| Some((fact, fact.squad().filter(|squad| squad.charter_expected)?)));
    let has = |squad: &Squad| squad.charter.is_some();
    let mut found = Vec::new();
    for (fact, _) in rows().filter(|(_, squad)| !has(squad)) {
        // The squads of one table stand below one heading.
        let table = || rows().filter(|(other, _)| other.heading == fact.heading);
        let with: Vec<&Fact> = table().filter(|(_, squad)| has(squad)).map(|(other, _)| other).collect();
        let without = table().count() - with.len();
        if with.len() < 2 || with.len() <= without || has_page(handbook, document, fact) {
            continue;
        }
        let source = handbook.documents[document].source;
        let line = handbook.source(document).line(with[0].place.span.start);
        let message = format!(
            "The squad {} has no charter, while {} of this table have one, such as {} (line {line}).",
            fact.title,
            with.len(),
            with[0].title
        );
        found.push(
            Diagnostic::new(RULE.code, RULE.level, source, fact.place.span, message)
                .help("Link its charter, or say in its place why it has none.")
                .related(source, with[0].place.span, "This squad has a charter."),
        );
    }
    found
}

/// Whether another document is about the squad.
fn has_page(handbook: &Handbook<'_>, document: usize, squad: &Fact) -> bool {
    let name = alike::name(&squad.title);
    let words = alike::words(&squad.title);
    handbook.documents.iter().enumerate().filter(|(at, _)| *at != document).any(|(_, other)| {
        let named = other.front_matter.squad.as_ref().is_some_and(|squad| alike::name(&squad.value) == name);
        named || !words.is_empty() && alike::contains(&alike::words(other.title()), &words)
    })
}
