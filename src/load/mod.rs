//! The only reader of the disk: a folder -> [`Inputs`].

pub mod git;
pub mod ignored;
pub mod inputs;
pub mod left_out;
pub mod probe;
pub mod read;
pub mod root;

pub use inputs::{Inputs, LoadError, Request};
pub use read::load;
