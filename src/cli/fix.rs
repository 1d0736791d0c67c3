//! `sprintbook fix`

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::SourceId;
use crate::edit::{self, Repair, Repaired};
use crate::link::target::{Broken, Target};
use crate::load::history::{self, Asked, History};
use crate::load::{Inputs, probe, same_file};
use crate::publish::source;
use crate::report::counted;
use crate::{check, pipeline};

use super::Outcome;
use super::args::{Loudness, Which};
use super::diff::DiffPrinter;
use super::output::{self, Chatter};
use super::typed::Typed;

#[derive(Debug, Args)]
#[command(after_help = "Only what has one answer is changed, and only where that brings no new finding. \
                        Each file is replaced in one step, if nobody changed it meanwhile.

Examples:
  sprintbook fix --dry-run             show what would change
  sprintbook fix link content/guide    only links, and only there
  sprintbook fix text/mojibake

Exit code: 0 all was done or nothing was to do, 1 with --dry-run when something would change, 2 usage, configuration \
                        or machine.")]
pub(crate) struct Fix {
    /// Only these rules or groups of rules, and only these documents or folders; everything if not given
    #[arg(value_name = "CODE|PATH")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub which: Which,
    /// Show what would change, and change nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Applies the fixes that have only one answer, and shows what changed.
pub fn run(arguments: &Fix) -> anyhow::Result<Outcome> {
    let chatter = Chatter::new(&arguments.loudness);
    let request = output::request(&arguments.which, None)?;
    let mut inputs = output::load(&request)?;
    chatter.say(|| format!("Documents: {}", inputs.places.content.display()));
    chatter.phase("load");
    if !inputs.config_diagnostics.is_empty() {
        output::tell_mistakes(
            &inputs,
            &inputs.config_diagnostics,
            arguments.loudness,
            " Nothing was fixed: mend handbook.yaml first.",
        )?;
        return Ok(Outcome::Configuration);
    }
    let typed = Typed::read(&arguments.words, &inputs, &request.here)?;
    let wanted = |one: &Diagnostic| typed.has_code(one.code) && typed.has_source(one.source);
    let (mut found, asked) = examined(&inputs);
    chatter.phase("check");
    if let Some(past) = past(&inputs, &found, asked, &wanted) {
        inputs.history = past;
        found = findings(&inputs);
        chatter.phase("history");
    }
    let before = found.iter().filter(|one| wanted(one)).map(|one| (one.code, one.source)).collect();
    let codes = check::codes();
    let same_file = same_file::find(&inputs);
    let repair = Repair { wanted: &wanted, check: &findings, same_file: &same_file, known_codes: &codes };
    let Repaired { before: texts, left, refused } = edit::repair(&mut inputs, found, &repair);
    chatter.phase("fix");
    let left = left.into_iter().filter(|one| wanted(one)).collect();
    let result = Result { inputs: &inputs, texts, before, left, refused, same_file };
    result.finish(arguments)
}

/// What a check would tell now, at the levels of handbook.yaml.
fn findings(inputs: &Inputs) -> Vec<Diagnostic> {
    examined(inputs).0
}

/// The same, with the documents that lack a heading which something refers to.
fn examined(inputs: &Inputs) -> (Vec<Diagnostic>, Asked) {
    let read = pipeline::read(inputs);
    let (handbook, mut found) = pipeline::link(inputs, read, |paths| probe::probe(inputs, paths));
    found.extend(inputs.config_diagnostics.iter().cloned());
    let mut asked = Asked::default();
    for target in handbook.targets.iter().flatten() {
        match target {
            Target::Broken(Broken::Anchor { document, .. }) => {
                asked.documents.insert(handbook.documents[*document as usize].path.clone());
            }
            // It may have moved, and its headings may be others now.
            Target::Broken(Broken::File { path }) => drop(asked.once.insert(path.clone())),
            _ => {}
        }
    }
    (check::settle(found, &inputs.config, &check::Overrides::default()), asked)
}

/// The past of the handbook, where a broken reference has no fix that the present tells.
fn past(inputs: &Inputs, found: &[Diagnostic], asked: Asked, wanted: &dyn Fn(&Diagnostic) -> bool) -> Option<History> {
    let open = |codes: &[&str]| found.iter().any(|one| codes.contains(&one.code) && one.fix.is_none() && wanted(one));
    let anchors = open(&["link/missing-anchor"]);
    let files = open(&["link/missing-file", "link/missing-path", "link/missing-wikilink"]);
    let documents = inputs.documents.iter().map(|&id| inputs.sources.get(id).path.as_str());
    let asked = Asked {
        documents: if anchors { asked.documents } else { BTreeSet::new() },
        once: if files { asked.once } else { BTreeSet::new() },
    };
    let past = (anchors || files).then(|| history::read(&inputs.places, documents, &asked))?;
    (!past.texts.is_empty() || !past.moved.is_empty()).then_some(past)
}

/// What came of a run, before it is written and told.
struct Result<'a> {
    inputs: &'a Inputs,
    /// The texts that changed, as they were.
    texts: BTreeMap<SourceId, String>,
    /// The findings that were asked for: their codes, and where they were.
    before: Vec<(&'static str, SourceId)>,
    /// Those that are there now.
    left: Vec<Diagnostic>,
    /// Those of them whose fix was left out.
    refused: Vec<Diagnostic>,
    same_file: Vec<Vec<SourceId>>,
}

impl Result<'_> {
    fn finish(&self, arguments: &Fix) -> anyhow::Result<Outcome> {
        let Fix { dry_run, loudness, .. } = arguments;
        let mut failures = Vec::new();
        let mut out = DiffPrinter::new(self.inputs, loudness);
        let mut unchanged: BTreeSet<SourceId> = BTreeSet::new();
        let mut files = 0;
        for (&id, old) in &self.texts {
            if self.is_second_name(id) {
                continue;
            }
            let new = &self.inputs.sources.get(id).text;
            if !dry_run && let Err(error) = source::replace(&self.inputs.path_of(id), old.as_bytes(), new.as_bytes()) {
                failures.push(error.to_string());
                unchanged.insert(id);
                continue;
            }
            files += 1;
            if *dry_run || !loudness.quiet {
                out.print(id, old, new)?;
            }
        }
        out.finish()?;
        if !loudness.quiet {
            self.summarise(files, &unchanged, *dry_run);
        }
        match failures.is_empty() {
            true if *dry_run && files > 0 => Ok(Outcome::Findings),
            true => Ok(Outcome::Clean),
            false => anyhow::bail!("{}", failures.join("\nerror: ")),
        }
    }

    /// Whether a document is a file that another document is, too, which stands before it.
    fn is_second_name(&self, id: SourceId) -> bool {
        self.same_file.iter().any(|names| names.contains(&id) && names.iter().min() != Some(&id))
    }

    /// The last lines: what was left out, and the numbers.
    fn summarise(&self, files: usize, unchanged: &BTreeSet<SourceId>, dry_run: bool) {
        for one in &self.refused {
            let line = self.inputs.sources.get(one.source).line(one.span.start);
            let path = output::from_here(&self.inputs.places.root) + &self.inputs.sources.shown_path(one.source);
            anstream::eprintln!("{path}:{line}: not fixed, since its fix would bring another finding: {}", one.message);
        }
        let (there, elsewhere): (Vec<_>, Vec<_>) = self.before.iter().partition(|(_, id)| !unchanged.contains(id));
        let left: Vec<&Diagnostic> = self.left.iter().filter(|one| !unchanged.contains(&one.source)).collect();
        // By code: mended links may bring a rule to speak of other pages.
        let codes: BTreeSet<&str> = there.iter().map(|(code, _)| *code).collect();
        let of = |code: &str| {
            let before = there.iter().filter(|(other, _)| *other == code).count();
            before.saturating_sub(left.iter().filter(|one| one.code == code).count())
        };
        let fixed = codes.into_iter().map(of).sum();
        anstream::eprintln!("{}", summary(fixed, files, left.len() + elsewhere.len(), dry_run));
    }
}

/// The last line of a run.
fn summary(fixed: usize, files: usize, left: usize, dry_run: bool) -> String {
    let person = if left == 1 { "needs a person" } else { "need a person" };
    let left = match (left, dry_run && files > 0) {
        (0, _) => String::new(),
        (_, true) => format!("{left} would be left, and {person} (sprintbook check)"),
        (1, false) => format!("1 is left, and {person} (sprintbook check)"),
        (_, false) => format!("{left} are left, and {person} (sprintbook check)"),
    };
    let done = match files {
        0 => "Nothing to fix".to_owned(),
        _ => {
            let verb = if dry_run { "Would fix" } else { "Fixed" };
            format!("{verb} {} in {}", counted(fixed, "finding"), counted(files, "file"))
        }
    };
    if left.is_empty() { format!("{done}; none is left.") } else { format!("{done}; {left}.") }
}
