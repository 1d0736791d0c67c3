//! Civil dates and weekdays as they are written in YAML: ISO 8601 only. Dates in prose are another matter.

use chrono::{NaiveDate, Weekday};

/// A date written strictly as `YYYY-MM-DD` (ISO 8601, section 5.2.1.1), and nothing else around it.
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    if !has_date_shape(text) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
    NaiveDate::from_ymd_opt(number(0..4)? as i32, number(5..7)?, number(8..10)?)
}

/// Whether a text is four digits, two digits and two digits, with hyphens between: a date, if only there is such a day.
pub fn has_date_shape(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The date of a YAML date or timestamp (<https://yaml.org/type/timestamp.html>): `2026-01-05`,
/// `2026-01-05T09:00:00Z`, `2026-01-05 09:00`, `2026-01-05 9:00:00.5 +01:00`.
///
/// The date is the one that is written; nothing is moved to another time zone.
pub fn parse_timestamp(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let date = parse_iso(text.get(..10)?)?;
    let rest = &text[10..];
    (rest.is_empty() || is_time(rest)).then_some(date)
}

/// `T` or blanks, a time of day, and perhaps a zone.
fn is_time(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', 't', ' ', '\t']) else { return false };
    let time = time.trim();
    let end = time.find(['Z', 'z', '+', '-', ' ', '\t']).unwrap_or(time.len());
    is_time_of_day(&time[..end]) && is_zone(time[end..].trim())
}

fn is_time_of_day(text: &str) -> bool {
    let mut parts = text.split(':');
    let mut below = |limit: u32, needed: bool| match parts.next() {
        Some(part) => {
            let whole = part.split('.').next().unwrap_or(part);
            (1..=2).contains(&whole.len())
                && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                && whole.parse::<u32>().is_ok_and(|number| number < limit)
        }
        None => !needed,
    };
    // 60 seconds are a leap second.
    below(24, true) && below(60, true) && below(61, false) && parts.next().is_none()
}

fn is_zone(text: &str) -> bool {
    match text.strip_prefix(['+', '-']) {
        Some(offset) => {
            (1..=5).contains(&offset.len()) && offset.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
        }
        None => matches!(text, "" | "Z" | "z"),
    }
}

/// An English weekday, in full or as its first three letters, in any case.
pub fn parse_weekday(text: &str) -> Option<Weekday> {
    text.parse().ok()
}

/// The English name of a weekday in full.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// The English names of the weekdays, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The first day of the week that `date` is in, where weeks start with `first`; nothing before the first of all dates.
pub fn week_start(date: NaiveDate, first: Weekday) -> Option<NaiveDate> {
    date.week(first).checked_first_day()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_real_days_in_the_strict_form_are_dates() {
        assert_eq!(parse_iso("2026-01-05"), NaiveDate::from_ymd_opt(2026, 1, 5));
        for wrong in ["2026-1-5", "2026-02-30", "20260105", "2026-01-05 ", "+026-01-05", "2026/01/05", "２０２６-01-05"]
        {
            assert_eq!(parse_iso(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn timestamps_give_the_date_as_written() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 5);
        let good = ["2026-01-05", "2026-01-05T09:00:00Z", "2026-01-05 9:00", "2026-01-05 23:59:60.5 +01:00"];
        for text in good.into_iter().chain(["2026-01-05t09:00-0500"]) {
            assert_eq!(parse_timestamp(text), day, "{text}");
        }
        for wrong in ["2026-01-05 or so", "2026-01-05T25:00", "2026-01-05T", "2026-01-05T9", "2026-01-05x", "5"] {
            assert_eq!(parse_timestamp(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn weekdays_have_names() {
        assert_eq!(parse_weekday("monday"), Some(Weekday::Mon));
        assert_eq!(parse_weekday("Sun"), Some(Weekday::Sun));
        assert_eq!(parse_weekday("Sunnday"), None);
        assert_eq!(weekday_name(Weekday::Wed), "Wednesday");
    }

    proptest! {
        #[test]
        fn weeks_start_on_their_first_day(days in 0i32..1_000_000, first in 0u8..7) {
            let date = NaiveDate::from_num_days_from_ce_opt(days).expect("in range");
            let first = Weekday::try_from(first).expect("a weekday");
            let start = week_start(date, first).expect("in range");
            prop_assert_eq!(start.weekday(), first);
            prop_assert!((0..7).contains(&(date - start).num_days()));
        }

        #[test]
        fn any_text_is_survived(text in r"(\PC|2026-01-05|[T: Z+0-9é-]){0,12}") {
            let _ = (parse_iso(&text), parse_timestamp(&text), parse_weekday(&text));
        }
    }
}
