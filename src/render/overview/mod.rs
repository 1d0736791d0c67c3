//! Pages that are made from facts. Each overview has a page of its own, and pages below it: of a sprint, of a person,
//! of a section where one page would be too long. An overview stands alone, or below the text of a document that has
//! its address.
//!
//! A new one is a file here with an [`Overview`], a line of [`OVERVIEWS`], a variant of [`Generated`] and a template
//! `<name>-content.html`, which sees `site`, `page` and the variable that its file names.

pub(super) mod calendar;
mod checklists;
mod decisions;
mod dependencies;
mod escalations;
mod gates;
mod on_call;
mod people;
mod register;
mod risks;
pub mod split;
pub(super) mod sprints;
mod squads;
mod targets;
mod timeline;

use crate::base::diagnostic::Diagnostic;
use crate::link::address::Generated;

use super::site::Site;
use super::theme::Variables;
use super::view::{Content, LinkView, TocView};

/// A sort of pages.
pub struct Overview {
    /// Which.
    pub of: Generated,
    /// Its pages, the overview's own first; `above` and the pages of a section are numbers in this list.
    pub pages: fn(&Site<'_>) -> Vec<Planned>,
    /// What one of them shows.
    pub show: fn(&Site<'_>, &Page) -> Shown,
    /// Files beside its pages.
    pub files: &'static [File],
}

/// A file beside the pages of an overview: its name below the overview's folder, and how it is made.
pub type File = (&'static str, fn(&Site<'_>) -> Vec<u8>);

/// All of them, as they stand in the navigation.
pub const OVERVIEWS: &[Overview] = &[
    calendar::OVERVIEW,
    sprints::OVERVIEW,
    checklists::OVERVIEW,
    gates::OVERVIEW,
    decisions::OVERVIEW,
    people::OVERVIEW,
    squads::OVERVIEW,
    on_call::OVERVIEW,
    risks::OVERVIEW,
    targets::OVERVIEW,
    escalations::OVERVIEW,
    dependencies::OVERVIEW,
    timeline::OVERVIEW,
];

/// A page that an overview wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its address below the site's root.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// The page above it, in the overview's own list; none for the first.
    pub above: Option<usize>,
    /// What of the overview it shows.
    pub part: Part,
}

/// What of an overview a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The items of some documents; only their numbers, where they are on further pages.
    Section {
        /// The documents, in reading order.
        documents: Vec<u32>,
        /// The pages that have the items, where they are too many for this one.
        pages: Vec<usize>,
    },
    /// One of something: the overview knows what the number means.
    One(u32),
    /// Everything, in a way that the number tells; 0 is the overview's own page.
    Whole(u32),
}

/// A page of the plan.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its overview, as a number in [`OVERVIEWS`].
    pub overview: usize,
    /// Its address below the site's root.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// The page above it, in [`Site::overviews`].
    pub above: Option<usize>,
    /// What of the overview it shows; pages by their numbers in [`Site::overviews`].
    pub part: Part,
}

/// What a page shows.
pub struct Shown {
    /// The template of its content.
    pub template: &'static str,
    /// What that sees beside `site` and `page`.
    pub variables: Variables,
    /// Contents of the page.
    pub toc: Vec<TocView>,
}

/// The address of an overview's own page.
pub fn address(site: &Site<'_>, of: Generated) -> String {
    let addresses = &site.handbook.addresses;
    addresses.generated(of).unwrap_or_else(|| addresses.page(of.name()))
}

/// The overview's own page, with all that it shows.
pub fn whole(site: &Site<'_>, of: Generated) -> Planned {
    Planned { address: address(site, of), title: of.title().to_owned(), above: None, part: Part::Whole(0) }
}

/// Every page of every overview that has something to show.
pub fn plan(site: &Site<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (number, overview) in OVERVIEWS.iter().enumerate() {
        if site.handbook.addresses.generated(overview.of).is_none() {
            continue;
        }
        let first = pages.len();
        pages.extend((overview.pages)(site).into_iter().map(|planned| {
            let Planned { address, title, above, mut part } = planned;
            if let Part::Section { pages, .. } = &mut part {
                pages.iter_mut().for_each(|page| *page += first);
            }
            Page { overview: number, address, title, above: above.map(|above| above + first), part }
        }));
    }
    pages
}

/// The number of an overview's own page in the plan, where it has one.
pub fn own(site: &Site<'_>, of: Generated) -> Option<usize> {
    site.overviews.iter().position(|page| page.above.is_none() && OVERVIEWS[page.overview].of == of)
}

/// A link to the page of a sprint, by its number in `handbook.timeboxes`.
pub fn sprint_link(site: &Site<'_>, timebox: u32, address: &str) -> LinkView {
    let addresses = &site.handbook.addresses;
    let href = addresses.href(address, &addresses.sprints[timebox as usize]);
    LinkView { title: sprints::days::title(site, timebox), href, current: false }
}

/// An entry of a page's contents.
pub fn in_contents(title: &str, id: &str) -> TocView {
    TocView { title: title.to_owned(), href: format!("#{id}"), children: Vec::new() }
}

/// What a page of the plan shows.
pub fn show(site: &Site<'_>, page: usize) -> Shown {
    let page = &site.overviews[page];
    (OVERVIEWS[page.overview].show)(site, page)
}

/// A page of the plan that stands alone.
pub fn page(site: &Site<'_>, number: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let page = &site.overviews[number];
    let of = OVERVIEWS[page.overview].of;
    let shown = show(site, number);
    let title = match page.above {
        // Of one of something the name says enough; of boxes it says whose or of when.
        Some(_) if !matches!(page.part, Part::One(_)) || of == Generated::Checklists => {
            format!("{}: {}", of.title(), page.title)
        }
        _ => page.title.clone(),
    };
    let mut frame = site.frame(&page.address, &title, of.name());
    let mut above = Vec::new();
    let mut at = page.above;
    while let Some(number) = at {
        let parent = &site.overviews[number];
        let href = site.handbook.addresses.href(&page.address, &parent.address);
        above.push(LinkView { title: parent.title.clone(), href, current: false });
        at = parent.above;
    }
    above.reverse();
    frame.breadcrumbs.extend(above);
    frame.toc = shown.toc;
    let content = Content::Overview { template: shown.template, variables: &shown.variables };
    site.theme.page(&site.context(&page.address), &frame, content, None).map(String::into_bytes)
}
