//! What can go wrong while a site is written: the path, the cause, and what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be published. Each text stands alone: it names the path, the cause and the way out.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The disk refused.
    #[error("cannot {doing} `{}`: {cause}.{}", path.display(), advice(cause))]
    Io {
        /// What was tried, as a verb: `write`, `remove`.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The output directory exists, is not empty, and no run of ours made it.
    #[error(
        "`{}` holds files that sprintbook did not write (`{found}`, for one), so nothing was published. \
         Choose another directory with --output-dir, or empty this one.",
        dir.display()
    )]
    NotOurs {
        /// The output directory.
        dir: PathBuf,
        /// One entry of it.
        found: String,
    },
    /// The output directory's path leads to something else.
    #[error("`{}` is not a directory, so nothing can be published there. Choose another with --output-dir.", .0.display())]
    NotADirectory(PathBuf),
    /// Something that we did not write lies where a file has to go.
    #[error(
        "`{}` was not written by sprintbook, but the site needs that place. Nothing was published. \
         Move it away, or rename the document that wants its address.",
        .0.display()
    )]
    Foreign(PathBuf),
    /// A folder of the site is a symbolic link, which may lead anywhere.
    #[error(
        "`{}` is a symbolic link. sprintbook does not write through links inside its output. Nothing was published. \
         Remove the link, or choose another directory with --output-dir.",
        .0.display()
    )]
    Link(PathBuf),
    /// Another run holds the directory.
    #[error("another sprintbook is publishing to `{}`. Wait until it is done, then run this again.", .0.display())]
    Busy(PathBuf),
    /// A path that no file of a site can have.
    #[error("the site cannot have a file at `{path}`: {why}. Rename what it is made from.")]
    Path {
        /// The site-relative path.
        path: String,
        /// The reason.
        why: &'static str,
    },
    /// Two files that are one file where letter case does not count.
    #[error(
        "`{first}` and `{second}` differ in letter case alone, which many disks cannot tell apart. \
         Rename one of what they are made from."
    )]
    SameButCase {
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// A path that would have to be a file and a folder.
    #[error(
        "the site needs `{file}` to be a file, and a folder for `{inside}`. Rename one of what they are made from."
    )]
    FileAndFolder {
        /// The path as a file.
        file: String,
        /// The file below it.
        inside: String,
    },
    /// Our own record of the directory does not read as one.
    #[error(
        "`{}` is damaged ({why}), so it is unknown which files there are sprintbook's. Nothing was published. \
         Delete the whole output directory, if nothing in it is yours, and run this again.",
        path.display()
    )]
    Record {
        /// The manifest or the journal.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file was handed over that the plan did not name. A mistake in sprintbook.
    #[error("`{0}` was not in the plan of this run. This is a mistake in sprintbook: please report it.")]
    Unplanned(String),
    /// A file was handed over twice. A mistake in sprintbook.
    #[error("`{0}` was made twice in one run. This is a mistake in sprintbook: please report it.")]
    Twice(String),
}

impl PublishError {
    /// For `map_err`: what was tried on which path.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { doing, path: path.to_owned(), cause }
    }
}

/// What to do about an error of the system, with a leading space; empty where its own words are enough.
fn advice(cause: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match cause.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => {
            " Free some space and run this again: what is missing will be written then."
        }
        Kind::PermissionDenied => " Check who owns the output directory, or choose another with --output-dir.",
        Kind::ReadOnlyFilesystem => " The disk can only be read: choose a directory on another one with --output-dir.",
        Kind::InvalidFilename => " The name is too long for this disk: give the document a shorter name.",
        _ => "",
    }
}
