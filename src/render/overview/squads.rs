//! `squads/`: a card for each squad, whatever documents tell of it.

use super::register::{Sections, link_into};
use super::{Overview, Page, Shown, whole};
use crate::link::address::Generated;
use crate::link::subjects::Sort;
use crate::link::target::Target;
use crate::render::escape::text_into;
use crate::render::feeds::{self, Feed};
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::people::PeopleView;
use crate::render::who;
use crate::understand::fact::{Fact, Name, Squad};

/// The overview.
pub const OVERVIEW: Overview =
    Overview { of: Generated::Squads, pages: |site| vec![whole(site, Generated::Squads)], show, files: &[] };

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let list = &site.handbook.subjects.list;
    let squads: Vec<u32> = (0..).zip(list).filter(|(_, one)| one.sort == Sort::Squad).map(|(at, _)| at).collect();
    let mut sections = Sections::new(1_000 * squads.len());
    for squad in &squads {
        card(&mut sections, site, page, *squad);
    }
    let view = PeopleView { total: squads.len(), list_html: sections.html, ..PeopleView::default() };
    let toc = if sections.toc.len() < 2 { Vec::new() } else { sections.toc };
    Shown { template: "squads-content.html", variables: Variables::of("people", &view), toc }
}

/// A document's telling of a squad.
struct Told<'s> {
    document: u32,
    fact: &'s Fact,
    squad: &'s Squad,
}

fn card(sections: &mut Sections, site: &Site<'_>, page: &Page, at: u32) {
    let subject = &site.handbook.subjects.list[at as usize];
    let told: Vec<Told<'_>> = subject
        .told
        .iter()
        .filter_map(|(document, number)| {
            let fact = &site.handbook.facts[*document as usize][*number as usize];
            Some(Told { document: *document, squad: fact.squad()?, fact })
        })
        .collect();
    let id = sections.id(&subject.slug);
    let own = site.handbook.addresses.people.get(at as usize);
    let href = own.map(|to| site.handbook.addresses.href(&page.address, to)).unwrap_or_default();
    let share = site.involvement.of(at);
    for piece in ["<section class=\"squad-card\" aria-labelledby=\"", &id, "\">\n<h2 id=\"", &id, "\">"] {
        sections.html.push_str(piece);
    }
    link_into(&mut sections.html, &href, &subject.name);
    sections.html.push_str("</h2>\n");
    sections.list(&id, &subject.name);
    let out = &mut sections.html;
    if let Some(mission) = told.iter().find_map(|told| told.squad.mission.as_deref()) {
        out.push_str("<p>");
        text_into(out, mission);
        out.push_str("</p>\n");
    }
    out.push_str("<dl class=\"fields\">");
    let lead = told.iter().find_map(|told| Some((told.document, told.fact.owner.as_ref()?)));
    field(out, "Lead", lead.is_some(), |out| {
        if let Some((document, lead)) = lead {
            who::link_into(out, site, &page.address, lead, document);
        }
    });
    let members = members(&told);
    field(out, "Members", !members.is_empty(), |out| {
        for (at, (document, name)) in members.iter().enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            who::link_into(out, site, &page.address, name, *document);
        }
    });
    field(out, "Charter", true, |out| charter(out, site, page, &told));
    let mut sprints: Vec<&str> = told.iter().filter_map(|told| told.fact.timebox.as_deref()).collect();
    sprints.dedup();
    field(out, "Sprint", !sprints.is_empty(), |out| sprint_links(out, site, page, &told));
    let events = site.index.of("event");
    field(out, "Meetings", !share.events.is_empty(), |out| {
        out.push_str("<ul>");
        for attends in &share.events {
            let entry = &events[attends.event as usize];
            out.push_str("\n<li>");
            link_into(out, &site.href_of(&page.address, entry), &entry.fact.title);
            out.push_str(" <span class=\"quiet\">");
            super::people::when_into(out, site, entry.fact.when.as_deref());
            out.push_str("</span></li>");
        }
        out.push_str("\n</ul>");
    });
    field(out, "On call", !share.shifts.is_empty(), |out| on_call(out, site, page, at));
    field(out, "Told in", !told.is_empty(), |out| sources(out, site, page, &told));
    out.push_str("\n</dl>\n");
    if own.is_some()
        && let Some(feed) = feeds::subscribe(site, Feed::Subject(at), &page.address)
    {
        out.push_str("<p class=\"quiet\"><a href=\"");
        text_into(out, &feed.download);
        out.push_str("\" download>Download the calendar of ");
        text_into(out, &subject.name);
        out.push_str("</a>; its own page tells how to subscribe.</p>\n");
    }
    sections.end();
}

fn field(out: &mut String, name: &str, shown: bool, write: impl FnOnce(&mut String)) {
    if shown {
        for piece in ["\n<div><dt>", name, "</dt><dd>"] {
            out.push_str(piece);
        }
        write(out);
        out.push_str("</dd></div>");
    }
}

/// Everybody whom a document names as a member, each once, as first written.
fn members<'s>(told: &[Told<'s>]) -> Vec<(u32, &'s Name)> {
    let mut members: Vec<(u32, &Name)> = Vec::new();
    for told in told {
        for name in &told.squad.members {
            if !members.iter().any(|(_, known)| known.text == name.text) {
                members.push((told.document, name));
            }
        }
    }
    members
}

fn charter(out: &mut String, site: &Site<'_>, page: &Page, told: &[Told<'_>]) {
    let Some((document, written)) = told.iter().find_map(|told| Some((told.document, told.squad.charter.as_deref()?)))
    else {
        return out.push_str("No charter yet");
    };
    let parsed = &site.handbook.documents[document as usize];
    let named = |link: &crate::parse::document::Link| *link.target == *written;
    let target = parsed.links.iter().position(named).map(|at| &site.handbook.targets[document as usize][at]);
    match target {
        Some(Target::Page { document, .. }) => {
            let title = site.handbook.documents[*document as usize].title();
            link_into(out, &site.href_to_heading(&page.address, *document, None), title);
        }
        _ => text_into(out, written),
    }
}

fn sprint_links(out: &mut String, site: &Site<'_>, page: &Page, told: &[Told<'_>]) {
    let mut seen = Vec::new();
    for told in told {
        let Some(name) = told.fact.timebox.as_deref() else { continue };
        let at = site.handbook.timeboxes.named(name, &site.handbook.scopes[told.document as usize]);
        if seen.contains(&(at, name)) {
            continue;
        }
        out.push_str(if seen.is_empty() { "" } else { ", " });
        let to = at.and_then(|at| site.handbook.addresses.sprints.get(at as usize));
        link_into(out, &to.map(|to| site.handbook.addresses.href(&page.address, to)).unwrap_or_default(), name);
        seen.push((at, name));
    }
}

fn on_call(out: &mut String, site: &Site<'_>, page: &Page, at: u32) {
    out.push_str("<ul>");
    for duty in &site.involvement.of(at).shifts {
        let (rota, shift) = &site.shifts.list[duty.shift as usize];
        let entry = &site.index.of("rotation")[*rota as usize];
        out.push_str("\n<li>");
        link_into(out, &site.href_of(&page.address, entry), &entry.fact.title);
        out.push_str(" <span class=\"quiet\">");
        super::on_call::when_into(out, shift);
        out.push_str("</span></li>");
    }
    out.push_str("\n</ul>");
}

fn sources(out: &mut String, site: &Site<'_>, page: &Page, told: &[Told<'_>]) {
    let mut seen = Vec::new();
    for told in told.iter() {
        if seen.contains(&told.document) {
            continue;
        }
        out.push_str(if seen.is_empty() { "" } else { ", " });
        seen.push(told.document);
        let title = site.handbook.documents[told.document as usize].title();
        link_into(out, &site.href_of_fact(&page.address, told.fact), title);
    }
}
