//! Findings on their stream, in their format, and in the file that was asked for; the summary after them.

use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path};
use std::time::Instant;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{SourceId, SourceKind};
use crate::check;
use crate::load::Inputs;
use crate::load::root;
use crate::publish::file;
use crate::report::{self, Counts, Look, Report, RuleText};

use super::args::{Colour, Format, Loudness, Telling};
use super::output::from_here;

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

/// Tells findings as the arguments say: on a stream, or in a file and for people on the stream. `after` ends the
/// summary's line. Fails when the stream or the file cannot be written.
pub fn tell(
    inputs: &Inputs,
    diagnostics: &[Diagnostic],
    telling: &Telling,
    stream: Stream,
    started: Instant,
    after: &str,
) -> anyhow::Result<()> {
    let teller = Teller { inputs, diagnostics, telling, started };
    let by_itself = if on_github() { Format::Github } else { Format::Human };
    match telling.output_file.as_deref() {
        None => teller.to_stream(telling.format.unwrap_or(by_itself), stream, after)?,
        Some(path) if path == Path::new("-") => {
            teller.to_stream(telling.format.unwrap_or(Format::Human), Stream::Out, after)?;
        }
        // People first: what they are told is not lost when the file cannot be written.
        Some(path) => {
            teller.to_stream(by_itself, stream, after)?;
            teller.to_file(telling.format.unwrap_or(Format::Human), path)?;
        }
    }
    Ok(())
}

/// Tells people mistakes that keep a command from going on, such as those in handbook.yaml; `after` ends the summary's
/// line.
pub fn tell_mistakes(inputs: &Inputs, mistakes: &[Diagnostic], loudness: Loudness, after: &str) -> anyhow::Result<()> {
    let telling = Telling {
        strict: false,
        allow: Vec::new(),
        warn: Vec::new(),
        deny: Vec::new(),
        format: Some(Format::Human),
        output_file: None,
        loudness,
    };
    tell(inputs, mistakes, &telling, Stream::Err, Instant::now(), after)
}

/// Whether this is a step of GitHub Actions
/// (<https://docs.github.com/actions/reference/workflows-and-actions/variables>).
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment comes in")]
fn on_github() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

struct Teller<'a> {
    inputs: &'a Inputs,
    diagnostics: &'a [Diagnostic],
    telling: &'a Telling,
    started: Instant,
}

impl Teller<'_> {
    fn to_stream(&self, format: Format, stream: Stream, after: &str) -> io::Result<()> {
        let mut out = stream.lock();
        let look = Look { colour: colour(self.telling.loudness.color, stream.is_terminal()), ..Look::default() };
        self.report(format, |report| {
            write(report, format, look, &mut *out)?;
            if !self.telling.loudness.quiet {
                let summary = format!("{}{after}{}", report::summary(report), unseen(report, format));
                if format == Format::Human {
                    writeln!(out, "{summary}")?;
                } else {
                    out.flush()?;
                    writeln!(io::stderr(), "{summary}")?;
                }
            }
            out.flush()
        })
    }

    fn to_file(&self, format: Format, path: &Path) -> anyhow::Result<()> {
        if self.is_input(path) {
            anyhow::bail!(
                "`{}` is a file of the handbook, so the findings were not written over it. Choose another name with \
                 --output-file.",
                path.display()
            );
        }
        let mut bytes = Vec::new();
        let look = Look { colour: self.telling.loudness.color == Colour::Always, ..Look::default() };
        self.report(format, |report| write(report, format, look, &mut bytes))?;
        Ok(file::put(path, &bytes)?)
    }

    /// Hands on what a format is made from. Under `--quiet` people are told what fails; programs are always told all.
    fn report(&self, format: Format, then: impl FnOnce(&Report) -> io::Result<()>) -> io::Result<()> {
        let Self { inputs, telling, .. } = *self;
        let shown_prefix = from_here(&inputs.places.root);
        let is_for_people = matches!(format, Format::Human | Format::Short | Format::Github);
        let failing: Vec<Diagnostic>;
        let diagnostics = if telling.loudness.quiet && is_for_people {
            let fails = |diagnostic: &&Diagnostic| diagnostic.level.fails(telling.strict);
            failing = self.diagnostics.iter().filter(fails).cloned().collect();
            &failing
        } else {
            self.diagnostics
        };
        then(&Report {
            sources: &inputs.sources,
            diagnostics,
            // With a mistake in handbook.yaml none was looked at.
            documents: if inputs.config_diagnostics.is_empty() { &inputs.documents } else { &[] },
            elapsed: Some(self.started.elapsed()),
            shown: &|id| format!("{shown_prefix}{}", inputs.sources.shown_path(id)),
            in_repository: &|id| in_repository(inputs, id),
            strict: telling.strict,
            rules: &if format == Format::Sarif { rules() } else { Vec::new() },
        })
    }

    /// Whether a path leads to something that this run has read.
    fn is_input(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        let places = &self.inputs.places;
        let mut sources = self.inputs.sources.iter();
        sources.any(|(_, source)| match source.kind {
            SourceKind::Document => {
                path.strip_prefix(&places.content).is_ok_and(|below| below == Path::new(&source.path))
            }
            // `join` gives an absolute path as it is, which that of `--config` may be.
            _ => path == root::absolute(&places.root.join(&source.path)),
        })
    }
}

fn write(report: &Report, format: Format, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => report::human(report, look, out),
        Format::Short => report::short(report, out),
        Format::Json => report::json(report, out),
        Format::Sarif => report::sarif(report, out),
        Format::Github => report::github(report, out),
        Format::Junit => report::junit(report, out),
        Format::Markdown => report::markdown(report, out),
        Format::Gitlab => report::gitlab(report, out),
    }
}

/// What GitHub will not show, with a leading space; empty where it shows all.
fn unseen(report: &Report, format: Format) -> String {
    let Counts { errors, warnings, hints } = Counts::of(report.diagnostics);
    let most = report::MOST_SHOWN;
    if format != Format::Github || [errors, warnings, hints].iter().all(|&count| count <= most) {
        return String::new();
    }
    format!(" GitHub shows {most} findings of each level beside the changes; all are in the log of this step.")
}

fn rules() -> Vec<RuleText> {
    let text = |rule: &check::Rule| RuleText {
        code: rule.code,
        level: rule.level,
        what: rule.explanation.what,
        help: check::explain(rule),
    };
    check::RULES.iter().map(text).collect()
}

/// A text's path below the repository's root; its absolute path where it lies elsewhere.
fn in_repository(inputs: &Inputs, id: SourceId) -> String {
    let (source, places) = (inputs.sources.get(id), &inputs.places);
    if source.kind == SourceKind::Document {
        return format!("{}{}", places.content_in_repository, source.path);
    }
    // The file of `--config` may lie anywhere.
    let path = Path::new(&source.path);
    if path.is_absolute() || path.components().any(|part| part == Component::ParentDir) {
        let path = root::absolute(&places.root.join(path));
        return path.strip_prefix(&places.repository).map_or_else(|_| path.display().to_string(), root::slashed);
    }
    format!("{}{}", places.root_in_repository, source.path)
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
