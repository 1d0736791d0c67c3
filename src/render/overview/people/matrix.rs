//! `people/meetings/`: who has to come to what, as tables by sprint; and `people/meetings.csv`, the same line by line.

use std::collections::BTreeMap;

use super::super::register::{Sections, link_into};
use super::super::{Page, Part, Planned, Shown};
use super::hours::Hours;
use super::rows;
use crate::link::address::Generated;
use crate::render::escape::text_into;
use crate::render::facts::write_text;
use crate::render::index::Entry;
use crate::render::involvement::Attends;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::LinkView;
use crate::render::view::people::PeopleView;
use crate::render::wording::duration;

/// Most meetings beside each other.
const COLUMNS: usize = 12;
/// Most meetings of a page.
const MOST: usize = 240;

/// Some meetings of one sprint, or of none.
struct Slice {
    title: String,
    events: Vec<u32>,
}

/// The address of the matrix; none where nobody takes part in anything.
pub fn address(site: &Site<'_>) -> Option<String> {
    let any = site.handbook.addresses.people.len() == site.handbook.subjects.list.len()
        && site.index.of("event").iter().enumerate().any(|(at, _)| !site.involvement.at(at as u32).is_empty());
    any.then(|| site.handbook.addresses.page(&format!("{}/meetings", Generated::People.name())))
}

/// Its pages: its own, and further ones where the meetings are too many. `first` is its number in the overview's list.
pub fn pages(site: &Site<'_>, first: usize) -> Vec<Planned> {
    let Some(address) = address(site) else { return Vec::new() };
    let title = "Who takes part in what".to_owned();
    let mut pages = vec![Planned { address, title, above: Some(0), part: Part::Whole(1) }];
    let parts = parts(site);
    if parts.iter().map(|part| part.events.len()).sum::<usize>() > MOST {
        pages.extend(parts.into_iter().enumerate().map(|(at, part)| Planned {
            address: site.handbook.addresses.page(&format!("{}/meetings/{}", Generated::People.name(), at + 1)),
            title: part.title,
            above: Some(first),
            part: Part::Whole(at as u32 + 2),
        }));
    }
    pages
}

/// Meetings with somebody who comes, by sprint.
fn parts(site: &Site<'_>) -> Vec<Slice> {
    let events = site.index.of("event");
    let mut by_sprint: BTreeMap<(bool, Option<u32>), Vec<u32>> = BTreeMap::new();
    for (at, entry) in (0..).zip(events) {
        if site.involvement.at(at).iter().any(|(subject, _)| is_row(site, *subject)) {
            by_sprint.entry((entry.timebox.is_none(), entry.timebox)).or_default().push(at);
        }
    }
    let mut parts = Vec::new();
    for ((_, sprint), mut all) in by_sprint {
        all.sort_by_key(|event| {
            let start = events[*event as usize].fact.start();
            (start.is_none(), start, *event)
        });
        let name = sprint.map_or("Without a sprint", |at| &*site.handbook.timeboxes.list[at as usize].name);
        let several = all.len() > MOST;
        for (number, events) in all.chunks(MOST).enumerate() {
            let title = if several { format!("{name}, part {}", number + 1) } else { name.to_owned() };
            parts.push(Slice { title, events: events.to_vec() });
        }
    }
    parts
}

/// Whether a subject has rows of its own: the members of a group have theirs.
fn is_row(site: &Site<'_>, subject: u32) -> bool {
    site.involvement.of(subject).members.is_empty()
}

/// One of the pages.
pub fn show(site: &Site<'_>, page: &Page, at: u32) -> Shown {
    let parts = parts(site);
    let total = parts.iter().map(|part| part.events.len()).sum();
    let split = total > MOST;
    let mut sections = Sections::new(10_000);
    let mut view = PeopleView { total, ..PeopleView::default() };
    if split && at == 1 {
        let own = site.overviews.iter().position(|other| std::ptr::eq(other, page));
        let below = site.overviews.iter().filter(|other| other.above.is_some() && other.above == own);
        view.parts.extend(below.map(|below| LinkView {
            title: below.title.clone(),
            href: site.handbook.addresses.href(&page.address, &below.address),
            current: false,
        }));
    }
    let shown: Vec<&Slice> = match at {
        1 if split => Vec::new(),
        1 => parts.iter().collect(),
        at => parts.get(at as usize - 2).into_iter().collect(),
    };
    for part in shown {
        let id = sections.id(&part.title);
        sections.begin(&id, &part.title, "", part.events.len());
        for (number, events) in part.events.chunks(COLUMNS).enumerate() {
            let tables = part.events.len().div_ceil(COLUMNS);
            let caption = if tables > 1 {
                format!("{}: people and meetings, table {} of {tables}", part.title, number + 1)
            } else {
                format!("{}: people and meetings", part.title)
            };
            table(&mut sections.html, site, page, &caption, events);
        }
        sections.end();
        sections.list(&id, &part.title);
    }
    if sections.toc.len() < 2 {
        sections.toc.clear();
    }
    view.csv = Some(csv_href(site, page));
    view.list_html = sections.html;
    Shown { template: "meetings-content.html", variables: Variables::of("people", &view), toc: sections.toc }
}

fn csv_href(site: &Site<'_>, page: &Page) -> String {
    site.handbook.addresses.href(&page.address, &format!("{}/meetings.csv", Generated::People.name()))
}

fn table(out: &mut String, site: &Site<'_>, page: &Page, caption: &str, events: &[u32]) {
    let entries: Vec<&Entry<'_>> = events.iter().map(|event| &site.index.of("event")[*event as usize]).collect();
    let mut marks: BTreeMap<u32, Vec<Option<bool>>> = BTreeMap::new();
    for (column, event) in events.iter().enumerate() {
        for (subject, required) in site.involvement.at(*event).iter().filter(|(subject, _)| is_row(site, *subject)) {
            marks.entry(*subject).or_insert_with(|| vec![None; events.len()])[column] = Some(*required);
        }
    }
    out.push_str("<section class=\"table matrix\" tabindex=\"0\" aria-label=\"");
    text_into(out, caption);
    out.push_str("\"><table><caption class=\"sr\">");
    text_into(out, caption);
    out.push_str("</caption><thead><tr><th scope=\"col\">Who</th>");
    for entry in &entries {
        out.push_str("<th scope=\"col\">");
        link_into(out, &site.href_of(&page.address, entry), &entry.fact.title);
        out.push_str("<span class=\"quiet\">");
        rows::short_into(out, entry.fact);
        out.push_str("</span></th>");
    }
    out.push_str("<th scope=\"col\">Hours</th></tr></thead><tbody>");
    for (subject, marks) in by_name(site, &marks) {
        let mut hours = Hours::default();
        out.push_str("\n<tr><th scope=\"row\">");
        super::subject_into(out, site, &page.address, subject);
        out.push_str("</th>");
        for (mark, entry) in marks.iter().zip(&entries) {
            out.push_str(match mark {
                Some(true) => "<td><span aria-hidden=\"true\">●</span><span class=\"sr\">Required</span></td>",
                Some(false) => "<td><span aria-hidden=\"true\">○</span><span class=\"sr\">Optional</span></td>",
                None => "<td></td>",
            });
            if let Some(required) = mark {
                hours.add(entry.fact, *required);
            }
        }
        let sum = if hours.minutes > 0 { duration(hours.minutes) } else { "–".to_owned() };
        out.push_str(&format!("<td>{sum}</td></tr>"));
    }
    out.push_str("\n</tbody><tfoot><tr><th scope=\"row\">How many</th>");
    for column in 0..events.len() {
        let count = marks.values().filter(|marks| marks[column].is_some()).count();
        out.push_str(&format!("<td>{count}</td>"));
    }
    out.push_str("<td></td></tr></tfoot></table></section>\n");
}

type Marks<'m> = Vec<(u32, &'m Vec<Option<bool>>)>;

/// Rows: people first, then roles, each by name.
fn by_name<'m>(site: &Site<'_>, marks: &'m BTreeMap<u32, Vec<Option<bool>>>) -> Marks<'m> {
    let mut rows: Marks<'m> = marks.iter().map(|(subject, marks)| (*subject, marks)).collect();
    rows.sort_by_cached_key(|(subject, _)| {
        let known = &site.handbook.subjects.list[*subject as usize];
        (known.sort, known.name.to_lowercase(), *subject)
    });
    rows
}

/// Who takes part in what, a line each.
pub fn csv(site: &Site<'_>) -> Vec<u8> {
    let list = &site.handbook.subjects.list;
    let mut out = Vec::new();
    let header = ["who", "meeting", "sprint", "when", "date", "time", "minutes", "attendance", "as", "document"]
        .map(str::to_owned);
    row(header.into_iter(), &mut out);
    for (at, subject) in (0..).zip(list) {
        for attends in &site.involvement.of(at).events {
            row(cells(site, &subject.name, attends).into_iter(), &mut out);
        }
    }
    out
}

fn row(cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    for (at, cell) in cells.enumerate() {
        out.extend_from_slice(if at > 0 { b"," } else { b"" });
        write_text(&cell, out).expect("memory takes all that is written");
    }
    out.extend_from_slice(b"\r\n");
}

fn cells(site: &Site<'_>, who: &str, attends: &Attends) -> [String; 10] {
    let entry = &site.index.of("event")[attends.event as usize];
    let (fact, when) = (entry.fact, entry.fact.when.as_deref());
    let through = attends.through.map(|group| site.handbook.subjects.list[group as usize].name.to_string());
    [
        who.to_owned(),
        fact.title.to_string(),
        entry.timebox.map_or(String::new(), |at| site.handbook.timeboxes.list[at as usize].name.to_string()),
        when.map_or(String::new(), |when| when.text.to_string()),
        fact.start().map_or(String::new(), |day| day.to_string()),
        when.and_then(|when| when.time).map_or(String::new(), |time| time.format("%H:%M").to_string()),
        when.and_then(|when| when.minutes).map_or(String::new(), |minutes| minutes.to_string()),
        if attends.required { "required" } else { "optional" }.to_owned(),
        through.unwrap_or_default(),
        site.handbook.documents[entry.document as usize].path.clone(),
    ]
}
