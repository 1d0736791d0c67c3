//! Where each page stands on the site.
//!
//! An address is a path below the site's root: `guide/page/` for `guide/page/index.html`, `guide/page.html` as it is,
//! and the empty one for the home page.

use std::collections::{HashMap, HashSet};

use crate::base::path;
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::load::Inputs;
use crate::parse::document::Document;
use crate::understand::fact::Fact;

use super::sections;

/// Pages that we make where there is something to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Generated {
    /// `calendar/`
    Calendar,
    /// `checklists/`
    Checklists,
    /// `tags/`
    Tags,
}

impl Generated {
    /// All of them, as they stand in the navigation.
    pub const ALL: [Self; 3] = [Self::Calendar, Self::Checklists, Self::Tags];

    /// Its folder on the site.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Checklists => "checklists",
            Self::Tags => "tags",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Checklists => "Checklists",
            Self::Tags => "Tags",
        }
    }
}

/// The feed of all events.
pub const FEED: &str = "calendar.ics";

/// The feed of changes (RFC 4287).
pub const CHANGES: &str = "atom.xml";

/// Who wants an address.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The document.
    pub document: u32,
    /// The alias that claims it; none for the document's own address.
    pub alias: Option<(SourceId, Span)>,
}

/// Two that want one address.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// The address.
    pub address: String,
    /// Who has it.
    pub first: Claim,
    /// Who wanted it too.
    pub second: Claim,
}

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
    pub fn new(inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>]) -> Self {
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
        addresses.take_in_twins(documents);
        addresses.duplicates = claims.duplicates;
        addresses.generated = addresses.needed(documents, facts);
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

    /// Which generated pages have something to show.
    fn needed(&self, documents: &[Document], facts: &[Vec<Fact>]) -> Vec<(Generated, Option<u32>)> {
        let published = |at: usize| self.documents[at].is_some();
        let any = |test: &dyn Fn(&Fact) -> bool| {
            facts.iter().enumerate().any(|(at, facts)| published(at) && facts.iter().any(test))
        };
        let shown = |generated: Generated| match generated {
            Generated::Calendar => {
                any(&|fact| fact.event().is_some_and(|event| event.in_calendar) || fact.as_timebox().is_some())
            }
            // Rows of tables are tasks, too, but no boxes.
            Generated::Checklists => any(&|fact| fact.task().is_some_and(|task| task.item.is_some())),
            Generated::Tags => documents
                .iter()
                .enumerate()
                .any(|(at, document)| published(at) && !document.front_matter.tags.is_empty()),
        };
        let at = |generated: Generated| {
            let address = self.page(generated.name());
            let folder = format!("{}/", generated.name());
            self.documents
                .iter()
                .position(|own| own.as_ref().is_some_and(|own| *own == address || *own == folder))
                .map(|at| at as u32)
        };
        Generated::ALL
            .into_iter()
            .filter(|&generated| shown(generated))
            .map(|generated| (generated, at(generated)))
            .collect()
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

/// Who has which address; compared without regard to case, since some disks do not.
#[derive(Default)]
struct Claims {
    taken: HashMap<String, Claim>,
    duplicates: Vec<Duplicate>,
}

impl Claims {
    /// Gives a document its address, or, where that is taken, the same with a number.
    fn take(&mut self, wanted: String, claim: Claim, flat: bool) -> String {
        let mut address = wanted.clone();
        let mut count = 1;
        while let Some(&first) = self.taken.get(&address.to_lowercase()) {
            if count == 1 {
                self.duplicates.push(Duplicate { address: wanted.clone(), first, second: claim });
            }
            count += 1;
            let stem = wanted.trim_end_matches('/').trim_end_matches(".html");
            address = if flat { format!("{stem}-{count}.html") } else { format!("{stem}-{count}/") };
        }
        self.taken.insert(address.to_lowercase(), claim);
        address
    }

    fn take_alias(&mut self, wanted: &str, claim: Claim) -> bool {
        if let Some(&first) = self.taken.get(&wanted.to_lowercase()) {
            self.duplicates.push(Duplicate { address: wanted.to_owned(), first, second: claim });
            return false;
        }
        self.taken.insert(wanted.to_lowercase(), claim);
        true
    }
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
