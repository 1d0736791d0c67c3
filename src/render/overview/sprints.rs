//! `sprints/`: sprints, waves, phases, releases and weeks, a page each.

use super::{Overview, Page, Part, Planned, Shown, plain, whole};
use crate::link::address::Generated;
use crate::render::site::Site;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Sprints, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let one = |(at, timebox): (usize, &crate::link::timeboxes::Timebox)| Planned {
        address: site.handbook.addresses.sprints[at].clone(),
        title: timebox.name.to_string(),
        above: Some(0),
        part: Part::One(at as u32),
    };
    let all = site.handbook.timeboxes.list.iter().enumerate().map(one);
    std::iter::once(whole(site, Generated::Sprints)).chain(all).collect()
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    plain::links(site, page)
}
