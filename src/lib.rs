//! sprintbook: a compiler for sprint documentation.

pub mod base;
pub mod publish;
pub mod report;
