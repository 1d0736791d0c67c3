//! The difference of two texts, as `git apply` and `patch -p1` read it.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

/// Lines shown around each change.
const CONTEXT: usize = 3;

/// The unified diff of one file, with `a/` and `b/` before its path; empty where both texts are the same.
///
/// Lines end at LF alone, as in every program that reads diffs: a carriage return belongs to its line.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(old), lines(new));
    let found = TextDiff::configure().diff_slices(&old, &new);
    let mut text = format!("--- {}\n+++ {}\n", name("a/", path), name("b/", path));
    for group in found.grouped_ops(CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let before = range(first.old_range().start, last.old_range().end);
        let after = range(first.new_range().start, last.new_range().end);
        let _ = writeln!(text, "@@ -{before} +{after} @@");
        for change in group.iter().flat_map(|op| found.iter_changes(op)) {
            text.push(match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            });
            text.push_str(change.value());
            if !change.value().ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Lines `start..end`, counted from 0, as a hunk's head gives them: first line and count; an empty range stands
/// behind the line before it.
fn range(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

/// A path as git writes it: quoted where a character would be misread, and closed by a tab where it has blanks.
fn name(prefix: &str, path: &str) -> String {
    if path.chars().any(|c| c.is_control() || matches!(c, '"' | '\\')) {
        let mut quoted = format!("\"{prefix}");
        for byte in path.bytes() {
            match byte {
                b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
                0x20..=0x7e => quoted.push(char::from(byte)),
                _ => {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
        }
        return quoted + "\"";
    }
    let end = if path.contains(' ') { "\t" } else { "" };
    format!("{prefix}{path}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_stands_between_the_lines_around_it() {
        let old: String = (1..=9).map(|line| format!("{line}\n")).collect();
        let new = old.replace("5\n", "five\n");
        let expected = "--- a/x y.md\t\n+++ b/x y.md\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
        assert_eq!(diff("x y.md", &old, &new), expected);
        assert_eq!(diff("x.md", &old, &old), "");
    }

    #[test]
    fn ends_of_lines_and_of_the_file_are_told_as_they_are() {
        assert_eq!(
            diff("a.md", "x\r\ny", "x\r\nz"),
            "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n x\r\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
        );
        let lone = diff("a.md", "x\ry\r", "x\rz\r");
        assert_eq!(lone.matches("\\ No newline").count(), 2, "{lone:?}");
        assert!(diff("a.md", "", "x\n").contains("@@ -0,0 +1 @@\n+x\n"));
        assert!(diff("a.md", "x\n", "").contains("@@ -1 +0,0 @@\n-x\n"));
    }

    #[test]
    fn odd_names_are_quoted() {
        assert!(diff("a\"b.md", "x\n", "y\n").starts_with("--- \"a/a\\\"b.md\"\n+++ \"b/a\\\"b.md\"\n"));
    }
}
