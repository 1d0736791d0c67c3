//! How much time a role takes, and which meetings it lists for itself.

use crate::base::span::Span;
use crate::understand::fact::{Listed, Role, When};
use crate::understand::moment;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::names;
use crate::understand::reading::Entry;
use crate::understand::staff;

const COMMITMENT: [&str; 8] =
    ["time commitment", "commitment", "time", "time required", "effort", "hours", "total time", "expected time"];
const MEETINGS: [&str; 8] = [
    "meetings",
    "meetings attended",
    "required meetings",
    "sessions",
    "ceremonies",
    "events",
    "attends",
    "touchpoints",
];
/// Words of labels of lines that say how much time a role takes.
const TIME: [&str; 7] = ["time", "effort", "hours", "commitment", "workload", "load", "needed"];
/// Words of labels of lists that are no meetings.
const OTHERS: [&str; 14] = [
    "deliverables",
    "tasks",
    "deadlines",
    "due",
    "milestones",
    "risks",
    "decisions",
    "actions",
    "history",
    "holidays",
    "absences",
    "away",
    "shifts",
    "duty",
];
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Reads the lines of a role's section that tell its time and its meetings.
pub(super) fn read(section: Entry<'_>, role: &mut Role) {
    if let Some(line) = section.field(&COMMITMENT).or_else(|| commitment(section)) {
        role.hours = hours(line);
        role.count = count(line);
    }
    if let Some(list) = list(section) {
        role.count = role.count.or_else(|| count(list));
        role.meetings_span = Some(list.span());
        role.meetings = list.children().filter(|child| child.is_item()).map(listed).collect();
    }
}

/// `Time you need: 3 hours`: a length at the head of the value of a line about time.
fn commitment(section: Entry<'_>) -> Option<Entry<'_>> {
    section.children().find(|line| {
        let length = line.mentions_in(line.value()).next();
        !line.is_heading()
            && length.is_some_and(|mention| {
                matches!(mention.phrase, Phrase::Duration(DurationPhrase::Minutes(_)))
                    && line.value().starts_with(line.phrase_text(mention))
            })
            && staff::has_word(line.label(), &TIME)
    })
}

/// The line or heading under which a role's section lists its meetings: by its label, or because its items are
/// meetings, each with a day and a length.
pub fn list(section: Entry<'_>) -> Option<Entry<'_>> {
    let labelled = section.field(&MEETINGS).filter(|list| list.children().any(Entry::is_item));
    let lines = || section.children().filter(|child| !child.is_heading() && !child.is_item());
    labelled
        .or_else(|| lines().find(|line| lists_meetings(*line)))
        .or_else(|| Some(section).filter(|it| lists_meetings(*it)))
}

fn lists_meetings(above: Entry<'_>) -> bool {
    let name = if above.label().is_empty() { above.text() } else { above.label() };
    let mut items = above.children().filter(|child| child.is_item()).peekable();
    items.peek().is_some() && items.all(is_meeting) && !staff::has_word(name, &OTHERS)
}

/// `Kickoff, 7 September (1 hour)`
fn is_meeting(item: Entry<'_>) -> bool {
    let dated = || item.phrases().any(|phrase| matches!(phrase, Phrase::Day(_) | Phrase::Date { .. }));
    let long = || item.phrases().any(|phrase| matches!(phrase, Phrase::Duration(DurationPhrase::Minutes(_))));
    item.task().is_none() && dated() && long()
}

/// `8 hours total`: minutes, and the place; not `15 min/day`, which is no total.
fn hours(line: Entry<'_>) -> Option<(u32, Span)> {
    let value = line.value();
    line.mentions_in(value).find_map(|mention| {
        let Phrase::Duration(DurationPhrase::Minutes(minutes)) = mention.phrase else { return None };
        let written = line.phrase_text(mention);
        let after = &value[end_in(value, written)..];
        let after = after.trim_start();
        if ["/", "per ", "a day", "a week", "each", "daily", "weekly", "every"]
            .iter()
            .any(|each| after.starts_with(each))
        {
            return None;
        }
        let total = ["total", "in total", "altogether", "overall"].iter().find(|word| after.starts_with(**word));
        let end = total.map_or(end_in(value, written), |word| value.len() - after.len() + word.len());
        Some((minutes, line.span_of(&value[start_in(value, written)..end])))
    })
}

fn start_in(text: &str, piece: &str) -> usize {
    piece.as_ptr() as usize - text.as_ptr() as usize
}

fn end_in(text: &str, piece: &str) -> usize {
    start_in(text, piece) + piece.len()
}

/// `(3 meetings)`, `four meetings`: how many, and the place.
fn count(line: Entry<'_>) -> Option<(u32, Span)> {
    let value = line.value();
    let mut before: Option<&str> = None;
    for word in value.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let counted =
            ["meetings", "meeting", "sessions", "session"].iter().any(|known| word.eq_ignore_ascii_case(known));
        if counted && let Some(number) = before.and_then(|before| number(before).map(|number| (before, number))) {
            let from = start_in(value, number.0);
            return Some((number.1, line.span_of(&value[from..end_in(value, word)])));
        }
        before = Some(word);
    }
    None
}

fn number(word: &str) -> Option<u32> {
    let named = NUMBERS.iter().position(|name| word.eq_ignore_ascii_case(name));
    named.map(|at| at as u32 + 1).or_else(|| word.parse().ok().filter(|number| *number < 1000))
}

/// `Sprint Kickoff (Day 1) - 1 hour`, `Day 1: Sprint Kickoff, 1 hour`
fn listed(item: Entry<'_>) -> Listed {
    let mut when = When::default();
    for mention in item.mentions() {
        if let Some(moment) = moment::of(item, mention).filter(|_| when.text.is_empty()) {
            when.text = item.phrase_text(mention).into();
            (when.day, when.start, when.end, when.zone) = (moment.day, moment.start, moment.end, moment.zone);
        }
        match &mention.phrase {
            Phrase::Date { clock: Some(clock), .. } | Phrase::Clock(clock) if when.time.is_none() => {
                when.time = Some(clock.start);
                when.zone = clock.zone.or(when.zone).or(item.declared().zone);
                when.minutes = when.minutes.or(clock.minutes());
            }
            Phrase::Duration(DurationPhrase::Minutes(minutes)) if when.minutes.is_none() => {
                when.minutes = Some(*minutes);
            }
            Phrase::Recurrence(rule) if when.rrule.is_none() => {
                when.rrule = Some(rule.to_string().into());
                if when.text.is_empty() {
                    when.text = item.phrase_text(mention).into();
                }
            }
            _ => {}
        }
    }
    Listed { title: title(item).into(), span: item.span(), when }
}

/// The meetings that a cell lists for the role of its row, each with its hours: `Planning (2), Review (1.5)` below
/// `Meetings (hours)`.
pub(super) fn of_row(row: Entry<'_>, role: &mut Role) {
    let lists = |header: &str| {
        staff::words(header).next().is_some_and(|first| {
            ["meetings", "sessions", "ceremonies"].iter().any(|word| first.eq_ignore_ascii_case(word))
        })
    };
    let Some(cell) = row.cells().find(|cell| lists(cell.header()) && cell.text().contains(',')) else { return };
    let in_hours = staff::has_word(cell.header(), &["hours", "hour", "h"]);
    for piece in names::split(cell.text()) {
        let (title, inside) = match piece.strip_suffix(')').and_then(|piece| piece.rsplit_once('(')) {
            Some((title, inside)) => (title.trim(), inside.trim()),
            None => (piece, ""),
        };
        let hours = inside.parse::<f32>().ok().filter(|hours| in_hours && (0.0..100.0).contains(hours));
        let when = When { minutes: hours.map(|hours| (hours * 60.0).round() as u32), ..When::default() };
        role.meetings.push(Listed { title: title.into(), span: row.span_of(piece), when });
    }
    role.meetings_span = Some(row.span_of(cell.text()));
}

/// What is left of an item without its phrases of time.
fn title(item: Entry<'_>) -> &str {
    let text = item.text();
    let mut best = "";
    let mut from = 0;
    let timed = |mention: &&Mention| !matches!(mention.phrase, Phrase::Quantity { .. });
    let mut longest = |piece: &'_ str, at: usize| {
        let piece = trimmed(piece);
        if piece.0.len() > best.len() {
            best = &text[at + piece.1..at + piece.1 + piece.0.len()];
        }
    };
    for mention in item.mentions().iter().filter(timed) {
        let written = item.phrase_text(mention);
        let start = start_in(text, written);
        longest(&text[from..start.max(from)], from);
        from = start + written.len();
    }
    longest(&text[from..], from);
    if best.is_empty() { text } else { best }
}

/// A piece without marks at its ends, and where it begins within.
fn trimmed(piece: &str) -> (&str, usize) {
    let inner = piece.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '"' | '#'));
    let at = piece.len() - inner.len();
    let inner = inner.trim_end_matches(|letter: char| letter.is_whitespace() || "(-–—:,;/|[·.".contains(letter));
    (inner, at)
}
