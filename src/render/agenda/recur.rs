//! On which days something that recurs takes place: the part of RFC 5545, 3.3.10, that phrases give.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::understand::phrase::date;
use crate::understand::phrase::recurrence::{Frequency, Recurrence};

/// A recurrence rule, as facts keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule(Recurrence);

impl Rule {
    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`; none where it has a part that is not known here.
    pub fn read(rule: &str) -> Option<Self> {
        let (mut frequency, mut interval, mut days) = (None, 1, Vec::new());
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => {
                    frequency = Some(match value {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => interval = value.parse().ok().filter(|interval| *interval > 0)?,
                "BYDAY" => days = value.split(',').map(weekday).collect::<Option<_>>()?,
                _ => return None,
            }
        }
        Some(Self(Recurrence { frequency: frequency?, interval, days }))
    }

    /// Whether the days can be told without knowing the first one.
    pub fn stands_alone(&self) -> bool {
        let named = match self.0.frequency {
            Frequency::Daily => true,
            Frequency::Weekly => !self.0.days.is_empty(),
            Frequency::Monthly => self.0.days.iter().any(|(place, _)| place.is_some()),
            Frequency::Yearly => false,
        };
        named && self.0.interval == 1
    }

    /// How many days lie between one time and the next; none where they are not always as many.
    pub fn days_of_step(&self) -> Option<u64> {
        match self.0.frequency {
            Frequency::Daily if self.0.days.is_empty() => Some(self.0.interval.into()),
            Frequency::Weekly if self.0.days.len() < 2 => Some(u64::from(self.0.interval) * 7),
            _ => None,
        }
    }

    /// A daily rule on working days alone; one that names its days, or steps in weeks or more, is left as it is.
    #[must_use]
    pub fn on_workdays(mut self) -> Self {
        if self.0.frequency == Frequency::Daily && self.0.days.is_empty() {
            if self.0.interval == 1 {
                // Not every reader knows days of a daily rule.
                self.0.frequency = Frequency::Weekly;
            }
            let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ()));
            self.0.days = week.take(5).map(|day| (None, day)).collect();
        }
        self
    }

    /// Whether it steps in days or weeks.
    pub fn is_by_week(&self) -> bool {
        matches!(self.0.frequency, Frequency::Daily | Frequency::Weekly)
    }

    /// The rule for the same moments where the calendar is some days ahead (or behind, below 0); none where no rule of
    /// this shape says that: the day after each first Thursday is not each first Friday.
    pub fn shifted(&self, days: i64) -> Option<Self> {
        let plain = self.0.days.iter().all(|(place, _)| place.is_none());
        // Of every second week, a day moved beyond Sunday would be in another one.
        let in_step = self.0.interval == 1 || self.0.days.is_empty();
        if days == 0 {
            return Some(self.clone());
        }
        let moved = |day: Weekday| (0..days.rem_euclid(7)).fold(day, |day, _| day.succ());
        (self.is_by_week() && plain && in_step).then(|| {
            let mut days: Vec<_> = self.0.days.iter().map(|(_, day)| (None, moved(*day))).collect();
            days.sort_by_key(|(_, day)| day.num_days_from_monday());
            Self(Recurrence { days, ..self.0.clone() })
        })
    }

    /// How often, for people: `every Monday and Thursday`, `every second Friday`, `the first Monday of the month`.
    pub fn words(&self) -> String {
        let many = |unit: &str| match self.0.interval {
            1 => format!("every {unit}"),
            2 => format!("every second {unit}"),
            3 => format!("every third {unit}"),
            interval => format!("every {interval} {unit}s"),
        };
        let unit = match self.0.frequency {
            Frequency::Daily => "day",
            Frequency::Weekly => "week",
            Frequency::Monthly => "month",
            Frequency::Yearly => "year",
        };
        let workdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        if self.0.days.is_empty() {
            return many(unit);
        }
        if self.is_by_week() && self.0.days.iter().map(|(_, day)| *day).eq(workdays) {
            return many("working day");
        }
        if self.0.frequency == Frequency::Weekly || self.0.frequency == Frequency::Daily {
            return many(&listed(self.0.days.iter().map(|(_, day)| date::weekday_name(*day).to_owned())));
        }
        let place = |place: Option<i8>| match place {
            Some(1) => "first ".to_owned(),
            Some(2) => "second ".to_owned(),
            Some(3) => "third ".to_owned(),
            Some(4) => "fourth ".to_owned(),
            Some(5) => "fifth ".to_owned(),
            Some(-1) => "last ".to_owned(),
            _ => "every ".to_owned(),
        };
        let days = listed(self.0.days.iter().map(|(at, day)| format!("{}{}", place(*at), date::weekday_name(*day))));
        if self.0.interval == 1 { format!("{days} of the {unit}") } else { format!("{days}, {}", many(unit)) }
    }

    /// Whether it takes place on a day; `first` is its first day, without which a rule that does not stand alone never
    /// does.
    pub fn is_on(&self, day: NaiveDate, first: Option<NaiveDate>) -> bool {
        if first.is_some_and(|first| day < first) || first.is_none() && !self.stands_alone() {
            return false;
        }
        self.is_in_step(day, first) && self.is_named(day, first)
    }

    /// Whether the day lies in a step that counts: every second week and the like.
    fn is_in_step(&self, day: NaiveDate, first: Option<NaiveDate>) -> bool {
        let Some(first) = first.filter(|_| self.0.interval > 1) else { return true };
        let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
        let monday =
            |date: NaiveDate| i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday());
        let steps = match self.0.frequency {
            Frequency::Daily => (day - first).num_days(),
            Frequency::Weekly => (monday(day) - monday(first)) / 7,
            Frequency::Monthly => months(day) - months(first),
            Frequency::Yearly => i64::from(day.year() - first.year()),
        };
        steps.rem_euclid(i64::from(self.0.interval)) == 0
    }

    fn is_named(&self, day: NaiveDate, first: Option<NaiveDate>) -> bool {
        if !self.0.days.is_empty() {
            return self.0.days.iter().any(|(place, weekday)| {
                *weekday == day.weekday() && place.is_none_or(|place| is_at(day, i64::from(place)))
            });
        }
        match (self.0.frequency, first) {
            (Frequency::Daily, _) => true,
            (Frequency::Weekly, Some(first)) => day.weekday() == first.weekday(),
            (Frequency::Monthly, Some(first)) => day.day() == first.day(),
            (Frequency::Yearly, Some(first)) => (day.month(), day.day()) == (first.month(), first.day()),
            (_, None) => false,
        }
    }
}

/// As RFC 5545 writes it, without its name: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `Monday, Tuesday and Friday`
fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match &names[..] {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        names => names.concat(),
    }
}

/// `MO`, `1MO`, `-1FR`
fn weekday(text: &str) -> Option<(Option<i8>, Weekday)> {
    let (place, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match day {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let place = if place.is_empty() { None } else { Some(place.parse().ok().filter(|place| *place != 0)?) };
    Some((place, weekday))
}

/// Whether the day is the first, second … of its weekday in its month, or the last for -1.
fn is_at(day: NaiveDate, place: i64) -> bool {
    let of_month = i64::from(day.day());
    if place > 0 {
        (of_month - 1) / 7 + 1 == place
    } else {
        (i64::from(day.num_days_in_month()) - of_month) / 7 + 1 == -place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(rule: &str, first: Option<&str>) -> String {
        let rule = Rule::read(rule).unwrap();
        let first = first.map(|first| first.parse().unwrap());
        let january: NaiveDate = "2026-01-01".parse().unwrap();
        let on = january.iter_days().take(31).filter(|day| rule.is_on(*day, first));
        on.map(|day| day.day().to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rules_name_days() {
        assert_eq!(days("FREQ=WEEKLY;BYDAY=MO,TH", None), "1 5 8 12 15 19 22 26 29");
        assert_eq!(days("FREQ=WEEKLY", Some("2026-01-07")), "7 14 21 28");
        assert_eq!(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", Some("2026-01-07")), "9 23");
        assert_eq!(days("FREQ=DAILY;INTERVAL=10", Some("2026-01-02")), "2 12 22");
        assert_eq!(days("FREQ=DAILY", Some("2026-01-29")), "29 30 31");
        assert_eq!(days("FREQ=MONTHLY;BYDAY=1MO,-1FR", None), "5 30");
        assert_eq!(days("FREQ=MONTHLY", Some("2025-12-31")), "31");
        assert_eq!(days("FREQ=MONTHLY;INTERVAL=2", Some("2025-12-31")), "");
        assert_eq!(days("FREQ=YEARLY", Some("2024-01-15")), "15");
    }

    #[test]
    fn what_cannot_be_told_is_on_no_day() {
        for rule in ["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "FREQ=MONTHLY", "FREQ=YEARLY"] {
            assert_eq!(days(rule, None), "", "{rule}");
        }
        for rule in
            ["", "FREQ=HOURLY", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "BYDAY=MO"]
        {
            assert_eq!(Rule::read(rule), None, "{rule}");
        }
    }

    #[test]
    fn rules_are_written_as_they_are_read() {
        for rule in ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1MO,-1FR"] {
            assert_eq!(Rule::read(rule).unwrap().to_string(), rule);
        }
    }

    #[test]
    fn rules_are_told_in_words() {
        for (rule, want) in [
            ("FREQ=DAILY", "every day"),
            ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"),
            ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every second Friday"),
            ("FREQ=WEEKLY", "every week"),
            ("FREQ=MONTHLY;BYDAY=1MO,-1FR", "first Monday and last Friday of the month"),
            ("FREQ=MONTHLY;INTERVAL=4", "every 4 months"),
        ] {
            assert_eq!(Rule::read(rule).unwrap().words(), want);
        }
    }

    #[test]
    fn rules_keep_to_workdays_and_move_with_the_calendar() {
        let workdays = |rule: &str| Rule::read(rule).unwrap().on_workdays().to_string();
        assert_eq!(workdays("FREQ=DAILY"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        assert_eq!(workdays("FREQ=DAILY;INTERVAL=2"), "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR");
        assert_eq!(workdays("FREQ=WEEKLY;BYDAY=SA"), "FREQ=WEEKLY;BYDAY=SA");
        let shifted = |rule: &str, days| Rule::read(rule).unwrap().shifted(days).map(|rule| rule.to_string());
        assert_eq!(shifted("FREQ=WEEKLY;BYDAY=TH,SU", 1).as_deref(), Some("FREQ=WEEKLY;BYDAY=MO,FR"));
        assert_eq!(shifted("FREQ=WEEKLY;BYDAY=MO", -1).as_deref(), Some("FREQ=WEEKLY;BYDAY=SU"));
        assert_eq!(shifted("FREQ=DAILY", 1).as_deref(), Some("FREQ=DAILY"));
        assert_eq!(shifted("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", 1), None);
        assert_eq!(shifted("FREQ=MONTHLY;BYDAY=1TH", 1), None);
    }

    proptest! {
        #[test]
        fn any_rule_is_survived(text in "(FREQ=|DAILY|WEEKLY|;|INTERVAL=|BYDAY=|[0-9-]|MO|é|,){0,12}", day in -80_000i32..3_000_000) {
            let Some(day) = NaiveDate::from_num_days_from_ce_opt(day) else { return Ok(()) };
            if let Some(rule) = Rule::read(&text) {
                let _ = (rule.is_on(day, None), rule.is_on(day, NaiveDate::from_ymd_opt(2026, 1, 5)));
            }
        }
    }
}
