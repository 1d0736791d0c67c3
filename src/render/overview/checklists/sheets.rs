//! Sheets of boxes: of a document, of an owner, of a day.

use std::ops::Range;

use crate::parse::document::Document;
use crate::render::boxes::{Group, Way, is_box, tick};
use crate::render::index::Entry;
use crate::render::overview::Page;
use crate::render::site::Site;
use crate::render::view::checklists::{
    ChecklistGroupView, ChecklistItemView, ChecklistSectionView, ChecklistSheetView, ChecklistsView, DueView,
};
use crate::understand::fact::{Fact, State, Task};
use crate::understand::phrase::{date, names};

/// The boxes of a document, by the headings above them.
pub(super) fn of_document(site: &Site<'_>, page: &Page, number: u32) -> ChecklistSheetView {
    let document = &site.handbook.documents[number as usize];
    let href = |heading: Option<u32>| site.href_to_heading(&page.address, number, heading);
    let title = document.outline.iter().find(|heading| heading.level == 1).map(|heading| heading.text.as_str());
    let keys = tick::keys(document);
    let mut groups: Vec<ChecklistGroupView> = Vec::new();
    let mut heading = None;
    for entry in site.index.in_document("task", number).iter().filter(|entry| is_box(entry.fact)) {
        let Some(task) = entry.fact.task() else { continue };
        if groups.is_empty() || heading != entry.fact.heading {
            heading = entry.fact.heading;
            groups.push(group(section_title(task, title), href(heading), document));
        }
        let key = task.item.and_then(|item| keys.get(item as usize).cloned());
        add(groups.last_mut(), entry.fact, item(site, page, entry, key));
    }
    let (total, done) = site.boxes.count(number);
    let title = document.title().to_owned();
    ChecklistSheetView { title, href: href(None), id: String::new(), signed: true, total, done, groups }
}

/// All boxes by owner or by day; where they are too many, the pages that have them.
pub(super) fn whole(site: &Site<'_>, page: &Page, way: Way) -> ChecklistsView {
    let groups = site.boxes.groups(way);
    let (total, done) = site.boxes.count_all(site.handbook.reading_order().map(|document| document as u32));
    let is_long = site.boxes.is_long;
    let sheets = groups.iter().enumerate().filter(|_| !is_long);
    ChecklistsView {
        total,
        done,
        label: page.title.clone(),
        ways: Vec::new(),
        csv: String::new(),
        only_open: is_long,
        counted: false,
        sections: if is_long { sections(site, page, way) } else { Vec::new() },
        sheets: sheets.map(|(_, group)| of_group(site, page, way, group, 0..group.boxes.len())).collect(),
    }
}

/// Some of the boxes of an owner or month.
pub(super) fn part(site: &Site<'_>, page: &Page, number: usize) -> ChecklistsView {
    let part = &site.boxes.parts[number];
    let groups = site.boxes.groups(part.way);
    let shown = || part.slices.iter().map(|slice| (&groups[slice.group], slice.boxes.clone()));
    ChecklistsView {
        total: shown().map(|(group, _)| group.total).sum(),
        done: shown().map(|(group, _)| group.done).sum(),
        label: page.title.clone(),
        ways: Vec::new(),
        csv: String::new(),
        only_open: true,
        counted: false,
        sections: Vec::new(),
        sheets: shown().map(|(group, boxes)| of_group(site, page, part.way, group, boxes)).collect(),
    }
}

/// The pages below a list that is too long: those of a day or owner with all its boxes, the rest by document.
fn sections(site: &Site<'_>, page: &Page, way: Way) -> Vec<ChecklistSectionView> {
    let addresses = &site.handbook.addresses;
    let groups = site.boxes.groups(way);
    let own = site.overviews.iter().position(|other| std::ptr::eq(other, page));
    let mut sections: Vec<(String, ChecklistSectionView)> = Vec::new();
    for group in groups {
        if let Some((slug, section)) = sections.last_mut()
            && *slug == group.slug
            && !group.is_rest
        {
            section.total += group.total;
            section.done += group.done;
            continue;
        }
        let part = site.boxes.parts.iter().position(|part| part.way == way && part.slug == group.slug);
        let is_part = |other: &&super::Page| {
            other.above == own && part.is_some_and(|part| other.part == super::Part::One(part as u32))
        };
        // Who has nothing left to do has no page, and those without an owner or a day stand by document.
        let below = site.overviews.iter().find(is_part).filter(|_| !group.is_rest);
        let top = own.and_then(|own| site.overviews[own].above).map(|top| &site.overviews[top]);
        let to = below.or(top);
        let title = below.map_or_else(|| group.title.clone(), |below| below.title.clone());
        let href = to.map_or(String::new(), |to| addresses.href(&page.address, &to.address));
        let (total, done) = (group.total, group.done);
        sections.push((group.slug.clone(), ChecklistSectionView { title, href, total, done }));
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// Boxes of an owner or a day, by their documents.
fn of_group(site: &Site<'_>, page: &Page, way: Way, of: &Group, boxes: Range<usize>) -> ChecklistSheetView {
    let tasks = site.index.of("task");
    let mut groups: Vec<ChecklistGroupView> = Vec::new();
    let mut last = None;
    for entry in of.boxes[boxes].iter().map(|&at| &tasks[at as usize]) {
        let document = &site.handbook.documents[entry.document as usize];
        if last != Some((entry.document, entry.fact.heading)) {
            last = Some((entry.document, entry.fact.heading));
            let href = site.href_of(&page.address, entry);
            groups.push(group(place_title(entry, document), href, document));
        }
        let key = entry.fact.task().and_then(|task| task.item).map(|item| tick::key(document, item));
        let mut item = item(site, page, entry, key);
        item.iter_mut().for_each(|item| item.depth = 0);
        add(groups.last_mut(), entry.fact, item);
    }
    let people = of.subject.and_then(|subject| site.handbook.addresses.people.get(subject as usize));
    ChecklistSheetView {
        title: of.title.clone(),
        href: people.map(|address| site.handbook.addresses.href(&page.address, address)).unwrap_or_default(),
        id: String::new(),
        signed: way == Way::Owner && !of.is_rest,
        total: of.total,
        done: of.done,
        groups,
    }
}

/// A group without its boxes.
fn group(title: String, href: String, document: &Document) -> ChecklistGroupView {
    ChecklistGroupView { title, href, total: 0, done: 0, path: document.path.clone(), items: Vec::new() }
}

fn add(group: Option<&mut ChecklistGroupView>, fact: &Fact, item: Option<ChecklistItemView>) {
    let Some((group, item)) = group.zip(item) else { return };
    group.total += 1;
    group.done += usize::from(fact.is_done());
    group.items.push(item);
}

/// The headings above a box, the document's title left out.
fn section_title(task: &Task, title: Option<&str>) -> String {
    let names = match &*task.group {
        [first, rest @ ..] if Some(&**first) == title => rest,
        all => all,
    };
    names.join(" › ")
}

/// Where a box stands: the document and the last heading above it.
fn place_title(entry: &Entry<'_>, document: &Document) -> String {
    let heading =
        entry.fact.task().and_then(|task| task.group.last()).filter(|heading| ***heading != *document.title());
    match heading {
        Some(heading) => format!("{} › {heading}", document.title()),
        None => document.title().to_owned(),
    }
}

fn item(site: &Site<'_>, page: &Page, entry: &Entry<'_>, key: Option<String>) -> Option<ChecklistItemView> {
    let fact = entry.fact;
    let document = &site.handbook.documents[entry.document as usize];
    let written = document.tasks.get(fact.task()?.item? as usize)?;
    Some(ChecklistItemView {
        text: less_owner(&written.text, fact.owner.as_deref()).to_owned(),
        // A box has a state.
        state: fact.state.unwrap_or(State::Open).word(),
        depth: written.depth,
        tick: key?,
        owners: owners(site, page, entry),
        due: due(fact),
    })
}

/// A box's text without its owner in parentheses at the end: the owner is shown beside it.
fn less_owner<'t>(text: &'t str, owner: Option<&str>) -> &'t str {
    let aside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match aside.zip(owner) {
        Some(((text, inner), owner)) if inner.trim() == owner && !text.trim().is_empty() => text.trim_end(),
        _ => text,
    }
}

/// Owners as written, with their pages.
fn owners(site: &Site<'_>, page: &Page, entry: &Entry<'_>) -> Vec<(String, Option<String>)> {
    let handbook = site.handbook;
    let Some(written) = entry.fact.owner.as_deref() else { return Vec::new() };
    let names = names::split(written).into_iter();
    names
        .map(|name| {
            let known = handbook.subjects.named(&handbook.roster, name, entry.document as usize);
            let address = known.first().filter(|_| known.len() == 1);
            let address = address.and_then(|&subject| handbook.addresses.people.get(subject as usize));
            (name.to_owned(), address.map(|address| handbook.addresses.href(&page.address, address)))
        })
        .collect()
}

fn due(fact: &Fact) -> Option<DueView> {
    if let Some(due) = fact.due {
        return Some(DueView { iso: Some(due.to_string()), text: date::long(due) });
    }
    let when = fact.when.as_deref().filter(|when| !when.text.is_empty())?;
    Some(DueView { iso: None, text: when.text.to_string() })
}
