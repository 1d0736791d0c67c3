//! A target taken apart: its scheme, or its path, query and fragment.

use crate::base::path;
use crate::parse::document::LinkKind;

use super::target::{Broken, Target};

/// A target taken apart.
pub struct Parts<'t> {
    /// The path, percent-encoding undone.
    pub path: String,
    /// `?…` with its mark.
    pub query: &'t str,
    /// Without its `#`, percent-encoding undone.
    pub fragment: Option<String>,
    /// `?…#…`
    pub suffix: &'t str,
}

/// `#L10`, `#L10-L20`
pub fn is_line_anchor(anchor: &str) -> bool {
    anchor.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Path, query and fragment of a relative target.
pub fn take_apart(target: &str) -> Parts<'_> {
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let (path, suffix) = target.split_at(end);
    let (query, fragment) = match suffix.split_once('#') {
        Some((query, fragment)) => (query, Some(path::decode(fragment))),
        None => (suffix, None),
    };
    Parts { path: path::decode(path), query, fragment, suffix }
}

/// What a target with a scheme is: external, or forbidden. None for a relative one.
pub fn scheme(target: &str, kind: LinkKind) -> Option<Target> {
    if target.starts_with("//") {
        return Some(Target::External);
    }
    memchr::memchr(b':', target.as_bytes())?;
    // Browsers leave out white space and control characters before they look at the scheme.
    let plain: String = target.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(64).collect();
    let (name, rest) = plain.split_once(':')?;
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !valid {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let picture = || {
        ["image/png", "image/gif", "image/jpeg", "image/webp"]
            .iter()
            .any(|kind| rest.to_ascii_lowercase().starts_with(kind))
    };
    match name.as_str() {
        "javascript" | "vbscript" | "file" => Some(Target::Broken(Broken::Scheme { scheme: name })),
        "data" if !picture() => Some(Target::Broken(Broken::Scheme { scheme: name })),
        // `guide.md:12` and `C:\x` are no schemes.
        _ if name.contains('.') && kind != LinkKind::FrontMatter => None,
        _ if name.len() == 1 => None,
        _ => Some(Target::External),
    }
}
