//! The commit that a branch began at, its files, and what was changed since: from the `git` program.
//!
//! Nothing is checked out: files are listed and read from git's own store.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::base::path;

use super::git::{Git, GitError, said};

/// A commit that is the merge base of HEAD and of what was named.
#[derive(Debug)]
pub struct Revision {
    /// The root of the repository.
    pub repository: PathBuf,
    /// Its files by their paths below the repository's root; neither submodules nor folders.
    files: BTreeMap<String, Blob>,
    /// Files of the repository that differ from it now, committed or not; none that git does not track.
    pub changed: BTreeSet<String>,
}

/// A file of a commit.
#[derive(Clone, Debug)]
struct Blob {
    id: String,
    is_link: bool,
}

/// Why a revision cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// git does not answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// No `.git` above the documents.
    #[error("--changed-since needs a git repository, and {0} is in none")]
    NoRepository(PathBuf),
    /// git does not want to read the repository.
    #[error("git cannot read the repository {path}: {said}")]
    Refused {
        /// Its root.
        path: PathBuf,
        /// What git said.
        said: String,
    },
    /// Nothing was ever committed.
    #[error("--changed-since compares with what was committed, and there is no commit yet")]
    NoCommit,
    /// No such branch, tag or commit.
    #[error("git knows no branch, tag or commit `{revision}`.{help}")]
    Unknown {
        /// As it was given.
        revision: String,
        /// What to do.
        help: String,
    },
    /// The two have no history in common.
    #[error("`{revision}` and the current branch have no commit in common.{help}")]
    NoMergeBase {
        /// As it was given.
        revision: String,
        /// What to do.
        help: String,
    },
}

const SHALLOW: &str = " Only a part of the history is here. Fetch the whole of it first: `git fetch --unshallow`; \
                       in GitHub Actions `fetch-depth: 0` for actions/checkout, in GitLab `GIT_DEPTH: 0`.";

impl Revision {
    /// The commit at which HEAD left `revision`: their merge base, as a pull request is seen.
    ///
    /// # Errors
    /// Without git, repository, revision or common history; each says what to do.
    pub fn merge_base(repository: &Path, revision: &str) -> Result<Self, RevisionError> {
        let repository = repository.to_owned();
        let git = Git { repository: &repository };
        // An object's name, so that nothing that looks like a flag reaches a command.
        let commit_of = |name: &str| git.line(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]);
        if !git.is_repository() {
            return Err(RevisionError::NoRepository(repository));
        }
        let inside = git.run(&["rev-parse", "--git-dir"])?;
        if !inside.status.success() {
            return Err(RevisionError::Refused { path: repository, said: said(&inside) });
        }
        let head = commit_of("HEAD")?.ok_or(RevisionError::NoCommit)?;
        let is_shallow = || -> Result<bool, GitError> {
            Ok(git.line(&["rev-parse", "--is-shallow-repository"])?.as_deref() == Some("true"))
        };
        let known = if revision.starts_with('-') { None } else { commit_of(revision)? };
        let Some(other) = known else {
            let remote = format!("origin/{revision}");
            let help = match () {
                () if commit_of(&remote)?.is_some() => format!(" Did you mean `{remote}`?"),
                () if is_shallow()? => SHALLOW.to_owned(),
                () => " `git branch --all` lists the branches; one that is missing can be fetched.".to_owned(),
            };
            return Err(RevisionError::Unknown { revision: revision.to_owned(), help });
        };
        let Some(commit) = git.line(&["merge-base", &other, &head])? else {
            let help = if is_shallow()? { SHALLOW } else { " Name a branch that this one began at." }.to_owned();
            return Err(RevisionError::NoMergeBase { revision: revision.to_owned(), help });
        };
        let listed = git.output(&["ls-tree", "-r", "-z", "--full-tree", &commit])?;
        let files = records(&listed).filter_map(|record| blob(&record)).collect();
        // Names below the repository's root, whatever settings say, and nothing of how they differ.
        let differ = ["-c", "diff.relative=false", "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff"];
        let changed = records(&git.output(&[&differ[..], &[&commit, "--"]].concat())?).collect();
        Ok(Self { files, changed, repository })
    }

    /// The paths of its files below the repository's root, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The bytes of files of it, in the order of `paths`. A symbolic link is followed to a file of the repository;
    /// none for one that leads elsewhere, and for a path that there is not.
    ///
    /// # Errors
    /// When git does not give them.
    pub fn read(&self, paths: &[&str]) -> Result<Vec<Option<Vec<u8>>>, RevisionError> {
        let mut names: Vec<Option<String>> = paths.iter().map(|&path| Some(path.to_owned())).collect();
        // A link may lead to another.
        for _ in 0..8 {
            let is_link = |path: &Option<String>| path.as_ref().is_some_and(|path| self.is_link(path));
            let links: Vec<usize> = (0..names.len()).filter(|&at| is_link(&names[at])).collect();
            if links.is_empty() {
                break;
            }
            let own: Vec<_> = links.iter().map(|&at| names[at].clone()).collect();
            for (&at, target) in links.iter().zip(self.contents(&own)?) {
                let target = target.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                let inside = target.filter(|target| !target.starts_with('/'));
                let link = names[at].take().unwrap_or_default();
                names[at] = inside.and_then(|target| path::join(path::folder(&link), &target));
            }
        }
        let is_file = |name: &Option<String>| name.as_ref().is_some_and(|name| !self.is_link(name));
        self.contents(&names.into_iter().map(|name| if is_file(&name) { name } else { None }).collect::<Vec<_>>())
    }

    /// Whether a path is a symbolic link.
    fn is_link(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|blob| blob.is_link)
    }

    fn contents(&self, paths: &[Option<String>]) -> Result<Vec<Option<Vec<u8>>>, RevisionError> {
        let ids: Vec<Option<&str>> =
            paths.iter().map(|path| Some(self.files.get(path.as_ref()?)?.id.as_str())).collect();
        let wanted: Vec<&str> = ids.iter().flatten().copied().collect();
        let mut read = Git { repository: &self.repository }.blobs(&wanted)?.into_iter();
        Ok(ids.into_iter().map(|id| id.and_then(|_| read.next().flatten())).collect())
    }
}

/// `mode SP type SP id TAB path`
fn blob(record: &str) -> Option<(String, Blob)> {
    let (head, path) = record.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, id) = (head.next()?, head.next()?, head.next()?);
    (kind == "blob").then(|| (path.to_owned(), Blob { id: id.to_owned(), is_link: mode == "120000" }))
}

/// What stands before each NUL.
fn records(output: &[u8]) -> impl Iterator<Item = String> {
    output.split(|&byte| byte == 0).filter(|record| !record.is_empty()).map(|r| String::from_utf8_lossy(r).into_owned())
}
