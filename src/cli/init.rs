//! `sprintbook init`
#![expect(clippy::disallowed_methods, reason = "writing the first files is what this command is for")]

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use rust_embed::Embed;

use crate::publish::source;

use super::Outcome;
use super::args::Loudness;

/// The handbook to start from, as it is written.
#[derive(Embed)]
#[folder = "src/cli/starter/"]
struct Starter;

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Where to write it; this folder if not given
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    #[command(flatten)]
    pub loudness: Loudness,
}

/// Writes the starter, unless one of its files is there already.
pub fn run(arguments: &Init) -> anyhow::Result<Outcome> {
    let here = std::env::current_dir()?;
    let folder = arguments.dir.as_ref().map_or_else(|| here.clone(), |dir| here.join(dir));
    let shown = arguments.dir.as_ref().map_or_else(|| "this folder".to_owned(), |dir| dir.display().to_string());
    let names: Vec<String> = Starter::iter().map(|name| name.to_string()).collect();
    let there: Vec<&str> = names.iter().filter(|name| folder.join(name).exists()).map(String::as_str).collect();
    if !there.is_empty() {
        let list = there.join(", ");
        anyhow::bail!(
            "{shown} has {list} already, and init overwrites nothing. Nothing was written; give another folder: sprintbook init DIR"
        );
    }
    for name in &names {
        let file = Starter::get(name).ok_or_else(|| anyhow::anyhow!("{name} is missing in this program"))?;
        source::create(&folder.join(name), &file.data)?;
    }
    if !arguments.loudness.quiet {
        let mut out = std::io::stdout().lock();
        for name in &names {
            writeln!(out, "  {name}")?;
        }
        let next =
            if arguments.dir.is_some() { format!("sprintbook build {shown}") } else { "sprintbook build".to_owned() };
        writeln!(out, "Wrote {} files. Next: {next}", names.len())?;
    }
    Ok(Outcome::Clean)
}
