//! What a document says that can be checked: a weekday beside a date, a total above its list. Right and wrong alike;
//! `check` tells which are wrong.

use super::fact::Fact;
use super::reading::Reading;

/// The claims of one document.
#[derive(Clone, Debug, Default)]
pub struct Claims {}

/// All claims of a document whose facts are known.
pub fn claims(_reading: &Reading<'_>, _facts: &[Fact]) -> Claims {
    Claims {}
}
