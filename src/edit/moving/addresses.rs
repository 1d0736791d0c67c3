//! Published addresses: which ones would die with the move, and which page answers for them from now on.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::base::diagnostic::Edit;
use crate::base::path;
use crate::link::Handbook;
use crate::link::address::Generated;
use crate::link::address::{Claim, Duplicate};
use crate::link::tree::Opens;

use super::alias_list::{self, Change};
use super::same::Both;

/// What the pages' addresses need.
#[derive(Debug, Default)]
pub struct Upkeep {
    /// Changes of front matter.
    pub edits: Vec<Edit>,
    /// Old addresses with the documents, numbered as before the move, that answer for them from now on.
    pub aliases: Vec<(u32, String)>,
    /// Old and new addresses that differ in letter case alone: one cannot lead to the other on every disk.
    pub case_only: Vec<(String, String)>,
    /// Documents whose front matter would have to hold an alias and cannot be read.
    pub unreadable: Vec<u32>,
}

/// Every address of the site that is a page of its own or made for readers: documents, listings, generated pages.
fn pages(handbook: &Handbook<'_>) -> BTreeSet<String> {
    let addresses = &handbook.addresses;
    let listings = handbook.tree.nodes.iter().filter_map(|node| match &node.opens {
        Opens::Listing(folder) => Some(addresses.folder(folder)),
        _ => None,
    });
    let own = addresses.documents.iter().flatten().cloned();
    let made = addresses.generated.iter().filter_map(|&(page, _)| addresses.generated(page));
    let below = addresses.sprints.iter().chain(&addresses.gates).cloned();
    own.chain(listings).chain(made).chain(below).collect()
}

/// The same with redirects, in small letters: two addresses that differ in case are one on some disks.
pub fn served(handbook: &Handbook<'_>) -> BTreeSet<String> {
    let redirects = handbook.addresses.redirects.iter().map(|redirect| redirect.address.clone());
    pages(handbook).into_iter().chain(redirects).map(|address| address.to_lowercase()).collect()
}

/// What has to be done so that every address of before still leads to a page.
pub fn upkeep(both: &Both<'_, '_, '_>) -> Upkeep {
    let mut upkeep = Upkeep::default();
    let mut changes: BTreeMap<u32, Change> = BTreeMap::new();
    let now: BTreeSet<String> = pages(both.after).into_iter().map(|address| address.to_lowercase()).collect();
    let mut served = served(both.after);
    for at in 0..both.before.documents.len() {
        let (change, kept) = own_aliases(both, at, &now);
        served.extend(kept);
        if !change.old.is_empty() {
            changes.insert(at as u32, change);
        }
    }
    for (at, document) in both.before.documents.iter().enumerate() {
        let own = both.before.addresses.documents[at].as_ref();
        let new = both.after.addresses.documents[both.number[at] as usize].as_ref();
        let is_public = both.before.inputs.config.drafts || !document.is_draft();
        if let (Some(own), Some(new), true) = (own, new, is_public) {
            if own != new && own.to_lowercase() == new.to_lowercase() {
                upkeep.case_only.push((own.clone(), new.clone()));
            } else if !own.is_empty() && served.insert(own.to_lowercase()) {
                changes.entry(at as u32).or_default().new.push(format!("/{own}"));
                upkeep.aliases.push((at as u32, own.clone()));
            }
        }
    }
    let listings = listings(both.before).map(|(folder, address)| (heir(both, &folder), address));
    for (heir, address) in listings.chain(made(both)) {
        if address.is_empty() || served.contains(&address.to_lowercase()) {
            continue;
        }
        let Some(heir) = heir else { continue };
        served.insert(address.to_lowercase());
        changes.entry(heir).or_default().new.push(format!("/{address}"));
        upkeep.aliases.push((heir, address));
    }
    for (at, change) in changes {
        let source = both.before.documents[at as usize].source;
        match alias_list::edits(source, both.after.inputs.sources.get(source), change) {
            Ok(edits) => upkeep.edits.extend(edits),
            Err(alias_list::Unreadable) => upkeep.unreadable.push(at),
        }
    }
    upkeep
}

/// Aliases that a document has: those that start at its folder are written out, and those that have become the address
/// of a page are taken out. With the addresses, in small letters, of those that are written out.
fn own_aliases(both: &Both<'_, '_, '_>, at: usize, pages: &BTreeSet<String>) -> (Change, Vec<String>) {
    let (before, after) = (&both.before.documents[at], &both.after.documents[both.number[at] as usize]);
    let (mut change, mut kept) = (Change::default(), Vec::new());
    if before.path == after.path {
        return (change, kept);
    }
    for alias in after.front_matter.aliases.iter().filter(|alias| alias.source == after.source) {
        let was = both.before.addresses.alias(before, &alias.value);
        let is = both.after.addresses.alias(after, &alias.value);
        if was.as_ref().is_some_and(|was| pages.contains(&was.to_lowercase())) {
            change.old.push((alias.span, None));
        } else if was != is {
            let rooted = path::join(before.folder(), &alias.value).map(|rooted| format!("/{rooted}"));
            change.old.extend(rooted.map(|rooted| (alias.span, Some(rooted))));
            kept.extend(was.map(|was| was.to_lowercase()));
        }
    }
    (change, kept)
}

/// Folders that have a listing, with its address.
fn listings<'h>(handbook: &'h Handbook<'_>) -> impl Iterator<Item = (String, String)> + 'h {
    handbook.tree.nodes.iter().filter_map(|node| match &node.opens {
        Opens::Listing(folder) => Some((folder.clone(), handbook.addresses.folder(folder))),
        _ => None,
    })
}

/// Addresses of pages that we make, with the document that takes such a page's place after the move, or that it was
/// made from: a sprint or a gate may be named by where its document stands.
fn made<'b>(both: &'b Both<'_, '_, '_>) -> impl Iterator<Item = (Option<u32>, String)> + 'b {
    let (before, after) = (&both.before.addresses, &both.after.addresses);
    let sprints = || both.before.timeboxes.list.iter().map(|timebox| timebox.document).zip(&before.sprints);
    let gates = || both.before.gates.iter().map(|gate| gate.document).zip(&before.gates);
    let first = move |page: Generated| match page {
        Generated::Sprints => sprints().next().map(|(document, _)| document),
        Generated::Gates => gates().next().map(|(document, _)| document),
        _ => None,
    };
    let overviews = before.generated.iter().filter_map(move |&(page, _)| {
        let written = after.generated.iter().find(|(other, _)| *other == page).and_then(|(_, written)| *written);
        let heir = written.and_then(|written| both.number.iter().position(|&number| number == written));
        Some((heir.map(|at| at as u32).or_else(|| first(page)), before.generated(page)?))
    });
    let below = sprints().chain(gates()).map(|(document, address)| (Some(document), address.clone()));
    overviews.chain(below)
}

/// The document that answers for a listing that is no more: the first one of what was in its folder.
fn heir(both: &Both<'_, '_, '_>, folder: &str) -> Option<u32> {
    let now = both.listing(folder);
    let inside = |document: &&u32| {
        let path = &both.after.documents[**document as usize].path;
        *path == now || path.strip_prefix(&now).is_some_and(|rest| rest.starts_with('/'))
    };
    let in_order = both.after.tree.order.iter().filter_map(|&node| match &both.after.tree.nodes[node].opens {
        Opens::Document(document) => Some(document),
        _ => None,
    });
    let first = *in_order.into_iter().find(inside)?;
    both.number.iter().position(|&number| number == first).map(|at| at as u32)
}

/// Two that want one address after the move and did not before it: the address, and the paths of both documents.
pub fn collision(both: &Both<'_, '_, '_>) -> Option<(String, String, String, bool)> {
    let key = |handbook: &Handbook<'_>, duplicate: &Duplicate| {
        let of = |claim: &Claim| (handbook.documents[claim.document as usize].source, claim.alias.is_some());
        let mut pair = [of(&duplicate.first), of(&duplicate.second)];
        pair.sort();
        pair
    };
    let known: HashSet<_> =
        both.before.addresses.duplicates.iter().map(|duplicate| key(both.before, duplicate)).collect();
    let is_new = |duplicate: &&Duplicate| {
        // An alias that is the address of its own page is taken out.
        let own = duplicate.first.document == duplicate.second.document;
        !own && !known.contains(&key(both.after, duplicate))
    };
    let found = both.after.addresses.duplicates.iter().find(is_new)?;
    let path = |claim: &Claim| both.after.documents[claim.document as usize].path.clone();
    let by_alias = found.first.alias.is_some() || found.second.alias.is_some();
    Some((found.address.clone(), path(&found.first), path(&found.second), by_alias))
}
