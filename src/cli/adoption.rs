//! An old handbook: findings that a baseline knows, or that a branch did not bring about, are left out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::base::diagnostic::Diagnostic;
use crate::base::path;
use crate::base::source::SourceKind;
use crate::check::baseline::{self, Baseline, Comparison, Entry, Unreadable};
use crate::check::{self, Overrides};
use crate::link::Handbook;
use crate::load::read;
use crate::publish::source;
use crate::report::{counted, plain_line};

use super::Outcome;
use super::args::Which;
use super::output;
use super::since::Past;

/// So many entries that are gone are named; the rest are counted.
const MOST_GONE: usize = 20;

#[derive(Debug, Args)]
pub(crate) struct Known {
    /// Leave out the findings that this file knows; `check --write-baseline` writes it
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// What was looked for, and where: an entry of a baseline about anything else is not gone.
#[derive(Clone, Copy)]
pub struct Looked<'a> {
    /// All documents.
    pub handbook: &'a Handbook<'a>,
    /// What the command line says of rules.
    pub overrides: &'a Overrides,
    /// Whether it was looked for what is found only on request ([`check::is_on_request`]).
    pub on_request: bool,
}

impl Looked<'_> {
    /// Whether the run would have found it, were it still there.
    fn at(&self, entry: &Entry) -> bool {
        let documents = &self.handbook.documents;
        let is_draft = || {
            let at = documents.binary_search_by(|document| document.path.as_str().cmp(&entry.path));
            at.is_ok_and(|at| !self.handbook.is_published(at))
        };
        let is_looked_for = self.on_request || !check::is_on_request(&entry.code);
        is_looked_for && !self.overrides.turn_off(&entry.code) && !is_draft()
    }
}

/// The baseline of `--baseline`.
pub struct KnownFindings {
    baseline: Baseline,
    /// As the file was named.
    shown: String,
    /// The command that writes it anew.
    again: String,
}

impl KnownFindings {
    /// Reads the file, if one was named.
    pub fn read(known: &Known, which: &Which, dir: Option<&PathBuf>) -> anyhow::Result<Option<Self>> {
        let Some(path) = &known.baseline else { return Ok(None) };
        let shown = path.display().to_string();
        let again = format!("sprintbook check{} --write-baseline {}", same_handbook(which, dir), quoted(&shown));
        let bytes = read::file(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                anyhow::anyhow!("there is no baseline `{shown}`. Write it with `{again}`.")
            }
            _ => anyhow::anyhow!("cannot read the baseline `{shown}`: {error}"),
        })?;
        let baseline = Baseline::parse(&String::from_utf8_lossy(&bytes)).map_err(|why| {
            let advice = match why {
                Unreadable::Foreign => "Name a file that `sprintbook check --write-baseline FILE` wrote.".to_owned(),
                Unreadable::Version(_) => format!("Use the version that wrote it, or write it anew with `{again}`."),
                Unreadable::Damaged(_) => format!("Take it back from git, or write it anew with `{again}`."),
            };
            anyhow::anyhow!("`{shown}` cannot be used: {why}. {advice}")
        })?;
        Ok(Some(Self { baseline, shown, again }))
    }
}

/// What is left of a run's findings.
pub struct Narrowed<'k> {
    /// The findings to tell.
    pub found: Vec<Diagnostic>,
    /// Sentences for the end of the summary, each with a space before it.
    pub after: String,
    /// What of the baseline is gone, as people read it.
    gone: Vec<String>,
    known: Option<&'k KnownFindings>,
}

/// Leaves out what the baseline knows, and what is neither in a document that was changed since `past` nor new since.
pub fn narrow<'k>(
    looked: Looked<'_>,
    found: Vec<Diagnostic>,
    known: Option<&'k KnownFindings>,
    past: Option<&Past>,
) -> Narrowed<'k> {
    let sources = &looked.handbook.inputs.sources;
    let compared = match known {
        Some(known) => known.baseline.compare(sources, &found),
        None => Comparison { known: vec![false; found.len()], gone: Vec::new() },
    };
    let concerns = past.map_or_else(|| vec![true; found.len()], |past| past.concerns(sources, &found));
    let is_left_out = |at: &usize| concerns[*at] && compared.known[*at];
    let left_out = (0..found.len()).filter(is_left_out).count();
    let is_touched = |entry: &Entry| past.is_none_or(|past| past.is_touched(&entry.path));
    let root = output::from_here(&looked.handbook.inputs.places.root);
    let shown = |entry: &Entry| {
        let content = if path::is_document(&entry.path) { sources.content_prefix.as_str() } else { "" };
        plain_line(&format!("{root}{content}{entry}"))
    };
    let gone = compared.gone.into_iter().filter(|entry| looked.at(entry) && is_touched(entry)).map(shown).collect();
    let kept = concerns.iter().zip(&compared.known).map(|(concerns, known)| *concerns && !known);
    let found: Vec<Diagnostic> =
        found.into_iter().zip(kept).filter_map(|(diagnostic, kept)| kept.then_some(diagnostic)).collect();
    let mut after = String::new();
    if let Some(past) = past {
        let elsewhere = |diagnostic: &&Diagnostic| {
            let source = sources.get(diagnostic.source);
            source.kind != SourceKind::Document || !past.is_touched(&source.path)
        };
        after += &past.sentence(looked.handbook.inputs, found.iter().filter(elsewhere).count());
    }
    if let Some(known) = known {
        after += &format!(" {} of {} left out.", counted(left_out, "known finding"), known.shown);
    }
    Narrowed { found, after, gone, known }
}

impl Narrowed<'_> {
    /// Names on standard error what of the baseline is gone, so that the file can shrink.
    pub fn tell_gone(&self, quiet: bool) -> io::Result<()> {
        let Some(known) = self.known.filter(|_| !quiet && !self.gone.is_empty()) else { return Ok(()) };
        let mut err = io::stderr().lock();
        let is = if self.gone.len() == 1 { "is" } else { "are" };
        writeln!(err, "{} of {} {is} gone:", counted(self.gone.len(), "known finding"), known.shown)?;
        for entry in self.gone.iter().take(MOST_GONE) {
            writeln!(err, "  {entry}")?;
        }
        if let Some(more) = self.gone.len().checked_sub(MOST_GONE).filter(|&more| more > 0) {
            writeln!(err, "  and {more} more")?;
        }
        writeln!(err, "Run `{}` to shrink it.", known.again)
    }
}

/// Writes a baseline that knows these findings, and of the old one what this run did not look for.
pub fn write(path: &Path, looked: Looked<'_>, found: &[Diagnostic], quiet: bool) -> anyhow::Result<Outcome> {
    let shown = path.display();
    let was = match read::file(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => anyhow::bail!("cannot read `{shown}`: {error}"),
    };
    let old_text = was.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    if !baseline::is_baseline(&old_text) {
        anyhow::bail!("`{shown}` is no baseline of sprintbook, so it was left as it is. Name another file.");
    }
    let old = Baseline::parse(&old_text).unwrap_or_default();
    let sources = &looked.handbook.inputs.sources;
    let Comparison { known, gone } = old.compare(sources, found);
    let own = Baseline::of(sources, found).entries;
    let (gone, kept): (Vec<&Entry>, Vec<&Entry>) = gone.into_iter().partition(|entry| looked.at(entry));
    let new = own.len() - known.iter().filter(|known| **known).count();
    let baseline = Baseline::new(own.into_iter().chain(kept.into_iter().cloned()).collect());
    let text = baseline.to_text();
    match &was {
        None => source::create(path, text.as_bytes())?,
        Some(was) if *was == text.as_bytes() => {}
        Some(was) => source::replace(path, was, text.as_bytes())?,
    }
    if !quiet {
        let mut documents: Vec<&str> = baseline.entries.iter().map(|entry| entry.path.as_str()).collect();
        documents.dedup();
        let change = match (was.is_some(), new, gone.len()) {
            (false, ..) => String::new(),
            (true, 0, 0) => " Nothing changed.".to_owned(),
            (true, new, gone) => format!(" {new} new, {gone} gone since it was last written."),
        };
        let (findings, files) = (counted(baseline.entries.len(), "finding"), counted(documents.len(), "file"));
        anstream::println!("Wrote {shown}: {findings} in {files} are known from now on.{change}");
    }
    Ok(Outcome::Clean)
}

/// The arguments that name the same handbook again.
fn same_handbook(which: &Which, dir: Option<&PathBuf>) -> String {
    let mut arguments = String::new();
    if let Some(root) = dir.or(which.root.as_ref()) {
        arguments += &format!(" --root {}", quoted(&root.display().to_string()));
    }
    if let Some(config) = &which.config {
        arguments += &format!(" --config {}", quoted(&config.display().to_string()));
    }
    arguments + if which.drafts { " --drafts" } else { "" }
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/+@:=,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
