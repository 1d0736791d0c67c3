//! A feed as a whole: what stands around its entries (RFC 5545, 3.4; RFC 7986, 5).

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::event::{self, FeedEvent, Placed};
use super::line::Lines;
use super::todo::{self, FeedTodo};
use super::zone;

/// How often a reader may ask again; what each does with it, it decides itself.
const REFRESH: &str = "PT6H";

/// What a feed is, apart from its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it holds, in a sentence; empty for nothing.
    pub description: &'a str,
    /// Its colour, where it has one of its own.
    pub colour: Option<Colour>,
    /// The absolute address of the page that shows the same, where the site has one.
    pub page: Option<&'a str>,
    /// Its own absolute address, likewise.
    pub source: Option<&'a str>,
}

/// A colour by both its names: RFC 7986 wants one of CSS's names, Apple's calendar its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// `royalblue`
    pub name: &'static str,
    /// `#4169E1`
    pub parts: &'static str,
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// What happens, or is due, on a day.
    Event(FeedEvent),
    /// What is to be done.
    Todo(FeedTodo),
}

/// A feed as the bytes of an `.ics` file; the entries keep their order.
///
/// RFC 5545 wants at least one entry: publish no feed of none.
pub fn feed(about: &About<'_>, entries: &[Entry]) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    head(&mut lines, about);
    let places: Vec<Option<Placed>> = entries.iter().map(placed).collect();
    for (zone, first_year, last_year) in zones(&places) {
        zone::write(&mut lines, zone, first_year, last_year);
    }
    for (entry, place) in entries.iter().zip(&places) {
        match (entry, place) {
            (Entry::Event(event), Some(place)) => event::write(&mut lines, event, place),
            (Entry::Todo(todo), _) => todo::write(&mut lines, todo),
            (Entry::Event(_), None) => {}
        }
    }
    lines.raw("END", "VCALENDAR");
    lines.bytes()
}

fn head(lines: &mut Lines, about: &About<'_>) {
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", concat!("-//sprintbook//sprintbook ", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.raw("CALSCALE", "GREGORIAN");
    lines.text("NAME", about.name);
    lines.text("X-WR-CALNAME", about.name);
    if !about.description.is_empty() {
        lines.text("DESCRIPTION", about.description);
        lines.text("X-WR-CALDESC", about.description);
    }
    if let Some(colour) = about.colour {
        lines.raw("COLOR", colour.name);
        lines.raw("X-APPLE-CALENDAR-COLOR", colour.parts);
    }
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.raw("X-PUBLISHED-TTL", REFRESH);
    if let Some(source) = about.source {
        lines.uri("SOURCE;VALUE=URI", source);
    }
    if let Some(page) = about.page {
        lines.uri("URL", page);
    }
}

fn placed(entry: &Entry) -> Option<Placed> {
    match entry {
        Entry::Event(event) => Some(event::place(event)),
        Entry::Todo(_) => None,
    }
}

/// The zones that entries name, by name, with the first and last year in which each is used.
fn zones(places: &[Option<Placed>]) -> Vec<(Tz, i32, i32)> {
    let mut zones: BTreeMap<&str, (Tz, i32, i32)> = BTreeMap::new();
    for (zone, first, last) in places.iter().flatten().filter_map(Placed::zone) {
        let used = zones.entry(zone.name()).or_insert((zone, first, last));
        *used = (zone, used.1.min(first), used.2.max(last));
    }
    zones.into_values().collect()
}
