//! `<!-- sprintbook: allow CODE: reason -->` for the next block, `allow-file` for the document.

use crate::base::span::Span;

/// An allowance as written in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The comment, in the text that was searched.
    pub span: Span,
    /// What it wants: one of [`WORDS`], or a word that means nothing.
    pub word: String,
    /// The code.
    pub code: String,
    /// The reason; empty where there is none.
    pub reason: String,
}

/// What a comment can want.
pub const WORDS: [&str; 2] = ["allow", WHOLE_FILE];
/// The word for the whole document.
pub const WHOLE_FILE: &str = "allow-file";

/// All allowances in a piece of raw HTML that starts at `base`.
pub fn find(html: &str, base: usize) -> Vec<Written> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--").map(|at| at + from) {
        let end = html[start..].find("-->").map_or(html.len(), |at| start + at + 3);
        let comment = html[start + 4..end].trim_end_matches("-->").trim();
        if let Some(written) = read(comment) {
            found.push(Written { span: Span::new(base + start, base + end), ..written });
        }
        from = end;
    }
    found
}

/// Whether a piece of raw HTML is comments and nothing else.
pub fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    rest.is_empty()
}

/// `sprintbook: allow CODE: reason`
fn read(comment: &str) -> Option<Written> {
    let rest = comment.strip_prefix("sprintbook:")?.trim_start();
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    // `allow: reason` names no rule, which is told.
    let (code, reason) = match word.ends_with(':') {
        true => ("", rest),
        false => rest.split_once(':').unwrap_or((rest, "")),
    };
    let word = word.trim_end_matches(':').to_owned();
    Some(Written { span: Span::default(), word, code: code.trim().to_owned(), reason: reason.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    #[test]
    fn allowances_have_a_code_and_a_reason() {
        let found =
            super::find("<p> <!-- sprintbook: allow link/missing-file: written next week --> <!-- other -->", 10);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].code.as_str(), found[0].reason.as_str()), ("link/missing-file", "written next week"));
        assert_eq!((found[0].span.start, found[0].span.end), (14, 77));
        assert!(super::find("<!-- sprintbook: allow link/empty", 0)[0].reason.is_empty());
    }
}
