//! Which calendar feeds there are, where they stand, and what each holds.

mod due;
mod duty;
mod entry;
mod held;
mod revised;
mod subscribe;
mod tasks;
mod time;

use crate::link::address::{FEED, Generated};
use crate::link::subjects::Sort;

use super::ics::{self, Colour};
use super::index::Entry;
use super::site::Site;

pub use entry::same;
pub use held::Held;
pub use subscribe::{offer, subscribe};

/// A calendar feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feed {
    /// `calendar.ics`: every dated event, and shifts of several days.
    All,
    /// The same of a sprint, as a number in `handbook.timeboxes`.
    Timebox(u32),
    /// What a person, role or squad takes part in, when they are on duty, and what they have to decide or do by when, as a number in `handbook.subjects`.
    Subject(u32),
    /// `deadlines.ics`: what is due, as all-day events.
    Deadlines,
    /// `tasks.ics`: tasks, as such.
    Tasks,
    /// One event alone, as a number in [`Held`].
    One(u32),
}

/// Where a feed stands below the site's root; none where it has nothing to tell.
pub fn address(site: &Site<'_>, feed: Feed) -> Option<String> {
    if !site.feeds.has(feed) {
        return None;
    }
    let handbook = site.handbook;
    Some(match feed {
        Feed::All => FEED.to_owned(),
        Feed::Timebox(at) => format!("calendar/{}.ics", handbook.timeboxes.list[at as usize].slug),
        Feed::Subject(at) => {
            let subject = &handbook.subjects.list[at as usize];
            format!("{}/{}.ics", folder(subject.sort), subject.slug)
        }
        Feed::Deadlines => "deadlines.ics".to_owned(),
        Feed::Tasks => "tasks.ics".to_owned(),
        Feed::One(at) => format!("calendar/events/{}.ics", site.feeds.file(at)),
    })
}

fn folder(sort: Sort) -> &'static str {
    match sort {
        Sort::Person => "people",
        Sort::Role => "roles",
        Sort::Squad => "squads",
    }
}

/// All feeds that have something to tell, by their addresses.
pub fn all(site: &Site<'_>) -> Vec<(String, Feed)> {
    site.feeds.all().filter_map(|feed| Some((address(site, feed)?, feed))).collect()
}

/// The file that adds one event to a calendar, below the site's root; none for an event without a date.
pub fn event_file(site: &Site<'_>, event: &Entry<'_>) -> Option<String> {
    address(site, Feed::One(site.feeds.number(event)?))
}

/// The bytes of a feed.
pub fn bytes(site: &Site<'_>, feed: Feed) -> Vec<u8> {
    let entries = match feed {
        Feed::Tasks => tasks::entries(site),
        _ => site.feeds.of(feed).map(|item| ics::Entry::Event(entry::event(site, item))).collect(),
    };
    let source = address(site, feed).and_then(|address| site.absolute(&address));
    let page = page(site, feed).and_then(|address| site.absolute(&address));
    let about = ics::FeedAbout {
        name: &name(site, feed),
        description: description(feed),
        colour: Some(colour(feed)),
        page: page.as_deref(),
        source: source.as_deref().filter(|_| !matches!(feed, Feed::One(_))),
    };
    ics::feed(&about, &entries)
}

/// What calendars call it.
fn name(site: &Site<'_>, feed: Feed) -> String {
    let handbook = site.handbook;
    let part = match feed {
        Feed::All => return handbook.title(),
        Feed::Timebox(at) => &handbook.timeboxes.list[at as usize].name,
        Feed::Subject(at) => &*handbook.subjects.list[at as usize].name,
        Feed::Deadlines => "deadlines",
        Feed::Tasks => "tasks",
        Feed::One(at) => &site.feeds.item(at).entry.fact.title,
    };
    format!("{}: {part}", handbook.title())
}

fn description(feed: Feed) -> &'static str {
    match feed {
        Feed::All => "Every dated event of the handbook.",
        Feed::Timebox(_) => "The events of one sprint.",
        Feed::Subject(_) => "Events to take part in, times on duty, and what is due.",
        Feed::Deadlines => "What has to be decided, done or delivered, on the day by which it is due.",
        Feed::Tasks => "Tasks with the day by which they are due.",
        Feed::One(_) => "",
    }
}

/// Feeds that one person is likely to have beside each other differ.
fn colour(feed: Feed) -> Colour {
    match feed {
        Feed::All | Feed::One(_) => Colour { name: "royalblue", parts: "#4169E1" },
        Feed::Timebox(_) => Colour { name: "teal", parts: "#008080" },
        Feed::Subject(_) => Colour { name: "mediumpurple", parts: "#9370DB" },
        Feed::Deadlines => Colour { name: "firebrick", parts: "#B22222" },
        Feed::Tasks => Colour { name: "seagreen", parts: "#2E8B57" },
    }
}

/// The address of the page that shows the same.
fn page(site: &Site<'_>, feed: Feed) -> Option<String> {
    let addresses = &site.handbook.addresses;
    match feed {
        Feed::All | Feed::Deadlines => addresses.generated(Generated::Calendar),
        Feed::Timebox(at) => addresses.sprints.get(at as usize).cloned(),
        Feed::Subject(at) => addresses.people.get(at as usize).cloned(),
        Feed::Tasks => addresses.generated(Generated::Checklists),
        Feed::One(_) => None,
    }
}

#[cfg(test)]
mod tests;
