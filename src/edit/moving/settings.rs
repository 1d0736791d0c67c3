//! handbook.yaml: what in it names files by their paths.

use crate::base::diagnostic::Edit;
use crate::base::path;
use crate::base::yaml::{self, Spanned};
use crate::config;
use crate::link::Handbook;
use crate::link::theme_file::{self, ThemeFile};

use super::path::Move;

/// The edits of `nav`, `exclude`, `defaults` and `theme`. `listing` gives what a folder's page becomes.
pub fn edits(before: &Handbook<'_>, moved: &Move, listing: &dyn Fn(&str) -> String) -> Vec<Edit> {
    let inputs = before.inputs;
    let config = &inputs.config;
    let sources = &inputs.sources;
    let mut found = Vec::new();
    let mut write = |old: &Spanned<String>, new: String| {
        if new != old.value {
            let (span, text) = yaml::replaced(&sources.get(old.source).text, old.span, &new);
            found.push(Edit { source: old.source, span, text });
        }
    };
    for written in config::nav_paths(&config.nav) {
        let Some(clean) = path::join("", written.value.trim_start_matches('/')) else { continue };
        let clean = clean.trim_end_matches('/');
        let is_document = before.documents.iter().any(|document| document.path == clean);
        let is_folder = before
            .documents
            .iter()
            .any(|document| document.path.strip_prefix(clean).is_some_and(|rest| rest.starts_with('/')));
        let now = if is_document { moved.after(clean) } else { listing(clean) };
        if (is_document || is_folder) && now != clean {
            write(written, dressed(&written.value, &now));
        }
    }
    let patterns = config.exclude.iter().chain(config.defaults.iter().map(|defaults| &defaults.pattern));
    for pattern in patterns {
        if let Some(now) = pattern_after(&pattern.text.value, moved) {
            write(&pattern.text, now);
        }
    }
    for (_, written) in theme_file::named(inputs) {
        let Some(ThemeFile::Content(file)) = theme_file::find(inputs, &written.value) else { continue };
        let now = moved.after(&file);
        if now != file {
            let prefix = &inputs.sources.content_prefix;
            let clean = path::join("", written.value.trim_start_matches('/')).unwrap_or_default();
            let from_root = !prefix.is_empty() && clean == format!("{prefix}{file}");
            write(written, dressed(&written.value, &if from_root { format!("{prefix}{now}") } else { now }));
        }
    }
    found
}

/// A path with the `/`, the `./` and the slash at its end that the old one has.
fn dressed(was: &str, path: &str) -> String {
    let start = if was.starts_with('/') {
        "/"
    } else if was.starts_with("./") {
        "./"
    } else {
        ""
    };
    let end = if was.ends_with('/') && !path::is_document(path) { "/" } else { "" };
    format!("{start}{path}{end}")
}

/// A pattern that names what is moved, or begins with the folder that is, letter for letter.
fn pattern_after(written: &str, moved: &Move) -> Option<String> {
    let bare = written.trim().trim_start_matches("./").trim_start_matches('/');
    let now = moved.after(bare);
    // A name that would read as a pattern has its signs escaped.
    let escaped = |text: &str| {
        text.chars().fold(String::new(), |mut all, c| {
            if "*?[]{}\\!".contains(c) {
                all.push('\\');
            }
            all.push(c);
            all
        })
    };
    let rest = now.strip_prefix(&moved.new).filter(|_| moved.takes(bare))?;
    let start = &written[..written.len() - written.trim_start().trim_start_matches("./").trim_start_matches('/').len()];
    Some(format!("{start}{}{rest}", escaped(&moved.new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_name_it_follow() {
        let moved = Move { old: "guide".to_owned(), new: "hand[1]".to_owned() };
        let after = |text| pattern_after(text, &moved);
        assert_eq!(after("guide/**").as_deref(), Some("hand\\[1\\]/**"));
        assert_eq!(after("./guide").as_deref(), Some("./hand\\[1\\]"));
        assert_eq!(after("/guide/").as_deref(), Some("/hand\\[1\\]/"));
        assert_eq!(after("**/guide"), None);
        assert_eq!(after("guides/*"), None);
    }

    #[test]
    fn paths_keep_their_dress() {
        assert_eq!(dressed("./a.md", "b.md"), "./b.md");
        assert_eq!(dressed("/a/", "b"), "/b/");
        assert_eq!(dressed("a/", "b.md"), "b.md");
    }
}
