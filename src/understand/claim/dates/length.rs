//! Lengths beside the dates, days or times whose length they are.

use chrono::NaiveDate;

use super::super::super::phrase::duration::DurationPhrase;
use super::super::super::phrase::mention::{Mention, Phrase};
use super::super::super::reading::Entry;
use super::{Gather, around, year};
use crate::base::span::Span;

/// A length, and what it is the length of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The length as written.
    pub written: Written,
    /// Where it stands.
    pub span: Span,
    /// What it is the length of.
    pub of: Stated,
    /// Where that stands.
    pub of_span: Span,
}

/// A length as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// So many days.
    Days(u32),
    /// So many weeks.
    Weeks(u32),
    /// So many minutes.
    Minutes(u32),
}

/// What has a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// First and last day.
    Dates(NaiveDate, NaiveDate),
    /// First and last day of a timebox.
    Days(i32, i32),
    /// Minutes from one time of day to another.
    Minutes(u32),
}

/// A length as its phrase says it; `about two weeks` is none.
pub(super) fn written(length: DurationPhrase, text: &str) -> Option<Written> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !text.starts_with(char::is_alphabetic)
        || text.starts_with(['a', 'u'])
    {
        return None;
    }
    // `15 min each` is not the length of the whole.
    if text.contains('/') || text.ends_with("each") || text.contains(" per ") {
        return None;
    }
    Some(match length {
        DurationPhrase::Minutes(minutes) => Written::Minutes(minutes),
        DurationPhrase::Days(days) if text.contains(['w', 'W']) => Written::Weeks(days / 7),
        DurationPhrase::Days(days) => Written::Days(days),
    })
}

impl<'r> Gather<'r> {
    /// A length in parentheses behind a span, or a span in parentheses behind a length.
    pub(super) fn length(&mut self, entry: Entry<'r>, mention: &Mention, before: Option<&Mention>) {
        let Some(before) = before else { return };
        let (length, other) = match (&before.phrase, &mention.phrase) {
            (Phrase::Duration(length), _) => ((*length, before), mention),
            (_, Phrase::Duration(length)) => ((*length, mention), before),
            _ => return,
        };
        let (_, after) = around::beside(entry, mention);
        let belongs = match around::between(entry, before, mention).trim() {
            "(" | ") (" => closes(after),
            "," | "–" | "—" | "=" => after.trim_start().starts_with(')') || after.trim().is_empty(),
            _ => false,
        };
        if !belongs {
            return;
        }
        let text = entry.phrase_text(length.1);
        let (Some(written), Some(of)) = (written(length.0, text), stated(entry, other)) else { return };
        self.found.lengths.push(Length {
            written,
            span: entry.phrase_span(length.1),
            of,
            of_span: entry.phrase_span(other),
        });
    }
}

/// Whether a parenthesis ends here, or after a word that changes nothing.
fn closes(after: &str) -> bool {
    let rest = after.trim_start();
    let rest =
        ["total", "inclusive", "long", "in total"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    rest.trim_start().starts_with(')')
}

/// What a phrase has the length of.
pub(super) fn stated(entry: Entry<'_>, mention: &Mention) -> Option<Stated> {
    match &mention.phrase {
        Phrase::Date { days, clock, .. } => {
            let days = year::of_span(*days, entry.phrase_text(mention));
            match days.last {
                Some(last) => {
                    let first = entry.reading.anchors.date(entry, days.first);
                    // The length is that of any year, but for the working days among them.
                    let first = first.or_else(|| days.first.on(NaiveDate::from_ymd_opt(2025, 6, 30)))?;
                    let last = last.on(Some(first))?;
                    (first < last).then_some(Stated::Dates(first, last))
                }
                None => clock.and_then(|clock| clock.minutes()).map(Stated::Minutes),
            }
        }
        Phrase::Clock(clock) => clock.minutes().map(Stated::Minutes),
        Phrase::Day(day) => day.last.map(|last| Stated::Days(day.first, last)),
        _ => None,
    }
}
