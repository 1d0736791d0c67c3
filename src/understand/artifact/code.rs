//! Paths in code spans that are no references yet: to files and folders that are no documents.

use crate::parse::path;

/// Folders at the root of a project, which its paths begin with.
const ROOTS: &[&str] = &[
    "apps",
    "app",
    "assets",
    "backend",
    "charts",
    "cmd",
    "config",
    "content",
    "contracts",
    "data",
    "deploy",
    "design",
    "doc",
    "docs",
    "frontend",
    "helm",
    "infra",
    "infrastructure",
    "k8s",
    "lib",
    "libs",
    "modules",
    "notebooks",
    "ops",
    "packages",
    "pkg",
    "reports",
    "scripts",
    "server",
    "services",
    "src",
    "sprints",
    "static",
    "templates",
    "test",
    "tests",
    "tools",
    "web",
];

/// Folders that tools make and nobody delivers.
const MADE: &[&str] =
    &["node_modules", "dist", "build", "target", "venv", ".venv", "__pycache__", ".git", "tmp", "vendor"];

/// Words with a slash behind them that are no folders: they begin the names of branches and the like.
const PREFIXES: &[&str] = &[
    "bin", "bugfix", "chore", "coverage", "epic", "feat", "feature", "features", "fix", "heads", "hotfix", "main",
    "master", "obj", "origin", "out", "output", "public", "refs", "release", "remotes", "support", "tags", "task",
    "upstream", "users", "wip",
];

/// Whether a code span is a path to a file or folder, and no reference of the document by [`path::of_code`].
///
/// `text/plain`, `origin/main` and routes such as `/v1/settings` look like paths and are none, so a path needs an
/// extension, a slash at its end, or a well-known folder at its head.
pub(super) fn is_path(code: &str) -> bool {
    let code = code.trim();
    // Most code spans are names of other things.
    if code.len() < 4 || memchr::memchr(b'/', code.as_bytes()).is_none() || code.starts_with(['/', '-', '@', '~', '.'])
    {
        return code.starts_with("./") && is_path(code.trim_start_matches("./"))
            || code.starts_with("../") && is_path(code.trim_start_matches("../"));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-');
    if !code.bytes().all(plain) || code.contains("//") || code.contains("..") || path::of_code(code).is_some() {
        return false;
    }
    let folder = code.ends_with('/');
    let parts: Vec<&str> = code.trim_end_matches('/').split('/').collect();
    let first = parts[0].to_ascii_lowercase();
    // `example.org/page` is an address, `2025/10` a date, `YYYY/` a pattern.
    if first.contains('.')
        || parts.iter().any(|part| part.is_empty() || MADE.contains(part) || is_pattern(part))
        || !code.bytes().any(|byte| byte.is_ascii_lowercase())
    {
        return false;
    }
    let known = ROOTS.contains(&first.as_str());
    if folder {
        return known || parts.len() > 1 || !PREFIXES.contains(&first.as_str());
    }
    has_extension(parts[parts.len() - 1]) || known && parts.len() > 2
}

/// Whether a cell of a table, or what stands behind a label, is nothing but the path of a document: `charters/menu.md`.
pub(super) fn is_plain_path(cell: &str) -> bool {
    const SORTS: &[&str] =
        &["md", "markdown", "txt", "pdf", "docx", "xlsx", "csv", "pptx", "odt", "ods", "rst", "adoc"];
    // Most cells are words.
    let Some((stem, sort)) = cell.rsplit_once('.') else { return false };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-');
    memchr::memchr(b'/', stem.as_bytes()).is_some()
        && SORTS.contains(&sort)
        && cell.bytes().all(plain)
        && !cell.starts_with('/')
        && !cell.contains("//")
        && !stem.split('/').next().unwrap_or_default().trim_start_matches("..").trim_start_matches('.').contains('.')
}

/// Numbers and capitals stand for something else: `NNN`, `YYYY-MM`, `2025`.
fn is_pattern(part: &str) -> bool {
    part.bytes().all(|byte| !byte.is_ascii_lowercase())
        && (part.bytes().all(|byte| !byte.is_ascii_alphabetic()) || part.contains("YYYY") || part.contains("NN"))
}

/// `record.py`, `values.yaml`; not `v1.2` and `1.0.3`.
fn has_extension(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=6).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && extension.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths_and_what_looks_like_them() {
        for code in ["tests/perf/menu/", "apps/admin/storybook", "scripts/a/record.py", "infra/", "../tools/plan.xlsx"]
        {
            assert!(is_path(code), "{code}");
        }
        let others = [
            "/v1/settings",
            "text/plain",
            "application/json",
            "origin/main",
            "feature/menu",
            "docs/plan.md",
            "docs/notes/",
            "example.org/page.html",
            "a/b",
            "N/A",
            "2025/10/",
            "node_modules/",
            "policy.decisions",
            "team/v1.2",
            "npm/run build",
            "slm/<date>/",
        ];
        for code in others {
            assert!(!is_path(code), "{code}");
        }
    }
}
