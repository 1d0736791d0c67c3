//! Lengths, days and zones in words.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::understand::phrase::date;

/// `1 h 30 min`
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `5–18 January 2026`, `28 January – 10 February 2026`, `29 December 2025 – 11 January 2026`
pub fn span(start: NaiveDate, end: NaiveDate) -> String {
    let last = date::long(end);
    if start == end {
        last
    } else if start.year() != end.year() {
        format!("{} – {last}", date::long(start))
    } else if start.month() != end.month() {
        format!("{} {} – {last}", start.day(), date::month_name(start.month()))
    } else {
        format!("{}–{last}", start.day())
    }
}

/// What people call a zone: `UTC`, `Berlin time`, `AoE` for Anywhere on Earth.
pub fn zone_name(zone: Tz) -> String {
    match zone.name() {
        "Etc/GMT+12" => "AoE".to_owned(),
        name => match name.rsplit_once('/') {
            Some((area, place)) if area != "Etc" => format!("{} time", place.replace('_', " ")),
            Some((_, name)) => name.to_owned(),
            None => name.to_owned(),
        },
    }
}

/// A title as it stands at the head of a row: `Cloud provider` for `cloud provider`.
pub fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn spans_read_well() {
        let span = |from: &str, to: &str| super::span(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(span("2026-01-28", "2026-02-10"), "28 January – 10 February 2026");
        assert_eq!(span("2025-12-29", "2026-01-11"), "29 December 2025 – 11 January 2026");
        assert_eq!(span("2026-01-05", "2026-01-05"), "5 January 2026");
    }
}
