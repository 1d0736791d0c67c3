//! Pages that nobody wrote: calendar, checklists, tags. Each stands alone, or below the text of a document that has
//! its address.

use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::link::address::{FEED, Generated};
use crate::parse::document::Document;
use crate::understand::fact::Fact;

use super::calendar::Calendar;
use super::checklists::{self, ChecklistPage, Hrefs};
use super::site::Site;
use super::view::calendar::CalendarView;
use super::view::checklists::ChecklistsView;
use super::view::{Content, ListingView, TocView};
use super::tags;

/// What a generated page shows.
pub enum Shown {
    /// All events.
    Calendar(CalendarView),
    /// All boxes, or the pages that have them.
    Checklists(ChecklistsView),
    /// All tags.
    Tags(Vec<ListingView>),
}

impl Shown {
    /// For the template.
    pub fn content(&self) -> Content<'_> {
        match self {
            Self::Calendar(view) => Content::Calendar(view),
            Self::Checklists(view) => Content::Checklists(view),
            Self::Tags(listing) => Content::Tags(listing),
        }
    }
}

/// What a generated page shows at `address`.
pub fn content(site: &Site<'_>, generated: Generated, address: &str) -> Shown {
    match generated {
        Generated::Calendar => Shown::Calendar(calendar(site, address)),
        Generated::Checklists => Shown::Checklists(checklists_page(site, 0, address)),
        Generated::Tags => Shown::Tags(tags::all(site, address)),
    }
}

/// A generated page that stands alone.
pub fn page(site: &Site<'_>, generated: Generated) -> Result<Vec<u8>, Box<Diagnostic>> {
    let address = site.handbook.addresses.page(generated.name());
    let shown = content(site, generated, &address);
    let mut page = site.frame(&address, generated.title(), generated.name());
    if let Shown::Calendar(view) = &shown {
        page.toc = contents(view);
    }
    site.theme.page(&site.context(&address), &page, shown.content(), None).map(String::into_bytes)
}

/// The calendar's own contents.
fn contents(view: &CalendarView) -> Vec<TocView> {
    let entry =
        |title: &str, id: &str| TocView { title: title.to_owned(), href: format!("#{id}"), children: Vec::new() };
    let mut toc = Vec::new();
    if !view.timeboxes.is_empty() {
        toc.push(entry("Sprints", "sprints"));
    }
    if !view.months.is_empty() {
        toc.push(entry("Months", "months"));
        toc.push(entry("Agenda", "agenda"));
    }
    if !view.undated.is_empty() {
        toc.push(entry("Without a date", "undated"));
    }
    toc
}

/// Facts of published documents, in reading order; what several tell stands once, where it is told most fully.
fn facts<'s>(site: &Site<'s>) -> Vec<&'s Fact> {
    let documents = site.handbook.tree.order.iter().filter_map(|&node| site.document_of(node));
    documents.flat_map(|document| site.handbook.told(document)).map(|told| told.fact).collect()
}

/// The document that tells a fact.
fn document_of(site: &Site<'_>, fact: &Fact) -> Option<usize> {
    site.by_source.get(&fact.place.source).copied()
}

/// The address of a fact's place below the site's root, with its fragment.
fn place(site: &Site<'_>, fact: &Fact) -> Option<(String, String)> {
    let document = document_of(site, fact)?;
    let address = site.handbook.addresses.documents[document].clone()?;
    let heading = fact.heading.and_then(|heading| site.handbook.documents[document].outline.get(heading as usize));
    Some((address, heading.map(|heading| format!("#{}", path::encode(&heading.id))).unwrap_or_default()))
}

fn calendar(site: &Site<'_>, address: &str) -> CalendarView {
    let facts = facts(site);
    let href = |fact: &Fact| match place(site, fact) {
        Some((to, fragment)) => site.handbook.addresses.href(address, &to) + &fragment,
        None => String::new(),
    };
    let source_title = |fact: &Fact| {
        document_of(site, fact).map(|at| site.handbook.documents[at].title().to_owned()).unwrap_or_default()
    };
    let config = &site.handbook.inputs.config;
    let feed = site.handbook.addresses.feed.then(|| path::relative(address, FEED));
    Calendar {
        facts: &facts,
        week_start: config.week_start,
        holidays: &config.holidays,
        timezone: config.timezone,
        feed,
        href: &href,
        source_title: &source_title,
    }
    .view()
}

/// The address of a page of the checklists' plan.
pub fn checklists_address(site: &Site<'_>, page: &ChecklistPage) -> String {
    let name = page.address.trim_end_matches('/');
    if page.parent.is_none() {
        return site
            .handbook
            .addresses
            .generated(Generated::Checklists)
            .unwrap_or_else(|| site.handbook.addresses.page(name));
    }
    site.handbook.addresses.page(name)
}

fn checklists_page(site: &Site<'_>, page: usize, address: &str) -> ChecklistsView {
    let document = |document: &Document, heading: Option<u32>| {
        let at = site.by_source.get(&document.source).copied();
        let Some(to) = at.and_then(|at| site.handbook.addresses.documents[at].as_ref()) else { return String::new() };
        let heading = heading.and_then(|heading| document.outline.get(heading as usize));
        site.handbook.addresses.href_to(address, to, heading.map(|heading| heading.id.as_str()))
    };
    let page_href = |page: &ChecklistPage| site.handbook.addresses.href(address, &checklists_address(site, page));
    let hrefs = Hrefs { document: &document, page: &page_href };
    checklists::view(page, &site.checklists, &site.tasks, &hrefs)
}

/// A page of the checklists below the first.
pub fn checklists_below(site: &Site<'_>, page: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let planned = &site.checklists[page];
    let address = checklists_address(site, planned);
    let view = checklists_page(site, page, &address);
    let mut frame = site.frame(&address, &format!("Checklists: {}", planned.title), "checklists");
    let mut above = Vec::new();
    let mut at = planned.parent;
    while let Some(parent) = at {
        let parent = &site.checklists[parent];
        let href = site.handbook.addresses.href(&address, &checklists_address(site, parent));
        above.push(super::view::LinkView { title: parent.title.clone(), href, current: false });
        at = parent.parent;
    }
    above.reverse();
    frame.breadcrumbs.extend(above);
    site.theme.page(&site.context(&address), &frame, Content::Checklists(&view), None).map(String::into_bytes)
}

/// A tag's page.
pub fn tag(site: &Site<'_>, slug: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some(tag) = site.tags.get(slug) else { return Ok(Vec::new()) };
    let address = tags::address(site.handbook, slug);
    let mut frame = site.frame(&address, &format!("Tag: {}", tag.name), "tag");
    if let Some(to) = site.handbook.addresses.generated(Generated::Tags) {
        let href = site.handbook.addresses.href(&address, &to);
        frame.breadcrumbs.push(super::view::LinkView {
            title: Generated::Tags.title().to_owned(),
            href,
            current: false,
        });
    }
    let listing = tags::pages(site, &address, tag);
    let content = Content::Tag { name: &tag.name, listing: &listing };
    site.theme.page(&site.context(&address), &frame, content, None).map(String::into_bytes)
}
