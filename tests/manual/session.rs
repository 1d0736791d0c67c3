//! The commands of a page, run one after the other in a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use crate::page::{self, Page};
use crate::{compare, not_run};

/// Stands between the outputs of two commands, followed by the exit code of the first.
const MARK: char = '\u{1}';

/// Follows a page and says where it is wrong.
pub fn run(page: &Page) -> Vec<String> {
    let mut wrong = not_runnable(page);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (script, commands) = script(page, folder.path());
    if commands.is_empty() {
        return wrong;
    }
    prepare(folder.path());
    let script_path = folder.path().join("script");
    fs::write(&script_path, script).expect("a file");
    let output = text(bash(folder.path()).arg(&script_path).output().expect("bash is there"));
    // A reader's handbook stands somewhere else.
    let output = output.replace(&*folder.path().to_string_lossy(), "~");
    let mut outputs = output.split(MARK);
    let mut last = outputs.next().unwrap_or_default();
    let mut corrections = Vec::new();
    for told in &commands {
        let Some(next) = outputs.next() else {
            wrong.push(format!("{}:{}: the session ended in `{}`:\n{last}", page.path, told.line, told.command));
            return wrong;
        };
        let (code, after) = next.split_once('\n').unwrap_or((next, ""));
        let printed = last.strip_suffix('\n').unwrap_or(last);
        if let Some(mistake) = judge(told, printed, code.parse().expect("an exit code")) {
            wrong.push(format!("{}:{}: $ {}\n{mistake}", page.path, told.line, told.command));
            corrections.push((told, printed));
        }
        last = after;
    }
    if std::env::var_os("BLESS").is_some() {
        bless(page, &corrections);
    }
    wrong
}

/// Fences that look like commands and would be passed over in silence.
fn not_runnable(page: &Page) -> Vec<String> {
    let like_commands =
        |language: &str| matches!(language, "sh" | "shell" | "zsh" | "terminal" | "shell-session" | "sh-session");
    let fences = page.fences.iter().filter(|fence| like_commands(&fence.language) || fence.language.is_empty());
    fences.map(|fence| format!("{}:{}: write ```console, ```bash or ```text", page.path, fence.line)).collect()
}

/// What is wrong with what a command did, if anything is.
fn judge(told: &page::Command, printed: &str, code: i32) -> Option<String> {
    let right = match &told.expected {
        Some(expected) => code < 100 && compare::same(expected, printed),
        None => code <= 1,
    };
    if right && !printed.contains("panicked") {
        return None;
    }
    let expected = told.expected.as_deref().map_or("exit code 0 or 1\n".to_owned(), str::to_owned);
    Some(format!("--- the manual says\n{expected}--- printed, and exited {code}\n{printed}"))
}

/// The session as a script for bash, and the commands that it runs.
fn script(page: &Page, folder: &Path) -> (String, Vec<page::Command>) {
    let mut script = "exec 2>&1 </dev/null\ncode=0\n".to_owned();
    let mut commands = Vec::new();
    for (at, fence) in page.fences.iter().enumerate() {
        if let Some(path) = fence.file() {
            let kept = folder.join(format!("file-{at}"));
            fs::write(&kept, &fence.text).expect("a file");
            let (path, kept) = (quoted(path), quoted(&kept.to_string_lossy()));
            let _ = writeln!(script, "mkdir -p \"$(dirname {path})\"; cat {kept} >{path}");
        }
        for command in fence.commands() {
            if not_run(&page.path, &command.command).is_some() {
                continue;
            }
            // `eval` in this shell: folders and variables last, and `$?` is that of the command before.
            let _ = writeln!(script, "(exit $code); eval {}; code=$?", quoted(&command.command));
            let _ = writeln!(script, "printf '\\n{MARK}%s\\n' $code");
            commands.push(command);
        }
    }
    (script, commands)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The folder with the starter, kept in git, and beside it the program and a home.
fn prepare(folder: &Path) {
    for name in ["handbook", "bin", "home"] {
        fs::create_dir(folder.join(name)).expect("a folder");
    }
    symlink(env!("CARGO_BIN_EXE_sprintbook"), folder.join("bin/sprintbook")).expect("a link");
    let identity = "[user]\n\tname = A Reader\n\temail = reader@example.org\n[init]\n\tdefaultBranch = main\n";
    fs::write(folder.join("home/.gitconfig"), identity).expect("a file");
    let start = "set -e; sprintbook init -q; git init -q; git add .; git commit -qm Start";
    let output = bash(folder).args(["-c", start]).output().expect("bash is there");
    assert!(output.status.success(), "{}", text(output));
}

/// bash in the handbook's folder, with our program, the system's, and no settings of whoever runs the test.
fn bash(folder: &Path) -> Command {
    let mut command = Command::new("bash");
    let system = std::env::var("PATH").unwrap_or_default();
    command.current_dir(folder.join("handbook")).env_clear();
    command.env("PATH", format!("{}:{system}", folder.join("bin").display()));
    command.env("HOME", folder.join("home")).env("NO_COLOR", "1").env("LANG", "C.UTF-8");
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

fn text(output: Output) -> String {
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// Writes outputs that differ into the page, except those in which lines are left out.
fn bless(page: &Page, corrections: &[(&page::Command, &str)]) {
    let mut new = page.text.clone();
    for fence in page.fences.iter().rev() {
        let Some(range) = fence.range.clone().filter(|_| fence.language == "console") else { continue };
        let mut content = String::new();
        for told in fence.commands() {
            let _ = writeln!(content, "$ {}", told.command);
            let old = told.expected.unwrap_or_default();
            let correction = corrections.iter().find(|(other, _)| other.line == told.line);
            match correction.filter(|_| !old.lines().any(|line| line.trim() == "…")) {
                Some((_, printed)) if printed.trim().is_empty() => {}
                Some((_, printed)) => {
                    let _ = writeln!(content, "{}", printed.trim_end());
                }
                None => content.push_str(&old),
            }
        }
        new.replace_range(range, &content);
    }
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&page.path), new).expect("the page can be written");
}
