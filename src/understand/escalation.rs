//! Ladders of who is told after how long, or beyond what limit.

use super::fact::Fact;
use super::reading::Reading;

/// One fact for each.
pub fn facts(_reading: &Reading<'_>) -> Vec<Fact> {
    Vec::new()
}
