//! Tables with a row or a column for the total.

use super::{Measure, Sum, has_word, is_table};
use crate::understand::reading::{CellRef, Entry, Kind, Reading, clean, role::Role};

use super::length;

/// All columns with a row for the total, and all rows with a column for it.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries().filter(|entry| is_table(*entry)) {
        columns(entry, sums);
        across(entry, sums);
    }
}

/// Whether a row is the total of the rows around it.
pub(super) fn is_total(row: Entry<'_>) -> bool {
    let Some(first) = row.cells().map(CellRef::text).find(|text| !text.is_empty()) else { return false };
    let name = clean(first);
    ["total", "totals", "sum", "grand total", "overall total", "total:", "all", "together", "altogether", "in all"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        || is_named_total(row, name)
}

/// `**All crews**`, `Total hours`: the last row, bold or called a total, of which all else are numbers.
fn is_named_total(row: Entry<'_>, name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    let says = |known: &[&str]| known.iter().any(|known| first.eq_ignore_ascii_case(known));
    if !says(&["all", "total", "sum"]) || row.following().next().is_some() {
        return false;
    }
    let bold = row.span().of(&row.reading.source.text).trim_start_matches(['|', ' ']).starts_with("**");
    let mut cells = row.cells().skip(1).filter(|cell| !is_blank(cell.text())).peekable();
    (bold || !says(&["all"])) && cells.peek().is_some() && cells.all(|cell| number(cell.text()).is_some())
}

fn is_subtotal(row: Entry<'_>) -> bool {
    row.cells().next().is_some_and(|cell| {
        has_word(
            cell.text(),
            &["subtotal", "total", "totals", "sum", "average", "mean", "remaining", "balance", "overall"],
        )
    })
}

/// A number with what stands behind it, as a cell has it.
#[derive(Clone, Copy)]
pub(in super::super) struct Number<'a> {
    /// In hundredths.
    pub value: i64,
    /// What follows, and a sign before it: `specs`, `$`.
    pub unit: &'a str,
    sign: &'a str,
}

/// The number that a whole cell is; none of vague ones, percentages, fractions, dates and spans.
pub(in super::super) fn number(text: &str) -> Option<Number<'_>> {
    let text = text.trim().trim_matches('*');
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (sign, rest) = text.split_at(digits);
    if !matches!(sign.trim(), "" | "$" | "€" | "£" | "¥") {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
    let (digits, unit) = (&rest[..end], rest[end..].trim());
    let plain = unit.is_empty() || unit.chars().all(|c| c.is_alphabetic() || c == ' ') && unit.len() <= 20;
    if !plain || digits.len() > 12 {
        return None;
    }
    Some(Number { value: hundredths(digits)?, unit, sign: sign.trim() })
}

/// `1,250` is a thousand and more, `1.5` one and a half.
fn hundredths(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped = whole.split(',').enumerate().all(|(at, group)| {
        if at == 0 { (1..=3).contains(&group.len()) || !whole.contains(',') } else { group.len() == 3 }
    });
    if !grouped || part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = whole.replace(',', "").parse().ok()?;
    let part: i64 = if part.is_empty() { 0 } else { part.parse::<i64>().ok()? * if part.len() == 1 { 10 } else { 1 } };
    whole.checked_mul(100)?.checked_add(part)
}

/// Whether a cell says nothing.
fn is_blank(text: &str) -> bool {
    text.trim_matches(['-', '–', '—', '*', ' ', '.']).is_empty() || text.eq_ignore_ascii_case("n/a")
}

/// Headers of columns that nobody adds up.
const NO_SUMS: [&str; 24] = [
    "score",
    "average",
    "avg",
    "mean",
    "rate",
    "rating",
    "ratio",
    "weight",
    "percent",
    "percentage",
    "share",
    "velocity",
    "rank",
    "id",
    "no",
    "year",
    "price",
    "version",
    "max",
    "min",
    "median",
    "cumulative",
    "running",
    "temperature",
];

fn columns(table: Entry<'_>, sums: &mut Vec<Sum>) {
    let all: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    let totals: Vec<usize> = (0..all.len()).filter(|&at| is_total(all[at])).collect();
    let [total] = totals[..] else { return };
    // A total stands last, or first.
    let rows: Vec<Entry<'_>> = if total + 1 == all.len() {
        all[..total].to_vec()
    } else if total == 0 {
        all[1..].to_vec()
    } else {
        return;
    };
    if rows.len() < 2 || rows.iter().any(|row| is_subtotal(*row)) {
        return;
    }
    for cell in all[total].cells().skip(1) {
        sums.extend(column(&rows, cell));
    }
}

fn column(rows: &[Entry<'_>], total: CellRef<'_>) -> Option<Sum> {
    let stated = number(total.text())?;
    let header = total.header();
    if has_word(header, &NO_SUMS) || header.contains('%') || header == "#" {
        return None;
    }
    let mut values = Vec::with_capacity(rows.len());
    for row in rows {
        let text = row.cells().nth(total.column).map_or("", CellRef::text);
        if is_blank(text) {
            continue;
        }
        let part = number(text)?;
        let same = part.sign == stated.sign
            && (singular(part.unit) == singular(stated.unit) || part.unit.is_empty() || stated.unit.is_empty());
        if !same {
            return None;
        }
        values.push(part);
    }
    let sum: i64 = values.iter().map(|part| part.value).sum();
    let most = values.iter().map(|part| part.value).max()?;
    // An average or the greatest lies within its rows.
    if values.len() < 2 || stated.value != sum && stated.value <= most {
        return None;
    }
    let measure = match total.role() {
        _ if is_points(header, stated.unit) => Measure::Points,
        Role::Duration | Role::Time if minutes_each(header, stated.unit).is_some() => Measure::Time,
        _ if minutes_each(header, stated.unit).is_some() => Measure::Time,
        _ => Measure::Column,
    };
    let scale = |value: i64| match measure {
        Measure::Time => value * minutes_each(header, stated.unit).unwrap_or(1) / 100,
        _ => value,
    };
    Some(Sum {
        measure,
        stated: scale(stated.value),
        span: total.span(),
        readings: vec![(scale(sum), scale(sum))],
        complete: true,
        parts: rows.iter().map(|row| row.span()).collect(),
        what: clean(header).into(),
    })
}

/// Rows of a table whose last column is their total: certain where other rows of the table add up.
fn across(table: Entry<'_>, sums: &mut Vec<Sum>) {
    let Some(header) = table.children().next().filter(|row| matches!(row.kind(), Kind::Row { header: true, .. }))
    else {
        return;
    };
    let headers: Vec<&str> = header.cells().map(CellRef::text).collect();
    let last = headers.len().saturating_sub(1);
    let is_total = headers.last().is_some_and(|text| {
        ["total", "sum", "totals", "together", "altogether", "in all", "total hours", "hours in all"]
            .iter()
            .any(|known| clean(text).eq_ignore_ascii_case(known))
    });
    if !is_total || last < 3 || headers.iter().any(|text| has_word(text, &NO_SUMS) || text.contains('%')) {
        return;
    }
    let mut found = Vec::new();
    for row in table.children().filter(|row| row.is_row()) {
        let cells: Vec<CellRef<'_>> = row.cells().collect();
        let Some(total) = cells.get(last).and_then(|cell| number(cell.text())) else { continue };
        // Hours and minutes may stand side by side.
        let minutes = |number: &Number<'_>| Some(number.value * minutes_each("", number.unit)? / 100);
        let time = minutes(&total);
        let value = |part: Number<'_>| match time {
            Some(_) => minutes(&part),
            None => (part.unit == total.unit).then_some(part.value),
        };
        let parts: Option<Vec<i64>> = cells[1..last]
            .iter()
            .filter(|cell| !is_blank(cell.text()))
            .map(|cell| number(cell.text()).and_then(value))
            .collect();
        let Some(parts) = parts.filter(|parts| parts.len() > 1) else { continue };
        let sum: i64 = parts.iter().sum();
        found.push(Sum {
            measure: if time.is_some() { Measure::Time } else { Measure::Column },
            stated: time.unwrap_or(total.value),
            span: cells[last].span(),
            readings: vec![(sum, sum)],
            complete: true,
            parts: vec![cells[1].span()],
            what: "".into(),
        });
    }
    let wrong = found.iter().filter(|sum| !sum.agrees()).count();
    if wrong * 2 <= found.len() {
        sums.append(&mut found);
    }
}

fn singular(unit: &str) -> &str {
    unit.strip_suffix('s').unwrap_or(unit)
}

fn is_points(header: &str, unit: &str) -> bool {
    has_word(header, &["points", "point", "sp", "pts"]) || has_word(unit, &["points", "point", "sp", "pts"])
}

/// Minutes of one unit of a column, where its header or its cells say it.
pub(super) fn minutes_each(header: &str, unit: &str) -> Option<i64> {
    let is = |words: &[&str]| has_word(unit, words) || unit.is_empty() && has_word(header, words);
    if is(&["h", "hr", "hrs", "hour", "hours"]) {
        Some(60)
    } else if is(&["min", "mins", "minute", "minutes", "m"]) {
        Some(1)
    } else {
        None
    }
}

/// By row, the minutes of the table's only column of lengths; none where it has none.
pub(super) fn minutes(table: Entry<'_>, rows: &[Entry<'_>]) -> Option<Vec<Option<i64>>> {
    let Kind::Table(_) = table.kind() else { return None };
    let header = table.children().find(|row| matches!(row.kind(), Kind::Row { header: true, .. }))?;
    let has_lengths = |column: usize| {
        let length = |row: &Entry<'_>| {
            row.cells()
                .nth(column)
                .is_some_and(|cell| cell.mentions().any(|mention| length::minutes(mention).is_some()))
        };
        rows.iter().all(length)
    };
    let is_length = |cell: &CellRef<'_>| {
        cell.role() == Role::Duration
            || minutes_each(cell.text(), "").is_some()
            || cell.role() == Role::Time && has_lengths(cell.column)
    };
    let mut columns = header.cells().filter(is_length);
    let column = columns.next()?;
    if columns.next().is_some() {
        return None;
    }
    let of_row = |row: &Entry<'_>| {
        let cell = row.cells().nth(column.column)?;
        let mut lengths = cell.mentions().filter_map(length::minutes);
        match (lengths.next(), lengths.next()) {
            (Some(minutes), None) => Some(minutes),
            (Some(_), Some(_)) => None,
            (None, _) => {
                let number = number(cell.text())?;
                Some(number.value * minutes_each(column.text(), number.unit)? / 100)
            }
        }
    };
    let found: Vec<Option<i64>> = rows.iter().map(of_row).collect();
    (found.iter().flatten().count() > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_cells() {
        let value = |text: &str| number(text).map(|number| number.value);
        assert_eq!(value("**1,250.5**"), Some(125_050));
        assert_eq!(value("$80"), Some(8_000));
        assert_eq!(value("13 specs"), Some(1_300));
        assert_eq!(value("20 h"), Some(2_000));
        for text in
            ["~30", "95%", "3/4", "1-2", "2026-01-05", "62 (38)", "", "TBD", "1,25", "1.234", "Q4", "99999999999999"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
