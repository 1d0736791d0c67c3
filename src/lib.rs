//! sprintbook: a compiler for sprint documentation.

pub mod base;
pub mod config;
pub mod parse;
