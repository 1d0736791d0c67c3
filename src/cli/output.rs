//! What commands share: the request, the findings on their stream, the summary, the clock.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::check::{self, Overrides};
use crate::config::Setting;
use crate::load::{Inputs, LoadError, Request};
use crate::report::{self, Look, Report};

use super::Outcome;
use super::args::{Colour, Format, Loudness, Telling, Which};

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

/// Whether a finding makes the run fail.
pub fn fails(diagnostic: &Diagnostic, strict: bool) -> bool {
    match diagnostic.level {
        Level::Error => true,
        Level::Warning => strict,
        Level::Hint => false,
    }
}

/// Where findings go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// For `check`: they are what was asked for.
    Out,
    /// For `build`: the site is what was asked for.
    Err,
}

impl Stream {
    fn is_terminal(self) -> bool {
        match self {
            Self::Out => io::stdout().is_terminal(),
            Self::Err => io::stderr().is_terminal(),
        }
    }

    fn lock(self) -> Box<dyn Write> {
        match self {
            Self::Out => Box::new(io::BufWriter::new(io::stdout().lock())),
            Self::Err => Box::new(io::BufWriter::new(io::stderr().lock())),
        }
    }
}

/// Whether to use colours on a stream: the flag, CLICOLOR_FORCE, NO_COLOR, CLICOLOR, and whether it is a terminal
/// (<https://no-color.org>, <https://bixense.com/clicolors>).
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment comes in")]
pub fn colour(choice: Colour, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        Colour::Auto if set("CLICOLOR_FORCE") => true,
        Colour::Auto => is_terminal && std::env::var_os("CLICOLOR").is_none_or(|value| value != "0"),
    }
}

/// Writes findings to a stream in the format that was asked for; `after` ends the summary's line.
pub fn tell(
    inputs: &Inputs,
    diagnostics: &[Diagnostic],
    telling: &Telling,
    stream: Stream,
    started: Instant,
    after: &str,
) -> io::Result<()> {
    let shown_prefix = from_here(&inputs.places.root);
    let shown = |id: SourceId| format!("{shown_prefix}{}", inputs.sources.shown_path(id));
    let failing: Vec<Diagnostic>;
    let quiet = telling.loudness.quiet && telling.format != Format::Json;
    let told = if quiet {
        failing = diagnostics.iter().filter(|diagnostic| fails(diagnostic, telling.strict)).cloned().collect();
        &failing
    } else {
        diagnostics
    };
    let report = Report {
        sources: &inputs.sources,
        diagnostics: told,
        documents: inputs.documents.len(),
        elapsed: Some(started.elapsed()),
        shown: &shown,
    };
    let mut out = stream.lock();
    match telling.format {
        Format::Human => {
            let look = Look { colour: colour(telling.loudness.color, stream.is_terminal()), ..Look::default() };
            report::human(&report, look, &mut *out)?;
        }
        Format::Short => report::short(&report, &mut *out)?,
        Format::Json => report::json(&report, &mut *out)?,
    }
    if !telling.loudness.quiet {
        let summary = format!("{}{after}", report::summary(&report));
        if telling.format == Format::Human {
            writeln!(out, "{summary}")?;
        } else {
            out.flush()?;
            writeln!(io::stderr(), "{summary}")?;
        }
    }
    out.flush()
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
    } else if diagnostics.iter().any(|diagnostic| fails(diagnostic, strict)) {
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
