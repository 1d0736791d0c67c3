//! Which days the shifts of a rota cover, slot by slot.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use crate::understand::fact::{Rotation, Shift};

/// Two shifts of one slot that follow one another.
#[derive(Clone, Copy)]
pub(super) struct Pair<'f> {
    pub one: &'f Shift,
    pub next: &'f Shift,
    /// Last day of the first.
    pub end: NaiveDate,
    /// First day of the second.
    pub start: NaiveDate,
    /// Days between them that nobody covers; 0 where one ends the day before the other begins; -1 where they share a
    /// day, and less where they share more.
    pub between: i64,
}

/// The pairs of every slot, in the order of the days, slot by slot. None for a rota that writes no days.
pub(super) fn slots(rotation: &Rotation) -> Vec<Vec<Pair<'_>>> {
    let mut slots: Vec<(&str, Vec<&Shift>)> = Vec::new();
    for shift in rotation.shifts.iter().filter(|shift| shift.start.is_some() && shift.end.is_some()) {
        match slots.iter_mut().find(|(slot, _)| *slot == &*shift.slot) {
            Some((_, shifts)) => shifts.push(shift),
            None => slots.push((&shift.slot, vec![shift])),
        }
    }
    slots.into_iter().map(|(_, shifts)| pairs(shifts)).collect()
}

fn pairs(mut shifts: Vec<&Shift>) -> Vec<Pair<'_>> {
    shifts.sort_by_key(|shift| (shift.start, shift.end));
    let all = shifts.windows(2).filter_map(|pair| {
        let (one, next) = (pair[0], pair[1]);
        let (end, start) = (one.end?, next.start?);
        Some(Pair { one, next, end, start, between: (start - end).num_days() - 1 })
    });
    all.collect()
}

/// Two shifts of one day that follow one another.
#[derive(Clone, Copy)]
pub(super) struct Hours<'f> {
    pub one: &'f Shift,
    pub next: &'f Shift,
    /// When the first ends.
    pub until: NaiveTime,
    /// When the second begins.
    pub from: NaiveTime,
    /// Minutes between them that nobody covers; less than 0 where both are on duty.
    pub between: i64,
}

/// The pairs of every slot of a day of which both times of all shifts are written, as they stand. Shifts of which most
/// do not follow one another are no chain, and give none.
pub(super) fn hours(rotation: &Rotation) -> Vec<Vec<Hours<'_>>> {
    type SlotOfDay<'s> = (Option<NaiveDate>, &'s str);
    let mut days: Vec<(SlotOfDay<'_>, Vec<&Shift>)> = Vec::new();
    for shift in rotation.shifts.iter().filter(|shift| shift.from.is_some() && shift.until.is_some()) {
        let key = (shift.start, &*shift.slot);
        match days.iter_mut().find(|(known, _)| *known == key) {
            Some((_, shifts)) => shifts.push(shift),
            None => days.push((key, vec![shift])),
        }
    }
    let mut found: Vec<Vec<Hours<'_>>> = days.into_iter().map(|(_, shifts)| of_day(&shifts)).collect();
    let odd = |pairs: &Vec<Hours<'_>>| {
        let (gaps, shared) = pairs.iter().fold((0, 0), |(gaps, shared), pair| {
            (gaps + usize::from(pair.between > 0), shared + usize::from(pair.between < 0))
        });
        gaps * 3 > pairs.len()
            || shared * 3 > pairs.len()
            || pairs.iter().any(|pair| pair.next.from <= pair.one.from && pair.between != 0)
    };
    found.retain(|pairs| !odd(pairs));
    found
}

fn of_day<'f>(shifts: &[&'f Shift]) -> Vec<Hours<'f>> {
    let all = shifts.windows(2).filter_map(|pair| {
        let (until, from) = (pair[0].until?, pair[1].from?);
        let over_midnight = pair[0].from? >= until;
        let between = if over_midnight { 0 } else { (from - until).num_minutes() };
        Some(Hours { one: pair[0], next: pair[1], until, from, between })
    });
    all.collect()
}

impl Pair<'_> {
    /// Whether nobody is missed but on Saturdays and Sundays.
    pub fn is_weekend(&self) -> bool {
        let days = self.end.iter_days().skip(1).take(self.between.max(0) as usize);
        self.between > 0 && days.into_iter().all(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }
}

/// Whether shifts are handed over on a day that both name: most of them end on the day on which the next begins.
pub(super) fn hands_over(pairs: &[Pair<'_>]) -> bool {
    let shared = pairs.iter().filter(|pair| pair.between == -1).count();
    shared * 2 > pairs.len()
}
