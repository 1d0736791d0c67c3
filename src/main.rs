//! The exit code, nothing else.

use std::process::ExitCode;

/// A run makes millions of small values on all threads and frees few of them; with the C library's allocator a fifth of
/// its instructions were spent there, and more in the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    sprintbook::cli::run(std::env::args_os())
}
