//! Measurable thresholds: `p95 < 200 ms`.

use super::fact::Fact;
use super::reading::Reading;

/// One fact for each.
pub fn facts(_reading: &Reading<'_>) -> Vec<Fact> {
    Vec::new()
}
