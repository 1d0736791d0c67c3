//! What feeds are made from -> their entries.

use std::collections::HashSet;
use std::hash::Hash;

use crate::base::path;
use crate::link::alike;
use crate::render::ics::{self, About, Attendee, FeedEvent, Time};
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::wording::{duration, zone_name};
use crate::understand::fact::{Detail, Name, State};
use crate::understand::phrase::date;

use super::held::{Item, What};
use super::{duty, revised};

/// An event, a shift, or what is due.
pub fn event(site: &Site<'_>, item: &Item<'_>) -> FeedEvent {
    let fact = item.entry.fact;
    let critical = fact.event().is_some_and(|event| event.critical);
    let (title, description, critical) = match &item.what {
        What::Event => (fact.title.to_string(), description(site, item), critical),
        What::Shift(shift) => (duty::title(&item.entry, shift), duty::description(site, &item.entry, shift), false),
        What::Due => (format!("Due: {}", fact.title), to_do(site, &item.entry), priority(&item.entry) == Some(1)),
    };
    let about = about(site, &item.entry, item.uid.clone(), title, description, critical);
    let attendees = if matches!(item.what, What::Event) { attendees(site, &item.entry) } else { Vec::new() };
    FeedEvent { about, time: item.time, series: item.series.clone(), attendees }
}

/// What every entry has.
pub fn about(
    site: &Site<'_>,
    entry: &Entry<'_>,
    uid: String,
    title: String,
    description: String,
    critical: bool,
) -> About {
    let document = entry.document as usize;
    let url = site.place_of(entry).and_then(|(address, id)| {
        let fragment = id.map(|id| format!("#{}", path::encode(id))).unwrap_or_default();
        Some(site.absolute(address)? + &fragment)
    });
    let timebox = entry.fact.timebox.as_deref().map(str::to_owned);
    let categories = timebox.into_iter().chain(critical.then(|| "Critical".to_owned())).collect();
    About { uid, title, description, categories, url, critical, revised: revised::of(site, document) }
}

/// The lines of a description, less empty ones.
pub fn lines(site: &Site<'_>, entry: &Entry<'_>, mut lines: Vec<Option<String>>) -> String {
    let title = site.handbook.documents[entry.document as usize].title();
    lines.push(Some(format!("From: {title}")));
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// `Attendees: Ada, Kai`; nothing for nobody.
fn people(label: &str, people: &[Name]) -> Option<String> {
    (!people.is_empty()).then(|| format!("{label}: {}", names(people)))
}

/// `Ada, Kai`
pub fn names(names: &[Name]) -> String {
    names.iter().map(|name| &*name.text).collect::<Vec<_>>().join(", ")
}

/// What a calendar shows when the event is opened: when, how long, who, what about, and from which page.
fn description(site: &Site<'_>, item: &Item<'_>) -> String {
    let fact = item.entry.fact;
    let Some(when) = fact.when.as_deref() else { return lines(site, &item.entry, Vec::new()) };
    let label = Some(&*when.text).filter(|label| !label.is_empty() && (when.day.is_some() || when.rrule.is_some()));
    let shown = match (label, &fact.timebox) {
        (Some(label), Some(timebox)) if when.day.is_some() => Some(format!("{label} of {timebox}")),
        (Some(label), _) => Some(label.to_owned()),
        (None, _) => item.series.is_none().then(|| date::long_with_weekday(item.time.first())),
    };
    // As it is written: the calendar shows it on the clock of its reader, and of a span of days not at all.
    let is_span = matches!(item.time, Time::Days { .. });
    let zone = when.zone.filter(|zone| Some(*zone) != site.handbook.inputs.config.timezone);
    let time = when.time.filter(|_| is_span || zone.is_some());
    let zone = zone.map(|zone| format!(" {}", zone_name(zone))).unwrap_or_default();
    let agenda = fact.event().map_or(&[][..], |event| &event.agenda);
    let agenda: Vec<String> = agenda.iter().map(|row| row.title.to_string()).collect();
    let rows = vec![
        shown,
        time.map(|time| format!("Time: {}{zone}", time.format("%H:%M"))),
        when.minutes.map(|minutes| format!("Duration: {}", duration(minutes))),
        people("Attendees", &fact.people),
        (!agenda.is_empty()).then(|| format!("Agenda: {}", agenda.join("; "))),
    ];
    lines(site, &item.entry, rows)
}

/// Of what is due or to be done: who answers for it, what waits for it, and from which page.
pub fn to_do(site: &Site<'_>, entry: &Entry<'_>) -> String {
    let fact = entry.fact;
    let (kind, who, waits) = match &fact.detail {
        Detail::Decision(decision) => ("Decision", people("To be decided by", &fact.people), &decision.blocks[..]),
        Detail::Dependency(dependency) => ("Dependency", None, &dependency.needed_by[..]),
        _ => ("Task", None, &[][..]),
    };
    let owner = if fact.dependency().is_some() { "Delivered by" } else { "Owner" };
    let state = fact.state.filter(|state| matches!(state, State::Blocked | State::InProgress));
    let of = fact.timebox.as_ref().map(|timebox| format!(" of {timebox}")).unwrap_or_default();
    let rows = vec![
        Some(format!("{kind}{of}")),
        who,
        fact.owner.as_ref().map(|name| format!("{owner}: {name}")),
        state.map(|state| format!("State: {}", state.word())),
        (!waits.is_empty()).then(|| format!("Needed by: {}", waits.join("; "))),
    ];
    lines(site, entry, rows)
}

/// How urgent a task is, from 1, the most, to 9, where it is graded.
pub fn priority(entry: &Entry<'_>) -> Option<u8> {
    entry.fact.task().and_then(|task| ics::priority(task.priority.as_deref()?))
}

/// Entries, less what is due and another of them tells already.
pub fn once<'i, 'h: 'i>(entries: impl Iterator<Item = &'i Entry<'h>>) -> impl Iterator<Item = &'i Entry<'h>> {
    let mut told = HashSet::new();
    entries.filter(move |entry| entry.fact.due.is_none() || told.insert(same(entry)))
}

/// What is equal for things due that are one, in whichever documents they are told.
pub fn same<'h>(entry: &Entry<'h>) -> impl Hash + Eq + use<'h> {
    let fact = entry.fact;
    let owner = fact.owner.as_deref().map(alike::name);
    (fact.detail.number(), entry.timebox, fact.due, alike::name(&fact.title), owner, &*fact.refs)
}

/// Who takes part and has an address in handbook.yaml, each once. With `people: off` nobody's is given away.
fn attendees(site: &Site<'_>, entry: &Entry<'_>) -> Vec<Attendee> {
    let handbook = site.handbook;
    let with_address = || handbook.inputs.config.roles.iter().filter(|role| role.email.is_some());
    if !handbook.inputs.config.people || with_address().next().is_none() {
        return Vec::new();
    }
    let mut found: Vec<Attendee> = Vec::new();
    for name in &entry.fact.people {
        for subject in handbook.subjects.named(&handbook.roster, name, entry.document as usize) {
            let name = alike::name(&handbook.subjects.list[subject as usize].name);
            let names = |role: &&crate::config::Role| {
                std::iter::once(&role.name).chain(&role.aliases).any(|own| alike::name(&own.value) == name)
            };
            let Some(role) = with_address().find(names) else { continue };
            let email = role.email.as_ref().map(|email| email.value.clone()).unwrap_or_default();
            if found.iter().all(|known| known.email != email) {
                found.push(Attendee { name: role.name.value.clone(), email });
            }
        }
    }
    found
}
