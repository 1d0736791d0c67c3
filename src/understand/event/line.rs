//! Events that a line tells: an item, a field or a paragraph with a day or date beside a title, in either order.

use super::name::{is_name, is_version};
use super::place::Place;
use super::title::{self, Split};
use super::told::{Gathered, Told};
use super::{Around, among, below, hours, invited, recurring, sentence, words};
use crate::understand::anchor;
use crate::understand::evidence::Evidence;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{Entry, Kind, Says, clean};
use crate::understand::timebox;

/// What must speak for an event.
const ENOUGH: i32 = 4;

/// Phrases that name a day or date.
const DAYS: Says = Says::DATE.or(Says::DAY).or(Says::OFFSET);
/// Phrases with which a line without a day begins, or that say how often.
const BEGINS: Says = Says::CLOCK.or(Says::WEEKDAY).or(Says::RECURRENCE);

/// The events of a line; mostly none or one.
pub(super) fn read<'r>(entry: Entry<'r>, around: &mut Around<'r>) -> Vec<Told<'r>> {
    let plans = around.plans;
    let (says, label) = (entry.says(), entry.label());
    let dated = says.any(DAYS);
    // A line without a label begins with a time or says how often; one that says nothing stands below a day.
    let may_tell = if entry.mentions().is_empty() {
        plans && below::may_tell(entry)
    } else {
        dated || !label.is_empty() || says.any(BEGINS)
    };
    if !may_tell || entry.task().is_some() || is_form(entry.text()) {
        return Vec::new();
    }
    if words::is_metadata(label) && !entry.mentions_in(label).any(|mention| is_day(&mention.phrase))
        || anchor::is_start_label(label)
        || anchor::is_window_label(label)
        || among::is_limit(entry)
    {
        return Vec::new();
    }
    if entry.mentions().is_empty() {
        return below::read(entry, around).into_iter().collect();
    }
    if dated && timebox::lines::read(entry).is_some() {
        return Vec::new();
    }
    let place = around.place(entry);
    // Sentences speak of days of all sorts of things.
    let prose = is_prose(entry);
    if dated && !prose && !recurring::leads(entry) {
        let found = clauses(entry, place);
        if !found.is_empty() {
            return found;
        }
    }
    if let Some(told) = hours::read(entry, place).filter(|_| !dated) {
        return vec![told];
    }
    let mut found = recurring::read(entry, place, plans);
    found.extend(sentence::read(entry, false));
    found
}

/// Whether a line is a paragraph of sentences.
pub(super) fn is_prose(entry: Entry<'_>) -> bool {
    entry.kind() == Kind::Paragraph && entry.label().is_empty() && entry.text().len() > 80
}

/// Whether a phrase names a day or date.
pub(super) fn is_day(phrase: &Phrase) -> bool {
    matches!(phrase, Phrase::Day(_) | Phrase::Date { .. } | Phrase::Offset(_))
}

/// A line of dots or underscores is to be filled in.
fn is_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'_', b'.', bytes)
        .any(|at| bytes[at..].starts_with(b"___") || bytes[at..].starts_with(b"...."))
}

/// `Day 7 demos; retrospective on Day 14`: an event for each clause with a day of its own, if there are several.
fn clauses<'r>(entry: Entry<'r>, place: Place<'r>) -> Vec<Told<'r>> {
    let value = if entry.label().is_empty() { entry.text() } else { entry.value() };
    let has_day = |piece: &str| entry.mentions_in(piece).any(|mention| is_day(&mention.phrase));
    let pieces: Vec<&str> = value.split(';').collect();
    let in_label = entry.mentions_in(entry.label()).any(|mention| is_day(&mention.phrase));
    if !in_label && pieces.len() > 1 && pieces.iter().filter(|piece| has_day(piece)).count() > 1 {
        return pieces.into_iter().flat_map(|piece| both(clause(entry, piece, None, place, 1))).collect();
    }
    let label = Some(entry.label()).filter(|label| !label.is_empty() && !in_label);
    let piece = if label.is_some() { value } else { entry.text() };
    clause(entry, piece, label, place, 0).into_iter().collect()
}

/// `shared retrospective and planning` are two.
fn both<'r>(told: Option<Told<'r>>) -> Vec<Told<'r>> {
    let Some(told) = told else { return Vec::new() };
    if let Some((one, other)) = told.title.split_once(" and ")
        && [one, other].iter().all(|part| {
            part.split_whitespace().count() <= 3 && part.rsplit(' ').next().is_some_and(words::names_ceremony)
        })
    {
        let titles = [one.to_owned(), other.to_owned()];
        return titles.into_iter().map(|title| Told { title, ..told.clone() }).collect();
    }
    vec![told]
}

/// Where the day of a piece stands: before the title, behind it, or alone behind a label.
struct Found<'r> {
    title: &'r str,
    /// What follows day and title.
    rest: &'r str,
    /// Whether the day stands before the title.
    leads: bool,
    gathered: Gathered,
    weight: i32,
    because: &'static str,
}

fn clause<'r>(
    entry: Entry<'r>,
    piece: &'r str,
    label: Option<&'r str>,
    place: Place<'r>,
    bonus: i32,
) -> Option<Told<'r>> {
    let found = find(entry, piece, label, place.schedule && entry.is_item())?;
    let Split { title, people, optional, critical } = title::split(found.title);
    // `15 May 2026, written by Ada` is the date of the text.
    let first = clean(found.title).trim_start_matches(is_mark).split(' ').next().unwrap_or_default();
    let frames = ["written", "updated", "author"];
    if title::are_duties(found.title) || found.leads && frames.iter().any(|known| first.eq_ignore_ascii_case(known)) {
        return None;
    }
    if !is_name(title) || words::is_past(title) && label.is_none() && !place.schedule {
        return None;
    }
    let behind = found.title.trim_start_matches(is_mark);
    if found.leads && label.is_none() && among::are_people(entry, title::tidy(behind)) {
        return among::of_people(entry, behind, found.gathered);
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(found.weight + bonus, found.because, entry.span());
    weigh(&mut evidence, entry, place, title);
    let mut gathered = found.gathered;
    let behind = people_in(found.rest);
    if !found.leads && (gathered.when.time.is_some() || behind.is_some()) {
        evidence.add(1, "a time of day, or who comes, stands beside the date", entry.span());
    }
    // A meeting with its date and time is one wherever it stands.
    let set = gathered.when.start.is_some() && gathered.when.time.is_some() && words::names_ceremony(title);
    let elsewhere = place.other && place.role.is_none() && !place.availability && (found.leads || !set);
    if evidence.weight() < ENOUGH || elsewhere {
        return None;
    }
    // Lengths and times of day may stand anywhere behind.
    for mention in entry.mentions_in(found.rest).chain(entry.mentions_in(found.title)) {
        if matches!(mention.phrase, Phrase::Duration(_) | Phrase::Clock(_)) {
            gathered.add(entry, mention);
        }
    }
    let named = title::before_names(title::first_clause(found.title).0, |_| false).1.filter(|_| found.leads);
    let after_name = || place.availability.then(|| invited::behind_colon(entry, found.title)).flatten();
    let people = people.or(named);
    // `Ada: Hall 2, Thu 3 Sep 10:30–12:30` beside others of her: where she is.
    let hosted = label.filter(|label| among::is_host(entry, label)).and_then(|_| among::before_day(entry, piece));
    let mut told = Told::new(entry, hosted.unwrap_or(title), gathered.when, evidence);
    let behind = if found.leads { people.or_else(after_name) } else { behind.or(people) };
    told.people = match place.role {
        Some(role) => vec![role.name(clean(role.text()))],
        None => behind.map_or_else(Vec::new, |people| super::people(entry, people)),
    };
    if let Some(host) = label.filter(|_| hosted.is_some()) {
        told.people = super::people(entry, host);
    } else if told.people.is_empty() {
        told.people = among::addressed(entry, found.title, found.rest);
    }
    let aside = told.people.is_empty() && entry.text().trim_end().to_ascii_lowercase().ends_with("(optional)");
    told.event.optional = optional || aside;
    told.event.critical = critical || entry.text().contains("CRITICAL");
    told.by = place.by();
    let parts = [!told.people.is_empty(), told.when.minutes.is_some(), told.when.time.is_some(), place.schedule];
    told.fullness = 10 + parts.into_iter().filter(|part| *part).count() as u32 * 2;
    if place.role.is_some() || place.availability {
        told.fullness = 5;
    }
    Some(told)
}

/// Looks for the day of a piece, and for the title before or behind it.
///
/// `listed` says that it is an item among things that take place: there no mark is needed behind the day.
fn find<'r>(entry: Entry<'r>, piece: &'r str, label: Option<&'r str>, listed: bool) -> Option<Found<'r>> {
    let mentions: Vec<&Mention> = entry.mentions_in(piece).collect();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| is_day(&mention.phrase)) {
        let phrase = entry.phrase_text(mention);
        let start = phrase.as_ptr() as usize - piece.as_ptr() as usize;
        let (before, mut after) = (&piece[..start], &piece[start + phrase.len()..]);
        let mut gathered = Gathered::default();
        gathered.add(entry, mention);
        // Times before it (`9:00, March 3`) and behind it (`Day 1 (Monday), 9:00`) are part of it.
        let head =
            !clean(before).contains(char::is_alphanumeric) || leads(entry, piece, &mentions[..at], &mut gathered);
        for next in &mentions[at + 1..] {
            let text = entry.phrase_text(next);
            let gap = text.as_ptr() as usize - after.as_ptr() as usize;
            if after[..gap].contains(char::is_alphanumeric)
                && !["at", "from", "@"].contains(&after[..gap].trim_matches(is_mark))
            {
                break;
            }
            gathered.add(entry, next);
            after = &after[gap + text.len()..];
        }
        if !gathered.is_dated() {
            continue;
        }
        let after = without_aside(after);
        if !head && is_bound(before) {
            continue;
        }
        let found = match label {
            Some(label) if head => Found {
                title: label,
                rest: after,
                leads: false,
                gathered,
                weight: 2,
                because: "a day or date follows its name",
            },
            _ if head && after.trim_start().starts_with(is_mark) => Found {
                title: after,
                rest: after,
                leads: true,
                gathered,
                weight: 3,
                because: "its line begins with a day or date",
            },
            _ if head
                && (listed
                    || among::ends_bold(entry, after)
                    || label.is_none()
                        && (words::names_happening(title::first_clause(after).0) || among::all_begin(entry))) =>
            {
                Found {
                    title: after,
                    rest: after,
                    leads: true,
                    gathered,
                    weight: 2,
                    because: "its line begins with a day or date",
                }
            }
            _ if head => continue,
            _ => {
                let title = before_mark(before, entry.text().trim_end().ends_with('.'))?;
                let title = match label {
                    // `Kickoff: all hands, Monday 5 January`: the label names it.
                    Some(label) if !words::names_happening(title) => label,
                    _ => title,
                };
                Found {
                    title,
                    rest: after,
                    leads: false,
                    gathered,
                    weight: 2,
                    because: "a day or date follows its name",
                }
            }
        };
        if !clean(found.title).is_empty() {
            return Some(found);
        }
    }
    None
}

/// Whether nothing but times stands before a day; takes them.
fn leads(entry: Entry<'_>, piece: &str, before: &[&Mention], gathered: &mut Gathered) -> bool {
    let Some(first) = before.first() else { return false };
    let times = before
        .iter()
        .all(|mention| matches!(mention.phrase, Phrase::Clock(_) | Phrase::Weekday(_) | Phrase::Weeks(..)));
    if !times || !clean(piece).starts_with(entry.phrase_text(first)) {
        return false;
    }
    for mention in before {
        gathered.add(entry, mention);
    }
    true
}

fn is_mark(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, ':' | '-' | '–' | '—' | '|' | ')' | '(' | ',' | '→' | '=' | ']' | '\u{1f}')
}

/// Without what stands in parentheses right behind a day: `(Sprint Start)`.
fn without_aside(after: &str) -> &str {
    let rest = after.trim_start();
    match rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((inner, _)) if title::are_names(inner) => after,
        Some((_, rest)) => rest,
        None => after,
    }
}

/// Whether the word before a day binds it to something else: `by Day 3`, `since 4 March`.
fn is_bound(before: &str) -> bool {
    const WORDS: [&str; 22] = [
        "by", "before", "until", "till", "after", "since", "from", "through", "of", "than", "version", "to", "for",
        "the", "as", "in", "and", "or", "dated", "ends", "due", "updated",
    ];
    let last = before.trim_end().rsplit([' ', '(']).next().unwrap_or_default();
    WORDS.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Words between a title and its day.
const JOINS: [&str; 13] = [
    "takes place on",
    "is held on",
    "is planned for",
    "is scheduled for",
    "scheduled for",
    "planned for",
    "is on",
    "are on",
    "starts",
    "begins",
    "opens",
    "on",
    "at",
];

/// The title before a day, if a mark or `on` stands between; `sentence` says that the line ends like one.
fn before_mark(before: &str, sentence: bool) -> Option<&str> {
    let trimmed = before.trim_end();
    let joined = JOINS.iter().find_map(|word| {
        let head = trimmed.strip_suffix(word)?;
        head.ends_with(char::is_whitespace).then(|| head.trim_end())
    });
    let title = match joined {
        Some(title) => title,
        None => trimmed.strip_suffix(['(', ':', '-', '–', '—', ',', '|', '@'])?.trim_end(),
    };
    // Of a sentence the clause with the day counts, and only a short one.
    let ends = title.match_indices(". ").filter(|(at, _)| !title::is_short(&title[..*at])).last();
    let clause = ends.map_or(title, |(at, _)| &title[at + 2..]);
    let clause = clause.rsplit(';').next().unwrap_or(clause).trim();
    // `Demo held on 9 January` tells of what is over.
    if words::is_over(clause) || (joined.is_some() || sentence) && words::is_told(clause) {
        return None;
    }
    let count = clause.split_whitespace().count();
    (count <= if joined.is_some() { 8 } else { 10 }).then_some(clause)
}

/// What the place and the words say for an event.
fn weigh(evidence: &mut Evidence, entry: Entry<'_>, place: Place<'_>, title: &str) {
    let span = entry.span();
    if place.schedule {
        evidence.add(2, "it stands under what lists things that take place", span);
    }
    if place.role.is_some() {
        evidence.add(2, "it stands in a list of meetings", span);
    }
    if place.availability {
        evidence.add(2, "it stands in a list of days to be kept free", span);
    }
    if words::names_happening(title) {
        evidence.add(2, "its name is that of something that takes place", span);
    } else if is_version(title) {
        evidence.add(2, "its name is a version, which is released on that day", span);
    }
    let (alike, days) = among::siblings(entry);
    if entry.label().is_empty() && among::all_begin(entry) {
        evidence.add(2, "all lines beside it begin with days, too", span);
    } else if alike >= 2 {
        evidence.add(if days { 2 } else { 1 }, "the lines beside it name days, too", span);
    }
}

/// `) - All stakeholders (1 hour)`: who comes, behind a day.
fn people_in(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(|letter| is_mark(letter) || letter == '.');
    let rest = title::first_clause(rest).0.trim_end();
    // The parenthesis that was opened before the names.
    let rest = rest.strip_suffix(')').filter(|rest| !rest.contains('(')).unwrap_or(rest);
    let split = title::split(rest);
    let names = split.title;
    title::are_names(names).then_some(names)
}
