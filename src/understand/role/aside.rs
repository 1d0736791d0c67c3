//! Lists in which names and roles stand side by side: `Imre Szabó (head), Joana Teles (architect)`,
//! `Release Coordinator (Mbali Zulu), Support Manager (Henrik Dahl)`.

use super::Roles;
use crate::understand::evidence::Evidence;
use crate::understand::fact::Role;
use crate::understand::phrase::names;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::Entry;
use crate::understand::staff;

/// Adds the roles of a line that is such a list; says whether it is one.
pub(super) fn read(entry: Entry<'_>, roles: &mut Roles<'_>) -> bool {
    let value = entry.value();
    if value.len() > 400 || memchr::memchr_iter(b'(', value.as_bytes()).nth(1).is_none() || staff::in_event(entry) {
        return false;
    }
    // `Invited, without a vote: Release Coordinator (Ada Byron), …`
    let open = value.find('(').unwrap_or(value.len());
    let value = value[..open].rfind(": ").map_or(value, |colon| &value[colon + 2..]);
    let pieces = names::split(value);
    let found: Vec<(&str, &str)> = pieces.iter().filter_map(|piece| filled(piece)).collect();
    if found.len() < 2 || found.len() * 3 < pieces.len() * 2 {
        return false;
    }
    for (title, person) in found {
        let mut evidence = Evidence::new(entry.reading);
        evidence.add(4, "in a list of names each has its role", entry.span_of(title));
        roles.add(entry, title, Role { members: vec![entry.name(person)], ..Role::default() }, evidence);
    }
    true
}

/// Title and person of `Ada Byron (architect)` or `Support Manager (Ada Byron)`.
fn filled(piece: &str) -> Option<(&str, &str)> {
    let parts = role::qualified(piece)?;
    let (name, inside) = (piece[parts.name].trim(), piece[parts.inside].trim());
    let is_title = |title: &str| staff::is_role_word(title) && title.split_whitespace().count() <= 5;
    if staff::is_full_name(name) && role::sort(name) == Some(Sort::Capitalised) && is_title(inside) {
        return Some((inside, name));
    }
    (is_title(name) && staff::is_full_name(inside)).then_some((name, inside))
}
