//! Boxes by the day on which they are due.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::link::order;
use crate::render::index::Entry;
use crate::understand::fact::Fact;
use crate::understand::phrase::date;

use super::Group;

/// When a box is due, in the order of a page.
#[derive(Clone, PartialEq, Eq)]
enum Due<'a> {
    On(NaiveDate),
    /// A day of a sprint that has no dates: the sprint, the day, the words.
    Day(&'a str, i32, &'a str),
}

impl<'a> Due<'a> {
    fn of(fact: &'a Fact) -> Option<Self> {
        if let Some(due) = fact.due {
            return Some(Self::On(due));
        }
        let when = fact.when.as_deref().filter(|when| !when.text.is_empty())?;
        Some(Self::Day(fact.timebox.as_deref().unwrap_or_default(), when.day.unwrap_or(i32::MAX), &when.text))
    }

    fn title(&self) -> String {
        match self {
            Self::On(day) => date::long_with_weekday(*day),
            Self::Day("", _, words) => (*words).to_owned(),
            Self::Day(timebox, _, words) => format!("{words} of {timebox}"),
        }
    }
}

impl PartialOrd for Due<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::On(one), Self::On(other)) => one.cmp(other),
            (Self::On(_), Self::Day(..)) => Ordering::Less,
            (Self::Day(..), Self::On(_)) => Ordering::Greater,
            (Self::Day(a, one, text), Self::Day(b, other, words)) => {
                // Case is folded only where names are compared as people count.
                order::natural(a, b).then_with(|| a.cmp(b)).then_with(|| (one, text).cmp(&(other, words)))
            }
        }
    }
}

/// A group for each day; those without one last.
pub(super) fn groups(all: &[(u32, Entry<'_>)], is_long: bool) -> Vec<Group> {
    let mut rest = Group { is_rest: true, ..Group::named("Without a day".to_owned()) };
    let mut by_due: BTreeMap<Due<'_>, Group> = BTreeMap::new();
    for (at, entry) in all {
        match Due::of(entry.fact) {
            Some(due) => by_due
                .entry(due)
                .or_insert_with_key(|due| Group { slug: month(due), ..Group::named(due.title()) })
                .add(*at, entry, is_long),
            None => rest.add(*at, entry, is_long),
        }
    }
    let mut groups: Vec<Group> = by_due.into_values().collect();
    if !groups.is_empty() {
        groups.extend(Some(rest).filter(|rest| rest.total > 0));
    }
    groups
}

/// The page of a day where there are many: `2026-01`, or `days` for those without a date.
fn month(due: &Due<'_>) -> String {
    match due {
        Due::On(day) => day.format("%Y-%m").to_string(),
        Due::Day(..) => "days".to_owned(),
    }
}
