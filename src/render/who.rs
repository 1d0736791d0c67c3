//! Names of people, roles and squads as links to their pages.

use crate::understand::fact::Name;

use super::escape;
use super::site::Site;

/// Writes a name as a document has it, with links to the pages of whom it means; without `people` in handbook.yaml, and
/// where nobody knows the name, as it is written. `address` is the page's.
pub fn link_into(out: &mut String, site: &Site<'_>, address: &str, name: &str, document: u32) {
    if linked(out, site, address, name, document) {
        return;
    }
    let parts = site.handbook.roster.parts(name, document as usize);
    if parts.len() < 2 || !parts.iter().any(|part| page(site, part, document).is_some()) {
        return escape::text_into(out, name);
    }
    for (at, part) in parts.into_iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        if !linked(out, site, address, part, document) {
            escape::text_into(out, part);
        }
    }
}

/// The same for several, with commas between them.
pub fn links_into(out: &mut String, site: &Site<'_>, address: &str, names: &[Name], document: u32) {
    for (at, name) in names.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        link_into(out, site, address, name, document);
    }
}

fn linked(out: &mut String, site: &Site<'_>, address: &str, name: &str, document: u32) -> bool {
    let Some(to) = page(site, name, document) else { return false };
    out.push_str("<a href=\"");
    out.push_str(&site.handbook.addresses.href(address, to));
    out.push_str("\">");
    escape::text_into(out, name);
    out.push_str("</a>");
    true
}

/// The page of the one whom a name means.
fn page<'s>(site: &Site<'s>, name: &str, document: u32) -> Option<&'s str> {
    let handbook = site.handbook;
    if handbook.addresses.people.is_empty() {
        return None;
    }
    let [one] = handbook.subjects.named(&handbook.roster, name, document as usize)[..] else { return None };
    handbook.addresses.people.get(one as usize).map(String::as_str)
}
