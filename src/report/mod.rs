//! Diagnostics -> text: for people, for editors, for programs. Knows no rule, and neither clock nor terminal.
//!
//! One format a file; each writes a whole report, also one without findings. What several need: `excerpt` has the
//! lines of a text, `plain` and `markup` make texts harmless, `region` has places as editors count them, and
//! `identity` names of findings that outlive a change of lines.

mod excerpt;
mod github;
mod gitlab;
mod human;
mod identity;
mod json;
mod junit;
mod markdown;
mod markup;
mod plain;
mod region;
mod sarif;
mod short;

use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{SourceId, Sources};

pub use github::{MOST_SHOWN, github};
pub use gitlab::gitlab;
pub use human::{Look, human};
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use plain::line as plain_line;
pub use sarif::sarif;
pub use short::short;

/// What a report is made from.
pub struct Report<'a> {
    /// The texts that the findings are about.
    pub sources: &'a Sources,
    /// The findings in the order in which to tell them, with the levels of this run.
    pub diagnostics: &'a [Diagnostic],
    /// The documents that were checked.
    pub documents: &'a [SourceId],
    /// How long the run took, where that is known.
    pub elapsed: Option<Duration>,
    /// A text's path for people: one that can be clicked or opened from where the command was called.
    pub shown: &'a dyn Fn(SourceId) -> String,
    /// A text's path for services that know the repository: `/`-separated, below the repository's root. One outside of
    /// it has its absolute path.
    pub in_repository: &'a dyn Fn(SourceId) -> String,
    /// Whether warnings fail this run.
    pub strict: bool,
    /// What findings can be about.
    pub rules: &'a [RuleText],
}

/// A rule in words, for formats that describe what they report.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// `group/name`
    pub code: &'static str,
    /// The rule's own level, before settings.
    pub level: Level,
    /// What is reported, in a sentence or two.
    pub what: &'static str,
    /// The whole explanation, in Markdown.
    pub help: String,
}

impl Report<'_> {
    /// Whether a finding fails this run.
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.level.fails(self.strict)
    }
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
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Hint => counts.hints += 1,
            }
        }
        counts
    }

    /// The levels that there are, the gravest first, with their numbers.
    fn present(self) -> impl Iterator<Item = (usize, Level)> {
        let all = [(self.errors, Level::Error), (self.warnings, Level::Warning), (self.hints, Level::Hint)];
        all.into_iter().filter(|&(count, _)| count > 0)
    }

    /// As in `3 errors, 1 warning`.
    fn words(self) -> String {
        let found: Vec<String> = self.present().map(|(count, level)| counted(count, level.word())).collect();
        if found.is_empty() { "no findings".to_owned() } else { found.join(", ") }
    }
}

/// The last line of a run, without a line end: `12 documents checked in 0.08 s: 3 errors, 1 warning.`
pub fn summary(report: &Report) -> String {
    let found = Counts::of(report.diagnostics).words();
    format!("{} checked{}: {found}.", counted(report.documents.len(), "document"), time(report.elapsed))
}

/// `1 warning`, `3 warnings`
pub fn counted(count: usize, what: &str) -> String {
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
mod markdown_tests;
#[cfg(test)]
mod program_tests;
#[cfg(test)]
mod tests;
