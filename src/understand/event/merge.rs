//! Places that tell of one event -> one fact: the fullest place is its own, the others are kept beside it.

use super::same::Key;
use super::told::Told;
use crate::understand::fact::{Detail, Fact, Place, Telling, TellingBy, When};
use crate::understand::phrase::date;
use crate::understand::reading::Reading;

/// One fact for each event, in the order of the fullest places.
pub(super) fn merge(reading: &Reading<'_>, mut told: Vec<Told<'_>>) -> Vec<Fact> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(told[at].fullness));
    let keys: Vec<Key> = told.iter().map(|one| Key::new(&one.title)).collect();
    // Each event with its places, the fullest first.
    let mut events: Vec<Vec<usize>> = Vec::new();
    let mut by_time: std::collections::HashMap<Time, Vec<usize>> = std::collections::HashMap::new();
    for &at in &order {
        let time = Time::of(&told[at].when);
        let event = best(&told, &keys, &events, by_time.get(&time).map_or(&[], Vec::as_slice), at);
        // A meeting without a time yet is the one of that name that has one.
        let event = event.or_else(|| untimed(&told, &keys, &events, at));
        match event {
            Some(event) => events[event].push(at),
            None => {
                by_time.entry(time).or_default().push(events.len());
                events.push(vec![at]);
            }
        }
    }
    events.into_iter().map(|places| fact(reading, &mut told, &places)).collect()
}

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
fn best(told: &[Told<'_>], keys: &[Key], events: &[Vec<usize>], same_time: &[usize], at: usize) -> Option<usize> {
    let fits = |&event: &usize| {
        let places = &events[event];
        let frequency = |rule: &When| rule.rrule.as_ref().map(|rule| rule.split(';').next().map(str::to_owned));
        let alike = frequency(&told[places[0]].when) == frequency(&told[at].when);
        // Lines of one list are different events.
        let apart = places.iter().any(|&place| told[place].list.is_some() && told[place].list == told[at].list);
        let fit = keys[places[0]].fits(&keys[at])?;
        (alike && !apart).then_some((fit, std::cmp::Reverse(event)))
    };
    same_time.iter().filter_map(fits).max().map(|(_, std::cmp::Reverse(event))| event)
}

/// The only other event of the same name, where one of the two has no time.
fn untimed(told: &[Told<'_>], keys: &[Key], events: &[Vec<usize>], at: usize) -> Option<usize> {
    let unknown = Time::of(&told[at].when) == Time::Unknown;
    let mut found = events.iter().enumerate().filter(|(_, places)| {
        let time = Time::of(&told[places[0]].when);
        let apart = places.iter().any(|&place| told[place].list.is_some() && told[place].list == told[at].list);
        let one_unknown = unknown != (time == Time::Unknown);
        one_unknown
            && !apart
            && time != Time::Recurring
            && told[at].when.rrule.is_none()
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
    let mut also = Vec::new();
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
    let timebox = reading.anchors.at(own.entry).name.clone().or_else(|| reading.timebox.clone());
    Fact {
        also,
        heading: own.entry.heading_index(),
        timebox,
        when: Some(Box::new(when)),
        people,
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
        (when.time, when.zone) = (other.time, other.zone);
    }
    when.minutes = when.minutes.or(other.minutes);
}
