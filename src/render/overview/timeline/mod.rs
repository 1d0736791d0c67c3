//! `timeline/`: sprints, waves, phases, releases and weeks to scale, with critical meetings and decisions that are due.

mod chart;
mod draw;

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::calendar::item;
use super::split::{MOST, split};
use super::sprints::days::{self, Days};
use super::{Overview, Page, Part, Planned, Shown};
use crate::link::address::Generated;
use crate::render::escape::text_into as escape;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::LinkView;
use crate::render::view::timeline::TimelineView;
use crate::render::wording::capitalised;
use crate::understand::fact::Unit;
use crate::understand::phrase::date;
use chart::Thing;
use draw::Lane;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Timeline, pages, show, files: &[] };

/// Most milestones of a drawing; the table has more.
const MOST_MARKS: usize = 200;
/// Sorts of bars, from the longest to the shortest: unit, heading, class, word.
const UNITS: [(Unit, &str, &str, &str); 5] = [
    (Unit::Release, "Releases", "bar-release", "Release"),
    (Unit::Phase, "Phases", "bar-phase", "Phase"),
    (Unit::Wave, "Waves", "bar-wave", "Wave"),
    (Unit::Sprint, "Sprints", "bar-sprint", "Sprint"),
    (Unit::Week, "Weeks", "bar-week", "Week"),
];

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Timeline, &site.index.counts(site.handbook, "timebox"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let Part::Section { documents, pages } = &page.part else {
        return shown(&TimelineView::default());
    };
    let sections: Vec<LinkView> = pages
        .iter()
        .map(|below| {
            let below = &site.overviews[*below];
            let href = site.handbook.addresses.href(&page.address, &below.address);
            LinkView { title: below.title.clone(), href, current: false }
        })
        .collect();
    let wanted: Option<HashSet<u32>> = page.above.map(|_| documents.iter().copied().collect());
    let bars = if sections.is_empty() { bars(site, wanted.as_ref()) } else { Vec::new() };
    let marks = if sections.is_empty() { marks(site, wanted.as_ref()) } else { Vec::new() };
    let mut rows_html = String::with_capacity(bars.len() * 250);
    bars.iter().for_each(|bar| row(&mut rows_html, site, &page.address, bar));
    let mut milestones_html = String::with_capacity(marks.len() * 250);
    marks.iter().take(MOST).for_each(|mark| milestone(&mut milestones_html, site, &page.address, mark));
    shown(&TimelineView {
        svg: draw::svg(&lanes(site, &bars, &marks)),
        rows_html,
        milestones_html,
        milestones_more: marks.len().saturating_sub(MOST),
        sections,
    })
}

fn shown(view: &TimelineView) -> Shown {
    // The drawing wants the room that contents would take.
    Shown { template: "timeline-content.html", variables: Variables::of("timeline", view), toc: Vec::new() }
}

/// A sprint with both its days.
struct Bar<'a> {
    timebox: u32,
    unit: Unit,
    days: Days<'a>,
    end: NaiveDate,
}

/// A day that matters.
struct Mark<'a> {
    entry: Entry<'a>,
    day: NaiveDate,
}

/// Sprints with both days; `documents` limits them to those that some of these tell.
fn bars<'a>(site: &'a Site<'_>, documents: Option<&HashSet<u32>>) -> Vec<Bar<'a>> {
    let all = site.handbook.timeboxes.list.iter().enumerate();
    let wanted = all.filter(|(_, timebox)| {
        documents.is_none_or(|documents| timebox.told.iter().any(|(document, _)| documents.contains(document)))
    });
    let bar = |(at, _): (usize, _)| {
        let days = Days::of(site, at as u32)?;
        let end = days.end.filter(|end| *end >= days.start)?;
        Some(Bar { timebox: at as u32, unit: days::unit(site, at as u32), days, end })
    };
    wanted.filter_map(bar).collect()
}

/// Critical meetings and open decisions with their days.
fn marks<'a>(site: &'a Site<'_>, documents: Option<&HashSet<u32>>) -> Vec<Mark<'a>> {
    let all = site.index.of("event").iter().chain(site.index.of("decision"));
    let wanted = all.filter(|entry| documents.is_none_or(|documents| documents.contains(&entry.document)));
    let mut marks: Vec<Mark<'_>> = wanted
        .filter_map(|entry| {
            let fact = entry.fact;
            let is_critical = item::is_shown(fact) && fact.event().is_some_and(|event| event.critical);
            let day = match fact.decision() {
                Some(_) => fact.due.filter(|_| item::is_open(fact)),
                None => fact.start().filter(|_| is_critical),
            };
            Some(Mark { entry: *entry, day: day? })
        })
        .collect();
    marks.sort_by_key(|mark| mark.day);
    marks
}

impl Mark<'_> {
    fn title(&self) -> String {
        let title = &self.entry.fact.title;
        if self.entry.fact.decision().is_some() { capitalised(title) } else { title.to_string() }
    }
}

fn lanes(site: &Site<'_>, bars: &[Bar<'_>], marks: &[Mark<'_>]) -> Vec<Lane> {
    let of_unit = |(unit, title, class, _): (Unit, &'static str, &'static str, &str)| {
        let things = bars.iter().filter(|bar| bar.unit == unit).map(|bar| Thing {
            from: bar.days.start,
            to: bar.end,
            label: days::title(site, bar.timebox),
            class,
            is_mark: false,
        });
        Lane { title, things: things.collect() }
    };
    let marks = marks.iter().take(MOST_MARKS).map(|mark| Thing {
        from: mark.day,
        to: mark.day,
        label: mark.title(),
        class: if mark.entry.fact.decision().is_some() { "mark-decision" } else { "mark-critical" },
        is_mark: true,
    });
    let milestones = Lane { title: "Milestones", things: marks.collect() };
    let lanes = UNITS.into_iter().map(of_unit).chain([milestones]);
    lanes.filter(|lane| !lane.things.is_empty()).collect()
}

fn row(html: &mut String, site: &Site<'_>, address: &str, bar: &Bar<'_>) {
    let addresses = &site.handbook.addresses;
    let href = addresses.href(address, &addresses.sprints[bar.timebox as usize]);
    let (start, end) = (bar.days.start, bar.end);
    let _ = write!(html, "\n<tr data-from=\"{start}\" data-to=\"{end}\"><th scope=\"row\"><a href=\"{href}\">");
    escape(html, &days::title(site, bar.timebox));
    let word = UNITS.iter().find(|known| known.0 == bar.unit).map_or("", |known| known.3);
    let _ = write!(
        html,
        "</a></th><td>{word}</td><td><time datetime=\"{start}/{end}\">{}</time></td></tr>",
        bar.days.words()
    );
}

fn milestone(html: &mut String, site: &Site<'_>, address: &str, mark: &Mark<'_>) {
    let decision = mark.entry.fact.decision().is_some();
    let (attribute, word) = if decision { ("data-due", "Decision due") } else { ("data-date", "Critical meeting") };
    let day = mark.day;
    let _ = write!(
        html,
        "\n<tr {attribute}=\"{day}\"><th scope=\"row\"><a href=\"{}\">",
        site.href_of(address, &mark.entry)
    );
    escape(html, &mark.title());
    let _ = write!(html, "</a></th><td>{word}</td><td><time datetime=\"{day}\">{}</time></td></tr>", date::long(day));
}
