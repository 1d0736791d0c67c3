//! Addresses on the web that name a document.

/// Sorts of files that people write for people, or for which teams answer.
const SORTS: &[&str] = &[
    "md", "markdown", "rst", "adoc", "txt", "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx",
    "odp", "drawio", "yaml", "yml", "json", "ics", "ipynb", "key", "pages",
];

/// Parts of addresses below which hosts keep documents.
const SHARED: &[&str] = &[
    "docs.google.com/document/",
    "docs.google.com/spreadsheets/",
    "docs.google.com/presentation/",
    "docs.google.com/forms/",
    "drive.google.com/file/",
    "drive.google.com/drive/folders/",
    "hackmd.io/",
    "figma.com/file/",
    "figma.com/design/",
    "miro.com/app/board/",
    "notion.so/",
    "sharepoint.com/",
    "/wiki/spaces/",
    "/blob/",
    "/tree/",
];

/// Whether an address, here without its scheme, names a document.
pub(super) fn is_document(address: &str) -> bool {
    let Some((_, path)) = address.split_once('/').filter(|(_, path)| !path.is_empty()) else { return false };
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let sort = last
        .rsplit_once('.')
        .is_some_and(|(name, sort)| !name.is_empty() && SORTS.iter().any(|known| sort.eq_ignore_ascii_case(known)));
    sort || SHARED.iter().any(|part| address.contains(part))
}
