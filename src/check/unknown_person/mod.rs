//! `people/unknown`

mod bound;
mod used;

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::suggest;
use crate::link::Handbook;
use crate::link::roster::{EntryId, Meaning};
use crate::understand::phrase::role::{self, Sort};
use crate::understand::staff;

use used::{Use, Used};

pub(super) const RULE: Rule = Rule {
    code: "people/unknown",
    level: Level::Warning,
    explanation: Explanation {
        what: "A role, group or person that takes part, owns, decides, signs or is on call, and that no list of roles \
               has, in a handbook that keeps such lists: sections with `**Who:**`, tables of roles and teams, or \
               `roles` in handbook.yaml. It is an error for somebody who decides or signs. Each name is told once for \
               a document. Of a ladder of escalation, steps outside the house are left alone: suppliers, authorities, \
               offices above all that are listed. Words that mean nobody in particular, such as \"end users\", are left alone, and so is a \
               document most of whose names stand in no list.",
        why: "Nobody is invited, asked or called under a name that nobody has.",
        bad: "### Builders\n**Who:** Tech Lead, Site Engineer\n\n### Testers\n**Who:** Test Lead, Test Engineers\n\n\
              ### Sponsors\n**Who:** CEO, CTO\n\n### Day 5: Audit\n**Attendees:** Tech Lead, QA Lead",
        good: "### Builders\n**Who:** Tech Lead, Site Engineer\n\n### Testers\n**Who:** Test Lead, Test Engineers\n\n\
               ### Sponsors\n**Who:** CEO, CTO\n\n### Day 5: Audit\n**Attendees:** Tech Lead, Test Lead",
        configure: "`roles` and `aliases` in handbook.yaml say who else there is, for all documents.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    if !handbook.roster.is_kept() {
        return Vec::new();
    }
    (0..handbook.documents.len()).into_par_iter().flat_map_iter(|document| in_document(handbook, document)).collect()
}

/// A name that no roster has, with its places.
struct Unknown<'n> {
    name: &'n str,
    near: Option<EntryId>,
    /// The gravest first, then in the order of the text.
    used: Vec<Used<'n>>,
}

/// How many different names a document has.
#[derive(Default)]
struct Counts {
    known: usize,
    unknown: usize,
}

/// What is known of a name.
#[derive(Clone, Copy, Default)]
struct Judged {
    /// Which of the unknown it is.
    unknown: Option<usize>,
    is_known: bool,
    /// Whether it is a step of a ladder.
    is_step: bool,
}

fn in_document(handbook: &Handbook<'_>, document: usize) -> Vec<Diagnostic> {
    let roster = &handbook.roster;
    let keeper = bound::keeper(handbook, document);
    if keeper.is_none() && !roster.keeps_handbook() {
        return Vec::new();
    }
    let mut judged: HashMap<String, Judged> = HashMap::new();
    let mut unknown: Vec<Unknown<'_>> = Vec::new();
    let (mut roles, mut people, mut first_names) = (Counts::default(), Counts::default(), Counts::default());
    let mut steps = Counts::default();
    for used in used::all(&handbook.facts[document], &handbook.claims[document].duties) {
        for part in roster.parts(used.name, document) {
            let name = staff::bare(part);
            let at = judged.entry(name.to_lowercase()).or_insert_with(|| {
                let (one_word, mut judged) = (!name.contains(' '), Judged::default());
                match roster.resolve(part, document) {
                    Meaning::Known(ids) => {
                        judged.is_known = true;
                        if ids.iter().all(|id| roster.entry(*id).is_person) {
                            people.known += 1;
                            first_names.known += usize::from(one_word);
                        } else {
                            roles.known += 1;
                        }
                    }
                    Meaning::Unknown(near) => {
                        let counts = if staff::is_person(name) { &mut people } else { &mut roles };
                        counts.unknown += 1;
                        first_names.unknown += usize::from(one_word);
                        unknown.push(Unknown { name, near, used: Vec::new() });
                        judged.unknown = Some(unknown.len() - 1);
                    }
                    Meaning::Everyone | Meaning::NoName => {}
                }
                judged
            });
            if used.by == Use::IsTold && !std::mem::replace(&mut at.is_step, true) {
                steps.known += usize::from(at.is_known);
                steps.unknown += usize::from(at.unknown.is_some() && is_of_house(handbook, document, name));
            }
            if let Some(at) = at.unknown {
                unknown[at].used.push(Used { name: part, ..used });
            }
        }
    }
    let own = roster.keeps(document) || roster.keeps_handbook();
    let mut found = Vec::new();
    for mut unknown in unknown {
        let is_person = staff::is_person(unknown.name);
        // One word with a capital is a person only where people are called by one.
        let counts = match is_person {
            true if !unknown.name.contains(' ') => &first_names,
            true => &people,
            false => &roles,
        };
        if unknown.used.iter().all(|used| used.by == Use::IsTold)
            && !(own
                && steps.known >= steps.unknown
                && steps.known > 1
                && is_of_house(handbook, document, unknown.name))
            && !is_slip(handbook, &unknown)
        {
            continue;
        }
        // Who takes part again and again is no guest by mistake.
        let often = unknown.used.iter().filter(|used| used.by == Use::Attends).count() > 2;
        if is_person && unknown.name.contains(' ') && often && !is_slip(handbook, &unknown) {
            continue;
        }
        // Where the people of a document are known, a role that decides and that nobody has is a mistake as well.
        let grave = own && unknown.used.iter().any(|used| used.by.is_grave());
        let all_known =
            grave && roles.known + people.known >= 3 * roles.unknown.max(1) && people.unknown * 4 <= people.known;
        if is_trusted(counts, own && !is_person) || !is_person && all_known || is_slip(handbook, &unknown) {
            // An invitation in vain is less than a signature that nobody can give.
            unknown.used.sort_by_key(|used| (!used.by.is_grave(), used.span));
            found.extend(finding(handbook, document, keeper, &unknown));
        }
    }
    found
}

/// Whether so many of a document's names are known that one that is not is a mistake, and not a habit.
fn is_trusted(counts: &Counts, own: bool) -> bool {
    if own { counts.known >= counts.unknown && counts.known > 0 } else { counts.known >= 2 * counts.unknown.max(1) }
}

/// Whether a step of a ladder is a role of those whom a document's roster would have. A ladder may lead out of the
/// team, to a supplier or to an office above it: offices are missed where the roster has one.
fn is_of_house(handbook: &Handbook<'_>, document: usize, name: &str) -> bool {
    const OFFICES: [&str; 17] = [
        "chief",
        "head",
        "director",
        "vp",
        "president",
        "ceo",
        "cto",
        "cfo",
        "coo",
        "cio",
        "ciso",
        "cpo",
        "executive",
        "partner",
        "principal",
        "chair",
        "board",
    ];
    // Offices of a wider area, and of others.
    const OUTSIDE: [&str; 16] = [
        "regional",
        "national",
        "district",
        "county",
        "federal",
        "state",
        "government",
        "police",
        "fire",
        "ministry",
        "external",
        "vendor",
        "supplier",
        "customer",
        "client",
        "partner",
    ];
    let roster = &handbook.roster;
    // `Regional Returning Officer` stands above the `Returning Officer`.
    let above = name.split_once(' ').filter(|(_, rest)| rest.contains(' '));
    let above = above.is_some_and(|(_, rest)| matches!(roster.resolve(rest, document), Meaning::Known(_)));
    if above || staff::has_word(name, &OUTSIDE) {
        return false;
    }
    let is_office = |name: &str| staff::has_word(name, &OFFICES);
    let has_office =
        || roster.expand(roster.declared(document)).into_iter().any(|id| is_office(&roster.entry(id).name));
    role::sort(staff::bare(name)) == Some(Sort::Role) && (!is_office(name) || has_office())
}

/// Whether it is a known name with a slip of the pen.
fn is_slip(handbook: &Handbook<'_>, unknown: &Unknown<'_>) -> bool {
    unknown.near.is_some_and(|near| suggest::is_slip(unknown.name, &handbook.roster.entry(near).name))
}

fn finding(
    handbook: &Handbook<'_>,
    document: usize,
    keeper: Option<usize>,
    unknown: &Unknown<'_>,
) -> Option<Diagnostic> {
    let source = handbook.documents[document].source;
    let (Used { by, span, .. }, others) = unknown.used.split_first()?;
    let (by, span) = (*by, *span);
    let message = format!(
        "“{}” {}, and no list of roles has that name{}.",
        unknown.name,
        by.says(),
        kept(handbook, document, keeper)
    );
    let level = if by.is_grave() { Level::Error } else { RULE.level };
    let mut found = Diagnostic::new(RULE.code, level, source, span, message);
    for other in others.iter().filter(|other| other.span != span).take(8) {
        found = found.related(source, other.span, format!("Here “{}” {}.", unknown.name, other.by.says()));
    }
    let near = unknown.near.map(|near| handbook.roster.entry(near));
    if let Some(place) = near.and_then(|near| near.place) {
        found = found.related(place.source, place.span, "This is the nearest name.");
    }
    Some(match near {
        Some(near) => found.help(format!("Did you mean “{}”? Otherwise add it to the list of roles.", near.name)),
        None => found.help("Add it to the list of roles, or name somebody who stands there."),
    })
}

/// Where the roster is that does not have the name.
fn kept(handbook: &Handbook<'_>, document: usize, keeper: Option<usize>) -> String {
    let roster = &handbook.roster;
    let Some(keeper) = keeper else { return " (see `roles` in handbook.yaml)".to_owned() };
    let first = roster.declared(keeper).first().and_then(|id| roster.entry(*id).place);
    let line = first.map_or(1, |place| handbook.source(keeper).line(place.span.start));
    match keeper == document {
        true => format!(" (they begin in line {line})"),
        false => format!(" (they are in {}, from line {line})", handbook.documents[keeper].path),
    }
}
