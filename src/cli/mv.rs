//! `sprintbook mv`

mod names;

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{SourceId, SourceKind};
use crate::edit::moving::{self, Plan, Surroundings};
use crate::load::{Inputs, probe};
use crate::publish::relocate::{self, Text};
use crate::report::counted;
use crate::{check, pipeline};

use super::Outcome;
use super::args::{Loudness, Which};
use super::diff::DiffPrinter;
use super::output::{self, Chatter};
use names::Named;

#[derive(Debug, Args)]
#[command(mut_arg("today", |today| today.hide(true)))]
#[command(after_help = "Examples:
  sprintbook mv guide/start.md guide/first-steps.md
  sprintbook mv sprint-18 archive/sprint-18
  sprintbook mv --dry-run charters/blue.md squads/

Exit code: 0 moved, 2 refused: nothing was changed, and the message says why.")]
pub(crate) struct Mv {
    /// Document, file or folder: its path from this folder, else from the folder of the documents
    #[arg(value_name = "OLD")]
    pub old: String,
    /// Its new path, or the folder to move it into
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Show what would change, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Moves a document, file or folder with everything that refers to it.
pub fn run(arguments: &Mv) -> anyhow::Result<Outcome> {
    let chatter = Chatter::new(&arguments.loudness);
    let request = output::request(&arguments.which, None)?;
    let inputs = output::load(&request)?;
    chatter.say(|| format!("Documents: {}", inputs.places.content.display()));
    chatter.phase("load");
    if !inputs.config_diagnostics.is_empty() {
        let after = " Nothing was moved: mend handbook.yaml first.";
        output::tell_mistakes(&inputs, &inputs.config_diagnostics, arguments.loudness, after)?;
        return Ok(Outcome::Configuration);
    }
    let named = names::read(&inputs, &request.here, &arguments.old, &arguments.new)?;
    let look = |paths: &_| probe::probe(&inputs, paths);
    let (handbook, found) = pipeline::link(&inputs, pipeline::read(&inputs), look);
    chatter.phase("read");
    let codes = check::codes();
    let plan = moving::plan(&handbook, &named.moved, &Surroundings { look: &look, known_codes: &codes })?;
    chatter.phase("plan");
    let more = new_findings(&inputs, &named, &plan, &found);
    chatter.phase("check");
    let report = Report { inputs: &inputs, named: &named, plan: &plan, more, loudness: arguments.loudness };
    if arguments.dry_run {
        return report.dry_run().map(|()| Outcome::Clean);
    }
    // The file that --config names may have any name.
    let config = request.config.as_ref().map(|config| request.here.join(config));
    let path = |id: SourceId| -> PathBuf {
        let source = inputs.sources.get(id);
        match (source.kind, &config) {
            (SourceKind::Document, _) => names::on_disk(&inputs, &source.path),
            (SourceKind::Config, Some(config)) => config.clone(),
            _ => inputs.places.root.join(&source.path),
        }
    };
    let text = |(&id, text): (&SourceId, &String)| Text {
        path: path(id),
        was: inputs.sources.get(id).text.clone().into_bytes(),
        becomes: text.clone().into_bytes(),
    };
    let texts: Vec<Text> = plan.texts.iter().map(text).collect();
    let at = |path: &str| names::on_disk(&inputs, path);
    relocate::relocate(&at(&named.moved.old), &at(&named.moved.new), &texts)?;
    chatter.phase("write");
    report.done()?;
    Ok(Outcome::Clean)
}

/// Codes of which `check` tells more after the move than before it. What was broken before may be told in other words.
fn new_findings(inputs: &Inputs, named: &Named, plan: &Plan, before: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let in_repository = named.moved.below(&inputs.places.content_in_repository);
    let look = |paths: &_| moving::probe(&in_repository, paths, &|paths: &_| probe::probe(inputs, paths));
    let (_, after) = pipeline::link(&plan.after, pipeline::read(&plan.after), look);
    let count = |found: &[Diagnostic], code: &str| {
        found.iter().filter(|one| one.code == code && one.level > Level::Hint).count()
    };
    let more = |code: &'static str| {
        let more = count(&after, code).saturating_sub(count(before, code));
        (more > 0 && !code.starts_with("link/")).then_some((code, more))
    };
    check::codes().into_iter().filter_map(more).collect()
}

/// What is said about a move.
struct Report<'r> {
    inputs: &'r Inputs,
    named: &'r Named,
    plan: &'r Plan,
    more: Vec<(&'static str, usize)>,
    loudness: Loudness,
}

impl Report<'_> {
    /// A path below the folder of the documents as it is reached from here.
    fn shown(&self, path: &str) -> String {
        format!("{}{path}", output::from_here(&self.inputs.places.content))
    }

    fn way(&self) -> String {
        let slash = if self.named.is_folder { "/" } else { "" };
        let (old, new) = (self.shown(&self.named.moved.old), self.shown(&self.named.moved.new));
        format!("{old}{slash} to {new}{slash}")
    }

    fn dry_run(&self) -> anyhow::Result<()> {
        let mut diffs = DiffPrinter::new(self.inputs, &self.loudness);
        writeln!(diffs.out(), "Would move {}.", self.way())?;
        for (&id, text) in &self.plan.texts {
            writeln!(diffs.out())?;
            diffs.print(id, &self.inputs.sources.get(id).text, text)?;
        }
        if !self.plan.texts.is_empty() {
            writeln!(diffs.out())?;
        }
        self.summary(diffs.out(), "Would update")?;
        writeln!(diffs.out(), "Nothing was changed: --dry-run was given.")?;
        Ok(diffs.finish()?)
    }

    fn done(&self) -> anyhow::Result<()> {
        if self.loudness.quiet {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        writeln!(out, "Moved {}.", self.way())?;
        if self.loudness.verbose {
            for &id in self.plan.texts.keys() {
                let path = self.plan.after.sources.shown_path(id);
                writeln!(out, "  changed {}{path}", output::from_here(&self.inputs.places.root))?;
            }
        }
        self.summary(&mut out, "Updated")
    }

    /// What else is worth knowing; each on a line of its own.
    fn summary(&self, out: &mut dyn Write, updated: &str) -> anyhow::Result<()> {
        let references: usize = self.plan.rewritten.values().sum();
        if references > 0 {
            let files = self.plan.rewritten.len();
            writeln!(out, "{updated} {} in {}.", counted(references, "reference"), counted(files, "file"))?;
        }
        if let Some(added) = &self.named.added {
            writeln!(out, "`{added}` was added to the new name.")?;
        }
        match self.plan.aliases.as_slice() {
            [] => {}
            [(path, address)] => {
                writeln!(out, "The old address /{address} leads to `{path}` (an alias in its front matter).")?
            }
            several => {
                let count = several.len();
                writeln!(out, "{count} old addresses lead to the new ones (aliases in front matter).")?;
                for (path, address) in several.iter().filter(|_| self.loudness.verbose) {
                    writeln!(out, "  /{address} leads to `{path}`")?;
                }
            }
        }
        if self.plan.plain_text > 0 {
            let paths = counted(self.plan.plain_text, "path");
            writeln!(
                out,
                "note: {paths} in backquotes cannot be read as a reference with the new name, and will be no link on the page. \
                 Names there must have no blanks, and folders a usual name for documents, such as docs or sprints."
            )?;
        }
        for (old, new) in &self.plan.case_only {
            writeln!(
                out,
                "note: /{old} becomes /{new}, and no alias can lead from one to the other: many disks take both for one."
            )?;
        }
        for path in &self.plan.other_defaults {
            writeln!(out, "note: other `defaults` of handbook.yaml apply to `{path}` now.")?;
        }
        for path in &self.plan.unpublished {
            writeln!(out, "note: `{path}` is a draft now, and its address is gone.")?;
        }
        for (code, count) in &self.more {
            writeln!(out, "note: `sprintbook check` has {count} more to tell of {code}.")?;
        }
        Ok(())
    }
}
