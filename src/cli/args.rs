//! The commands, and the arguments that several of them share; the rest stands with each command.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::agenda::Agenda;
use super::build::Build;
use super::check::Check;
use super::completions::Completions;
use super::explain::Explain;
use super::facts::Facts;
use super::fix::Fix;
use super::init::Init;
use super::man::Man;
use super::mv::Mv;
use super::new::New;

/// A compiler for sprint documentation: Markdown in; a checked, cross-linked handbook with calendars and checklists out.
#[derive(Debug, Parser)]
#[command(name = "sprintbook", version, about, long_about = None, arg_required_else_help = true, propagate_version = true)]
#[command(after_help = "Examples:
  sprintbook init handbook         write a small handbook to start from
  sprintbook build                 publish the handbook of this folder to public/
  sprintbook check docs            look for broken references in docs/
  sprintbook explain link/missing-anchor")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check the handbook and publish it
    Build(Build),
    /// Check the handbook and publish nothing
    Check(Check),
    /// Mend what has only one answer, and show what changed
    Fix(Fix),
    /// Move a document or folder, with all references to it, and keep its old address alive
    Mv(Mv),
    /// Write a document from its archetype: a sprint, charter, decision, status report or meeting
    New(New),
    /// Write a small handbook to start from; nothing is overwritten
    Init(Init),
    /// Say what a rule means, or list all rules
    Explain(Explain),
    /// Print what the documents say: sprints, meetings, tasks, decisions, people and more
    Facts(Facts),
    /// Print what happens and what is due, by day
    Agenda(Agenda),
    /// Print a script that completes commands and flags in a shell
    Completions(Completions),
    /// Print the manual page of a command, or write all of them
    Man(Man),
}

/// Which handbook, and as of when.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// Folder of the handbook; without it, the nearest parent with a handbook.yaml, else this folder
    #[arg(short = 'C', long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Configuration file, instead of handbook.yaml in the handbook's folder
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Treat documents with `draft: true` as published
    #[arg(long)]
    pub drafts: bool,
    /// The day of the run, for findings that depend on it; today if not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// What is told, and how.
#[derive(Debug, Args)]
pub(crate) struct Telling {
    /// Warnings fail, too
    #[arg(long)]
    pub strict: bool,
    /// Do not tell findings of this rule or group of rules
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub allow: Vec<String>,
    /// Tell findings of this rule or group as warnings
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub warn: Vec<String>,
    /// Tell findings of this rule or group as errors
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub deny: Vec<String>,
    /// How findings are written; if not given, human, or github where GITHUB_ACTIONS=true
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// File for the findings in that format, while the terminal shows them for people; - is standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    #[command(flatten)]
    pub loudness: Loudness,
}

/// How much is said, and in which colours.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Loudness {
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Only findings that fail, and no summary
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also where things are, and what each phase took
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the lines that they are about
    Human,
    /// One line each
    Short,
    /// For programs
    Json,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Tests that pass or fail, for most CI services
    Junit,
    /// A comment for a pull request
    Markdown,
    /// GitLab's Code Quality report
    Gitlab,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR or CLICOLOR=0 says no
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A day as `2026-01-05`.
pub(crate) fn date(text: &str) -> Result<NaiveDate, String> {
    crate::base::date::parse_iso(text).ok_or_else(|| "a date such as 2026-01-05 is wanted".to_owned())
}

/// A rule's code or a group's name.
pub(crate) fn code(text: &str) -> Result<String, String> {
    let codes = crate::check::codes();
    let groups = codes.iter().filter_map(|code| code.split('/').next());
    let known: Vec<&str> = codes.iter().copied().chain(groups).collect();
    if known.contains(&text) {
        return Ok(text.to_owned());
    }
    let near = crate::base::suggest::nearest(text, known.iter().copied());
    Err(match near {
        Some(near) => format!("there is no such rule; did you mean `{near}`?"),
        None => "there is no such rule; `sprintbook explain` lists all".to_owned(),
    })
}

/// The address of a site.
pub(crate) fn address(text: &str) -> Result<String, String> {
    let parsed = url::Url::parse(text)
        .map_err(|_| "an address such as https://handbook.example.org/team is wanted".to_owned())?;
    if !matches!(parsed.scheme(), "http" | "https") || parsed.query().is_some() || parsed.fragment().is_some() {
        return Err("it must begin with https:// or http:// and have neither ? nor #".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}
