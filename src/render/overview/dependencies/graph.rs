//! Dependencies as boxes and arrows: an arrow leads from what is needed, or from who delivers it, to what needs it.

use std::collections::{BTreeMap, HashMap};

use super::{of, only_id, task};
use crate::link::alike;
use crate::render::index::Entry;
use crate::render::overview::Page;
use crate::render::site::Site;

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub title: String,
    /// Who delivers it and by when, where that is one.
    pub note: String,
    /// Its source, relative to the page and ready for an attribute.
    pub href: String,
}

/// An arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The box that it leaves.
    pub from: usize,
    /// The box that it leads to.
    pub to: usize,
    /// What is handed over, where the boxes do not tell.
    pub what: String,
}

/// Boxes and arrows, in the order of the text.
#[derive(Debug, Default)]
pub struct Graph {
    /// Boxes.
    pub nodes: Vec<Node>,
    /// Arrows between two boxes; of two that lead the same way one.
    pub edges: Vec<Edge>,
}

impl Graph {
    /// That of some dependencies.
    pub fn new(site: &Site<'_>, page: &Page, entries: &[&Entry<'_>]) -> Self {
        let mut building =
            Building { site, page, graph: Self::default(), by_key: HashMap::new(), by_edge: HashMap::new() };
        let mut rows = HashMap::new();
        for entry in entries {
            let dependency = of(entry);
            if dependency.needed_by.is_empty() && (dependency.id.is_none() || dependency.after.is_empty()) {
                building.handed_over(entry);
                continue;
            }
            let from = building.thing(entry);
            for name in &dependency.needed_by {
                let to = building.named(name, entry);
                building.arrow(from, to, "");
            }
        }
        for entry in entries {
            let dependency = of(entry);
            if let Some(id) = &dependency.id {
                let thing = building.thing(entry);
                rows.insert((entry.document, id.as_ref()), thing);
            }
        }
        for entry in entries {
            let waits = of(entry).after.iter().filter_map(|id| rows.get(&(entry.document, id.as_ref())).copied());
            for from in waits.collect::<Vec<_>>() {
                let to = building.thing(entry);
                building.arrow(from, to, "");
            }
        }
        building.graph
    }

    /// Its parts that hang together, in the order of their first boxes; those of so many arrows at least.
    pub fn parts(&self, fewest: usize) -> Vec<Self> {
        let mut part: Vec<usize> = (0..self.nodes.len()).collect();
        for edge in &self.edges {
            let (one, other) = (part[edge.from], part[edge.to]);
            if one != other {
                part.iter_mut().filter(|of| **of == one.max(other)).for_each(|of| *of = one.min(other));
            }
        }
        let mut arrows: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
        for edge in &self.edges {
            arrows.entry(part[edge.from]).or_default().push(edge);
        }
        arrows.retain(|_, edges| edges.len() >= fewest);
        arrows.into_iter().map(|(of, edges)| self.part(&part, of, &edges)).collect()
    }

    fn part(&self, part: &[usize], of: usize, edges: &[&Edge]) -> Self {
        let members: Vec<usize> = (0..self.nodes.len()).filter(|at| part[*at] == of).collect();
        let now = |at: usize| members.binary_search(&at).expect("both ends of an arrow are of one part");
        let edge = |edge: &&Edge| Edge { from: now(edge.from), to: now(edge.to), what: edge.what.clone() };
        Self {
            nodes: members.iter().map(|at| self.nodes[*at].clone()).collect(),
            edges: edges.iter().map(edge).collect(),
        }
    }
}

struct Building<'b> {
    site: &'b Site<'b>,
    page: &'b Page,
    graph: Graph,
    by_key: HashMap<String, usize>,
    by_edge: HashMap<(usize, usize), usize>,
}

impl Building<'_> {
    /// Something that a document gets: an arrow from who delivers it, or from the thing itself where nobody does.
    fn handed_over(&mut self, entry: &Entry<'_>) {
        let (from, what) = match &entry.fact.owner {
            Some(owner) => (self.named(owner, entry), &*entry.fact.title),
            None => (self.thing(entry), ""),
        };
        let document = &self.site.handbook.documents[entry.document as usize];
        let squad = document.front_matter.squad.as_ref().map(|squad| squad.value.as_str());
        let title = squad.unwrap_or_else(|| document.title()).to_owned();
        let href = self.site.href_to_heading(&self.page.address, entry.document, None);
        let to = self.node(&title, entry.document, href, String::new());
        self.arrow(from, to, what);
    }

    /// What is needed.
    fn thing(&mut self, entry: &Entry<'_>) -> usize {
        let href = self.site.href_of(&self.page.address, entry);
        let due = entry.fact.due.map(|due| due.format("%-d %b %Y").to_string());
        let note: Vec<String> = entry.fact.owner.iter().map(|owner| owner.to_string()).chain(due).collect();
        self.node(&entry.fact.title, entry.document, href, note.join(", "))
    }

    /// Somebody, or what needs something; a task leads to where it is defined.
    fn named(&mut self, name: &str, entry: &Entry<'_>) -> usize {
        let addresses = &self.site.handbook.addresses;
        let id = only_id(name);
        let place = id.as_ref().and_then(|id| {
            let task = self.site.handbook.task_ids.get(id.as_str())?;
            let to = addresses.documents[task.document as usize].as_deref()?;
            Some(addresses.href_to(&self.page.address, to, task.anchor.as_deref()))
        });
        let href = place.unwrap_or_else(|| self.site.href_of(&self.page.address, entry));
        self.node(name, entry.document, href, String::new())
    }

    /// The box of that name: a task's by its id, somebody's by who is meant.
    fn node(&mut self, title: &str, document: u32, href: String, note: String) -> usize {
        let handbook = self.site.handbook;
        let id = only_id(title);
        // `DCMMS-140` says little; its own title says what it is.
        let told = id.as_ref().filter(|id| id.as_str() == title).and_then(|id| task(self.site, id, document));
        let shown = told.map_or(title, |task| &task.fact.title);
        let key = match handbook.subjects.named(&handbook.roster, title, document as usize)[..] {
            [one] => format!("somebody {one}"),
            _ => id.unwrap_or_else(|| alike::name(title)),
        };
        let graph = &mut self.graph;
        let at = *self.by_key.entry(key).or_insert_with(|| {
            graph.nodes.push(Node { title: shown.to_owned(), note: String::new(), href });
            graph.nodes.len() - 1
        });
        if graph.nodes[at].note.is_empty() {
            graph.nodes[at].note = note;
        }
        at
    }

    fn arrow(&mut self, from: usize, to: usize, what: &str) {
        if from == to {
            return;
        }
        let edges = &mut self.graph.edges;
        let at = *self.by_edge.entry((from, to)).or_insert_with(|| {
            edges.push(Edge { from, to, what: String::new() });
            edges.len() - 1
        });
        let told = &mut edges[at].what;
        if !what.is_empty() {
            told.push_str(if told.is_empty() { "" } else { "; " });
            told.push_str(what);
        }
    }
}
