//! Tags: which there are, and their pages.

use std::collections::BTreeMap;

use crate::base::diagnostic::Diagnostic;
use crate::link::Handbook;
use crate::link::address::Generated;
use crate::link::tree::Opens;
use crate::parse::slug;

use super::site::Site;
use super::view::{Content, LinkView, ListingView};

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As it was first written.
    pub name: String,
    /// Part of its address.
    pub slug: String,
    /// Its documents, in reading order.
    pub documents: Vec<u32>,
}

/// All tags by their slugs: `API` and `api` are one.
pub fn collect(handbook: &Handbook<'_>) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for &node in &handbook.tree.order {
        let Opens::Document(document) = handbook.tree.nodes[node].opens else { continue };
        for name in &handbook.documents[document as usize].front_matter.tags {
            let slug = slug_of(&name.value);
            let new = || Tag { name: name.value.clone(), slug: slug.clone(), documents: Vec::new() };
            let tag = tags.entry(slug.clone()).or_insert_with(new);
            if tag.documents.last() != Some(&document) {
                tag.documents.push(document);
            }
        }
    }
    tags
}

fn slug_of(name: &str) -> String {
    let slug = slug::github(name);
    if slug.is_empty() { "tag".to_owned() } else { slug }
}

/// The address of a tag's page.
pub fn address(handbook: &Handbook<'_>, slug: &str) -> String {
    handbook.addresses.page(&format!("{}/{slug}", Generated::Tags.name()))
}

/// Links from the page at `from` to the pages of a document's tags.
pub fn links(site: &Site<'_>, from: &str, document: usize) -> Vec<LinkView> {
    let tags = site.handbook.documents[document].front_matter.tags.iter();
    let link = |name: &crate::base::yaml::Spanned<String>| LinkView {
        title: name.value.clone(),
        href: site.handbook.addresses.href(from, &address(site.handbook, &slug_of(&name.value))),
        current: false,
    };
    tags.map(link).collect()
}

/// All tags, seen from the page at `from`.
pub fn all(site: &Site<'_>, from: &str) -> Vec<ListingView> {
    let entry = |tag: &Tag| ListingView {
        title: tag.name.clone(),
        href: site.handbook.addresses.href(from, &address(site.handbook, &tag.slug)),
        description: None,
        documents: tag.documents.len(),
    };
    site.tags.values().map(entry).collect()
}

/// The pages of one tag, seen from the page at `from`.
pub fn pages(site: &Site<'_>, from: &str, tag: &Tag) -> Vec<ListingView> {
    let entry = |&document: &u32| {
        let link = site.document_link(from, document)?;
        let description = site.handbook.documents[document as usize].front_matter.description.as_ref();
        Some(ListingView {
            title: link.title,
            href: link.href,
            description: description.map(|text| text.value.clone()),
            documents: 0,
        })
    };
    tag.documents.iter().filter_map(entry).collect()
}

/// The page of all tags, where no document has its address.
pub fn whole(site: &Site<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let address = site.handbook.addresses.page(Generated::Tags.name());
    let frame = site.frame(&address, Generated::Tags.title(), Generated::Tags.name());
    let listing = all(site, &address);
    site.theme.page(&site.context(&address), &frame, Content::Tags(&listing), None).map(String::into_bytes)
}

/// A tag's page.
pub fn page(site: &Site<'_>, slug: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some(tag) = site.tags.get(slug) else { return Ok(Vec::new()) };
    let address = address(site.handbook, slug);
    let mut frame = site.frame(&address, &format!("Tag: {}", tag.name), "tag");
    if let Some(to) = site.handbook.addresses.generated(Generated::Tags) {
        let href = site.handbook.addresses.href(&address, &to);
        frame.breadcrumbs.push(LinkView { title: Generated::Tags.title().to_owned(), href, current: false });
    }
    let listing = pages(site, &address, tag);
    let content = Content::Tag { name: &tag.name, listing: &listing };
    site.theme.page(&site.context(&address), &frame, content, None).map(String::into_bytes)
}
