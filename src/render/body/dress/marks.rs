//! Days and names within the text.

use std::collections::HashMap;

use crate::base::span::Span;
use crate::render::site::Site;
use crate::understand::claim::{NamedDay, ToldDate};
use crate::understand::fact::{Detail, Fact, Name};

use super::chip::Chip;

/// A piece of the text that facts know more of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it means.
    pub sense: Sense,
}

/// What a piece of the text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Somebody with a page: its address, ready for an attribute.
    Name(String),
    /// A day or days.
    Day(Chip),
    /// A day of a timebox whose start nobody tells.
    Undated,
}

/// The marks of a document, in order.
pub fn of(site: &Site<'_>, document: usize, address: &str, days: &[NamedDay]) -> Vec<Mark> {
    let facts = &site.handbook.facts[document];
    let mut marks = named(site, document, address);
    // Who counts no days of a sprint may well write `day 2`.
    let counts = days.iter().any(|day| day.start.is_none()) && facts.iter().any(counts_days);
    for day in days {
        let sense = match day.start {
            Some(start) => {
                let href = site.href_to_day(document, address, start).filter(|_| day.told != ToldDate::Itself);
                Sense::Day(Chip { start, end: day.end, told: day.told, href })
            }
            None if counts => Sense::Undated,
            None => continue,
        };
        marks.push(Mark { span: day.span, sense });
    }
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut end = 0;
    marks.retain(|mark| {
        let free = mark.span.start >= end;
        end = if free { mark.span.end } else { end };
        free
    });
    marks
}

fn counts_days(fact: &Fact) -> bool {
    fact.when.as_ref().is_some_and(|when| when.day.is_some())
}

/// Names of those who take part, decide, or own a task, as far as they have a page.
fn named(site: &Site<'_>, document: usize, address: &str) -> Vec<Mark> {
    let handbook = site.handbook;
    if handbook.addresses.people.is_empty() {
        return Vec::new();
    }
    let text = &handbook.source(document).text;
    let mut known: HashMap<&str, Option<String>> = HashMap::new();
    let mut marks = Vec::new();
    for name in handbook.facts[document].iter().flat_map(names) {
        if name.span.of(text) != &*name.text || name.span.is_empty() {
            continue;
        }
        let href = known.entry(&name.text).or_insert_with(|| {
            let [one] = handbook.subjects.named(&handbook.roster, &name.text, document)[..] else { return None };
            let page = handbook.addresses.people.get(one as usize)?;
            Some(handbook.addresses.href(address, page))
        });
        marks.extend(href.clone().map(|href| Mark { span: name.span, sense: Sense::Name(href) }));
    }
    marks
}

fn names(fact: &Fact) -> Box<dyn Iterator<Item = &Name> + '_> {
    match &fact.detail {
        Detail::Event(event) => Box::new(fact.people.iter().chain(event.told.iter().flat_map(|told| &told.people))),
        Detail::Decision(decision) => {
            Box::new(fact.people.iter().chain(&decision.signers).chain(&decision.backups).chain(&fact.owner))
        }
        Detail::Task(_) => Box::new(fact.owner.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Brackets at the end of a box that say who does it or by when: `(DevOps to prepare)`, `(before Day 12)`.
pub fn asides(site: &Site<'_>, document: usize, marks: &[Mark]) -> Vec<Span> {
    let text = &site.handbook.source(document).text;
    let tasks = &site.handbook.documents[document].tasks;
    let mut asides = Vec::new();
    for fact in &site.handbook.facts[document] {
        let Some(item) = fact.task().and_then(|task| task.item) else { continue };
        let Some(own) = tasks.get(item as usize).map(|task| task.text_span) else { continue };
        let Some(brackets) = brackets(text, own) else { continue };
        let owner = fact.owner.as_ref().is_some_and(|owner| brackets.contains(owner.span));
        let is_due = |mark: &Mark| match &mark.sense {
            Sense::Day(chip) => fact.due.is_some_and(|due| due == chip.end.unwrap_or(chip.start) || due == chip.start),
            _ => false,
        };
        let from = marks.partition_point(|mark| mark.span.start < brackets.start);
        let inside = marks[from..].iter().take_while(|mark| mark.span.end <= brackets.end);
        if owner || inside.clone().any(is_due) {
            asides.push(brackets);
        }
    }
    asides.sort();
    asides.dedup();
    asides
}

/// The brackets in which a text ends, if it has text before them.
fn brackets(text: &str, own: Span) -> Option<Span> {
    let line = own.of(text).trim_end();
    let inner = line.strip_suffix(')')?;
    let open = inner.rfind(['(', ')', '\n']).filter(|at| inner[*at..].starts_with('('))?;
    (!inner[..open].trim().is_empty()).then(|| Span::new(own.start as usize + open, own.start as usize + line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_at_the_end_are_set_aside() {
        let found = |text: &str| brackets(text, Span::new(0, text.len())).map(|span| span.of(text).to_owned());
        assert_eq!(found("Write (a) it (Ada) ").as_deref(), Some("(Ada)"));
        assert_eq!(found("Write (a) it"), None);
        assert_eq!(found("(Ada)"), None);
        assert_eq!(found("Write it (((Ada)))"), None);
        assert_eq!(found("Write it )"), None);
    }
}
