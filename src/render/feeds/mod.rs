//! Which calendar feeds there are, and what is in them.

use super::ics;
use super::site::Site;

mod about;
mod revised;

/// The feed of all events.
pub fn feed(site: &Site<'_>) -> Vec<u8> {
    let documents = site.handbook.tree.order.iter().filter_map(|&node| site.document_of(node));
    let facts: Vec<_> = documents.flat_map(|document| site.handbook.told(document)).map(|told| told.fact).collect();
    let host = site.handbook.inputs.config.base_url.as_ref().and_then(|base| base.value.split('/').nth(2));
    let uids = ics::uids(facts.iter().copied(), host);
    let mut events: Vec<ics::FeedEvent> = facts.iter().filter_map(|fact| about::event(site, fact, &uids)).collect();
    events.sort_by(|one, other| (one.time.order(), &one.about.uid).cmp(&(other.time.order(), &other.about.uid)));
    let entries: Vec<ics::Entry> = events.into_iter().map(ics::Entry::Event).collect();
    ics::feed(&ics::FeedAbout { name: &site.handbook.title(), ..ics::FeedAbout::default() }, &entries)
}
