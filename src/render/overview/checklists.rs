//! `checklists/`: every box by document and section, with counts; above 1,000 boxes a page for each section.

use super::split::split;
use super::{Overview, Page, Part, Planned, Shown};
use crate::link::address::Generated;
use crate::parse::document::Document;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::checklists::{
    ChecklistDocumentView, ChecklistGroupView, ChecklistItemView, ChecklistSectionView, ChecklistsView,
};
use crate::understand::fact::{Fact, State, Task};

/// The checklists.
pub const OVERVIEW: Overview = Overview { of: Generated::Checklists, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let counts: Vec<(u32, usize)> = site
        .handbook
        .reading_order()
        .map(|document| (document as u32, count(&site.handbook.facts[document]).0))
        .filter(|(_, boxes)| *boxes > 0)
        .collect();
    split(site, Generated::Checklists, &counts)
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let Part::Section { documents, pages } = &page.part else { unreachable!("checklists are split by section") };
    let sums = |documents: &[u32]| {
        let counts = documents.iter().map(|&document| count(&site.handbook.facts[document as usize]));
        counts.fold((0, 0), |(total, done), (boxes, ticked)| (total + boxes, done + ticked))
    };
    let section = |&below: &usize| {
        let below = &site.overviews[below];
        let Part::Section { documents, .. } = &below.part else { unreachable!("checklists are split by section") };
        let (total, done) = sums(documents);
        let href = site.handbook.addresses.href(&page.address, &below.address);
        ChecklistSectionView { title: below.title.clone(), href, total, done }
    };
    let (total, done) = sums(documents);
    let shown = if pages.is_empty() { &documents[..] } else { &[] };
    let view = ChecklistsView {
        total,
        done,
        sections: pages.iter().map(section).collect(),
        documents: shown.iter().map(|&document| document_view(site, page, document)).collect(),
    };
    Shown { template: "checklists-content.html", variables: Variables::of("checklists", &view), toc: Vec::new() }
}

fn boxes(facts: &[Fact]) -> impl Iterator<Item = (&Fact, &Task)> {
    facts.iter().filter_map(|fact| Some((fact, fact.task().filter(|task| task.item.is_some())?)))
}

/// How many boxes, and how many of them are ticked.
fn count(facts: &[Fact]) -> (usize, usize) {
    boxes(facts).fold((0, 0), |(total, done), (fact, _)| (total + 1, done + usize::from(fact.is_done())))
}

fn document_view(site: &Site<'_>, page: &Page, number: u32) -> ChecklistDocumentView {
    let document = &site.handbook.documents[number as usize];
    let href = |heading: Option<u32>| site.href_to_heading(&page.address, number, heading);
    let title = document.outline.iter().find(|heading| heading.level == 1).map(|heading| heading.text.as_str());
    let mut groups: Vec<ChecklistGroupView> = Vec::new();
    let mut heading = None;
    for (fact, task) in boxes(&site.handbook.facts[number as usize]) {
        if groups.is_empty() || heading != fact.heading {
            heading = fact.heading;
            groups.push(group_view(task, title, href(heading)));
        }
        let Some((group, item)) = groups.last_mut().zip(item_view(document, fact, task)) else { continue };
        group.total += 1;
        group.done += usize::from(item.done);
        group.items.push(item);
    }
    ChecklistDocumentView {
        title: document.title().to_owned(),
        href: href(None),
        total: groups.iter().map(|group| group.total).sum(),
        done: groups.iter().map(|group| group.done).sum(),
        groups,
    }
}

/// A group without its boxes.
fn group_view(task: &Task, title: Option<&str>, href: String) -> ChecklistGroupView {
    let names = match &*task.group {
        [first, rest @ ..] if Some(&**first) == title => rest,
        all => all,
    };
    ChecklistGroupView { title: names.join(" › "), href, total: 0, done: 0, items: Vec::new() }
}

fn item_view(document: &Document, fact: &Fact, task: &Task) -> Option<ChecklistItemView> {
    let item = document.tasks.get(task.item? as usize)?;
    Some(ChecklistItemView {
        text: item.text.clone(),
        done: fact.is_done(),
        // A box has a state.
        state: fact.state.unwrap_or(State::Open).word(),
        depth: item.depth,
    })
}
