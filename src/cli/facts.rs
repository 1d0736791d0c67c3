//! `sprintbook facts`

use std::io::{BufWriter, Write};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::link::Handbook;
use crate::link::told::Told;
use crate::load::{self, Inputs};
use crate::pipeline;
use crate::render::facts::{self, Layout};
use crate::understand::fact::KINDS;

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
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
    pub kind: Vec<String>,
    /// Also why each was recognised: the reason, and what stands there
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub loudness: Loudness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Prints the facts of the handbook's published documents, each once.
pub fn run(arguments: &Facts) -> anyhow::Result<Outcome> {
    let request = output::request(&arguments.which, None)?;
    let inputs = output::load(&request)?;
    if !inputs.config_diagnostics.is_empty() {
        output::tell_mistakes(&inputs, &inputs.config_diagnostics, arguments.loudness, "")?;
        return Ok(Outcome::Configuration);
    }
    let read = if arguments.explain { pipeline::read_explained(&inputs) } else { pipeline::read(&inputs) };
    let handbook = pipeline::handbook(&inputs, read, |paths| load::probe::probe(&inputs, paths));
    let paths = paths(arguments, &handbook)?;
    let mut chosen = chosen(arguments, &handbook, &paths).peekable();
    if chosen.peek().is_none() && !arguments.loudness.quiet {
        anstream::eprintln!("{}", nothing(arguments, &handbook));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (sources, explains) = (&inputs.sources, arguments.explain);
    match arguments.format {
        FactsFormat::Json => facts::json(chosen, sources, Layout::Indented, explains, &mut out)?,
        FactsFormat::Csv => facts::csv(chosen, sources, explains, &mut out)?,
        FactsFormat::Table => facts::table(chosen, sources, explains, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// The paths that are asked for, below the documents' folder.
fn paths(arguments: &Facts, handbook: &Handbook<'_>) -> anyhow::Result<Vec<String>> {
    let known = |path: &str| handbook.documents.iter().any(|document| is_below(&document.path, path));
    let path = |given: &String| {
        let path = given.trim_start_matches("./").trim_end_matches('/');
        // As the table prints it.
        let inside = path.strip_prefix(&handbook.inputs.sources.content_prefix);
        match [Some(path), inside].into_iter().flatten().find(|path| known(path)) {
            Some(path) => Ok(path.to_owned()),
            None => anyhow::bail!(
                "there is no document or folder of documents called {path}; paths are below {}",
                handbook.inputs.places.content.display()
            ),
        }
    };
    arguments.paths.iter().map(path).collect()
}

/// Facts of the wanted kinds that the wanted documents tell, be it less fully than another.
fn chosen<'h>(arguments: &'h Facts, handbook: &'h Handbook<'_>, paths: &'h [String]) -> impl Iterator<Item = Told<'h>> {
    let sources = &handbook.inputs.sources;
    let of_kind = |told: &Told<'_>| {
        arguments.kind.is_empty() || arguments.kind.iter().any(|kind| kind == told.fact.detail.kind())
    };
    let wanted = |told: &Told<'_>| {
        let is_wanted = |path: &str| paths.iter().any(|wanted| is_below(path, wanted));
        paths.is_empty() || told.places().any(|place| is_wanted(&sources.get(place.source).path))
    };
    let told = (0..handbook.documents.len()).flat_map(|document| handbook.told(document));
    told.filter(of_kind).filter(wanted)
}

/// Why nothing is printed.
fn nothing(arguments: &Facts, handbook: &Handbook<'_>) -> String {
    let Inputs { places, .. } = handbook.inputs;
    let of =
        if arguments.kind.is_empty() { String::new() } else { format!(" of kind {}", arguments.kind.join(" or ")) };
    if arguments.paths.is_empty() {
        format!("No facts{of} were found in {}.", places.content.display())
    } else {
        format!("No facts{of} were found in {}.", arguments.paths.join(", "))
    }
}

/// Whether a document is the one, or in the folder, of that path.
fn is_below(document: &str, path: &str) -> bool {
    path.is_empty() || document.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
