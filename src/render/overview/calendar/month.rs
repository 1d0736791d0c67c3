//! A month as rows of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};

use super::item::Item;
use super::write::Writer;
use super::{Counted, is_free};
use crate::render::escape;
use crate::render::view::calendar::MonthView;
use crate::understand::phrase::date;

/// Most entries that a day of a month's table lists.
const IN_CELL: usize = 3;
/// Most days that one entry takes in the tables; a longer one stands on its first day alone.
const LONGEST: i64 = 62;

type ByDay<'i, 'a> = BTreeMap<NaiveDate, Vec<&'i Item<'a>>>;

/// The months in which something is.
pub fn months(writer: &Writer<'_>, items: &[Item<'_>], counted: &Counted<'_>) -> Vec<MonthView> {
    let by_day = by_day(items);
    let mut months: Vec<NaiveDate> = by_day.keys().filter_map(|day| day.with_day(1)).collect();
    months.dedup();
    months.into_iter().map(|first| month(writer, first, &by_day, counted)).collect()
}

/// Every day that an item takes; of one day what lasts longer first.
fn by_day<'i, 'a>(items: &'i [Item<'a>]) -> ByDay<'i, 'a> {
    let mut by_day = ByDay::new();
    for item in items {
        let last = if (item.last - item.day).num_days() < LONGEST { item.last } else { item.day };
        for day in item.day.iter_days().take_while(|day| *day <= last) {
            by_day.entry(day).or_default().push(item);
        }
    }
    by_day
}

fn month(writer: &Writer<'_>, first: NaiveDate, by_day: &ByDay<'_, '_>, counted: &Counted<'_>) -> MonthView {
    let week_start = writer.site.handbook.inputs.config.week_start;
    let lead = (7 + first.weekday().num_days_from_monday() - week_start.num_days_from_monday()) % 7;
    let length = u32::from(first.num_days_in_month());
    let begin = first.checked_sub_days(Days::new(lead.into())).unwrap_or(first);
    let rows = (lead + length).div_ceil(7) as usize;
    let days: Vec<NaiveDate> = begin.iter_days().take(rows * 7).collect();
    let mut html = String::with_capacity(days.len() * 200);
    for week in days.chunks(7) {
        html.push_str("\n<tr>");
        for &day in week {
            if day.month() == first.month() {
                cell(&mut html, writer, day, by_day.get(&day).map_or(&[], Vec::as_slice), counted);
            } else {
                html.push_str("\n<td class=\"outside\"></td>");
            }
        }
        html.push_str("\n</tr>");
    }
    MonthView {
        title: format!("{} {}", date::month_name(first.month()), first.year()),
        iso: first.format("%Y-%m").to_string(),
        rows_html: html,
    }
}

fn cell(html: &mut String, writer: &Writer<'_>, day: NaiveDate, items: &[&Item<'_>], counted: &Counted<'_>) {
    let _ = write!(html, "\n<td data-date=\"{day}\"");
    let classes = match (counted.contains(day), is_free(writer.site, day)) {
        (true, true) => "in-sprint free",
        (true, false) => "in-sprint",
        (false, true) => "free",
        (false, false) => "",
    };
    if !classes.is_empty() {
        let _ = write!(html, " class=\"{classes}\"");
    }
    let _ = write!(html, "><time datetime=\"{day}\">{}</time>", day.day());
    if let Some((number, _)) = counted.number(day) {
        let _ = write!(html, " <span class=\"day-number\">Day {number}</span>");
    }
    if let Some(name) = writer.site.handbook.inputs.config.holiday(day).and_then(|holiday| holiday.name.as_deref()) {
        let _ = write!(html, "<p class=\"holiday\">{}</p>", escape::attribute(name));
    }
    if !items.is_empty() {
        html.push_str("\n<ul>");
        most_important(items).for_each(|item| writer.line(html, item));
        if items.len() > IN_CELL {
            // Of what lasts longer, only the first day stands in the agenda.
            let at = if items.iter().any(|item| item.day == day) { day } else { items[0].day };
            let _ = write!(html, "\n<li class=\"more\"><a href=\"#{at}\">{} more</a></li>", items.len() - IN_CELL);
        }
        html.push_str("\n</ul>");
    }
    html.push_str("</td>");
}

/// As many items as a cell has room for, the most important ones, in the order of the day.
fn most_important<'i, 'a>(items: &'i [&'i Item<'a>]) -> impl Iterator<Item = &'i Item<'a>> {
    let mut wanted: Vec<usize> = (0..items.len()).collect();
    wanted.sort_by_key(|at| items[*at].what.rank());
    wanted.truncate(IN_CELL);
    wanted.sort_unstable();
    wanted.into_iter().map(|at| items[at])
}
