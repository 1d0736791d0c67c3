//! The `git` program at one repository: the only place that starts it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Why git did not answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program, or it may not be run.
    #[error("the program git is needed for this, and it cannot be started: {0}")]
    NoGit(io::Error),
    /// A command failed that should not.
    #[error("`git {command}` failed: {said}")]
    Failed {
        /// Its name and arguments.
        command: String,
        /// What git said.
        said: String,
    },
    /// Talking to git failed.
    #[error("`git {command}` could not be read: {cause}")]
    Broken {
        /// Its name.
        command: String,
        /// What the system said.
        cause: io::Error,
    },
}

/// The program, at one repository. It takes no locks, asks nothing, and speaks English.
#[derive(Clone, Copy, Debug)]
pub struct Git<'r> {
    /// The repository's root.
    pub repository: &'r Path,
}

impl Git<'_> {
    /// Whether there is a repository at the root.
    #[expect(clippy::disallowed_methods, reason = "load reads the disk")]
    pub fn is_repository(&self) -> bool {
        self.repository.join(".git").exists()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(self.repository)
            .args(["-c", "core.quotepath=off", "-c", "log.showSignature=false"])
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    /// How a command ends.
    pub fn run(&self, arguments: &[&str]) -> Result<Output, GitError> {
        self.command(arguments).output().map_err(GitError::NoGit)
    }

    /// What a command prints.
    pub fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.run(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(GitError::Failed { command: arguments.join(" "), said: said(&output) })
    }

    /// What a command prints, as text; none where git is missing or the command fails, for what can be done without.
    pub fn text(&self, arguments: &[&str]) -> Option<String> {
        Some(String::from_utf8_lossy(&self.output(arguments).ok()?).into_owned())
    }

    /// The only line that a command prints; none where it fails, which is its answer.
    pub fn line(&self, arguments: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.run(arguments)?;
        let line = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
        Ok((output.status.success() && !line.is_empty()).then_some(line))
    }

    /// The bytes of objects, in the order of their ids; none for one that is not there.
    pub fn blobs(&self, ids: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let broken = |cause| GitError::Broken { command: "cat-file".to_owned(), cause };
        let mut command = self.command(&["cat-file", "--batch"]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = piped.spawn().map_err(GitError::NoGit)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut stdin, stdout) = pipes.expect("both were made into pipes above");
        let asked = ids.join("\n") + "\n";
        let read = std::thread::scope(|scope| {
            // Asked from a thread of its own: a pipe holds little, and git waits while nobody reads.
            scope.spawn(move || stdin.write_all(asked.as_bytes()));
            let mut answers = BufReader::new(stdout);
            ids.iter().map(|_| answer(&mut answers)).collect::<io::Result<Vec<_>>>()
        });
        let ended = child.wait().map_err(broken)?;
        let read = read.map_err(broken)?;
        if ended.success() {
            return Ok(read);
        }
        Err(GitError::Failed { command: "cat-file".to_owned(), said: ended.to_string() })
    }

    /// The commits at which a shallow clone ends: those whose parents are not there.
    pub fn shallow_commits(&self) -> Vec<String> {
        if self.text(&["rev-parse", "--is-shallow-repository"]).is_none_or(|answer| answer.trim() != "true") {
            return Vec::new();
        }
        let listed = self.text(&["rev-list", "--max-parents=0", "HEAD"]).unwrap_or_default();
        listed.lines().map(str::to_owned).collect()
    }
}

/// What a command complained of, without git's own prefix.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().trim_start_matches("fatal: ").to_owned()
}

/// `id SP type SP size LF bytes LF`, or `id SP missing LF`.
fn answer(answers: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let Some(size) = head.split_whitespace().nth(2) else { return Ok(None) };
    let size: u64 = size.parse().map_err(|_| io::ErrorKind::InvalidData)?;
    let mut bytes = Vec::new();
    answers.take(size + 1).read_to_end(&mut bytes)?;
    if bytes.pop() != Some(b'\n') || bytes.len() as u64 != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}
