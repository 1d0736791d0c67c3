//! Sentences that count what the table beside them holds: `There are 5 squads with 19 people.`, `9 risks: 3 high, 4
//! medium, 2 low`, and sentences that name what they count: `There are five stages: Main, Barn, Tent and Boat.`

use super::count::{OPENINGS, goes_on};
use super::counted::{Counted, counted, may_count};
use super::inline::{only_number, pieces};
use super::{Measure, Sum, has_word, is_open_ended, is_table, rows, table};
use crate::base::span::Span;
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Kind, Reading, clean};

/// Longest sentence that is looked at.
const LONGEST: usize = 240;

/// All such sentences.
pub(super) fn read(reading: &Reading<'_>, sums: &mut Vec<Sum>) {
    for entry in reading.entries() {
        if !matches!(entry.kind(), Kind::Paragraph | Kind::Field) || entry.text().len() > LONGEST {
            continue;
        }
        let text = entry.text();
        let table = table_of(entry);
        let names = || {
            memchr::memchr2(b':', b'(', text.as_bytes()).is_some() && memchr::memchr(b',', text.as_bytes()).is_some()
        };
        if !(table.is_some() || names()) || !may_count(entry) {
            continue;
        }
        let all = counted(text);
        if all.is_empty() || is_open_ended(text) {
            continue;
        }
        if let Some(table) = table {
            let rows = rows(table);
            if rows.len() > 1 && !rows.iter().any(|row| goes_on(*row)) && !of_sorts(entry, &all[0], &rows, sums) {
                sums.extend(all.iter().filter_map(|stated| of_column(entry, stated, &rows)));
            }
        }
        sums.extend(all.first().and_then(|stated| of_names(entry, stated)));
    }
}

/// The table that follows a line at once, where it does not introduce it already.
fn table_of(line: Entry<'_>) -> Option<Entry<'_>> {
    let own = line.children().next().filter(|child| is_table(*child));
    own.or_else(|| line.following().next().filter(|next| is_table(*next)))
}

/// Words right before a number of what something consists of.
const HAS: Words = Words::of(&["has", "have", "are", "is", "with", "of", "lists", "and", "hold", "holds"]);

/// Whether a sentence says that there are so many: neither what they do nor what they are for.
fn is_plain(stated: &Counted<'_>) -> bool {
    const GOES_ON: Words = Words::of(&["with", "in", "and", "across", "on", "this", "at", "for", "from", "so"]);
    let clause = stated.before.rsplit(['.', ';', ':', ',', '(']).next().unwrap_or_default();
    let opening = clean(clause.trim());
    let last = opening.rsplit(' ').next().unwrap_or_default();
    let begins = HAS.knows(last) || OPENINGS.iter().any(|known| opening.eq_ignore_ascii_case(known));
    let after = stated.after.trim_start_matches(['*', ')']);
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    begins && (after.trim().is_empty() || after.starts_with(['.', ';', ',', ':']) || GOES_ON.knows(next))
}

/// Whether a number may be one for what was found: what is far from it is something else.
fn is_near(stated: i64, found: i64) -> bool {
    let apart = (stated - found).abs();
    apart <= 1 || apart * 5 <= stated
}

/// The singular of a noun, lower case.
fn singular(noun: &str) -> String {
    let lower = noun.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    match lower.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => lower.strip_suffix('s').unwrap_or(&lower).to_owned(),
    }
}

/// A number of things held against the column of that name: its numbers, or its different entries.
fn of_column(line: Entry<'_>, stated: &Counted<'_>, rows: &[Entry<'_>]) -> Option<Sum> {
    if !is_plain(stated) {
        return None;
    }
    let plural = stated.noun.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    let one = singular(stated.noun);
    let people = matches!(&*plural, "people" | "members");
    let named = |header: &str| {
        has_word(header, &[&*plural, &*one]) || people && has_word(header, &["name", "names", "headcount", "size"])
    };
    let header = rows.first()?.header()?;
    let mut columns = header.cells().filter(|cell| named(cell.text()) && cell.text().split(' ').count() <= 3);
    let column = columns.next().filter(|_| columns.next().is_none())?.column;
    let cells: Vec<&str> =
        rows.iter().map(|row| row.cells().nth(column).map_or("", |cell| clean(cell.text()))).collect();
    let numbers: Option<Vec<i64>> =
        cells.iter().map(|text| table::number(text).map(|number| number.value / 100)).collect();
    let found = match numbers {
        Some(numbers) => numbers.iter().sum(),
        None if people => cells.iter().map(|text| people_in(text)).sum::<Option<i64>>()?,
        None if column > 1 || cells.iter().any(|text| text.is_empty() || text.contains([',', '/', '&', ';'])) => {
            return None;
        }
        None => {
            let mut different = cells.clone();
            different.sort_unstable();
            different.dedup();
            different.len() as i64
        }
    };
    is_near(stated.value, found).then(|| sum(line, stated.value, stated.number, stated.noun, found, rows))
}

/// How many people a cell names; none where it names a group or nobody.
fn people_in(text: &str) -> Option<i64> {
    let names = text.split([',', ';', '/', '&']).flat_map(|piece| piece.split(" and ")).map(str::trim);
    let mut count = 0;
    for name in names.filter(|name| !name.is_empty()) {
        let named = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        if !named || has_word(name, &["tbd", "vacant", "open", "team", "all", "everyone"]) {
            return None;
        }
        count += 1;
    }
    (count > 0).then_some(count)
}

fn sum(line: Entry<'_>, stated: i64, number: &str, noun: &str, found: i64, rows: &[Entry<'_>]) -> Sum {
    let parts: Vec<Span> = rows.iter().map(|row| row.span()).collect();
    Sum {
        measure: Measure::Count,
        stated,
        span: line.span_of(number),
        readings: vec![(found, found)],
        complete: true,
        parts,
        what: noun.into(),
    }
}

/// `9 risks: 3 high, 4 medium, 2 low` over a table with such a column. Whether the sentence is one of these.
fn of_sorts(line: Entry<'_>, stated: &Counted<'_>, rows: &[Entry<'_>], sums: &mut Vec<Sum>) -> bool {
    let Some(list) = stated.after.trim_start_matches(['*', ' ']).strip_prefix([':', '(', ',', '–', '—']) else {
        return false;
    };
    let list = list.split(". ").next().unwrap_or_default().trim().trim_end_matches(['.', ')']);
    let sorts: Option<Vec<(i64, &str, &str)>> = pieces(list)
        .into_iter()
        .map(|piece| {
            let number = only_number(piece).filter(|number| number.before.is_empty() && !number.after.is_empty())?;
            let name = number.after.trim_start_matches("are ").trim_start_matches("is ").trim_start_matches("in ");
            Some((number.value / 100, number.text, name))
        })
        .collect();
    let Some(sorts) = sorts.filter(|sorts| sorts.len() > 1) else { return false };
    let columns = rows[0].cells().count();
    let is = |row: &Entry<'_>, column: usize, sort: &str| {
        let text = row.cells().nth(column).map_or("", |cell| cell.text());
        text.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(sort)
    };
    let many = |column: usize, sort: &str| rows.iter().filter(|row| is(row, column, sort)).count() as i64;
    let Some(column) = (0..columns).find(|column| sorts.iter().all(|(_, _, name)| many(*column, name) > 0)) else {
        return false;
    };
    // All rows are of one of these sorts, so that they are what is counted.
    if sorts.iter().map(|(_, _, name)| many(column, name)).sum::<i64>() != rows.len() as i64 {
        return false;
    }
    let found = rows.len() as i64;
    if !is_near(stated.value, found) {
        return true;
    }
    sums.push(sum(line, stated.value, stated.number, stated.noun, found, rows));
    if stated.value == found {
        for (value, number, name) in sorts {
            let own: Vec<Entry<'_>> = rows.iter().copied().filter(|row| is(row, column, name)).collect();
            sums.push(sum(line, value, number, name, own.len() as i64, &own));
        }
    }
    true
}

/// `There are five stages: Main, Barn, Tent and Boat.`
fn of_names(line: Entry<'_>, stated: &Counted<'_>) -> Option<Sum> {
    let opening = clean(stated.before.trim());
    let last = opening.rsplit(' ').next().unwrap_or_default();
    let begins = OPENINGS.iter().any(|known| opening.eq_ignore_ascii_case(known))
        || HAS.knows(last) && !stated.before.contains(['.', ';']);
    let list = stated.after.trim_start_matches('*').strip_prefix(": ").or_else(|| stated.after.strip_prefix(" ("))?;
    let list = list.split(". ").next()?.trim().trim_end_matches(['.', ')']);
    if !begins || list.contains([';', ':', '(', '+', '–']) || line.children().next().is_some() {
        return None;
    }
    let written: Vec<&str> = list.split(',').map(str::trim).collect();
    let names = |piece: &&str| {
        let count = piece.split(' ').count();
        count <= 5 && piece.contains(char::is_alphabetic) && !piece.bytes().any(|byte| byte.is_ascii_digit())
    };
    let goes_on = has_word(list, &["more", "others", "other", "tbd", "rest", "then", "who", "which", "is", "are"]);
    if written.len() < 2 || !written.iter().all(names) || goes_on {
        return None;
    }
    let (end, before) = written.split_last()?;
    let joins = |piece: &str| (piece.matches(" and ").count() + piece.matches(" & ").count()) as i64;
    // The last `and` stands between two names, unless a comma does so already.
    let closing = end.split([' ']).next().is_some_and(|word| matches!(word, "and" | "or"));
    let (most, inner) = (joins(end), before.iter().map(|piece| joins(piece)).sum::<i64>());
    let least = written.len() as i64;
    let plain = least + i64::from(!closing && most > 0);
    let near = is_near(stated.value, plain) && plain > 2;
    near.then(|| Sum {
        measure: Measure::Count,
        stated: stated.value,
        span: line.span_of(stated.number),
        // Names may have an `and` of their own.
        readings: vec![
            (plain, plain),
            (plain, least + most + inner),
            if most > 1 { (least, plain) } else { (plain, plain) },
        ],
        complete: true,
        parts: vec![line.span_of(list)],
        what: stated.noun.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_say_how_many_there_are() {
        let plain = |text: &str| counted(text).first().is_some_and(is_plain);
        for text in [
            "There are 5 squads with 19 people.",
            "The team has 7 roles; shadows are elsewhere.",
            "We are nine people in two offices.",
            "Three gates.",
        ] {
            assert!(plain(text), "{text}");
        }
        for text in ["Two reviewers approve each change.", "It takes 3 rounds.", "Ask two colleagues who know it."] {
            assert!(!plain(text), "{text}");
        }
    }

    #[test]
    fn people_of_a_cell() {
        assert_eq!(people_in("Tobias Frank, Leila Nasser"), Some(2));
        assert_eq!(people_in("Ana Lima & Bo Ek and Cy Fox"), Some(3));
        for text in ["", "the night shift", "TBD", "Design Team"] {
            assert_eq!(people_in(text), None, "{text}");
        }
    }
}
