//! sprintbook: a compiler for sprint documentation.

pub mod base;
pub mod config;
pub mod load;
pub mod parse;
pub mod understand;
pub mod link;
pub mod check;
pub mod render;
pub mod publish;
pub mod report;
