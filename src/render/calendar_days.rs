//! Which days have an entry on which calendar page: what a day in the text of a document may link to.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::link::address::Generated;

use super::overview::calendar::item;
use super::overview::sprints::days::Days;
use super::overview::{OVERVIEWS, Part};
use super::site::Site;
use crate::understand::fact::{Detail, Fact};

/// Days by calendar page. Where the calendar is split by section, a document's days are on its section's page.
#[derive(Debug, Default)]
pub struct CalendarDays {
    pages: Vec<(String, BTreeSet<NaiveDate>)>,
    /// By document: its page.
    of_document: HashMap<u32, usize>,
}

impl CalendarDays {
    /// The days of a site whose pages are planned.
    pub fn new(site: &Site<'_>) -> Self {
        let mut days = Self::default();
        for page in site.overviews.iter().filter(|page| OVERVIEWS[page.overview].of == Generated::Calendar) {
            match &page.part {
                Part::Section { pages, .. } if !pages.is_empty() => continue,
                Part::Section { documents, .. } => {
                    days.of_document.extend(documents.iter().map(|document| (*document, days.pages.len())));
                }
                Part::One(_) | Part::Whole(_) => {}
            }
            days.pages.push((page.address.clone(), BTreeSet::new()));
        }
        if days.pages.is_empty() {
            return days;
        }
        for entry in ["event", "decision", "task"].into_iter().flat_map(|kind| site.index.of(kind)) {
            let page = days.page_of(entry.document);
            if let Some((_, days)) = page.and_then(|page| days.pages.get_mut(page)) {
                days.extend(day(entry.fact));
            }
        }
        // A calendar in one piece shows when sprints begin and end, too.
        if let [(_, days)] = &mut days.pages[..] {
            let timeboxes = 0..site.handbook.timeboxes.list.len() as u32;
            for timebox in timeboxes.filter_map(|timebox| Days::of(site, timebox)) {
                days.insert(timebox.start);
                days.extend(timebox.end);
            }
        }
        days
    }

    fn page_of(&self, document: u32) -> Option<usize> {
        self.of_document.get(&document).copied().or((self.pages.len() == 1).then_some(0))
    }

    /// The page that has an entry for a day, as far as a document's section goes.
    pub fn page(&self, document: usize, day: NaiveDate) -> Option<&str> {
        let (address, days) = self.pages.get(self.page_of(document as u32)?)?;
        days.contains(&day).then_some(address)
    }
}

/// The day on which a calendar shows a fact. A series has more days than one, and none where nothing bounds it.
fn day(fact: &Fact) -> Option<NaiveDate> {
    match &fact.detail {
        Detail::Event(event) => {
            fact.when.as_ref().filter(|when| event.in_calendar && when.rrule.is_none()).and_then(|when| when.start)
        }
        _ => fact.due.filter(|_| item::is_open(fact)),
    }
}
