//! What the cells of one row say of each other: weekday and date, start and end, their length; and the order of rows.

use chrono::{Datelike, NaiveDate};

use super::super::super::phrase::date::{self, DatePhrase};
use super::super::super::phrase::mention::Phrase;
use super::super::super::reading::role::Role;
use super::super::super::reading::{CellRef, Entry, clean};
use super::super::super::{event, staff};
use super::around;
use super::length::{self, Length, Stated};
use super::{Across, DaySpan, Gather};

/// Rows from which on the order of columns is no chance.
const FEWEST: usize = 4;
/// Days by which a date has to be too early: releases come a little early at times.
const FORTNIGHT: i64 = 14;

impl<'r> Gather<'r> {
    /// All that the cells of a table's rows say of each other.
    pub(super) fn table(&mut self, table: Entry<'r>, index: u32) {
        let rows: Vec<Entry<'r>> = table.children().filter(|row| row.is_row()).collect();
        let Some(header) = table.children().next().filter(|_| !rows.is_empty()) else { return };
        self.month_columns(header, &rows);
        if rows.iter().all(|row| row.mentions().is_empty()) {
            return;
        }
        let roles = &self.reading.table(index).roles;
        self.weekday_column(header, &rows);
        if roles.contains(&Role::Start) && (roles.contains(&Role::End) || roles.contains(&Role::Due)) {
            rows.iter().for_each(|row| self.start_and_end(*row));
        }
        self.columns_in_time(header, &rows);
        if roles.contains(&Role::Duration) {
            rows.iter().for_each(|row| self.length_of_row(*row));
        }
        if let Some(column) = roles.iter().position(|role| matches!(role, Role::Date | Role::Start | Role::Day)) {
            self.rows_in_time(column, &rows);
        }
    }

    /// `| Jan | Feb |` above `| Mon 7 | |`.
    fn month_columns(&mut self, header: Entry<'r>, rows: &[Entry<'r>]) {
        let calendar = event::is_calendar(header, rows);
        for (column, cell) in header.cells().enumerate() {
            let mut words = cell.text().split([' ', ',']).filter(|word| !word.is_empty());
            let Some(month) = words.next().and_then(date::month) else { continue };
            let year = match words.next().map(str::parse::<i32>) {
                None => None,
                Some(Ok(year)) if (1990..2100).contains(&year) => Some(year),
                Some(_) => continue,
            };
            for row in rows {
                let Some(cell) = row.cells().nth(column) else { continue };
                self.days_of_month(*row, cell.text(), year, month);
                if calendar && let Ok(day @ 28..=39) = clean(cell.text()).parse() {
                    self.impossible_day_of_month(cell.span(), year, month, day);
                }
            }
        }
    }

    /// `Mon 7`, `Mon 7 – Fri 11` where the month is known.
    pub(super) fn days_of_month(&mut self, entry: Entry<'r>, text: &'r str, year: Option<i32>, month: u32) {
        let mut rest = text;
        while let Some((weekday, length)) = around::word(rest) {
            let behind = rest[length..].trim_start_matches(['.', ',']).trim_start();
            let behind = behind.strip_prefix("the ").unwrap_or(behind);
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            let Ok(day) = behind[..digits].parse::<u32>() else { return };
            let suffix = ["st", "nd", "rd", "th"].iter().find(|suffix| behind[digits..].starts_with(**suffix));
            let after = &behind[digits + suffix.map_or(0, |suffix| suffix.len())..];
            // `Monday 7 singers` is no day, and `Mon 9:30` a time.
            let ends = !after.starts_with(char::is_alphanumeric)
                && (suffix.is_some() || !after.trim_start().starts_with(char::is_alphanumeric))
                && !after.strip_prefix(':').is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
            if !(1..=31).contains(&day) || !ends {
                return;
            }
            let piece = &rest[..rest.len() - after.len()];
            let span = entry.span_of(piece);
            self.weekday(entry, weekday, DatePhrase { year, month, day, weekday: Some(weekday) }, span, None);
            rest = after.trim_start_matches([' ', '-', '–', '—', '/']);
        }
    }

    /// A column of weekdays beside one of dates or of day numbers.
    fn weekday_column(&mut self, header: Entry<'r>, rows: &[Entry<'r>]) {
        let named = |cell: CellRef<'r>| {
            ["day", "weekday", "day of week", "day of the week", "dow", ""]
                .iter()
                .any(|name| cell.text().eq_ignore_ascii_case(name))
        };
        for column in header.cells().filter(|cell| named(*cell)).map(|cell| cell.column) {
            let beside = [column.wrapping_sub(1), column + 1];
            for other in beside {
                let pairs: Vec<_> = rows.iter().filter_map(|row| pair(*row, column, other)).collect();
                self.pairs_of_columns(&pairs);
            }
        }
    }

    fn pairs_of_columns(&mut self, pairs: &[(CellRef<'r>, CellRef<'r>, around::Weekdays)]) {
        // A column of regular days agrees with the dates beside it by chance alone.
        let fits = |cell: &CellRef<'r>, weekdays: &around::Weekdays| {
            cell.mentions().any(|mention| match &mention.phrase {
                Phrase::Date { days, .. } => days.first.on(None).is_none_or(|date| date.weekday() == weekdays.first),
                _ => true,
            })
        };
        if pairs.len() > 1 && !pairs.iter().any(|(_, cell, weekdays)| fits(cell, weekdays)) {
            return;
        }
        for (weekday_cell, cell, weekdays) in pairs {
            let row = weekday_cell.row;
            let Some(mention) = cell.mentions().next() else { continue };
            let span = row.span_of(weekday_cell.text());
            match &mention.phrase {
                Phrase::Date { days, .. }
                    if days.last.is_none() && days.first.weekday.is_none() && weekdays.last.is_none() =>
                {
                    self.weekday(row, weekdays.first, days.first, span, Some(row.phrase_span(mention)));
                }
                Phrase::Day(day) => self.numbered_weekdays(row, *day, *weekdays, span),
                _ => {}
            }
        }
    }

    /// Start, end and duration of one row.
    fn start_and_end(&mut self, row: Entry<'r>) {
        let day = |roles: &[Role]| {
            let cell = row.cells().find(|cell| roles.contains(&cell.role()) && !cell.text().is_empty())?;
            let mention = cell.mentions().next()?;
            let Phrase::Date { days, .. } = &mention.phrase else { return None };
            days.last.is_none().then_some((days.first, row.phrase_span(mention)))
        };
        let (Some(start), Some(end)) = (day(&[Role::Start]), day(&[Role::End]).or_else(|| day(&[Role::Due]))) else {
            return;
        };
        let Some((from, to)) = self.dates_of_row(row, start.0, end.0) else { return };
        let (first, last) = ((from, start.1), (to, end.1));
        self.found.spans.push(DaySpan { first, last, together: false });
        let Some(cell) = row.cell(Role::Duration) else { return };
        let Some(mention) = cell.mentions().next() else { return };
        let text = row.phrase_text(mention);
        if let Phrase::Duration(length) = &mention.phrase
            && text == cell.text()
            && let Some(written) = length::written(*length, text)
            && first.0 < last.0
        {
            let span = row.phrase_span(mention);
            self.found.lengths.push(Length { written, span, of: Stated::Dates(first.0, last.0), of_span: first.1 });
        }
    }

    /// Both dates of a row. Without years the end is the one nearest to the start, and going back far it may be that of
    /// the next year.
    fn dates_of_row(&self, row: Entry<'r>, start: DatePhrase, end: DatePhrase) -> Option<(NaiveDate, NaiveDate)> {
        const FAR: i64 = 100;
        if start.year.is_some() || end.year.is_some() {
            return start.on(None).zip(end.on(None));
        }
        let first = self.reading.anchors.date(row, start)?;
        let last = end.on(Some(first))?;
        ((first - last).num_days() < FAR).then_some((first, last))
    }

    /// Columns of dates that go forward in all rows but one: `| Beta | Stable | End of life |`.
    fn columns_in_time(&mut self, header: Entry<'r>, rows: &[Entry<'r>]) {
        if rows.len() <= FEWEST {
            return;
        }
        let date = |row: &Entry<'r>, column: usize| {
            let cell = row.cells().nth(column)?;
            let mention = cell.mentions().next()?;
            let Phrase::Date { days, .. } = &mention.phrase else { return None };
            let whole = row.phrase_text(mention) == cell.text() && days.last.is_none();
            Some((days.first.on(None).filter(|_| whole)?, row.phrase_span(mention)))
        };
        let dated = |column: &usize| rows.iter().filter(|row| date(row, *column).is_some()).count() > FEWEST;
        // What came earlier than it was planned is no slip.
        const PLANNED: [&str; 8] =
            ["expected", "planned", "actual", "target", "forecast", "estimated", "updated", "created"];
        let own = header.cells().filter(|cell| !staff::has_word(cell.text(), &PLANNED));
        let columns: Vec<usize> = own.map(|cell| cell.column).filter(dated).collect();
        for pair in columns.windows(2) {
            let both = rows.iter().filter_map(|row| Some((date(row, pair[0])?, date(row, pair[1])?)));
            let (mut forward, mut back) = (0, Vec::new());
            for (first, last) in both {
                match first.0 <= last.0 {
                    true => forward += 1,
                    false => back.push((first, last)),
                }
            }
            if let [(first, last)] = back[..]
                && forward >= FEWEST
                && (first.0 - last.0).num_days() >= FORTNIGHT
                && !self.found.spans.iter().any(|span| span.last.1 == last.1)
            {
                self.found.across.push(Across { first, last, rows: forward as u32 });
            }
        }
    }

    /// `| Jan 7 – Jan 20 | 2 weeks |`, `| 14:00–15:00 | 60 min |`
    fn length_of_row(&mut self, row: Entry<'r>) {
        let whole =
            |cell: CellRef<'r>| cell.mentions().next().filter(|mention| row.phrase_text(mention) == cell.text());
        let Some(mention) = row.cell(Role::Duration).and_then(whole) else { return };
        let Phrase::Duration(length) = &mention.phrase else { return };
        let cells = [Role::Date, Role::Day, Role::Time].into_iter().filter_map(|role| whole(row.cell(role)?));
        let Some((of, other)) = cells.filter_map(|other| Some((length::stated(row, other)?, other))).next() else {
            return;
        };
        if let Some(written) = length::written(*length, row.phrase_text(mention)) {
            let (span, of_span) = (row.phrase_span(mention), row.phrase_span(other));
            self.found.lengths.push(Length { written, span, of, of_span });
        }
    }

    /// The days of a column, from row to row.
    fn rows_in_time(&mut self, column: usize, rows: &[Entry<'r>]) {
        let mut days = Vec::with_capacity(rows.len());
        let mut numbered = None;
        for row in rows {
            let Some(cell) = row.cells().nth(column) else { continue };
            let Some(mention) = cell.mentions().next() else { continue };
            let near = days.last().map(|row: &super::Row| row.first).filter(|_| numbered == Some(false));
            let Some((is_numbered, day)) = self.row(*row, mention, near) else { continue };
            if *numbered.get_or_insert(is_numbered) != is_numbered {
                return;
            }
            days.push(day);
        }
        self.timeline(numbered.unwrap_or(false), days);
    }
}

/// A cell of weekdays alone, and the date or day in the cell beside it.
fn pair<'r>(row: Entry<'r>, column: usize, other: usize) -> Option<(CellRef<'r>, CellRef<'r>, around::Weekdays)> {
    let weekday = row.cells().nth(column)?;
    let weekdays = around::whole(weekday.text())?;
    let cell = row.cells().nth(other)?;
    let mention = cell.mentions().next()?;
    let whole = row.phrase_text(mention) == cell.text();
    (whole && matches!(mention.phrase, Phrase::Date { .. } | Phrase::Day(_))).then_some((weekday, cell, weekdays))
}
