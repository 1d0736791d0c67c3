//! Rows of a table with a cell that lists lengths and one for their sum: `Kickoff (2), Audit (1) | 3 h`.

use super::{Measure, Sum, has_word, is_table, length, rows, table};
use crate::base::span::Span;
use crate::understand::phrase::words::Words;
use crate::understand::reading::{CellRef, Entry, Kind, Reading, clean};

/// All such rows of tables of which most add up.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for table in reading.entries().filter(|entry| is_table(*entry)) {
        let Some(total) = column_of_sums(table) else { continue };
        let mut found: Vec<Sum> = rows(table).into_iter().filter_map(|row| of_row(row, total)).collect();
        let wrong = found.iter().filter(|sum| !sum.agrees()).count();
        if found.len() > 1 && wrong * 2 <= found.len() {
            sums.append(&mut found);
        }
    }
}

/// The first column whose header says that it is a sum.
fn column_of_sums(table: Entry<'_>) -> Option<usize> {
    const SUMS: Words = Words::of(&["sum", "total", "altogether", "together", "commitment", "effort"]);
    let header = table.children().next().filter(|row| matches!(row.kind(), Kind::Row { header: true, .. }))?;
    // Parts of words with hyphens count, too.
    header.cells().find(|cell| has_word(cell.text(), &SUMS)).map(|cell| cell.column)
}

fn of_row(row: Entry<'_>, total: usize) -> Option<Sum> {
    let total = row.cells().nth(total)?;
    let (stated, span) = minutes_of(total)?;
    let mut listed = row.cells().filter(|cell| cell.column != total.column).filter_map(parts);
    let sum = listed.next().filter(|_| listed.next().is_none())?;
    Some(Sum {
        measure: Measure::Time,
        stated,
        span,
        readings: vec![(sum.0, sum.0)],
        complete: true,
        parts: vec![sum.1],
        what: "".into(),
    })
}

/// The length that a whole cell is.
fn minutes_of(cell: CellRef<'_>) -> Option<(i64, Span)> {
    let mut found = cell.mentions().filter_map(length::minutes);
    match (found.next(), found.next()) {
        (Some(minutes), None) if length::is_exact(cell.text()) => Some((minutes, cell.span())),
        (None, _) => {
            let number = table::number(cell.text())?;
            Some((number.value * table::minutes_each(cell.header(), number.unit)? / 100, cell.span()))
        }
        _ => None,
    }
}

/// What a cell of `Kickoff (2), Audit (1.5)` adds up to, where each of its pieces has its length in parentheses.
fn parts(cell: CellRef<'_>) -> Option<(i64, Span)> {
    let text = cell.text();
    let each = table::minutes_each(clean(cell.header()), "");
    let (mut sum, mut count, mut rest) = (0, 0, text);
    while !rest.trim().is_empty() {
        let (name, after) = rest.split_once('(')?;
        let (inner, next) = after.split_once(')')?;
        if !name.chars().any(char::is_alphabetic) {
            return None;
        }
        let number = table::number(inner)?;
        let unit = table::minutes_each("", number.unit).or(each.filter(|_| number.unit.is_empty()))?;
        sum += number.value * unit / 100;
        count += 1;
        rest = next.trim_start_matches([',', ';', '+', '·', ' ', '.']);
    }
    (count > 1).then(|| (sum, cell.span()))
}
