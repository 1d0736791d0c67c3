//! `facts.json`: all facts of the site; where there are many of a kind, those in files of their own, by section.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::json::{self, Layout, PartView};
use crate::link::Handbook;
use crate::link::told::Told;
use crate::parse::slug::github as slug;
use crate::understand::fact::KINDS;

/// Its name on the site.
pub const FACTS: &str = "facts.json";

/// Most facts of one kind in one file, unless one document tells more.
const MOST: usize = 1_000;

/// Which facts stand in which file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files beside `facts.json`.
    pub parts: Vec<Part>,
}

/// A file with facts of one kind that documents of one section tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The kind.
    pub kind: &'static str,
    /// The folder of the documents, below the folder of all; empty for that one itself.
    pub section: String,
    /// Where the file is, below the site's root.
    pub path: String,
    /// The documents, in order.
    pub documents: Vec<usize>,
    /// How many facts it holds.
    pub count: usize,
}

impl Published {
    /// Shares the facts of a handbook out among files.
    pub fn new(handbook: &Handbook<'_>) -> Self {
        let mut counts: HashMap<&'static str, Vec<(usize, usize)>> = HashMap::new();
        for document in 0..handbook.documents.len() {
            for told in handbook.told(document) {
                let of_kind = counts.entry(told.fact.detail.kind()).or_default();
                match of_kind.last_mut() {
                    Some((last, count)) if *last == document => *count += 1,
                    _ => of_kind.push((document, 1)),
                }
            }
        }
        let mut published = Self::default();
        for kind in KINDS {
            let documents = counts.remove(kind).unwrap_or_default();
            if total(&documents) > MOST {
                let mut split = Split { handbook, kind, parts: &mut published.parts, taken: HashSet::new() };
                split.section("", documents);
            }
        }
        published
    }

    /// `facts.json`: the facts of all kinds that have no files of their own, and where those files are.
    pub fn index(&self, handbook: &Handbook<'_>) -> Vec<u8> {
        let mut apart: Vec<&str> = self.parts.iter().map(|part| part.kind).collect();
        apart.dedup();
        let is_apart = |told: &Told<'_>| apart.contains(&told.fact.detail.kind());
        let told = (0..handbook.documents.len()).flat_map(|document| handbook.told(document));
        let here = told.filter(|told| !is_apart(told));
        let sources = &handbook.inputs.sources;
        written(|out| {
            if self.parts.is_empty() {
                return json::json(here, sources, Layout::Lines, false, out);
            }
            let views = self.parts.iter().map(|part| PartView {
                kind: part.kind,
                section: &part.section,
                path: &part.path,
                count: part.count,
            });
            json::index(here, sources, &views.collect::<Vec<_>>(), out)
        })
    }
}

impl Part {
    /// The file.
    pub fn bytes(&self, handbook: &Handbook<'_>) -> Vec<u8> {
        let told = self.documents.iter().flat_map(|document| handbook.told(*document));
        let of_kind = told.filter(|told| told.fact.detail.kind() == self.kind);
        written(|out| json::json(of_kind, &handbook.inputs.sources, Layout::Lines, false, out))
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("facts have text keys, and a vector takes all that is written");
    bytes
}

/// Documents with the number of their facts.
type Counted = Vec<(usize, usize)>;

fn total(documents: &[(usize, usize)]) -> usize {
    documents.iter().map(|(_, count)| count).sum()
}

/// Shares the facts of one kind out.
struct Split<'p, 'h> {
    handbook: &'p Handbook<'h>,
    kind: &'static str,
    parts: &'p mut Vec<Part>,
    taken: HashSet<String>,
}

impl Split<'_, '_> {
    /// The documents in and below a folder.
    fn section(&mut self, folder: &str, documents: Counted) {
        if total(&documents) <= MOST || documents.len() == 1 {
            self.part(folder, documents);
            return;
        }
        let (mut own, mut below): (Counted, BTreeMap<String, Counted>) = Default::default();
        for (document, count) in documents {
            let path = &self.handbook.documents[document].path;
            let start = if folder.is_empty() { 0 } else { folder.len() + 1 };
            match path[start..].find('/') {
                Some(slash) => below.entry(path[..start + slash].to_owned()).or_default().push((document, count)),
                None => own.push((document, count)),
            }
        }
        let mut file = Counted::new();
        for one in own {
            if !file.is_empty() && total(&file) + one.1 > MOST {
                self.part(folder, std::mem::take(&mut file));
            }
            file.push(one);
        }
        if !file.is_empty() {
            self.part(folder, file);
        }
        for (folder, documents) in below {
            self.section(&folder, documents);
        }
    }

    fn part(&mut self, section: &str, documents: Counted) {
        let name = match slug(&section.replace('/', "-")) {
            name if name.is_empty() => "documents".to_owned(),
            name => name,
        };
        let mut free = name.clone();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        self.parts.push(Part {
            kind: self.kind,
            section: section.to_owned(),
            path: format!("facts/{}/{free}.json", self.kind),
            count: total(&documents),
            documents: documents.into_iter().map(|(document, _)| document).collect(),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use crate::pipeline;

    /// The site of a handbook with so many boxes in each of these documents.
    fn site(boxes: &[(&str, usize)]) -> BTreeMap<String, Vec<u8>> {
        let text = |count: usize| format!("# Work\n\n## Day 2: Review\n\n{}", "- [ ] One thing\n".repeat(count));
        let files: Vec<(String, String)> =
            boxes.iter().map(|(path, count)| (format!("content/{path}"), text(*count))).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
        pipeline::in_memory(&files).site
    }

    fn read(site: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
        serde_json::from_slice(&site[path]).unwrap()
    }

    fn count(value: &Value, kind: &str) -> usize {
        value["facts"].as_array().unwrap().iter().filter(|fact| fact["kind"] == kind).count()
    }

    #[test]
    fn few_facts_stand_in_one_file() {
        let site = site(&[("a.md", 500), ("b/c.md", 500)]);
        let facts = read(&site, "facts.json");
        assert_eq!((count(&facts, "task"), count(&facts, "event")), (1_000, 2));
        assert!(facts.get("parts").is_none() && !site.keys().any(|path| path.starts_with("facts/")));
    }

    #[test]
    fn many_facts_of_a_kind_are_split_by_section() {
        let site =
            site(&[("a.md", 700), ("b.md", 700), ("c/d.md", 1_500), ("c/e.md", 1), ("c/f/g.md", 2), ("h/i.md", 3)]);
        let facts = read(&site, "facts.json");
        assert_eq!((count(&facts, "task"), count(&facts, "event")), (0, 6));
        let parts: Vec<(&str, &str, u64)> = facts["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| {
                assert_eq!(part["kind"], "task");
                let path = part["path"].as_str().unwrap();
                let held = read(&site, path);
                assert_eq!((held["schema"].as_str(), count(&held, "event")), (Some("sprintbook-facts/1"), 0));
                assert_eq!(count(&held, "task") as u64, part["count"].as_u64().unwrap());
                (part["section"].as_str().unwrap(), path, part["count"].as_u64().unwrap())
            })
            .collect();
        let want = [
            ("", "facts/task/documents.json", 700),
            ("", "facts/task/documents-2.json", 700),
            ("c", "facts/task/c.json", 1_500),
            ("c", "facts/task/c-2.json", 1),
            ("c/f", "facts/task/c-f.json", 2),
            ("h", "facts/task/h.json", 3),
        ];
        assert_eq!(parts, want);
    }
}
