//! The vocabulary of all phases: texts and places in them, paths, dates, messages. Uses nothing of ours.

pub mod date;
pub mod diagnostic;
pub mod fingerprint;
pub mod source;
pub mod span;
pub mod suggest;
pub mod yaml;
