//! Who is on duty when: rotas, written as tables or as rules, as shifts. The agenda, the pages and the feeds all take
//! shifts from here.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::agenda::recur::Rule;
use super::index::Entry;
use crate::base::span::Span;
use crate::understand::fact::{Fact, Name, Rotation};

/// Weeks or days of a rule that has a start and no end, which pages and feeds show.
pub const SHOWN: usize = 12;

/// One turn of a rota.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift<'h> {
    /// First day.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// From which time of day, for a part of a day.
    pub from: Option<NaiveTime>,
    /// Until which time of day; not after `from` where it is on the next day.
    pub until: Option<NaiveTime>,
    /// The moments in which it begins and ends, where both are written with day and time of day.
    pub exact: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Who is on duty: one, but for tiers of a rule.
    pub who: &'h [Name],
    /// Who stands in.
    pub backup: Option<&'h Name>,
    /// Which of several that are on duty at one time: `Night`, `Tier 1`; empty where there is one at a time.
    pub slot: &'h str,
    /// Its line or row, of a rule that of the rota.
    pub span: Span,
}

/// What is known of a rota.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expanded<'h> {
    /// Its shifts with days, in the order of the days and then of the text.
    pub shifts: Vec<Shift<'h>>,
    /// Whether they are of a rule that goes on behind the last of them.
    pub is_open: bool,
    /// How many shifts of its table or list have no day.
    pub undated: usize,
}

impl Shift<'_> {
    /// The moments in which it begins and ends, local time; whole days end at midnight.
    pub fn moments(&self) -> (NaiveDateTime, NaiveDateTime) {
        if let Some(exact) = self.exact {
            return exact;
        }
        let next = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
        match (self.from, self.until) {
            (Some(from), Some(until)) => {
                let last = if self.start == self.end && until <= from { next(self.end) } else { self.end };
                (self.start.and_time(from), last.and_time(until))
            }
            (from, _) => (self.start.and_time(from.unwrap_or_default()), next(self.end).and_time(NaiveTime::MIN)),
        }
    }

    /// Whether it begins and ends at a time of day that is written.
    pub fn is_timed(&self) -> bool {
        self.exact.is_some() || self.from.is_some() && self.until.is_some()
    }
}

/// The shifts of a rota. A rule without an end gives those that begin until `until`, or the first [`SHOWN`].
pub fn of<'h>(fact: &'h Fact, rotation: &'h Rotation, until: Option<NaiveDate>) -> Expanded<'h> {
    let dated = rotation.shifts.iter().filter_map(|shift| {
        let start = shift.start?;
        Some(Shift {
            start,
            end: shift.end.unwrap_or(start).max(start),
            from: shift.from,
            until: shift.until,
            exact: shift.exact,
            who: std::slice::from_ref(&shift.who),
            backup: shift.backup.as_ref(),
            slot: &shift.slot,
            span: shift.span,
        })
    });
    let mut shifts: Vec<Shift<'h>> = dated.collect();
    shifts.sort_by_key(|shift| shift.start);
    let undated = rotation.shifts.len() - shifts.len();
    if rotation.shifts.is_empty() {
        return by_rule(fact, rotation, until).unwrap_or_default();
    }
    Expanded { shifts, is_open: false, undated }
}

/// The turns of a rule that says when it begins and who takes turns, or who is called in which tier.
fn by_rule<'h>(fact: &'h Fact, rotation: &'h Rotation, until: Option<NaiveDate>) -> Option<Expanded<'h>> {
    let begins = rotation.begins?;
    let rule = Rule::read(fact.when.as_deref()?.rrule.as_deref()?)?;
    let step = Days::new(rule.days_of_step()?);
    let last = match (rotation.ends, until) {
        (Some(end), Some(until)) => Some(end.min(until)),
        (end, until) => end.or(until),
    };
    let starts = std::iter::successors(Some(begins), |start| start.checked_add_days(step));
    let starts = starts.take_while(|start| last.is_none_or(|last| *start <= last));
    let most = if last.is_some() { usize::MAX } else { SHOWN };
    let mut shifts = Vec::new();
    for (turn, start) in starts.take(most).enumerate() {
        let end = start.checked_add_days(step).and_then(|next| next.pred_opt())?;
        let end = rotation.ends.map_or(end, |last| end.min(last));
        let shift = |who: &'h [Name], slot: &'h str| Shift {
            start,
            end,
            from: None,
            until: None,
            exact: None,
            who,
            backup: None,
            slot,
            span: fact.place.span,
        };
        if rotation.eligible.is_empty() {
            shifts.extend(rotation.tiers.iter().map(|tier| shift(&tier.who, &tier.name)));
        } else {
            let at = turn % rotation.eligible.len();
            shifts.push(shift(&rotation.eligible[at..=at], ""));
        }
    }
    Some(Expanded { shifts, is_open: rotation.ends.is_none(), undated: 0 })
}

/// The shifts of every rota of the handbook.
#[derive(Debug, Default)]
pub struct Shifts<'h> {
    /// Each with the number of its rota among the facts of the kind `rotation`, rota after rota.
    pub list: Vec<(u32, Shift<'h>)>,
    /// By rota: its first in the list, behind its last, and what is known of it beside.
    of_rota: HashMap<u32, (usize, usize, bool, usize)>,
}

impl<'h> Shifts<'h> {
    /// Of these rotas.
    pub fn new(rotas: impl Iterator<Item = &'h Fact>) -> Self {
        let mut shifts = Self::default();
        for (at, fact) in rotas.enumerate() {
            let Some(rotation) = fact.rotation() else { continue };
            let expanded = of(fact, rotation, None);
            let first = shifts.list.len();
            shifts.list.extend(expanded.shifts.into_iter().map(|shift| (at as u32, shift)));
            shifts.of_rota.insert(at as u32, (first, shifts.list.len(), expanded.is_open, expanded.undated));
        }
        shifts
    }

    /// The number of a rota among all of them, which are in reading order.
    pub fn number(&self, rotas: &[Entry<'_>], entry: &Entry<'_>) -> Option<u32> {
        rotas.iter().position(|rota| std::ptr::eq(rota.fact, entry.fact)).map(|at| at as u32)
    }

    /// The shifts of a rota.
    pub fn of_rota(&self, rota: u32) -> &[(u32, Shift<'h>)] {
        self.of_rota.get(&rota).map_or(&[], |(first, end, ..)| &self.list[*first..*end])
    }

    /// Whether a rota's rule goes on behind the last of its shifts.
    pub fn is_open(&self, rota: u32) -> bool {
        self.of_rota.get(&rota).is_some_and(|known| known.2)
    }

    /// How many shifts of a rota have no day.
    pub fn undated(&self, rota: u32) -> usize {
        self.of_rota.get(&rota).map_or(0, |known| known.3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::fact::{Detail, Place, Shift as Written, Tier, When};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn name(text: &str) -> Name {
        Name { text: text.into(), span: Span::default() }
    }

    fn rota(rotation: Rotation, rule: Option<&str>) -> Fact {
        let place = Place { source: crate::base::source::SourceId(0), span: Span::default() };
        let mut fact = Fact::new("Rota", place, Detail::Rotation(Box::new(rotation)));
        fact.when = rule.map(|rule| Box::new(When { rrule: Some(rule.into()), ..When::default() }));
        fact
    }

    fn shown(fact: &Fact, until: Option<&str>) -> (Vec<String>, bool) {
        let known = of(fact, fact.rotation().unwrap(), until.map(day));
        let shift = |shift: &Shift<'_>| {
            format!("{}..{} {} {}", shift.start, shift.end, shift.who[0], shift.slot).trim().to_owned()
        };
        (known.shifts.iter().map(shift).collect(), known.is_open)
    }

    #[test]
    fn names_take_turns_within_bounds() {
        let names = vec![name("Ada"), name("Kai")];
        let rotation = Rotation {
            eligible: names,
            begins: Some(day("2026-01-05")),
            ends: Some(day("2026-01-20")),
            ..Rotation::default()
        };
        let weekly = rota(rotation.clone(), Some("FREQ=WEEKLY"));
        let want = ["2026-01-05..2026-01-11 Ada", "2026-01-12..2026-01-18 Kai", "2026-01-19..2026-01-20 Ada"];
        assert_eq!(shown(&weekly, None), (want.map(str::to_owned).to_vec(), false));
        assert_eq!(shown(&weekly, Some("2026-01-12")).0.len(), 2);
        let endless = rota(Rotation { ends: None, ..rotation.clone() }, Some("FREQ=WEEKLY;INTERVAL=2"));
        let (shifts, open) = shown(&endless, None);
        assert_eq!((shifts.len(), open, &*shifts[1]), (SHOWN, true, "2026-01-19..2026-02-01 Kai"));
        // Without a start, or with weekdays of which two are in a week, nobody can tell.
        assert_eq!(shown(&rota(Rotation { begins: None, ..rotation.clone() }, Some("FREQ=WEEKLY")), None).0.len(), 0);
        assert_eq!(shown(&rota(rotation, Some("FREQ=WEEKLY;BYDAY=MO,TH")), None).0.len(), 0);
    }

    #[test]
    fn tiers_of_a_rule_are_shifts_beside_each_other() {
        let tier = |tier: &str, who: &str| Tier { name: tier.into(), who: vec![name(who)], minutes: Some(15) };
        let tiers = vec![tier("Tier 1", "Nurse"), tier("Tier 2", "Doctor")];
        let rotation = Rotation { tiers, begins: Some(day("2026-01-19")), ..Rotation::default() };
        let (shifts, _) = shown(&rota(rotation, Some("FREQ=WEEKLY")), Some("2026-01-25"));
        assert_eq!(shifts, ["2026-01-19..2026-01-25 Nurse Tier 1", "2026-01-19..2026-01-25 Doctor Tier 2"]);
    }

    #[test]
    fn shifts_end_where_the_next_may_begin() {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let written = |from, until| Written {
            start: Some(day("2026-01-05")),
            end: None,
            from,
            until,
            exact: None,
            who: name("Ada"),
            backup: None,
            slot: "".into(),
            span: Span::default(),
        };
        let moments = |from, until| {
            let fact = rota(Rotation { shifts: vec![written(from, until)], ..Rotation::default() }, None);
            let (start, end) = of(&fact, fact.rotation().unwrap(), None).shifts[0].moments();
            format!("{start} {end}")
        };
        assert_eq!(moments(None, None), "2026-01-05 00:00:00 2026-01-06 00:00:00");
        assert_eq!(moments(time(22), time(6)), "2026-01-05 22:00:00 2026-01-06 06:00:00");
        assert_eq!(moments(time(6), time(14)), "2026-01-05 06:00:00 2026-01-05 14:00:00");
    }
}
