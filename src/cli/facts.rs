//! `sprintbook facts`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::pipeline;
use crate::render::facts;
use crate::understand::fact::Fact;

use super::Outcome;
use super::args::{Loudness, Which};
use super::output;

#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Only facts of these documents or folders, by their paths below the documents' folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub which: Which,
    /// How facts are written
    #[arg(long, value_enum, default_value_t = FactsFormat::Table)]
    pub format: FactsFormat,
    /// Only facts of this kind; may be given more than once
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Vec<Kind>,
    #[command(flatten)]
    pub loudness: Loudness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Sprints and their like
    Timebox,
    /// Meetings and the like
    Event,
    /// Boxes of task lists
    Task,
}

/// Prints the facts of the handbook's published documents.
pub fn run(arguments: &Facts) -> anyhow::Result<Outcome> {
    let request = output::request(&arguments.which, None)?;
    let inputs = output::load(&request)?;
    if !inputs.config_diagnostics.is_empty() {
        output::tell_mistakes(&inputs, &inputs.config_diagnostics, arguments.loudness, "")?;
        return Ok(Outcome::Configuration);
    }
    let read = pipeline::read(&inputs);
    for path in &arguments.paths {
        let path = path.trim_start_matches("./").trim_end_matches('/');
        if !read.documents.iter().any(|document| is_below(&document.path, path)) {
            anyhow::bail!(
                "there is no document or folder of documents called {path}; paths are below {}",
                inputs.places.content.display()
            );
        }
    }
    let wanted = |path: &str| {
        arguments.paths.is_empty()
            || arguments
                .paths
                .iter()
                .any(|wanted| is_below(path, wanted.trim_start_matches("./").trim_end_matches('/')))
    };
    let of_kind =
        |fact: &&Fact| arguments.kind.is_empty() || arguments.kind.iter().any(|kind| word(*kind) == fact.detail.kind());
    let documents = read.documents.iter().zip(&read.facts);
    let published = documents.filter(|(document, _)| inputs.drafts || !document.is_draft());
    let chosen = published.filter(|(document, _)| wanted(&document.path)).flat_map(|(_, facts)| facts).filter(of_kind);
    let mut out = std::io::stdout().lock();
    match arguments.format {
        FactsFormat::Json => out.write_all(&facts::json(chosen, &inputs.sources))?,
        FactsFormat::Table => out.write_all(facts::table(chosen, &inputs.sources).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

/// Whether a document is the one, or in the folder, of that path.
fn is_below(document: &str, path: &str) -> bool {
    path.is_empty() || document.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Timebox => "timebox",
        Kind::Event => "event",
        Kind::Task => "task",
    }
}
