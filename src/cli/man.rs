//! `sprintbook man`
#![expect(clippy::disallowed_methods, reason = "with --output-dir, this command writes its pages into a folder")]

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man as Page;

use crate::base::suggest;

use super::Outcome;
use super::args::Arguments;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sprintbook man | man -l -
  sprintbook man check | man -l -
  sprintbook man --output-dir ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The command that the page is about; sprintbook itself if not given
    #[arg(value_name = "COMMAND", conflicts_with = "output_dir")]
    pub command: Option<String>,
    /// Write the pages of all commands into this folder, in place of those that are there
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

/// Prints one manual page, or writes all of them.
pub fn run(arguments: &Man) -> anyhow::Result<Outcome> {
    // Without this, every page would have a page for its own help; `build` then gives commands their full names.
    let mut whole = Arguments::command().disable_help_subcommand(true);
    whole.build();
    let Some(folder) = &arguments.output_dir else {
        let (_, page) = page(named(&whole, arguments.command.as_deref())?)?;
        std::io::stdout().lock().write_all(&page)?;
        return Ok(Outcome::Clean);
    };
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut out = std::io::stdout().lock();
    for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
        let (name, page) = page(command)?;
        let path = folder.join(name);
        std::fs::write(&path, page).with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(out, "  {}", path.display())?;
    }
    Ok(Outcome::Clean)
}

/// The command of that name, or the program itself.
fn named<'c>(whole: &'c Command, name: Option<&str>) -> anyhow::Result<&'c Command> {
    let Some(name) = name.filter(|name| *name != whole.get_name()) else { return Ok(whole) };
    whole.find_subcommand(name).ok_or_else(|| {
        let near = suggest::nearest(name, whole.get_subcommands().map(Command::get_name));
        let advice = near.map_or("`sprintbook --help` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        anyhow::anyhow!("there is no command `{name}`; {advice}")
    })
}

/// A page's file name and its text.
fn page(command: &Command) -> anyhow::Result<(String, Vec<u8>)> {
    let source = concat!("sprintbook ", env!("CARGO_PKG_VERSION"));
    let page = Page::new(command.clone()).source(source).manual("Manual of sprintbook");
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), text))
}
