//! The only reader of the disk: a folder -> [`Inputs`].

pub mod changes;
pub mod git;
pub mod history;
pub mod ignored;
pub mod inputs;
pub mod left_out;
mod modified;
pub mod past;
pub mod probe;
mod raw_log;
pub mod read;
pub mod revision;
pub mod root;
pub mod same_file;
pub mod symlinks;

pub use inputs::{Inputs, LoadError, Request};
pub use read::load;
