//! Artifacts -> a directory, without ever showing a reader half a file.
//!
//! A run takes a directory with the list of every path that it will write ([`Publication::open`]), puts each file
//! ([`Publication::put`]) and ends ([`Publication::finish`]). What it promises:
//!
//! - A reader sees a file's old bytes or its new ones, never a part: bytes are written beside the file and renamed.
//! - A file whose bytes are the same already is not touched, and keeps its time.
//! - Nothing is replaced or deleted but what we made: two records in the directory, the manifest and the journal,
//!   name those paths (`record.rs` has their format). A directory without them is not ours, unless it is empty.
//! - A run may be killed at any moment. The journal is on the disk before the first file, so the next run knows what
//!   may be there; it compares bytes, so it mends what differs; the manifest is written last.
//! - One run at a time: a second one into the same directory is told so.
//! - Links inside the directory are never followed.
//!
//! Commands that change the author's own documents write them through [`source`].
//! One that is told to write its result to a file does so through [`file`].
#![allow(clippy::disallowed_methods, reason = "with load, the one place that touches the file system")]

mod beside;
mod directory;
mod error;
pub mod file;
#[cfg(test)]
mod kill_tests;
mod path;
mod publication;
mod record;
pub mod relocate;
pub mod source;
mod survey;
#[cfg(test)]
mod tests;

pub use error::PublishError;
pub use publication::Publication;

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    Created,
    /// There was one with other bytes.
    Replaced,
    /// There was one with these bytes; it was not touched.
    Kept,
}

/// What a run did to the directory, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub created: usize,
    /// Files that got other bytes.
    pub replaced: usize,
    /// Files of earlier runs that the site has no more.
    pub deleted: usize,
    /// Files that had the right bytes already.
    pub kept: usize,
}
