//! Sections that are events: headed by a day or a date, or by a meeting's name above fields that say when and who.

use chrono_tz::Tz;

use super::name::is_name;
use super::told::{Gathered, Told, plain};
use super::{agenda, hours, invited, title, words};
use crate::base::span::Span;
use crate::understand::evidence::Evidence;
use crate::understand::fact::{Name, When};
use crate::understand::phrase::date::DateSpan;
use crate::understand::phrase::duration::{self, DurationPhrase};
use crate::understand::phrase::label::{self, Label};
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::moment as written;
use crate::understand::phrase::time::ClockPhrase;
use crate::understand::reading::{Entry, Reading, Says, clean};
use crate::understand::{decision, moment, staff, timebox};

const PEOPLE: [&str; 9] = [
    "attendees",
    "required attendees",
    "participants",
    "required participants",
    "invitees",
    "invited",
    "who",
    "present",
    "audience",
];
const DURATION: [&str; 3] = ["duration", "length", "timebox"];
const MOMENT: [&str; 9] =
    ["time", "start time", "when", "date", "date & time", "date and time", "date/time", "schedule", "scheduled"];
const OFTEN: [&str; 6] = ["frequency", "cadence", "recurrence", "when", "schedule", "how often"];
const NAME: [&str; 5] = ["meeting", "event", "title", "topic", "subject"];
/// Fields that say that something happens, and nothing that is read here.
const OTHER: [&str; 10] =
    ["agenda", "location", "place", "room", "venue", "facilitator", "chair", "host", "recipients", "moderator"];

/// A section that is an event, and the entries that belong to it: its own lines, and its agenda.
pub(super) struct Section<'r> {
    pub told: Told<'r>,
    /// First entry of a part, and the first after it.
    pub parts: [(u32, u32); 2],
}

/// Every section of a document that is an event, in order.
pub(super) fn read<'r>(reading: &'r Reading<'r>) -> Vec<Section<'r>> {
    let headings: Vec<(Entry<'r>, u32, Option<Label<'r>>)> = reading
        .entries()
        .filter_map(|entry| match entry.kind() {
            crate::understand::reading::Kind::Heading { index, .. } => Some((entry, index, label::read(entry.text()))),
            _ => None,
        })
        .collect();
    let mut found: Vec<Section<'r>> = Vec::new();
    let mut open = 0;
    for (at, (heading, index, label)) in headings.iter().enumerate() {
        // A section ends where another event's begins: what stands there belongs to the nearer one.
        let own_end = reading.section_end(*index) as usize;
        // Headings of raw HTML are in the outline and no entries.
        let own_end = headings.partition_point(|(_, index, _)| (*index as usize) < own_end).max(at + 1);
        let next = headings[at + 1..own_end].iter().position(|(.., label)| label.is_some());
        let outline_end = next.map_or(own_end, |next| at + 1 + next);
        let end = headings.get(outline_end).map_or(reading.entries().len() as u32, |(heading, ..)| heading.id);
        let outline = headings.get(outline_end).map_or(reading.document.outline.len() as u32, |(_, index, _)| *index);
        let told = match label {
            Some(label) => dated(*heading, *label),
            // Below an event, `Agenda` and `Notes` are parts of it.
            None if heading.id < open => None,
            None => named(*heading),
        };
        let Some(mut told) = told else { continue };
        told.span = reading.span_between(*index, outline);
        told.fullness = 100;
        told.event.critical = is_critical(reading, heading.id, end);
        told.event.explicit_id = explicit_id(*heading);
        let agenda = agenda::read(&mut told, *heading, end);
        // A page about an event tells of more below its other headings.
        let first = headings.get(at + 1).map_or(end, |(next, ..)| next.id);
        let own = if heading.level() == 1 { first } else { end };
        open = open.max(own);
        found.push(Section { told, parts: [(heading.id, own), agenda] });
    }
    found
}

/// The event of a section headed by a day or a date. A day alone, without a title and without a field, is none.
fn dated<'r>(heading: Entry<'r>, label: Label<'r>) -> Option<Told<'r>> {
    let fielded = [&PEOPLE[..], &DURATION, &MOMENT, &OTHER].iter().any(|keys| field(heading, keys).is_some());
    // `Day 1 - 15 June 2026` is a day with its date, and no name.
    let bare = label.title.is_empty() || !is_name(label.title) || hours::says_only_when(heading, heading.text());
    if bare && !fielded || timebox::lines::read(heading).is_some() {
        return None;
    }
    if heading.ancestors().any(|above| words::is_log(above.text())) {
        return None;
    }
    let when = when(heading, label)?;
    let (name, optional) = without_optional(title_of(heading, label));
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(4, "its heading begins with a day or a date", heading.span());
    let mut told = Told::new(heading, title::tidy(name), when, evidence);
    told.event.optional = optional || label.aside.is_some_and(|aside| aside.eq_ignore_ascii_case("optional"));
    told.people = people(heading);
    Some(told)
}

/// The event of a section headed by a meeting's name, if its heading or fields say when, how long and who.
fn named<'r>(heading: Entry<'r>) -> Option<Told<'r>> {
    // Most sections have no such line, whatever they are called.
    let dated = heading.says().any(Says::DAY.or(Says::DATE));
    if !dated && heading.children().all(|child| child.is_heading() || child.label().is_empty()) {
        return None;
    }
    if heading.field(&["decision", "severity", "status"]).is_some() || heading.children().any(of_decision) {
        return None;
    }
    let behind = before_moment(heading).filter(|_| heading.level() > 1);
    let fielded = |keys: &[&str]| field(heading, keys).is_some();
    let attended = fielded(&PEOPLE[..6])
        || fielded(&["audience", "present"])
        || behind.is_some() && heading.children().any(invited::says);
    let scheduled = fielded(&MOMENT) || fielded(&OFTEN);
    let text = title::of_heading(staff::unnumbered(heading, behind.unwrap_or(heading.text())));
    let meets = words::names_ceremony(text.title);
    // `Kickoff – Monday 7 September, 10:00` needs no fields.
    let timed = meets
        && behind.is_some()
        && heading.phrases().any(|phrase| matches!(phrase, Phrase::Clock(_) | Phrase::Date { clock: Some(_), .. }));
    if !attended && !scheduled && !timed && !fielded(&DURATION) && !fielded(&OTHER) {
        return None;
    }
    let happens = meets || words::names_happening(text.title);
    let told_as_event = attended as u32 + scheduled as u32 + fielded(&DURATION) as u32 + fielded(&OTHER) as u32;
    let enough = if heading.level() == 1 { 2 } else { 1 };
    if !(happens && told_as_event >= enough
        || attended && scheduled
        || behind.is_some() && (attended || timed || fielded(&DURATION)))
        || heading.ancestors().any(|above| words::is_log(above.text()))
    {
        return None;
    }
    let mut gathered = Gathered::default();
    for mention in heading.mentions().iter().filter(|mention| !matches!(mention.phrase, Phrase::Weeks(..))) {
        gathered.add(heading, mention);
    }
    for line in heading
        .children()
        .filter(|child| !child.is_heading() && (child.is_labelled(&MOMENT) || child.is_labelled(&OFTEN)))
    {
        for mention in line.mentions_in(line.value()) {
            gathered.add(line, mention);
        }
        if gathered.when.text.is_empty() {
            gathered.when.text = title::first_clause(line.value()).0.trim().into();
        }
    }
    let length = field(heading, &DURATION).and_then(|line| duration::read(line.value()));
    if let Some((DurationPhrase::Minutes(minutes), _)) = length {
        gathered.when.minutes = Some(minutes);
    }
    let dated = gathered.is_dated();
    let rule = gathered.recurring().filter(|_| !dated);
    let timed = gathered.when.time.is_some() || gathered.when.minutes.is_some();
    if !dated && rule.is_none() && !(meets && timed) {
        return None;
    }
    let mut when = gathered.when;
    when.rrule = rule.map(Into::into);
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(2, "its heading names something that takes place", heading.span());
    evidence.add(2, "its fields say when, how long or who", heading.span());
    let mut told = Told::new(heading, text.title, when, evidence);
    told.event.optional = text.optional;
    told.people = people(heading);
    Some(told)
}

/// What stands before a day or date that ends a heading: `Audit – Wednesday 16 September, 09:00`.
fn before_moment(heading: Entry<'_>) -> Option<&str> {
    let is_day = |phrase: &Phrase| matches!(phrase, Phrase::Day(_) | Phrase::Date { .. });
    let first = heading.mentions().iter().find(|mention| is_day(&mention.phrase))?;
    let text = heading.raw_text();
    let (mut at, mut ends) = (first.start, true);
    for mention in heading.mentions().iter().filter(|mention| mention.start >= first.start) {
        ends &= !text[at as usize..mention.start as usize].contains(char::is_alphanumeric);
        at = mention.end;
    }
    ends &= !text[at as usize..].contains(char::is_alphanumeric);
    let before = text[..first.start as usize].trim_end();
    let title = before.strip_suffix(['–', '—', '-', ',', ':', '(', '|', '·']).filter(|_| ends)?.trim();
    (title.contains(char::is_alphabetic) && timebox::lines::read(heading).is_none()).then_some(title)
}

/// Whether a line says who decides something, between what, or who signs for it.
pub(super) fn of_decision(line: Entry<'_>) -> bool {
    const CHOICE: [&str; 6] = ["options", "alternatives", "signatures", "signed by", "sign-off", "signed off by"];
    !line.label().is_empty() && (decision::names_deciders(line) || line.is_labelled(&CHOICE))
}

/// The first field directly below a heading with one of these labels.
fn field<'r>(heading: Entry<'r>, keys: &[&str]) -> Option<Entry<'r>> {
    heading.field(keys)
}

/// What the event is called.
fn title_of<'r>(heading: Entry<'r>, label: Label<'r>) -> &'r str {
    if !label.title.is_empty() {
        return label.title;
    }
    if let Some(line) = field(heading, &NAME).filter(|line| !line.value().is_empty()) {
        return line.value();
    }
    if let Some(aside) = label.aside {
        return aside;
    }
    if label.day.is_some() {
        return label.text;
    }
    // Minutes of a meeting: the dates stand below the meeting's name.
    let above = heading.ancestors().find(|above| above.is_heading());
    above.map_or(heading.reading.document.title(), |above| clean(above.text()))
}

/// When it happens; none for a date whose year nothing tells.
fn when(heading: Entry<'_>, label: Label<'_>) -> Option<When> {
    let (date, clock, zone) = moment_of(heading, label);
    let day = label.day.map(|day| moment::of_day(heading, day));
    let written = date.map(|date| moment::of_dates(heading, date));
    let (mut start, mut end) = written.or(day).map_or((None, None), |moment| (moment.start, moment.end));
    if label.day.is_none() && start.is_none() && date.is_none_or(|date| date.first.year.is_none()) {
        return None;
    }
    let length = field(heading, &DURATION).and_then(|line| duration::read(line.value())).map(|(length, _)| length);
    let length = length.or(label.duration);
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
    (start, end) = (start.filter(plain), end.filter(plain));
    Some(When {
        text: label.text.into(),
        day: day.and_then(|day| day.day),
        start,
        end,
        time: clock.map(|clock| clock.start),
        zone: clock.map_or(zone, |clock| clock.zone.or(zone).or(heading.declared().zone)),
        minutes,
        rrule: None,
    })
}

/// Date and time of the heading, else of the fields; and the zone that stands beside the date.
fn moment_of(heading: Entry<'_>, label: Label<'_>) -> (Option<DateSpan>, Option<ClockPhrase>, Option<Tz>) {
    let (mut date, mut clock, mut zone) = (label.date, label.clock, label.zone);
    let start = |days: DateSpan| moment::of_dates(heading, days).start;
    let lines = heading.children().filter(|child| !child.is_heading());
    for line in lines.filter(|line| line.is_labelled(&MOMENT) || line.is_labelled(&DURATION)) {
        let Some((read, _)) = written::read(line.value()) else { continue };
        // The zone of another date says nothing about this one.
        if date.is_none_or(|date| read.days.is_some_and(|days| start(days) == start(date))) {
            zone = zone.or(read.zone);
        }
        date = date.or(read.days);
        clock = clock.or(read.clock);
    }
    (date, clock, zone)
}

fn people(heading: Entry<'_>) -> Vec<Name> {
    let mut people: Vec<Name> = Vec::new();
    let lines = || heading.children().filter(|child| !child.is_heading());
    let labelled = lines().any(|line| line.is_labelled(&PEOPLE));
    for line in lines().filter(|line| line.is_labelled(&PEOPLE) || !labelled && invited::says(*line)) {
        for name in super::people(line, line.value()) {
            if !people.iter().any(|known| *known.text == *name.text) {
                people.push(name);
            }
        }
        for item in line.children().filter(|child| child.is_item()) {
            people.extend(super::people(item, item.text()));
        }
    }
    people
}

/// Whether a field of the section, or of a section below it, says `CRITICAL`.
fn is_critical(reading: &Reading<'_>, from: u32, end: u32) -> bool {
    (from..end).map(|id| reading.entry(id)).any(|entry| {
        !entry.label().is_empty()
            && entry.is_labelled(&["critical"])
            && !["no", "false"].iter().any(|no| entry.value().trim().eq_ignore_ascii_case(no))
    })
}

fn explicit_id(heading: Entry<'_>) -> Option<Box<str>> {
    let span: Span = heading.span();
    let id = heading.reading.document.ids.iter().find(|id| span.contains(id.span))?;
    Some(id.id.as_str().into())
}

/// `Demo (optional)` -> `Demo`, and that it is optional.
fn without_optional(title: &str) -> (&str, bool) {
    let Some((before, inner)) = title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) else {
        return (title, false);
    };
    let optional = inner.trim().eq_ignore_ascii_case("optional") && !before.trim().is_empty();
    if optional { (before.trim_end(), true) } else { (title, false) }
}
