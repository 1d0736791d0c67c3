//! The days of a sprint and their numbers, for every page that shows them.

use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

use crate::config::{Config, Numbering};
use crate::parse::document::Document;
use crate::render::site::Site;
use crate::render::wording::span;
use crate::understand::fact::Unit;
use crate::understand::phrase::date;
use crate::understand::phrase::duration::{self, DurationPhrase};
use crate::understand::timebox;

/// The days of a sprint, and how they are counted.
#[derive(Clone, Copy, Debug)]
pub struct Days<'a> {
    /// Day 1.
    pub start: NaiveDate,
    /// The last day, where it is known.
    pub end: Option<NaiveDate>,
    /// Which days count.
    pub numbering: Numbering,
    config: &'a Config,
}

impl<'a> Days<'a> {
    /// Those of a sprint, by its number in `handbook.timeboxes`; none without a start.
    ///
    /// A document may give the start alone, as `defaults` of handbook.yaml do, and how many weeks the sprint takes.
    pub fn of(site: &'a Site<'_>, timebox: u32) -> Option<Self> {
        let handbook = site.handbook;
        let config = &handbook.inputs.config;
        let known = &handbook.timeboxes.list[timebox as usize];
        if let Some((start, end)) = known.days {
            return Some(Self { start, end: Some(end), numbering: known.numbering, config });
        }
        let own = site.index.documents_of(timebox).iter().filter(|at| site.index.timebox_of(**at) == Some(timebox));
        own.map(|at| &handbook.documents[*at as usize]).find_map(|document| Self::declared(document, config))
    }

    fn declared(document: &Document, config: &'a Config) -> Option<Self> {
        let front_matter = &document.front_matter;
        let start = front_matter.start.as_ref()?.value;
        let end = front_matter.end.as_ref().map(|end| end.value);
        let weeks = || start.checked_add_days(Count::new(weeks(document)?.into()))?.pred_opt();
        let own = front_matter.numbering.as_ref().map(|numbering| numbering.value);
        let numbering = own.or(config.numbering).unwrap_or_default();
        Some(Self { start, end: end.or_else(weeks).filter(|end| *end >= start), numbering, config })
    }

    /// Whether a day is one of them.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.start <= day && self.end.is_some_and(|end| day <= end)
    }

    /// The number of a day; none where it is none of the sprint, or does not count.
    pub fn number(&self, day: NaiveDate) -> Option<i64> {
        (self.contains(day) && self.counts(day)).then(|| self.counted(day))
    }

    /// How many days there are in all; none where the end is not known.
    pub fn total(&self) -> Option<i64> {
        self.end.map(|end| self.counted(end))
    }

    /// Days that do not count although they are no weekend: for working days alone, within the sprint.
    pub fn off(&self) -> Vec<NaiveDate> {
        let (Some(end), Numbering::Working) = (self.end, self.numbering) else { return Vec::new() };
        let days = self.start.iter_days().take_while(|day| *day <= end);
        days.filter(|day| !is_weekend(*day) && self.config.holiday(*day).is_some()).collect()
    }

    /// `5–18 January 2026, 14 days`; `from 5 January 2026`
    pub fn words(&self) -> String {
        match (self.end, self.total()) {
            (Some(end), Some(total)) => {
                let sort = if self.numbering == Numbering::Working { "working " } else { "" };
                format!("{}, {total} {sort}{}", span(self.start, end), if total == 1 { "day" } else { "days" })
            }
            _ => format!("from {}", date::long(self.start)),
        }
    }

    /// Which days are counted, in a sentence.
    pub fn counting(&self) -> String {
        match self.numbering {
            Numbering::Calendar => "Every calendar day counts: Day 8 is one week after Day 1.".to_owned(),
            Numbering::Working => {
                "Working days count: Saturdays, Sundays and the holidays of the handbook have no number.".to_owned()
            }
        }
    }

    fn counts(&self, day: NaiveDate) -> bool {
        self.numbering == Numbering::Calendar || !is_weekend(day) && self.config.holiday(day).is_none()
    }

    fn counted(&self, day: NaiveDate) -> i64 {
        if self.numbering == Numbering::Calendar {
            return (day - self.start).num_days() + 1;
        }
        let days = self.start.iter_days().take_while(|one| *one <= day);
        days.filter(|one| self.counts(*one)).count() as i64
    }
}

/// Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days of `Duration: 2 weeks`; lengths in days may mean working days, so they tell nothing.
fn weeks(document: &Document) -> Option<u32> {
    let fields = document.fields.iter().flat_map(|list| &list.fields);
    let mut lengths = fields.filter(|field| ["duration", "length"].contains(&field.key.to_lowercase().as_str()));
    let value = &lengths.next()?.value;
    match duration::read(value)? {
        (DurationPhrase::Days(days), bytes) if value[..bytes].to_lowercase().contains("week") => Some(days),
        _ => None,
    }
}

/// What a sprint is called: a name that is a number alone says of what.
pub fn title(site: &Site<'_>, timebox: u32) -> String {
    let name = &site.handbook.timeboxes.list[timebox as usize].name;
    let bare = name.trim_start_matches('#');
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("Sprint {bare}")
    } else {
        name.to_string()
    }
}

/// What sort of timebox it is.
pub fn unit(site: &Site<'_>, at: u32) -> Unit {
    let known = &site.handbook.timeboxes.list[at as usize];
    let fact = known.told.first().map(|&(document, at)| &site.handbook.facts[document as usize][at as usize]);
    fact.and_then(|fact| fact.as_timebox()).map_or_else(|| timebox::unit(&known.name), |told| told.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Holiday;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_have_the_numbers_that_documents_count_by() {
        let holidays = vec![Holiday { start: date("2026-01-06"), end: date("2026-01-06"), name: None }];
        let config = Config { holidays, ..Config::default() };
        let all = Days {
            start: date("2026-01-05"),
            end: Some(date("2026-01-18")),
            numbering: Numbering::Calendar,
            config: &config,
        };
        let numbers = |days: &Days<'_>| {
            let shown = date("2026-01-03").iter_days().take(17).filter_map(|day| days.number(day));
            shown.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(numbers(&all), "1 2 3 4 5 6 7 8 9 10 11 12 13 14");
        assert_eq!(all.words(), "5–18 January 2026, 14 days");
        let working = Days { numbering: Numbering::Working, ..all };
        assert_eq!(numbers(&working), "1 2 3 4 5 6 7 8 9");
        assert_eq!(working.number(date("2026-01-06")), None);
        assert_eq!((working.number(date("2026-01-07")), working.number(date("2026-01-12"))), (Some(2), Some(5)));
        assert_eq!(working.words(), "5–18 January 2026, 9 working days");
        assert_eq!(working.off(), [date("2026-01-06")]);
        let open = Days { end: None, ..all };
        assert_eq!((numbers(&open), open.words()), (String::new(), "from 5 January 2026".to_owned()));
    }
}
