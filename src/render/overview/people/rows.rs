//! Rows of a person's tables: when something is, and the attributes by which the browser finds this week's.

use chrono::NaiveDate;

use crate::render::agenda::series::Series;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::wording::zone_name;
use crate::understand::fact::{Fact, When};
use crate::understand::phrase::date;

/// Most days of a recurring meeting that a row tells the browser.
const MOST: usize = 200;

/// A day.
pub fn day_into(out: &mut String, day: NaiveDate) {
    for piece in ["<time datetime=\"", &day.to_string(), "\">", &date::long_with_weekday(day), "</time>"] {
        out.push_str(piece);
    }
}

/// When something is: `Day 3 · Wednesday 7 January 2026, 09:00`; as written where the date is not known.
pub fn when_into(out: &mut String, site: &Site<'_>, when: Option<&When>) {
    let Some(when) = when else { return out.push_str("<span class=\"quiet\">No date</span>") };
    match when.start.filter(|_| when.rrule.is_none()) {
        Some(start) => {
            if let Some(day) = when.day {
                out.push_str(&format!("Day {day} · "));
            }
            day_into(out, start);
            if let Some(end) = when.end.filter(|end| *end > start) {
                out.push_str(" – ");
                day_into(out, end);
            }
        }
        None => text_into(out, &when.text),
    }
    if let Some(time) = when.time {
        let other = when.zone.filter(|zone| Some(*zone) != site.handbook.inputs.config.timezone);
        let zone = other.map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
        text_into(out, &format!(", {}{zone}", time.format("%H:%M")));
    }
}

/// Attributes of a row that is on some days.
pub fn days(start: NaiveDate, end: Option<NaiveDate>) -> String {
    let until = end.filter(|end| *end > start).map_or(String::new(), |end| format!(" data-until=\"{end}\""));
    format!(" data-entry data-date=\"{start}\"{until}")
}

/// Attributes of an event's row.
pub fn of_event(site: &Site<'_>, entry: &Entry<'_>) -> String {
    let Some(when) = entry.fact.when.as_deref() else { return String::new() };
    if when.rrule.is_none() {
        return when.start.map_or(String::new(), |start| days(start, when.end));
    }
    let Some(series) = Series::of(site.handbook, entry.document as usize, entry.fact) else { return String::new() };
    let (Some(from), Some(to)) = (series.first(), series.last()) else { return String::new() };
    let days: Vec<String> = series.days(from, to).take(MOST).map(|day| day.to_string()).collect();
    format!(" data-entry data-days=\"{}\"", days.join(" "))
}

/// The same for the head of a column: `Day 3`, `7 Jan`, as written.
pub fn short_into(out: &mut String, fact: &Fact) {
    let Some(when) = fact.when.as_deref() else { return };
    match (when.day, when.start) {
        (Some(day), _) => out.push_str(&format!("Day {day}")),
        (None, Some(start)) if when.rrule.is_none() => out.push_str(&start.format("%-d %b %Y").to_string()),
        _ => text_into(out, &when.text),
    }
}
