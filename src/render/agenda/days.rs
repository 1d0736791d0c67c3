//! Facts -> items of days.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::series::Series;
use super::{Agenda, Item, Wanted, What};
use crate::link::{Handbook, alike};
use crate::render::shifts;
use crate::understand::fact::{DecisionState, Detail, Fact, Rotation, State};

/// All that happens or is due from one day to another.
pub fn collect<'h>(handbook: &'h Handbook<'_>, wanted: &Wanted) -> Agenda<'h> {
    let mut collecting = Collecting { handbook, wanted, agenda: Agenda::default() };
    for document in 0..handbook.documents.len() {
        for (at, fact) in handbook.told_most_fully(document) {
            collecting.fact(document, at, fact);
        }
    }
    for items in collecting.agenda.days.values_mut() {
        items.sort_by_key(|item| (item.what, item.time));
    }
    collecting.agenda
}

struct Collecting<'h, 'a, 'w> {
    handbook: &'h Handbook<'a>,
    wanted: &'w Wanted,
    agenda: Agenda<'h>,
}

impl<'h> Collecting<'h, '_, '_> {
    fn fact(&mut self, document: usize, at: usize, fact: &'h Fact) {
        match &fact.detail {
            Detail::Event(_) => self.event(document, fact),
            Detail::Rotation(rotation) => self.rotation(document, fact, rotation),
            Detail::Decision(decision) if decision.state == DecisionState::Open => self.decision(document, at, fact),
            Detail::Task(_) if !matches!(fact.state, Some(State::Done | State::Cancelled)) => {
                self.due(item(What::Task, fact, people_of(fact)), fact.due);
            }
            _ => {}
        }
    }

    fn event(&mut self, document: usize, fact: &'h Fact) {
        let item = item(What::Event, fact, fact.people.iter().map(|name| &*name.text).chain(fact.owner.as_deref()));
        if !self.is_wanted(&item) {
            return;
        }
        let when = fact.when.as_deref();
        if when.is_some_and(|when| when.rrule.is_some()) {
            match self.occurrences(document, fact) {
                Some(days) => days.into_iter().for_each(|day| self.add(day, item.clone())),
                None => self.agenda.undated.events += 1,
            }
        } else if let Some((start, when)) = when.and_then(|when| Some((when.start?, when))) {
            self.span(start, when.end, item);
        } else {
            self.agenda.undated.events += 1;
        }
    }

    /// An item on its first day that is asked for.
    fn span(&mut self, start: NaiveDate, end: Option<NaiveDate>, item: Item<'h>) {
        let end = end.unwrap_or(start);
        let day = start.max(self.wanted.from);
        if day <= end && day <= self.wanted.to {
            self.add(day, Item { until: Some(end).filter(|end| *end > day), ..item });
        }
    }

    /// The days on which something takes place again and again; none where nobody can tell.
    fn occurrences(&self, document: usize, fact: &Fact) -> Option<Vec<NaiveDate>> {
        let series = Series::of(self.handbook, document, fact)?;
        Some(series.days(self.wanted.from, self.wanted.to).collect())
    }

    fn rotation(&mut self, document: usize, fact: &'h Fact, rotation: &'h Rotation) {
        let known = shifts::of(fact, rotation, Some(self.wanted.to));
        let has_shifts = !known.shifts.is_empty() || !rotation.shifts.is_empty();
        for shift in known.shifts {
            let mut item = item(What::Shift, fact, shift.who.iter().chain(shift.backup).map(|name| &*name.text));
            item.place.span = shift.span;
            item.slot = shift.slot;
            (item.time, item.zone, item.minutes) = (None, None, None);
            if self.is_wanted(&item) {
                self.span(shift.start, Some(shift.end), item);
            }
        }
        if !has_shifts {
            let item = item(What::Shift, fact, fact.people.iter().map(|name| &*name.text));
            if self.is_wanted(&item) {
                let days = self.occurrences(document, fact).unwrap_or_default();
                days.into_iter().for_each(|day| self.add(day, item.clone()));
            }
        }
    }

    /// A decision stands once, however many documents tell it, and with all that they tell.
    fn decision(&mut self, document: usize, at: usize, fact: &'h Fact) {
        let handbook = self.handbook;
        let Some(told) = handbook.decision_told(document, at) else { return };
        let mut item = item(What::Decision, fact, people_of(fact));
        for (_, fact) in told.clone().skip(1) {
            let known: HashSet<String> = item.people.iter().map(|name| alike::name(name)).collect();
            item.people.extend(people_of(fact).filter(|name| !known.contains(&alike::name(name))));
            item.timebox = item.timebox.or(fact.timebox.as_deref());
        }
        self.due(item, told.filter_map(|(_, fact)| fact.due).next());
    }

    fn due(&mut self, mut item: Item<'h>, due: Option<NaiveDate>) {
        (item.minutes, item.time, item.zone) = (None, None, None);
        if !self.is_wanted(&item) {
            return;
        }
        match due {
            Some(due) if self.wanted.from <= due && due <= self.wanted.to => self.add(due, item),
            Some(_) => {}
            None if item.what == What::Decision => self.agenda.undated.decisions += 1,
            None => self.agenda.undated.tasks += 1,
        }
    }

    fn is_wanted(&self, item: &Item<'_>) -> bool {
        self.wanted.person.as_ref().is_none_or(|person| person.is_among(item.people.iter().copied()))
    }

    fn add(&mut self, day: NaiveDate, item: Item<'h>) {
        self.agenda.days.entry(day).or_default().push(item);
    }
}

/// Who answers for it, takes part or decides.
fn people_of(fact: &Fact) -> impl Iterator<Item = &str> {
    fact.owner.as_deref().into_iter().chain(fact.people.iter().map(|name| &*name.text))
}

fn item<'h>(what: What, fact: &'h Fact, people: impl Iterator<Item = &'h str>) -> Item<'h> {
    let when = fact.when.as_deref();
    Item {
        what,
        title: &fact.title,
        id: &fact.id,
        time: when.and_then(|when| when.time),
        zone: when.and_then(|when| when.zone),
        minutes: when.and_then(|when| when.minutes),
        until: None,
        people: people.collect(),
        slot: "",
        timebox: fact.timebox.as_deref(),
        place: fact.place,
    }
}
