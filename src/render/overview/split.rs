//! Long overviews in several pages: above 1,000 items a page for each section of the handbook.

use std::collections::{HashMap, HashSet};

use crate::link::address::Generated;
use crate::link::tree;
use crate::parse::slug::github as slug;
use crate::render::site::Site;

use super::{Part, Planned};

/// Most items of a page, unless one document has more.
pub const MOST: usize = 1_000;

/// The pages of an overview whose items stand in documents. `counts` are documents in reading order, with the number of
/// their items, which is never 0. The first page is the overview's own; it lists sections where the items are too many.
pub fn split(site: &Site<'_>, of: Generated, counts: &[(u32, usize)]) -> Vec<Planned> {
    let mut planner = Planner { site, of, counts, pages: Vec::new(), stems: Vec::new() };
    let all: Vec<usize> = (0..counts.len()).collect();
    let first = planner.add(of.name().to_owned(), of.title().to_owned(), None, &all);
    planner.fill(first, "", all);
    planner.pages
}

struct Planner<'a> {
    site: &'a Site<'a>,
    of: Generated,
    counts: &'a [(u32, usize)],
    pages: Vec<Planned>,
    /// By page: its address without its end.
    stems: Vec<String>,
}

impl Planner<'_> {
    fn add(&mut self, stem: String, title: String, above: Option<usize>, members: &[usize]) -> usize {
        let documents = members.iter().map(|&at| self.counts[at].0).collect();
        let address = match above {
            Some(_) => self.site.handbook.addresses.page(&stem),
            None => super::address(self.site, self.of),
        };
        self.pages.push(Planned { address, title, above, part: Part::Section { documents, pages: Vec::new() } });
        self.stems.push(stem);
        self.pages.len() - 1
    }

    /// Splits a page by the folders below `folder`, where it has too many items.
    fn fill(&mut self, page: usize, folder: &str, members: Vec<usize>) {
        let total: usize = members.iter().map(|&at| self.counts[at].1).sum();
        if total <= MOST || members.len() == 1 {
            return;
        }
        let mut taken = HashSet::new();
        for (name, members) in self.parts(folder, &members) {
            let title = match &name {
                Some(name) => self.section_title(name),
                None => self.range_title(&members),
            };
            let last = name.as_deref().map_or("documents", |name| name.rsplit('/').next().unwrap_or(name));
            let stem = format!("{}/{}", self.stems[page], free_slug(last, &mut taken));
            let below = self.add(stem, title, Some(page), &members);
            if let Part::Section { pages, .. } = &mut self.pages[page].part {
                pages.push(below);
            }
            if let Some(name) = name {
                self.fill(below, &name, members);
            }
        }
    }

    /// Documents by the folder next below `folder`, in reading order; those that stand in `folder` itself in
    /// parts that are not too long.
    fn parts(&self, folder: &str, members: &[usize]) -> Vec<(Option<String>, Vec<usize>)> {
        let mut parts: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        let mut of_folder: HashMap<String, usize> = HashMap::new();
        let mut direct: Option<(usize, usize)> = None;
        for &at in members {
            let (document, items) = self.counts[at];
            let own = self.site.handbook.documents[document as usize].folder();
            let Some(name) = folder_below(own, folder) else {
                direct = match direct {
                    Some((part, held)) if held + items <= MOST => Some((part, held + items)),
                    _ => {
                        parts.push((None, Vec::new()));
                        Some((parts.len() - 1, items))
                    }
                };
                if let Some((part, _)) = direct {
                    parts[part].1.push(at);
                }
                continue;
            };
            let part = *of_folder.entry(name.to_owned()).or_insert_with(|| {
                parts.push((Some(name.to_owned()), Vec::new()));
                parts.len() - 1
            });
            parts[part].1.push(at);
        }
        parts
    }

    /// What a folder is called.
    fn section_title(&self, folder: &str) -> String {
        let handbook = self.site.handbook;
        match handbook.addresses.sections.get(folder) {
            Some(&document) => handbook.documents[document as usize].title().to_owned(),
            None => tree::folder_title(folder),
        }
    }

    /// `First document – Last document`
    fn range_title(&self, members: &[usize]) -> String {
        let title =
            |at: Option<&usize>| at.map_or("", |&at| self.site.handbook.documents[self.counts[at].0 as usize].title());
        let (first, last) = (title(members.first()), title(members.last()));
        if members.len() < 2 { first.to_owned() } else { format!("{first} – {last}") }
    }
}

/// The folder one level below `above` on the way to `folder`; none for `above` itself.
fn folder_below<'a>(folder: &'a str, above: &str) -> Option<&'a str> {
    let rest = if above.is_empty() { folder } else { folder.get(above.len() + 1..)? };
    let end = folder.len() - rest.len() + rest.find('/').unwrap_or(rest.len());
    (!rest.is_empty()).then(|| &folder[..end])
}

fn free_slug(name: &str, taken: &mut HashSet<String>) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "section".to_owned());
    let numbered = (2..).map(|number: usize| format!("{slug}-{number}"));
    let free = std::iter::once(slug.clone()).chain(numbered).find(|slug| !taken.contains(slug));
    let free = free.expect("numbers do not end before the taken names do");
    taken.insert(free.clone());
    free
}
