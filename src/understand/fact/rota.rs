//! What belongs to a rota.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::Name;
use crate::base::span::Span;

/// What belongs to a rota. A rule is in the fact's `when`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rotation {
    /// Who is on duty when, in the order of the text.
    pub shifts: Vec<Shift>,
    /// Who is called first, second, third.
    pub tiers: Vec<Tier>,
    /// Who may be on duty, where the document has such a list.
    pub eligible: Vec<Name>,
    /// Who is on that list and may not be on duty yet.
    pub waiting: Vec<Waiting>,
    /// Of a rule: the first day of the first turn, where the document tells from when on it holds.
    pub begins: Option<NaiveDate>,
    /// Of a rule: its last day, where the document tells it.
    pub ends: Option<NaiveDate>,
    /// When who is on duty changes, where the document tells it.
    pub handover: Option<Handover>,
}

/// When a rota is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// On which weekday.
    pub weekday: Weekday,
    /// At which time of day.
    pub time: NaiveTime,
    /// The zone of that time.
    pub zone: Option<Tz>,
}

/// Somebody who may be on duty later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub who: Name,
    /// From which day, where the document says so.
    pub from: Option<NaiveDate>,
}

/// One turn of a rota.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive.
    pub end: Option<NaiveDate>,
    /// From which time of day, for a part of a day.
    pub from: Option<NaiveTime>,
    /// Until which time of day; not after `from` where it is on the next day.
    pub until: Option<NaiveTime>,
    /// The moments in which it begins and ends, where both are written with day and time of day.
    pub exact: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Who is on duty.
    pub who: Name,
    /// Who stands in.
    pub backup: Option<Name>,
    /// Which of several that are on duty at one time, as written: `Night`; empty where there is one at a time.
    pub slot: Box<str>,
    /// Its line or row.
    pub span: Span,
}

/// A tier of a rota.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// What it is called: `Tier 1 (Primary)`.
    pub name: Box<str>,
    /// Who is called.
    pub who: Vec<Name>,
    /// Minutes until an answer is due.
    pub minutes: Option<u32>,
}
