//! Sections about a timebox of their own: `## Sprint 19` in the notes of sprint 18, `### Phase 2 (3–14 March)`.

use std::sync::Arc;

use super::{Anchor, Anchors, NumberingWhy, StartWhy, declared};
use crate::understand::fact::Unit;
use crate::understand::phrase::day::DayCount;
use crate::understand::reading::{Entry, Kind, Reading, clean};
use crate::understand::timebox;

/// Adds an anchor for every section that names another timebox than the document's own, with its dates if it has any.
pub(super) fn read<'a>(anchors: &mut Anchors<'a>, reading: &Reading<'a>) {
    let named: Vec<(Entry<'_>, u32, &str)> = reading
        .entries()
        .filter_map(|entry| match entry.kind() {
            Kind::Heading { index, .. } => Some((entry, index, timebox::leading_name(clean(entry.text()))?)),
            _ => None,
        })
        .collect();
    // One sprint alone in a document without a name is what the document is about.
    let first_sprint = named.iter().find(|(.., name)| timebox::unit(name) == Unit::Sprint).map(|(.., name)| *name);
    let several = named
        .iter()
        .any(|(.., name)| timebox::unit(name) == Unit::Sprint && first_sprint.is_some_and(|first| !same(first, name)));
    for (entry, index, name) in named {
        let own = anchors.own.name.as_deref();
        if own.is_some_and(|own| same(own, name)) || own.is_none() && entry.level() == 1 && !several {
            continue;
        }
        let dates = declared::of_section(anchors, entry);
        let other_sprint = timebox::unit(name) == Unit::Sprint && (own.is_some() || several);
        let Some(dates) = dates.filter(|dates| dates.start.is_some()).or(other_sprint.then(Default::default)) else {
            continue;
        };
        let anchor = Anchor {
            name: Some(Arc::from(name)),
            days: dates.start.map(|start| DayCount {
                start,
                numbering: anchors.own.numbering,
                holidays: &reading.config.holidays,
            }),
            end: dates.end,
            numbering: anchors.own.numbering,
            start_why: dates.start.map(|_| StartWhy::Line(dates.span)),
            start_line: dates.start.map(|_| dates.line),
            numbering_why: NumberingWhy::Default,
            weeks: None,
            first_week: None,
            dated_weeks: Vec::new(),
        };
        let at = anchors.sections.len() as u32;
        anchors.sections.push(anchor);
        for heading in index..reading.section_end(index) {
            anchors.by_heading[heading as usize] = Some(at);
        }
    }
}

/// Whether two names are one, whatever their case and marks: `Sprint #18`, `sprint 18`.
pub(in crate::understand) fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// What names are compared by: their letters and digits in lower case.
pub(in crate::understand) fn letters(name: &str) -> String {
    let told = name.chars().filter(|letter| letter.is_alphanumeric() || *letter == '.');
    told.flat_map(char::to_lowercase).collect()
}
