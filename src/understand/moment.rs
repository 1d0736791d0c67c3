//! When a phrase is: days of the timebox and dates on the calendar. What nothing tells stays unknown.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;

use super::anchor;
use super::phrase::date::DateSpan;
use super::phrase::day::DayPhrase;
use super::phrase::mention::{Mention, Phrase};
use super::phrase::offset::{Offset, Side};
use super::reading::{Entry, clean};

/// Days that a phrase names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Day of the timebox, of a span the first.
    pub day: Option<i32>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive, where it is not the first.
    pub end: Option<NaiveDate>,
    /// The zone of these days, where it is written without a time of day: `(AoE)`.
    pub zone: Option<Tz>,
}

/// The days that a phrase of an entry names; none for phrases that name no day, and for days of another timebox.
pub fn of(entry: Entry<'_>, mention: &Mention) -> Option<Moment> {
    match &mention.phrase {
        Phrase::Date { days, zone, .. } => Some(Moment { zone: *zone, ..of_dates(entry, *days) }),
        Phrase::Day(day) => {
            let own = !anchor::is_of_other(entry, mention, &entry.reading.anchors);
            own.then(|| of_day(entry, *day))
        }
        Phrase::Weeks(first, last) => {
            let (start, end) = entry.reading.anchors.at(entry).week_dates(*first, *last);
            Some(Moment { start, end, ..Moment::default() })
        }
        Phrase::Period(first, last) => {
            let end = Some(*last).filter(|last| last > first);
            Some(Moment { start: Some(*first), end, ..Moment::default() })
        }
        Phrase::Offset(offset) => of_offset(entry, mention, *offset),
        _ => None,
    }
}

/// The days of a date or a span of dates; a missing year is that of what stands around.
pub fn of_dates(entry: Entry<'_>, days: DateSpan) -> Moment {
    let (start, end) = entry.reading.anchors.span(entry, days);
    Moment { start, end, ..Moment::default() }
}

/// The days of a day of the timebox.
pub fn of_day(entry: Entry<'_>, day: DayPhrase) -> Moment {
    let anchor = entry.reading.anchors.at(entry);
    let (start, end) = anchor.dates(day);
    Moment { day: anchor.numbers(day).map(|(first, _)| first), start, end, zone: None }
}

/// `1 week before Sprint 18`, `2 days after the sprint`: none unless it is counted from the timebox's start or end.
fn of_offset(entry: Entry<'_>, mention: &Mention, offset: Offset) -> Option<Moment> {
    let anchor = entry.reading.anchors.at(entry);
    let text = entry.raw_text();
    let from = reference(text.get(mention.end as usize..)?, anchor.name.as_deref(), || stands_before_start(entry))?;
    let start = anchor.days.map(|days| days.start);
    let days = Duration::days(i64::from(offset.minutes.div_ceil(24 * 60)));
    let date = match (offset.side, from) {
        (Side::Before, Reference::End) => anchor.end?.checked_sub_signed(days),
        (Side::Before, _) => start.and_then(|start| start.checked_sub_signed(days)),
        (Side::After, Reference::Start) => start.and_then(|start| start.checked_add_signed(days)),
        (Side::After, _) => anchor.end?.checked_add_signed(days),
        (Side::Within, _) => return None,
    };
    Some(Moment { start: date, ..Moment::default() })
}

/// From what an offset is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reference {
    /// The timebox: before its start, after its end.
    Whole,
    Start,
    End,
}

/// What the words after an offset refer to, where that is the timebox; `alone` says so where there are none.
fn reference(rest: &str, name: Option<&str>, alone: impl Fn() -> bool) -> Option<Reference> {
    // The words go on to the end of their clause.
    let end = rest.find([',', ';', ':', '(', ')', '.', '–', '—', '\u{1f}']).unwrap_or(rest.len());
    let clause = rest[..end].to_lowercase();
    let mut words: Vec<&str> =
        clause.split_whitespace().filter(|word| !["the", "of", "this", "our"].contains(word)).collect();
    if words.is_empty() {
        return alone().then_some(Reference::Whole);
    }
    let mut reference = Reference::Whole;
    // `the start of the sprint`, `sprint start`
    for at in [0, words.len() - 1] {
        let found = match words[at] {
            "start" | "starts" | "begins" | "beginning" | "kickoff" | "kick-off" => Reference::Start,
            "end" | "ends" | "close" => Reference::End,
            _ => continue,
        };
        reference = found;
        words.remove(at);
        break;
    }
    let named = words.join(" ");
    let unit = ["sprint", "iteration", "project", "timebox", "cycle"].contains(&named.as_str());
    let own = name.is_some_and(|name| name.to_lowercase() == named);
    let kickoff = named.is_empty() && reference == Reference::Start;
    (unit || own || kickoff).then_some(reference)
}

/// Whether headings above speak of the time before a timebox, so that `1 week before` needs no more words.
fn stands_before_start(entry: Entry<'_>) -> bool {
    let mut headings = entry.ancestors().filter(|above| above.is_heading() && above.level() > 1);
    headings.any(|heading| {
        let text = heading.text().to_lowercase();
        ["sprint", "kickoff", "kick-off", "iteration"].iter().any(|word| text.contains(word))
    })
}

/// When what stands under it is due: the days that the nearest heading or line above an entry begins with, ends in or
/// has in parentheses (`### Day 3: Review`, `**1 week before the sprint:**`), and the entry that says so.
pub fn governing<'r>(entry: Entry<'r>) -> Option<(Entry<'r>, &'r Mention, Moment)> {
    entry.ancestors().find_map(|above| {
        if above.mentions().is_empty() {
            return None;
        }
        let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
        above.mentions_in(named).filter(|mention| governs(above, named, mention)).find_map(|mention| {
            let moment = of(above, mention).filter(|moment| *moment != Moment::default())?;
            Some((above, mention, moment))
        })
    })
}

/// Whether a phrase says when all of the line is: at its head, after its last colon or dash, or in parentheses of its
/// own. The day of something else that the line mentions (`Follow-ups of the Day 3 review`) does not.
fn governs(above: Entry<'_>, named: &str, mention: &Mention) -> bool {
    let phrase = above.phrase_text(mention);
    let at = (phrase.as_ptr() as usize).wrapping_sub(named.as_ptr() as usize);
    let (Some(before), Some(after)) = (named.get(..at), named.get(at + phrase.len()..)) else { return false };
    let before = before.trim_end();
    let after = after.trim_start();
    // An offset takes the words that it is counted from with it.
    let ends = matches!(mention.phrase, Phrase::Offset(_)) || !after.starts_with(char::is_alphanumeric);
    let heads = clean(named).starts_with(phrase) || !before.contains(char::is_alphanumeric);
    let closes =
        before.ends_with(['(', ':', '–', '—', '-', ',', '|', '/']) || ends_in(before, &["by", "on", "due", "before"]);
    (heads || closes) && (ends || heads && matches!(mention.phrase, Phrase::Weeks(..)))
}

fn ends_in(text: &str, words: &[&str]) -> bool {
    text.rsplit(' ').next().is_some_and(|last| words.iter().any(|word| last.eq_ignore_ascii_case(word)))
}
