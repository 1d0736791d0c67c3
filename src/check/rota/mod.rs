//! Rules about rotas.

mod cover;
mod gap;
mod overlap;
mod unknown;

pub(super) use gap::RULE as GAP;
pub(super) use overlap::RULE as OVERLAP;
pub(super) use unknown::RULE as UNKNOWN;

use chrono::NaiveDateTime;

use crate::base::source::SourceId;
use crate::link::Handbook;
use crate::understand::fact::Rotation;
use crate::understand::phrase::date;

/// A moment in words: `13:00 on 12 July 2026`.
fn moment(at: NaiveDateTime) -> String {
    format!("{} on {}", at.format("%H:%M"), date::long(at.date()))
}

/// Every rota with the text it stands in.
fn rotas<'h>(handbook: &'h Handbook<'_>) -> impl Iterator<Item = (SourceId, &'h Rotation)> {
    handbook.facts.iter().flatten().filter_map(|fact| Some((fact.place.source, fact.rotation()?)))
}
