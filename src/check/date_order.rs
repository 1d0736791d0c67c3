//! `date/order`

use chrono::NaiveDate;

use super::date_words::has_word;
use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::Handbook;
use crate::understand::claim::dates::{Across, DaySpan, Row, Timeline};
use crate::understand::phrase::date;

pub(super) const RULE: Rule = Rule {
    code: "date/order",
    level: Level::Warning,
    explanation: Explanation {
        what: "An end before its start, in a line, in front matter or in a row of a table; two dates of a row that \
               stand the other way round in all other rows; and a row of a timeline that is before the row above it, \
               where all others go forward. Lists that go backward, such as \
               changelogs, are in order too.",
        why: "One of the two days is a slip, and whoever plans by it comes on the wrong day.",
        bad: "**Window:** 2025-10-18 → 2025-10-04",
        good: "**Window:** 2025-10-04 → 2025-10-18",
        configure: "",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, claims) in handbook.claims.iter().enumerate() {
        found.extend(front_matter(handbook, at));
        found.extend(claims.dates.spans.iter().filter_map(|span| backward(handbook, at, span)));
        found.extend(claims.dates.across.iter().map(|across| in_columns(handbook, at, across)));
        found.extend(claims.dates.timelines.iter().filter_map(|timeline| misplaced(handbook, at, timeline)));
    }
    found
}

fn ends_first(first: NaiveDate, last: NaiveDate) -> String {
    format!("The end, {}, is before the start, {}.", date::long(last), date::long(first))
}

fn front_matter(handbook: &Handbook<'_>, at: usize) -> Option<Diagnostic> {
    let front_matter = &handbook.documents[at].front_matter;
    let (start, end) = (front_matter.start.as_ref()?, front_matter.end.as_ref()?);
    // What handbook.yaml gives to many documents is told by the first that has it.
    let told = at > 0
        && end.source != handbook.documents[at].source
        && handbook.documents[..at].iter().any(|document| {
            document.front_matter.end.as_ref().is_some_and(|other| other.source == end.source && other.span == end.span)
        });
    (end.value < start.value && !told).then(|| {
        Diagnostic::new(RULE.code, RULE.level, end.source, end.span, ends_first(start.value, end.value)).related(
            start.source,
            start.span,
            "The start stands here.",
        )
    })
}

fn backward(handbook: &Handbook<'_>, at: usize, span: &DaySpan) -> Option<Diagnostic> {
    if span.last.0 >= span.first.0 || span.together && is_moved(handbook, at, span) {
        return None;
    }
    let source = handbook.documents[at].source;
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, span.last.1, ends_first(span.first.0, span.last.0));
    Some(match span.together {
        true => diagnostic,
        false => diagnostic.related(source, span.first.1, "The start stands here."),
    })
}

fn in_columns(handbook: &Handbook<'_>, at: usize, across: &Across) -> Diagnostic {
    let source = handbook.documents[at].source;
    let message = format!(
        "This is {}, before the {} in the column to its left; in the other {} rows it comes later.",
        date::long(across.last.0),
        date::long(across.first.0),
        across.rows
    );
    Diagnostic::new(RULE.code, RULE.level, source, across.last.1, message)
        .help("Mend the day that is a slip; often the year is.")
        .related(source, across.first.1, "This comes first in the other rows.")
}

/// Whether a line tells of a day that was put off or brought forward: `moved from 5 March to 20 February`.
fn is_moved(handbook: &Handbook<'_>, at: usize, span: &DaySpan) -> bool {
    const WORDS: [&str; 22] = [
        "moved",
        "move",
        "moves",
        "changed",
        "change",
        "rescheduled",
        "pulled",
        "brought",
        "shifted",
        "postponed",
        "updated",
        "corrected",
        "advanced",
        "revised",
        "earlier",
        "instead",
        "slipped",
        "delayed",
        "was",
        "old",
        "new",
        "accelerated",
    ];
    let source = handbook.source(at);
    has_word(source.line_span(source.line(span.first.1.start)).of(&source.text), &WORDS)
}

const WEEK: i32 = 7;
/// Rows of a table whose last row is held to the order of the others, and days by which only a wrong year goes back.
const LATE: usize = 5;
const YEARLY: i32 = 100;

/// The one row that goes back, where all others go forward.
fn misplaced(handbook: &Handbook<'_>, at: usize, timeline: &Timeline) -> Option<Diagnostic> {
    let rows = &timeline.rows;
    let mut breaks = (1..rows.len()).filter(|&row| rows[row].last < rows[row - 1].first);
    let at_row = breaks.next().filter(|_| breaks.next().is_none())?;
    let goes_on = |left_out: usize| {
        let kept = || rows.iter().enumerate().filter(move |(row, _)| *row != left_out).map(|(_, row)| row);
        kept().zip(kept().skip(1)).all(|(above, below)| below.last >= above.first)
            && kept().zip(kept().skip(1)).any(|(above, below)| below.first > above.first)
    };
    if !goes_on(at_row) && !goes_on(at_row - 1) {
        return None;
    }
    let (above, row) = (&rows[at_row - 1], &rows[at_row]);
    let gap = above.first - row.last;
    // What lasts for days may stand before what happens shortly before it.
    if gap < WEEK && above.last > above.first {
        return None;
    }
    // What stands last may have been added later.
    if at_row + 1 == rows.len() && rows.len() < LATE && gap < YEARLY {
        return None;
    }
    let source = handbook.documents[at].source;
    let message = format!(
        "This row is at {}, before the row above it, at {} (line {}); all others go forward.",
        day(timeline, row)?,
        day(timeline, above)?,
        handbook.source(at).line(above.span.start)
    );
    let diagnostic = Diagnostic::new(RULE.code, RULE.level, source, row.span, message)
        .help("Mend the day that is a slip, or move the row to where it belongs.")
        .related(source, above.span, "The row above it has the later day.");
    Some(diagnostic)
}

fn day(timeline: &Timeline, row: &Row) -> Option<String> {
    if timeline.numbered {
        return Some(format!("Day {}", row.first));
    }
    NaiveDate::from_num_days_from_ce_opt(row.first).map(date::long)
}
