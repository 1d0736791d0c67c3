//! sprintbook: a compiler for sprint documentation.

pub mod base;
pub mod check;
pub mod config;
pub mod link;
pub mod load;
pub mod parse;
pub mod render;
pub mod understand;
