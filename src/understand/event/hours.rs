//! Lines that begin with a weekday or a time of day: `Mon 10:00 read-through` below a week with its dates, `09:00
//! Keynote` below a day, `Tue 13:00 Stand-up (15 min)` in a list of what comes every week.

use chrono::{Datelike, NaiveDate, Weekday};

use super::name::is_name;
use super::place::Place;
use super::title::{self, Split};
use super::told::{Gathered, Told};
use super::{invited, line, words};
use crate::understand::evidence::Evidence;
use crate::understand::fact::When;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{Entry, Kind, clean};
use crate::understand::{moment, timebox};

/// Longest line that is no sentence.
const LONGEST: usize = 160;

/// The event of such a line.
pub(super) fn read<'r>(entry: Entry<'r>, place: Place<'r>) -> Option<Told<'r>> {
    let text = clean(entry.text());
    if place.other || text.len() > LONGEST || !matches!(entry.kind(), Kind::Item { .. } | Kind::Paragraph) {
        return None;
    }
    let (head, rest) = head(entry, text)?;
    let (body, named) = title::before_names(title::first_clause(rest).0, |name| invited::is_known(entry, name));
    let Split { title, people, optional, .. } = title::split(body);
    if !is_name(title) || title.split_whitespace().count() > 10 || words::is_open_hours(title) {
        return None;
    }
    let mut gathered = Gathered::default();
    for mention in head.iter().copied().chain(entry.mentions_in(rest)) {
        if !line::is_day(&mention.phrase) {
            gathered.add(entry, mention);
        }
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "its line begins with a weekday or a time of day", entry.span());
    if words::names_happening(title) {
        evidence.add(1, "its name is that of something that takes place", entry.span());
    }
    let weekday = head.iter().find_map(|mention| match mention.phrase {
        Phrase::Weekday(day) => Some(day),
        _ => None,
    });
    let said = head.first().map_or("", |mention| entry.phrase_text(mention));
    let when = match date(entry, weekday) {
        Some((above, date)) => {
            evidence.add(2, "the line above it says the day", above.span());
            When { start: Some(date), text: said.into(), ..gathered.when }
        }
        None => {
            let rules = head.iter().any(|mention| matches!(mention.phrase, Phrase::Recurrence(_)));
            if !(place.schedule || rules && weekday.is_some()) || gathered.when.time.is_none() {
                return None;
            }
            evidence.add(2, "it stands under what lists things that take place", entry.span());
            When { rrule: Some(gathered.recurring()?.into()), text: said.into(), ..gathered.when }
        }
    };
    let mut told = Told::new(entry, title, when, evidence);
    told.people = people.or(named).map_or_else(Vec::new, |people| super::people(entry, people));
    told.event.optional = optional;
    told.fullness = 10;
    Some(told)
}

/// The weekdays, times and rules with which a text begins, and what follows.
fn head<'r>(entry: Entry<'r>, text: &'r str) -> Option<(Vec<&'r Mention>, &'r str)> {
    let mut rest = text;
    let mut head = Vec::new();
    for mention in entry.mentions_in(text) {
        let said = entry.phrase_text(mention);
        let gap = (said.as_ptr() as usize).wrapping_sub(rest.as_ptr() as usize);
        let timed = matches!(
            mention.phrase,
            Phrase::Clock(_) | Phrase::Weekday(_) | Phrase::Recurrence(_) | Phrase::Duration(_)
        ) && (!head.is_empty() || !matches!(mention.phrase, Phrase::Duration(_)));
        let apart = rest.get(..gap).is_none_or(|gap| gap.contains(char::is_alphanumeric) && gap.trim() != "at");
        if !timed || apart {
            break;
        }
        head.push(mention);
        rest = &rest[gap + said.len()..];
    }
    let rest = rest.trim_start_matches([' ', ':', '-', '–', '—', '|', ',', '·', '\u{1f}']);
    // `Daily syncs` is a name.
    let rules = head.iter().any(|mention| matches!(mention.phrase, Phrase::Recurrence(_)));
    let timed = head.iter().any(|mention| matches!(mention.phrase, Phrase::Clock(_)));
    (!head.is_empty() && (timed || !rules) && rest.starts_with(char::is_alphanumeric)).then_some((head, rest))
}

/// The date of a weekday, or of a time alone, by the line above that names its day or its week.
fn date<'r>(entry: Entry<'r>, weekday: Option<Weekday>) -> Option<(Entry<'r>, NaiveDate)> {
    let (above, mention, moment) = moment::governing(entry)?;
    let start = moment.start?;
    let named = if above.is_heading() || above.label().is_empty() { above.text() } else { above.label() };
    let week = timebox::lines::read(above).is_some() || matches!(mention.phrase, Phrase::Weeks(..));
    // What stands in an event's own section is its agenda.
    let plain = week || says_only_when(above, named) || words::is_schedule(named) && !words::names_ceremony(named);
    if !plain {
        return None;
    }
    let date = match (weekday, moment.end) {
        (Some(day), Some(end)) => {
            start.iter_days().take_while(|date| *date <= end).take(7).find(|date| date.weekday() == day)?
        }
        (Some(day), None) => Some(start).filter(|date| date.weekday() == day)?,
        (None, None) => start,
        (None, Some(_)) => return None,
    };
    Some((above, date))
}

/// Whether a piece of an entry's text holds nothing but days and times.
pub(super) fn says_only_when(entry: Entry<'_>, piece: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let said: usize = entry.mentions_in(piece).map(|mention| letters(entry.phrase_text(mention))).sum();
    said > 0 && said + 2 >= letters(piece)
}
