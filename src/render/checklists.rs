//! The checklists pages: every box by document and section, with counts; above 1,000 boxes a page for each section.

use std::collections::{HashMap, HashSet};

use super::view::checklists::{
    ChecklistDocumentView, ChecklistGroupView, ChecklistItemView, ChecklistSectionView, ChecklistsView,
};
use crate::parse::document::Document;
use crate::parse::slug::github as slug;
use crate::understand::fact::{Fact, State, Task};

/// Most boxes of a page, unless one document has more.
const MOST: usize = 1_000;

/// A document with its facts.
#[derive(Clone, Copy, Debug)]
pub struct DocumentTasks<'a> {
    /// The document.
    pub document: &'a Document,
    /// All its facts.
    pub facts: &'a [Fact],
}

/// One page of the plan: either documents or further pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistPage {
    /// Its directory address: `checklists/`, `checklists/sprint-18/`.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// The page above it, in the plan; none for the first.
    pub parent: Option<usize>,
    /// The documents it shows, by their number in what was given.
    pub documents: Vec<usize>,
    /// The pages below it, in the plan.
    pub pages: Vec<usize>,
    /// Number of boxes on it and below it.
    pub total: usize,
    /// How many are ticked.
    pub done: usize,
}

/// Addresses, relative to the page that is shown.
pub struct Hrefs<'a> {
    /// Of a document, or of the heading of that number in its outline.
    pub document: &'a dyn Fn(&Document, Option<u32>) -> String,
    /// Of another page of the plan.
    pub page: &'a dyn Fn(&ChecklistPage) -> String,
}

/// Which checklists pages there are, the first above all others; none when no document has a box.
///
/// Documents come in reading order; `section_title` names a folder.
pub fn plan(documents: &[DocumentTasks<'_>], section_title: &dyn Fn(&str) -> String) -> Vec<ChecklistPage> {
    let counts: Vec<(usize, usize)> = documents.iter().map(count).collect();
    let members: Vec<usize> = (0..documents.len()).filter(|&at| counts[at].0 > 0).collect();
    if members.is_empty() {
        return Vec::new();
    }
    let mut planner = Planner { documents, counts, section_title, pages: Vec::new() };
    let first = planner.add("checklists/".to_owned(), "Checklists".to_owned(), None, &members);
    planner.fill(first, "", members);
    planner.pages
}

fn boxes(facts: &[Fact]) -> impl Iterator<Item = (&Fact, &Task)> {
    facts.iter().filter_map(|fact| Some((fact, fact.task().filter(|task| task.item.is_some())?)))
}

fn count(document: &DocumentTasks<'_>) -> (usize, usize) {
    boxes(document.facts).fold((0, 0), |(total, done), (fact, _)| (total + 1, done + usize::from(fact.is_done())))
}

struct Planner<'a> {
    documents: &'a [DocumentTasks<'a>],
    counts: Vec<(usize, usize)>,
    section_title: &'a dyn Fn(&str) -> String,
    pages: Vec<ChecklistPage>,
}

impl Planner<'_> {
    fn add(&mut self, address: String, title: String, parent: Option<usize>, members: &[usize]) -> usize {
        let total = members.iter().map(|&at| self.counts[at].0).sum();
        let done = members.iter().map(|&at| self.counts[at].1).sum();
        let page = ChecklistPage { address, title, parent, documents: Vec::new(), pages: Vec::new(), total, done };
        self.pages.push(page);
        self.pages.len() - 1
    }

    /// Gives a page its documents, or splits it by the folders below `folder`.
    fn fill(&mut self, page: usize, folder: &str, members: Vec<usize>) {
        if self.pages[page].total <= MOST || members.len() == 1 {
            self.pages[page].documents = members;
            return;
        }
        let mut taken = HashSet::new();
        for (name, members) in self.parts(folder, &members) {
            let title = match &name {
                Some(name) => (self.section_title)(name),
                None => self.range_title(&members),
            };
            let last = name.as_deref().map_or("documents", |name| name.rsplit('/').next().unwrap_or(name));
            let address = format!("{}{}/", self.pages[page].address, free_slug(last, &mut taken));
            let below = self.add(address, title, Some(page), &members);
            self.pages[page].pages.push(below);
            match name {
                Some(name) => self.fill(below, &name, members),
                None => self.pages[below].documents = members,
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
            let boxes = self.counts[at].0;
            let Some(name) = folder_below(self.documents[at].document.folder(), folder) else {
                direct = match direct {
                    Some((part, held)) if held + boxes <= MOST => Some((part, held + boxes)),
                    _ => {
                        parts.push((None, Vec::new()));
                        Some((parts.len() - 1, boxes))
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

    /// `First document – Last document`
    fn range_title(&self, members: &[usize]) -> String {
        let title = |at: Option<&usize>| at.map_or("", |&at| self.documents[at].document.title());
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
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let free = std::iter::once(slug.clone()).chain(numbered).find(|slug| !taken.contains(slug));
    let free = free.expect("numbers do not end before the taken names do");
    taken.insert(free.clone());
    free
}

/// One page of the plan.
pub fn view(page: usize, plan: &[ChecklistPage], documents: &[DocumentTasks<'_>], hrefs: &Hrefs<'_>) -> ChecklistsView {
    let page = &plan[page];
    let section = |&below: &usize| {
        let below = &plan[below];
        ChecklistSectionView {
            title: below.title.clone(),
            href: (hrefs.page)(below),
            total: below.total,
            done: below.done,
        }
    };
    ChecklistsView {
        total: page.total,
        done: page.done,
        sections: page.pages.iter().map(section).collect(),
        documents: page.documents.iter().map(|&at| document_view(&documents[at], hrefs)).collect(),
    }
}

fn document_view(tasks: &DocumentTasks<'_>, hrefs: &Hrefs<'_>) -> ChecklistDocumentView {
    let document = tasks.document;
    let title = document.outline.iter().find(|heading| heading.level == 1).map(|heading| heading.text.as_str());
    let mut groups: Vec<ChecklistGroupView> = Vec::new();
    let mut heading = None;
    for (fact, task) in boxes(tasks.facts) {
        if groups.is_empty() || heading != fact.heading {
            heading = fact.heading;
            groups.push(group_view(document, task, heading, title, hrefs));
        }
        let Some((group, item)) = groups.last_mut().zip(item_view(document, fact, task)) else { continue };
        group.total += 1;
        group.done += usize::from(item.done);
        group.items.push(item);
    }
    ChecklistDocumentView {
        title: document.title().to_owned(),
        href: (hrefs.document)(document, None),
        total: groups.iter().map(|group| group.total).sum(),
        done: groups.iter().map(|group| group.done).sum(),
        groups,
    }
}

/// A group without its boxes.
fn group_view(
    document: &Document,
    task: &Task,
    heading: Option<u32>,
    title: Option<&str>,
    hrefs: &Hrefs<'_>,
) -> ChecklistGroupView {
    let names = match &*task.group {
        [first, rest @ ..] if Some(&**first) == title => rest,
        all => all,
    };
    ChecklistGroupView {
        title: names.join(" › "),
        href: (hrefs.document)(document, heading),
        total: 0,
        done: 0,
        items: Vec::new(),
    }
}

fn item_view(document: &Document, fact: &Fact, task: &Task) -> Option<ChecklistItemView> {
    let item = document.tasks.get(task.item? as usize)?;
    Some(ChecklistItemView {
        text: item.text.clone(),
        done: fact.is_done(),
        // A box has a state.
        state: fact.state.unwrap_or(State::Open).word(),
        depth: item.depth,
    })
}

#[cfg(test)]
mod tests {
    use crate::understand::testing;

    use super::*;

    /// Plan and views of documents given as path and text.
    fn planned(texts: &[(String, String)]) -> (Vec<ChecklistPage>, Vec<ChecklistsView>) {
        let read: Vec<_> = texts.iter().map(|(path, text)| testing::read(path, text)).collect();
        let facts: Vec<_> = read
            .iter()
            .map(|(document, source)| crate::understand::document(document, source, &Default::default()).facts)
            .collect();
        let documents: Vec<_> =
            read.iter().zip(&facts).map(|((document, _), facts)| DocumentTasks { document, facts }).collect();
        let plan = plan(&documents, &|folder| format!("[{folder}]"));
        let hrefs = Hrefs {
            document: &|document, heading| {
                let id = heading.map(|at| format!("#{}", document.outline[at as usize].id)).unwrap_or_default();
                format!("../{}/{id}", document.stem())
            },
            page: &|page| format!("../{}", page.address),
        };
        let views = (0..plan.len()).map(|page| view(page, &plan, &documents, &hrefs)).collect();
        (plan, views)
    }

    fn boxes(path: impl Into<String>, count: usize) -> (String, String) {
        (path.into(), "- [ ] Box\n".repeat(count))
    }

    #[test]
    fn few_boxes_stand_on_one_page_under_their_headings() {
        let text = "# Guide\n\n- [x] Loose\n\n## Gates\n\n### Exit\n\n- [ ] Ready\n  - [x] Really\n";
        let (plan, views) = planned(&[("s/guide.md".into(), text.into()), ("s/none.md".into(), "# None\n".into())]);
        assert_eq!((plan.len(), plan[0].address.as_str(), plan[0].total, plan[0].done), (1, "checklists/", 3, 2));
        let document = &views[0].documents[0];
        assert_eq!((document.title.as_str(), document.href.as_str(), document.total), ("Guide", "../s/guide/", 3));
        let groups: Vec<_> = document
            .groups
            .iter()
            .map(|group| (group.title.as_str(), group.href.as_str(), group.total, group.done))
            .collect();
        assert_eq!(groups, [("", "../s/guide/#guide", 1, 1), ("Gates › Exit", "../s/guide/#exit", 2, 1)]);
        let item = &document.groups[1].items[1];
        assert_eq!((item.text.as_str(), item.state, item.depth), ("Really", "done", 1));
    }

    #[test]
    fn no_box_no_page() {
        assert!(planned(&[("a.md".into(), "# A\n".into())]).0.is_empty());
    }

    #[test]
    fn many_boxes_are_split_by_folder_and_long_folders_into_parts() {
        let mut texts =
            vec![boxes("home.md", 10), boxes("a/one.md", 600), boxes("a/b/two.md", 300), boxes("a/b/three.md", 300)];
        texts.extend((0..30).map(|at| boxes(format!("flat/{at}.md"), 100)));
        texts.push(boxes("huge/all.md", 5000));
        let (plan, views) = planned(&texts);
        let shown: Vec<_> = plan
            .iter()
            .map(|page| (page.address.as_str(), page.title.as_str(), page.total, page.documents.len()))
            .collect();
        let want = [
            ("checklists/", "Checklists", 9210, 0),
            ("checklists/documents/", "home", 10, 1),
            ("checklists/a/", "[a]", 1200, 0),
            ("checklists/a/documents/", "one", 600, 1),
            ("checklists/a/b/", "[a/b]", 600, 2),
            ("checklists/flat/", "[flat]", 3000, 0),
            ("checklists/flat/documents/", "0 – 9", 1000, 10),
            ("checklists/flat/documents-2/", "10 – 19", 1000, 10),
            ("checklists/flat/documents-3/", "20 – 29", 1000, 10),
            ("checklists/huge/", "[huge]", 5000, 1),
        ];
        assert_eq!(shown, want);
        assert_eq!(views[0].sections.iter().map(|section| section.total).sum::<usize>(), 9210);
        assert_eq!(views[0].sections[1].href, "../checklists/a/");
        assert!(views.iter().all(|view| view.sections.is_empty() || view.documents.is_empty()));
        assert_eq!(plan[6].parent, Some(5));
    }
}
