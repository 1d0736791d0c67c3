//! Which document's roster holds for a document.

use crate::link::Handbook;
use crate::link::target::Target;
use crate::parse::document::Document;
use crate::understand::{staff, timebox};

/// Words in the titles and names of documents whose matter is who is who.
const ROSTERS: [&str; 14] = [
    "role",
    "roles",
    "team",
    "teams",
    "people",
    "staff",
    "staffing",
    "roster",
    "contacts",
    "organisation",
    "organization",
    "crew",
    "members",
    "responsibilities",
];

/// The document that keeps the roster of a document: itself, one that it links to or that links to it, one of the same
/// sprint, or one in its folder or above that is about nothing else. None where none of these keeps one.
pub(super) fn keeper(handbook: &Handbook<'_>, document: usize) -> Option<usize> {
    if handbook.roster.keeps(document) {
        return Some(document);
    }
    handbook.roster.keepers().find(|&keeper| is_bound(handbook, document, keeper))
}

fn is_bound(handbook: &Handbook<'_>, document: usize, keeper: usize) -> bool {
    let (own, other) = (&handbook.documents[document], &handbook.documents[keeper]);
    let links = |from: usize, to: usize| {
        handbook.targets[from].iter().filter_map(Target::document).any(|target| target as usize == to)
    };
    let sprint = timebox::named(own);
    is_roster(other) && own.path.starts_with(folder(&other.path))
        || sprint.is_some() && sprint == timebox::named(other)
        || links(document, keeper)
        || links(keeper, document)
}

fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

fn is_roster(document: &Document) -> bool {
    let name = document.stem().rsplit('/').next().unwrap_or_default();
    staff::has_word(document.title(), &ROSTERS) || staff::has_word(name, &ROSTERS)
}
