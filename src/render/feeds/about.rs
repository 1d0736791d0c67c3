//! Facts -> entries of feeds.

use std::collections::BTreeMap;

use super::revised;
use crate::base::path;
use crate::render::calendar::duration;
use crate::render::ics::{About, FeedEvent, Time};
use crate::render::site::Site;
use crate::understand::fact::{Fact, When};
use crate::understand::phrase::date;

/// The event that a fact tells; none for a fact without a date, or one that calendars do not show.
pub fn event(site: &Site<'_>, fact: &Fact, uids: &BTreeMap<&str, String>) -> Option<FeedEvent> {
    let event = fact.event().filter(|event| event.in_calendar)?;
    let when: &When = fact.when.as_deref()?;
    let first = when.start?;
    let document = *site.by_source.get(&fact.place.source)?;
    let time = match when.time.filter(|_| when.end.is_none()) {
        Some(time) => Time::Clock { start: first.and_time(time), zone: when.zone, minutes: when.minutes },
        None => Time::Days { first, last: when.end.unwrap_or(first) },
    };
    let about = About {
        uid: uids.get(&*fact.id)?.clone(),
        title: fact.title.to_string(),
        description: description(site, fact, when, document),
        categories: fact
            .timebox
            .iter()
            .map(|name| name.to_string())
            .chain(event.critical.then(|| "Critical".into()))
            .collect(),
        url: url(site, fact, document),
        critical: event.critical,
        revised: revised::of(site, document),
    };
    Some(FeedEvent { about, time, series: None, attendees: Vec::new() })
}

/// What a calendar shows when the event is opened: when, how long, who, and from which page.
fn description(site: &Site<'_>, fact: &Fact, when: &When, document: usize) -> String {
    let label = when.day.map(|_| &*when.text);
    let mut lines = vec![match (label, &fact.timebox) {
        (Some(label), Some(timebox)) => format!("{label} of {timebox}"),
        (Some(label), None) => label.to_owned(),
        (None, _) => when.start.map(date::long_with_weekday).unwrap_or_default(),
    }];
    if let (Some(time), Some(_)) = (when.time, when.end) {
        lines.push(format!("Time: {}", time.format("%H:%M")));
    }
    if let Some(minutes) = when.minutes {
        lines.push(format!("Duration: {}", duration(minutes)));
    }
    if !fact.people.is_empty() {
        let people: Vec<&str> = fact.people.iter().map(|name| &*name.text).collect();
        lines.push(format!("Attendees: {}", people.join(", ")));
    }
    lines.push(format!("From: {}", site.handbook.documents[document].title()));
    lines.join("\n")
}

fn url(site: &Site<'_>, fact: &Fact, document: usize) -> Option<String> {
    let address = site.handbook.addresses.documents[document].as_ref()?;
    let heading = fact.heading.and_then(|heading| site.handbook.documents[document].outline.get(heading as usize));
    let fragment = heading.map(|heading| format!("#{}", path::encode(&heading.id))).unwrap_or_default();
    Some(site.absolute(address)? + &fragment)
}
