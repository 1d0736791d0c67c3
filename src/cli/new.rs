//! `sprintbook new`

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValue, TypedValueParser, ValueParser};

use crate::base::{date, suggest};
use crate::edit::create::{self, Length, New as Planned, Start, Wanted};
use crate::load::{Inputs, left_out, root};
use crate::pipeline;
use crate::publish::source;
use crate::render::theme::TemplateOverride;
use crate::render::theme::archetype::{self, Archetypes};

use super::Outcome;
use super::args::{self, Loudness, Which};
use super::output;

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
#[command(after_help = "Examples:
  sprintbook new sprint \"Sprint 12: Pay by card\"
  sprintbook new charter \"Checkout squad\"
  sprintbook new decision \"Cloud provider\"
  sprintbook new status 2026-01-09
  sprintbook new meeting Kickoff --date 2026-01-12

A handbook's own archetypes are in templates/archetypes/ beside its handbook.yaml: decision.md there \
is used in place of the one inside sprintbook, and risk.md makes `sprintbook new risk NAME` work.")]
pub(crate) struct New {
    /// What to write: one of these, or what the handbook has an archetype for
    #[arg(value_name = "KIND", value_parser = ValueParser::new(Kind))]
    pub kind: String,
    /// What it is called
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// Its day, for a sprint the first one; today, or after the last sprint, if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = args::date)]
    pub date: Option<NaiveDate>,
    /// Where to write it, instead of beside its like; a folder has a slash at its end
    #[arg(long, value_name = "FILE", conflicts_with = "stdout")]
    pub path: Option<PathBuf>,
    /// Print the document and write no file
    #[arg(long)]
    pub stdout: bool,
    /// Folder of the handbook; without it, the nearest parent with a handbook.yaml, else this folder
    #[arg(short = 'C', long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Configuration file, instead of handbook.yaml in the handbook's folder
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Any kind is taken, since a handbook may have its own; help and completions name ours.
#[derive(Clone)]
struct Kind;

impl TypedValueParser for Kind {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::NonEmptyStringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(archetype::KINDS.into_iter().map(PossibleValue::new)))
    }
}

const NOTHING: &str = " Nothing was written.";

/// Writes a document from its archetype, where its like are.
pub fn run(arguments: &New) -> anyhow::Result<Outcome> {
    let which = Which { root: arguments.root.clone(), config: arguments.config.clone(), drafts: false, today: None };
    let request = output::request(&which, None)?;
    let inputs = output::load(&request)?;
    if !inputs.config_diagnostics.is_empty() {
        output::tell_mistakes(&inputs, &inputs.config_diagnostics, arguments.loudness, NOTHING)?;
        return Ok(Outcome::Configuration);
    }
    let overrides: Vec<_> =
        inputs.archetypes.iter().map(|(name, id)| TemplateOverride::new(name, *id, inputs.sources.get(*id))).collect();
    let archetypes = Archetypes::new(&overrides);
    let kind = known_kind(&archetypes, &arguments.kind)?;
    let read = pipeline::read(&inputs);
    let wanted = Wanted {
        kind,
        name: arguments.name.join(" "),
        date: arguments.date,
        today: request.today,
        path: arguments.path.as_ref().map(|path| below_content(path, &request.here, &inputs)).transpose()?,
    };
    let planned = create::plan(&wanted, &inputs, &read.documents, &read.facts)?;
    let text = match archetypes.render(&wanted.kind, &planned.known) {
        Ok(text) => text,
        Err(mistakes) => {
            output::tell_mistakes(&inputs, &mistakes, arguments.loudness, NOTHING)?;
            return Ok(Outcome::Configuration);
        }
    };
    if arguments.stdout {
        std::io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let places = &inputs.places;
    if let Some(why) = left_out::why(&inputs, &planned.path, false) {
        anyhow::bail!(
            "`{}` would be no part of the handbook: {why}. Nothing was written; say with --path FILE where the file goes",
            planned.path
        );
    }
    source::create(&places.content.join(&planned.path), text.as_bytes())?;
    if !arguments.loudness.quiet {
        say(arguments, &inputs, &planned)?;
    }
    Ok(Outcome::Clean)
}

/// The kind as it is written, of those that there are.
fn known_kind(archetypes: &Archetypes<'_>, wanted: &str) -> anyhow::Result<String> {
    let kinds = archetypes.kinds();
    if let Some(kind) = kinds.iter().find(|kind| kind.eq_ignore_ascii_case(wanted)) {
        return Ok(kind.clone());
    }
    let all = kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let near = suggest::nearest(wanted, kinds.iter().map(String::as_str));
    let near = near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    anyhow::bail!(
        "there is no archetype for `{wanted}`.{near} There are: {all}. For another kind, put an archetype into templates/archetypes/ beside handbook.yaml"
    )
}

/// The path of `--path` below the folder of the documents; a slash at its end stays.
///
/// It is meant from the current folder, or, where that lies elsewhere, from the folder of the documents.
fn below_content(path: &Path, here: &Path, inputs: &Inputs) -> anyhow::Result<String> {
    let content = &inputs.places.content;
    let below = |base: &Path| {
        // What is not there yet has no real path: its folders are compared as they are written.
        let whole = root::plain(&root::absolute(base).join(path));
        whole.strip_prefix(content).ok().map(root::slashed)
    };
    let Some(mut relative) = below(here).or_else(|| below(content)) else {
        anyhow::bail!(
            "`{}` is not among the documents of the handbook, which are in {}. Nothing was written",
            path.display(),
            content.display()
        );
    };
    if path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) && !relative.is_empty() {
        relative.push('/');
    }
    Ok(relative)
}

/// What was written, what was assumed, and what to do next.
fn say(arguments: &New, inputs: &Inputs, planned: &Planned) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let shown = format!("{}{}", output::from_here(&inputs.places.content), planned.path);
    writeln!(out, "Wrote {shown}")?;
    let known = &planned.known;
    let day = |iso: &str| date::parse_iso(iso).map_or(String::new(), |day| day.format("%A, %-d %B %Y").to_string());
    match (&planned.why, &known.sprint) {
        (Some((start, length)), Some(sprint)) => {
            writeln!(out, "{} runs from {} to {}.", sprint.name, day(&sprint.start), day(&sprint.end))?;
            writeln!(out, "{}", why(start, length))?;
        }
        (None, Some(sprint)) => {
            writeln!(out, "It belongs to {}, which runs on {}.", sprint.name, day(&known.date))?;
        }
        _ => {}
    }
    if planned.outside_nav {
        let top = planned.path.split('/').next().unwrap_or_default();
        writeln!(
            out,
            "`nav` in handbook.yaml does not name it, so it stands last. For another place, add `{top}` there."
        )?;
    }
    let root = arguments.root.as_ref().map_or(String::new(), |root| format!(" -C {}", root.display()));
    writeln!(out, "Next: fill it in, link to it from a page that its readers know, then run: sprintbook check{root}")?;
    Ok(())
}

/// What was assumed about the days of a sprint.
fn why(start: &Start, length: &Length) -> String {
    let start = match start {
        Start::Given => String::new(),
        Start::After(name) => format!("starts on the same weekday as {name}, after its end, and "),
        Start::NextMonday => "starts on the next Monday, since there is no sprint yet, and ".to_owned(),
    };
    let length = match length {
        Length::Like(name) => format!("is as long as {name}"),
        Length::TwoWeeks => "lasts two weeks".to_owned(),
    };
    format!("It {start}{length}. To change that, change `start` and `end` at its head.")
}
