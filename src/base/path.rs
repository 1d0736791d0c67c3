//! `/`-separated paths below a root, and what becomes of them in addresses.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What may not stand as it is in the path of an address (RFC 3986), and what would end an attribute.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'\'')
    .add(b'&');

/// Whether a path's extension is that of a document: `.md` or `.markdown`, in any letter case.
pub fn is_document(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && !stem.ends_with('/')
            && (extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown"))
    })
}

/// `relative` seen from the folder `base`, without `.` and `..`; a slash at the end stays. None where it leaves the root.
pub fn join(base: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    let folder = relative.ends_with('/')
        || relative == "."
        || relative == ".."
        || relative.ends_with("/.")
        || relative.ends_with("/..");
    if folder && !path.is_empty() {
        path.push('/');
    }
    Some(path)
}

/// The folder a path is in, without a slash at its end; empty for the root.
pub fn folder(path: &str) -> &str {
    path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn name(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The last part of a path, without its extension.
pub fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// Percent-encoding undone; what is not UTF-8 then stays as it was.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// A path as it stands in an address.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    encode_into(&mut encoded, path);
    encoded
}

/// Writes a path as it stands in an address.
pub fn encode_into(out: &mut String, path: &str) {
    out.extend(utf8_percent_encode(path, ENCODED));
}

/// The way from the folder of one path to another, both below the same root: `../b/c.html`.
pub fn relative(from: &str, to: &str) -> String {
    let (up, down) = way(from, to);
    if up == 0 && down.is_empty() { "./".to_owned() } else { "../".repeat(up) + down }
}

/// Writes the same as it stands in an address.
pub fn relative_into(out: &mut String, from: &str, to: &str) {
    let (up, down) = way(from, to);
    if up == 0 && down.is_empty() {
        out.push_str("./");
    }
    for _ in 0..up {
        out.push_str("../");
    }
    encode_into(out, down);
}

/// How many folders up from the folder of one path, and what to go down from there to another.
fn way<'t>(from: &str, to: &'t str) -> (usize, &'t str) {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared = memchr::memrchr(b'/', &to.as_bytes()[..same]).map_or(0, |slash| slash + 1);
    (from[shared..].bytes().filter(|&byte| byte == b'/').count(), &to[shared..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_leaving_the_root() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "./b/").as_deref(), Some("a/b/"));
        assert_eq!(join("a", "..").as_deref(), Some(""));
        assert_eq!(join("a", "../.."), None);
    }

    #[test]
    fn the_way_from_page_to_page() {
        assert_eq!(relative("a/b/index.html", "a/c/index.html"), "../c/index.html");
        assert_eq!(relative("a/b/", "a/"), "../");
        assert_eq!(relative("", "a/"), "a/");
        assert_eq!(relative("index.html", "x.css"), "x.css");
        assert_eq!(relative("a/", "a/"), "./");
        assert_eq!(relative("a/", ""), "../");
        assert_eq!(relative("ab/c", "ac/d"), "../ac/d");
        assert_eq!(relative("ä/c", "å/d"), "../å/d");
        assert_eq!(relative("a/b/c", "a/b"), "../b");
    }

    #[test]
    fn documents_are_known_by_their_extension() {
        assert!(is_document("a/b.MD") && is_document("c.markdown"));
        assert!(!is_document("a/.md") && !is_document(".md") && !is_document("a.txt") && !is_document("md"));
    }
}
