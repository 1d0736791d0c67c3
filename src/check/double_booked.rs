//! `people/double-booked`

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::link::roster::{Entry, EntryId, Meaning};
use crate::understand::fact::{Fact, Name};
use crate::understand::phrase::role::Sort;
use crate::understand::staff;

pub(super) const RULE: Rule = Rule {
    code: "people/double-booked",
    level: Level::Warning,
    explanation: Explanation {
        what: "One person, or a role that one person fills, is named at two meetings that take place at the same time; or \
               at one, and the small group to which that person belongs at the other. Only meetings with a date and a \
               time are compared, and those on one weekday of every week with each other; without a length, those that \
               begin at the same minute. Larger groups may send \
               different people, so they are left alone.",
        why: "Nobody can be in two rooms at once, and the second room notices when it is too late.",
        bad: "### 2026-01-07: Cost review\n**Time:** 09:00–10:00\n**Attendees:** Tech Lead, Ada\n\n### 2026-01-07: Site visit\n\
              **Time:** 09:30–11:00\n**Attendees:** Tech Lead",
        good: "### 2026-01-07: Cost review\n**Time:** 09:00–10:00\n**Attendees:** Tech Lead, Ada\n\n### 2026-01-07: Site visit\n\
               **Time:** 10:00–11:00\n**Attendees:** Tech Lead",
        configure: "Nothing.",
    },
    check: Check::Handbook(check),
};

/// A meeting with a time.
struct Booked<'h> {
    document: usize,
    at: usize,
    fact: &'h Fact,
    start: NaiveDateTime,
    end: NaiveDateTime,
}

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    // Times without a zone are compared with each other alone.
    let mut days: BTreeMap<(NaiveDate, bool), Vec<Booked<'_>>> = BTreeMap::new();
    for (document, facts) in handbook.facts.iter().enumerate().filter(|(document, _)| handbook.is_published(*document))
    {
        for (at, fact) in facts.iter().enumerate() {
            let Some((booked, zoned)) = booked(document, at, fact) else { continue };
            days.entry((booked.start.date(), zoned)).or_default().push(booked);
        }
    }
    let mut found = Vec::new();
    for booked in days.values() {
        for (at, one) in booked.iter().enumerate() {
            for other in &booked[at + 1..] {
                found.extend(clash(handbook, one, other));
            }
        }
    }
    found
}

fn booked(document: usize, at: usize, fact: &Fact) -> Option<(Booked<'_>, bool)> {
    let when = fact.when.as_deref()?;
    let event = fact.event()?;
    if event.optional || when.end.is_some() {
        return None;
    }
    let day = match when.rrule.as_deref() {
        Some(rule) => day_of_week(rule)?,
        None => when.start?,
    };
    let start = begin(day, when.time?, when.zone)?;
    let end = start.checked_add_signed(Duration::minutes(i64::from(when.minutes.unwrap_or(1))))?;
    Some((Booked { document, at, fact, start, end }, when.zone.is_some()))
}

/// Who comes, and who runs it.
fn all_of(fact: &Fact) -> impl Iterator<Item = &Name> {
    fact.people.iter().chain(fact.owner.as_ref())
}

/// A day that stands for a weekday of every week, in a week in which nothing else takes place: `FREQ=WEEKLY;BYDAY=TH`.
fn day_of_week(rule: &str) -> Option<NaiveDate> {
    let day = rule.strip_prefix("FREQ=WEEKLY;BYDAY=")?;
    let at = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|known| *known == day)?;
    NaiveDate::from_ymd_opt(1, 1, 1)?.checked_add_days(Days::new(at as u64))
}

/// The instant in UTC, or the local time where no zone is known.
fn begin(day: NaiveDate, time: NaiveTime, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let local = day.and_time(time);
    let Some(zone) = zone else { return Some(local) };
    let instant: DateTime<Tz> = zone.from_local_datetime(&local).earliest()?;
    Some(instant.with_timezone(&Utc).naive_utc())
}

fn clash(handbook: &Handbook<'_>, one: &Booked<'_>, other: &Booked<'_>) -> Option<Diagnostic> {
    let place = |booked: &Booked<'_>| (booked.document as u32, booked.at as u32);
    let apart = one.end <= other.start || other.end <= one.start;
    if apart || handbook.same.are_one(place(one), place(other)) || one.fact.title == other.fact.title {
        return None;
    }
    let (name, again) = all_of(one.fact).find_map(|name| {
        let again =
            all_of(other.fact).find(|other_name| is_one(handbook, one.document, name, other.document, other_name))?;
        Some((name, again))
    })?;
    let (first, second) = (source(handbook, one), source(handbook, other));
    let who = whom(handbook, (one.document, name), (other.document, again));
    let message = format!(
        "{who} is at “{}” here and at “{}” at the same time, {}.",
        other.fact.title,
        one.fact.title,
        told(handbook, one, other, name)
    );
    let found = Diagnostic::new(RULE.code, RULE.level, second, again.span, message);
    Some(found.related(first, name.span, "This is the other meeting.").help("Move one of them, or name somebody else."))
}

fn source(handbook: &Handbook<'_>, booked: &Booked<'_>) -> crate::base::source::SourceId {
    handbook.documents[booked.document].source
}

/// `from 09:00 (line 12)`, with the document where it is another.
fn told(handbook: &Handbook<'_>, one: &Booked<'_>, other: &Booked<'_>, name: &Name) -> String {
    let time = one
        .fact
        .when
        .as_ref()
        .and_then(|when| when.time)
        .map_or(String::new(), |time| time.format("%H:%M").to_string());
    let line = handbook.source(one.document).line(name.span.start);
    match one.document == other.document {
        true => format!("from {time} (line {line})"),
        false => format!("from {time} ({}, line {line})", handbook.documents[one.document].path),
    }
}

/// Whether two names are one person, or a role that one person fills.
fn is_one(handbook: &Handbook<'_>, document: usize, name: &str, other_document: usize, other: &str) -> bool {
    let roster = &handbook.roster;
    let (one, two) = (roster.resolve(name, document), roster.resolve(other, other_document));
    if let (Meaning::Known(one), Meaning::Known(two)) = (&one, &two) {
        let ([one], [two]) = (&one[..], &two[..]) else { return false };
        let (first, second) = (roster.entry(*one), roster.entry(*two));
        return one == two && is_single(name, first.members.len())
            || first.is_person && is_small(second, *one)
            || second.is_person && is_small(first, *two);
    }
    let known = |meaning: &Meaning| matches!(meaning, Meaning::Everyone | Meaning::NoName | Meaning::Known(_));
    !known(&one) && !known(&two) && staff::bare(name).eq_ignore_ascii_case(staff::bare(other)) && is_single(name, 0)
}

/// Who is meant: of a group the person of it that is named elsewhere.
fn whom(handbook: &Handbook<'_>, one: (usize, &Name), other: (usize, &Name)) -> String {
    let is_person = |(document, name): (usize, &Name)| match handbook.roster.resolve(name, document) {
        Meaning::Known(ids) => ids.iter().any(|id| handbook.roster.entry(*id).is_person),
        _ => true,
    };
    match (is_person(one), is_person(other)) {
        (true, false) => format!("{} (of {})", one.1, other.1),
        (false, true) => format!("{} (of {})", other.1, one.1),
        _ => other.1.to_string(),
    }
}

/// Members up to which a group that is called comes as a whole.
const SMALL: usize = 4;

/// Whether a group is small, and somebody is in it.
fn is_small(group: &Entry, member: EntryId) -> bool {
    group.members.len() <= SMALL && group.members.contains(&member)
}

/// Whether a name means one person: a person's, or a role's in the singular.
fn is_single(name: &str, members: usize) -> bool {
    let bare = staff::bare(name);
    let plural = bare.ends_with('s') && !bare.ends_with("ss");
    let single = staff::is_person(bare) || matches!(staff::sort(bare), Some(Sort::Role | Sort::Handle)) && !plural;
    single && members <= 1
}
