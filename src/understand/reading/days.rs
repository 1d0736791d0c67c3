//! Columns of day numbers: `8 (Thu)` below `Day`, where the document counts its days elsewhere, too.

use std::ops::Range;

use super::node::Kind;
use super::parts::Parts;
use super::role::Role;
use crate::understand::phrase::date;
use crate::understand::phrase::day::DayPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};

/// Most days of a timebox that a number alone may mean.
const MOST: i32 = 99;

/// Tables with a column of day numbers: the table, and the column.
pub(super) fn columns(parts: &Parts) -> Vec<(u32, usize)> {
    let mut counted = None;
    let mut found = Vec::new();
    for (at, table) in parts.tables.iter().enumerate() {
        let Some(column) = table.roles.iter().position(|role| *role == Role::Day) else { continue };
        let rows = parts.nodes[table.node as usize + 1..].iter();
        let mut rows = rows.take_while(|node| matches!(node.kind, Kind::Row { table, .. } if table as usize == at));
        let text = |cells: &Range<u32>| {
            let cell = parts.cells[cells.start as usize..cells.end as usize].get(column)?;
            Some(parts.text[cell.text.start as usize..cell.text.end as usize].trim())
        };
        let named = rows
            .next()
            .and_then(|header| text(&header.cells))
            .is_some_and(|name| ["day", "sprint day"].iter().any(|known| name.eq_ignore_ascii_case(known)));
        let numbers =
            named && rows.filter_map(|row| text(&row.cells)).all(|cell| cell.is_empty() || read(cell).is_some());
        // Else they may be those of a month.
        if numbers && *counted.get_or_insert_with(|| ["Day 1", "day 1"].iter().any(|day| parts.text.contains(day))) {
            found.push((at as u32, column));
        }
    }
    found
}

/// The day number of a cell, its offset counted from its row's text.
pub(super) fn mention(text: &str, row: u32, cell: &Range<u32>) -> Option<Mention> {
    let raw = &text[cell.start as usize..cell.end as usize];
    let (day, length) = read(raw.trim())?;
    let start = cell.start - row + (raw.len() - raw.trim_start().len()) as u32;
    Some(Mention { start, end: start + length as u32, phrase: Phrase::Day(day) })
}

/// `8`, `1–2`, `8 (Thu)`: the days, and the bytes of their numbers.
fn read(cell: &str) -> Option<(DayPhrase, usize)> {
    let (first, length) = number(cell)?;
    let rest = &cell[length..];
    let second =
        rest.strip_prefix(['-', '–']).and_then(|rest| number(rest).map(|(last, bytes)| (last, bytes, rest.len())));
    let (last, end) = match second {
        Some((last, bytes, left)) if last > first => (Some(last), cell.len() - left + bytes),
        Some(_) => return None,
        None => (None, length),
    };
    let behind = cell[end..].trim().trim_start_matches(['(', ',']).trim_end_matches([')', '.']).trim();
    let ends = behind.is_empty() || behind.split(['-', '–', '/']).all(|word| date::weekday(word.trim()).is_some());
    ends.then_some((DayPhrase { week: None, first, last }, end))
}

fn number(text: &str) -> Option<(i32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok().filter(|number| (0..=MOST).contains(number)).map(|number| (number, digits))
}

#[cfg(test)]
mod tests {
    use crate::understand::testing;

    fn days(text: &str) -> Vec<(String, i32)> {
        let facts = testing::facts("a.md", text);
        facts.iter().filter_map(|fact| Some((fact.title.to_string(), fact.when.as_ref()?.day?))).collect()
    }

    #[test]
    fn numbers_below_day_are_days_where_days_are_counted() {
        let table = "## Meetings\n\n| Day | Meeting | Length |\n| --- | --- | --- |\n| 1 (Mon) | Kickoff | 1 h |\n| 4 | Audit | 2 h |\n";
        let counted = format!("# Sprint 4\n\nDay 1 is Monday 5 January 2026.\n\n{table}");
        assert_eq!(days(&counted), [("Kickoff".to_owned(), 1), ("Audit".to_owned(), 4)]);
        assert!(days(&format!("# March 2026\n\n{table}")).is_empty());
    }
}
