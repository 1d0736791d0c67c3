//! `sprintbook init`
#![expect(clippy::disallowed_methods, reason = "writing the first files is what this command is for")]

use std::fs;
use std::io::Write;
use std::path::Path;

use rust_embed::Embed;

use super::Outcome;
use super::args::Init;

/// The handbook to start from, as it is written.
#[derive(Embed)]
#[folder = "src/cli/starter/"]
struct Starter;

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
        write(&folder.join(name), &file.data)
            .map_err(|error| anyhow::anyhow!("cannot write {}: {error}", folder.join(name).display()))?;
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

/// Creates a file that must not be there yet.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
