//! Spans of dates: `Oct 4 – 18, 2025`, `Monday 10th - Thursday 13th November`, `Week of January 5`.

use chrono::{Datelike, Days, NaiveDate};

use super::date::{DatePhrase, DateSpan, scan_date, scan_month, scan_ordinal, scan_weekday, scan_year};
use super::scan::Scanner;

/// A date, followed by the last of a span where there is one.
pub(super) fn scan_span(scan: &mut Scanner<'_>) -> Option<DateSpan> {
    let mut ahead = *scan;
    if let Some(first) = scan_date(&mut ahead) {
        // `January 7–9`: the second day has no month of its own.
        let span = ahead.attempt(|ahead| scan_last(ahead, first)).or_else(|| {
            let span = scan.attempt(scan_days_of_month)?;
            ahead = *scan;
            Some(span)
        });
        *scan = ahead;
        return Some(span.unwrap_or(DateSpan { first, last: None }));
    }
    scan.attempt(scan_days_of_month).or_else(|| {
        scan.peek().filter(char::is_ascii_alphabetic)?;
        scan.attempt(scan_week_of).or_else(|| scan.attempt(scan_between))
    })
}

/// ` – Oct 18, 2025`, ` → 2025-10-18`, `/2025-10-18` after a date.
fn scan_last(scan: &mut Scanner<'_>, first: DatePhrase) -> Option<DateSpan> {
    if scan.mark(&["/", "..", "…", "~"]).is_none() {
        scan.range_mark()?;
    }
    let last = scan_date(scan).or_else(|| scan.attempt(scan_month_and_day))?;
    Some(with_years(first, last))
}

/// `11-14` behind `2025-11-03 to `.
fn scan_month_and_day(scan: &mut Scanner<'_>) -> Option<DatePhrase> {
    let month = scan.digits(2).filter(|month| (1..=12).contains(month))?;
    scan.eat(&['-'])?;
    let day = scan.digits(2).filter(|day| (1..=31).contains(day))?;
    let ends = scan.word_ends() && !scan.rest().starts_with(['-', ':', '/']);
    ends.then_some(DatePhrase { year: None, month, day, weekday: None })
}

/// `between Jan 5 and Jan 9`
fn scan_between(scan: &mut Scanner<'_>) -> Option<DateSpan> {
    scan.keyword(&["between"])?;
    scan.spaces();
    let first = scan_date(scan)?;
    scan.spaces();
    scan.keyword(&["and"])?;
    scan.spaces();
    let last = scan_date(scan)?;
    Some(with_years(first, last))
}

/// `January 7–9, 2026`, `7–9 January 2026`, `Monday 10th - Thursday 13th November`
fn scan_days_of_month(scan: &mut Scanner<'_>) -> Option<DateSpan> {
    let first_weekday = scan.attempt(scan_weekday);
    let leading = scan.attempt(scan_month);
    if leading.is_some() {
        scan.spaces();
    }
    let first = scan_ordinal(scan)?;
    scan.range_mark()?;
    let last_weekday = scan.attempt(scan_weekday);
    let last = scan_ordinal(scan)?;
    if scan.peek() == Some(':') && scan.rest()[1..].starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let month = match leading {
        Some(month) => month,
        None => {
            scan.spaces();
            if scan.keyword(&["of"]).is_some() {
                scan.spaces();
            }
            scan_month(scan)?
        }
    };
    let year = scan.attempt(scan_year);
    // `Mon 29 – Fri 2 January`: the weekdays make it sure that two months are meant.
    let over = leading.is_none() && first > last && first_weekday.is_some() && last_weekday.is_some();
    if !scan.word_ends() || first >= last && !over {
        return None;
    }
    let last = DatePhrase { year, month, day: last, weekday: last_weekday };
    let (month, year) = match (over, month) {
        (false, _) => (month, year),
        (true, 1) => (12, year.map(|year| year - 1)),
        (true, _) => (month - 1, year),
    };
    Some(DateSpan { first: DatePhrase { year, month, day: first, weekday: first_weekday }, last: Some(last) })
}

/// `Week of January 5`, `w/c 5 Jan`, `week commencing 5 January`, `week ending 9 January`: seven days.
fn scan_week_of(scan: &mut Scanner<'_>) -> Option<DateSpan> {
    let ending = scan_week_word(scan)?;
    scan.spaces();
    if scan.keyword(&["the"]).is_some() {
        scan.spaces();
    }
    let date = scan_date(scan)?;
    let far = days_from(date, if ending { -6 } else { 6 })?;
    let (first, last) = if ending { (far, date) } else { (date, far) };
    Some(DateSpan { first, last: Some(last) })
}

/// Whether the date that follows ends the week.
fn scan_week_word(scan: &mut Scanner<'_>) -> Option<bool> {
    if scan.mark(&["w/c", "W/C", "w/b"]).is_some() {
        return Some(false);
    }
    if scan.mark(&["w/e", "W/E"]).is_some() {
        return Some(true);
    }
    scan.keyword(&["week"])?;
    scan.spaces();
    let word = scan.keyword(&["of", "commencing", "beginning", "starting", "ending"])?;
    Some(word.eq_ignore_ascii_case("ending"))
}

/// The date so many days away; where the year is missing, so is that of the result.
fn days_from(date: DatePhrase, days: i64) -> Option<DatePhrase> {
    let known = NaiveDate::from_ymd_opt(date.year.unwrap_or(2025), date.month, date.day)?;
    let by = Days::new(days.unsigned_abs());
    let other = if days < 0 { known.checked_sub_days(by) } else { known.checked_add_days(by) }?;
    Some(DatePhrase { year: date.year.map(|_| other.year()), month: other.month(), day: other.day(), weekday: None })
}

/// The year stands once, at either end; across the New Year it is another one at the other end.
pub(super) fn with_years(first: DatePhrase, last: DatePhrase) -> DateSpan {
    // Half a year back is a short way on.
    let over = first.month > last.month && first.month - last.month > 6;
    let by = i32::from(over);
    let first_year = first.year.or(last.year.map(|year| year - by));
    let last_year = last.year.or(first.year.map(|year| year + by));
    DateSpan { first: DatePhrase { year: first_year, ..first }, last: Some(DatePhrase { year: last_year, ..last }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::date::read;
    use super::*;

    fn shown(text: &str) -> String {
        let Some((span, bytes)) = read(text) else { return String::new() };
        let last = span.last.map_or(String::new(), |last| format!(" – {last}"));
        format!("{}{last}|{}", span.first, &text[bytes..])
    }

    #[test]
    fn spans_are_read_as_written() {
        for (text, want) in [
            ("Monday 10th - Thursday 13th November", "Monday 10 November – Thursday 13 November|"),
            ("Mon 5 – Fri 16 January 2026", "Monday 5 January 2026 – Friday 16 January 2026|"),
            ("Mon 29 - Fri 2 January 2026", "Monday 29 December 2025 – Friday 2 January 2026|"),
            ("Dec 29 – Jan 9, 2026", "29 December 2025 – 9 January 2026|"),
            ("Dec 29, 2025 – Jan 9", "29 December 2025 – 9 January 2026|"),
            ("Oct 18 – Oct 4, 2025", "18 October 2025 – 4 October 2025|"),
            ("Oct 4 - 18 Oct 2025", "4 October 2025 – 18 October 2025|"),
            ("Monday, October 6 – Friday, October 17, 2025", "Monday 6 October 2025 – Friday 17 October 2025|"),
            ("Jan 5 (Mon) – Jan 16 (Fri)", "Monday 5 January – Friday 16 January|"),
            ("2025-10-04/2025-10-18", "4 October 2025 – 18 October 2025|"),
            ("2025-10-04..2025-10-18", "4 October 2025 – 18 October 2025|"),
            ("2025-11-03 to 11-14", "3 November 2025 – 14 November 2025|"),
            ("between Jan 5 and Jan 9", "5 January – 9 January|"),
            ("Week of January 5", "5 January – 11 January|"),
            ("w/c 29 Dec 2025", "29 December 2025 – 4 January 2026|"),
            ("week ending Jan 9", "3 January – 9 January|"),
            ("Jan 5 - 3 tasks", "5 January| - 3 tasks"),
            ("29 – 2 January", ""),
            ("week of chaos", ""),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn a_span_without_years_lies_near() {
        let near = NaiveDate::from_ymd_opt(2025, 12, 1);
        let on = |text| {
            read(text)
                .and_then(|(span, _)| span.on(near))
                .map(|(first, last)| (first.to_string(), last.map(|last| last.to_string())))
        };
        assert_eq!(on("Dec 29 – Jan 9"), Some(("2025-12-29".into(), Some("2026-01-09".into()))));
        assert_eq!(on("Jan 5 – 16"), Some(("2026-01-05".into(), Some("2026-01-16".into()))));
        assert_eq!(on("30 September – 31 September 2025"), None);
    }

    proptest! {
        #[test]
        fn printed_spans_read_back(from in 0i64..50_000, length in 1i64..120, years in 0usize..3) {
            let first = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(from);
            let last = first + chrono::Duration::days(length);
            let phrase = |date: NaiveDate, year: bool| DatePhrase {
                year: year.then(|| date.year()), month: date.month(), day: date.day(), weekday: Some(date.weekday()),
            };
            // Written at both ends, at the end alone, at the head alone.
            let text = format!("{} – {}", phrase(first, years != 1), phrase(last, years != 2));
            let (span, bytes) = read(&text).unwrap();
            prop_assert_eq!(bytes, text.len());
            prop_assert_eq!(span.on(None), Some((first, Some(last))));
        }
    }
}
