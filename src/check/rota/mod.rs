//! Rules about rotas.

mod cover;
mod gap;
mod overlap;
mod unknown;

pub(super) use gap::RULE as GAP;
pub(super) use overlap::RULE as OVERLAP;
pub(super) use unknown::RULE as UNKNOWN;

use chrono::{NaiveDateTime, NaiveTime};

use crate::base::source::SourceId;
use crate::link::Handbook;
use crate::understand::fact::Rotation;
use crate::understand::phrase::date;

/// Hours of a day in words: `from 13:00 to 14:00`.
fn hours(from: NaiveTime, until: NaiveTime) -> String {
    format!("from {} to {}", from.format("%H:%M"), until.format("%H:%M"))
}

/// A span in words: `from 13:00 to 14:00 on 12 July 2026`.
fn span(from: NaiveDateTime, until: NaiveDateTime) -> String {
    let moment = |at: NaiveDateTime| format!("{} on {}", at.format("%H:%M"), date::long(at.date()));
    match from.date() == until.date() {
        true => format!("from {} to {}", from.format("%H:%M"), moment(until)),
        false => format!("from {} to {}", moment(from), moment(until)),
    }
}

/// Every rota with the text it stands in.
fn rotas<'h>(handbook: &'h Handbook<'_>) -> impl Iterator<Item = (SourceId, &'h Rotation)> {
    handbook.facts.iter().flatten().filter_map(|fact| Some((fact.place.source, fact.rotation()?)))
}
