//! How days and weeks of a document become dates: where its timebox starts, which days count, and why.
//!
//! The start is declared (front matter, `defaults`, a line such as `**Start Date:** …`) or follows from lines that
//! name a day and its date. A section about another timebox (`## Sprint 19`) has an anchor of its own. What nothing
//! pins down stays unknown.

use std::sync::Arc;

use chrono::{Duration, NaiveDate};

use super::phrase::date::{DatePhrase, DateSpan};
use super::phrase::day::{DayCount, DayPhrase};
use super::reading::{Entry, Reading, Says};
use crate::base::span::Span;
use crate::config::Numbering;

mod declared;
mod numbering;
mod pins;
mod sections;
#[cfg(test)]
mod tests;
mod years;

pub use declared::{Dates, is_start_label, is_window_label, of_section};

use pins::Pins;
pub(in crate::understand) use pins::is_of_other;
pub(in crate::understand) use sections::{letters, same};
use years::Years;

/// How days and weeks of a document, or of a section of it, become dates.
#[derive(Clone, Debug, Default)]
pub struct Anchor<'a> {
    /// What its timebox is called.
    pub name: Option<Arc<str>>,
    /// How its days become dates; none without a start.
    pub days: Option<DayCount<'a>>,
    /// Its last day, where that is declared.
    pub end: Option<NaiveDate>,
    /// Which days count.
    pub numbering: Numbering,
    /// Where the start is said; none without a start.
    pub start_why: Option<StartWhy>,
    /// The entry that declares the start, where a line does.
    pub start_line: Option<u32>,
    /// Where it is said, or seen, which days count.
    pub numbering_why: NumberingWhy,
    /// The weeks of a longer count that it lies in: `Weeks 39-40`.
    pub weeks: Option<(u32, u32)>,
    /// The first day of week 1, where lines pin that down.
    pub first_week: Option<NaiveDate>,
    /// Weeks whose first and last days are written: `Week 3 (Oct 18-25)`.
    pub dated_weeks: Vec<(u32, NaiveDate, NaiveDate)>,
}

/// Where a start is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartWhy {
    /// In front matter, or in `defaults` of handbook.yaml.
    FrontMatter,
    /// In a line of its own.
    Line(Span),
    /// In lines that name a day and its date.
    Pairs(Vec<Span>),
    /// In another document that gives the timebox its days.
    Elsewhere,
}

/// Where it is said, or seen, which days count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NumberingWhy {
    /// Nowhere: calendar days.
    #[default]
    Default,
    /// In front matter, or in `defaults` of handbook.yaml.
    FrontMatter,
    /// In handbook.yaml, for all documents.
    Handbook,
    /// In lines that only this way of counting fits: a day with its weekday or date, a day below its week.
    Lines(Vec<Span>),
}

/// All anchors of a document, and what tells its years.
#[derive(Clone, Debug, Default)]
pub struct Anchors<'a> {
    /// The document's own.
    pub own: Anchor<'a>,
    /// Those of sections, in the order of the text, with the name and the heading of each.
    pub sections: Vec<Anchor<'a>>,
    /// For each heading, the section's anchor that holds below it.
    by_heading: Vec<Option<u32>>,
    years: Years,
}

impl<'a> Anchors<'a> {
    /// All that front matter and the document's lines say; `reading` has its tree, and no anchors yet.
    pub(super) fn read(reading: &Reading<'a>) -> Self {
        let mut anchors = Self { own: declared::own(reading), ..Self::default() };
        let says = reading.says();
        if says.any(Says::TIME.or(Says::QUANTITY)) {
            anchors.by_heading = vec![None; reading.document.outline.len()];
            anchors.years = Years::read(reading);
            sections::read(&mut anchors, reading);
            declared::read_lines(&mut anchors, reading, says);
            let pins =
                if says.any(Says::DAY.or(Says::WEEKS)) { pins::read(&anchors, reading) } else { Pins::default() };
            if !pins.is_empty() || !anchors.sections.is_empty() {
                pins::apply(&mut anchors, reading, &pins);
            }
        }
        anchors
    }

    /// Counts days from a start that another document gives, unless this one has its own; in its way of counting,
    /// unless this one has its own.
    pub(super) fn take(&mut self, days: DayCount<'a>) {
        let own = &mut self.own;
        if own.days.is_some() {
            return;
        }
        if own.numbering_why == NumberingWhy::Default {
            own.numbering = days.numbering;
        }
        own.days = Some(DayCount { numbering: own.numbering, ..days });
        own.start_why = Some(StartWhy::Elsewhere);
    }

    /// The anchor that holds at an entry.
    pub fn at(&self, entry: Entry<'_>) -> &Anchor<'a> {
        let section =
            entry.heading_index().and_then(|heading| self.by_heading.get(heading as usize).copied().flatten());
        section.map_or(&self.own, |section| &self.sections[section as usize])
    }

    /// The section's anchor that holds at an entry, if there is one.
    pub fn section(&self, entry: Entry<'_>) -> Option<&Anchor<'a>> {
        let heading = entry.heading_index()?;
        let section = self.by_heading.get(heading as usize).copied().flatten()?;
        self.sections.get(section as usize)
    }

    /// The date of a phrase; a missing year is that of what stands around the entry.
    pub fn date(&self, entry: Entry<'_>, date: DatePhrase) -> Option<NaiveDate> {
        if date.year.is_some() {
            return date.on(None);
        }
        let near = self.years.near_heading(entry, date);
        let near = near.or_else(|| self.at(entry).days.map(|days| days.start)).or_else(|| self.years.near(entry.id));
        date.on(near)
    }

    /// First and last day of a span; none for the last where it is not after the first.
    pub fn span(&self, entry: Entry<'_>, days: DateSpan) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let Some(first) = self.date(entry, days.first) else { return (None, None) };
        let last = days.last.and_then(|last| match last.on(Some(first)) {
            // `Dec 22 – Jan 4`: nobody goes back in time.
            Some(date) if date < first && last.year.is_none() => last.on(first.checked_add_signed(Duration::days(365))),
            date => date,
        });
        (Some(first), last.filter(|last| *last > first))
    }
}

impl Anchor<'_> {
    /// Days of the timebox that a phrase names, first and last; none where a week has no such day.
    pub fn numbers(&self, day: DayPhrase) -> Option<(i32, Option<i32>)> {
        DayPhrase { week: day.week.map(|week| self.own_week(week)), ..day }.days(self.numbering)
    }

    /// Dates of the days that a phrase names, first and last.
    pub fn dates(&self, day: DayPhrase) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let Some(count) = self.count_for(day.week) else { return (None, None) };
        let week = day.week.map(|week| match () {
            () if self.dated_week(week).is_some() => 1,
            () if self.first_week.is_some() => week,
            () => self.own_week(week),
        });
        let Some((first, last)) = (DayPhrase { week, ..day }).days(self.numbering) else { return (None, None) };
        let start = count.date(first);
        let end = last.and_then(|last| count.date(last)).filter(|end| start.is_some_and(|start| *end > start));
        (start, end)
    }

    /// First and last date of weeks.
    pub fn week_dates(&self, first: u32, last: u32) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let start = self
            .dated_week(first)
            .map(|week| week.1)
            .or_else(|| self.dates(DayPhrase { week: Some(first), first: 1, last: None }).0);
        let length = match self.numbering {
            Numbering::Calendar => 7,
            Numbering::Working => 5,
        };
        let end = self
            .dated_week(last)
            .map(|week| week.2)
            .or_else(|| self.dates(DayPhrase { week: Some(last), first: length, last: None }).0);
        (start, end.filter(|end| start.is_some_and(|start| *end > start)))
    }

    fn dated_week(&self, week: u32) -> Option<&(u32, NaiveDate, NaiveDate)> {
        self.dated_weeks.iter().find(|dated| dated.0 == week)
    }

    /// From which day the days of a week are counted.
    fn count_for(&self, week: Option<u32>) -> Option<DayCount<'_>> {
        let start = match week {
            Some(week) => self.dated_week(week).map(|dated| dated.1).or(self.first_week),
            None => None,
        };
        match (start, &self.days) {
            (Some(start), Some(days)) => Some(DayCount { start, ..*days }),
            (Some(start), None) => Some(DayCount { start, numbering: self.numbering, holidays: &[] }),
            (None, days) => *days,
        }
    }

    /// `Week 39` of a sprint that is weeks 39 and 40 of its project is its week 1.
    fn own_week(&self, week: u32) -> u32 {
        match self.weeks {
            Some((first, last)) if first > 1 && (first..=last).contains(&week) => week - first + 1,
            _ => week,
        }
    }
}
