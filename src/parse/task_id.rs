//! Ids of a series of tasks in running text: `DCMMS-146`, lists (`DCMMS-140, 141, 142`), ranges (`DCMMS-140–144`).
//!
//! `A-14` is an id only in a document that uses `A-` as a series ([`Series`]); elsewhere it is a room or a class.

use std::ops::Range;

/// An id found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands in the text that was searched.
    pub range: Range<usize>,
    /// The id, spelt out.
    pub id: String,
    /// Whether it is only inside a range.
    pub implied: bool,
}

/// More ids than this are not spelt out of one range.
const LONGEST_RANGE: u32 = 200;

/// All ids in `text`, in order; those of series of one letter left out.
pub fn find(text: &str) -> Vec<Found> {
    named(text, 2)
}

/// All ids in `text`, in order, also what would be an id of a series of one letter: ask [`Series`] whether it is one.
pub fn find_any(text: &str) -> Vec<Found> {
    named(text, 1)
}

/// The letter of an id of a series of one letter: `A` of `A-14`.
fn letter(id: &str) -> Option<u8> {
    match id.as_bytes() {
        [letter, b'-', ..] => Some(letter.wrapping_sub(b'A')).filter(|letter| *letter < 26),
        _ => None,
    }
}

/// Series of one letter that a document uses, as it is read from its first to its last line.
#[derive(Clone, Debug, Default)]
pub struct Series {
    tallies: [Tally; 26],
}

/// How the ids of one letter at the heads of entries follow each other.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    last: Option<u32>,
    ups: u32,
    downs: u32,
    /// Heads whose number is filled up with zeros: `D-09` counts no days.
    padded: u32,
}

/// Different ids at the heads of entries that make a series.
const HEADS: u32 = 3;

impl Series {
    /// Notes an id that a row, item or heading begins with.
    pub fn head(&mut self, id: &str) {
        let number = || id[2..].trim_end_matches(|c: char| c.is_ascii_uppercase()).parse::<u32>().ok();
        let Some((letter, number)) = letter(id).and_then(|letter| Some((letter, number()?))) else { return };
        let tally = &mut self.tallies[letter as usize];
        tally.padded += u32::from(id.as_bytes().get(2) == Some(&b'0') && id.len() > 3);
        tally.ups += u32::from(tally.last.is_some_and(|last| number > last));
        tally.downs += u32::from(tally.last.is_some_and(|last| number < last));
        tally.last = Some(number);
    }

    /// Whether an id is one: all of two letters or more, and those of letters that number at least three entries and
    /// count up, or count down in two digits, the newest on top. (`T-14`, `T-7`, `T-1` count down to a day.)
    pub fn has(&self, id: &str) -> bool {
        letter(id).is_none_or(|letter| {
            let tally = self.tallies[letter as usize];
            let counts_up = tally.ups + 1 >= HEADS && tally.ups >= 2 * tally.downs;
            counts_up || tally.padded >= HEADS
        })
    }
}

fn named(text: &str, shortest: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(dash) = memchr::memchr(b'-', &bytes[from..]).map(|at| at + from) {
        from = dash + 1;
        let Some((prefix, first)) = id_around(text, dash, shortest) else { continue };
        let series = &text[prefix..dash];
        found.push(Found { range: prefix..first.end, id: text[prefix..first.end].to_owned(), implied: false });
        from = followers(text, series, first, &mut found).max(from);
    }
    found
}

/// The start of the series' name before the dash and the number after it.
fn id_around(text: &str, dash: usize, shortest: usize) -> Option<(usize, Range<usize>)> {
    let bytes = text.as_bytes();
    let name = bytes[..dash].iter().rev().take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
    let start = dash - name;
    let clear = text[..start]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '-' | '_' | '/' | '.' | '#'));
    if !(shortest..=12).contains(&name) || !bytes[start].is_ascii_uppercase() || !clear {
        return None;
    }
    number(text, dash + 1).map(|range| (start, range))
}

/// `146` or `144A`, ending at a word's end.
fn number(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = &text.as_bytes()[start..];
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=6).contains(&digits) {
        return None;
    }
    let letter = usize::from(bytes.get(digits).is_some_and(u8::is_ascii_uppercase));
    let end = start + digits + letter;
    let next = text[end..].chars().next();
    (!next.is_some_and(|next| next.is_alphanumeric() || next == '_')).then_some(start..end)
}

/// What follows an id without repeating its series; gives where to search on.
fn followers(text: &str, series: &str, first: Range<usize>, found: &mut Vec<Found>) -> usize {
    let mut last = first;
    loop {
        let rest = &text[last.end..];
        let Some((separator, is_range)) = separator(rest) else { return last.end };
        let Some(next) = follower_number(text, series, last.end + separator, &last, is_range) else { return last.end };
        if is_range {
            spell_out(text, series, &last, &next, found);
        }
        found.push(Found {
            range: next.clone(),
            id: format!("{series}-{}", &text[number_of(text, series, &next)]),
            implied: false,
        });
        last = next;
    }
}

/// Length of what stands between two ids, and whether it makes a range.
fn separator(rest: &str) -> Option<(usize, bool)> {
    for (word, is_range) in [
        (", and ", false),
        (", ", false),
        (",", false),
        (" and ", false),
        (" & ", false),
        ("/", false),
        (" + ", false),
        (" to ", true),
        (" through ", true),
        ("–", true),
        (" – ", true),
        ("-", true),
        (" - ", true),
        ("—", true),
        ("..", true),
    ] {
        if rest
            .strip_prefix(word)
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()))
        {
            return Some((word.len(), is_range));
        }
    }
    None
}

/// A further number (`141`) or id of the same series (`DCMMS-141`): as many digits as the one before, and nothing
/// that makes it a count of something (`146, 150 users`).
fn follower_number(text: &str, series: &str, at: usize, last: &Range<usize>, is_range: bool) -> Option<Range<usize>> {
    let full = text[at..].strip_prefix(series).is_some_and(|rest| rest.starts_with('-'));
    let range = number(text, if full { at + series.len() + 1 } else { at })?;
    let digits = |range: &Range<usize>| text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
    if full {
        return Some(at..range.end);
    }
    let rest = &text[range.end..];
    let word = rest.trim_start_matches(' ');
    let counts = !is_range
        && rest.starts_with(' ')
        && word.starts_with(char::is_alphabetic)
        && !["and ", "to ", "or ", "through "].iter().any(|w| word.starts_with(w))
        || rest.starts_with(['%', ':']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with('%')
        || rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (digits(&range) == digits(&number_of(text, series, last)) && !counts).then_some(range)
}

/// The number of an id, with or without its series.
fn number_of(text: &str, series: &str, id: &Range<usize>) -> Range<usize> {
    let skip = if text[id.clone()].starts_with(series) { series.len() + 1 } else { 0 };
    id.start + skip..id.end
}

/// The ids strictly between two ends of a range.
fn spell_out(text: &str, series: &str, first: &Range<usize>, last: &Range<usize>, found: &mut Vec<Found>) {
    let read = |range: &Range<usize>| text[number_of(text, series, range)].parse::<u32>().ok();
    let (Some(low), Some(high)) = (read(first), read(last)) else { return };
    if high <= low || high - low > LONGEST_RANGE {
        return;
    }
    let width = number_of(text, series, first).len();
    for number in low + 1..high {
        found.push(Found { range: first.start..last.end, id: format!("{series}-{number:0width$}"), implied: true });
    }
}

#[cfg(test)]
mod tests {
    fn ids(text: &str) -> Vec<String> {
        super::find(text).into_iter().map(|found| found.id).collect()
    }

    #[test]
    fn ids_lists_and_ranges_are_spelt_out() {
        assert_eq!(ids("see DCMMS-146."), ["DCMMS-146"]);
        assert_eq!(ids("DCMMS-144A (guide)"), ["DCMMS-144A"]);
        assert_eq!(ids("Complete DCMMS-140, 141, 142"), ["DCMMS-140", "DCMMS-141", "DCMMS-142"]);
        assert_eq!(ids("DCMMS-140-143 done"), ["DCMMS-140", "DCMMS-141", "DCMMS-142", "DCMMS-143"]);
        assert_eq!(ids("OPS-1 and OPS-2"), ["OPS-1", "OPS-2"]);
        assert_eq!(ids("OPS-09–11"), ["OPS-09", "OPS-10", "OPS-11"]);
        assert_eq!(ids("OPS-7 to OPS-9"), ["OPS-7", "OPS-8", "OPS-9"]);
    }

    #[test]
    fn what_only_looks_like_an_id_is_none() {
        assert_eq!(ids("2026-01-05, A-1, x-1, foo-OPS-1x, path/OPS-12"), [""; 0]);
        assert_eq!(ids("OPS-146, 150 users and OPS-14, 3 more"), ["OPS-146", "OPS-14"]);
        assert_eq!(ids("DCMMS_091_094"), [""; 0]);
        assert_eq!(ids("OPS-12, 15%"), ["OPS-12"]);
    }

    #[test]
    fn a_letter_is_a_series_where_it_numbers_entries_upwards() {
        let series = |heads: &[&str]| {
            let mut series = super::Series::default();
            heads.iter().for_each(|head| series.head(head));
            series
        };
        assert!(series(&["K-1", "K-2", "K-2", "K-4"]).has("K-9"));
        for few in [&["K-1", "K-2"][..], &["T-14", "T-7", "T-1"], &["K-1", "L-2", "M-3"], &[]] {
            assert!(!series(few).has("K-9") && !series(few).has("T-3") && series(few).has("OPS-1"), "{few:?}");
        }
        assert_eq!(super::find_any("K-3, K-5").len(), 2);
    }
}
