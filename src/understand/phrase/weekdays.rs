//! Weekdays, lists of them and spans of them: `Mon/Thu`, `Tuesdays and Thursdays`, `Mon-Fri`.

use chrono::Weekday;

use super::scan::Scanner;
use super::{date, time};

/// Weekdays with commas, slashes, ampersands or `and` between them; whether they are plural.
///
/// Several singular ones in full (`Monday and Thursday`) may be those of one week: they are taken where what stands
/// before makes it certain, or where a time of day follows.
pub(super) fn scan_weekday_list(scan: &mut Scanner<'_>, certain: bool) -> Option<(Vec<Weekday>, bool)> {
    let from = scan.at();
    let (first, mut plural) = scan_weekday(scan)?;
    let mut days = vec![first];
    let mut rest = *scan;
    let mut joined_tightly = true;
    while let Some((day, many, tight)) = rest.attempt(|scan| {
        let tight = scan_list_mark(scan)?;
        let (day, many) = scan_weekday(scan)?;
        (!begins_date(scan)).then_some((day, many, tight))
    }) {
        days.push(day);
        plural |= many;
        joined_tightly &= tight;
    }
    let short = rest.at() - from <= "Mon.".len() + (days.len() - 1) * " and Mon.".len();
    if days.len() > 1 && (plural || joined_tightly || short || certain || begins_clock(&rest)) {
        *scan = rest;
    } else {
        days.truncate(1);
    }
    Some((days, plural))
}

/// A mark between weekdays; whether it is one that only lists have: `/`, `&`, `+`.
pub(super) fn scan_list_mark(scan: &mut Scanner<'_>) -> Option<bool> {
    scan.spaces();
    let mark = scan.eat(&[',', '/', '&', '+']);
    scan.spaces();
    let word = scan.keyword(&["and"]).is_some() && scan.spaces();
    if mark.is_none() && !word {
        return None;
    }
    Some(mark.is_some_and(|mark| mark != ',') && !word)
}

pub(super) fn scan_weekday_range(scan: &mut Scanner<'_>) -> Option<(Weekday, Weekday)> {
    let (first, _) = scan_weekday(scan)?;
    scan.range_mark()?;
    let (last, _) = scan_weekday(scan)?;
    Some((first, last))
}

/// A weekday, and whether it is plural.
pub(super) fn scan_weekday(scan: &mut Scanner<'_>) -> Option<(Weekday, bool)> {
    let word = scan.word().filter(|_| scan.word_ends())?;
    if let Some(day) = date::weekday(word) {
        scan.attempt(|scan| scan.eat(&['.']).filter(|_| scan.peek().is_some_and(|next| ",/ )".contains(next))));
        // The apostrophe of `Monday's` makes no plural.
        let apostrophe = scan.rest().starts_with("'s") || scan.rest().starts_with("’s");
        return (!apostrophe).then_some((day, false));
    }
    let singular = word.strip_suffix(['s', 'S']).filter(|singular| singular.len() > 3)?;
    Some((date::weekday(singular)?, true))
}

pub(super) fn days_between(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let mut days = vec![first];
    while days.last() != Some(&last) {
        days.push(days[days.len() - 1].succ());
    }
    days
}

/// Whether the number of a date follows, as in `Monday 5 January`.
pub(super) fn begins_date(scan: &Scanner<'_>) -> bool {
    let mut ahead = *scan;
    ahead.spaces();
    ahead.eat(&[',']);
    ahead.spaces();
    date::scan_date(&mut ahead).is_some() || {
        // `Monday 10th – Thursday 13th November`: the month stands behind.
        let number = ahead.number(2).is_some();
        let clock = matches!(ahead.peek(), Some(':' | 'h' | 'H'));
        ahead.spaces();
        number && !clock && ahead.keyword(&["am", "pm", "a", "p"]).is_none()
    }
}

/// Whether a time of day follows.
pub(super) fn begins_clock(scan: &Scanner<'_>) -> bool {
    let mut ahead = *scan;
    ahead.spaces();
    ahead.eat(&[',', '@', '(']);
    ahead.spaces();
    if ahead.keyword(&["at", "from"]).is_some() {
        ahead.spaces();
    }
    time::scan_clock(&mut ahead).is_some()
}
