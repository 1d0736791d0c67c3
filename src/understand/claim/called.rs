//! What a heading calls its section: `Handbook – ✅ complete (6 points)`, `all 4 done`; and the rows of a table under it
//! that say something else.

use super::states::{Finished, LATER};
use super::sums::has_word;
use crate::base::span::Span;
use crate::understand::phrase::state::{self, State};
use crate::understand::reading::{Entry, Kind, role::Role};

/// A state that a heading names, and where: at its end, or as a word at its head. A sign at its head may be an ornament.
pub(super) fn heading_state(heading: Entry<'_>) -> Option<(State, Span)> {
    let text = heading.text();
    // `Handbook – complete (6 points)`: what stands in parentheses behind it is said of the section.
    let aside = text.strip_suffix(')').and_then(|inner| inner.rfind('(')).filter(|open| {
        !has_word(
            &text[*open..],
            &["mostly", "partly", "partially", "almost", "nearly", "except", "but", "not", "open"],
        )
    });
    let before = || {
        let text = text[..aside?].trim_end();
        Some((text, state::read_tail(text)?))
    };
    if let Some((text, (state, at))) = state::read_tail(text).map(|found| (text, found)).or_else(before) {
        return Some((
            state,
            heading.span_of(text[at..].trim_matches([' ', '-', '–', '—', '(', ')', '[', ']', '*', ':'])),
        ));
    }
    if let Some(tail) = all_done(text) {
        return Some((State::Done, heading.span_of(tail)));
    }
    let (state, end) = state::read_head(text)?;
    let head = text[..end].trim();
    head.contains(|c: char| c.is_alphabetic())
        .then(|| (state, heading.span_of(head.trim_matches([' ', '-', '–', '—', ':', '[', ']']))))
}

/// `all 4 complete` at the end of a heading.
fn all_done(text: &str) -> Option<&str> {
    let tail = text.rsplit(['–', '—', ':', '(', ',']).next()?.trim().trim_end_matches([')', '.', '!']);
    let mut words = tail.split(' ');
    let all = words.next().is_some_and(|word| word.eq_ignore_ascii_case("all"));
    let last = words.next_back().filter(|_| all)?;
    const DONE: [&str; 6] = ["done", "complete", "completed", "finished", "closed", "ticked"];
    let done = DONE.iter().any(|known| last.eq_ignore_ascii_case(known));
    // `all 4`, `all of them`, `all four are`: nothing that says `all but one`.
    let between = words.all(|word| !matches!(word, "but" | "except" | "not" | "nearly" | "must" | "to"));
    (done && between && tail.len() < text.len() && tail.split(' ').count() <= 5).then_some(tail)
}

/// A heading that is called done over a table whose rows have states.
pub(super) fn of_rows(heading: Entry<'_>) -> Option<Finished> {
    let table = heading.children().find(|child| matches!(child.kind(), Kind::Table(_)))?;
    let rows: Vec<Entry<'_>> = table.children().filter(|row| row.is_row()).collect();
    rows.first()?.cells().find(|cell| cell.role() == Role::State)?;
    let (_, span) = heading_state(heading).filter(|(state, _)| *state == State::Done)?;
    let state = |row: &Entry<'_>| state::named(row.cell(Role::State)?.text());
    let open: Vec<Span> = rows
        .iter()
        .filter(|row| matches!(state(row), Some(State::Open | State::InProgress | State::Blocked)))
        .map(|row| row.span())
        .collect();
    // Where nothing is done, the column is about something else.
    let done = rows.iter().any(|row| state(row) == Some(State::Done));
    let later = has_word(heading.text(), &LATER);
    (done && !later).then_some(Finished { span, open, rows: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_them_are_done() {
        for text in
            ["Actions – all 4 complete", "Tasks: all done", "Steps (all of them finished)", "Gates, all three closed."]
        {
            assert!(all_done(text).is_some(), "{text}");
        }
        for text in [
            "All done",
            "Gates – all but one closed",
            "Gates – all must be closed",
            "What all teams do",
            "Gates – four closed",
        ] {
            assert!(all_done(text).is_none(), "{text}");
        }
    }
}
