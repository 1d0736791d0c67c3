//! A fact as the handbook tells it: once, with all the places that tell it.

use crate::understand::fact::{Fact, Place};

use super::Handbook;
use super::tree::Opens;

/// A fact, and where other documents tell it.
#[derive(Clone, Debug)]
pub struct Told<'h> {
    /// The fact where it is told most fully.
    pub fact: &'h Fact,
    /// The places of other documents that tell it, in the order of the documents.
    pub elsewhere: Vec<Place>,
}

impl<'h> Told<'h> {
    /// A fact that no other document tells.
    pub fn alone(fact: &'h Fact) -> Self {
        Self { fact, elsewhere: Vec::new() }
    }

    /// Everywhere it is told: its fullest place, the others of its document, those of other documents.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let others = self.fact.also.iter().chain(&self.elsewhere).copied();
        std::iter::once(self.fact.place).chain(others)
    }
}

impl Handbook<'_> {
    /// Published documents in the order in which they are read.
    pub fn reading_order(&self) -> impl Iterator<Item = usize> {
        self.tree.order.iter().filter_map(|&node| match self.tree.nodes[node].opens {
            Opens::Document(document) => Some(document as usize),
            _ => None,
        })
    }

    /// The facts that a document tells most fully, with their numbers in it; none of a draft that is not published.
    pub fn told_most_fully(&self, document: usize) -> impl Iterator<Item = (usize, &Fact)> + Clone {
        let facts = if self.is_published(document) { &self.facts[document][..] } else { &[] };
        facts.iter().enumerate().filter(move |(at, fact)| {
            // Nothing else is told together.
            let is_joined = fact.event().is_some() || fact.as_timebox().is_some();
            !is_joined || self.same.elsewhere(document, *at).is_some()
        })
    }

    /// A decision as all documents tell it, the fullest first; none for one that another document tells more fully.
    pub fn decision_told(&self, document: usize, at: usize) -> Option<impl Iterator<Item = (u32, &Fact)> + Clone> {
        let elsewhere = self.decisions.elsewhere(document, at)?;
        let all = std::iter::once((document as u32, at as u32)).chain(elsewhere.iter().copied());
        Some(all.map(|(document, at)| (document, &self.facts[document as usize][at as usize])))
    }

    /// The facts that a document tells most fully, in the order of their places: over all documents, each fact once.
    /// None of a draft that is not published.
    pub fn told(&self, document: usize) -> impl Iterator<Item = Told<'_>> + Clone {
        self.told_most_fully(document).map(move |(at, fact)| {
            let is_joined = fact.event().is_some() || fact.as_timebox().is_some();
            let elsewhere = if is_joined { self.same.elsewhere(document, at).unwrap_or_default() } else { &[] };
            let places = elsewhere.iter().map(|&(document, at)| self.facts[document as usize][at as usize].place);
            Told { fact, elsewhere: places.collect() }
        })
    }
}
