//! From when to when a rota holds, and when it is handed over, as lines beside it say: `**Start Date:** Post-Sprint 18`,
//! `**Handover:** Mondays, 09:00 UTC`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Rota, speaks_of_duty};
use crate::understand::fact::Handover;
use crate::understand::moment;
use crate::understand::phrase::mention::Phrase;
use crate::understand::reading::{Entry, Kind, Reading, clean};

/// Labels of a first day.
const START: [&str; 7] = ["start date", "start", "starts", "begins", "from", "starting", "first shift"];
/// Labels of a last day.
const END: [&str; 6] = ["end date", "end", "ends", "until", "through", "last shift"];

/// Fills in what lines of its section say.
pub(super) fn fill(rota: &mut Rota<'_>, reading: &Reading<'_>) {
    let Some(home) = rota.home else { return };
    // `## On-call`, `### Roster`: what stands under the first holds for the second.
    let above: Vec<u32> = home.ancestors().filter(|above| speaks_of_duty(*above)).map(|above| above.id).collect();
    let mut begins = None;
    for entry in reading.entries().filter(|entry| !matches!(entry.kind(), Kind::Fence | Kind::FenceLine)) {
        let own = || entry.ancestors().any(|other| other.id == home.id);
        // Of a section above only its own lines, and not those of other rotas in it.
        let near = || entry.heading().is_some_and(|heading| above.contains(&heading.id));
        if !own() && !near() {
            continue;
        }
        let label = clean(entry.label());
        let is = |any: &[&str]| any.iter().any(|known| known.eq_ignore_ascii_case(label));
        if is(&START) {
            begins = begins.or_else(|| first_day(entry));
        } else if is(&END) {
            rota.rotation.ends = rota.rotation.ends.or_else(|| day_of(entry));
        }
        if rota.rotation.handover.is_none() {
            rota.rotation.handover = handover(entry);
        }
    }
    // `Weekly rotation (Mon-Sun)` begins with a Monday.
    let weekday = is_monday_to_sunday(rota).then_some(Weekday::Mon);
    let step = |day: NaiveDate| match weekday {
        Some(weekday) => day.iter_days().take(7).find(|day| day.weekday() == weekday).unwrap_or(day),
        None => day,
    };
    rota.rotation.begins = begins.map(step);
}

/// The day that an entry names, or the day behind the sprint.
fn first_day(entry: Entry<'_>) -> Option<NaiveDate> {
    day_of(entry).or_else(|| {
        let said = entry.value().to_lowercase();
        let after = said.starts_with("post-sprint") || said.starts_with("post sprint") || said.starts_with("after ");
        let named = after && said.contains("sprint") && !said.contains("sprints");
        let anchor = entry.reading.anchors.at(entry);
        // `Post-Sprint 18`: the sprint of this document and no other.
        let number = said.split(|letter: char| !letter.is_alphanumeric()).find(|word| word.parse::<u32>().is_ok());
        let own = entry.reading.timebox.as_deref().or(anchor.name.as_deref());
        let other = number.is_some_and(|number| own.is_some_and(|own| !own.split(' ').any(|word| word == number)));
        let weeks = || anchor.weeks.and_then(|(first, last)| anchor.week_dates(first, last).1);
        let end = anchor.end.or_else(weeks).filter(|_| named && !other)?;
        end.succ_opt()
    })
}

fn day_of(entry: Entry<'_>) -> Option<NaiveDate> {
    entry.mentions_in(entry.value()).find_map(|mention| moment::of(entry, mention)?.start)
}

/// Whether the line of its rule says that a week is Monday to Sunday.
fn is_monday_to_sunday(rota: &Rota<'_>) -> bool {
    let said = rota.entry.text().to_lowercase();
    ["mon-sun", "mon–sun", "monday to sunday", "monday-sunday", "monday–sunday", "mon to sun"]
        .iter()
        .any(|written| said.contains(written))
}

/// `Handover: Mondays, 09:00 UTC`, `Handover is on Mondays at 10:00 UTC`
fn handover(entry: Entry<'_>) -> Option<Handover> {
    let text = entry.text();
    let said = text.get(..text.floor_char_boundary(40)).unwrap_or_default().to_lowercase();
    if !["handover", "hand-over", "handoff", "hand-off"].iter().any(|word| said.contains(word)) {
        return None;
    }
    let weekday = entry.phrases().find_map(|phrase| match phrase {
        Phrase::Weekday(day) => Some(*day),
        Phrase::Recurrence(often) if often.days.len() == 1 => Some(often.days[0].1),
        _ => None,
    })?;
    let clock = entry.phrases().find_map(|phrase| match phrase {
        Phrase::Clock(clock) => Some(*clock),
        _ => None,
    })?;
    Some(Handover { weekday, time: clock.start, zone: clock.zone })
}
