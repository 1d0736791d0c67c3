//! The rules of the architecture that a machine can hold: who may use whom, what every file has, what no file has.

#![expect(clippy::disallowed_methods, reason = "these tests read the project's own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use sprintbook::check;

/// What each folder (or file) of `src/` may use of the others; itself it may always use.
///
/// `lib.rs` only lists the modules, and `main.rs` stands outside of the library.
const MAY_USE: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("config", &["base"]),
    ("load", &["base", "config"]),
    ("parse", &["base", "config", "load"]),
    ("understand", &["base", "config", "load", "parse"]),
    ("link", &["base", "config", "load", "parse", "understand"]),
    ("check", &["base", "config", "load", "parse", "understand", "link"]),
    ("render", &["base", "config", "load", "parse", "understand", "link"]),
    ("edit", &["base", "config", "load", "parse", "understand", "link"]),
    ("external", &["base", "config", "parse", "link"]),
    ("pipeline", &["base", "config", "load", "parse", "understand", "link", "check", "render"]),
    ("publish", &["base"]),
    ("report", &["base"]),
    (
        "cli",
        &[
            "base",
            "config",
            "load",
            "parse",
            "understand",
            "link",
            "check",
            "render",
            "edit",
            "external",
            "pipeline",
            "publish",
            "report",
        ],
    ),
];

/// Files that may be longer than 400 lines, each with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// The longest that a file is without standing in [`LONG_FILES`].
const LONGEST: usize = 400;

/// All files that git would hand on, with `/` between folders: those it tracks and those it does not ignore.
fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("git is there");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let mut files: Vec<String> = names.split_terminator('\0').map(str::to_owned).collect();
    files.retain(|file| Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file());
    assert!(files.iter().any(|file| file == "src/lib.rs"), "the project's own files are not listed");
    files
}

/// The file's text; `None` where it is not text.
fn text(file: &str) -> Option<String> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a listed file can be read");
    String::from_utf8(bytes).ok()
}

/// The Rust files of `src/`, with their texts.
fn sources() -> Vec<(String, String)> {
    let rust = files().into_iter().filter(|file| file.starts_with("src/") && file.ends_with(".rs"));
    rust.map(|file| {
        let text = text(&file).expect("Rust is UTF-8");
        (file, text)
    })
    .collect()
}

/// Whether the whole file is tests.
fn is_test(file: &str) -> bool {
    file.ends_with("/tests.rs")
        || file.ends_with("/testing.rs")
        || file.ends_with("_tests.rs")
        || file.contains("/tests/")
}

/// The lines outside of comments and of the tests at the file's end, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let own = text.find("\n#[cfg(test)]\nmod ").map_or(text, |tests| &text[..tests]);
    let numbered = own.lines().enumerate().map(|(at, line)| (at + 1, line));
    numbered.map(|(at, line)| (at, line.split("//").next().unwrap_or_default()))
}

/// Fails with all that was found.
fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// The folder of `src/` (or the file below it, without its extension) that a file belongs to.
fn part(file: &str) -> &str {
    let below = file.strip_prefix("src/").unwrap_or(file);
    below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
}

/// The names that follow `crate::` in a line of code: one, or those at the top of a group in braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let name = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.insert(name(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(name(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

/// The names that a chain of `super::` reaches at the crate's root.
fn used_upwards(file: &str, code: &str) -> BTreeSet<String> {
    let below = file.strip_prefix("src/").unwrap_or(file);
    let depth = below.matches('/').count() + usize::from(!below.ends_with("mod.rs") && below != "lib.rs");
    let chain = "super::".repeat(depth);
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(&chain) {
        let before = &code[..at];
        let rest = &code[at + chain.len()..];
        if !before.ends_with("super::") && !rest.starts_with("super::") && !rest.starts_with('{') {
            found.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn folders_use_only_what_stands_above_them() {
    let parts: BTreeSet<&str> = MAY_USE.iter().map(|(part, _)| *part).collect();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = part(&file);
        if ["lib", "main"].contains(&own) || is_test(&file) {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(part, _)| *part == own) else {
            wrong.push(format!("{file}: src/{own} stands in no line of MAY_USE (tests/tidy.rs)"));
            continue;
        };
        let whole: String = code(&text).map(|(_, line)| format!("{line}\n")).collect();
        for other in used(&whole).union(&used_upwards(&file, &whole)) {
            if other != own && parts.contains(other.as_str()) && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{file}: {own} may not use {other}"));
            }
        }
    }
    none("the direction of the layout is broken", wrong);
}

#[test]
fn the_reader_of_imports_sees_groups_and_chains() {
    let names = |code| used(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names("use crate::base::span::Span;"), "base");
    assert_eq!(names("use crate::{\n    base::{span, path},\n    link,\n};"), "base link");
    assert_eq!(names("let x = crate::check::RULES;"), "check");
    let up = |file, code| used_upwards(file, code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(up("src/render/page.rs", "use super::super::check::RULES;"), "check");
    assert_eq!(up("src/render/mod.rs", "use super::check::RULES;"), "check");
    assert_eq!(up("src/render/page.rs", "use super::view::Page;"), "");
}

#[test]
fn every_source_file_says_what_it_is() {
    let silent = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(file, _)| file);
    none("these do not begin with `//!`", silent.collect());
}

#[test]
fn no_source_file_is_two() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let lines = text.lines().count();
        let excused = LONG_FILES.iter().any(|(long, _)| *long == file);
        if lines > LONGEST && !excused {
            wrong.push(format!("{file}: {lines} lines; split it, or give a reason in LONG_FILES (tests/tidy.rs)"));
        } else if lines <= LONGEST && excused {
            wrong.push(format!("{file}: needs no place in LONG_FILES any more"));
        }
    }
    none("files of over 400 lines", wrong);
}

#[test]
fn nothing_gives_up_outside_of_tests() {
    let mut found = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !is_test(file)) {
        for (at, line) in code(&text) {
            for word in [".unwrap()", "todo!(", "unimplemented!(", "dbg!("] {
                if line.contains(word) {
                    found.push(format!("{file}:{at}: {word}"));
                }
            }
        }
    }
    none("a message or an error instead", found);
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    // Put together here, so that this file does not hold what it looks for.
    let roots = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let mut found = Vec::new();
    for file in files() {
        let Some(text) = text(&file) else { continue };
        for (at, line) in text.lines().enumerate() {
            for root in &roots {
                let starts = line.match_indices(root.as_str()).any(|(at, _)| {
                    // `docs/work/` and `https://host/work/` are other things.
                    let inside = line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~})>/".contains(c));
                    let goes_on = line[at + root.len()..].starts_with(char::is_alphanumeric);
                    !inside && goes_on
                });
                if starts {
                    found.push(format!("{file}:{}: {}", at + 1, line.trim().chars().take(100).collect::<String>()));
                }
            }
        }
    }
    none("paths of one machine", found);
}

#[test]
fn templates_obey_a_strict_content_policy() {
    let mut found = Vec::new();
    for file in files().into_iter().filter(|file| file.starts_with("templates/")) {
        let Some(text) = text(&file) else { continue };
        for (at, line) in text.lines().enumerate() {
            let words = line.split(|c: char| c.is_whitespace() || c == '<' || c == '"');
            for word in words {
                let name = word.split('=').next().unwrap_or_default();
                let handler = name.starts_with("on") && name.len() > 4 && name.chars().all(|c| c.is_ascii_lowercase());
                if word.contains('=') && (name == "style" || handler) {
                    found.push(format!("{file}:{}: {name}=", at + 1));
                }
            }
            if line.contains("javascript:") || line.contains("<style") {
                found.push(format!("{file}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    none("style and behaviour belong into static/", found);
}

#[test]
fn every_rule_is_explained_shown_and_in_the_manual() {
    let manual = text("content/manual/rules/index.md").expect("the manual is text");
    let files = files();
    let mut wrong = Vec::new();
    for rule in check::RULES {
        let code = rule.code;
        let words = &rule.explanation;
        let parts = [("what", words.what), ("why", words.why), ("bad", words.bad), ("good", words.good)];
        let empty = parts.iter().filter(|(_, words)| words.trim().is_empty());
        wrong.extend(empty.map(|(part, _)| format!("{code}: its explanation has no `{part}`")));
        let folder = format!("tests/diagnostics/{}/", code.replace('/', "-"));
        let cases = files.iter().filter(|file| file.starts_with(&folder) && file.ends_with(".md")).count();
        // Templates fail when pages are rendered, and the web has to be asked, which these cases do not do: the
        // program itself is run for that.
        let run = match code {
            "template/invalid" => text("tests/cli/exit_codes.rs"),
            "link/external" => text("tests/cli/external.rs"),
            _ => None,
        };
        let elsewhere = run.is_some_and(|tests| tests.matches(code).count() >= 2);
        if cases < 2 && !elsewhere {
            wrong.push(format!("{code}: {cases} documents in {folder}, and two are wanted"));
        }
        let group = code.split('/').next().unwrap_or_default();
        if !manual.contains(&format!("| [`{group}`]({group}/index.md) |")) {
            wrong.push(format!("{code}: content/manual/rules/index.md has no row for its group"));
        }
    }
    none("every rule needs its explanation, two documents and its group in the manual", wrong);
}

#[test]
fn the_manual_names_no_rule_that_there_is_not() {
    let codes = check::codes();
    let groups: BTreeSet<&str> = codes.iter().filter_map(|code| code.split('/').next()).collect();
    let mut wrong = Vec::new();
    for file in files().into_iter().filter(|file| file == "README.md" || file.starts_with("content/")) {
        let Some(text) = text(&file) else { continue };
        for word in text.split(|c: char| !(c.is_ascii_lowercase() || c == '-' || c == '/')) {
            let is_code = word.split_once('/').is_some_and(|(group, name)| {
                // `link/index.md` is the page of a group.
                groups.contains(group)
                    && !name.is_empty()
                    && !name.contains('/')
                    && !name.starts_with('-')
                    && name != "index"
            });
            if is_code && !codes.contains(&word) {
                wrong.push(format!("{file}: {word}"));
            }
        }
    }
    none("these rules do not exist", wrong);
}

#[test]
fn every_folder_of_cases_is_a_rule() {
    let codes: BTreeSet<String> = check::codes().iter().map(|code| code.replace('/', "-")).collect();
    let folders: BTreeSet<String> = files()
        .iter()
        .filter_map(|file| Some(file.strip_prefix("tests/diagnostics/")?.split_once('/')?.0.to_owned()))
        .collect();
    none("no rule has these cases", folders.difference(&codes).cloned().collect());
}
