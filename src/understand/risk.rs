//! What may go wrong, with its severity or mitigation.

use super::fact::Fact;
use super::reading::Reading;

/// One fact for each.
pub fn facts(_reading: &Reading<'_>) -> Vec<Fact> {
    Vec::new()
}
