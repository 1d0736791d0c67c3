//! A day as readers see it: `Day 8 · Mon 12 Jan`, linked to that day on the calendar page.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::render::body::attributes::Own;
use crate::render::escape;
use crate::render::wording::zone_name;
use crate::understand::claim::ToldDate;
use crate::understand::fact::When;
use crate::understand::phrase::date;

/// The dates of a day or days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// First day.
    pub start: NaiveDate,
    /// Last day, where it is not the first.
    pub end: Option<NaiveDate>,
    /// What need not be told again.
    pub told: ToldDate,
    /// Where the first day stands on the calendar page, ready for an attribute.
    pub href: Option<String>,
}

impl Chip {
    /// One day without a link.
    pub fn of(day: NaiveDate) -> Self {
        Self { start: day, end: None, told: ToldDate::Nothing, href: None }
    }
}

/// Writes a chip around its words, which are ready as markup; none where the date stands alone.
pub fn chip(out: &mut String, own: &mut Own, words: &str, day: &Chip) {
    if day.href.is_none() && day.end.is_none() && day.told == ToldDate::Itself {
        return time(out, own, day.start, words);
    }
    // What only links words that the text has looks like a link.
    let bare = matches!(day.told, ToldDate::Beside | ToldDate::Itself);
    let class = if bare { " class=\"day bare\"" } else { " class=\"day\"" };
    let linked = day.href.as_ref().map(|href| format!("{class} href=\"{href}\""));
    out.push_str(if linked.is_some() { "<a" } else { "<span" });
    own.write(out, linked.as_deref().unwrap_or(class));
    out.push('>');
    match (day.end, day.told) {
        (Some(_), ToldDate::Beside | ToldDate::Itself) => out.push_str(words),
        (Some(end), _) => {
            let (first, last) = span(day.start, end, day.told == ToldDate::Weekday);
            out.push_str(words);
            out.push_str(if words.is_empty() { "" } else { " · " });
            time(out, own, day.start, &first);
            out.push('–');
            time(out, own, end, &last);
        }
        (None, told) => {
            let date = match told {
                ToldDate::Nothing => Some(weekday_and_day(day.start)),
                ToldDate::Weekday => Some(day_and_month(day.start)),
                ToldDate::Beside | ToldDate::Itself => None,
            };
            let between = if words.is_empty() || date.is_none() { "" } else { " · " };
            time(out, own, day.start, &[words, between, date.as_deref().unwrap_or_default()].concat());
        }
    }
    out.push_str(if linked.is_some() { "</a>" } else { "</span>" });
}

/// Writes a date for machines around words that are ready as markup.
pub fn time(out: &mut String, own: &mut Own, day: NaiveDate, words: &str) {
    out.push_str("<time");
    own.write(out, &format!(" datetime=\"{}\"", day.format("%Y-%m-%d")));
    out.push('>');
    out.push_str(words);
    out.push_str("</time>");
}

/// `12 Jan`
pub fn day_and_month(day: NaiveDate) -> String {
    format!("{} {}", day.day(), &date::month_name(day.month())[..3])
}

/// `Mon 12 Jan`
fn weekday_and_day(day: NaiveDate) -> String {
    format!("{} {}", &date::weekday_name(day.weekday())[..3], day_and_month(day))
}

/// `5` and `11 Jan`, `29 Dec` and `4 Jan`; of two or three days with their weekdays, unless those are told.
fn span(start: NaiveDate, end: NaiveDate, told: bool) -> (String, String) {
    if (end - start).num_days() < 4 && !told {
        return (format!("{} ", weekday_and_day(start)), format!(" {}", weekday_and_day(end)));
    }
    if (start.year(), start.month()) == (end.year(), end.month()) {
        return (start.day().to_string(), day_and_month(end));
    }
    (format!("{} ", day_and_month(start)), format!(" {}", day_and_month(end)))
}

/// `10:00–11:30 Berlin time`, escaped; none without a time of day.
pub fn clock(when: &When) -> Option<String> {
    let time = when.time?;
    let end = when.minutes.and_then(|minutes| later(time, minutes));
    let end = end.map(|end| format!("–{}", end.format("%H:%M"))).unwrap_or_default();
    let zone = when.zone.map(|zone| format!(" {}", zone_name(zone))).unwrap_or_default();
    let mut html = String::new();
    escape::text_into(&mut html, &format!("{}{end}{zone}", time.format("%H:%M")));
    Some(html)
}

/// A time of day some minutes later; none where that is another day.
pub fn later(time: NaiveTime, minutes: u32) -> Option<NaiveTime> {
    let (later, days) = time.overflowing_add_signed(chrono::Duration::minutes(minutes.into()));
    (days == 0).then_some(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(start: &str, end: Option<&str>, told: ToldDate, href: Option<&str>) -> String {
        let mut out = String::new();
        let end = end.map(|end| end.parse().unwrap());
        let day = Chip { start: start.parse().unwrap(), end, told, href: href.map(str::to_owned) };
        chip(&mut out, &mut Own::new("", false), "Day", &day);
        out
    }

    #[test]
    fn chips_tell_what_the_text_does_not() {
        let time = "<span class=\"day\"><time datetime=\"2026-01-12\">";
        let one = |told| shown("2026-01-12", None, told, None);
        assert_eq!(one(ToldDate::Nothing), format!("{time}Day · Mon 12 Jan</time></span>"));
        assert_eq!(one(ToldDate::Weekday), format!("{time}Day · 12 Jan</time></span>"));
        assert_eq!(one(ToldDate::Beside), "<span class=\"day bare\"><time datetime=\"2026-01-12\">Day</time></span>");
        assert_eq!(one(ToldDate::Itself), "<time datetime=\"2026-01-12\">Day</time>");
        let linked = shown("2026-01-12", None, ToldDate::Beside, Some("../#2026-01-12"));
        assert_eq!(
            linked,
            "<a class=\"day bare\" href=\"../#2026-01-12\"><time datetime=\"2026-01-12\">Day</time></a>"
        );
        let week = shown("2025-12-29", Some("2026-01-04"), ToldDate::Nothing, None);
        assert!(week.contains(">29 Dec </time>–<time datetime=\"2026-01-04\"> 4 Jan</time>"), "{week}");
    }

    #[test]
    fn a_meeting_over_midnight_has_no_end_of_its_day() {
        let when = When { time: "23:30".parse().ok(), minutes: Some(60), ..When::default() };
        assert_eq!(clock(&when).as_deref(), Some("23:30"));
        let when = When { minutes: Some(15), zone: Some(chrono_tz::Tz::Europe__Berlin), ..when };
        assert_eq!(clock(&when).as_deref(), Some("23:30–23:45 Berlin time"));
    }
}
