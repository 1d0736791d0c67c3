//! By when a piece of work is to be done: the day it names for its own doing, else the day of its section.

use chrono::NaiveDate;

use super::super::fact::When;
use super::super::moment::{self, Moment};
use super::super::phrase::mention::{Mention, Phrase};
use super::super::reading::Entry;

/// A day, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Due<'r> {
    /// As written.
    pub text: &'r str,
    /// Day of the timebox, of a span the last.
    day: Option<i32>,
    /// The date, of a span the last.
    pub date: Option<NaiveDate>,
    /// Whether the section says it and not the task itself.
    pub of_section: bool,
}

/// Words that say of the day after them that something is due on it.
const BEFORE: [&str; 17] = [
    "due",
    "due on",
    "due by",
    "due date",
    "by",
    "by eod",
    "by end of",
    "until",
    "till",
    "no later than",
    "not later than",
    "latest",
    "deadline",
    "eta",
    "before",
    "target",
    "target date",
];

/// Symbols that say so.
const SIGNS: [char; 4] = ['📅', '🗓', '⏰', '⏳'];

impl<'r> Due<'r> {
    fn new(entry: Entry<'r>, mention: &'r Mention) -> Option<Self> {
        let moment = match &mention.phrase {
            // A weekday or a quarter is no date, but what is written.
            Phrase::Weekday(_) | Phrase::Period(..) | Phrase::Month(_) => Moment::default(),
            _ => moment::of(entry, mention)?,
        };
        Some(Self::at(entry.phrase_text(mention), moment))
    }

    fn at(text: &'r str, moment: Moment) -> Self {
        Self { text, day: moment.day, date: moment.end.or(moment.start), of_section: false }
    }

    /// What stays to be said where there is no date.
    pub fn when(&self) -> Option<Box<When>> {
        (self.date.is_none()).then(|| Box::new(When { text: self.text.into(), day: self.day, ..When::default() }))
    }
}

/// A whole text that is a day, with or without a word before it: `Day 2-3`, `by 9 January`, `due: Friday`.
pub(super) fn whole<'r>(entry: Entry<'r>, text: &'r str) -> Option<(Due<'r>, bool)> {
    let text = text.trim().trim_end_matches('.');
    let mention = entry.mentions_in(text).last()?;
    let (start, end) = place(entry, text, mention)?;
    let (rest, said) = without_word(&text[..start]);
    (rest.is_empty() && end == text.len()).then_some(())?;
    Some((Due::new(entry, mention)?, said))
}

/// A day at the end of a text with a word before it: `Write the plan by 9 January`; and what stands before.
pub(super) fn tail<'r>(entry: Entry<'r>, text: &'r str) -> Option<(Due<'r>, &'r str)> {
    let mention = entry.mentions_in(text).last()?;
    let (start, end) = place(entry, text, mention)?;
    let (rest, said) = without_word(&text[..start]);
    (said && end == text.len() && !rest.is_empty()).then_some(())?;
    Some((Due::new(entry, mention)?, rest))
}

/// A day anywhere in a text that is said to be its deadline: `Send by 9 January to all parents`.
pub(super) fn inside<'r>(entry: Entry<'r>, text: &'r str) -> Option<Due<'r>> {
    entry.mentions_in(text).find_map(|mention| {
        let (start, end) = place(entry, text, mention)?;
        let (rest, said) = without_word(&text[..start]);
        let word = text[rest.len()..start].trim();
        let sure = said && !word.to_ascii_lowercase().ends_with("before") && !rest.is_empty();
        let ends = !text[end..].starts_with(['\'', '’']);
        (sure && ends).then(|| Due::new(entry, mention)).flatten()
    })
}

/// Where a mention stands in a piece of the entry's text.
fn place(entry: Entry<'_>, text: &str, mention: &Mention) -> Option<(usize, usize)> {
    let written = entry.phrase_text(mention);
    let start = (written.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + written.len() <= text.len()).then_some((start, start + written.len()))
}

/// What stands before the word that announces a day, and whether there is such a word.
fn without_word(head: &str) -> (&str, bool) {
    let bare = |text: &'_ str| text.trim_end().trim_end_matches([':', ',', '(', '–', '—', '|', ';']).trim_end().len();
    let trimmed = head.trim_end().trim_end_matches(':').trim_end_matches('\u{fe0f}');
    if let Some(rest) = trimmed.strip_suffix(SIGNS) {
        return (&head[..bare(rest)], true);
    }
    let trimmed = trimmed.strip_suffix(" the").unwrap_or(trimmed);
    let mut found: Option<&str> = None;
    for word in BEFORE {
        let Some(from) = trimmed.len().checked_sub(word.len()).filter(|from| trimmed.is_char_boundary(*from)) else {
            continue;
        };
        let (rest, last) = trimmed.split_at(from);
        let whole = rest.is_empty() || !rest.ends_with(char::is_alphanumeric);
        if last.eq_ignore_ascii_case(word) && whole && found.is_none_or(|found| rest.len() < found.len()) {
            found = Some(rest);
        }
    }
    match found {
        Some(rest) => (&head[..bare(rest)], true),
        None => (head.trim(), false),
    }
}

/// Days of a section beyond which it is no day any more.
const LONGEST: i64 = 4;

/// The day of the section, as its heading or the line that introduces the list says it.
pub(super) fn of_section<'r>(entry: Entry<'r>) -> Option<Due<'r>> {
    let (above, mention, found) = moment::governing(entry)?;
    let short = match (found.start, found.end) {
        (Some(start), Some(end)) => (end - start).num_days() <= LONGEST,
        _ => true,
    };
    // Minutes and versions have dates on which nothing is due.
    let dated = matches!(mention.phrase, Phrase::Date { .. });
    let holds = short && !(dated && is_record(above));
    holds.then(|| Due { of_section: true, ..Due::at(above.phrase_text(mention), found) })
}

/// Whether a heading with a date tells of something past or of nothing to be done: minutes, versions, a title alone.
fn is_record(above: Entry<'_>) -> bool {
    const RECORDS: [&str; 12] = [
        "minutes",
        "notes",
        "retro",
        "version",
        "update",
        "updated",
        "changelog",
        "log",
        "status",
        "report",
        "release",
        "history",
    ];
    let text = above.text().to_lowercase();
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    let bare = above.mentions().len() == 1 && {
        let written = above.phrase_text(&above.mentions()[0]);
        above.text().trim_matches(|letter: char| !letter.is_alphanumeric()) == written
    };
    bare || above.level() == 1 || words.any(|word| RECORDS.contains(&word) || word.starts_with("retro"))
}
