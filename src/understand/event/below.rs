//! Meetings that a line names below one that is a day.

use super::title::{self, Split};
use super::told::Told;
use super::{Around, words};
use crate::understand::evidence::Evidence;
use crate::understand::fact::When;
use crate::understand::moment;
use crate::understand::reading::{Entry, Says};

/// Whether an entry is an item, with nothing under it, below a line that is a day.
pub(super) fn may_tell(entry: Entry<'_>) -> bool {
    entry.is_item()
        && entry.parent().is_some_and(|above| above.says().any(Says::DAY.or(Says::DATE)))
        && entry.children().next().is_none()
}

/// A meeting named on a line below one that is a day: `**Days 1-2: Setup**` above `- Sprint kickoff meeting`.
pub(super) fn read<'r>(entry: Entry<'r>, around: &mut Around<'r>) -> Option<Told<'r>> {
    let above = entry.parent()?;
    let Split { title, optional, .. } = title::split(entry.text());
    let last = title.rsplit(' ').next()?;
    if title.split_whitespace().count() > 5 || !words::names_ceremony(last) || title.contains(':') {
        return None;
    }
    let place = around.place(entry);
    let (_, mention, moment) = moment::governing(entry).filter(|(by, ..)| by.id == above.id)?;
    if !place.schedule || place.other {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "the line above it is a day", above.span());
    evidence.add(2, "its name is that of a meeting", entry.span());
    let when = When {
        text: above.phrase_text(mention).into(),
        day: moment.day,
        start: moment.start,
        end: moment.end,
        zone: moment.zone,
        ..Default::default()
    };
    let mut told = Told::new(entry, title, when, evidence);
    told.event.optional = optional;
    told.fullness = 4;
    Some(told)
}
