//! What happens and what is due, by day: for `sprintbook agenda`.

mod days;
mod person;
pub mod recur;
pub mod series;
mod text;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::Serialize;

pub use days::collect;
pub use person::Person;
pub use text::{json, table};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// Only what is this person's.
    pub person: Option<Person>,
}

/// The items of some days.
#[derive(Clone, Debug, Default)]
pub struct Agenda<'h> {
    /// By day, in the order of the times; only days with items.
    pub days: BTreeMap<NaiveDate, Vec<Item<'h>>>,
    /// What has no day.
    pub undated: Undated,
}

/// What happens, or is due.
#[derive(Clone, Debug)]
pub struct Item<'h> {
    /// What sort of item it is.
    pub what: What,
    /// What it is called.
    pub title: &'h str,
    /// The fact's id.
    pub id: &'h str,
    /// The time of day, as written.
    pub time: Option<NaiveTime>,
    /// The zone of that time.
    pub zone: Option<Tz>,
    /// Length in minutes.
    pub minutes: Option<u32>,
    /// Its last day, where it is a later one.
    pub until: Option<NaiveDate>,
    /// Who takes part, decides, answers for it, or is on duty.
    pub people: Vec<&'h str>,
    /// Which of several shifts at one time; empty where there is one at a time.
    pub slot: &'h str,
    /// Its sprint.
    pub timebox: Option<&'h str>,
    /// Where it is told.
    pub place: crate::understand::fact::Place,
}

/// Sorts of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Something happens.
    Event,
    /// Somebody is on duty from this day on.
    Shift,
    /// A choice has to be made by this day.
    Decision,
    /// Work has to be done by this day.
    Task,
}

/// How much has no day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Undated {
    /// Events of which the day is not known.
    pub events: usize,
    /// Open decisions without a day by which they are to be made.
    pub decisions: usize,
    /// Open tasks without a day by which they are to be done.
    pub tasks: usize,
}

#[cfg(test)]
mod tests;
