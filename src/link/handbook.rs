//! Everything about a handbook: what `check` judges and `render` shows.

use std::collections::HashMap;

use crate::base::source::Source;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::claim::Claims;
use crate::understand::fact::Fact;

use super::address::Addresses;
use super::backlinks::Backlink;
use super::gates::Gate;
use super::related::Related;
use super::roster::Roster;
use super::same::Same;
use super::scope::Scope;
use super::subjects::Subjects;
use super::target::Target;
use super::task_ids::Definition;
use super::timeboxes::Timeboxes;
use super::tree::{Opens, Tree};

/// All documents, and who refers to whom.
pub struct Handbook<'a> {
    /// What the run was given.
    pub inputs: &'a Inputs,
    /// The documents, in the order of their paths.
    pub documents: Vec<Document>,
    /// By document: what it says; [`Handbook::told`] has what several say once.
    pub facts: Vec<Vec<Fact>>,
    /// By document: what it says that can be checked.
    pub claims: Vec<Claims>,
    /// By document: whose sprint it speaks of.
    pub scopes: Vec<Scope>,
    /// What several documents tell together.
    pub same: Same,
    /// Decisions that several documents tell.
    pub decisions: Same,
    /// By document: what each of its links leads to.
    pub targets: Vec<Vec<Target>>,
    /// Where each page stands.
    pub addresses: Addresses,
    /// The navigation.
    pub tree: Tree,
    /// By document: who links to it.
    pub backlinks: Vec<Vec<Backlink>>,
    /// By document: what belongs together.
    pub related: Vec<Related>,
    /// Who there is.
    pub roster: Roster,
    /// Sprints, waves, phases, releases and weeks.
    pub timeboxes: Timeboxes,
    /// People, roles and squads.
    pub subjects: Subjects,
    /// Forms and lists of criteria, in the order of the documents.
    pub gates: Vec<Gate>,
    /// Where ids of series are defined.
    pub task_ids: HashMap<Box<str>, Definition>,
}

impl Handbook<'_> {
    /// A document's text.
    pub fn source(&self, document: usize) -> &Source {
        self.inputs.sources.get(self.documents[document].source)
    }

    /// The sprint of a fact, as a number in [`Handbook::timeboxes`].
    pub fn timebox_of(&self, (document, at): super::same::FactAt) -> Option<u32> {
        let name = self.facts[document as usize][at as usize].timebox.as_ref()?;
        self.timeboxes.named(name, &self.scopes[document as usize])
    }

    /// Whether a document has a page.
    pub fn is_published(&self, document: usize) -> bool {
        self.addresses.documents[document].is_some()
    }

    /// The address of a file or folder of the repository on its forge; none without `repository:`.
    pub fn source_address(&self, in_repository: &str, folder: bool) -> Option<String> {
        let repository = self.inputs.config.repository.as_ref()?;
        let path = crate::base::path::encode(in_repository.trim_end_matches('/'));
        Some(match &repository.source {
            Some(template) => template.replace("{branch}", &repository.branch).replace("{path}", &path),
            None => {
                forge_address(&repository.url.value, if folder { "tree" } else { "blob" }, &repository.branch, &path)
            }
        })
    }

    /// Where a document is edited on the forge; none without `repository:`.
    pub fn edit_address(&self, document: usize) -> Option<String> {
        let repository = self.inputs.config.repository.as_ref()?;
        let path = format!("{}{}", self.inputs.places.content_in_repository, self.documents[document].path);
        let path = crate::base::path::encode(&path);
        Some(match &repository.edit {
            Some(template) => template.replace("{branch}", &repository.branch).replace("{path}", &path),
            None => forge_address(&repository.url.value, "edit", &repository.branch, &path),
        })
    }

    /// The address of an entry of the navigation; none for a group.
    pub fn address_of(&self, node: usize) -> Option<String> {
        match &self.tree.nodes[node].opens {
            Opens::Document(document) => self.addresses.documents[*document as usize].clone(),
            Opens::Listing(folder) => Some(self.addresses.folder(folder)),
            Opens::Nothing => None,
        }
    }

    /// What the handbook is called: its `title`, else its home page's, else its folder's name.
    pub fn title(&self) -> String {
        if let Some(title) = &self.inputs.config.title {
            return title.clone();
        }
        match self.tree.nodes.first().map(|home| &home.opens) {
            Some(Opens::Document(document)) => self.documents[*document as usize].title().to_owned(),
            _ => super::tree::folder_title(&self.inputs.places.root.file_name().unwrap_or_default().to_string_lossy()),
        }
    }
}

/// What the forges call the pages that show (`blob`, `tree`) and change (`edit`) a file.
fn forge_address(url: &str, page: &str, branch: &str, path: &str) -> String {
    let url = url.trim_end_matches('/');
    let host = url.split('/').nth(2).unwrap_or_default();
    let page = match page {
        _ if host.contains("gitlab") => format!("-/{page}"),
        "edit" if host.contains("codeberg") || host.contains("gitea") || host.contains("forgejo") => "_edit".to_owned(),
        _ if host.contains("codeberg") || host.contains("gitea") || host.contains("forgejo") => "src/branch".to_owned(),
        _ if host.contains("bitbucket") => "src".to_owned(),
        page => page.to_owned(),
    };
    format!("{url}/{page}/{branch}/{path}")
}

#[cfg(test)]
mod tests {
    use super::forge_address;

    #[test]
    fn forges_are_known_by_their_hosts() {
        let of = |url| forge_address(url, "blob", "main", "docs/a.md");
        assert_eq!(of("https://github.com/a/b"), "https://github.com/a/b/blob/main/docs/a.md");
        assert_eq!(of("https://gitlab.com/a/b/"), "https://gitlab.com/a/b/-/blob/main/docs/a.md");
        assert_eq!(of("https://codeberg.org/a/b"), "https://codeberg.org/a/b/src/branch/main/docs/a.md");
    }
}
