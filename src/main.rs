//! The exit code, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    sprintbook::cli::run(std::env::args_os())
}
