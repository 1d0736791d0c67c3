//! `sprintbook completions`

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Outcome;
use super::args::Arguments;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bash        sprintbook completions bash > ~/.local/share/bash-completion/completions/sprintbook
  zsh         sprintbook completions zsh > ~/.zfunc/_sprintbook   (a folder of your $fpath)
  fish        sprintbook completions fish > ~/.config/fish/completions/sprintbook.fish
  PowerShell  sprintbook completions powershell >> $PROFILE
  Elvish      sprintbook completions elvish >> ~/.config/elvish/rc.elv")]
pub(crate) struct Completions {
    /// The shell that is to complete commands and flags
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints a shell's script for completing commands, flags and their values.
pub fn run(arguments: &Completions) -> anyhow::Result<Outcome> {
    // Into memory first: the library has no way to tell that nobody reads any more.
    let mut script = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Clean)
}
