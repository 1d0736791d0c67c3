//! How long a line says that something takes: `Review (30 min)`, `Kickoff (Day 1) - 1 hour`, `09:00–09:30 Welcome`.

use chrono::Timelike;

use super::has_word;
use crate::base::span::Span;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::time::ClockPhrase;
use crate::understand::reading::Entry;

/// The length that a line gives its own subject.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// Minutes.
    pub minutes: i64,
    /// Where it is written.
    pub span: Span,
    /// Whether it is that many minutes and no more: neither `each` nor `up to` nor `about`.
    pub exact: bool,
    /// Whether it may be left out.
    pub optional: bool,
}

/// The length at the end of a line, in its last parentheses, or at its head; none where it names none or two.
pub(super) fn of_line(entry: Entry<'_>) -> Option<Length> {
    let text = entry.text();
    if let Some(length) = of_prime(entry, text) {
        return Some(length);
    }
    let own = entry.mentions().iter().filter(|mention| minutes(mention).is_some());
    let placed: Vec<&Mention> = own.filter(|mention| is_placed(text, entry, mention)).collect();
    let [only] = placed[..] else { return None };
    let written = entry.phrase_text(only);
    let at = offset(text, written);
    let repeated = is_repeated(&text[..at]) || is_repeated_after(&text[at + written.len()..]);
    Some(Length {
        minutes: minutes(only)?,
        span: entry.phrase_span(only),
        exact: is_exact(written) && !repeated,
        optional: has_word(text, &["optional"]) || text.contains("if time") || text.contains("if needed"),
    })
}

/// The same of a line in a list of lengths, where the length may also end the line without a mark, or be that of each
/// of some: `planning 2 h`, `two helpers: 2 hours each`.
pub(super) fn of_part(entry: Entry<'_>) -> Option<Length> {
    let found = of_line(entry);
    if found.is_some_and(|length| length.exact) {
        return found;
    }
    let text = entry.text();
    let mut own = entry.mentions().iter().filter(|mention| minutes(mention).is_some());
    let Some(only) = own.next().filter(|_| own.next().is_none()) else { return found };
    let written = entry.phrase_text(only);
    let rest = text[offset(text, written) + written.len()..].trim_start();
    let length = |minutes| Length { minutes, span: entry.phrase_span(only), exact: true, optional: false };
    let own = minutes(only)?;
    let (amount, each) = match written.strip_suffix(" each") {
        Some(amount) => (amount, true),
        None => (written, rest.trim_end_matches(['.', ')']) == "each"),
    };
    if each {
        let many = super::counted::value_of(text.split(' ').next()?);
        return many.filter(|_| is_exact(amount)).map(|many| length(own * many)).or(found);
    }
    let ends = rest.trim_matches(['.', ';', ',', ' ']).is_empty() && text.len() <= 60 && is_exact(written);
    found.or_else(|| (ends && !is_repeated(&text[..offset(text, written)])).then(|| length(own)))
}

/// `15' Goal`: minutes with a prime at the head of a line.
fn of_prime(entry: Entry<'_>, text: &str) -> Option<Length> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let mark = ['\'', '′', '’'].into_iter().find(|mark| rest.starts_with(*mark))?;
    let after = &rest[mark.len_utf8()..];
    let sound = (1..=3).contains(&digits) && after.starts_with(' ') && !has_word(after, &["each", "per"]);
    let minutes = text[..digits].parse().ok().filter(|_| sound)?;
    let span = entry.span_of(&text[..digits + mark.len_utf8()]);
    Some(Length { minutes, span, exact: true, optional: has_word(after, &["optional"]) })
}

/// Minutes of a phrase that is a length.
pub(super) fn minutes(mention: &Mention) -> Option<i64> {
    match mention.phrase {
        Phrase::Duration(DurationPhrase::Minutes(minutes)) => Some(i64::from(minutes)),
        _ => None,
    }
}

/// Whether a length as written is neither vague nor one of several: no `~2 hours`, `up to 1 hour`, `15 min each`.
pub(super) fn is_exact(written: &str) -> bool {
    written.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic())
        && !written.contains(['/', '+'])
        && !has_word(
            written,
            &["each", "per", "about", "approx", "approximately", "ca", "max", "maximum", "up", "every"],
        )
}

/// Where a slice stands in the text it was taken from.
pub(super) fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize).min(text.len() - slice.len().min(text.len()))
}

/// Whether a length stands where a line gives its own: at its end, in parentheses or brackets, or at its head.
fn is_placed(text: &str, entry: Entry<'_>, mention: &Mention) -> bool {
    let written = entry.phrase_text(mention);
    let at = offset(text, written);
    let (before, after) = (text[..at].trim_end(), text[at + written.len()..].trim_start());
    let closes = after.starts_with([')', ']']);
    let opened = before.rfind(['(', '[']).is_some_and(|open| !before[open..].contains([')', ']']));
    if opened {
        // `(Ada, 30 min)`, `(optional, 10 min)`, `(30 min, Ada)`
        let inner = &before[before.rfind(['(', '[']).unwrap_or(0) + 1..];
        let plain = inner.is_empty() || inner.ends_with([',', ';', '·', '–', '-', ':', '/', 'x', '×', '~']);
        return plain
            && (closes
                || after.starts_with([',', ';', '·', '–', '-', '/', '+', 'x', '×', '.'])
                || after.starts_with("each"));
    }
    let ends = after.is_empty()
        || after.trim_matches(['.', ';', '*', ' ']).is_empty()
        || after.starts_with("each")
        || after.starts_with("total");
    let set_off = before.ends_with(['-', '–', '—', ':', '|', '·', '→', ',']);
    let leads = before.is_empty()
        && (after.starts_with(['-', '–', '—', ':', '|', '·', '→']) || after.starts_with(char::is_uppercase));
    (ends && set_off) || leads || (before.is_empty() && after.is_empty())
}

/// `3 × ` before a length.
fn is_repeated(before: &str) -> bool {
    before.trim_end().ends_with(['×', '*', '~', '≈', '≤', '<', '>', '+'])
        || before
            .trim_end()
            .strip_suffix('x')
            .is_some_and(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// ` each`, ` × 3`, `/week` after a length.
fn is_repeated_after(after: &str) -> bool {
    let after = after.trim_start();
    after.starts_with(['×', '/', '+', '*'])
        || after.starts_with("x ")
        || has_word(after, &["each", "per", "every", "daily", "weekly"])
}

/// The time of day at the head of a line.
pub(super) fn clock(entry: Entry<'_>) -> Option<ClockPhrase> {
    let first = entry.mentions().first()?;
    let Phrase::Clock(clock) = first.phrase else { return None };
    let head = &entry.text()[..offset(entry.text(), entry.phrase_text(first))];
    head.trim_matches([' ', '(', '[', '*']).is_empty().then_some(clock)
}

/// Minutes since midnight.
pub(super) fn minute_of_day(time: chrono::NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}
