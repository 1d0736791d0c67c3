//! A line's words -> a name: its first clause, without days, lengths, states, emoji and who comes.

use super::words;
use crate::understand::phrase::{duration, names, state};
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
    let (clause, _) = first_clause(without_state(clean(text)));
    let (title, people) = at_dash(clause);
    let (mut title, mut optional) = (title, false);
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

/// A text up to where its first clause ends, and what follows.
pub(super) fn first_clause(text: &str) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices() {
        let rest = &text[at + letter.len_utf8()..];
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ';' | '→' | '\u{1f}' => return (&text[..at], rest),
            ':' | '.' | '!' if spaced && at > 0 => return (&text[..at], rest),
            ',' if spaced && at >= 24 && text.len() > LONG => return (&text[..at], rest),
            _ => {}
        }
    }
    (text, "")
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
    !list.is_empty()
        && list.iter().all(|name| {
            let words = without_asides(name).split_whitespace().count();
            let capital = name.starts_with(char::is_uppercase)
                || name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("all "));
            capital
                && (1..=5).contains(&words)
                && !name.contains(|letter: char| letter.is_ascii_digit())
                && !words::names_ceremony(name)
        })
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
    inside.is_empty() || inside.eq_ignore_ascii_case("optional") || {
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
