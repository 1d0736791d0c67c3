//! What stands beside a phrase: weekdays before and after it.

use chrono::Weekday;

use crate::understand::phrase::date;
use crate::understand::phrase::mention::Mention;
use crate::understand::reading::Entry;

/// One or two weekdays: `Mon`, `Mon–Fri`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weekdays {
    pub first: Weekday,
    pub last: Option<Weekday>,
}

/// The text before and after a phrase, within its cell.
pub(super) fn beside<'r>(entry: Entry<'r>, mention: &Mention) -> (&'r str, &'r str) {
    let text = entry.text();
    let phrase = entry.phrase_text(mention);
    let start = (phrase.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(start + phrase.len()..).unwrap_or_default();
    (before.rsplit('\u{1f}').next().unwrap_or_default(), after.split('\u{1f}').next().unwrap_or_default())
}

/// The text between two phrases.
pub(super) fn between<'r>(entry: Entry<'r>, first: &Mention, second: &Mention) -> &'r str {
    let (_, behind) = beside(entry, first);
    let from = entry.phrase_text(first);
    let to = entry.phrase_text(second).as_ptr() as usize;
    let bytes = to.saturating_sub(from.as_ptr() as usize + from.len());
    // A phrase in another cell stands beyond the text behind this one.
    behind.get(..bytes).unwrap_or("\u{1f}")
}

/// The weekday at the head of a text, and the bytes of its word; written small it is a word like any other.
pub(super) fn word(text: &str) -> Option<(Weekday, usize)> {
    if !text.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return None;
    }
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    Some((date::weekday(&text[..end])?, end))
}

/// One or two weekdays that are the whole of a text: `Monday`, `Mon.`, `Mon–Fri`, `Monday to Friday`.
pub(super) fn whole(text: &str) -> Option<Weekdays> {
    let text = text.trim();
    let (first, length) = word(text)?;
    let rest = text[length..].trim_start_matches('.').trim_start();
    if rest.is_empty() {
        return Some(Weekdays { first, last: None });
    }
    let rest = ["–", "—", "→", "-", "to ", "through "].iter().find_map(|mark| rest.strip_prefix(mark))?.trim_start();
    let (last, length) = word(rest)?;
    rest[length..].trim_matches(['.', ' ']).is_empty().then_some(Weekdays { first, last: Some(last) })
}

/// The weekdays with which a text begins, as a phrase before it needs them, and the bytes that they take:
/// ` (Tuesday)`, ` (Tue, remote)`, `, Tuesday:`, ` – Tuesday`.
pub(super) fn after(text: &str) -> Option<(Weekdays, usize)> {
    let bare = text.trim_start();
    let skipped = text.len() - bare.len();
    if let Some(inner) = bare.strip_prefix('(') {
        let close = inner.find(')')?;
        let inner = &inner[..close];
        let days =
            whole(inner).or_else(|| whole(inner.split([',', ';']).next()?).filter(|days| days.last.is_none()))?;
        return Some((days, skipped + close + 2));
    }
    let single = |rest: &str| word(rest).map(|(first, length)| (Weekdays { first, last: None }, length));
    let rest = bare.strip_prefix([',', '–', '—', '-', '/', '·', '|']).unwrap_or(bare).trim_start();
    let (days, length) = single(rest)?;
    let behind = rest[length..].trim_start();
    let ends = behind.is_empty() || behind.starts_with([':', ')', ';', '|']);
    ends.then_some((days, text.len() - rest.len() + length))
}

/// The weekday in the sentence that a phrase begins: ` is a Tuesday`, and the bytes that it takes. In `the day before
/// Day 1 is a Sunday` it is another day's.
pub(super) fn said(before: &str, after: &str) -> Option<(Weekdays, usize)> {
    let rest = after.strip_prefix(' ')?;
    const VERBS: [&str; 7] = ["is a ", "was a ", "falls on a ", "fell on a ", "falls on ", "is on a ", "will be a "];
    let rest = VERBS.iter().find_map(|verb| rest.strip_prefix(verb))?;
    let lead = before.trim_end();
    let begins = lead.is_empty() || lead.ends_with(['.', ',', ';', ':', '(', '|']);
    let (first, length) = word(rest).filter(|_| begins)?;
    Some((Weekdays { first, last: None }, after.len() - rest.len() + length))
}

/// The weekdays with which a text ends, as a phrase behind it needs them, and where they begin: `Monday (`,
/// `Monday: `, `Mon–Fri, `.
pub(super) fn before(text: &str) -> Option<(Weekdays, usize)> {
    let trimmed = text.trim_end();
    let opened = trimmed.strip_suffix('(');
    let head = opened.or_else(|| trimmed.strip_suffix([',', ':', '–', '—', '-', '|', '·'])).unwrap_or(trimmed);
    let head = head.trim_end();
    let all = head.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if let Some(days) = whole(all) {
        return Some((days, head.len() - all.len()));
    }
    // Within a sentence only what stands in parentheses is certain to belong to the weekday before them.
    opened?;
    let from =
        head.len() - head.chars().rev().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let (first, _) = word(&head[from..])?;
    let lead = head[..from].trim_end();
    let joined = last_word(lead);
    let repeated =
        ["every", "each", "and", "or", "to", "through", "until"].iter().any(|word| joined.eq_ignore_ascii_case(word));
    let several = repeated || lead.ends_with(['-', '–', '—', '/', '&', '+', '→']);
    (!several).then_some((Weekdays { first, last: None }, from))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default()
}

/// Whether what stands before a date that begins with a weekday makes that weekday one of several: `Mon–`, `Mon/`,
/// `every`.
pub(super) fn takes_weekday(text: &str) -> bool {
    let lead = text.trim_end();
    let several = lead.strip_suffix(['-', '–', '—', '/', '&', '+']).map(str::trim_end);
    match several {
        Some(head) => date::weekday(last_word(head)).is_some(),
        None => ["every", "each"].iter().any(|word| last_word(lead).eq_ignore_ascii_case(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(days: Option<(Weekdays, usize)>) -> String {
        days.map_or(String::new(), |(days, _)| {
            format!("{}{}", days.first, days.last.map_or(String::new(), |last| format!("-{last}")))
        })
    }

    #[test]
    fn weekdays_beside_a_date() {
        for (text, want) in [
            (" (Tuesday): Review", "Tue"),
            (" (Tue, remote)", "Tue"),
            (" (Tue-Wed)", "Tue-Wed"),
            (", Tuesday", "Tue"),
            (" – Tuesday: x", "Tue"),
            (" Tuesday", "Tue"),
            (" (Tue/Thu)", ""),
            (" (Monday holiday)", ""),
            (", Monday we start", ""),
            (" (Monitoring)", ""),
            (" (sun)", ""),
        ] {
            assert_eq!(shown(after(text)), want, "{text}");
        }
        for (text, want) in [
            ("Monday (", "Mon"),
            ("**Monday: ", "Mon"),
            ("Mon–Fri, ", "Mon-Fri"),
            ("Kickoff on Monday (", "Mon"),
            ("every Monday (", ""),
            ("Mon and Tuesday (", ""),
            ("Kickoff Monday, ", ""),
            ("Demo (", ""),
        ] {
            assert_eq!(shown(before(text)), want, "{text}");
        }
        assert_eq!(shown(said("", " is a Tuesday.")), "Tue");
        assert_eq!(shown(said("the day before ", " is a Tuesday.")), "");
        assert!(takes_weekday("Mon–") && takes_weekday("every ") && !takes_weekday("on "));
    }
}
