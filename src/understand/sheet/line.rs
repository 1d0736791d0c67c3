//! A line of a form: its words, and its blanks as what they are.

use std::ops::Range;

use super::{Line, LineRole, Piece};
use crate::understand::form::blank::{self, Sort};

/// A line of a fence, or what an item, field or paragraph says.
pub(super) fn read(text: &str) -> Line {
    let text = text.trim();
    let bullet = text.strip_prefix(['-', '*', '•', '+']).filter(|rest| rest.starts_with(char::is_whitespace));
    let text = bullet.unwrap_or(text).trim_start();
    if let Some((done, rest)) = boxed(text) {
        return criterion(rest, done, None);
    }
    let found = found(text);
    let boxes: Vec<&Range<usize>> =
        found.iter().filter(|(_, sort)| *sort == Sort::Box).map(|(range, _)| range).collect();
    if boxes.len() > 1 {
        return choice(text, &boxes);
    }
    let pieces = of(text, &found);
    let is_verdict = matches!(pieces.last(), Some(Piece::Choice(options)) if is_go(options)) && pieces.len() <= 2;
    Line { role: if is_verdict { LineRole::Verdict } else { LineRole::Plain }, pieces }
}

/// What follows a line's only box.
pub(super) fn criterion(text: &str, done: bool, item: Option<u32>) -> Line {
    Line { role: LineRole::Criterion { done, item }, pieces: pieces(text) }
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    of(text.trim(), &found(text.trim()))
}

/// What follows the box at the head of a line that has no other.
fn boxed(text: &str) -> Option<(bool, &str)> {
    const BOXES: [(&str, bool); 5] = [("[ ]", false), ("☐", false), ("[x]", true), ("☑", true), ("[✓]", true)];
    let (head, done) = BOXES.iter().find(|(head, _)| text.starts_with(head))?;
    let rest = &text[head.len()..];
    (!rest.contains("[ ]") && !rest.trim().is_empty()).then(|| (*done, rest.trim_start()))
}

fn found(text: &str) -> Vec<(Range<usize>, Sort)> {
    let mut found = Vec::new();
    blank::find(text, |range, sort| found.push((range, sort)));
    found
}

/// `Decision: [ ] GO  [ ] NO-GO`
fn choice(text: &str, boxes: &[&Range<usize>]) -> Line {
    let label = text[..boxes[0].start].trim();
    let ends = boxes.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let written = boxes.iter().zip(ends).map(|(one, end)| text[one.end..end].trim());
    let options: Vec<Box<str>> = written
        .map(|option| option.trim_end_matches(['/', '|', ',', ';']).trim())
        .filter(|option| !option.is_empty())
        .map(Into::into)
        .collect();
    let role = if is_go(&options) { LineRole::Verdict } else { LineRole::Plain };
    let mut pieces: Vec<Piece> = words(label).into_iter().collect();
    pieces.push(Piece::Choice(options));
    Line { role, pieces }
}

fn of(text: &str, found: &[(Range<usize>, Sort)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (range, sort) in found {
        pieces.extend(words(&text[from..range.start]));
        let written = &text[range.clone()];
        pieces.push(match sort {
            Sort::Line => Piece::Blank { room: written.len().min(80) as u16, hint: Box::default() },
            Sort::Box => Piece::Box,
            Sort::Words => bracketed(written[1..written.len() - 1].trim()),
        });
        from = range.end;
    }
    pieces.extend(words(&text[from..]));
    pieces
}

/// `AWS / Azure / GCP` is a choice, `Name` a blank.
fn bracketed(inner: &str) -> Piece {
    let options: Vec<Box<str>> =
        inner.split(['/', '|']).map(str::trim).filter(|option| !option.is_empty()).map(Into::into).collect();
    // `YYYY/MM/DD` and `N/A` are no choices.
    let is_pattern =
        options.iter().all(|option| option.len() <= 4 && option.bytes().all(|letter| b"YMDNA".contains(&letter)));
    if options.len() > 1 && !is_pattern {
        return Piece::Choice(options);
    }
    let hint = if inner.len() > 2 { inner } else { "" };
    Piece::Blank { room: if inner.len() > 2 { 20 } else { 5 }, hint: hint.into() }
}

/// Words with one space between them; none where there are none.
fn words(text: &str) -> Option<Piece> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| Piece::Text(words.into()))
}

/// Whether these are go and no-go.
fn is_go(options: &[Box<str>]) -> bool {
    let lower: Vec<String> = options.iter().map(|option| option.to_lowercase().replace([' ', '-'], "")).collect();
    lower.iter().any(|option| option == "go") && lower.iter().any(|option| option.starts_with("nogo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line in short: `Decision: <GO|NO-GO>`, `Name ~12`, `Date ~20(YYYY-MM-DD)`, `#` for a box.
    fn shown(text: &str) -> String {
        let line = read(text);
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Blank { room, hint } if hint.is_empty() => format!("~{room}"),
            Piece::Blank { room, hint } => format!("~{room}({hint})"),
            Piece::Box => "#".to_owned(),
            Piece::Choice(options) => format!("<{}>", options.join("|")),
        };
        let pieces: Vec<String> = line.pieces.iter().map(piece).collect();
        let role = match line.role {
            LineRole::Criterion { done: true, .. } => "met: ",
            LineRole::Criterion { .. } => "open: ",
            LineRole::Verdict => "verdict: ",
            LineRole::Plain => "",
        };
        format!("{role}{}", pieces.join(" "))
    }

    #[test]
    fn blanks_are_what_they_stand_for() {
        let cases = [
            ("[ ] API p95 latency <200ms", "open: API p95 latency <200ms"),
            ("- [x] All tests pass", "met: All tests pass"),
            ("[ ] Deferred to: ________ (sprint)", "open: Deferred to: ~8 (sprint)"),
            ("Decision:     [ ] GO   [ ] NO-GO", "verdict: Decision: <GO|NO-GO>"),
            ("Verdict: [GO / NO-GO]", "verdict: Verdict: <GO|NO-GO>"),
            ("Room: [ ] Blue  [ ] Green", "Room: <Blue|Green>"),
            ("Provider: [AWS / Azure / GCP]", "Provider: <AWS|Azure|GCP>"),
            ("Estimated Monthly Cost: $________", "Estimated Monthly Cost: $ ~8"),
            ("- Name: ______ (Mobile: ____)", "Name: ~6 (Mobile: ~4 )"),
            ("Done: [X] tasks, by [YYYY/MM/DD]", "Done: ~5 tasks, by ~20(YYYY/MM/DD)"),
            ("- Nothing to fill in", "Nothing to fill in"),
            ("[ ]", "#"),
            ("", ""),
        ];
        for (line, want) in cases {
            assert_eq!(shown(line), want, "{line}");
        }
    }
}
