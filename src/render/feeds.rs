//! Which calendar feeds there are, where they stand, and what each holds.

use crate::base::path;
use crate::link::address::FEED;
use crate::understand::fact::Fact;

use super::ics;
use super::index::Entry;
use super::site::Site;
use super::view::SubscribeView;

/// A calendar feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feed {
    /// `calendar.ics`: every dated event.
    All,
    /// The events of a sprint, as a number in `handbook.timeboxes`.
    Timebox(u32),
    /// What a person, role or squad takes part in, as a number in `handbook.subjects`.
    Subject(u32),
}

/// Where a feed stands below the site's root; none where it has nothing to tell.
pub fn address(site: &Site<'_>, feed: Feed) -> Option<String> {
    match feed {
        Feed::All => site.handbook.addresses.feed.then(|| FEED.to_owned()),
        Feed::Timebox(_) | Feed::Subject(_) => None,
    }
}

/// All feeds that have something to tell, by their addresses.
pub fn all(site: &Site<'_>) -> Vec<(String, Feed)> {
    address(site, Feed::All).map(|address| (address, Feed::All)).into_iter().collect()
}

/// How to subscribe to a feed, on the page at `page`; none where it has nothing to tell.
pub fn subscribe(site: &Site<'_>, feed: Feed, page: &str) -> Option<SubscribeView> {
    let address = address(site, feed)?;
    Some(SubscribeView { download: path::relative(page, &address) })
}

/// The file that adds one event to a calendar, below the site's root; none for an event without a date.
pub fn event_file(_site: &Site<'_>, _event: &Entry<'_>) -> Option<String> {
    None
}

/// The bytes of a feed.
pub fn bytes(site: &Site<'_>, feed: Feed) -> Vec<u8> {
    match feed {
        Feed::All => every_event(site),
        Feed::Timebox(_) | Feed::Subject(_) => Vec::new(),
    }
}

fn every_event(site: &Site<'_>) -> Vec<u8> {
    let events = site.index.of("event");
    let base_url = site.handbook.inputs.config.base_url.as_ref();
    let host = base_url.and_then(|base| base.value.split('/').nth(2).map(str::to_owned));
    let uids = ics::uids(events.iter().map(|entry| entry.fact), host.as_deref());
    let event = |entry: &Entry<'_>| {
        let fact: &Fact = entry.fact;
        let mut event = ics::FeedEvent::of(fact, uids.get(&*fact.id)?)?;
        let parsed = &site.handbook.documents[entry.document as usize];
        event.source_title = parsed.title().to_owned();
        event.url = site.place_of(entry).and_then(|(address, id)| {
            let fragment = id.map(|id| format!("#{}", path::encode(id))).unwrap_or_default();
            Some(site.absolute(address)? + &fragment)
        });
        event.revised = site
            .handbook
            .inputs
            .revised
            .get(&parsed.path)
            .copied()
            .or_else(|| midnight(super::document::updated(site, entry.document as usize)));
        Some(event)
    };
    let mut events: Vec<ics::FeedEvent> = events.iter().filter_map(event).collect();
    events.sort_by(|a, b| (a.start, a.time, &a.uid).cmp(&(b.start, b.time, &b.uid)));
    ics::feed(&site.handbook.title(), events)
}

fn midnight(date: Option<chrono::NaiveDate>) -> Option<chrono::DateTime<chrono::Utc>> {
    Some(date?.and_hms_opt(0, 0, 0)?.and_utc())
}
