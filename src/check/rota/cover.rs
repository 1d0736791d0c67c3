//! Which days the shifts of a rota cover, slot by slot.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

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
    if is_exact(rotation) {
        return Vec::new();
    }
    by_slot(rotation, |shift| shift.start.is_some() && shift.end.is_some()).into_iter().map(pairs).collect()
}

/// The shifts of each slot for which something holds.
fn by_slot(rotation: &Rotation, holds: impl Fn(&&Shift) -> bool) -> Vec<Vec<&Shift>> {
    let mut slots: Vec<(&str, Vec<&Shift>)> = Vec::new();
    for shift in rotation.shifts.iter().filter(holds) {
        match slots.iter_mut().find(|(slot, _)| *slot == &*shift.slot) {
            Some((_, shifts)) => shifts.push(shift),
            None => slots.push((&shift.slot, vec![shift])),
        }
    }
    slots.into_iter().map(|(_, shifts)| shifts).collect()
}

/// Whether every shift says the moments in which it begins and ends.
fn is_exact(rotation: &Rotation) -> bool {
    !rotation.shifts.is_empty() && rotation.shifts.iter().all(|shift| shift.exact.is_some())
}

/// Two shifts of one slot that follow one another, to the minute: by times of a day, or by moments.
#[derive(Clone, Copy)]
pub(super) struct Timed<'f, T> {
    pub one: &'f Shift,
    pub next: &'f Shift,
    /// When the first ends.
    pub end: T,
    /// When the second begins.
    pub start: T,
    /// Minutes between them that nobody covers; less than 0 where both are on duty.
    pub between: i64,
}

/// How many pairs leave a gap, and how many share minutes.
fn gaps_and_shared<T>(pairs: &[Timed<'_, T>]) -> (usize, usize) {
    let count = |holds: fn(i64) -> bool| pairs.iter().filter(|pair| holds(pair.between)).count();
    (count(|between| between > 0), count(|between| between < 0))
}

/// The pairs of every slot of a rota whose shifts all say when they begin and end. The pauses at night and at weekends
/// of a rota that covers none are no gaps. Shifts most of which do not follow one another give none.
pub(super) fn moments(rotation: &Rotation) -> Vec<Vec<Timed<'_, NaiveDateTime>>> {
    if !is_exact(rotation) {
        return Vec::new();
    }
    let mut found: Vec<Vec<Timed<'_, _>>> = by_slot(rotation, |_| true).into_iter().map(of_slot).collect();
    let odd = |pairs: &Vec<Timed<'_, _>>| {
        let (gaps, shared) = gaps_and_shared(pairs);
        gaps > 1 && gaps * 3 > pairs.len() || shared > 1 && shared * 3 > pairs.len() || pairs.len() < 2
    };
    found.retain(|pairs| !odd(pairs));
    found
}

fn of_slot(mut shifts: Vec<&Shift>) -> Vec<Timed<'_, NaiveDateTime>> {
    shifts.sort_by_key(|shift| shift.exact);
    let spans: Vec<(NaiveDateTime, NaiveDateTime)> = shifts.iter().filter_map(|shift| shift.exact).collect();
    let nights = spans.iter().any(|span| holds(*span, is_night));
    let weekends = spans.iter().any(|span| holds(*span, is_weekend));
    let all = shifts.windows(2).filter_map(|pair| {
        let ((_, end), (start, _)) = (pair[0].exact?, pair[1].exact?);
        let mut between = (start - end).num_minutes();
        let pause = !nights && holds((end, start), is_night) && between < 24 * 60
            || !weekends && holds((end, start), is_weekend) && between < 72 * 60;
        if pause {
            between = 0;
        }
        Some(Timed { one: pair[0], next: pair[1], end, start, between })
    });
    let mut all: Vec<Timed<'_, _>> = all.collect();
    // What most leave free, or share, is how the rota is meant.
    let usual = all
        .iter()
        .map(|pair| pair.between)
        .find(|usual| *usual != 0 && all.iter().filter(|pair| pair.between == *usual).count() * 2 > all.len());
    all.iter_mut().filter(|pair| Some(pair.between) == usual).for_each(|pair| pair.between = 0);
    all
}

/// Whether a span holds one of the moments of its days: three in the morning, noon.
fn holds((start, end): (NaiveDateTime, NaiveDateTime), moment: fn(NaiveDate) -> Option<NaiveDateTime>) -> bool {
    let days = start.date().iter_days().take_while(|day| *day <= end.date());
    days.take(366).filter_map(moment).any(|moment| start < moment && moment < end)
}

fn is_night(day: NaiveDate) -> Option<NaiveDateTime> {
    day.and_hms_opt(3, 0, 0)
}

/// Noon of a Saturday or Sunday.
fn is_weekend(day: NaiveDate) -> Option<NaiveDateTime> {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) { day.and_hms_opt(12, 0, 0) } else { None }
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

/// The pairs of every slot of a day of which both times of all shifts are written, as they stand. Shifts of which most
/// do not follow one another are no chain, and give none.
pub(super) fn hours(rotation: &Rotation) -> Vec<Vec<Timed<'_, NaiveTime>>> {
    type SlotOfDay<'s> = (Option<NaiveDate>, &'s str);
    let mut days: Vec<(SlotOfDay<'_>, Vec<&Shift>)> = Vec::new();
    for shift in rotation.shifts.iter().filter(|shift| shift.from.is_some() && shift.until.is_some()) {
        let key = (shift.start, &*shift.slot);
        match days.iter_mut().find(|(known, _)| *known == key) {
            Some((_, shifts)) => shifts.push(shift),
            None => days.push((key, vec![shift])),
        }
    }
    let mut found: Vec<Vec<Timed<'_, _>>> = days.into_iter().map(|(_, shifts)| of_day(&shifts)).collect();
    let odd = |pairs: &Vec<Timed<'_, _>>| {
        let (gaps, shared) = gaps_and_shared(pairs);
        gaps * 3 > pairs.len()
            || shared * 3 > pairs.len()
            || pairs.iter().any(|pair| pair.next.from <= pair.one.from && pair.between != 0)
    };
    found.retain(|pairs| !odd(pairs));
    found
}

fn of_day<'f>(shifts: &[&'f Shift]) -> Vec<Timed<'f, NaiveTime>> {
    let all = shifts.windows(2).filter_map(|pair| {
        let (end, start) = (pair[0].until?, pair[1].from?);
        let over_midnight = pair[0].from? >= end;
        let between = if over_midnight { 0 } else { (start - end).num_minutes() };
        Some(Timed { one: pair[0], next: pair[1], end, start, between })
    });
    all.collect()
}

impl Pair<'_> {
    /// Whether one of its shifts is on duty on a Saturday or Sunday.
    pub fn covers_weekend(&self) -> bool {
        [self.one, self.next].into_iter().filter_map(|shift| shift.start.zip(shift.end)).any(|(start, end)| {
            let mut days = start.iter_days().take_while(|day| *day <= end).take(7);
            days.any(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        })
    }

    /// Whether nobody is missed but on Saturdays and Sundays.
    pub fn is_weekend(&self) -> bool {
        let days = self.end.iter_days().skip(1).take(self.between.max(0) as usize);
        self.between > 0 && days.into_iter().all(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }
}

/// Whether shifts are handed over on a day that both name: of those that follow one another, most end on the day on
/// which the next begins.
pub(super) fn hands_over(pairs: &[Pair<'_>]) -> bool {
    let count = |days: i64| pairs.iter().filter(|pair| pair.between == days).count();
    let shared = count(-1);
    shared * 2 > pairs.len() || shared > 1 && count(0) == 0
}
