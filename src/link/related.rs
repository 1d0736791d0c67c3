//! What belongs together: pages that documents call related, of one sprint, stream or squad, and squads with their charters.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use crate::load::Inputs;
use crate::parse::document::{Document, LinkKind};

use super::target::Target;
use super::tree::Tree;

/// No more pages than these are listed as belonging to one sprint, stream or squad.
const MOST: usize = 12;

/// The related pages of one document, by what relates them; each document stands once.
#[derive(Clone, Debug, Default)]
pub struct Related {
    /// Label and documents.
    pub groups: Vec<(&'static str, Vec<u32>)>,
}

impl Related {
    fn add(&mut self, label: &'static str, documents: impl IntoIterator<Item = u32>) {
        let mut new = Vec::new();
        for document in documents {
            if !new.contains(&document) && !self.groups.iter().any(|(_, known)| known.contains(&document)) {
                new.push(document);
            }
        }
        if !new.is_empty() {
            self.groups.push((label, new));
        }
    }
}

/// The related pages of every document.
pub fn find(inputs: &Inputs, documents: &[Document], targets: &[Vec<Target>], tree: &Tree) -> Vec<Related> {
    let published = |document: &u32| tree.of_document[*document as usize].is_some();
    let charters = Charters::new(inputs, documents, tree);
    let sprints = Groups::by(documents, tree, |document| {
        document.front_matter.sprint.as_ref().map(|sprint| sprint.value.as_str())
    });
    let streams = Groups::by(documents, tree, |document| {
        document.front_matter.stream.as_ref().map(|stream| stream.value.as_str())
    });
    let squads =
        Groups::by(documents, tree, |document| document.front_matter.squad.as_ref().map(|squad| squad.value.as_str()));
    let of = |at: usize| {
        let own = at as u32;
        let mut related = Related::default();
        if !published(&own) {
            return related;
        }
        let other = |document: &u32| *document != own && published(document);
        related.add("See also", named(&documents[at], &targets[at]).into_iter().filter(other));
        related.add("Charter", charters.of_document(&documents[at], &targets[at]).into_iter().filter(other));
        related.add("Documents that name this squad", charters.named_in(own).iter().copied().filter(other));
        related.add("Same squad", squads.others(at));
        related.add("Same stream", streams.others(at));
        related.add("Same sprint", sprints.others(at));
        related
    };
    (0..documents.len()).into_par_iter().map(of).collect()
}

/// Documents of front matter's `related`, and of sections and fields called “Related …” or “See also”.
fn named(document: &Document, targets: &[Target]) -> Vec<u32> {
    let in_field = |at: u32| {
        let fields = document.fields.iter().flat_map(|list| &list.fields);
        fields
            .into_iter()
            .any(|field| is_related(&field.key) && field.value_span.start <= at && at < field.value_span.end)
    };
    let mut named = Vec::new();
    for (link, target) in document.links.iter().zip(targets) {
        let Some(to) = target.document() else { continue };
        let section = link.block.and_then(|block| document.blocks[block as usize].heading);
        let section = section.is_some_and(|heading| is_related(&document.outline[heading as usize].text));
        let charter = document.front_matter.charter.as_ref().is_some_and(|charter| charter.value == *link.target);
        if link.kind == LinkKind::FrontMatter && !charter || section || in_field(link.span.start) {
            named.push(to);
        }
    }
    named
}

fn is_related(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    heading.contains("related ") || heading.trim() == "related" || heading.contains("see also")
}

/// Documents that share a word of their front matter.
struct Groups {
    groups: HashMap<String, Vec<u32>>,
    of: Vec<Option<String>>,
}

impl Groups {
    fn by<'d>(documents: &'d [Document], tree: &Tree, key: impl Fn(&'d Document) -> Option<&'d str>) -> Self {
        let mut groups: HashMap<String, Vec<u32>> = HashMap::new();
        let mut of = vec![None; documents.len()];
        for &node in &tree.order {
            let super::tree::Opens::Document(at) = tree.nodes[node].opens else { continue };
            if let Some(key) = key(&documents[at as usize]).map(|key| key.trim().to_lowercase()) {
                groups.entry(key.clone()).or_default().push(at);
                of[at as usize] = Some(key);
            }
        }
        Self { groups, of }
    }

    /// The others of a document's group, those next to it in reading order where they are many.
    fn others(&self, document: usize) -> Vec<u32> {
        let Some(group) = self.of[document].as_ref().and_then(|key| self.groups.get(key)) else { return Vec::new() };
        let own = group.iter().position(|&one| one as usize == document).unwrap_or(0);
        let from = own.saturating_sub(MOST / 2).min(group.len().saturating_sub(MOST + 1));
        group[from..].iter().copied().filter(|&one| one as usize != document).take(MOST).collect()
    }
}

/// Charters by the squad or stream they are of, and where those are named.
struct Charters {
    /// Lower-case name of the squad: its charter.
    by_name: BTreeMap<String, u32>,
    /// By charter: the documents whose text names its squad.
    named_in: HashMap<u32, Vec<u32>>,
}

impl Charters {
    fn new(inputs: &Inputs, documents: &[Document], tree: &Tree) -> Self {
        let mut by_name = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            if tree.of_document[at].is_some() {
                for name in charter_names(document) {
                    by_name.entry(name).or_insert(at as u32);
                }
            }
        }
        let named_in = find_names(inputs, documents, &by_name);
        Self { by_name, named_in }
    }

    fn of_document(&self, document: &Document, targets: &[Target]) -> Vec<u32> {
        let front_matter = &document.front_matter;
        let mut charters = Vec::new();
        if let Some(charter) = &front_matter.charter {
            let link = document
                .links
                .iter()
                .position(|link| link.kind == LinkKind::FrontMatter && *link.target == charter.value);
            charters.extend(link.and_then(|link| targets[link].document()));
        }
        for name in front_matter.squad.iter().chain(&front_matter.stream) {
            charters.extend(self.by_name.get(&name.value.trim().to_lowercase()));
        }
        charters
    }

    fn named_in(&self, charter: u32) -> &[u32] {
        self.named_in.get(&charter).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The squads or streams that a document is the charter of: `kind: charter`, or a title such as `Squad Charter — UI`.
fn charter_names(document: &Document) -> Vec<String> {
    let title = document.title();
    let lower = title.to_lowercase();
    let kind = document.front_matter.kind.as_ref().map(|kind| kind.value.to_lowercase());
    let is_charter = kind.as_deref() == Some("charter")
        || kind.is_none() && lower.contains("charter") && !lower.contains("charters");
    if !is_charter {
        return Vec::new();
    }
    let given = document
        .front_matter
        .squad
        .iter()
        .chain(&document.front_matter.stream)
        .map(|name| name.value.trim().to_lowercase());
    let mut names: Vec<String> = given.collect();
    let words = lower
        .replace("squad charter", "")
        .replace("team charter", "")
        .replace("stream charter", "")
        .replace("charter", "");
    let from_title = words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if names.is_empty() && from_title.chars().count() >= 3 {
        names.push(from_title);
    }
    names
}

/// Which documents name each charter's squad as whole words.
fn find_names(inputs: &Inputs, documents: &[Document], by_name: &BTreeMap<String, u32>) -> HashMap<u32, Vec<u32>> {
    let names: Vec<&String> = by_name.keys().collect();
    let searcher =
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(&names);
    let Some(searcher) = searcher.ok().filter(|_| !names.is_empty()) else { return HashMap::new() };
    let search = |at: usize| {
        let text = &inputs.sources.get(documents[at].source).text;
        let whole = |start: usize, end: usize| {
            !text[..start].chars().next_back().is_some_and(char::is_alphanumeric)
                && !text[end..].chars().next().is_some_and(char::is_alphanumeric)
        };
        let mut found: Vec<u32> = searcher
            .find_iter(text.as_str())
            .filter(|found| whole(found.start(), found.end()))
            .map(|found| by_name[names[found.pattern().as_usize()]])
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let found: Vec<Vec<u32>> = (0..documents.len()).into_par_iter().map(search).collect();
    let mut named_in: HashMap<u32, Vec<u32>> = HashMap::new();
    for (document, charters) in found.into_iter().enumerate() {
        for charter in charters {
            let list = named_in.entry(charter).or_default();
            if list.len() < MOST * 4 {
                list.push(document as u32);
            }
        }
    }
    named_in
}
