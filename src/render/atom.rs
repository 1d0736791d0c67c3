//! `atom.xml`: what changed lately, for feed readers (RFC 4287).

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::link::address::CHANGES;

use super::changes::{self, Entry, Page, What};
use super::escape;
use super::site::Site;
use super::view::{AtomEntryView, AtomView};

/// How many sections or pages an entry names.
const NAMED: usize = 12;

/// The feed's bytes. Where the handbook has no address of its own, links are relative to the feed.
pub fn atom(site: &Site<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let entries = changes::entries(site.handbook);
    let newest_commit = site.handbook.inputs.revised.values().max().copied();
    let updated = entries.iter().map(|entry| entry.date).max().or(newest_commit).unwrap_or_default();
    let view = AtomView {
        id: id(&[&site.handbook.title()]),
        updated: instant(updated),
        address: site.absolute(CHANGES),
        home: href(site, "", None),
        entries: entries.iter().map(|entry| view(site, entry)).collect(),
    };
    site.theme.atom(&site.context(""), &view).map(String::into_bytes)
}

fn view(site: &Site<'_>, entry: &Entry) -> AtomEntryView {
    let day = entry.date.format("%Y-%m-%d").to_string();
    let handbook = site.handbook;
    match &entry.what {
        What::Page(page) => AtomEntryView {
            title: format!("{}: {}", handbook.documents[page.document].title(), happened(page)),
            id: id(&[&handbook.title(), &page.path, &day]),
            updated: instant(entry.date),
            href: address(site, page.document, None),
            section: section(site, page.document),
            content_html: content(site, page),
        },
        What::Many(documents) => AtomEntryView {
            title: format!("{} pages changed", documents.len()),
            id: id(&[&handbook.title(), "", &day]),
            updated: instant(entry.date),
            href: href(site, "", None),
            section: None,
            content_html: many(site, documents),
        },
    }
}

fn happened(page: &Page) -> &'static str {
    match page {
        Page { is_new: true, .. } => "new",
        Page { is_moved: true, sections, .. } if sections.is_empty() => "moved",
        _ => "changed",
    }
}

fn content(site: &Site<'_>, page: &Page) -> String {
    let document = &site.handbook.documents[page.document];
    let mut html = match happened(page) {
        "new" => "<p>This page is new.</p>".to_owned(),
        "moved" => {
            "<p>This page was moved. Its old address still leads to it where the document names it as an alias.</p>"
                .to_owned()
        }
        _ if page.sections.is_empty() => "<p>This page was changed.</p>".to_owned(),
        _ => {
            let named = page.sections.iter().map(|section| match &section.anchor {
                Some(anchor) => link(&address(site, page.document, Some(anchor)), &section.title),
                None => escape::attribute(&section.title),
            });
            list("Changed sections:", named, page.sections.len())
        }
    };
    if page.is_new
        && let Some(description) = &document.front_matter.description
    {
        let _ = write!(html, "<p>{}</p>", escape::attribute(&description.value));
    }
    html
}

fn many(site: &Site<'_>, documents: &[usize]) -> String {
    let named = documents.iter().map(|&at| link(&address(site, at, None), site.handbook.documents[at].title()));
    list("Changed on this day:", named, documents.len())
}

/// The first of some names, and how many more there are.
fn list(about: &str, items: impl Iterator<Item = String>, all: usize) -> String {
    let mut html = format!("<p>{about}</p><ul>");
    for item in items.take(NAMED) {
        let _ = write!(html, "<li>{item}</li>");
    }
    if all > NAMED {
        let _ = write!(html, "<li>and {} more</li>", all - NAMED);
    }
    html + "</ul>"
}

fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape::attribute(href), escape::attribute(text))
}

/// The name of the handbook's section that a document stands in: its outermost folder's.
fn section(site: &Site<'_>, document: usize) -> Option<String> {
    let tree = &site.handbook.tree;
    // The way begins at the home page.
    tree.way(tree.of_document[document]?).get(1).map(|&node| tree.nodes[node].title.clone())
}

/// The address of a published document, or of a heading on it.
fn address(site: &Site<'_>, document: usize, anchor: Option<&str>) -> String {
    // Entries are of published documents alone.
    let own = site.handbook.addresses.documents[document].clone().unwrap_or_default();
    href(site, &own, anchor)
}

fn href(site: &Site<'_>, address: &str, anchor: Option<&str>) -> String {
    match (site.absolute(address), anchor) {
        (Some(absolute), Some(anchor)) => format!("{absolute}#{anchor}"),
        (Some(absolute), None) => absolute,
        (None, anchor) => site.handbook.addresses.href_to("", address, anchor),
    }
}

/// RFC 3339.
fn instant(date: DateTime<Utc>) -> String {
    date.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A name that is the same in every build: a UUID made from texts (RFC 9562, version 8).
fn id(parts: &[&str]) -> String {
    let hex: Vec<char> = Fingerprint::of(parts.join("\0").as_bytes()).to_string().chars().collect();
    let part = |range: std::ops::Range<usize>| hex[range].iter().collect::<String>();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_8() {
        let one = id(&["Handbook", "a.md", "2026-01-05"]);
        assert_eq!(one.len(), "urn:uuid:".len() + 36);
        let parts: Vec<&str> = one["urn:uuid:".len()..].split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('8') && parts[3].starts_with('8'));
        assert_eq!(one, id(&["Handbook", "a.md", "2026-01-05"]));
        assert_ne!(one, id(&["Handbook", "a.md", "2026-01-06"]));
    }

    #[test]
    fn long_lists_say_how_much_is_left_out() {
        let html = list("x", (0..14).map(|at| at.to_string()), 14);
        assert!(html.ends_with("<li>11</li><li>and 2 more</li></ul>"), "{html}");
    }
}
