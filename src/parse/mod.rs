//! One file's text becomes a document; one construct a file; pure; never fails.

pub mod front_matter;
