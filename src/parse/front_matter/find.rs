//! Where front matter is. `---` is a thematic break in Markdown too, so a block has to look like one.

use super::{BOM, Block, Displacement, Split};
use crate::base::span::Span;
use crate::base::yaml;
use crate::config::front_matter::is_known_key;

/// Finds the front matter of a document.
///
/// At the first byte (or behind a byte order mark) a block between `---` and `---` or `...` counts unless it is
/// prose between thematic breaks. Further down, below a banner, it must be unmistakable.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut head = Lines { text, at: start };
    if head.next().is_some_and(|first| is_fence(first.of(text))) {
        return at_start(text, start, head);
    }
    match below_banner(text, start) {
        Some(block) => Split { block: Some(block), displaced: Some(Displacement::Banner), unclosed: None },
        None => Split::default(),
    }
}

/// The lines of a text from `at` on, as spans without their line ends (LF, CRLF or lone CR).
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?.as_bytes();
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(self.at, self.at + end);
        let ending = match &rest[end..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at += end + ending;
        Some(line)
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t']) == "---"
}

fn is_end(line: &str) -> bool {
    is_fence(line) || line.trim_end_matches([' ', '\t']) == "..."
}

/// The key of a line `key: value`: letters, digits, `_`, `-` and `.` only, at the line's very start.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let sound = starts && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    (sound && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

fn has_known_key(line: &str) -> bool {
    key_of(line).is_some_and(is_known_key)
}

/// The block whose opening fence starts at `start`, with `lines` behind that fence.
fn at_start(text: &str, start: usize, mut lines: Lines<'_>) -> Split {
    let body = lines.clone();
    let displaced = (start > 0).then_some(Displacement::Bom);
    while let Some(line) = lines.next() {
        if is_end(line.of(text)) {
            let yaml = Span { start: body.at as u32, end: line.start };
            if runs_into_text(yaml.of(text)) {
                break;
            }
            let block = Block { whole: Span::new(start, lines.at), yaml };
            let block = is_front_matter(yaml.of(text)).then_some(block);
            return Split { block, displaced: displaced.filter(|_| block.is_some()), unclosed: None };
        }
    }
    let unclosed = is_unclosed(text, body).then(|| Span::new(start, start + 3));
    Split { block: None, displaced: None, unclosed }
}

/// Whether what stands between the fences at a document's head is meant as YAML.
fn is_front_matter(body: &str) -> bool {
    let mut lines = Lines { text: body, at: 0 }.map(|line| line.of(body));
    let Some(first) = lines.clone().find(|line| !line.trim().is_empty()) else { return true };
    let below_fence = lines.next().is_some_and(|line| !line.trim().is_empty());
    let mut lines = Lines { text: body, at: 0 }.map(|line| line.of(body));
    // A blank line behind the fence is how thematic breaks are written, so the rest has to be clear.
    if below_fence && key_of(first).is_some() && lines.clone().any(has_known_key) {
        return true;
    }
    let parsed = yaml::parse(body, 0);
    match parsed.root.as_ref().and_then(yaml::Node::as_map) {
        Some(entries) if below_fence => {
            entries.iter().any(|entry| is_known_key(&entry.key) || key_of(&format!("{}:", entry.key)).is_some())
        }
        Some(entries) => entries.iter().any(|entry| is_known_key(&entry.key)),
        // Broken: prose begins with a capital, keys seldom do.
        None if parsed.problems.is_empty() => false,
        None => {
            let first_is_key = key_of(first).is_some_and(|key| key.starts_with(|c: char| c.is_ascii_lowercase()));
            below_fence && (first_is_key || lines.any(has_known_key))
        }
    }
}

/// Whether the YAML ends long before the fence that seems to close it, which is then a thematic break of the text.
fn runs_into_text(body: &str) -> bool {
    let lines = || Lines { text: body, at: 0 };
    // Front matter seldom has blank lines or comments, and parsing it twice would cost more than all else here.
    let doubtful = lines().any(|line| line.of(body).trim().is_empty() || line.of(body).starts_with('#'));
    doubtful && is_unclosed(body, lines()) && yaml::parse(body, 0).root.is_none()
}

/// Whether a fence that nothing closes is followed by YAML and nothing else up to a blank line or a heading.
fn is_unclosed(text: &str, lines: Lines<'_>) -> bool {
    let run = lines.map(|line| line.of(text)).take_while(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let (mut known, mut all) = (false, true);
    for line in run.take(200) {
        known |= has_known_key(line);
        all &= looks_like_yaml(line);
    }
    known && all
}

/// Whether a line fits into a mapping: a key, something indented, an item of a list, a comment, a blank.
fn looks_like_yaml(line: &str) -> bool {
    key_of(line).is_some() || line.is_empty() || line.starts_with([' ', '\t', '#']) || line.starts_with("- ")
}

/// The block below blank lines, HTML comments and paragraphs, if it is unmistakable.
fn below_banner(text: &str, start: usize) -> Option<Block> {
    let mut lines = Lines { text, at: start };
    // What is right below a paragraph's text underlines it, and makes it a heading.
    let mut in_paragraph = false;
    while let Some(line) = lines.next() {
        let shown = line.of(text);
        if is_fence(shown) {
            return (!in_paragraph).then(|| unmistakable(text, line.start, lines))?;
        }
        if shown.trim().is_empty() {
            in_paragraph = false;
        } else if is_comment_start(shown) {
            lines.at = comment_end(text, line)?;
            in_paragraph = false;
        } else if in_paragraph || is_paragraph_start(shown) {
            in_paragraph = !is_block_start(shown);
            if !in_paragraph {
                return None;
            }
        } else {
            return None;
        }
    }
    None
}

fn is_comment_start(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with("<!--") && !line.starts_with("    ")
}

/// Where the line ends on which the comment that starts in `line` ends.
fn comment_end(text: &str, line: Span) -> Option<usize> {
    let open = line.start as usize + line.of(text).find("<!--")? + 4;
    let close = open + memchr::memmem::find(&text.as_bytes()[open..], b"-->")?;
    let mut rest = Lines { text, at: close };
    rest.next();
    Some(rest.at)
}

/// Whether a paragraph can begin with this line.
fn is_paragraph_start(line: &str) -> bool {
    !line.starts_with("    ") && !line.starts_with('\t') && !is_block_start(line)
}

/// Whether a line begins, or belongs to, something other than a paragraph: a heading, a list, a table, a fence, a
/// quotation, a tag, a thematic break.
fn is_block_start(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_digits.len() < line.len() && after_digits.starts_with(['.', ')']);
    let marker = ["- ", "* ", "+ ", "#", "|", ">", "<", "```", "~~~", "===", "---", "***", "___", "$$"];
    numbered || matches!(line, "-" | "*" | "+" | "=") || marker.iter().any(|start| line.starts_with(start))
}

/// The block whose fence starts at `start`, if every sign says that it is front matter.
fn unmistakable(text: &str, start: u32, mut lines: Lines<'_>) -> Option<Block> {
    let body = lines.clone();
    let first = body.clone().next()?;
    key_of(first.of(text)).filter(|key| first.of(text).len() > key.len() + 1)?;
    while let Some(line) = lines.next() {
        let shown = line.of(text);
        if is_fence(shown) {
            let yaml = Span { start: body.at as u32, end: line.start };
            let root = yaml::parse(yaml.of(text), 0).root?;
            let known = root.as_map()?.iter().any(|entry| is_known_key(&entry.key));
            return known.then_some(Block { whole: Span { start, end: lines.at as u32 }, yaml });
        }
        if !looks_like_yaml(shown) {
            return None;
        }
    }
    None
}
