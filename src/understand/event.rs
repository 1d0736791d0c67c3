//! What happens at a time: sections headed by a day of the sprint or by a date, with what their fields say.

use chrono::{Datelike, NaiveDate};

use super::fact::{Detail, Event, Fact, Name, Place, When};
use super::phrase::date::DateSpan;
use super::phrase::duration::{self, DurationPhrase};
use super::phrase::label::{self, Label};
use super::phrase::names;
use super::phrase::time::ClockPhrase;
use super::reading::Reading;
use crate::parse::document::{ExplicitId, Field};

const PEOPLE: [&str; 7] =
    ["attendees", "required attendees", "participants", "required participants", "invitees", "who", "present"];
const DURATION: [&str; 3] = ["duration", "length", "timebox"];
const MOMENT: [&str; 9] =
    ["time", "start time", "when", "date", "date & time", "date and time", "date/time", "schedule", "scheduled"];
const NAME: [&str; 5] = ["meeting", "event", "title", "topic", "subject"];
/// Fields that say that something happens, and nothing that is read here.
const OTHER: [&str; 7] = ["agenda", "location", "place", "room", "facilitator", "chair", "host"];

/// One fact for every section headed by a day or a date.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let outline = &reading.document.outline;
    let labels: Vec<_> = outline.iter().map(|heading| label::read(&heading.text)).collect();
    let mut ids: Vec<&ExplicitId> = reading.document.ids.iter().collect();
    ids.sort_by_key(|id| id.span.start);
    let mut facts = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        let section = Section { reading, heading: at as u32, label: *label, ids: &ids };
        // A section ends where another event's begins: what stands there belongs to the nearer one.
        let end = reading.section_end(at as u32) as usize;
        let next = labels[at + 1..end].iter().position(Option::is_some);
        facts.extend(section.fact(next.map_or(end, |next| at + 1 + next) as u32));
    }
    facts
}

/// A section whose heading has a label.
struct Section<'a> {
    reading: &'a Reading<'a>,
    heading: u32,
    label: Label<'a>,
    /// Explicit ids of the document in the order of the text.
    ids: &'a [&'a ExplicitId],
}

impl<'a> Section<'a> {
    /// The event, if it is one: a day alone, without a title and without a field, is none.
    fn fact(&self, end: u32) -> Option<Fact> {
        let fielded = [&PEOPLE[..], &DURATION, &MOMENT, &OTHER].iter().any(|keys| self.field(keys).is_some());
        if self.label.title.is_empty() && !fielded {
            return None;
        }
        let when = self.when()?;
        let document = self.reading.document;
        let (title, optional) = without_optional(self.title());
        let event = Event {
            critical: self.is_critical(end),
            optional: optional || self.label.aside.is_some_and(|aside| aside.eq_ignore_ascii_case("optional")),
            explicit_id: self.explicit_id(),
            in_calendar: self.reading.declared.in_calendar,
            ..Event::default()
        };
        let place = Place { source: document.source, span: self.reading.span_between(self.heading, end) };
        Some(Fact {
            heading: Some(self.heading),
            timebox: self.reading.timebox.clone(),
            when: Some(Box::new(when)),
            people: self.people(),
            ..Fact::new(title, place, Detail::Event(Box::new(event)))
        })
    }

    /// The first field of the section with one of these keys.
    fn field(&self, keys: &[&str]) -> Option<&'a Field> {
        self.reading.fields(self.heading).find(|field| is_one_of(&field.key, keys))
    }

    /// What the event is called.
    fn title(&self) -> &'a str {
        if !self.label.title.is_empty() {
            return self.label.title;
        }
        if let Some(field) = self.field(&NAME).filter(|field| !field.value.trim().is_empty()) {
            return &field.value;
        }
        if let Some(aside) = self.label.aside {
            return aside;
        }
        if self.label.day.is_some() {
            return self.label.text;
        }
        // Minutes of a meeting: the dates stand below the meeting's name.
        let document = self.reading.document;
        let chain = self.reading.headings(Some(self.heading));
        let above = chain.iter().rev().nth(1).map(|&at| document.outline[at as usize].text.as_str());
        above.unwrap_or(document.title())
    }

    /// When it happens; none for a date whose year nothing tells.
    fn when(&self) -> Option<When> {
        let (date, clock) = self.moment();
        let declared = &self.reading.declared;
        let days = self.label.day.and_then(|day| day.days(declared.numbering));
        let near = declared.days.map(|days| days.start);
        let (mut start, mut end): (Option<NaiveDate>, Option<NaiveDate>) = match date {
            Some(date) => (date.first.on(near), date.last.and_then(|last| last.on(near))),
            None => {
                let on = |day| declared.days.and_then(|count| count.date(day));
                (days.and_then(|(first, _)| on(first)), days.and_then(|(_, last)| on(last?)))
            }
        };
        if self.label.day.is_none() && date.is_none_or(|date| date.first.year.is_none()) && near.is_none() {
            return None;
        }
        let length = self.length();
        if let (Some(first), None, Some(DurationPhrase::Days(days))) = (start, end, length) {
            end = first.checked_add_signed(chrono::Duration::days(i64::from(days) - 1));
        }
        if start.is_none() || end <= start {
            end = None;
        }
        let minutes = match length {
            Some(DurationPhrase::Minutes(minutes)) => Some(minutes),
            Some(DurationPhrase::Days(_)) => None,
            None => clock.and_then(ClockPhrase::minutes),
        };
        // Years that ISO 8601 writes with a sign are nobody's plan.
        let plain = |date: &NaiveDate| (0..=9999).contains(&date.year());
        (start, end) = (start.filter(plain), end.filter(plain));
        Some(When {
            text: self.label.text.into(),
            day: days.map(|(first, _)| first),
            start,
            end,
            time: clock.map(|clock| clock.start),
            zone: clock.and_then(|clock| clock.zone.or(declared.zone)),
            minutes,
            rrule: None,
        })
    }

    /// Date and time of the heading, else of the fields.
    fn moment(&self) -> (Option<DateSpan>, Option<ClockPhrase>) {
        let (mut date, mut clock) = (self.label.date, self.label.clock);
        for field in self.reading.fields(self.heading) {
            if is_one_of(&field.key, &MOMENT) || is_one_of(&field.key, &DURATION) {
                let (field_date, field_clock, _) = label::moment(field.value.trim());
                date = date.or(field_date);
                clock = clock.or(field_clock);
            }
        }
        (date, clock)
    }

    fn length(&self) -> Option<DurationPhrase> {
        let field = self.field(&DURATION).and_then(|field| duration::read(&field.value));
        field.map(|(length, _)| length).or(self.label.duration)
    }

    fn people(&self) -> Vec<Name> {
        let mut people: Vec<Name> = Vec::new();
        for field in self.reading.fields(self.heading).filter(|field| is_one_of(&field.key, &PEOPLE)) {
            for name in names::split(&field.value) {
                if !people.iter().any(|known| **known == *name) {
                    people.push(Name { text: name.into(), span: field.value_span });
                }
            }
        }
        people
    }

    /// Whether a field of the section, or of a section below it, says `CRITICAL`.
    fn is_critical(&self, end: u32) -> bool {
        let mut fields = (self.heading..end).flat_map(|heading| self.reading.fields(heading));
        fields.any(|field| is_one_of(&field.key, &["critical"]) && !is_one_of(&field.value, &["no", "false"]))
    }

    fn explicit_id(&self) -> Option<Box<str>> {
        let heading = self.reading.document.outline[self.heading as usize].span;
        let from = self.ids.partition_point(|id| id.span.start < heading.start);
        let id = self.ids.get(from).filter(|id| heading.contains(id.span))?;
        Some(id.id.as_str().into())
    }
}

fn is_one_of(key: &str, keys: &[&str]) -> bool {
    keys.iter().any(|known| key.trim().eq_ignore_ascii_case(known))
}

/// `Demo (optional)` -> `Demo`, and that it is optional.
fn without_optional(title: &str) -> (&str, bool) {
    let Some((before, inner)) = title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) else {
        return (title, false);
    };
    let optional = inner.trim().eq_ignore_ascii_case("optional") && !before.trim().is_empty();
    if optional { (before.trim_end(), true) } else { (title, false) }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    fn events(text: &str) -> Vec<Fact> {
        testing::facts("a.md", text).into_iter().filter(|fact| fact.event().is_some()).collect()
    }

    fn shown(text: &str) -> Vec<String> {
        let line = |fact: &Fact| {
            let when = fact.when.as_ref().unwrap();
            let start = when.start.map_or("?".to_owned(), |start| start.to_string());
            let end = when.end.map_or(String::new(), |end| format!("..{end}"));
            let time = when.time.map_or(String::new(), |time| time.format(" %H:%M").to_string());
            let zone = when.zone.map_or(String::new(), |zone| format!(" {zone}"));
            let minutes = when.minutes.map_or(String::new(), |minutes| format!(" {minutes}m"));
            format!(
                "{start}{end}{time}{zone}{minutes} {} | {}",
                fact.title,
                fact.people.iter().map(|name| &*name.text).collect::<Vec<_>>().join("; ")
            )
        };
        events(text).iter().map(line).collect()
    }

    #[test]
    fn a_day_of_a_sprint_with_its_fields() {
        let text = "---\nstart: 2026-01-05\n---\n# Sprint 4: Guide\n\n## Meetings\n\n### Day 1 (Sprint Start): Kickoff Meeting\n\n**Duration:** 1.5 hours\n**Attendees:** All team + Sponsors (CEO, CTO)\n\nText.\n\n**CRITICAL:** cannot move\n\n---\n\n### Day 8: Review\n\n- [ ] Ready\n";
        let found = events(text);
        assert_eq!(
            shown(text),
            ["2026-01-05 90m Kickoff Meeting | All team; Sponsors (CEO, CTO)", "2026-01-12 Review | "]
        );
        assert!(found[0].event().unwrap().critical && !found[1].event().unwrap().critical);
        assert_eq!((found[0].timebox.as_deref(), found[0].when.as_ref().unwrap().day), (Some("Sprint 4"), Some(1)));
        let (_, source) = testing::read("a.md", text);
        let span = found[0].place.span;
        assert_eq!((source.line(span.start), source.line(span.end - 1)), (8, 15));
    }

    #[test]
    fn without_a_start_days_stay_relative() {
        let found = events("### Day 3: Review\n");
        let when = found[0].when.as_ref().unwrap();
        assert_eq!((when.day, when.start, &*when.text), (Some(3), None, "Day 3"));
    }

    #[test]
    fn dates_times_and_spans() {
        let text = "---\nstart: 2026-01-05\nnumbering: working\ntimezone: Europe/Berlin\n---\n## 2026-01-07: Demo\n**Time:** 09:00–10:00 PT\n\n## January 8, 2026 – Retro\n**When:** 16:00\n\n## Day 6-7: Hardening\n\n## Week 2 Day 3: Audit (2 hours)\n\n## Jan 20: Go-live\n**Duration:** 3 days\n\n## Day 2\n**Date:** 2026-01-09, 9 AM UTC\n";
        let want = [
            "2026-01-07 09:00 America/Los_Angeles 60m Demo | ",
            "2026-01-08 16:00 Europe/Berlin Retro | ",
            "2026-01-12..2026-01-13 Hardening | ",
            "2026-01-14 120m Audit | ",
            "2026-01-20..2026-01-22 Go-live | ",
            "2026-01-09 09:00 UTC Day 2 | ",
        ];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn minutes_of_a_meeting_are_called_by_the_heading_above() {
        let text = "# Guild\n\n## Weekly sync\n\n### 7 January 2026\n\n**Attendees:** Ada, Kai\n\n### 14 January 2026\n\nNothing.\n";
        assert_eq!(shown(text), ["2026-01-07 Weekly sync | Ada; Kai"]);
    }

    #[test]
    fn headings_that_are_no_events() {
        let text = "# Guide\n\n### 1. Cloud Provider Selection (Day 3)\n**Decision:** AWS\n\n### Day 4\n\n### January 7: no year anywhere\n\n### Daily Communication\n**Duration:** 1 hour\n\n### Version 1.0.0 (2025-11-18)\n\n- **Day 1 (Monday):** Kickoff\n\n```\n### Day 9: fenced\n```\n";
        assert_eq!(shown(text), [""; 0]);
    }

    #[test]
    fn what_stands_below_another_event_belongs_to_that_one() {
        let text = "# 2026-01-05: Offsite\n**Duration:** 2 days\n\n## Day 1: Talks (optional)\n**Duration:** 1 hour\n**CRITICAL:** yes\n\n### Notes\n**Duration:** 5 min\n";
        assert_eq!(shown(text), ["2026-01-05..2026-01-06 Offsite | ", "? 60m Talks | "]);
        let found = events(text);
        assert!(!found[0].event().unwrap().critical && found[1].event().unwrap().critical);
        assert!(found[1].event().unwrap().optional);
    }

    #[test]
    fn days_that_do_not_exist_are_not_guessed() {
        let text = "---\nstart: 2026-01-05\n---\n## Week 1 Day 8: Review\n\n## 2026-02-30: Demo\n";
        assert_eq!(shown(text), ["? Review | ", "? Demo | "]);
    }
}
