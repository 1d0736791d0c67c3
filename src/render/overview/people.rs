//! `people/`: people, roles and squads, a page each.

use super::{Overview, Page, Part, Planned, Shown, plain, whole};
use crate::link::address::Generated;
use crate::render::site::Site;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::People, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let one = |(at, address): (usize, &String)| Planned {
        address: address.clone(),
        title: site.handbook.subjects.list[at].name.to_string(),
        above: Some(0),
        part: Part::One(at as u32),
    };
    let all = site.handbook.addresses.people.iter().enumerate().map(one);
    std::iter::once(whole(site, Generated::People)).chain(all).collect()
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    plain::links(site, page)
}
