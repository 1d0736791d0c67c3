//! `checklists/`: every box by document and section, by owner, by due date, with counts; above 1,000 boxes a page for
//! each section, owner and month.

mod csv;
mod sheets;

use super::split::split;
use super::{Overview, Page, Part, Planned, Shown};
use crate::link::address::Generated;
use crate::render::boxes::Way;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::checklists::{ChecklistSectionView, ChecklistSheetView, ChecklistsView};
use crate::render::view::{LinkView, TocView};

/// The checklists.
pub const OVERVIEW: Overview =
    Overview { of: Generated::Checklists, pages, show, files: &[("checklists.csv", csv::bytes)] };

/// Numbers of [`Part::Whole`].
const BY_OWNER: u32 = 1;
const BY_DUE: u32 = 2;

/// With more sheets than these, contents would be longer than a screen.
const MOST_CONTENTS: usize = 40;

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let counts = site.handbook.reading_order().map(|document| (document as u32, site.boxes.count(document as u32).0));
    let counts: Vec<(u32, usize)> = counts.filter(|(_, boxes)| *boxes > 0).collect();
    let mut pages = split(site, Generated::Checklists, &counts);
    for way in [Way::Owner, Way::Due] {
        if site.boxes.groups(way).is_empty() {
            continue;
        }
        let (number, stem, title) = match way {
            Way::Owner => (BY_OWNER, "checklists/by-owner", "By owner"),
            Way::Due => (BY_DUE, "checklists/by-due", "By due date"),
        };
        let address = site.handbook.addresses.page(stem);
        let own = pages.len();
        pages.push(Planned { address, title: title.to_owned(), above: Some(0), part: Part::Whole(number) });
        let parts = site.boxes.parts.iter().enumerate().filter(|(_, part)| part.way == way);
        pages.extend(parts.map(|(at, part)| Planned {
            address: site.handbook.addresses.page(&format!("{stem}/{}", part.slug)),
            title: part.title.clone(),
            above: Some(own),
            part: Part::One(at as u32),
        }));
    }
    pages
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = match &page.part {
        Part::Section { documents, pages } => by_document(site, page, documents, pages),
        Part::Whole(BY_OWNER) => sheets::whole(site, page, Way::Owner),
        Part::Whole(_) => sheets::whole(site, page, Way::Due),
        Part::One(part) => sheets::part(site, page, *part as usize),
    };
    view.ways = ways(site, page);
    view.csv = site.handbook.addresses.href(&page.address, "checklists/checklists.csv");
    let toc = contents(&mut view.sheets);
    Shown { template: "checklists-content.html", variables: Variables::of("checklists", &view), toc }
}

/// The contents of a page, and ids for what they lead to; none where that is too much for contents.
fn contents(sheets: &mut [ChecklistSheetView]) -> Vec<TocView> {
    if sheets.len() > MOST_CONTENTS || sheets.len() < 2 {
        return Vec::new();
    }
    let entry = |(at, sheet): (usize, &mut ChecklistSheetView)| {
        // No id of a heading in a document holds a dot.
        sheet.id = format!("list.{}", at + 1);
        TocView { title: sheet.title.clone(), href: format!("#{}", sheet.id), children: Vec::new() }
    };
    sheets.iter_mut().enumerate().map(entry).collect()
}

/// Links to the other orders, from every page.
fn ways(site: &Site<'_>, page: &Page) -> Vec<LinkView> {
    let of = &site.overviews;
    let mut top = page;
    while let (Part::One(_) | Part::Section { .. }, Some(above)) = (&top.part, top.above) {
        top = &of[above];
    }
    let own = |other: &&Page| other.overview == page.overview;
    let is_way = |other: &&Page| other.above.is_none() || matches!(other.part, Part::Whole(_));
    let link = |other: &Page| LinkView {
        title: if other.above.is_none() { "By document".to_owned() } else { other.title.clone() },
        href: site.handbook.addresses.href(&page.address, &other.address),
        current: std::ptr::eq(other, top),
    };
    let ways: Vec<LinkView> = of.iter().filter(own).filter(is_way).map(link).collect();
    if ways.len() > 1 { ways } else { Vec::new() }
}

/// The page of some documents.
fn by_document(site: &Site<'_>, page: &Page, documents: &[u32], pages: &[usize]) -> ChecklistsView {
    let sums = |documents: &[u32]| site.boxes.count_all(documents.iter().copied());
    let section = |&below: &usize| {
        let below = &site.overviews[below];
        let Part::Section { documents, .. } = &below.part else { unreachable!("a section's pages are sections") };
        let (total, done) = sums(documents);
        let href = site.handbook.addresses.href(&page.address, &below.address);
        ChecklistSectionView { title: below.title.clone(), href, total, done }
    };
    let (total, done) = sums(documents);
    let shown = if pages.is_empty() { documents } else { &[] };
    ChecklistsView {
        total,
        done,
        label: page.title.clone(),
        ways: Vec::new(),
        csv: String::new(),
        only_open: false,
        counted: true,
        sections: pages.iter().map(section).collect(),
        sheets: shown.iter().map(|&document| sheets::of_document(site, page, document)).collect(),
    }
}
