//! Days of shifts: where only starts are written, the next start ends a shift.

use chrono::{Duration, NaiveDate};

use crate::understand::fact::Shift;
use crate::understand::moment::{self, Moment};
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::Entry;

/// What a row or item says of its days.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    /// Whether it is a whole week of which the first day is written.
    pub is_week: bool,
    /// Whether it names its days in any way, if only a weekday or `Week 3`.
    pub named: bool,
}

/// The days that a piece of an entry names.
pub(super) fn days_of(entry: Entry<'_>, piece: &str) -> Days {
    let mut days = Days::default();
    for mention in entry.mentions_in(piece) {
        match mention.phrase {
            Phrase::Date { .. } | Phrase::Day(_) | Phrase::Weeks(..) => {}
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

/// Fills in what starts alone do not say, for the shifts of one slot in the order of the text: a shift lasts until the
/// day before the next one, or a week where its column says weeks; the last is as long as the others.
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

/// The commonest of the lengths.
fn usual(lengths: &[i64]) -> Option<i64> {
    let mut lengths = lengths.to_vec();
    lengths.sort_unstable();
    lengths.chunk_by(i64::eq).max_by_key(|same| (same.len(), -same[0])).map(|same| same[0])
}
