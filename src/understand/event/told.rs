//! What one place tells of an event, before the places of one event are brought together.

use chrono::{Datelike, NaiveDate, Weekday};

use super::title;
use crate::base::span::Span;
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Event, Name, TellingBy, When};
use crate::understand::moment::{self, Moment};
use crate::understand::phrase::date::DatePhrase;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::recurrence::{Frequency, Recurrence};
use crate::understand::phrase::time::ClockPhrase;
use crate::understand::reading::Entry;

/// An event as one place tells it.
#[derive(Clone, Debug)]
pub(super) struct Told<'r> {
    pub entry: Entry<'r>,
    pub span: Span,
    pub title: String,
    pub when: When,
    pub people: Vec<Name>,
    pub event: Event,
    pub by: TellingBy,
    /// The list, table or section whose members are different events.
    pub list: Option<u32>,
    /// Who runs it.
    pub owner: Option<Name>,
    /// The phase that its row names.
    pub phase: Option<&'r str>,
    /// How fully it is told: the fullest place is the fact's.
    pub fullness: u32,
    pub evidence: Evidence,
}

impl<'r> Told<'r> {
    /// With a title and nothing more.
    pub fn new(entry: Entry<'r>, title: &str, when: When, evidence: Evidence) -> Self {
        let in_calendar = entry.declared().in_calendar;
        Self {
            entry,
            span: entry.span(),
            title: title::without_brackets(title),
            when,
            people: Vec::new(),
            event: Event { in_calendar, ..Event::default() },
            by: TellingBy::Mention,
            list: entry.parent().map(|parent| parent.id),
            owner: None,
            phase: None,
            fullness: 0,
            evidence,
        }
    }
}

/// What several phrases of one line say about when, gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub when: When,
    weekdays: Vec<Weekday>,
    recurrence: Option<Recurrence>,
    /// Whether a date is written, be it one that no calendar has, or whose year nothing tells.
    written: bool,
    /// Whether a zone is written, beside a date or a time of day.
    zoned: bool,
}

impl Gathered {
    /// Adds a phrase; the first of each sort counts.
    pub fn add(&mut self, entry: Entry<'_>, mention: &Mention) {
        match &mention.phrase {
            Phrase::Date { clock, .. } => {
                self.moment(entry, mention);
                if let Some(clock) = clock {
                    self.clock(entry, *clock);
                }
            }
            Phrase::Day(_) | Phrase::Offset(_) => self.moment(entry, mention),
            Phrase::Clock(clock) => self.clock(entry, *clock),
            Phrase::Duration(DurationPhrase::Minutes(minutes)) => {
                self.when.minutes = self.when.minutes.or(Some(*minutes));
            }
            Phrase::Weekday(day) => self.weekdays.push(*day),
            Phrase::Recurrence(recurrence) => match &mut self.recurrence {
                // `Weekly … (every Wednesday)`: the one with days says more.
                Some(known) if known.days.is_empty() && known.frequency == recurrence.frequency => {
                    *known = recurrence.clone()
                }
                Some(_) => {}
                None => self.recurrence = Some(recurrence.clone()),
            },
            _ => {}
        }
    }

    /// `Tue 24` on or after the date of the row before.
    pub fn day_of_month(&mut self, day: u32, weekday: Weekday, last: Option<NaiveDate>, text: &str) {
        let near = last.and_then(|last| last.iter_days().take(31).find(|date| date.day() == day));
        self.when.start = self.when.start.or(near.filter(|date| date.weekday() == weekday));
        self.when.text = text.into();
        self.written = true;
    }

    /// `Tue 5/7`: the month is the number with which the weekday fits, in the year of what stands around.
    pub fn slashed(&mut self, entry: Entry<'_>, (weekday, one, other): (Weekday, u32, u32), text: &str) {
        let phrase = |month, day| DatePhrase { year: None, month, day, weekday: Some(weekday) };
        let dates = [phrase(one, other), phrase(other, one)].map(|phrase| entry.reading.anchors.date(entry, phrase));
        let mut fitting = dates.into_iter().flatten().filter(|date| date.weekday() == weekday);
        self.when.start = self.when.start.or(fitting.next().filter(|first| fitting.all(|date| date == *first)));
        self.when.text = text.into();
        self.written = true;
    }

    fn moment(&mut self, entry: Entry<'_>, mention: &Mention) {
        let Some(Moment { day, start, end, zone }) = moment::of(entry, mention) else { return };
        let written = matches!(mention.phrase, Phrase::Date { .. });
        let first = self.when.text.is_empty();
        self.written |= written;
        self.when.day = self.when.day.or(day);
        // A date beside a day is what its author looked up.
        if self.when.start.is_none() || written && first {
            (self.when.start, self.when.end) = (start.filter(plain), end.filter(plain));
        }
        if first {
            self.when.text = entry.phrase_text(mention).into();
        }
        // The zone of another date says nothing about this one; one that is written counts more than a declared one.
        if !self.zoned && (first || start.is_some() && start == self.when.start) {
            self.when.zone = zone.or(self.when.zone);
            self.zoned = zone.is_some();
        }
    }

    /// Adds a time of day.
    pub fn clock(&mut self, entry: Entry<'_>, clock: ClockPhrase) {
        if self.when.time.is_none() {
            self.when.time = Some(clock.start);
            self.when.zone = clock.zone.or(self.when.zone).or(entry.declared().zone);
            self.zoned |= clock.zone.is_some();
            self.when.minutes = self.when.minutes.or(clock.minutes());
        }
    }

    /// The rule of what has no day of its own.
    pub fn recurring(&self) -> Option<String> {
        let mut rule = match (&self.recurrence, self.weekdays.is_empty()) {
            (Some(rule), _) => rule.clone(),
            (None, false) => Recurrence { frequency: Frequency::Weekly, interval: 1, days: Vec::new() },
            (None, true) => return None,
        };
        if rule.frequency == Frequency::Weekly && rule.days.is_empty() {
            let mut days = self.weekdays.clone();
            days.sort_by_key(|day| day.num_days_from_monday());
            days.dedup();
            rule.days = days.into_iter().map(|day| (None, day)).collect();
        }
        Some(rule.to_string())
    }

    /// Whether it names a day or a date, known or not.
    pub fn is_dated(&self) -> bool {
        self.when.day.is_some() || self.when.start.is_some() || self.written
    }

    /// Whether a weekday or a time of day is said.
    pub fn is_exact(&self) -> bool {
        self.when.time.is_some()
            || !self.weekdays.is_empty()
            || self.recurrence.as_ref().is_some_and(|rule| !rule.days.is_empty())
    }
}

/// Years that ISO 8601 writes with a sign are nobody's plan.
pub(super) fn plain(date: &NaiveDate) -> bool {
    (0..=9999).contains(&date.year())
}
