//! When somebody is on duty, as calendars want to know it.

use chrono_tz::Tz;

use crate::render::ics::{self, Time};
use crate::render::index::{Entry, Index};
use crate::render::shifts::{Shift, Shifts};
use crate::render::site::Site;

use super::entry::{lines, names};
use super::held::{From, Item, What};

/// The kind of a shift among what items come from.
pub const SHIFT: &str = "shift";

/// All shifts of which the day is known.
pub fn items<'h>(index: &Index<'h>, shifts: &Shifts<'h>, host: Option<&str>) -> Vec<(From, Item<'h>)> {
    let rotas = index.of("rotation");
    // Copies of what borrows from the handbook alone.
    let all: Vec<(Entry<'h>, Shift<'h>)> =
        shifts.list.iter().map(|(rota, shift)| (rotas[*rota as usize], shift.clone())).collect();
    let named = all.iter().map(|(rota, shift)| ics::Duty {
        rota: rota.fact,
        who: shift.who.iter().map(|name| &*name.text).collect(),
        slot: shift.slot,
        start: shift.start,
    });
    let uids = ics::uids_of_shifts(named, host);
    let items = all.into_iter().zip(uids).map(|((entry, shift), uid)| {
        let zone = entry.fact.when.as_ref().and_then(|when| when.zone);
        let time = time(&shift, zone);
        Item { entry, what: What::Shift(shift), uid, time, series: None }
    });
    (0..).map(|at| (SHIFT, at)).zip(items).collect()
}

/// When a shift is. Shifts of several days that begin and end at a time of day are those days: whether somebody is on
/// duty in between, the times do not say.
fn time(shift: &Shift<'_>, zone: Option<Tz>) -> Time {
    if shift.is_timed() && (shift.exact.is_some() || shift.start == shift.end) {
        let (start, end) = shift.moments();
        return Time::between(start, end, zone);
    }
    Time::Days { first: shift.start, last: shift.end }
}

/// `On-call (Night): Ada`
pub fn title(entry: &Entry<'_>, shift: &Shift<'_>) -> String {
    let slot = if shift.slot.is_empty() { String::new() } else { format!(" ({})", shift.slot) };
    format!("{}{slot}: {}", entry.fact.title, names(shift.who))
}

/// Who, and who stands in.
pub fn description(site: &Site<'_>, entry: &Entry<'_>, shift: &Shift<'_>) -> String {
    let clock = shift.from.zip(shift.until).filter(|_| shift.exact.is_none());
    let rows = vec![
        Some(format!("On duty: {}", names(shift.who))),
        shift.backup.map(|backup| format!("Stands in: {backup}")),
        clock.map(|(from, until)| format!("Time: {}–{}", from.format("%H:%M"), until.format("%H:%M"))),
    ];
    lines(site, entry, rows)
}
