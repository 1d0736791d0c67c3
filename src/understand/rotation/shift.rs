//! Days of shifts: where only starts are written, the next start ends a shift.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::understand::fact::{Name, Shift};
use crate::understand::moment::{self, Moment};
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::time::ClockPhrase;
use crate::understand::reading::Entry;

/// A shift of one person, without anybody who stands in.
pub(super) fn plain(entry: Entry<'_>, days: Days, who: Name) -> Shift {
    Shift {
        start: days.start,
        end: days.end,
        from: days.from,
        until: days.until,
        exact: days.exact,
        who,
        backup: None,
        slot: "".into(),
        span: entry.span(),
    }
}

/// What a row or item says of its days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    /// Whether it is a whole week of which the first day is written.
    pub is_week: bool,
    /// Whether it names its days in any way, if only a weekday or `Week 3`.
    pub named: bool,
    /// From which time of day, and until which.
    pub from: Option<NaiveTime>,
    pub until: Option<NaiveTime>,
    /// The moments in which it begins and ends.
    pub exact: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// The days that a piece of an entry names.
pub(super) fn days_of(entry: Entry<'_>, piece: &str) -> Days {
    let mut days = Days::default();
    for mention in entry.mentions_in(piece) {
        match mention.phrase {
            Phrase::Date { .. } | Phrase::Day(_) | Phrase::Weeks(..) | Phrase::Period(..) => {}
            Phrase::Weekday(_) | Phrase::Recurrence(_) => {
                days.named = true;
                continue;
            }
            _ => continue,
        }
        days.named = true;
        let Some(Moment { start, end, .. }) = moment::of(entry, mention) else { continue };
        if days.start.is_none() {
            (days.start, days.end) = (start, end);
        } else if days.end.is_none() && start > days.start {
            // `Mon 5 Jan – Sun 11 Jan` that was read as two.
            days.end = end.or(start);
        }
    }
    days
}

/// The first and last moment that pieces of an entry name, where both have a day and a time of day:
/// `Sat 4 Apr 08:00`, `Sat 4 Apr 20:00`; `Sat 4 Apr, 20:00–08:00`.
pub(super) fn exact<'r>(
    entry: Entry<'r>,
    pieces: impl Iterator<Item = &'r str>,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let mut first: Option<(NaiveDate, ClockPhrase)> = None;
    for piece in pieces {
        for mention in entry.mentions_in(piece) {
            let Phrase::Date { clock, .. } = &mention.phrase else { continue };
            let (Some(clock), Some(day)) = (clock, moment::of(entry, mention).and_then(|days| days.start)) else {
                return None;
            };
            match first {
                None => first = Some((day, *clock)),
                Some((start, from)) => {
                    let (begin, end) = (start.and_time(from.start), day.and_time(clock.start));
                    return (begin < end).then_some((begin, end));
                }
            }
        }
    }
    let (day, clock) = first?;
    let until = clock.end?;
    let last = if until > clock.start { day } else { day.succ_opt()? };
    Some((day.and_time(clock.start), last.and_time(until)))
}

/// The times of day that a piece of an entry names: of a span both.
pub(super) fn times_of(entry: Entry<'_>, piece: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let clock = entry.mentions_in(piece).find_map(|mention| match &mention.phrase {
        Phrase::Clock(clock) | Phrase::Date { clock: Some(clock), .. } => Some(*clock),
        _ => None,
    });
    (clock.map(|clock| clock.start), clock.and_then(|clock| clock.end))
}

/// `05/03/2026`, which is a date only where other cells of its column say which number is the month.
pub(super) fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    let mut parts = text.trim().split('/');
    let (one, other, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let sound = parts.next().is_none() && (1000..10_000).contains(&year) && one <= 31 && other <= 31;
    sound.then_some((one, other, year))
}

/// Fills in what starts alone do not say, for the shifts of one slot in the order of the text: a shift lasts until the
/// day before the next one, or a week where its column says weeks; the last is as long as the others. Starts that follow
/// one another at no regular distance are days of their own: nobody knows how long such a shift lasts.
pub(super) fn finish(rows: &mut [(Days, Shift)]) {
    let open = |days: &Days| days.start.is_some() && days.end.is_none();
    if !rows.iter().any(|(days, _)| open(days)) {
        return;
    }
    let mut by_slot: Vec<usize> = (0..rows.len()).collect();
    by_slot.sort_by(|&one, &other| rows[one].1.slot.cmp(&rows[other].1.slot));
    let slots: Vec<Vec<usize>> =
        by_slot.chunk_by(|&one, &other| rows[one].1.slot == rows[other].1.slot).map(<[usize]>::to_vec).collect();
    for of_slot in slots {
        let mut lengths = Vec::with_capacity(of_slot.len());
        if is_irregular(&of_slot.iter().map(|&at| rows[at].0).collect::<Vec<_>>()) {
            continue;
        }
        for pair in of_slot.windows(2) {
            let (start, next) = (rows[pair[0]].0.start, rows[pair[1]].0.start);
            let (Some(start), Some(next)) = (start, next) else { continue };
            if next > start {
                let length = (next - start).num_days();
                let is_week = rows[pair[0]].0.is_week;
                lengths.push(length);
                if open(&rows[pair[0]].0) {
                    let length = if is_week { length.min(7) } else { length };
                    rows[pair[0]].1.end = start.checked_add_signed(Duration::days(length - 1));
                }
            }
        }
        let Some(&last) = of_slot.last() else { continue };
        let (days, shift) = &mut rows[last];
        let length = if days.is_week { Some(7) } else { usual(&lengths) };
        if let (true, Some(start), Some(length)) = (open(days), days.start, length) {
            shift.end = start.checked_add_signed(Duration::days(length - 1));
        }
    }
}

/// Whether most starts are as far apart as no other two.
fn is_irregular(days: &[Days]) -> bool {
    if days.len() < 4 || days.iter().any(|days| days.is_week || days.end.is_some()) {
        return false;
    }
    let apart = days.windows(2).filter_map(|pair| Some((pair[1].start? - pair[0].start?).num_days()));
    let lengths: Vec<i64> = apart.collect();
    let most = usual(&lengths).map_or(0, |most| lengths.iter().filter(|length| **length == most).count());
    most * 2 < lengths.len()
}

/// The commonest of the lengths.
fn usual(lengths: &[i64]) -> Option<i64> {
    let mut lengths = lengths.to_vec();
    lengths.sort_unstable();
    lengths.chunk_by(i64::eq).max_by_key(|same| (same.len(), -same[0])).map(|same| same[0])
}
