//! The agenda of an event as a rail of time: how long each item takes, when it begins, and what is left over.

use chrono::NaiveTime;

use super::chip::later;
use crate::understand::fact::{Event, Fact};

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where its text begins.
    pub start: u32,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// When it begins, where the event's time of day and the length of all before it are known.
    pub clock: Option<NaiveTime>,
    /// Of the last item: how the items fit the event's length.
    pub rest: Rest,
}

/// How the items of an agenda fit the event's length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// Exactly, or nobody knows, or it is not the last item.
    #[default]
    Nothing,
    /// So many minutes are left.
    Free(u32),
    /// So many minutes are left for items that have no length.
    Shared(u32),
    /// They take so many minutes more than the event has.
    Over(u32),
}

/// The items of an event's agenda; none where no item has a length.
pub fn of(fact: &Fact, event: &Event) -> Vec<Slot> {
    if event.agenda.iter().all(|item| item.minutes.is_none()) {
        return Vec::new();
    }
    let when = fact.when.as_deref();
    let mut clock = when.and_then(|when| when.time);
    let mut slots = Vec::with_capacity(event.agenda.len());
    for item in &event.agenda {
        slots.push(Slot { start: item.span.start, minutes: item.minutes, clock, rest: Rest::Nothing });
        clock = clock.zip(item.minutes).and_then(|(clock, minutes)| later(clock, minutes));
    }
    let sum: u32 = event.agenda.iter().filter_map(|item| item.minutes).fold(0, u32::saturating_add);
    let whole = event.agenda.iter().all(|item| item.minutes.is_some());
    if let (Some(length), Some(last)) = (when.and_then(|when| when.minutes), slots.last_mut()) {
        last.rest = match () {
            () if sum > length => Rest::Over(sum - length),
            () if sum == length => Rest::Nothing,
            () if whole => Rest::Free(length - sum),
            () => Rest::Shared(length - sum),
        };
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    fn slots(length: &str, items: &str) -> Vec<Slot> {
        let text = format!(
            "---\nstart: 2026-01-05\n---\n# S\n\n## Day 1: Kickoff\n\n**Time:** 10:00\n**Duration:** {length}\n**Agenda:**\n{items}\n"
        );
        let facts = testing::facts("a.md", &text);
        let fact = facts.iter().find(|fact| fact.event().is_some()).unwrap();
        of(fact, fact.event().unwrap())
    }

    #[test]
    fn the_clock_runs_and_what_is_left_is_told() {
        let found = slots("1 hour", "1. Aims (15 min)\n2. Plan (25 min)");
        let clocks: Vec<_> = found.iter().map(|slot| slot.clock.unwrap().format("%H:%M").to_string()).collect();
        assert_eq!(
            (clocks, found[1].rest, found[0].rest),
            (vec!["10:00".into(), "10:15".into()], Rest::Free(20), Rest::Nothing)
        );
        assert_eq!(slots("30 min", "1. Aims (15 min)\n2. Plan (25 min)")[1].rest, Rest::Over(10));
        assert_eq!(slots("40 min", "1. Aims (15 min)\n2. Plan (25 min)")[1].rest, Rest::Nothing);
    }

    #[test]
    fn an_item_without_a_length_stops_the_clock() {
        let found = slots("1 hour", "- Aims (15 min)\n- Plan\n- End (5 min)");
        assert!(found[1].clock.is_some() && found[2].clock.is_none());
        assert_eq!(found[2].rest, Rest::Shared(40));
        assert_eq!(slots("1 hour", "- Aims\n- Plan"), []);
    }
}
