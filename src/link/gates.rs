//! Forms and lists of criteria of the whole handbook: each has a page, a sheet to print.

use std::collections::HashSet;

use crate::parse::document::Document;
use crate::parse::slug;
use crate::understand::claim::Claims;
use crate::understand::words;

use super::timeboxes::free;

/// A form or list of criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What it is called; with the document's title where its own says only what sort of thing it is.
    pub title: String,
    /// The last part of its page's address; no other has it.
    pub slug: String,
    /// Its document.
    pub document: u32,
    /// Its number among the sheets of its document.
    pub sheet: u32,
}

/// What a sheet is called that could be any.
const ANY: [&str; 18] = [
    "form",
    "template",
    "approval",
    "approvals",
    "sign-off",
    "signoff",
    "checklist",
    "criteria",
    "gate",
    "gates",
    "exit criteria",
    "entry criteria",
    "definition of done",
    "definition of ready",
    "go/no-go",
    "contacts",
    "quality gates",
    "contact information",
];

/// All of published documents, in the order of the documents. `claims` and `published` are by document.
pub fn find(documents: &[Document], claims: &[Claims], published: &[bool]) -> Vec<Gate> {
    let mut gates = Vec::new();
    let mut slugs = HashSet::new();
    for (at, claims) in claims.iter().enumerate().filter(|(at, _)| published[*at]) {
        for (number, sheet) in claims.sheets.iter().enumerate() {
            let title = title(&sheet.title, documents[at].title());
            let slug = free(&slug::github(&title.replace(['/', '|'], " ")), "sheet", &mut slugs);
            gates.push(Gate { title, slug, document: at as u32, sheet: number as u32 });
        }
    }
    gates
}

fn title(own: &str, document: &str) -> String {
    let own = own.trim_start_matches('#').trim();
    if words::is(own, &ANY[..]) && !words::is(document, &ANY[..]) && !document.is_empty() {
        return format!("{document}: {own}");
    }
    if own.is_empty() { document.to_owned() } else { own.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::understand::testing;

    #[test]
    fn each_sheet_has_an_address_of_its_own() {
        let texts = [
            "# Launch\n\n## Exit criteria\n\n- [ ] One\n- [ ] Two\n\n## Gate 2\n\n- [ ] One\n- [ ] Two\n",
            "# Other\n\n## Gate 2\n\n- One\n- Two\n",
        ];
        let read: Vec<_> = texts.iter().map(|text| testing::read("a.md", text)).collect();
        let claims: Vec<_> = read
            .iter()
            .map(|(document, source)| crate::understand::document(document, source, &Config::default()).claims)
            .collect();
        let documents: Vec<Document> = read.into_iter().map(|(document, _)| document).collect();
        let gates = find(&documents, &claims, &[true, true]);
        let shown: Vec<_> = gates.iter().map(|gate| (gate.title.as_str(), gate.slug.as_str())).collect();
        assert_eq!(
            shown,
            [("Launch: Exit criteria", "launch-exit-criteria"), ("Gate 2", "gate-2"), ("Gate 2", "gate-2-2")]
        );
        assert_eq!(find(&documents, &claims, &[false, true]).len(), 1);
    }
}
