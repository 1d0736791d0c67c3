//! What commands share: the request, levels and outcome, the clock; how findings are told is in `telling`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::check::{self, Overrides};
use crate::config::Setting;
use crate::load::{Inputs, LoadError, Request};

use super::Outcome;
use super::args::{Loudness, Telling, Which};

pub use super::telling::{Stream, colour, tell, tell_mistakes};

/// The request that the arguments make of `load`.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock and the current folder come in")]
pub fn request(which: &Which, dir: Option<&PathBuf>) -> anyhow::Result<Request> {
    Ok(Request {
        root: dir.or(which.root.as_ref()).cloned(),
        config: which.config.clone(),
        here: std::env::current_dir().map_err(|error| anyhow::anyhow!("this folder cannot be read: {error}"))?,
        drafts: which.drafts,
        today: which.today.unwrap_or_else(today),
        ..Request::default()
    })
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock comes in")]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// Reads the handbook.
pub fn load(request: &Request) -> Result<Inputs, LoadError> {
    crate::load::load(request, &check::codes())
}

/// What the flags say about levels.
pub fn overrides(telling: &Telling) -> Overrides {
    let named =
        |codes: &[String], setting: Setting| codes.iter().map(move |code| (code.clone(), setting)).collect::<Vec<_>>();
    let mut settings = named(&telling.allow, Setting::Allow);
    settings.extend(named(&telling.warn, Setting::Report(Level::Warning)));
    settings.extend(named(&telling.deny, Setting::Report(Level::Error)));
    Overrides { settings }
}

/// A folder as it is reached from the current one, with a slash at its end; empty for the current folder itself.
#[expect(clippy::disallowed_methods, reason = "the command line is where the current folder comes in")]
pub fn from_here(folder: &Path) -> String {
    let absolute = format!("{}/", folder.display());
    let Some(here) = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok()) else { return absolute };
    let up = here.ancestors().position(|above| folder.starts_with(above));
    let below = here.ancestors().find_map(|above| folder.strip_prefix(above).ok());
    match (up, below) {
        // Further up, the whole path is easier to read.
        (Some(up @ 0..=3), Some(below)) => {
            let below = below.display().to_string();
            "../".repeat(up) + &if below.is_empty() { below } else { below + "/" }
        }
        _ => absolute,
    }
}

/// How a run with these findings ends.
pub fn outcome(diagnostics: &[Diagnostic], strict: bool) -> Outcome {
    if diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, "config/invalid" | "template/invalid")) {
        Outcome::Configuration
    } else if diagnostics.iter().any(|diagnostic| diagnostic.level.fails(strict)) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}

/// Says where things are, and what phases took, to those who asked.
pub struct Chatter {
    verbose: bool,
    last: std::cell::Cell<Instant>,
}

impl Chatter {
    /// For a run that begins now.
    pub fn new(loudness: &Loudness) -> Self {
        Self { verbose: loudness.verbose, last: std::cell::Cell::new(Instant::now()) }
    }

    /// A line for those who asked.
    pub fn say(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            anstream::eprintln!("{}", line());
        }
    }

    /// What a phase that ends now took.
    pub fn phase(&self, name: &str) {
        let took = self.last.replace(Instant::now()).elapsed();
        self.say(|| format!("  {name}: {:.0} ms", took.as_secs_f64() * 1000.0));
    }
}
