//! Sprints and their like: a document that declares `start` and `end`.

use std::sync::Arc;

use super::fact::{Detail, Fact, Place, Timebox, Unit};
use super::reading::Reading;
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::parse::document::Document;

const UNITS: [(&str, Unit); 6] = [
    ("sprint", Unit::Sprint),
    ("iteration", Unit::Sprint),
    ("wave", Unit::Wave),
    ("phase", Unit::Phase),
    ("release", Unit::Release),
    ("week", Unit::Week),
];

/// The timebox that a document declares, if it declares one.
///
/// Dates that handbook.yaml gives to a whole folder make a timebox only of a document that says its name; the
/// others of the folder only take place in it.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let document = reading.document;
    let front_matter = &document.front_matter;
    let (Some(start), Some(end)) = (&front_matter.start, &front_matter.end) else { return Vec::new() };
    let own_dates = [start, end].iter().any(|date| date.source == document.source);
    if reading.timebox.is_none() && !own_dates {
        return Vec::new();
    }
    let title = front_matter.sprint.as_ref().map_or(document.title(), |sprint| &sprint.value);
    let name = reading.timebox.clone().unwrap_or_else(|| title.into());
    let own = |source: SourceId, span: Span| (source == document.source).then_some(span);
    let words = [&front_matter.sprint, &front_matter.title]
        .map(|word| word.as_ref().and_then(|word| own(word.source, word.span)));
    let spans = [own(start.source, start.span), own(end.source, end.span), words[0], words[1]];
    let place = Place { source: document.source, span: around(spans, document) };
    let timebox =
        Timebox { unit: unit(&name), name, start: start.value, end: end.value, numbering: reading.declared.numbering };
    vec![Fact::new(title, place, Detail::Timebox(timebox))]
}

/// Name of the timebox that a document belongs to: its `sprint`, else the sprint with which its title begins.
pub fn named(document: &Document) -> Option<Arc<str>> {
    match &document.front_matter.sprint {
        Some(sprint) if !sprint.value.trim().is_empty() => Some(sprint.value.trim().into()),
        _ => leading_name(document.title()).map(Into::into),
    }
}

/// `Sprint 18` of `Sprint 18: Stakeholder Coordination Guide`; `Wave B`, `Release 2.1`.
pub(super) fn leading_name(title: &str) -> Option<&str> {
    let word = title.split_whitespace().next()?;
    UNITS.iter().find(|(unit, _)| word.eq_ignore_ascii_case(unit))?;
    let rest = title[word.len()..].trim_start();
    let number = rest.strip_prefix('#').unwrap_or(rest);
    let end = number.find(|letter: char| !letter.is_alphanumeric() && letter != '.').unwrap_or(number.len());
    let number = number[..end].trim_end_matches('.');
    let numbered = number.starts_with(|letter: char| letter.is_ascii_digit());
    let lettered = number.len() == 1 && number.starts_with(|letter: char| letter.is_ascii_uppercase());
    let end = number.as_ptr() as usize + number.len() - title.as_ptr() as usize;
    (numbered || lettered).then(|| &title[..end])
}

/// The sort of timebox that a name's words say; a sprint where they do not.
pub(super) fn unit(name: &str) -> Unit {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let known = |word: &str| UNITS.iter().find(|(unit, _)| word.eq_ignore_ascii_case(unit)).map(|(_, unit)| *unit);
    words.filter_map(known).next().unwrap_or(Unit::Sprint)
}

/// The smallest span around all that are known; the first heading where none is.
fn around(spans: [Option<Span>; 4], document: &Document) -> Span {
    let known = || spans.into_iter().flatten();
    match (known().map(|span| span.start).min(), known().map(|span| span.end).max()) {
        (Some(start), Some(end)) => Span { start, end },
        _ => document.outline.first().map_or(Span::at(document.body.start as usize), |heading| heading.span),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    fn timebox(text: &str) -> Option<(String, Timebox)> {
        let fact = testing::facts("a.md", text).into_iter().find(|fact| fact.as_timebox().is_some())?;
        Some((fact.title.to_string(), fact.as_timebox()?.clone()))
    }

    #[test]
    fn a_document_with_start_and_end_is_a_timebox() {
        let (title, sprint) =
            timebox("---\ntitle: Sprint 2 - Governance Core\nstart: 2025-10-04\nend: 2025-10-18\n---\n").unwrap();
        assert_eq!(
            (title.as_str(), &*sprint.name, sprint.unit),
            ("Sprint 2 - Governance Core", "Sprint 2", Unit::Sprint)
        );
        assert_eq!(sprint.end.to_string(), "2025-10-18");
        let (title, wave) =
            timebox("---\nsprint: Wave B\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Playbook\n").unwrap();
        assert_eq!((title.as_str(), wave.unit), ("Wave B", Unit::Wave));
        let (_, plain) = timebox("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Hardening\n").unwrap();
        assert_eq!((&*plain.name, plain.unit), ("Hardening", Unit::Sprint));
        assert_eq!(timebox("---\nstart: 2025-10-04\n---\n# Sprint 18\n"), None);
    }

    #[test]
    fn dates_from_defaults_need_a_name() {
        let dated = |text: &str| {
            let (mut document, source) = testing::read("a.md", text);
            for date in [&mut document.front_matter.start, &mut document.front_matter.end].into_iter().flatten() {
                date.source = SourceId(9);
            }
            super::super::document(&document, &source, &Default::default()).facts.len()
        };
        assert_eq!(dated("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Kickoff notes\n"), 0);
        assert_eq!(dated("---\nstart: 2025-10-04\nend: 2025-10-18\n---\n# Sprint 18\n"), 1);
    }

    #[test]
    fn names_at_the_head_of_a_title() {
        for (title, want) in [
            ("Sprint 18: Guide", Some("Sprint 18")),
            ("Sprint #18 – Guide", Some("Sprint #18")),
            ("Wave B", Some("Wave B")),
            ("Release 2.1.", Some("Release 2.1")),
            ("Sprint Planning", None),
            ("Release Notes", None),
            ("Lessons of Sprint 17", None),
            ("Week", None),
        ] {
            assert_eq!(leading_name(title), want, "{title}");
        }
    }
}
