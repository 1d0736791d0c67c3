//! Sprints (waves, phases, releases, weeks) of the whole handbook: each once, with its days and its page.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::config::Numbering;
use crate::parse::slug;
use crate::understand::fact::Fact;

use super::same::FactAt;
use super::scope::Scope;
use super::{alike, order};

/// A sprint as the handbook tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Timebox {
    /// Its name, as it was first written.
    pub name: Arc<str>,
    /// The last part of its page's address; no other sprint has it.
    pub slug: String,
    /// Of folders that each have their own series of sprints, the one it is of; empty where there is one series.
    pub series: String,
    /// First and last day, where a document tells them.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How its days are counted.
    pub numbering: Numbering,
    /// The first document that names it.
    pub document: u32,
    /// The facts that give its days, in the order of the documents.
    pub told: Vec<FactAt>,
}

/// All of them: those with days in the order of their days, then the others by name as people count.
#[derive(Clone, Debug, Default)]
pub struct Timeboxes {
    /// The sprints.
    pub list: Vec<Timebox>,
    /// By name as written: the series, and its number in the list.
    by_name: HashMap<Arc<str>, Vec<(String, u32)>>,
}

impl Timeboxes {
    /// Those that facts of published documents name. `facts`, `scopes` and `published` are by document.
    pub fn new(facts: &[Vec<Fact>], scopes: &[Scope], published: &[bool]) -> Self {
        let mut found = Found::default();
        for (document, facts) in facts.iter().enumerate().filter(|(document, _)| published[*document]) {
            let series = &scopes[document].series;
            let mut last: Option<&Arc<str>> = None;
            for (at, fact) in facts.iter().enumerate() {
                if let Some(timebox) = fact.as_timebox() {
                    let known = found.named(&timebox.name, series, document as u32);
                    let known = &mut found.list[known];
                    known.told.push((document as u32, at as u32));
                    if known.days.is_none() {
                        known.days = Some((timebox.start, timebox.end));
                        known.numbering = timebox.numbering;
                    }
                }
                // Nearly all facts of a document are of one sprint.
                if let Some(name) =
                    fact.timebox.as_ref().filter(|name| !last.is_some_and(|last| Arc::ptr_eq(last, name)))
                {
                    found.named(name, series, document as u32);
                    last = Some(name);
                }
            }
        }
        found.finish()
    }

    /// The sprint that a document of this scope means by a name.
    pub fn named(&self, name: &str, scope: &Scope) -> Option<u32> {
        let known = self.by_name.get(name)?;
        known.iter().find(|(series, _)| *series == scope.series).map(|(_, at)| *at)
    }
}

/// Sprints as they are found.
#[derive(Default)]
struct Found {
    list: Vec<Timebox>,
    by_key: HashMap<(String, String), usize>,
    by_name: HashMap<Arc<str>, Vec<(String, u32)>>,
}

impl Found {
    fn named(&mut self, name: &Arc<str>, series: &str, document: u32) -> usize {
        if let Some((_, at)) = self.by_name.get(name).and_then(|known| known.iter().find(|(of, _)| of == series)) {
            return *at as usize;
        }
        let key = (series.to_owned(), alike::name(name));
        let at = *self.by_key.entry(key).or_insert_with(|| {
            self.list.push(Timebox {
                name: name.clone(),
                slug: String::new(),
                series: series.to_owned(),
                days: None,
                numbering: Numbering::default(),
                document,
                told: Vec::new(),
            });
            self.list.len() - 1
        });
        self.by_name.entry(name.clone()).or_default().push((series.to_owned(), at as u32));
        at
    }

    fn finish(mut self) -> Timeboxes {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by(|&one, &other| {
            let (one, other) = (&self.list[one], &self.list[other]);
            let days = |timebox: &Timebox| (timebox.days.is_none(), timebox.days);
            days(one).cmp(&days(other)).then_with(|| order::natural(&one.name, &other.name))
        });
        let mut place = vec![0; order.len()];
        for (now, &before) in order.iter().enumerate() {
            place[before] = now as u32;
        }
        for known in self.by_name.values_mut().flatten() {
            known.1 = place[known.1 as usize];
        }
        let mut slugs = HashSet::new();
        let mut list: Vec<Timebox> = order.into_iter().map(|before| self.list[before].clone()).collect();
        for timebox in &mut list {
            let series = if timebox.series.is_empty() { String::new() } else { format!("{}-", timebox.series) };
            timebox.slug = free(&slug::github(&format!("{series}{}", timebox.name)), "sprint", &mut slugs);
        }
        Timeboxes { list, by_name: self.by_name }
    }
}

/// A slug that nobody has: the wanted one, or the same with a number.
pub fn free(wanted: &str, otherwise: &str, taken: &mut HashSet<String>) -> String {
    let wanted = wanted.trim_matches('-');
    let wanted = if wanted.is_empty() { otherwise } else { wanted };
    let numbered = (2..).map(|number: usize| format!("{wanted}-{number}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    let slug = all.find(|slug| !taken.contains(slug)).expect("numbers do not end before the taken names do");
    taken.insert(slug.clone());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    #[test]
    fn each_sprint_stands_once_with_its_days() {
        let texts = [
            "---\nsprint: Sprint 10\n---\n# Notes\n\n- [ ] A box\n",
            "---\nsprint: Sprint 9\n---\n# Notes\n\n- [ ] A box\n",
            "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Guide\n\n## Day 2: Review\n",
            "---\nsprint: \"sprint #4\"\n---\n# More\n\n- [ ] A box\n",
        ];
        let facts: Vec<_> = texts.iter().map(|text| testing::facts("a.md", text)).collect();
        let scopes = vec![Scope::default(); texts.len()];
        let timeboxes = Timeboxes::new(&facts, &scopes, &[true; 4]);
        let shown: Vec<_> = timeboxes.list.iter().map(|timebox| (&*timebox.name, timebox.slug.as_str())).collect();
        assert_eq!(shown, [("Sprint 4", "sprint-4"), ("Sprint 9", "sprint-9"), ("Sprint 10", "sprint-10")]);
        assert_eq!(timeboxes.list[0].told, [(2, 0)]);
        assert_eq!(timeboxes.named("sprint #4", &scopes[0]), Some(0));
        assert_eq!(timeboxes.named("Sprint 10", &scopes[0]), Some(2));
        assert_eq!(timeboxes.named("Sprint 5", &scopes[0]), None);
        assert_eq!(Timeboxes::new(&facts, &scopes, &[false; 4]).list, []);
    }
}
