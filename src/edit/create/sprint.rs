//! The sprints that a handbook has, and the dates of the next one.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::config::{Config, Numbering};
use crate::parse::document::Document;
use crate::understand::fact::{Fact, Unit};
use crate::understand::phrase::day::DayCount;

use super::home::{is_own_folder, is_sprint_folder};

/// A sprint of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sprint {
    pub name: String,
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// Index of the document that declares it; the page of its folder before others.
    pub document: usize,
}

/// All sprints of the handbook, the one that ends last at the end.
#[derive(Debug, Default)]
pub(super) struct Sprints(Vec<Sprint>);

impl Sprints {
    /// The sprints that documents declare, each once.
    pub fn new(documents: &[Document], facts: &[Vec<Fact>]) -> Self {
        let rank = |at: usize, sprint: &Sprint| {
            let document = &documents[at];
            (is_own_folder(document), is_sprint_folder(document, &sprint.name))
        };
        let mut sprints: Vec<Sprint> = Vec::new();
        for (at, facts) in facts.iter().enumerate() {
            let boxes = facts.iter().filter_map(Fact::as_timebox).filter(|timebox| timebox.unit == Unit::Sprint);
            for timebox in boxes {
                let new =
                    Sprint { name: timebox.name.to_string(), start: timebox.start, end: timebox.end, document: at };
                match sprints.iter_mut().find(|known| same(&known.name, &new.name)) {
                    Some(known) if rank(at, known) > rank(known.document, known) => {
                        *known = new;
                    }
                    Some(_) => {}
                    None => sprints.push(new),
                }
            }
        }
        sprints.sort_by_key(|sprint| (sprint.end, sprint.start));
        Self(sprints)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Sprint> {
        self.0.iter()
    }

    /// The sprint that ends last.
    pub fn last(&self) -> Option<&Sprint> {
        self.0.last()
    }

    /// The sprint of that name.
    pub fn named(&self, name: &str) -> Option<&Sprint> {
        self.0.iter().find(|sprint| same(&sprint.name, name))
    }

    /// Those that run on a day.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = &Sprint> {
        self.0.iter().filter(move |sprint| (sprint.start..=sprint.end).contains(&day))
    }

    /// The number after the highest that a sprint has; 1 where none has one.
    pub fn next_number(&self) -> u32 {
        self.0.iter().filter_map(|sprint| number(&sprint.name)).max().map_or(1, |highest| highest.saturating_add(1))
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// The number of `Sprint 12`, `Sprint #12` or `Iteration 12`.
pub(super) fn number(name: &str) -> Option<u32> {
    let word = name.split_whitespace().nth(1)?;
    word.strip_prefix('#').unwrap_or(word).parse().ok()
}

/// The name of a sprint in what it is to be called: `Sprint 12` of `12` and of `Sprint 12: Pay by card`.
pub(super) fn name(wanted: &str) -> String {
    if !wanted.is_empty() && wanted.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("Sprint {wanted}");
    }
    let head = wanted.split([':', '–', '—']).next().unwrap_or_default().trim();
    let numbered = head.split_whitespace().count() == 2 && number(head).is_some();
    if numbered { head.to_owned() } else { wanted.to_owned() }
}

/// Why a sprint starts when it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// It was asked for.
    Given,
    /// The first such weekday after the end of the sprint of this name.
    After(String),
    /// The next Monday: there is no sprint yet.
    NextMonday,
}

/// Why a sprint is as long as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Length {
    /// As long as the sprint of this name.
    Like(String),
    /// Two weeks, up to the last working day in them.
    TwoWeeks,
}

/// The days of a new sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// Number of the last working day, as the handbook counts days.
    pub last_day: i32,
    pub why_start: Start,
    pub why_length: Length,
}

/// The days of the sprint after `last`; none beyond the calendar's end.
///
/// `given` is the start that was asked for. Without it and without a sprint before, it starts on the first Monday from
/// `today` on.
pub(super) fn dates(
    given: Option<NaiveDate>,
    today: NaiveDate,
    last: Option<&Sprint>,
    config: &Config,
) -> Option<Dates> {
    let (start, why_start) = match (given, last) {
        (Some(given), _) => (given, Start::Given),
        (None, Some(last)) => {
            (next(last.start.weekday(), last.end.max(last.start).succ_opt()?)?, Start::After(last.name.clone()))
        }
        (None, None) => (next(Weekday::Mon, today)?, Start::NextMonday),
    };
    let (end, why_length) = match last.and_then(|last| Some((last, (last.end - last.start).to_std().ok()?))) {
        Some((last, length)) => {
            (start.checked_add_days(Days::new(length.as_secs() / 86_400))?, Length::Like(last.name.clone()))
        }
        None => (working_day_until(start, start.checked_add_days(Days::new(13))?), Length::TwoWeeks),
    };
    Some(Dates { start, end, last_day: day_number(start, end, config), why_start, why_length })
}

/// The first such weekday from a day on.
fn next(weekday: Weekday, from: NaiveDate) -> Option<NaiveDate> {
    from.iter_days().take(7).find(|day| day.weekday() == weekday)
}

/// The last day from `start` to `end` that is no part of a weekend.
fn working_day_until(start: NaiveDate, end: NaiveDate) -> NaiveDate {
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    end.iter_days().rev().take_while(|day| *day >= start).find(works).unwrap_or(end)
}

/// The number of the last day of a sprint on which somebody works; 1 where nobody ever does.
fn day_number(start: NaiveDate, end: NaiveDate, config: &Config) -> i32 {
    let works = |day: NaiveDate| {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            && !config.holidays.iter().any(|holiday| holiday.contains(day))
    };
    let days = || start.iter_days().take_while(|day| *day <= end);
    let last = days().filter(|day| works(*day)).last().unwrap_or(start);
    let numbering = config.numbering.unwrap_or_default();
    let count = DayCount { start, numbering, holidays: &config.holidays };
    match numbering {
        Numbering::Calendar => i32::try_from((last - start).num_days() + 1).unwrap_or(1),
        Numbering::Working => (1..=400).find(|&day| count.date(day).is_none_or(|date| date >= last)).unwrap_or(1),
    }
}
