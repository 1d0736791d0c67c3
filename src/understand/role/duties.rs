//! Sections that tell what a role does and not who fills it: `## Support lead role and responsibility`.

use super::Roles;
use crate::understand::evidence::Evidence;
use crate::understand::fact::Role;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::reading::Entry;
use crate::understand::staff::{self, Words};

/// What stands behind or before a role's name in such a heading, the longest first.
const BEHIND: [&str; 8] = [
    " role and responsibilities",
    " role and responsibility",
    " roles and responsibilities",
    " duties and responsibilities",
    " responsibilities",
    " job description",
    " duties",
    " role",
];
const BEFORE: [&str; 6] =
    ["responsibilities of the ", "responsibilities of a ", "role of the ", "duties of the ", "the role of ", "role: "];

/// Whether a heading has a word without which it says nothing of the kind.
pub(super) fn may_tell(heading: Entry<'_>) -> bool {
    const WORDS: Words = Words::of(&["responsibilities", "responsibility", "description", "duties", "role"]);
    staff::has_word(heading.text(), &WORDS)
}

/// Reads a heading under which duties are listed.
pub(super) fn read(heading: Entry<'_>, title: &str, roles: &mut Roles<'_>) {
    let Some(title) = named(title) else { return };
    let duties: Vec<Entry<'_>> = heading
        .children()
        .take_while(|child| !child.is_heading())
        .flat_map(|child| std::iter::once(child).chain(child.children()))
        .filter(|child| child.is_item() && child.task().is_none())
        .collect();
    if duties.len() < 2 {
        return;
    }
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(2, "its heading is the name of a role", heading.span());
    evidence.add(2, "its duties are listed under it", duties[0].span());
    let responsibilities = duties.iter().map(|duty| duty.text().into()).collect();
    roles.add(heading, title, Role { responsibilities, ..Role::default() }, evidence);
}

/// The role of which a heading says that it tells its duties.
fn named(title: &str) -> Option<&str> {
    let lower = title.to_ascii_lowercase();
    let behind = BEHIND.iter().find(|end| lower.ends_with(**end)).map(|end| &title[..title.len() - end.len()]);
    let before = || BEFORE.iter().find(|head| lower.starts_with(**head)).map(|head| &title[head.len()..]);
    let name = behind.or_else(before)?.trim();
    // `Roles and responsibilities` and `Team responsibilities` name no role.
    const PARTS: [&str; 10] = ["and", "&", "team", "key", "our", "core", "main", "general", "project", "shared"];
    let own = staff::words(name).any(|word| !PARTS.iter().any(|part| word.eq_ignore_ascii_case(part)));
    let whole = behind.is_some() && lower.ends_with("role and responsibility")
        || behind.is_some() && lower.ends_with("role and responsibilities")
        || matches!(role::sort(name), Some(Sort::Role | Sort::Group));
    (own && whole && (1..=7).contains(&name.split_whitespace().count())).then_some(name)
}
