//! One command a file; the only place for arguments, environment, clock and terminal.

mod adoption;
mod agenda;
mod args;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod external;
mod facts;
mod fix;
mod init;
mod man;
mod mv;
mod new;
mod output;
mod progress;
mod since;
mod telling;
mod typed;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};

/// How a run ended, as every command tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Findings at a level that fails.
    Findings,
    /// A mistake in handbook.yaml or a template.
    Configuration,
}

/// The command line: every command with its flags, as `--help` describes them.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the command that the arguments name; the code is 0 clean, 1 findings at a failing level, 2 usage,
/// configuration or machine.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(told) => {
            // `--help` and `--version` are no errors.
            let code = if told.use_stderr() { 2 } else { 0 };
            let _ = told.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match &arguments.command {
        Command::Agenda(agenda) => agenda::run(agenda),
        Command::Build(build) => build::run(build),
        Command::Check(check) => check::run(check),
        Command::Explain(explain) => explain::run(explain),
        Command::Init(init) => init::run(init),
        Command::Facts(facts) => facts::run(facts),
        Command::Fix(fix) => fix::run(fix),
        Command::New(new) => new::run(new),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man),
        Command::Mv(mv) => mv::run(mv),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Configuration) => ExitCode::from(2),
        Err(error) => {
            // Nobody reads any more (`sprintbook check | head`): nothing to say.
            let piped = error
                .downcast_ref::<std::io::Error>()
                .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe);
            if !piped {
                anstream::eprintln!("error: {error:#}");
            }
            ExitCode::from(2)
        }
    }
}
