//! A folder, the binary run in it, and what came of that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A handbook in a folder of its own, gone at the end of the test.
pub struct Folder(TempDir);

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The binary, without what the environment of the test would tell it.
pub fn binary(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sprintbook"));
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"] {
        command.env_remove(name);
    }
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
        let code = output.status.code().expect("the program ends by itself");
        Self { code, out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Folder {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.at(path).exists()
    }

    /// All files below a folder of it, with their bytes.
    pub fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let top = self.at(below);
        let files = walkdir::WalkDir::new(&top).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files
            .map(|file| {
                let path = file.path().strip_prefix(&top).expect("below the folder");
                (path.to_string_lossy().into_owned(), fs::read(file.path()).expect("a file that was just found"))
            })
            .collect()
    }

    /// Runs the binary in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        binary(self.path(), arguments).output().expect("the binary can be started").into()
    }

    /// Runs it in a folder below.
    pub fn run_in(&self, below: &str, arguments: &[&str]) -> Run {
        binary(&self.at(below), arguments).output().expect("the binary can be started").into()
    }

    /// Runs it with variables of the environment.
    pub fn run_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
        let environment = environment.iter().copied();
        binary(self.path(), arguments).envs(environment).output().expect("the binary can be started").into()
    }
}

impl Run {
    /// Fails unless the run ended with that code and without a panic.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert_eq!(self.code, code, "\n--- out\n{}--- err\n{}", self.out, self.err);
        self
    }

    /// Fails unless standard error holds each of these.
    #[track_caller]
    pub fn complains(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "`{word}` is missing in:\n{}", self.err);
        }
        self
    }

    /// Fails unless standard output holds each of these.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "`{word}` is missing in:\n{}", self.out);
        }
        self
    }
}

/// Runs git in the folder, as nobody in particular.
#[track_caller]
pub fn git(folder: &Folder, arguments: &[&str]) {
    git_at(folder, "", arguments);
}

/// The same as if it were that moment; an empty one is now.
#[track_caller]
pub fn git_at(folder: &Folder, date: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path());
    let settings = ["user.name=Ada", "user.email=ada@example.org", "commit.gpgsign=false", "init.defaultBranch=main"];
    for setting in settings {
        command.args(["-c", setting]);
    }
    if !date.is_empty() {
        command.envs([("GIT_COMMITTER_DATE", date), ("GIT_AUTHOR_DATE", date)]);
    }
    let done = command.args(arguments).output().expect("git is there");
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Commits all that is there, in a new repository if there is none.
#[track_caller]
pub fn commit(folder: &Folder) {
    commit_at(folder, "");
}

/// The same as if it were that moment.
#[track_caller]
pub fn commit_at(folder: &Folder, date: &str) {
    if !folder.has(".git") {
        git(folder, &["init", "--quiet"]);
    }
    git(folder, &["add", "--all"]);
    git_at(folder, date, &["commit", "--quiet", "--message=A step"]);
}

/// A sound page.
pub const SOUND: (&str, &str) = ("index.md", "# Home\n\nAll is well.\n");
/// An error.
pub const BROKEN: (&str, &str) = ("index.md", "# Home\n\n[Plan](plan.md)\n");
/// A warning.
pub const DOUBTFUL: (&str, &str) = ("index.md", "# Home\n\n[Plan]()\n");
