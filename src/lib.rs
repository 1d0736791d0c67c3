//! sprintbook: a compiler for sprint documentation.

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod link;
pub mod load;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod report;
pub mod understand;
