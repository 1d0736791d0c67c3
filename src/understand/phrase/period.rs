//! Months, quarters, halves and years: `January 2026`, `Jan–Mar 2026`, `Q4 2025`, `H1 2026`, `2026-01`, `2026`.

use chrono::{Days, Months, NaiveDate};

use super::date;
use super::scan::Scanner;

/// Reads a period at the head of a text; gives its first and last day with the number of bytes it takes.
pub fn read(text: &str) -> Option<(NaiveDate, NaiveDate, usize)> {
    let mut scan = Scanner::new(text);
    let forms = [scan_parts, scan_year_first, scan_months];
    let (first, last) = forms.into_iter().find_map(|form| scan.attempt(form))?;
    Some((first, last, scan.at()))
}

/// A month that stands without its year in the middle of a text, and its length in bytes.
///
/// `May` and `March` are words, `April` and `Jan` are people: these need a word before them that dates have.
pub fn month_alone(text: &str, at: usize) -> Option<(u32, usize)> {
    const BEFORE: [&str; 18] = [
        "in", "of", "by", "until", "till", "from", "since", "early", "late", "mid", "next", "last", "through", "to",
        "during", "before", "after", "this",
    ];
    let word = text[at..].split(|letter: char| !letter.is_alphabetic()).next()?;
    let month = date::month(word).filter(|_| word.starts_with(char::is_uppercase))?;
    let before = text[..at].trim_end_matches([' ', '-']);
    let from = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let dated = BEFORE.iter().any(|known| before[before.len() - from..].eq_ignore_ascii_case(known));
    let alone = text.trim().trim_matches(['(', ')', '*', ':', '.']) == word;
    let certain = word.len() > 3 && !matches!(month, 3..=6 | 8);
    (dated || alone || certain).then_some((month, word.len()))
}

/// So many months from the first of one.
fn months(year: i32, month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?))
}

/// `Q4 2025`, `H1 2026`, `Q3–Q4 2025`
fn scan_parts(scan: &mut Scanner<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let (first, count) = scan_part(scan)?;
    let last = scan.attempt(|scan| {
        scan.range_mark()?;
        scan_part(scan)
    });
    let count = match last {
        Some((month, count)) => (month + count).checked_sub(first).filter(|count| *count > 0)?,
        None => count,
    };
    scan.spaces();
    scan.eat(&[',', '-', '/']);
    scan.spaces();
    months(scan_year(scan)?, first, count)
}

/// First month and number of months of `Q4` or `H1`.
fn scan_part(scan: &mut Scanner<'_>) -> Option<(u32, u32)> {
    let letter = scan.eat(&['Q', 'H'])?;
    let number = scan.digits(1)?;
    let length = if letter == 'Q' { 3 } else { 6 };
    (1..=12 / length).contains(&number).then(|| ((number - 1) * length + 1, length)).filter(|_| scan.word_ends())
}

/// `2026`, `2026-01`, `2025 Q4`, `2025-W47`
fn scan_year_first(scan: &mut Scanner<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let year = scan_year(scan)?;
    let behind = scan.attempt(|scan| {
        let mark = scan.eat(&['-', ' ', '/'])?;
        if mark != ' '
            && let Some(month) = scan.attempt(|scan| scan.digits(2))
        {
            return months(year, month, 1).filter(|_| !scan.rest().starts_with(['-', '/']) && scan.word_ends());
        }
        if mark == '-' && scan.eat(&['W']).is_some() {
            let week = scan.digits(2).filter(|_| scan.word_ends())?;
            let first = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?;
            return Some((first, first.checked_add_days(Days::new(6))?));
        }
        let (first, count) = scan_part(scan)?;
        months(year, first, count)
    });
    // `2026-01-071` and `2026/7` are something else; so is `2026 ms`.
    let goes_on = scan.rest().starts_with(['-', '/', '.', ':', ',', '%', '+'])
        && scan.rest()[1..].starts_with(|c: char| c.is_alphanumeric());
    behind.or_else(|| months(year, 1, 12).filter(|_| (2010..2050).contains(&year) && !goes_on))
}

/// `January 2026`, `Jan–Mar 2026`, `November 2025 to January 2026`
fn scan_months(scan: &mut Scanner<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let first = scan_month(scan)?;
    let year = scan.attempt(scan_year_behind);
    let last = scan.attempt(|scan| {
        scan.range_mark()?;
        let month = scan_month(scan)?;
        Some((month, scan_year_behind(scan)?))
    });
    let Some((month, last_year)) = last else { return months(year?, first, 1) };
    let first_year = year.unwrap_or(if first > month { last_year - 1 } else { last_year });
    let (first, _) = months(first_year, first, 1)?;
    let (_, last) = months(last_year, month, 1)?;
    (first <= last).then_some((first, last))
}

fn scan_month(scan: &mut Scanner<'_>) -> Option<u32> {
    let month = date::month(scan.word()?)?;
    scan.eat(&['.']);
    Some(month)
}

fn scan_year_behind(scan: &mut Scanner<'_>) -> Option<i32> {
    scan.eat(&[',']);
    if !scan.spaces() {
        scan.eat(&['-'])?;
    }
    scan_year(scan)
}

fn scan_year(scan: &mut Scanner<'_>) -> Option<i32> {
    let year = scan.digits(4).filter(|year| (1990..2100).contains(year))?;
    scan.word_ends().then_some(year as i32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        read(text).map_or(String::new(), |(first, last, bytes)| format!("{first} {last}|{}", &text[bytes..]))
    }

    #[test]
    fn periods_are_read_as_written() {
        for (text, want) in [
            ("January 2026", "2026-01-01 2026-01-31|"),
            ("Feb 2028 x", "2028-02-01 2028-02-29| x"),
            ("Jan–Mar 2026", "2026-01-01 2026-03-31|"),
            ("November 2025 to January 2026", "2025-11-01 2026-01-31|"),
            ("Nov - Jan 2026", "2025-11-01 2026-01-31|"),
            ("Q4 2025", "2025-10-01 2025-12-31|"),
            ("Q3–Q4 2025", "2025-07-01 2025-12-31|"),
            ("2025 Q4", "2025-10-01 2025-12-31|"),
            ("2025-Q4", "2025-10-01 2025-12-31|"),
            ("H1 2026", "2026-01-01 2026-06-30|"),
            ("2026-01", "2026-01-01 2026-01-31|"),
            ("2025-W47", "2025-11-17 2025-11-23|"),
            ("2026", "2026-01-01 2026-12-31|"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
        for text in [
            "2026-01-07",
            "2026-13",
            "Q5 2025",
            "H3 2026",
            "Q4",
            "January",
            "2026/7",
            "1234",
            "2026x",
            "Mar 3",
            "20261",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }

    #[test]
    fn months_alone_need_to_be_sure() {
        for (text, at, want) in [
            ("October", 0, Some(10)),
            ("the November release", 4, Some(11)),
            ("in May", 3, Some(5)),
            ("May I", 0, None),
            ("May", 0, Some(5)),
            ("ask Jan about it", 4, None),
            ("mid-June", 4, Some(6)),
            ("March on", 0, None),
            ("Marching", 0, None),
        ] {
            assert_eq!(month_alone(text, at).map(|(month, _)| month), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "(Q4|H1|2026|-|–| |Jan|W47|01|é|to|/){0,8}") {
            for text in [text, near] {
                if let Some((first, last, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes) && first <= last);
                }
            }
        }
    }
}
