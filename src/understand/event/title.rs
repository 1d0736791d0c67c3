//! A line's words -> a name: its first clause, without days, lengths, states, emoji and who comes.

use super::words;
use crate::understand::phrase::{duration, names, role, state};
use crate::understand::reading::clean;

/// A title, and what followed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split<'t> {
    /// The name.
    pub title: &'t str,
    /// Who comes, where that follows a dash.
    pub people: Option<&'t str>,
    pub optional: bool,
    pub critical: bool,
}

/// Most bytes of a title that is left whole.
const LONG: usize = 72;

/// The name with which a text begins, and who comes.
pub(super) fn split(text: &str) -> Split<'_> {
    let critical = text.contains("CRITICAL");
    let text = text.trim().trim_end_matches("CRITICAL").trim_end_matches([' ', '*', '-', '–', '—']);
    let text = without_state(clean(text));
    // Commas behind the dash stand between names.
    let (title, people) = match at_dash(until(text, usize::MAX).0) {
        (title, Some(people)) => (title, Some(people)),
        _ => at_dash(first_clause(text).0),
    };
    let (mut title, mut optional) = (before_comma(title), false);
    while let Some((before, inside)) = parentheses_at_end(title) {
        let says = inside.trim().to_ascii_lowercase();
        optional |= says == "optional";
        if says != "optional" && !is_aside(inside) {
            break;
        }
        title = before;
    }
    Split { title: tidy(title), people, optional, critical }
}

/// What a heading calls an event: all of it but asides at its end, and that it holds notes of it.
pub(super) fn of_heading(text: &str) -> Split<'_> {
    let text = without_state(clean(text));
    let (mut title, mut optional) = (text, false);
    while let Some((before, inside)) = parentheses_at_end(title).filter(|(_, inside)| is_aside(inside)) {
        optional |= inside.trim().eq_ignore_ascii_case("optional");
        title = before;
    }
    for kind in [" notes", " minutes", " agenda", " invitation"] {
        let at = title.len().saturating_sub(kind.len());
        if title.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(kind)) {
            title = &title[..at];
        }
    }
    Split { title: tidy(title), people: None, optional, critical: false }
}

/// A text up to where its first clause ends, and what follows.
pub(super) fn first_clause(text: &str) -> (&str, &str) {
    until(text, LONG)
}

/// First bytes of the marks that [`until`] looks at; no byte within a character is among them.
const MAY_END: [bool; 256] = {
    let (marks, mut table, mut at) = (b"([)];:.!,\x1f\xe2", [false; 256], 0);
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// The same; a comma ends the clause only in a text of more than `long` bytes.
fn until(text: &str, long: usize) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| MAY_END[usize::from(*byte)]) {
        let Some(letter) = text[at..].chars().next() else { break };
        let rest = &text[at + letter.len_utf8()..];
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ';' | '→' | '\u{1f}' => return (&text[..at], rest),
            '.' if spaced && is_short(&text[..at]) => {}
            ':' | '.' | '!' if spaced && at > 0 => return (&text[..at], rest),
            ',' if spaced && at >= 24 && text.len() > long => return (&text[..at], rest),
            _ => {}
        }
    }
    (text, "")
}

/// Whether a full stop behind a text ends a word and no sentence: `Gate no.`
pub(super) fn is_short(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    ["no", "nr", "vs", "mr", "mrs", "ms", "dr", "st", "approx", "incl", "ca"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// `Kickoff, everybody` -> `Kickoff`; lists of what happens stay whole.
fn before_comma(clause: &str) -> &str {
    match clause.split_once(", ") {
        Some((name, rest)) if words::names_happening(name) && !words::names_happening(rest) && !name.contains('(') => {
            name
        }
        _ => clause,
    }
}

/// `Review - Security Team, Tech Lead (2 hours)` -> `Review`, `Security Team, Tech Lead`.
fn at_dash(clause: &str) -> (&str, Option<&str>) {
    for mark in [" - ", " – ", " — "] {
        let Some((title, rest)) = clause.split_once(mark) else { continue };
        if title.trim().is_empty() {
            continue;
        }
        let people = without_asides(rest);
        if are_names(people) {
            return (title, Some(people));
        }
        if duration::read(rest.trim()).is_some() || clause.len() > LONG {
            return (title, None);
        }
    }
    (clause, None)
}

/// Whether a text is a list of people, roles or groups: short names, each in capitals.
pub(super) fn are_names(text: &str) -> bool {
    let list = names::split(text);
    // Capitals alone make no names: `Execution - Production Readiness`.
    let known = |name: &&str| match role::sort(name) {
        Some(role::Sort::Capitalised) => list.len() > 1 || !name.contains(' '),
        sort => sort.is_some() || name.to_ascii_lowercase().starts_with("all "),
    };
    list.iter().any(known)
        && list.iter().all(|name| {
            let words = without_asides(name).split_whitespace().count();
            let capital = name.starts_with(char::is_uppercase)
                || name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("all "));
            capital
                && (1..=5).contains(&words)
                && !name.contains(|letter: char| letter.is_ascii_digit())
                && (!words::names_ceremony(name)
                    || matches!(role::sort(name), Some(role::Sort::Role | role::Sort::Group)))
        })
}

/// `Ada (door), Kai (bar)`: who has which duty, and nothing that takes place.
pub(super) fn are_duties(text: &str) -> bool {
    let list = names::split(clean(tidy(text)));
    list.len() > 1
        && list.iter().all(|name| {
            let bare = without_parentheses(name);
            bare.len() < name.trim().len()
                && bare.split(' ').count() <= 3
                && role::sort(bare).is_some()
                && !words::names_happening(bare)
        })
}

fn without_parentheses(name: &str) -> &str {
    parentheses_at_end(name.trim()).map_or(name.trim(), |(before, _)| before)
}

/// `model of the stage, Ada Okoye, Workshop` -> `model of the stage`, and who comes.
pub(super) fn before_names(text: &str, known: impl Fn(&str) -> bool) -> (&str, Option<&str>) {
    let person = |name: &str| {
        let everybody = ["everybody", "everyone", "all"].iter().any(|word| name.eq_ignore_ascii_case(word));
        everybody || role::sort(name).is_some() || known(name)
    };
    if let Some((before, inside)) = parentheses_at_end(text)
        && names::split(inside).iter().all(|name| person(name) && !words::names_happening(name))
    {
        return (before, Some(inside));
    }
    // Where the best list begins, and how many of its pieces so far are names and are none.
    let (mut best, mut at, mut named, mut others) = (None, text.len(), 0, 0);
    while let Some((before, piece)) = text[..at].rsplit_once(", ") {
        let piece = piece.trim();
        if person(piece) {
            named += 1;
            // What is nearest to the title may be part of it: `Planning, Review`.
            best = Some((before.len(), piece)).filter(|_| others * 2 <= named).or(best);
        } else {
            others += 1;
            if piece.split_whitespace().count() > 2 {
                break;
            }
        }
        at = before.len();
    }
    match best {
        Some((at, nearest)) if known(nearest) || !words::names_ceremony(nearest) => {
            (&text[..at], Some(text[at..].trim_start_matches([',', ' '])))
        }
        _ => (text, None),
    }
}

fn without_asides(text: &str) -> &str {
    let mut text = text.trim();
    while let Some((before, inside)) = parentheses_at_end(text) {
        if !is_aside(inside) {
            break;
        }
        text = before;
    }
    text
}

/// Whether parentheses hold no part of a name: a length, a day, a time, `optional`.
fn is_aside(inside: &str) -> bool {
    let inside = inside.trim();
    const ASIDES: [&str; 6] = ["optional", "last day", "first day", "end of sprint", "recommended", "recurring"];
    inside.is_empty() || ASIDES.iter().any(|aside| inside.eq_ignore_ascii_case(aside)) || {
        let mentions = crate::understand::phrase::mention::mentions(inside);
        mentions.first().is_some_and(|first| first.start == 0) && {
            let last = mentions.last().map_or(0, |last| last.end as usize);
            inside.len() - last <= 12
        }
    }
}

fn parentheses_at_end(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    Some((before.trim_end(), inside)).filter(|(before, _)| !before.is_empty())
}

fn without_state(text: &str) -> &str {
    let text = state::read_head(text).map_or(text, |(_, length)| clean(&text[length..]));
    match state::read_tail(text) {
        Some((_, at)) if at > 0 => text[..at].trim_end(),
        _ => text,
    }
}

/// Without marks and symbols around it.
pub(super) fn tidy(text: &str) -> &str {
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, ':' | '-' | '–' | '—' | '|' | '*' | '_' | ',' | ';' | '→' | '“' | '”' | '\u{fe0f}')
    });
    let text = text
        .trim_end_matches(|letter: char| !letter.is_alphanumeric() && !letter.is_ascii_punctuation() || letter == '.');
    let text = text.trim_end_matches(['(', '[']);
    // Brackets of a reference that nothing defines.
    match text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) => inner,
        _ => text.trim(),
    }
}

/// Without the brackets of references that nothing defines: `Begin [Code Freeze] and [Test Freeze][tf]`.
pub(in crate::understand) fn without_brackets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((inner, behind)) = after.split_once(']').filter(|(inner, _)| inner.len() > 1 && !inner.contains('['))
        else {
            break;
        };
        plain.push_str(before);
        plain.push_str(inner);
        // The reference's own name stands in a second pair.
        rest = match behind.strip_prefix('[').and_then(|name| name.split_once(']')) {
            Some((_, behind)) => behind,
            None => behind,
        };
    }
    plain.push_str(rest);
    plain
}
