//! What the lines around a line say of it: dates that limit something else, and dates behind which people stand.

use super::name::is_name;
use super::told::{Gathered, Told};
use super::{line, section, title, words};
use crate::understand::evidence::Evidence;
use crate::understand::fact::Name;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::names;
use crate::understand::reading::{Entry, clean};
use crate::understand::staff;

/// Labels of days by which something is to be there.
const LIMITS: [&str; 6] = ["deadline", "due", "due date", "by when", "decide by", "needed by"];
/// Labels of lines beside them that say that the lines tell of work or of a choice.
const WORK: [&str; 6] = ["owner", "assignee", "responsible", "status", "state", "priority"];

/// Whether a field limits what the fields beside it tell of, a decision or a piece of work: `Deadline: 30 April`.
pub(super) fn is_limit(entry: Entry<'_>) -> bool {
    entry.is_labelled(&LIMITS)
        && entry.parent().is_some_and(|above| {
            above
                .children()
                .any(|line| !line.label().is_empty() && (line.is_labelled(&WORK) || section::of_decision(line)))
        })
}

/// Whether a text behind a date is a list of people and no name of an event: `Ada Okoye, Kai Moor`, `all four`; one
/// name alone where the list tells who is on duty.
pub(super) fn are_people(entry: Entry<'_>, text: &str) -> bool {
    if words::names_happening(text) {
        return false;
    }
    let list = names::split(text);
    let person = |name: &&str| staff::is_full_name(name) || is_everyone(name);
    match list[..] {
        [] => false,
        [one] if is_everyone(one) => true,
        [one] => staff::is_person(one) && (staff::on_duty(entry) || comes_again(entry, one)),
        _ => list.iter().filter(|name| person(name)).count() * 2 > list.len() && list.iter().all(staff_or_everyone),
    }
}

fn staff_or_everyone(name: &&str) -> bool {
    is_everyone(name) || staff::is_person(name) || staff::is_role_or_group(name)
}

/// `all`, `all four`, `everybody`
fn is_everyone(name: &str) -> bool {
    const COUNTS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let is = |word: &str, any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
    is(name, &["all", "everybody", "everyone", "whole team", "the whole team", "all of us"])
        || is(first, &["all"]) && is(rest, &COUNTS)
}

/// Whether another line of the list ends in the same name: people take turns, events have names of their own.
fn comes_again(entry: Entry<'_>, name: &str) -> bool {
    let Some(above) = entry.parent() else { return false };
    let mut others = above.children().filter(|other| other.id != entry.id && other.kind() == entry.kind());
    !name.contains(' ') && others.any(|other| clean(other.text()).ends_with(name))
}

/// The meeting on a date behind which its people stand: the heading above names it.
pub(super) fn of_people<'r>(entry: Entry<'r>, text: &'r str, gathered: Gathered) -> Option<Told<'r>> {
    let above = entry.parent()?;
    let heading = clean(if above.label().is_empty() { above.text() } else { above.label() });
    let last = heading.rsplit(' ').next()?;
    if !words::names_ceremony(last) || heading.split_whitespace().count() > 4 || !gathered.is_dated() {
        return None;
    }
    let name = last.strip_suffix('s').map_or(heading, |_| &heading[..heading.len() - 1]);
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "its line begins with a day or date, and says who comes", entry.span());
    evidence.add(2, "the line above it names a meeting", above.span());
    let mut told = Told::new(entry, name, gathered.when, evidence);
    told.people = super::people(entry, title::tidy(text));
    told.fullness = 12;
    Some(told)
}

/// Whether each line of a list of some begins with a day or date: `4 May Doors open`.
pub(super) fn all_begin(entry: Entry<'_>) -> bool {
    let Some(above) = entry.parent().filter(|_| entry.is_item()) else { return false };
    let begins = |line: Entry<'_>| {
        let first = line.mentions().first();
        first
            .is_some_and(|first| line::is_day(&first.phrase) && clean(line.text()).starts_with(line.phrase_text(first)))
    };
    let mut count = 0;
    above.children().filter(|line| line.kind() == entry.kind()).take(MOST).all(|line| {
        count += 1;
        begins(line)
    }) && count >= FEWEST
}

/// Most lines of a list that are looked at.
const MOST: usize = 12;
/// Fewest lines of a list that tell what it lists.
const FEWEST: usize = 3;

/// Whether a label names a person, who has other lines of the list as well.
pub(super) fn is_host(entry: Entry<'_>, label: &str) -> bool {
    let again = |above: Entry<'_>| {
        above.children().any(|other| other.id != entry.id && other.label().eq_ignore_ascii_case(label))
    };
    staff::is_person(label) && !words::names_happening(label) && entry.parent().is_some_and(again)
}

/// What stands before the first day of a piece: `Hall 2`.
pub(super) fn before_day<'r>(entry: Entry<'r>, piece: &'r str) -> Option<&'r str> {
    let day = entry.mentions_in(piece).find(|mention| line::is_day(&mention.phrase))?;
    let before = piece.get(..entry.phrase_text(day).as_ptr() as usize - piece.as_ptr() as usize)?;
    Some(title::tidy(before)).filter(|name| is_name(name))
}

/// People that a line addresses with a title behind what it names: `choir; Mr. Lindqvist at the piano`.
pub(super) fn addressed(entry: Entry<'_>, one: &str, other: &str) -> Vec<Name> {
    const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "prof", "professor"];
    let text = if one.len() > other.len() { one } else { other };
    let mut pieces = text.split([',', ';', '(']).map(str::trim);
    let person = |piece: &str| {
        let (head, rest) = piece.split_once(' ')?;
        let known = TITLES.iter().any(|title| head.trim_end_matches('.').eq_ignore_ascii_case(title));
        let last = rest.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).next()?;
        let capital = known && last.starts_with(char::is_uppercase);
        capital.then(|| entry.name(&text[offset(text, piece)..offset(text, last) + last.len()]))
    };
    pieces.next();
    pieces.filter_map(person).collect()
}

/// Where a piece of a text begins.
fn offset(text: &str, piece: &str) -> usize {
    piece.as_ptr() as usize - text.as_ptr() as usize
}

/// How many lines beside an entry name a day or date, and whether those are days of the timebox; a few are looked at.
pub(super) fn siblings(entry: Entry<'_>) -> (usize, bool) {
    let Some(parent) = entry.parent() else { return (0, false) };
    let beside = parent.children().filter(|child| child.id != entry.id && child.kind() == entry.kind()).take(12);
    let alike: Vec<bool> = beside
        .filter_map(|child| {
            child.phrases().find(|phrase| line::is_day(phrase)).map(|phrase| matches!(phrase, Phrase::Day(_)))
        })
        .collect();
    (alike.len(), alike.iter().filter(|day| **day).count() >= 2)
}

/// Whether the bold text at a line's head ends where `after` begins: `**Jan 21** Feature complete`.
pub(super) fn ends_bold(entry: Entry<'_>, after: &str) -> bool {
    let bold = entry.bold();
    !bold.is_empty() && bold.as_ptr() as usize + bold.len() == after.as_ptr() as usize
}
