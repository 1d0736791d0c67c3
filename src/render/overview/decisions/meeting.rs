//! The meeting at which a decision is made: the one that its text names, else the one of its day and its words.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Choice;
use crate::link::alike;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::understand::fact::Held;

/// A meeting of a decision.
pub struct Meeting<'s> {
    /// What it is called.
    pub name: &'s str,
    /// The meeting, where the handbook tells it.
    pub event: Option<&'s Entry<'s>>,
    /// Its day.
    pub day: Option<NaiveDate>,
}

/// All dated meetings.
pub struct Meetings<'s> {
    by_date: HashMap<NaiveDate, Vec<&'s Entry<'s>>>,
    by_day: HashMap<(u32, i32), Vec<&'s Entry<'s>>>,
}

impl<'s> Meetings<'s> {
    /// Those of a handbook.
    pub fn new(site: &'s Site<'s>) -> Self {
        let mut meetings = Self { by_date: HashMap::new(), by_day: HashMap::new() };
        for entry in site.index.of("event") {
            let Some(when) = entry.fact.when.as_deref() else { continue };
            if let Some(start) = when.start {
                meetings.by_date.entry(start).or_default().push(entry);
            } else if let Some((timebox, day)) = entry.timebox.zip(when.day) {
                meetings.by_day.entry((timebox, day)).or_default().push(entry);
            }
        }
        meetings
    }

    /// The meeting of a decision; none where nobody tells of one, and where there is a choice.
    pub(super) fn of<'c>(&'c self, choice: &Choice<'c>) -> Option<Meeting<'c>>
    where
        's: 'c,
    {
        let held: Option<&Held> = choice.first(|fact| Choice::of(fact).meeting.as_ref()).map(|(_, held)| held);
        let Some(held) = held else {
            let event = self.like(choice, &choice.entry.fact.title, choice.due(), choice.day())?;
            return Some(Meeting { name: &event.fact.title, event: Some(event), day: event.fact.start() });
        };
        let event = self.like(choice, &held.name, held.start, held.day);
        let name = event.map_or(&*held.name.text, |event| &event.fact.title);
        Some(Meeting { name, event, day: held.start.or_else(|| event?.fact.start()) })
    }

    /// The only meeting of a day of which the title has all words of a name, or the name all words of the title.
    fn like(
        &self,
        choice: &Choice<'_>,
        name: &str,
        date: Option<NaiveDate>,
        day: Option<i32>,
    ) -> Option<&'s Entry<'s>> {
        let dated = date.and_then(|date| self.by_date.get(&date));
        let found = dated.or_else(|| self.by_day.get(&(choice.entry.timebox?, day?)))?;
        let wanted = alike::words(name);
        let mut like = found.iter().filter(|entry| {
            let words = alike::words(&entry.fact.title);
            !words.is_empty() && (alike::contains(&words, &wanted) || alike::contains(&wanted, &words))
        });
        let first = like.next().filter(|_| !wanted.is_empty())?;
        like.next().is_none().then_some(*first)
    }
}
