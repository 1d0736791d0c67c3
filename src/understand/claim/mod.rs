//! What a document says that can be checked: a weekday beside a date, a total above its list. Right and wrong alike;
//! `check` tells which are wrong.

use super::fact::Fact;
use super::reading::Reading;

pub mod dates;

/// The claims of one document.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// About days and dates.
    pub dates: dates::Dates,
}

/// All claims of a document whose facts are known.
pub fn claims(reading: &Reading<'_>, _facts: &[Fact]) -> Claims {
    Claims { dates: dates::claims(reading) }
}
