//! `sprints/`: sprints, waves, phases, releases and weeks as a table, and a page for each.

pub mod days;
mod goal;
mod page;
mod tables;

use std::fmt::Write as _;

use super::split::MOST;
use super::{Overview, Page, Part, Planned, Shown, whole};
use crate::link::address::Generated;
use crate::render::escape::text_into as escape;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::LinkView;
use crate::render::view::sprints::SprintsView;
use days::Days;
use goal::Goal;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Sprints, pages, show, files: &[] };

/// Sprints of a page, where they are too many for one.
const PART: usize = 500;

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let count = site.handbook.timeboxes.list.len();
    let mut pages = vec![whole(site, Generated::Sprints)];
    if count > MOST {
        pages.extend((0..count.div_ceil(PART)).map(|part| {
            let (first, last) = (part * PART, (part * PART + PART).min(count) - 1);
            Planned {
                address: site.handbook.addresses.page(&format!("sprints/{}-{}", first + 1, last + 1)),
                title: format!("{} – {}", days::title(site, first as u32), days::title(site, last as u32)),
                above: Some(0),
                part: Part::Whole(part as u32 + 1),
            }
        }));
    }
    let one = |at: usize| Planned {
        address: site.handbook.addresses.sprints[at].clone(),
        title: days::title(site, at as u32),
        above: Some(if count > MOST { at / PART + 1 } else { 0 }),
        part: Part::One(at as u32),
    };
    pages.extend((0..count).map(one));
    pages
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let total = site.handbook.timeboxes.list.len();
    let shown = match page.part {
        Part::One(timebox) => return page::show(site, &page.address, timebox),
        Part::Whole(0) if total > MOST => 0..0,
        Part::Whole(0) | Part::Section { .. } => 0..total,
        Part::Whole(part) => (part as usize - 1) * PART..(part as usize * PART).min(total),
    };
    let is_first = page.above.is_none();
    let parts = site
        .overviews
        .iter()
        .filter(|other| is_first && total > MOST && super::OVERVIEWS[other.overview].of == Generated::Sprints);
    let parts = parts.filter(|other| matches!(other.part, Part::Whole(part) if part > 0)).map(|other| LinkView {
        title: other.title.clone(),
        href: site.handbook.addresses.href(&page.address, &other.address),
        current: false,
    });
    let goal = |at: usize| goal::of(site, at as u32, &site.handbook.timeboxes.list[at]);
    let goals: Vec<Option<Goal>> = shown.clone().map(goal).collect();
    let has_goals = goals.iter().any(Option::is_some);
    let mut rows_html = String::with_capacity(shown.len() * 400);
    for (at, goal) in shown.zip(&goals) {
        row(&mut rows_html, site, &page.address, at as u32);
        if has_goals {
            rows_html.push_str("<td data-label=\"Goal\">");
            escape(&mut rows_html, &goal.as_ref().map(|goal| goal.lines.join("; ")).unwrap_or_default());
            rows_html.push_str("</td>");
        }
        rows_html.push_str("</tr>");
    }
    let view = SprintsView { rows_html, has_goals, total, parts: parts.collect() };
    Shown { template: "sprints-content.html", variables: Variables::of("sprints", &view), toc: Vec::new() }
}

/// Name, dates and progress of one; the row goes on.
fn row(html: &mut String, site: &Site<'_>, address: &str, at: u32) {
    let addresses = &site.handbook.addresses;
    let days = Days::of(site, at);
    html.push_str("\n<tr");
    if let Some(days) = &days {
        let _ = write!(html, " data-from=\"{}\"", days.start);
        if let Some(end) = days.end {
            let _ = write!(html, " data-to=\"{end}\"");
        }
    }
    let _ =
        write!(html, "><th scope=\"row\"><a href=\"{}\">", addresses.href(address, &addresses.sprints[at as usize]));
    escape(html, &days::title(site, at));
    let series = &site.handbook.timeboxes.list[at as usize].series;
    if !series.is_empty() {
        html.push_str("</a> <span class=\"quiet\">");
        escape(html, series);
        html.push_str("</span></th><td data-label=\"Dates\">");
    } else {
        html.push_str("</a></th><td data-label=\"Dates\">");
    }
    match &days {
        Some(days) => {
            let end = days.end.map(|end| format!("/{end}")).unwrap_or_default();
            let _ = write!(html, "<time datetime=\"{}{end}\">{}</time>", days.start, days.words());
        }
        None => html.push_str("<span class=\"quiet\">No dates</span>"),
    }
    html.push_str("</td><td data-label=\"Progress\">");
    let (done, total) = page::boxes(site, at);
    if total > 0 {
        let _ = write!(html, "<span class=\"progress\"><progress max=\"{total}\" value=\"{done}\" aria-label=\"");
        escape(html, &days::title(site, at));
        let _ = write!(html, "\"></progress> <span>{done} of {total} done</span></span>");
    }
    html.push_str("</td>");
}
