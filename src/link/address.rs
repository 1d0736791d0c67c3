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
use crate::understand::fact::{DecisionState, Detail, Fact, State};

use super::gates::Gate;
use super::sections;
use super::subjects::Subjects;
use super::timeboxes::Timeboxes;

/// Pages that we make where there is something to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Generated {
    /// `calendar/`: what happens when.
    Calendar,
    /// `sprints/`: sprints, waves, phases, releases and weeks, a page each.
    Sprints,
    /// `checklists/`: every box.
    Checklists,
    /// `gates/`: forms and criteria, a sheet each.
    Gates,
    /// `decisions/`: choices, with their deciders.
    Decisions,
    /// `people/`: people, roles and squads, a page each.
    People,
    /// `squads/`: squads and their charters.
    Squads,
    /// `on-call/`: who is on duty when.
    OnCall,
    /// `risks/`: what may go wrong.
    Risks,
    /// `targets/`: thresholds.
    Targets,
    /// `escalations/`: who is told after how long.
    Escalations,
    /// `dependencies/`: what needs what.
    Dependencies,
    /// `timeline/`: sprints and milestones to scale.
    Timeline,
    /// `tags/`
    Tags,
}

impl Generated {
    /// All of them, as they stand in the navigation.
    pub const ALL: [Self; 14] = [
        Self::Calendar,
        Self::Sprints,
        Self::Checklists,
        Self::Gates,
        Self::Decisions,
        Self::People,
        Self::Squads,
        Self::OnCall,
        Self::Risks,
        Self::Targets,
        Self::Escalations,
        Self::Dependencies,
        Self::Timeline,
        Self::Tags,
    ];

    /// Its folder on the site.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Sprints => "sprints",
            Self::Checklists => "checklists",
            Self::Gates => "gates",
            Self::Decisions => "decisions",
            Self::People => "people",
            Self::Squads => "squads",
            Self::OnCall => "on-call",
            Self::Risks => "risks",
            Self::Targets => "targets",
            Self::Escalations => "escalations",
            Self::Dependencies => "dependencies",
            Self::Timeline => "timeline",
            Self::Tags => "tags",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Sprints => "Sprints",
            Self::Checklists => "Checklists",
            Self::Gates => "Gates",
            Self::Decisions => "Decisions",
            Self::People => "People",
            Self::Squads => "Squads",
            Self::OnCall => "On call",
            Self::Risks => "Risks",
            Self::Targets => "Targets",
            Self::Escalations => "Escalations",
            Self::Dependencies => "Dependencies",
            Self::Timeline => "Timeline",
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

    /// Which generated pages have something to show.
    fn needed(&self, inputs: &Inputs, documents: &[Document], facts: &[Vec<Fact>]) -> Vec<(Generated, Option<u32>)> {
        let published = || (0..documents.len()).filter(|&at| self.documents[at].is_some());
        let mut shown = [false; Generated::ALL.len()];
        for generated in published().flat_map(|at| &facts[at]).flat_map(shown_by) {
            shown[generated as usize] = true;
        }
        shown[Generated::Sprints as usize] = !self.sprints.is_empty();
        shown[Generated::People as usize] &= inputs.config.people && !self.people.is_empty();
        shown[Generated::Gates as usize] = !self.gates.is_empty();
        shown[Generated::Tags as usize] = published().any(|at| !documents[at].front_matter.tags.is_empty());
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
            .filter(|&generated| shown[generated as usize])
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

/// The generated pages that a fact gives something to show.
fn shown_by(fact: &Fact) -> impl Iterator<Item = Generated> {
    let (first, second) = match &fact.detail {
        Detail::Timebox(_) => (Some(Generated::Calendar), Some(Generated::Timeline)),
        Detail::Event(event) => (Some(Generated::Calendar).filter(|_| event.in_calendar), Some(Generated::People)),
        // Rows of tables are tasks, too, but no boxes.
        Detail::Task(task) => (task.item.map(|_| Generated::Checklists), None),
        Detail::Decision(_) => (Some(Generated::Decisions), Some(Generated::People)),
        Detail::Role(_) => (Some(Generated::People), None),
        Detail::Squad(_) => (Some(Generated::Squads), Some(Generated::People)),
        Detail::Rotation(_) => (Some(Generated::OnCall), Some(Generated::People)),
        Detail::Escalation(_) => (Some(Generated::Escalations), None),
        Detail::Risk(_) => (Some(Generated::Risks), None),
        Detail::Dependency(_) => (Some(Generated::Dependencies), None),
        Detail::Target(_) => (Some(Generated::Targets), None),
        // Gates are known by their sheets.
        Detail::Form(_) | Detail::Artifact(_) => (None, None),
    };
    let is_due = match &fact.detail {
        Detail::Decision(decision) => fact.due.is_some() && decision.state == DecisionState::Open,
        Detail::Task(_) => fact.due.is_some() && !matches!(fact.state, Some(State::Done | State::Cancelled)),
        Detail::Rotation(rotation) => rotation.shifts.iter().any(|shift| shift.start.is_some()),
        _ => false,
    };
    first.into_iter().chain(second).chain(is_due.then_some(Generated::Calendar))
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

    /// The address that we give to a page that we make: what is wanted, or the same with a number.
    fn take_free(&mut self, wanted: &str) -> String {
        let (stem, end) = match wanted.strip_suffix(".html") {
            Some(stem) => (stem, ".html"),
            None => (wanted.trim_end_matches('/'), "/"),
        };
        let numbered = (2..).map(|count: usize| format!("{stem}-{count}{end}"));
        let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
        let free = all.find(|address| !self.taken.contains_key(&address.to_lowercase()));
        let free = free.expect("numbers do not end before the taken addresses do");
        self.taken.insert(free.to_lowercase(), Claim { document: u32::MAX, alias: None });
        free
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
