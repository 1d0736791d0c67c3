//! Limits that stand side by side and share out who does what: `fewer than 5 tents: the desk`, `more than 5 tents: the
//! board`.

use crate::base::span::Span;
use crate::understand::fact::Limit;
use crate::understand::phrase::names;
use crate::understand::phrase::role::{self, Sort};
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{Entry, Kind, Reading, Says};

mod amount;

/// Values that one line speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitLine {
    /// The values; its measure is what stands around the amount, in small letters.
    pub limit: Limit,
    /// Where they stand.
    pub span: Span,
}

/// The limits of the lines of a list, of the rows of a table or of the sentences of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// What stands above them, or the first of them.
    pub title: Box<str>,
    /// The lines with a limit, in the order of the text.
    pub lines: Vec<LimitLine>,
}

/// Words of which a document has one that has such lines, unless it has signs.
const WORDS: Words = Words::of(&[
    "fewer",
    "shorter",
    "smaller",
    "larger",
    "greater",
    "longer",
    "less",
    "under",
    "below",
    "more",
    "over",
    "above",
    "up",
    "beyond",
    "exceeding",
    "least",
    "most",
]);

/// All groups of limits of a document.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Limits> {
    if !reading.vocabulary().may_have(&WORDS) && !has_sign(reading.text()) {
        return Vec::new();
    }
    reading.entries().filter_map(group).collect()
}

/// The limits directly below an entry, or in its sentences.
fn group(entry: Entry<'_>) -> Option<Limits> {
    if !entry.says_below().any(Says::DIGIT) || matches!(entry.kind(), Kind::Row { .. } | Kind::FenceLine) {
        return None;
    }
    let lines = match entry.kind() {
        Kind::Table(_) => rows(entry),
        Kind::Paragraph | Kind::Field if may_limit(entry) && entry.text().contains(": ") => sentences(entry),
        _ => Vec::new(),
    };
    let lines = if lines.len() < 2 { items(entry) } else { lines };
    if lines.len() < 2 {
        return None;
    }
    let above = if matches!(entry.kind(), Kind::Table(_)) { entry.parent() } else { Some(entry) };
    let title = above.map_or("", |above| if above.label().is_empty() { above.text() } else { above.label() });
    Some(Limits { title: title.into(), lines })
}

/// Whether a line may name a limit at all.
fn may_limit(line: Entry<'_>) -> bool {
    const TO: Words = Words::of(&["to"]);
    line.says().any(Says::DIGIT) && (line.has(&WORDS) || line.has(&TO) || has_sign(line.text()))
}

/// Whether a text has a sign that compares.
fn has_sign(text: &str) -> bool {
    let bytes = text.as_bytes();
    let signed = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    memchr::memchr2(b'<', b'>', bytes).is_some() || signed("≤") || signed("≥")
}

/// The items below a heading or line: the limit stands before or behind the colon or arrow.
fn items(above: Entry<'_>) -> Vec<LimitLine> {
    let items = || above.children().filter(|item| item.is_item() && item.task().is_none());
    if items().filter(|item| may_limit(*item)).nth(1).is_none() {
        return Vec::new();
    }
    // A line that may name a limit and cannot be read may close any gap.
    let lines: Option<Vec<LimitLine>> =
        items().filter(|item| may_limit(*item)).map(|item| of_line(item, item.text())).collect();
    lines.unwrap_or_default()
}

/// `fewer than 5 tents: the desk`, `the desk: fewer than 5 tents`, `delay under 5 minutes → nobody`
fn of_line<'r>(line: Entry<'r>, text: &'r str) -> Option<LimitLine> {
    if let Some(found) = in_parentheses(line, text) {
        return Some(found);
    }
    let marks = [": ", " → ", " -> ", " – ", " — "];
    let (at, mark) = marks.iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min()?;
    let (before, after) = (&text[..at], &text[at + mark.len()..]);
    let after = after.split_once(". ").map_or(after, |(first, _)| first);
    let found = [before, after].into_iter().find_map(|piece| Some((piece, amount::limit(piece)?)));
    let (piece, mut limit) = found.filter(|(piece, _)| piece.len() <= 80)?;
    // `Ada: up to 20 €` says who, `Coverage: above 80 %` of what.
    if piece.as_ptr() != before.as_ptr() && !is_somebody(before) {
        limit.measure = format!("{} {}", before.to_lowercase(), limit.measure).trim().into();
    }
    Some(LimitLine { limit, span: line.span_of(piece) })
}

/// `Ada decides (outage shorter than 30 minutes)`
fn in_parentheses<'r>(line: Entry<'r>, text: &'r str) -> Option<LimitLine> {
    const VERBS: Words = Words::of(&["decides", "decide", "approves", "approve", "signs", "sign", "agrees", "agree"]);
    let (before, piece) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (who, verb) = before.trim_end().rsplit_once(' ')?;
    if !VERBS.knows(verb) || !is_somebody(who) || piece.len() > 80 {
        return None;
    }
    Some(LimitLine { limit: amount::limit(piece)?, span: line.span_of(piece) })
}

/// `Fewer than 5 tents: the desk alone. 5 or more: the board.`
fn sentences(line: Entry<'_>) -> Vec<LimitLine> {
    let pieces = line.text().split_inclusive(". ").flat_map(|sentence| sentence.split("; "));
    let pieces = pieces.filter(|piece| piece.bytes().any(|byte| byte.is_ascii_digit()));
    pieces.map(|piece| of_line(line, piece)).collect::<Option<_>>().unwrap_or_default()
}

/// Whether a text names roles, groups or persons and no more.
fn is_somebody(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let pieces = text.split(" with ").map(|piece| piece.trim_end_matches(" together")).flat_map(names::split);
    pieces.into_iter().all(|name| match role::sort(name) {
        Some(Sort::Role | Sort::Group | Sort::Handle) => true,
        Some(Sort::Capitalised) => {
            name.contains(' ') && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        }
        None => false,
    })
}

/// The limits of the first column of a table.
fn rows(table: Entry<'_>) -> Vec<LimitLine> {
    let rows = || table.children().filter(|row| row.is_row());
    if rows().filter(|row| may_limit(*row)).nth(1).is_none() {
        return Vec::new();
    }
    // Only what leads a row shares out what the others tell.
    let cells = rows()
        .filter_map(|row| row.cells().next())
        .filter(|cell| cell.text().bytes().any(|byte| byte.is_ascii_digit()));
    let lines: Option<Vec<LimitLine>> = cells
        .map(|cell| {
            let text = cell.text();
            let limit = amount::limit(text).filter(|_| text.len() <= 80)?;
            Some(LimitLine { limit, span: cell.row.span_of(text) })
        })
        .collect();
    lines.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;

    fn shown(text: &str) -> Vec<String> {
        let (document, source) = testing::read("a.md", text);
        let claims = crate::understand::document(&document, &source, &Default::default()).claims;
        let line = |line: &super::LimitLine| {
            let end = |bound: Option<crate::understand::fact::Bound>| {
                bound
                    .map_or("-".to_owned(), |bound| format!("{}{}", bound.value, if bound.included { "i" } else { "" }))
            };
            format!("{}..{} {}|{}", end(line.limit.low), end(line.limit.high), line.limit.unit, line.limit.measure)
        };
        claims.limits.iter().flat_map(|limits| limits.lines.iter().map(line)).collect()
    }

    #[test]
    fn lists_tables_and_sentences_share_out_values() {
        let list = "## Size\n\n- fewer than 5 broken tents: the desk\n- 5 to 12 broken tents: Ada\n- more than 12 broken tents → the board\n";
        assert_eq!(shown(list), ["-..5 |broken tents", "5i..12i |broken tents", "12..- |broken tents"]);
        let money = "Who may buy:\n\n* Head Cook: up to 2 000 EUR a day\n* Kai Moor: from €2,000 to €10,000\n* Board: above 15,000 euros\n";
        assert_eq!(shown(money), ["-..2000i €|day", "2000i..10000i €|", "15000..- €|"]);
        let table = "| Wait | Who |\n| --- | --- |\n| under 30 minutes | desk |\n| over 30 minutes and up to 2 hours | Ada |\n| 3 h and more | board |\n";
        assert_eq!(shown(table), ["-..30 minutes|", "30..120i minutes|", "180i..- minutes|"]);
        let sentence = "Fewer than 5 doubtful votes: Ada alone. 5 or more: all three.\n";
        assert_eq!(shown(sentence), ["-..5 |doubtful votes", "5i..- |"]);
        let none = "## Tests\n\n- Flakiness: < 5 %\n- Coverage: > 80 %\n\nText.\n\n- Room 5: 2 beds\n- at 5 pm: tea\n- [ ] fewer than 5 bugs: open\n";
        assert_eq!(shown(none), ["-..5 %|flakiness", "80..- %|coverage"]);
        let odd = "| Wait | Who |\n| --- | --- |\n| under 30 minutes | desk |\n| 30 minutes, 40 with tea | Ada |\n| over 2 h | board |\n";
        assert_eq!(shown(odd), Vec::<String>::new());
    }
}
