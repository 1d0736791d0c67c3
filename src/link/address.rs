//! Where each page stands on the site.
//!
//! An address is a path below the site's root: `guide/page/` for `guide/page/index.html`, `guide/page.html` as it is,
//! and the empty one for the home page.

mod claims;
mod generated;

use std::collections::{HashMap, HashSet};

use crate::base::path;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::fact::Fact;

use super::gates::Gate;
pub use claims::{Claim, Duplicate};
pub use generated::Generated;

use claims::Claims;

use super::sections;
use super::subjects::Subjects;
use super::timeboxes::Timeboxes;

/// The feed of all events.
pub const FEED: &str = "calendar.ics";

/// The feed of changes (RFC 4287).
pub const CHANGES: &str = "atom.xml";

/// An old address that leads to a document.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The old address.
    pub address: String,
    /// Where it leads.
    pub document: u32,
}

/// All addresses of the site.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// By document; none for a draft that is not published.
    pub documents: Vec<Option<String>>,
    /// From `aliases`.
    pub redirects: Vec<Redirect>,
    /// Addresses that two want.
    pub duplicates: Vec<Duplicate>,
    /// Generated pages that there are, and the document that stands at the same address, if any.
    pub generated: Vec<(Generated, Option<u32>)>,
    /// By sprint, in the order of [`Timeboxes`]: its page.
    pub sprints: Vec<String>,
    /// By person, role and squad, in the order of [`Subjects`]: its page; none at all with `people: off`.
    pub people: Vec<String>,
    /// By form and list of criteria, in the order of the handbook's gates: its page.
    pub gates: Vec<String>,
    /// Whether there is a dated event to put into a feed: RFC 5545 wants at least one.
    pub feed: bool,
    /// Whether there is a feed of changes: where git or a document says when something changed.
    pub changes: bool,
    /// Section page by folder: its index.md and the like, else the document of its name beside it.
    pub sections: HashMap<String, u32>,
    /// Whether addresses end in `.html`.
    pub flat: bool,
    /// Whether links name `index.html`, so that they work from `file://`: where no base_url says that there is a host.
    pub explicit: bool,
}

impl Addresses {
    /// Gives every published document its address.
    pub fn new(
        inputs: &Inputs,
        documents: &[Document],
        facts: &[Vec<Fact>],
        timeboxes: &Timeboxes,
        subjects: &Subjects,
        gates: &[Gate],
    ) -> Self {
        let sections: HashMap<String, u32> =
            sections::pages(documents).into_iter().map(|(folder, document)| (folder.to_owned(), document)).collect();
        let config = &inputs.config;
        let mut addresses =
            Self { sections, flat: config.flat, explicit: config.base_url.is_none(), ..Self::default() };
        let mut claims = Claims::default();
        for (at, document) in documents.iter().enumerate() {
            let published = inputs.drafts || !document.is_draft();
            let own = published.then(|| addresses.own(document, at as u32));
            let own = own.map(|wanted| claims.take(wanted, Claim { document: at as u32, alias: None }, addresses.flat));
            addresses.documents.push(own);
        }
        for (at, document) in documents.iter().enumerate() {
            if addresses.documents[at].is_none() {
                continue;
            }
            for alias in &document.front_matter.aliases {
                let place = (alias.source, alias.span);
                let Some(wanted) = addresses.alias(document, &alias.value) else { continue };
                if Some(&wanted) == addresses.documents[at].as_ref() {
                    continue;
                }
                if claims.take_alias(&wanted, Claim { document: at as u32, alias: Some(place) }) {
                    addresses.redirects.push(Redirect { address: wanted, document: at as u32 });
                }
            }
        }
        let mut below = |of: Generated, slug: &str| claims.take_free(&addresses.page(&format!("{}/{slug}", of.name())));
        let sprints = timeboxes.list.iter().map(|timebox| below(Generated::Sprints, &timebox.slug)).collect();
        let with_page = subjects.list.iter().filter(|_| config.people);
        let people = with_page.map(|subject| below(Generated::People, &subject.slug)).collect();
        let gates = gates.iter().map(|gate| below(Generated::Gates, &gate.slug)).collect();
        (addresses.sprints, addresses.people, addresses.gates) = (sprints, people, gates);
        addresses.take_in_twins(documents);
        addresses.duplicates = claims.duplicates;
        addresses.generated = addresses.needed(inputs, documents, facts);
        addresses.feed = facts
            .iter()
            .zip(&addresses.documents)
            .any(|(facts, address)| address.is_some() && facts.iter().any(is_in_feed));
        let dated = |document: &Document| {
            let front_matter = &document.front_matter;
            front_matter.date.is_some() || front_matter.updated.is_some() || inputs.revised.contains_key(&document.path)
        };
        addresses.changes =
            documents.iter().zip(&addresses.documents).any(|(document, address)| address.is_some() && dated(document));
        addresses
    }

    /// `sprint-1.md` beside the folder `sprint-1`, which has no page of its own, is that folder's page: a listing would
    /// have the same address.
    fn take_in_twins(&mut self, documents: &[Document]) {
        let published = || documents.iter().zip(&self.documents).enumerate();
        let by_address: HashMap<&str, u32> =
            published().filter_map(|(at, (_, address))| Some((address.as_deref()?, at as u32))).collect();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut twins = Vec::new();
        for (_, (document, _)) in published().filter(|(_, (_, address))| address.is_some()) {
            let mut folder = document.folder();
            while !folder.is_empty() && seen.insert(folder) {
                let address = self.page(&clean(folder));
                let twin = by_address.get(address.as_str()).copied();
                let beside = |at: &u32| documents[*at as usize].folder() == path::folder(folder);
                if let Some(twin) = twin.filter(beside).filter(|_| !self.sections.contains_key(folder)) {
                    twins.push((folder.to_owned(), twin));
                }
                folder = path::folder(folder);
            }
        }
        self.sections.extend(twins);
    }

    /// The address that a document has if nobody else wants it.
    fn own(&self, document: &Document, at: u32) -> String {
        let folder = clean(document.folder());
        let below = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if self.sections.get(document.folder()) == Some(&at) {
            return if folder.is_empty() { String::new() } else { format!("{folder}/") };
        }
        let name = document
            .front_matter
            .slug
            .as_ref()
            .map_or_else(|| path::stem(&document.path), |slug| slug.value.trim_matches('/'));
        let name = below(&clean(name));
        if self.flat { format!("{name}.html") } else { format!("{name}/") }
    }

    /// The address that an alias of a document gives: `/old/page/`, `old-name.md`, `/old.html`.
    pub fn alias(&self, document: &Document, alias: &str) -> Option<String> {
        let base = if alias.starts_with('/') { "" } else { document.folder() };
        let joined = path::join(base, alias.trim_start_matches('/'))?;
        let joined = clean(&joined);
        if joined.ends_with(".html") || joined.ends_with(".htm") || joined.is_empty() || joined.ends_with('/') {
            return (!joined.is_empty()).then_some(joined);
        }
        let stem = if path::is_document(&joined) {
            joined.rsplit_once('.').map_or(joined.as_str(), |(stem, _)| stem)
        } else {
            joined.as_str()
        };
        Some(if self.flat { format!("{stem}.html") } else { format!("{stem}/") })
    }

    /// The address of a page called `name` that is not a section.
    pub fn page(&self, name: &str) -> String {
        if self.flat { format!("{name}.html") } else { format!("{name}/") }
    }

    /// The address of a generated page, where there is one.
    pub fn generated(&self, generated: Generated) -> Option<String> {
        let &(_, written) = self.generated.iter().find(|(one, _)| *one == generated)?;
        match written {
            Some(document) => self.documents[document as usize].clone(),
            None => Some(self.page(generated.name())),
        }
    }

    /// Every page below generated ones that stands at an address of its own.
    pub fn below_generated(&self) -> impl Iterator<Item = &str> {
        self.sprints.iter().chain(&self.people).chain(&self.gates).map(String::as_str)
    }

    /// The address of a folder's page: its section page, else the listing that we make.
    pub fn folder(&self, folder: &str) -> String {
        let written = self.sections.get(folder).and_then(|&document| self.documents[document as usize].clone());
        written.unwrap_or_else(|| if folder.is_empty() { String::new() } else { format!("{}/", clean(folder)) })
    }

    /// What to write at `to` in a page at `from`, ready for an attribute.
    pub fn href(&self, from: &str, to: &str) -> String {
        self.href_to(from, to, None)
    }

    /// The same for an id on the page at `to`, if there is one.
    pub fn href_to(&self, from: &str, to: &str, id: Option<&str>) -> String {
        const INDEX: &str = "index.html";
        let room = from.len() + to.len() + INDEX.len() + id.map_or(0, |id| id.len() + 1);
        let mut href = String::with_capacity(room);
        path::relative_into(&mut href, from, to);
        if self.explicit && href.ends_with('/') {
            if href == "./" {
                href.clear();
            }
            href.push_str(INDEX);
        }
        if let Some(id) = id {
            href.push('#');
            path::encode_into(&mut href, id);
        }
        href
    }

    /// The file that holds the page of an address.
    pub fn file(address: &str) -> String {
        if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
    }
}

/// Whether a fact is an event that calendars show, on a known date.
fn is_in_feed(fact: &Fact) -> bool {
    fact.event().is_some_and(|event| event.in_calendar) && fact.start().is_some()
}

/// A path as it stands in addresses and on every disk: white space and what Windows forbids become `-`.
fn clean(path: &str) -> String {
    path.split('/')
        .map(|part| {
            let part: String = part
                .chars()
                .map(|c| if c.is_whitespace() || c.is_control() || "<>:\"|?*\\#%".contains(c) { '-' } else { c })
                .collect();
            let trimmed = part.trim_end_matches('.');
            if trimmed.is_empty() && !part.is_empty() { "-".to_owned() } else { trimmed.to_owned() }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_index_html_only_where_no_host_is_known() {
        let host = Addresses::default();
        let disk = Addresses { explicit: true, ..Addresses::default() };
        assert_eq!(host.href("a/b/", "a/c/"), "../c/");
        assert_eq!(disk.href("a/b/", "a/c/"), "../c/index.html");
        assert_eq!(disk.href("a/b/", ""), "../../index.html");
        assert_eq!(disk.href("", ""), "index.html");
        assert_eq!(host.href("", ""), "./");
        assert_eq!(disk.href("a.html", "b c.html"), "b%20c.html");
    }

    #[test]
    fn addresses_are_sane_on_every_disk() {
        assert_eq!(clean("my doc/a:b?"), "my-doc/a-b-");
        assert_eq!(clean("v1."), "v1");
    }
}
