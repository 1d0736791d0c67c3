//! An overview as a plain list: the facts of one kind by document, each a link to its place.

use super::split::split;
use super::{Page, Part, Planned, Shown};
use crate::link::address::Generated;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::ListingView;

/// Pages by section.
pub fn pages(site: &Site<'_>, of: Generated, kind: &str) -> Vec<Planned> {
    split(site, of, &site.index.counts(site.handbook, kind))
}

/// One of them.
pub fn show(site: &Site<'_>, page: &Page, kind: &str) -> Shown {
    let Part::Section { documents, pages } = &page.part else { return links(site, page) };
    let entry = |title: &str, href: String| ListingView { title: title.into(), href, description: None, documents: 0 };
    let shown = if pages.is_empty() { &documents[..] } else { &[] };
    let facts = shown.iter().flat_map(|&document| site.index.in_document(kind, document));
    let below = pages.iter().map(|&below| {
        let below = &site.overviews[below];
        entry(&below.title, site.handbook.addresses.href(&page.address, &below.address))
    });
    let listing: Vec<ListingView> =
        below.chain(facts.map(|fact| entry(&fact.fact.title, site.href_of(&page.address, fact)))).collect();
    Shown { template: "plain-content.html", variables: Variables::of("listing", &listing), toc: Vec::new() }
}

/// The pages below this one.
pub fn links(site: &Site<'_>, page: &Page) -> Shown {
    let own = site.overviews.iter().position(|other| std::ptr::eq(other, page));
    let below = site.overviews.iter().filter(|other| other.above.is_some() && other.above == own);
    let entry = |below: &Page| ListingView {
        title: below.title.clone(),
        href: site.handbook.addresses.href(&page.address, &below.address),
        description: None,
        documents: 0,
    };
    let listing: Vec<ListingView> = below.map(entry).collect();
    Shown { template: "plain-content.html", variables: Variables::of("listing", &listing), toc: Vec::new() }
}
