//! Paths to documents, and to folders of documents, in code spans.

use crate::base::path::is_document;

/// Words that a folder of documents has in its path.
const FOLDERS: &[&str] = &[
    "adr",
    "adrs",
    "architecture",
    "charters",
    "content",
    "decisions",
    "design",
    "doc",
    "docs",
    "documentation",
    "guides",
    "guide",
    "handbook",
    "manual",
    "notes",
    "playbooks",
    "policies",
    "rfcs",
    "runbooks",
    "specs",
    "sprint",
    "sprints",
    "squads",
    "status",
    "wiki",
];

/// Names that are spoken of as such (“every folder has a `README.md`”), and so no reference when they stand alone.
const GENERIC: &[&str] = &[
    "readme.md",
    "index.md",
    "_index.md",
    "summary.md",
    "changelog.md",
    "contributing.md",
    "license.md",
    "claude.md",
    "agents.md",
];

/// The path that a code span is, less its line or anchor suffix: one to a document (`a/b.md`), or to a folder whose name
/// says that it holds documents (`docs/sprints/`). Placeholders, dates like `YYYY-MM-DD`, globs and addresses are none.
pub fn of_code(code: &str) -> Option<&str> {
    let path = code.trim();
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | '&' | '@' | '(' | ')' | '#' | ':' | '%')
    };
    // Most code spans are names of other things: they have neither a folder nor an extension.
    if path.len() < 4
        || memchr::memchr2(b'/', b'.', path.as_bytes()).is_none()
        || !path.chars().all(plain)
        || path.contains("//")
        || path.contains("...")
        || path.starts_with(['@', '-', '#'])
    {
        return None;
    }
    let path = without_suffix(path);
    if is_placeholder(path) {
        return None;
    }
    if is_document(path) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let generic = !path.contains('/') && GENERIC.contains(&path.to_ascii_lowercase().as_str());
        return (!stem.is_empty() && !generic).then_some(path);
    }
    let folder = path.strip_suffix('/')?;
    let named = folder.split('/').any(|part| FOLDERS.contains(&part.to_ascii_lowercase().as_str()));
    (named && folder.contains(|c: char| c.is_alphabetic()) && !path.starts_with('/')).then_some(path)
}

/// Without `#anchor`, `:12` or `:12-34`.
fn without_suffix(path: &str) -> &str {
    let path = path.split('#').next().unwrap_or(path);
    match path.split_once(':') {
        Some((file, line))
            if !line.is_empty()
                && line.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'L' | b':')) =>
        {
            file
        }
        _ => path,
    }
}

/// `YYYY-MM-DD`, `NNN`, `XX`, and what has a colon left (`host:path`).
fn is_placeholder(path: &str) -> bool {
    path.contains(':')
        || path.split(['/', '.', '-', '_']).any(|part| {
            matches!(
                part,
                "YYYY"
                    | "MM"
                    | "DD"
                    | "HH"
                    | "NN"
                    | "NNN"
                    | "NNNN"
                    | "XX"
                    | "XXX"
                    | "XXXX"
                    | "xx"
                    | "xxx"
                    | "xxxx"
                    | "YY"
                    | "N"
                    | "X"
            )
        })
        || path.contains("YYYY")
}

/// The folder that a code span names, for the paths below it in a list: any that ends with a slash.
pub fn folder_of_code(code: &str) -> Option<&str> {
    let folder = code.trim().strip_suffix('/')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    (!folder.is_empty() && folder.chars().all(plain)).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::of_code;

    #[test]
    fn documents_and_folders_of_documents_are_paths() {
        for code in
            ["docs/sprints/squads/", "../development/Parallel.md", "Parallel_Backlog.md", "docs/a.md", "./a.markdown"]
        {
            assert_eq!(of_code(code), Some(code));
        }
        assert_eq!(of_code("docs/a.md:12"), Some("docs/a.md"));
        assert_eq!(of_code("docs/a.md#goal"), Some("docs/a.md"));
    }

    #[test]
    fn everything_else_is_not() {
        for code in [
            "docs/<date>.md",
            "docs/YYYY-MM-DD.md",
            "docs/*.md",
            "cat a.md",
            ".md",
            "README.md",
            "https://a.b/c.md",
            "infra/helm/",
            "/v1/docs/",
            "src/main.rs",
            "docs/{name}.md",
            "a/../...md",
            "application/json",
            "host:docs/a.md",
            "sprint-NN.md",
        ] {
            assert_eq!(of_code(code), None, "{code}");
        }
    }
}
