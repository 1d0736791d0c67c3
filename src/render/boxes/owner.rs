//! Boxes by who owns them.

use std::collections::{HashMap, HashSet};

use crate::link::timeboxes::free;
use crate::link::{Handbook, alike, order};
use crate::parse::slug;
use crate::render::index::Entry;
use crate::understand::phrase::names;

use super::Group;

/// Whom a name means: a subject of the handbook, or whoever else has that name.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Owner {
    Known(u32),
    Other(String),
}

/// A group for each owner, in the order of the names; those without one last. A box of two stands in both groups.
pub(super) fn groups(handbook: &Handbook<'_>, all: &[(u32, Entry<'_>)], is_long: bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut rest = Group { is_rest: true, ..Group::named("Without an owner".to_owned()) };
    let mut by_owner: HashMap<Owner, usize> = HashMap::new();
    // Nearly all boxes of a list have the same owners.
    let mut last: Option<(u32, &str, Vec<usize>)> = None;
    for (at, entry) in all {
        let written = entry.fact.owner.as_deref().unwrap_or_default();
        if written.is_empty() {
            rest.add(*at, entry, is_long);
            continue;
        }
        let known = last.as_ref().is_some_and(|(document, text, _)| *document == entry.document && *text == written);
        if !known {
            let mut owners: Vec<usize> = Vec::new();
            for (owner, name) in owners_of(handbook, written, entry.document) {
                let group = *by_owner.entry(owner.clone()).or_insert_with(|| {
                    let subject = if let Owner::Known(subject) = owner { Some(subject) } else { None };
                    groups.push(Group { subject, ..Group::named(name) });
                    groups.len() - 1
                });
                if !owners.contains(&group) {
                    owners.push(group);
                }
            }
            last = Some((entry.document, written, owners));
        }
        let owners = last.as_ref().map_or(&[][..], |(.., owners)| owners);
        for &owner in owners {
            groups[owner].add(*at, entry, is_long);
        }
        if owners.is_empty() {
            rest.add(*at, entry, is_long);
        }
    }
    if groups.is_empty() {
        return groups;
    }
    groups.sort_by(|one, other| order::natural(&one.title, &other.title));
    let mut taken = HashSet::new();
    for group in &mut groups {
        group.slug = free(&slug::github(&group.title), "somebody", &mut taken);
    }
    groups.extend(Some(rest).filter(|rest| rest.total > 0));
    groups
}

/// Whom the names of an owner's field mean, and what each is called.
fn owners_of(handbook: &Handbook<'_>, written: &str, document: u32) -> Vec<(Owner, String)> {
    let mut owners = Vec::new();
    for name in names::split(written) {
        let known = handbook.subjects.named(&handbook.roster, name, document as usize);
        let subject = |at: u32| (Owner::Known(at), handbook.subjects.list[at as usize].name.to_string());
        if known.is_empty() {
            owners.push((Owner::Other(alike::name(name)), name.to_owned()));
        }
        owners.extend(known.into_iter().map(subject));
    }
    owners
}
