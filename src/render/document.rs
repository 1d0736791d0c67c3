//! The pages of documents and of folders.

use crate::base::diagnostic::Diagnostic;
use crate::link::address::Generated;
use crate::link::tree::Opens;
use crate::understand::phrase;

use super::overview::{self, Shown};
use super::site::{self, Site};
use super::view::{BacklinkView, Content, DocumentView, LinkView, ListingView, PageView, RelatedView};
use super::{body, nav, sentence, tags};

/// A page lists at most so many that link to it, and says how many more do.
const MOST_BACKLINKS: usize = 40;

/// The page of an entry of the navigation: a document's, or a folder's listing.
pub fn page(site: &Site<'_>, node: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some(address) = site.handbook.address_of(node) else { return Ok(Vec::new()) };
    let context = site.context(&address);
    let (page, view) = match site.document_at(node) {
        Some(document) => of_document(site, node, document, &address),
        None => of_listing(site, node, &address),
    };
    let template =
        site.document_at(node).and_then(|document| site.handbook.documents[document].front_matter.template.as_ref());
    let template = template.map(|template| template.value.as_str());
    let generated = site.generated_at(node);
    let shown = generated.and_then(|of| overview::own(site, of)).map(|page| overview::show(site, page));
    let listing = generated.filter(|of| *of == Generated::Tags).map(|_| tags::all(site, &address));
    let below = match (&shown, &listing) {
        (Some(Shown { template, variables, .. }), _) => Some(Content::Overview { template, variables }),
        (None, Some(listing)) => Some(Content::Tags(listing)),
        (None, None) => None,
    };
    let html = match &below {
        None => site.theme.page(&context, &page, Content::Document(&view), template)?,
        Some(below) => site.theme.page(&context, &page, Content::Both(&view, below), template)?,
    };
    Ok(html.into_bytes())
}

/// A page's frame: everything around its text.
fn frame(site: &Site<'_>, node: usize, address: &str, title: &str, kind: &'static str) -> PageView {
    let tree = &site.handbook.tree;
    let way = tree.way(node);
    let above = &way[..way.len() - 1];
    let turn = |at: Option<usize>| at.and_then(|at| tree.order.get(at)).and_then(|&node| site.link(address, node));
    let place = tree.place[node];
    PageView {
        title: title.to_owned(),
        breadcrumbs: above.iter().filter_map(|&node| site.link(address, node)).collect(),
        nav: nav::sidebar(site.handbook, address, Some(node)),
        previous: turn(place.and_then(|place| place.checked_sub(1))),
        next: turn(place.map(|place| place + 1)),
        ..site.bare_frame(address, kind)
    }
}

fn of_document(site: &Site<'_>, node: usize, document: usize, address: &str) -> (PageView, DocumentView) {
    let handbook = site.handbook;
    let parsed = &handbook.documents[document];
    let front_matter = &parsed.front_matter;
    let is_section = !handbook.tree.nodes[node].children.is_empty() || node == 0;
    let mut page = frame(site, node, address, parsed.title(), if is_section { "section" } else { "document" });
    page.description = match (&front_matter.description, node) {
        (Some(description), _) => description.value.clone(),
        (None, 0) => handbook.inputs.config.description.clone().unwrap_or_default(),
        _ => sentence::first(parsed, &handbook.source(document).text).unwrap_or_default(),
    };
    page.noindex |= front_matter.noindex.as_ref().is_some_and(|noindex| noindex.value);
    if front_matter.toc.as_ref().is_none_or(|toc| toc.value) {
        page.toc = site::toc(parsed);
    }
    let written = body::render(site, document, address);
    let backlinks = &handbook.backlinks[document];
    let links_here = backlinks.iter().filter(|link| handbook.is_published(link.from as usize));
    let shown: Vec<BacklinkView> =
        links_here.clone().take(MOST_BACKLINKS).filter_map(|link| backlink(site, address, link)).collect();
    let view = DocumentView {
        has_h1: parsed.outline.iter().any(|heading| heading.level == 1),
        body_html: written.html,
        ticks: (!parsed.tasks.is_empty()).then(|| parsed.path.clone()),
        draft: parsed.is_draft(),
        extra: front_matter.extra.as_ref().map(|extra| extra.value.clone()),
        edit_href: handbook.edit_address(document),
        updated: updated(site, document).map(site::date),
        tags: super::tags::links(site, address, document),
        broken: written.broken,
        related: related(site, document, address),
        backlinks_more: links_here.count().saturating_sub(shown.len()),
        backlinks: shown,
        listing: if is_section { unlisted(site, node, document, address) } else { Vec::new() },
    };
    (page, view)
}

fn of_listing(site: &Site<'_>, node: usize, address: &str) -> (PageView, DocumentView) {
    let title = if node == 0 { site.handbook.title() } else { site.handbook.tree.nodes[node].title.clone() };
    let mut page = frame(site, node, address, &title, "section");
    page.description = site.handbook.inputs.config.description.clone().filter(|_| node == 0).unwrap_or_default();
    let children = &site.handbook.tree.nodes[node].children;
    let mut listing: Vec<ListingView> = children.iter().filter_map(|&child| listed(site, address, child)).collect();
    if let (true, Opens::Listing(folder)) = (listing.is_empty(), &site.handbook.tree.nodes[node].opens) {
        // `nav` shows its documents elsewhere; the folder has them all the same.
        let inside = site.handbook.tree.order.iter().filter(|&&node| {
            site.document_at(node).is_some_and(|document| site.handbook.documents[document].folder() == folder)
        });
        listing = inside.filter_map(|&node| listed(site, address, node)).collect();
    }
    let view = DocumentView {
        has_h1: false,
        extra: None,
        body_html: String::new(),
        ticks: None,
        draft: false,
        edit_href: None,
        updated: None,
        tags: Vec::new(),
        broken: 0,
        related: Vec::new(),
        backlinks: Vec::new(),
        backlinks_more: 0,
        listing,
    };
    (page, view)
}

/// When a document was last updated: front matter, a field of its own, git; else nothing.
pub fn updated(site: &Site<'_>, document: usize) -> Option<chrono::NaiveDate> {
    let parsed = &site.handbook.documents[document];
    if let Some(updated) = &parsed.front_matter.updated {
        return Some(updated.value);
    }
    let fields = parsed.fields.iter().flat_map(|list| &list.fields);
    let says = |key: &str| {
        matches!(
            key.to_lowercase().as_str(),
            "last updated" | "updated" | "last modified" | "last update" | "date updated"
        )
    };
    let field = fields
        .filter(|field| says(&field.key))
        .find_map(|field| phrase::date::alone(&field.value).map(|(date, _)| date));
    field.or_else(|| site.handbook.inputs.revised.get(&parsed.path).map(|revised| revised.date_naive()))
}

fn related(site: &Site<'_>, document: usize, address: &str) -> Vec<RelatedView> {
    let groups = site.handbook.related[document].groups.iter();
    let view = |(label, documents): &(&'static str, Vec<u32>)| RelatedView {
        label: (*label).to_owned(),
        links: documents
            .iter()
            .filter_map(|&document| site.document_link(address, document))
            .collect::<Vec<LinkView>>(),
    };
    let sprint = site.index.timebox_of(document as u32).map(|timebox| RelatedView {
        label: "Sprint".to_owned(),
        links: vec![overview::sprint_link(site, timebox, address)],
    });
    sprint.into_iter().chain(groups.map(view).filter(|group| !group.links.is_empty())).collect()
}

fn backlink(site: &Site<'_>, address: &str, link: &crate::link::backlinks::Backlink) -> Option<BacklinkView> {
    let from = link.from as usize;
    let document = &site.handbook.documents[from];
    let there = site.handbook.addresses.documents[from].as_ref()?;
    let written = &document.links[link.link as usize];
    let sentence_html = sentence::around(document, &site.handbook.source(from).text, written);
    let section = written.block.and_then(|block| document.blocks[block as usize].heading);
    let anchor = section.map(|heading| &document.outline[heading as usize]).filter(|heading| heading.level > 1);
    let href = site.handbook.addresses.href_to(address, there, anchor.map(|heading| heading.id.as_str()));
    Some(BacklinkView { title: document.title().to_owned(), href, sentence_html })
}

/// The pages of a section that its own text does not link to.
fn unlisted(site: &Site<'_>, node: usize, document: usize, address: &str) -> Vec<ListingView> {
    let linked: std::collections::HashSet<u32> =
        site.handbook.targets[document].iter().filter_map(|target| target.document()).collect();
    let new = |&child: &usize| match &site.handbook.tree.nodes[child].opens {
        Opens::Document(document) => !linked.contains(document),
        Opens::Listing(_) => true,
        Opens::Nothing => false,
    };
    site.handbook.tree.nodes[node]
        .children
        .iter()
        .filter(|child| new(child))
        .filter_map(|&child| listed(site, address, child))
        .collect()
}

/// An entry of a listing.
fn listed(site: &Site<'_>, address: &str, node: usize) -> Option<ListingView> {
    let link = site.link(address, node)?;
    let entry = &site.handbook.tree.nodes[node];
    let description =
        site.document_at(node).and_then(|document| site.handbook.documents[document].front_matter.description.as_ref());
    let documents = if entry.children.is_empty() { 0 } else { entry.documents };
    Some(ListingView {
        title: link.title,
        href: link.href,
        description: description.map(|text| text.value.clone()),
        documents,
    })
}

impl Site<'_> {
    /// A frame with nothing but what every page has.
    fn bare_frame(&self, address: &str, kind: &'static str) -> PageView {
        PageView {
            title: String::new(),
            description: String::new(),
            kind,
            canonical: self.absolute(address),
            noindex: self.handbook.inputs.config.is_noindex(),
            breadcrumbs: Vec::new(),
            nav: Vec::new(),
            toc: Vec::new(),
            previous: None,
            next: None,
        }
    }
}
