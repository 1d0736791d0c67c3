//! Places that tell of one event -> one fact: the fullest place is its own, the others are kept beside it.

use std::collections::{HashMap, HashSet};

use super::same::Key;
use super::told::Told;
use crate::understand::fact::{Detail, Fact, Few, Place, Telling, TellingBy, When};
use crate::understand::phrase::date;
use crate::understand::reading::Reading;

/// One fact for each event, in the order of the fullest places.
pub(super) fn merge(reading: &Reading<'_>, mut told: Vec<Told<'_>>) -> Vec<Fact> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(told[at].fullness));
    let keys: Vec<Key> = told.iter().map(|one| Key::new(&one.title)).collect();
    // Each event with its places, the fullest first.
    let mut events: Vec<Vec<usize>> = Vec::new();
    let mut by_time: HashMap<Time, Vec<usize>> = HashMap::new();
    let mut lists = Lists::new();
    for &at in &order {
        let time = Time::of(&told[at].when);
        let same_time = by_time.get(&time).map_or(&[][..], |events| &events[..events.len().min(MOST)]);
        let event = best(&told, &keys, &events, &lists, same_time, at);
        // A meeting without a time yet is the one of that name that has one.
        let event = event.or_else(|| untimed(&told, &keys, &events, &lists, at));
        let event = event.unwrap_or(events.len());
        if event == events.len() {
            by_time.entry(time).or_default().push(event);
            events.push(Vec::new());
        }
        lists.extend(told[at].list.map(|list| (event, list)));
        events[event].push(at);
    }
    events.into_iter().map(|places| fact(reading, &mut told, &places)).collect()
}

/// Most events with which a place is compared; a document with more is no plan that somebody reads.
const MOST: usize = 256;

/// Events, and the lists of which they have a line: lines of one list are different events.
type Lists = HashSet<(usize, u32)>;

/// What tells the time of two events apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Time {
    Date(chrono::NaiveDate),
    Day(i32),
    Recurring,
    /// Month and day, whose year nothing tells.
    Yearless(u32, u32),
    Unknown,
}

impl Time {
    fn of(when: &When) -> Self {
        match (when.start, when.day, &when.rrule) {
            (Some(date), ..) => Self::Date(date),
            (None, Some(day), _) => Self::Day(day),
            (None, None, Some(_)) => Self::Recurring,
            _ => match date::read(&when.text) {
                Some((written, _)) => Self::Yearless(written.first.month, written.first.day),
                None => Self::Unknown,
            },
        }
    }
}

/// The event of that time whose title fits best.
fn best(
    told: &[Told<'_>],
    keys: &[Key],
    events: &[Vec<usize>],
    lists: &Lists,
    same_time: &[usize],
    at: usize,
) -> Option<usize> {
    let frequency = |place: usize| told[place].when.rrule.as_ref().map(|rule| rule.split(';').next());
    let own = frequency(at);
    let fits = |&event: &usize| {
        let first = events[event][0];
        let apart = told[at].list.is_some_and(|list| lists.contains(&(event, list)));
        if apart || frequency(first) != own {
            return None;
        }
        Some((keys[first].fits(&keys[at])?, std::cmp::Reverse(event)))
    };
    same_time.iter().filter_map(fits).max().map(|(_, std::cmp::Reverse(event))| event)
}

/// The only other event of the same name, where one of the two has no time.
fn untimed(told: &[Told<'_>], keys: &[Key], events: &[Vec<usize>], lists: &Lists, at: usize) -> Option<usize> {
    if told[at].when.rrule.is_some() {
        return None;
    }
    let unknown = Time::of(&told[at].when) == Time::Unknown;
    let mut found = events.iter().take(MOST).enumerate().filter(|(event, places)| {
        let time = Time::of(&told[places[0]].when);
        let one_unknown = unknown != (time == Time::Unknown);
        one_unknown
            && time != Time::Recurring
            && !told[at].list.is_some_and(|list| lists.contains(&(*event, list)))
            && keys[places[0]].fits(&keys[at]).is_some_and(|fit| fit == 1000)
    });
    let (event, _) = found.next()?;
    found.next().is_none().then_some(event)
}

fn fact(reading: &Reading<'_>, told: &mut [Told<'_>], places: &[usize]) -> Fact {
    let source = reading.document.source;
    let place = |span| Place { source, span };
    let own = told[places[0]].clone();
    let mut when = own.when;
    let mut people = own.people;
    let mut event = own.event;
    let mut also = Few::new();
    for &other in &places[1..] {
        let other = &told[other];
        // A line of a section is no other place than the section.
        if own.span.contains(other.span) {
            continue;
        }
        fill(&mut when, &other.when);
        if people.is_empty() && other.by == TellingBy::Mention {
            people = other.people.clone();
        }
        event.critical |= other.event.critical;
        also.push(place(other.span));
        event.told.push(Telling {
            by: other.by,
            span: other.span,
            title: other.title.as_str().into(),
            when: Some(Box::new(other.when.clone())),
            people: other.people.clone(),
        });
    }
    let phase = own.phase.map(std::sync::Arc::from);
    let timebox = phase.or_else(|| reading.anchors.at(own.entry).name.clone()).or_else(|| reading.timebox.clone());
    Fact {
        also,
        heading: own.entry.heading_index(),
        timebox,
        when: Some(Box::new(when)),
        owner: own.owner,
        people: people.into(),
        why: own.evidence.into_whys(),
        ..Fact::new(&own.title, place(own.span), Detail::Event(Box::new(event)))
    }
}

/// Takes what another place knows of the time, where the fullest does not.
fn fill(when: &mut When, other: &When) {
    if when.start.is_none() && when.day.is_none() && when.rrule.is_none() {
        (when.start, when.end, when.day, when.rrule) = (other.start, other.end, other.day, other.rrule.clone());
        when.text = other.text.clone();
    }
    when.day = when.day.or(other.day);
    if when.time.is_none() {
        when.time = other.time;
        // A zone without a time is that of the date.
        when.zone = if other.time.is_some() { other.zone.or(when.zone) } else { when.zone.or(other.zone) };
    }
    when.minutes = when.minutes.or(other.minutes);
}
