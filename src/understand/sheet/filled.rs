//! The lines of a form: of a fence all, of sections those that have something to be filled in.

use super::{Group, Line, LineRole, Piece, Sheet, Sort, line};
use crate::understand::fact::Fact;
use crate::understand::form;
use crate::understand::reading::{Entry, Kind, Reading};
use crate::understand::words;

/// The sheet of a form.
pub(super) fn sheet(reading: &Reading<'_>, fact: &Fact) -> Option<Sheet> {
    let begins = |start: u32| {
        let own = |entry: &Entry<'_>| {
            entry.span().start == start && matches!(entry.kind(), Kind::Fence | Kind::Heading { .. })
        };
        reading.entries().find(own)
    };
    let first = begins(fact.place.span.start)?;
    let mut sheet = Sheet {
        title: fact.title.clone(),
        caption: Box::default(),
        place: fact.place,
        heading: fact.heading,
        timebox: fact.timebox.clone(),
        sort: Sort::Form,
        groups: Vec::new(),
    };
    if first.is_heading() {
        let others = fact.also.iter().filter_map(|place| begins(place.span.start));
        let sections: Vec<Entry<'_>> = std::iter::once(first).chain(others).collect();
        let titled = sections.len() > 1;
        sheet.groups.extend(sections.into_iter().map(|heading| section(heading, titled)));
    } else {
        (sheet.caption, sheet.groups) = fence(first);
    }
    sheet.groups.retain(|group| !group.lines.is_empty());
    Some(sheet)
}

/// The title of a fence's own, and its lines.
fn fence(fence: Entry<'_>) -> (Box<str>, Vec<Group>) {
    let source = &fence.reading.source.text;
    let lines: Vec<Entry<'_>> = fence.children().collect();
    let gap = |at: usize| match at.checked_sub(1).zip(lines.get(at)) {
        Some((before, line)) => {
            let between = source.get(lines[before].span().end as usize..line.span().start as usize);
            between.is_some_and(|between| between.matches('\n').count() > 1)
        }
        None => true,
    };
    let mut caption = Box::default();
    let mut groups = vec![Group::default()];
    for (at, entry) in lines.iter().enumerate() {
        let text = entry.text();
        let has_blanks = |text: &str| line::read(text).pieces.iter().any(|piece| !matches!(piece, Piece::Text(_)));
        let is_plain = |text: &str| !has_blanks(text) && !is_criterion(text);
        if is_plain(text) && at == 0 && gap(1) && lines.len() > 1 && !text.trim_end().ends_with(':') {
            caption = words::bare(words::unnumbered(text.trim_start_matches('#'))).into();
            continue;
        }
        let before_blanks = !gap(at + 1) && lines.get(at + 1).is_some_and(|next| !is_plain(next.text()));
        let few = text.split_whitespace().count() <= 8;
        let heads = text.starts_with('#') || text.trim_end().ends_with(':') || gap(at) && before_blanks && few;
        if is_plain(text) && heads {
            let title = text.trim_start_matches('#').trim().trim_end_matches(':').into();
            groups.push(Group { title, lines: Vec::new() });
            continue;
        }
        let open = groups.last().is_some_and(|group| !group.title.is_empty() && !group.lines.is_empty());
        if gap(at) && open {
            groups.push(Group::default());
        }
        if let Some(group) = groups.last_mut() {
            group.lines.push(line::read(text));
        }
    }
    (caption, groups)
}

fn is_criterion(text: &str) -> bool {
    matches!(line::read(text).role, LineRole::Criterion { .. })
}

/// The lines of a section that have blanks, and its boxes.
fn section(heading: Entry<'_>, titled: bool) -> Group {
    let title = if titled { words::title(heading).into() } else { Box::default() };
    let lines = form::own_lines(heading).filter_map(|entry| match entry.task() {
        Some(item) => {
            let done = entry.reading.document.tasks.get(item as usize).is_some_and(|task| task.done);
            Some(line::criterion(entry.text(), done, Some(item)))
        }
        None if form::outside(entry).count() == 0 => None,
        None if entry.is_row() => Some(row(entry)),
        None => Some(line::read(entry.text())),
    });
    Group { title, lines: lines.collect() }
}

/// A row: its first cell, then each other with its header; an empty cell is a blank.
fn row(row: Entry<'_>) -> Line {
    let mut pieces = Vec::new();
    for cell in row.cells() {
        if cell.column > 0 && !cell.header().is_empty() {
            pieces.push(Piece::Text(format!("{}:", cell.header()).into()));
        }
        match cell.text() {
            "" => pieces.push(Piece::Blank { room: 14, hint: Box::default() }),
            text if cell.column == 0 => pieces.push(Piece::Text(format!("{text} –").into())),
            text => pieces.extend(line::pieces(text)),
        }
    }
    Line { role: LineRole::Plain, pieces }
}
