//! Blanks that are to be filled in: `____`, `[ ]`, `[Name]`, `[AWS / Azure / GCP]`.

use std::ops::Range;

/// What a blank is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A run of underscores.
    Line,
    /// An empty box.
    Box,
    /// Words in brackets that stand for what belongs there.
    Words,
}

/// How many blanks of each sort a line has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blanks {
    /// Runs of underscores.
    pub lines: u32,
    /// Empty boxes.
    pub boxes: u32,
    /// Words in brackets that stand for what belongs there.
    pub words: u32,
}

impl Blanks {
    /// All of them.
    pub fn count(self) -> u32 {
        self.lines + self.boxes + self.words
    }

    /// The sum of both.
    pub fn and(self, other: Self) -> Self {
        Self { lines: self.lines + other.lines, boxes: self.boxes + other.boxes, words: self.words + other.words }
    }
}

/// Whether a text begins with words in brackets that stand for what belongs there.
pub(super) fn begins_with_words(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('[') && text.find(']').is_some_and(|end| of(&text[..=end]).words == 1 && of(text).words > 0)
}

/// The blanks of a line.
pub(super) fn of(line: &str) -> Blanks {
    let mut blanks = Blanks::default();
    find(line, |_, sort| match sort {
        Sort::Line => blanks.lines += 1,
        Sort::Box => blanks.boxes += 1,
        Sort::Words => blanks.words += 1,
    });
    blanks
}

/// Gives each blank of a line in turn: where it stands, brackets included, and what it is.
pub fn find(line: &str, mut found: impl FnMut(Range<usize>, Sort)) {
    if memchr::memchr2(b'_', b'[', line.as_bytes()).is_none() {
        return;
    }
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'_' => {
                let length = bytes[at..].iter().take_while(|byte| **byte == b'_').count();
                if length >= 3 && stands_free(line, at, at + length) {
                    found(at..at + length, Sort::Line);
                }
                at += length;
            }
            b'[' => {
                let inner = line[at + 1..].find([']', '[']).map(|end| &line[at + 1..at + 1 + end]);
                let Some(inner) = inner.filter(|inner| line[at + 1 + inner.len()..].starts_with(']')) else {
                    at += 1;
                    continue;
                };
                let end = at + inner.len() + 2;
                if inner.trim().is_empty() {
                    if !inner.is_empty() {
                        found(at..end, Sort::Box);
                    }
                } else if is_placeholder(inner)
                    && !line[end..].starts_with(['(', '[', ':', '{'])
                    && !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ']' | '_'))
                {
                    found(at..end, Sort::Words);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Whether a run of underscores is no part of a drawing or of a name in code.
fn stands_free(line: &str, start: usize, end: usize) -> bool {
    let before = line[..start].chars().next_back();
    let after = line[end..].chars().next();
    before.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, ':' | '$' | '€' | '£' | '(' | '#' | '/' | '[' | '-' | '|')
    }) && after.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, ')' | '.' | ',' | ';' | '%' | ']' | '/' | '|' | '?')
    }) && !(before == Some('/') && after.is_some_and(|letter| letter == '\\'))
}

/// `Name`, `X`, `AWS / Azure / GCP`, `YYYY-MM-DD`, `1/2`; no ticked box, footnote, index or word of a log.
fn is_placeholder(inner: &str) -> bool {
    let inner = inner.trim();
    // `x` is a ticked box; a capital X stands for a number, unless it ticks one.
    let ticked = matches!(inner, "x" | "✓" | "✔" | "✅" | "-" | "~");
    let choice = inner.contains('/') || inner.contains('|');
    // `OPS-12` is an id of something.
    let id = inner.split_once('-').is_some_and(|(series, number)| {
        series.bytes().all(|byte| byte.is_ascii_uppercase()) && number.starts_with(|digit: char| digit.is_ascii_digit())
    });
    let log = ["INFO", "WARN", "WARNING", "ERROR", "DEBUG", "FATAL", "TRACE", "OK", "FAIL", "PASS", "SKIP", "NEW"];
    !ticked
        && !id
        && inner.len() <= 60
        && !inner.starts_with(['^', '!', '"', '\'', '.', '\\', '-', '+', '@', '#'])
        && !inner.contains(['=', ';', '{', '"', '<', '\\', '`', '*', '_'])
        && (inner.contains(char::is_alphabetic) || choice && inner.len() <= 12)
        && !log.contains(&inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_counted_by_sort() {
        let cases = [
            ("Cost: $____ (per month)", (1, 0, 0)),
            ("- Name: ______ (Mobile: ______)", (2, 0, 0)),
            ("Decision: [ ] GO  [ ] NO-GO", (0, 2, 0)),
            ("Provider: [AWS / Azure / GCP], week [1/2]", (0, 0, 2)),
            ("Completed: [X] tasks ([Y] points)", (0, 0, 2)),
            ("[x] done, [OPS-12] [INFO] started, a[i], [link](a.md), [^1], [^1]: note", (0, 0, 0)),
            ("/______________________\\", (0, 0, 0)),
            ("__init__.py and snake___case", (0, 0, 0)),
            ("é [ ] [", (0, 1, 0)),
        ];
        for (line, (lines, boxes, words)) in cases {
            assert_eq!(of(line), Blanks { lines, boxes, words }, "{line}");
        }
    }
}
