//! Text of documents, made harmless for a terminal.

use std::borrow::Cow;

use crate::base::diagnostic::Diagnostic;

/// Longer messages are cut: one may quote a link of any length.
const LONGEST: usize = 600;

/// The character to show in place of one that would move a cursor, change a colour or turn a line around. One for
/// one, so that columns stay. Tabs stay, whoever draws a line widens them.
pub(super) fn visible(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        // More control characters; marks and overrides of the writing direction; separators of lines and paragraphs.
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' => '\u{fffd}',
        '\u{2066}'..='\u{2069}' | MARK => '\u{fffd}',
        c => c,
    }
}

/// A character for private use that no shown text holds.
pub(super) const MARK: char = '\u{e000}';

/// A message in one line, harmless, and of bearable length.
pub fn line(text: &str) -> String {
    let words = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    cut(&words.collect::<Vec<_>>().join(" ")).chars().map(|c| if c == '\t' { ' ' } else { visible(c) }).collect()
}

/// A message that may have several lines, harmless, and of bearable length.
pub(super) fn lines(text: &str) -> String {
    let text = text.trim_end().replace("\r\n", "\n");
    cut(&text).chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// A finding's sentence with its advice, in one line.
pub(super) fn with_help(diagnostic: &Diagnostic) -> String {
    let message = line(&diagnostic.message);
    match &diagnostic.help {
        Some(help) => format!("{message} {}", line(help)),
        None => message,
    }
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]).into(),
        None => text.into(),
    }
}

/// A text that stands in one line, made harmless and else unaltered.
pub(super) fn line_kept(text: &str) -> String {
    text.chars().map(visible).collect()
}
