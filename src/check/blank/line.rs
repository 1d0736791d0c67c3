//! Blanks in one block of text: rows of underscores, and words that promise a later answer.

use crate::base::span::Span;

/// A blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blank<'t> {
    /// Where it stands.
    pub span: Span,
    /// What stands before it up to a colon, which says what is missing.
    pub label: &'t str,
}

/// Abbreviations, in capitals only.
const SHORT: [&str; 3] = ["TBD", "TBA", "TBC"];

/// What follows “to be”.
const LATER: [&str; 8] =
    ["finalized", "finalised", "determined", "confirmed", "decided", "announced", "defined", "assigned"];

/// A quick test that most texts fail.
pub fn may_have_blank(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'_', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'_' | b'\\')))
        || memchr::memchr_iter(b'T', bytes).any(|at| bytes.get(at + 1) == Some(&b'B'))
        || memchr::memmem::find_iter(bytes, " be ").next().is_some()
}

/// The first blank of each line of a block.
pub fn find(block: &str) -> Vec<Blank<'_>> {
    let plain = without_code(block);
    let mut found = Vec::new();
    let mut at = 0;
    for line in plain.split_inclusive(['\n', '\r']) {
        let written = &block[at..at + line.len()];
        if !explains(line) && !is_to_be_signed(line) && !has_placeholder(line) {
            let first = underscores(line).into_iter().chain(words(line)).min_by_key(|span| span.start);
            if let Some(span) = first {
                let label = label(&written[..span.start as usize]);
                found.push(Blank { span: span.shifted(at), label });
            }
        }
        at += line.len();
    }
    found
}

/// Whether a value is nothing but a blank.
pub fn is_blank(value: &str) -> bool {
    let value = value.trim().trim_matches(['[', ']', '(', ')', '.']);
    let span = Span::new(0, value.len());
    value.len() >= 3 && (underscores(value) == Some(span) || words(value) == Some(span))
}

/// The text before the last colon.
fn label(before: &str) -> &str {
    let Some(colon) = before.rfind(':') else { return "" };
    let from = before[..colon].rfind(['|', '.', ';', ',', '•', ':']).map_or(0, |at| at + 1);
    before[from..colon].trim_start_matches(|c: char| c.is_whitespace() || "-+*>_[]x0123456789.)".contains(c))
}

/// A row of three or more, escaped or not, that stands where a value would.
fn underscores(line: &str) -> Option<Span> {
    let mut from = 0;
    while let Some(start) = line[from..].find(['_', '\\']).map(|at| at + from) {
        let (length, count) = row(&line[start..]);
        let end = start + length.max(1);
        let before = line[..start].chars().next_back();
        let after = line[end..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || ":([|/$€£\"“'*>=-–—,~".contains(c));
        let closes = after.is_none_or(|c| c.is_whitespace() || ":)]|/%.,;\"”'*!?–—".contains(c));
        if count >= 3 && opens && closes {
            return Some(Span::new(start, end));
        }
        from = end;
    }
    None
}

/// Length in bytes and number of the underscores at the head of a text.
fn row(text: &str) -> (usize, usize) {
    let (mut length, mut count) = (0, 0);
    loop {
        let rest = &text[length..];
        let step = if rest.starts_with("\\_") { 2 } else { usize::from(rest.starts_with('_')) };
        if step == 0 {
            return (length, count);
        }
        length += step;
        count += 1;
    }
}

/// The first word that promises an answer, where a value would stand.
fn words(line: &str) -> Option<Span> {
    let short = SHORT.iter().flat_map(|word| line.match_indices(word));
    let short = short.map(|(at, word)| Span::new(at, at + word.len())).filter(|&span| is_open(line, span));
    let long = later(line).filter(|&span| is_value(line, span));
    short.chain(long).min_by_key(|span| span.start)
}

/// “To be finalized” and its like, anywhere in a line.
fn later(line: &str) -> impl Iterator<Item = Span> {
    let folded = line.to_ascii_lowercase();
    let starts: Vec<usize> = folded.match_indices("to be ").map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |start| {
        let rest = &folded[start + 6..];
        let word = LATER.iter().find(|word| rest.starts_with(**word))?;
        let end = start + 6 + word.len();
        let whole = !folded[end..].starts_with(char::is_alphanumeric);
        whole.then(|| Span::new(start, end))
    })
}

/// Whether an abbreviation is a word of its own and stands for a value, not for itself.
fn is_open(line: &str, span: Span) -> bool {
    let (before, after) = (&line[..span.start as usize], &line[span.end as usize..]);
    let glued =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '#' | '\'' | '"' | '“' | '‘' | '”' | '’');
    if before.ends_with(glued) || after.starts_with(glued) {
        return false;
    }
    // “all TBD”, “the TBD”: the word is spoken of.
    let word_before = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let spoken_of =
        ["a", "all", "any", "as", "each", "every", "no", "of", "the", "with", "replace", "remaining", "mark"];
    if spoken_of.contains(&word_before.as_str()) {
        return false;
    }
    ends_value(after) || starts_value(before) && !before.trim().trim_matches(['-', '*', '+', '>', ' ']).is_empty()
}

/// Whether a phrase is all there is of a value.
fn is_value(line: &str, span: Span) -> bool {
    starts_value(&line[..span.start as usize]) && ends_value(&line[span.end as usize..])
}

fn starts_value(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '*', '_', '~']);
    let marker = before.trim_start().trim_end_matches(['.', ')']);
    let numbered = !marker.is_empty() && marker.chars().all(|c| c.is_ascii_digit());
    before.is_empty() || numbered || before.ends_with([':', '|', '(', '[', ']', '=', '–', '—', '-', '+', '>', '→', '*'])
}

fn ends_value(after: &str) -> bool {
    let after = after.trim_start_matches(['*', '_', '~']);
    let rest = after.trim_start();
    rest.is_empty()
        || after.starts_with([')', ']', '|', '.', ',', ';', '!', '?', '/'])
        || rest.starts_with(['(', '|', '–', '—'])
}

/// `TBD: to be determined`: an abbreviation and its meaning.
pub fn explains(line: &str) -> bool {
    SHORT.iter().any(|word| line.contains(word)) && later(line).next().is_some()
}

/// A line that somebody signs on paper.
fn is_to_be_signed(line: &str) -> bool {
    let line = line.to_lowercase();
    ["signature", "sign here", "signed by", "signed:", "initials"].iter().any(|word| line.contains(word))
}

/// `[Name]`, `[Your team]`, `<date>`: a line of a template.
fn has_placeholder(line: &str) -> bool {
    line.match_indices('[').any(|(at, _)| {
        let Some(end) = line[at..].find(']').map(|end| at + end) else { return false };
        let inner = &line[at + 1..end];
        let links = line[end + 1..].starts_with(['(', '[', ':']) || line[..at].ends_with(']');
        let wordy = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '/' | '-' | '_' | '\''));
        wordy
            && !links
            && inner.len() > 1
            && inner.starts_with(char::is_uppercase)
            && !SHORT.contains(&inner)
            && !inner.chars().any(|c| c.is_ascii_digit())
            && !SHORT.iter().any(|word| inner.ends_with(word))
    })
}

/// The text with what is no prose crossed out by letters: code spans, comments, tags, and targets of links.
fn without_code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let end = match bytes[at] {
            b'\\' => at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'`' => code_end(text, at),
            b'<' if rest.starts_with("<!--") => rest.find("-->").map_or(text.len(), |end| at + end + 3),
            b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                rest.find('>').map_or(at + 1, |end| at + end + 1)
            }
            b']' if rest.starts_with("](") => rest.find(')').map_or(at + 1, |end| at + end + 1),
            b'h' if rest.starts_with("https://") || rest.starts_with("http://") => {
                at + rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | '|')).unwrap_or(rest.len())
            }
            _ => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        if bytes[at] != b'\\' {
            let crossed = plain[at..end].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r'));
            crossed.for_each(|byte| *byte = b'x');
        }
        at = end;
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

/// Where a code span ends that starts at `at`; behind its backquotes where nothing closes it.
fn code_end(text: &str, at: usize) -> usize {
    let fence = text[at..].bytes().take_while(|&byte| byte == b'`').count();
    let mut from = at + fence;
    while let Some(start) = text[from..].find('`').map(|found| from + found) {
        let length = text[start..].bytes().take_while(|&byte| byte == b'`').count();
        if length == fence {
            return start + length;
        }
        from = start + length;
    }
    at + fence
}
