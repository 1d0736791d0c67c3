//! Rotas: who is on duty when, as shifts or as a rule.

use super::fact::Fact;
use super::reading::Reading;

/// One fact for each.
pub fn facts(_reading: &Reading<'_>) -> Vec<Fact> {
    Vec::new()
}
