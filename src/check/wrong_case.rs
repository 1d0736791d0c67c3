//! `link/wrong-case`

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::{Check, Explanation, Rule, links, nav};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path;
use crate::link::Handbook;
use crate::link::target::Broken;
use crate::parse::document::LinkKind;

pub(super) const RULE: Rule = Rule {
    code: "link/wrong-case",
    level: Level::Error,
    explanation: Explanation {
        what: "A link names a file whose name differs in capital and small letters. A path in a code span that does \
               so is a warning.",
        why: "It works on Windows and macOS, where letter case does not matter, and breaks on the server and on \
              everybody else's machine.",
        bad: "See the [kickoff plan](Kickoff.md).",
        good: "See the [kickoff plan](kickoff.md).",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let in_documents = links::broken(handbook).filter_map(|link| match link.broken {
        Broken::Case { actual, .. } => Some(in_document(handbook, &link, actual)),
        _ => None,
    });
    let in_nav = nav::faults(handbook).into_iter().filter_map(|fault| match &fault.kind {
        nav::Kind::Case(actual) => Some(in_nav(handbook, &fault, actual)),
        _ => None,
    });
    in_documents.chain(in_nav).collect()
}

fn in_document(handbook: &Handbook<'_>, link: &links::BrokenLink<'_>, actual: &str) -> Diagnostic {
    let is_path = link.link.kind == LinkKind::Path;
    let level = if is_path { Level::Warning } else { RULE.level };
    let shown = links::shown_path(handbook, actual);
    let message = format!("This {} names `{}`, but it is called `{shown}`.", link.noun(), link.shown());
    let diagnostic = link
        .diagnostic(handbook, RULE.code, level, message)
        .help("Capital and small letters are different on most servers.");
    link.change_to(handbook, diagnostic, &with_case_of(&link.link.target, actual))
}

fn in_nav(handbook: &Handbook<'_>, fault: &nav::Fault<'_>, actual: &str) -> Diagnostic {
    let message = format!("`nav` names `{}`, but it is called `{actual}`.", fault.path.value);
    let found = Diagnostic::new(RULE.code, RULE.level, fault.path.source, fault.path.span, message)
        .help("Capital and small letters are different on most servers.");
    fault.change_to(handbook, found, &with_case_of(&fault.path.value, actual))
}

/// The target as written, its parts in the letters of `actual`, from the last part on.
fn with_case_of(written: &str, actual: &str) -> String {
    let end = written.find(['?', '#']).unwrap_or(written.len());
    let (target, suffix) = written.split_at(end);
    let mut parts: Vec<String> = target.split('/').map(str::to_owned).collect();
    let mut real = actual.trim_end_matches('/').rsplit('/');
    for part in parts.iter_mut().rev().filter(|part| !matches!(part.as_str(), "" | ".")) {
        let Some(name) = real.next() else { break };
        let decoded = path::decode(part);
        if decoded.to_lowercase() != name.to_lowercase() {
            break;
        }
        if decoded != name {
            *part = written_like(part, &decoded, name);
        }
    }
    parts.join("/") + suffix
}

/// A name in the letters of `name`, each percent-encoded where the old one was.
fn written_like(old: &str, decoded: &str, name: &str) -> String {
    if old == decoded {
        return name.to_owned();
    }
    if decoded.chars().count() != name.chars().count() {
        return path::encode(name);
    }
    let mut rest = old;
    let mut new = String::new();
    for (was, is) in decoded.chars().zip(name.chars()) {
        let mut buffer = [0; 4];
        match rest.strip_prefix(was) {
            Some(after) if was != '%' => {
                rest = after;
                new.push(is);
            }
            _ => {
                // Three characters for each byte: `%C3%9F`.
                rest = rest.get(was.len_utf8() * 3..).unwrap_or_default();
                new.extend(percent_encode(is.encode_utf8(&mut buffer).as_bytes(), NON_ALPHANUMERIC));
            }
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::with_case_of;

    #[test]
    fn letters_stay_encoded_as_they_were() {
        for (old, actual, new) in [
            ("../Guide/A'B%20(c).md?x#y", "guide/a'b (c).md", "../guide/a'b%20(c).md?x#y"),
            ("GR%C3%96SSE.md", "grösse.md", "gr%C3%B6sse.md"),
            ("100%25/A.md", "100%/a.md", "100%25/a.md"),
            ("a.md", "x/a.md", "a.md"),
        ] {
            assert_eq!(with_case_of(old, actual), new);
        }
    }
}
