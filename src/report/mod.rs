//! Diagnostics -> text: for people, for editors, for programs. Knows no rule, and neither clock nor terminal.

mod excerpt;
mod human;
mod json;
mod plain;
mod short;

use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{SourceId, Sources};

pub use human::{Look, human};
pub use json::json;
pub use plain::line as plain_line;
pub use short::short;

/// What a report is made from.
pub struct Report<'a> {
    /// The texts that the findings are about.
    pub sources: &'a Sources,
    /// The findings in the order in which to tell them, with the levels of this run.
    pub diagnostics: &'a [Diagnostic],
    /// How many documents were checked.
    pub documents: usize,
    /// How long the run took, where that is known.
    pub elapsed: Option<Duration>,
    /// A text's path for people: one that can be clicked or opened from where the command was called.
    pub shown: &'a dyn Fn(SourceId) -> String,
}

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that fail a run.
    pub errors: usize,
    /// Those that fail a strict run.
    pub warnings: usize,
    /// Those that never do.
    pub hints: usize,
}

impl Counts {
    /// Of these findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        Self { errors: count(Level::Error), warnings: count(Level::Warning), hints: count(Level::Hint) }
    }
}

/// The last line of a run, without a line end: `12 documents checked in 0.08 s: 3 errors, 1 warning.`
pub fn summary(report: &Report) -> String {
    let Counts { errors, warnings, hints } = Counts::of(report.diagnostics);
    let found: Vec<String> = [(errors, "error"), (warnings, "warning"), (hints, "hint")]
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    format!("{} checked{}: {found}.", counted(report.documents, "document"), time(report.elapsed))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn time(elapsed: Option<Duration>) -> String {
    match elapsed.map(|elapsed| elapsed.as_secs_f64()) {
        None => String::new(),
        Some(seconds) if seconds < 0.01 => " in under 0.01 s".to_owned(),
        Some(seconds) => format!(" in {seconds:.2} s"),
    }
}

#[cfg(test)]
mod tests;
