//! Text of documents in a Markdown comment on GitHub or GitLab: it reads as it was, and does nothing.

use super::plain;

/// Breaks what a service would make a reference of, and is not seen.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// A message in one line: what stands between backticks becomes code, and nothing else becomes anything.
pub(super) fn inline(message: &str) -> String {
    let message = plain::line(message);
    let parts: Vec<&str> = message.split('`').collect();
    let mut shown = String::new();
    for (at, part) in parts.iter().enumerate() {
        // A backtick without its partner is a backtick.
        let is_last = at + 1 == parts.len();
        if at % 2 == 1 && !is_last && !part.trim().is_empty() {
            if shown.ends_with('`') {
                shown.push(ZERO_WIDTH_SPACE);
            }
            shown.push_str(&format!("`{part}`"));
            continue;
        }
        let (opening, closing) = if at % 2 == 0 { ("", "") } else { ("\\`", if is_last { "" } else { "\\`" }) };
        shown.push_str(opening);
        push_text(&mut shown, part);
        shown.push_str(closing);
    }
    shown
}

/// Text as code, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text = plain::line_kept(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text inside of HTML.
pub(super) fn html(text: &str) -> String {
    let text = plain::line_kept(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

fn push_text(shown: &mut String, text: &str) {
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => shown.extend(['\\', c]),
            c => shown.push(c),
        }
        let next_is_word = letters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '"');
        // @team, #12, and GitLab's !12, $12, %12, ~12 and &12; and GH-12.
        let refers = matches!(c, '@' | '#' | '!' | '$' | '%' | '~' | '&')
            || (c == '-' && shown.len() > 2 && shown[..shown.len() - 1].to_ascii_uppercase().ends_with("GH"));
        // What would become a link by itself: https://… and www.…
        let end = &shown.as_bytes()[shown.len().saturating_sub(4)..];
        let leads = c == ':' && letters.peek() == Some(&'/') || end.eq_ignore_ascii_case(b"www.");
        if next_is_word && refers || leads {
            shown.push(ZERO_WIDTH_SPACE);
        }
    }
}
