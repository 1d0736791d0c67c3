//! `gates/`: forms and criteria, a sheet to print for each.

mod lines;
mod sheet;

use super::split::split;
use super::{Overview, Page, Part, Planned, Shown};
use crate::link::address::Generated;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::gates::{GateRowView, GateWhenView, GatesView};
use crate::render::view::{LinkView, TocView};
use crate::understand::fact::Fact;
use crate::understand::phrase::date;
use crate::understand::sheet::Sheet;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Gates, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let counts = site.handbook.reading_order().map(|document| (document as u32, of_document(site, document).count()));
    let counts: Vec<(u32, usize)> = counts.filter(|(_, gates)| *gates > 0).collect();
    let mut pages = split(site, Generated::Gates, &counts);
    let one = |(at, gate): (usize, &crate::link::gates::Gate)| Planned {
        address: site.handbook.addresses.gates[at].clone(),
        title: gate.title.clone(),
        above: Some(0),
        part: Part::One(at as u32),
    };
    pages.extend(site.handbook.gates.iter().enumerate().map(one));
    pages
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    match &page.part {
        Part::Section { documents, pages } => list(site, page, documents, pages),
        Part::One(gate) => {
            let view = sheet::view(site, page, *gate as usize);
            Shown { template: "gate-content.html", toc: Vec::new(), variables: Variables::of("gate", &view) }
        }
        Part::Whole(_) => unreachable!("gates are split by section"),
    }
}

/// The numbers of a document's gates.
fn of_document(site: &Site<'_>, document: usize) -> std::ops::Range<usize> {
    let gates = &site.handbook.gates;
    let start = gates.partition_point(|gate| (gate.document as usize) < document);
    start..gates.partition_point(|gate| gate.document as usize <= document)
}

/// The gates of a sprint with their sheets, as numbers in `handbook.gates`.
pub fn of_sprint<'s>(site: &'s Site<'_>, timebox: u32) -> impl Iterator<Item = (usize, &'s Sheet)> {
    let all = site.index.documents_of(timebox).iter().flat_map(|document| of_document(site, *document as usize));
    all.map(|gate| (gate, sheet_of(site, gate))).filter(move |(gate, sheet)| {
        let scope = &site.handbook.scopes[site.handbook.gates[*gate].document as usize];
        let named = sheet.timebox.as_deref().and_then(|name| site.handbook.timeboxes.named(name, scope));
        named == Some(timebox)
    })
}

/// The sheet of a gate.
fn sheet_of<'s>(site: &Site<'s>, gate: usize) -> &'s Sheet {
    let gate = &site.handbook.gates[gate];
    &site.handbook.claims[gate.document as usize].sheets[gate.sheet as usize]
}

/// The list of gates; or the pages that have it.
fn list(site: &Site<'_>, page: &Page, documents: &[u32], pages: &[usize]) -> Shown {
    let link = |&below: &usize| {
        let below = &site.overviews[below];
        let href = site.handbook.addresses.href(&page.address, &below.address);
        LinkView { title: below.title.clone(), href, current: false }
    };
    let shown = if pages.is_empty() { documents } else { &[] };
    let gates: Vec<usize> = shown.iter().flat_map(|&document| of_document(site, document as usize)).collect();
    let (criteria, forms): (Vec<usize>, Vec<usize>) =
        gates.into_iter().partition(|&gate| sheet_of(site, gate).criteria().next().is_some());
    let rows = |gates: &[usize]| gates.iter().map(|&gate| row(site, page, gate)).collect::<Vec<_>>();
    let view = GatesView { sections: pages.iter().map(link).collect(), gates: rows(&criteria), forms: rows(&forms) };
    let entry = |title: &str, id: &str| TocView { title: title.into(), href: format!("#{id}"), children: Vec::new() };
    let both = !view.gates.is_empty() && !view.forms.is_empty();
    let toc = if both { vec![entry("With criteria", "gates.criteria"), entry("Forms", "gates.forms")] } else { vec![] };
    Shown { template: "gates-content.html", toc, variables: Variables::of("gates", &view) }
}

fn row(site: &Site<'_>, page: &Page, number: usize) -> GateRowView {
    let gate = &site.handbook.gates[number];
    let sheet = sheet_of(site, number);
    let criteria = sheet.criteria().count();
    GateRowView {
        title: gate.title.clone(),
        href: site.handbook.addresses.href(&page.address, &site.handbook.addresses.gates[number]),
        source: source(site, page, gate.document, sheet),
        timebox: timebox(site, page, gate.document, sheet),
        when: decision(site, gate.document, sheet).and_then(when),
        blanks: sheet.blanks(),
        criteria,
        met: sheet.criteria().filter(|(met, _)| *met).count(),
    }
}

/// The document that has it, at its heading.
fn source(site: &Site<'_>, page: &Page, document: u32, sheet: &Sheet) -> LinkView {
    LinkView {
        title: site.handbook.documents[document as usize].title().to_owned(),
        href: site.href_to_heading(&page.address, document, sheet.heading),
        current: false,
    }
}

/// The sprint's page.
fn timebox(site: &Site<'_>, page: &Page, document: u32, sheet: &Sheet) -> Option<LinkView> {
    let handbook = site.handbook;
    let name = sheet.timebox.as_deref()?;
    let known = handbook.timeboxes.named(name, &handbook.scopes[document as usize])?;
    let href = handbook.addresses.href(&page.address, handbook.addresses.sprints.get(known as usize)?);
    Some(LinkView { title: name.to_owned(), href, current: false })
}

/// The decision under whose heading it stands, the nearest one above.
fn decision<'s>(site: &Site<'s>, document: u32, sheet: &Sheet) -> Option<&'s Fact> {
    let outline = &site.handbook.documents[document as usize].outline;
    let decisions = site.index.in_document("decision", document);
    let mut level = u8::MAX;
    for at in (0..=sheet.heading?).rev() {
        let own = outline.get(at as usize)?.level;
        if own >= level {
            continue;
        }
        level = own;
        if let Some(found) = decisions.iter().find(|entry| entry.fact.heading == Some(at)) {
            return Some(found.fact);
        }
    }
    None
}

/// By when a decision is to be made.
fn when(decision: &Fact) -> Option<GateWhenView> {
    if let Some(due) = decision.due {
        return Some(GateWhenView { iso: Some(due.to_string()), text: date::long_with_weekday(due) });
    }
    let when = decision.when.as_deref()?;
    match when.start {
        Some(start) => Some(GateWhenView { iso: Some(start.to_string()), text: date::long_with_weekday(start) }),
        None => (!when.text.is_empty()).then(|| GateWhenView { iso: None, text: when.text.to_string() }),
    }
}
