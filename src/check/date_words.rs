//! How rules about days say days: with their article, with the nearest day of a weekday.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::understand::phrase::date;

/// `a Monday`
pub(super) fn a(weekday: Weekday) -> String {
    format!("a {}", date::weekday_name(weekday))
}

/// The day of that weekday that is nearest to a date.
pub(super) fn nearest(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = (7 + weekday.num_days_from_monday() - date.weekday().num_days_from_monday()) % 7;
    match ahead {
        0..=3 => date.checked_add_days(Days::new(ahead.into())),
        _ => date.checked_sub_days(Days::new((7 - ahead).into())),
    }
}

/// `1 day`, `2 days`
pub(super) fn days(count: i64) -> String {
    format!("{count} day{}", if count == 1 { "" } else { "s" })
}

/// Whether a text has one of these words (lower case), whole.
pub(super) fn has_word(text: &str, any: &[&str]) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| any.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_monday_is_before_or_after() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(nearest(day("2026-01-06"), Weekday::Mon), Some(day("2026-01-05")));
        assert_eq!(nearest(day("2026-01-09"), Weekday::Mon), Some(day("2026-01-12")));
        assert_eq!(nearest(day("2026-01-05"), Weekday::Mon), Some(day("2026-01-05")));
        assert!(has_word("Sprint-18 Review", &["review"]) && !has_word("Reviewer", &["review"]));
    }
}
