//! What recurs: by which rule, and from when to when, as far as the handbook tells.

use chrono::NaiveDate;

use super::recur::Rule;
use crate::config::Config;
use crate::link::{Handbook, alike};
use crate::understand::fact::Fact;

/// Words of meetings that people hold on the days on which they work, however often a document says.
const WORKDAYS: [&str; 6] = ["standup", "stand", "scrum", "sync", "syncs", "huddle"];
/// For how many days a first or last day is looked for.
const LONGEST_GAP: usize = 366 * 8;

/// A rule with its bounds.
#[derive(Clone, Debug)]
pub struct Series<'h> {
    config: &'h Config,
    /// On which days, before holidays are left out.
    pub rule: Rule,
    /// The day from which the rule counts, where that matters or is told.
    anchor: Option<NaiveDate>,
    /// First day on which it may be: its own, else that of its sprint.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive, likewise.
    pub to: Option<NaiveDate>,
    /// Whether it is left out on holidays.
    but_holidays: bool,
}

impl<'h> Series<'h> {
    /// When a fact recurs; none where nobody can tell: without a rule, or without the days of its sprint.
    pub fn of(handbook: &'h Handbook<'_>, document: usize, fact: &Fact) -> Option<Self> {
        let when = fact.when.as_deref()?;
        let rule = Rule::read(when.rrule.as_deref()?)?;
        let (mut from, mut to) = (when.start, when.end);
        let days = days_of_sprint(handbook, document, fact);
        // What takes place during a sprint of which nobody knows the days has none either.
        if fact.timebox.is_some() && days.is_none() && when.start.is_none() {
            return None;
        }
        (from, to) = (from.or(days.map(|days| days.0)), to.or(days.map(|days| days.1)));
        let workdays = alike::words(&fact.title).iter().any(|word| WORKDAYS.contains(&word.as_str()));
        let (but_holidays, rule) = if workdays { (rule.is_by_week(), rule.on_workdays()) } else { (false, rule) };
        let anchor = when.start.or(from.filter(|_| rule.stands_alone()));
        if anchor.is_none() && !rule.stands_alone() {
            return None;
        }
        Some(Self { config: &handbook.inputs.config, rule, anchor, from, to, but_holidays })
    }

    /// Whether it takes place on a day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        let within = self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to);
        within && self.rule.is_on(day, self.anchor) && !(self.but_holidays && self.config.holiday(day).is_some())
    }

    /// The days on which it takes place, of those from one to another.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let from = self.from.map_or(from, |own| own.max(from));
        let to = self.to.map_or(to, |own| own.min(to));
        from.iter_days().take_while(move |day| *day <= to).filter(|day| self.is_on(*day))
    }

    /// The first day on which it takes place; none where nobody tells from when on, or there is none.
    pub fn first(&self) -> Option<NaiveDate> {
        let from = self.from?;
        let end = self.to.unwrap_or(NaiveDate::MAX);
        from.iter_days().take(LONGEST_GAP).take_while(|day| *day <= end).find(|day| self.is_on(*day))
    }

    /// The last day on which it takes place; none where it has no end.
    pub fn last(&self) -> Option<NaiveDate> {
        let back = std::iter::successors(self.to, NaiveDate::pred_opt);
        let begin = self.from?;
        back.take(LONGEST_GAP).take_while(|day| *day >= begin).find(|day| self.is_on(*day))
    }

    /// The days of the rule after its first one, and before its last, on which nobody works.
    pub fn holidays(&self) -> Vec<NaiveDate> {
        let (Some(first), last) = (self.first(), self.last()) else { return Vec::new() };
        let mut days = Vec::new();
        for holiday in self.config.holidays.iter().filter(|_| self.but_holidays) {
            let begin = holiday.start.max(first);
            let end = holiday.end.min(last.unwrap_or(NaiveDate::MAX));
            let shown = begin.iter_days().take(LONGEST_GAP).take_while(|day| *day <= end);
            days.extend(shown.filter(|day| self.rule.is_on(*day, self.anchor)));
        }
        days.sort();
        days.dedup();
        days
    }
}

/// The days of the sprint that a fact belongs to: the one that it names; where neither that nor a day of its own is told,
/// the only one of its document.
pub fn days_of_sprint(handbook: &Handbook<'_>, document: usize, fact: &Fact) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(name) = fact.timebox.as_deref() {
        let timebox = handbook.timeboxes.named(name, &handbook.scopes[document])?;
        return handbook.timeboxes.list[timebox as usize].days;
    }
    if fact.start().is_some() {
        return None;
    }
    let mut told = handbook.facts[document].iter().filter_map(Fact::as_timebox).map(|own| (own.start, own.end));
    let days = told.next()?;
    told.all(|other| other == days).then_some(days)
}
