//! Which days have an entry on which calendar page: what a day in the text of a document may link to.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::link::address::Generated;

use super::overview::{OVERVIEWS, Part};
use super::site::Site;

/// Days by calendar page. Where the calendar is split by section, a document's days are on its section's page.
#[derive(Debug, Default)]
pub struct CalendarDays {
    pages: Vec<(String, BTreeSet<NaiveDate>)>,
    /// By document: its page. Without an entry, all are on the first.
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
        for entry in site.index.of("event") {
            let shown = entry.fact.event().is_some_and(|event| event.in_calendar);
            // A series has more days than one, and none where nothing bounds it.
            let day = entry.fact.when.as_ref().filter(|when| shown && when.rrule.is_none()).and_then(|when| when.start);
            let page = days.of_document.get(&entry.document).copied().unwrap_or(0);
            days.pages[page].1.extend(day);
        }
        days
    }

    /// The page that has an entry for a day, as far as a document's section goes.
    pub fn page(&self, document: usize, day: NaiveDate) -> Option<&str> {
        let page = self.of_document.get(&(document as u32)).copied().unwrap_or(0);
        let (address, days) = self.pages.get(page)?;
        days.contains(&day).then_some(address)
    }
}
