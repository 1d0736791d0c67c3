//! What a document says that can be checked: a weekday beside a date, a total above its list. Right and wrong alike;
//! `check` tells which are wrong.

use super::fact::{Fact, Name};
use super::reading::Reading;
use super::role;
use super::sheet::{self, Sheet};

mod away;
mod by_state;
mod called;
pub mod dates;
mod days;
pub mod duties;
pub mod ids;
pub mod limits;
mod series;
pub mod share;
pub mod states;
pub mod sums;

pub use days::{NamedDay, ToldDate};
pub use duties::Duty;
pub use ids::NamedId;
pub use limits::Limits;
pub use series::Stray;
pub use share::Share;
pub use states::{Boxes, Finished, TwoStates};
pub use sums::{Measure, Sum};

/// The claims of one document.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// About days and dates.
    pub dates: dates::Dates,
    /// Days of the timebox wherever the text names them; pages show their dates.
    pub days: Vec<NamedDay>,
    /// Totals, and what their own lists add up to, in the order of the text.
    pub sums: Vec<Sum>,
    /// `9/9 tasks`, `100%` above boxes.
    pub boxes: Vec<Boxes>,
    /// Sections that are called done, and what of their boxes is open.
    pub finished: Vec<Finished>,
    /// Sections that name two states.
    pub two_states: Vec<TwoStates>,
    /// Fractions with their percentage.
    pub shares: Vec<Share>,
    /// Ids of series with what they are called.
    pub ids: Vec<NamedId>,
    /// Names like those of a series of this document that has no such entry.
    pub strays: Vec<Stray>,
    /// Roles that a list of contacts has and nobody fills yet.
    pub vacant: Vec<Name>,
    /// People and roles that have something to do which no fact tells.
    pub duties: Vec<(Name, Duty)>,
    /// Who did not come to the meeting that minutes tell of.
    pub away: Vec<Name>,
    /// Limits that stand side by side and share out who does what.
    pub limits: Vec<Limits>,
    /// Forms and lists of criteria, line by line.
    pub sheets: Vec<Sheet>,
}

/// All claims of a document whose facts are known.
pub fn claims(reading: &Reading<'_>, facts: &[Fact]) -> Claims {
    let mut claims = Claims {
        dates: dates::claims(reading),
        days: days::read(reading),
        sums: sums::read(reading),
        ids: ids::read(reading),
        vacant: role::vacant(reading),
        duties: duties::read(reading),
        away: away::read(reading),
        limits: limits::read(reading),
        sheets: sheet::read(reading, facts),
        ..Claims::default()
    };
    claims.strays = series::read(reading, &mut claims.ids);
    states::read(reading, &mut claims);
    claims
}
