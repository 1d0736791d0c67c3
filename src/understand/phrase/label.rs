//! What a heading says before its title: `Day 1 (Sprint Start): …`, `Wednesday 7 January 2026 – …`.

use chrono_tz::Tz;

use super::date::{self, DateSpan};
use super::day::{self, DayPhrase};
use super::duration::{self, DurationPhrase};
use super::moment;
use super::scan::Scanner;
use super::span;
use super::time::ClockPhrase;

/// A heading that begins with a day or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The day or date, as written.
    pub text: &'a str,
    /// The day of a timebox, where it names one.
    pub day: Option<DayPhrase>,
    /// The date, where it names one; beside a day it stands in parentheses.
    pub date: Option<DateSpan>,
    /// The time of day, where it names one.
    pub clock: Option<ClockPhrase>,
    /// The zone that stands beside the date without a time of day: `(AoE)`.
    pub zone: Option<Tz>,
    /// The length, where it names one.
    pub duration: Option<DurationPhrase>,
    /// What stands in parentheses after the label and is none of these: `Sprint Start`.
    pub aside: Option<&'a str>,
    /// What follows; empty where nothing does.
    pub title: &'a str,
}

type DayOrDate = (Option<DayPhrase>, Option<DateSpan>);

/// Reads the label of a heading; none where it does not begin with a day or a date and a separator, or nothing, after it.
pub fn read(heading: &str) -> Option<Label<'_>> {
    // Days and dates have numbers, most headings have none.
    if !heading.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = heading.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    read_unnumbered(text).or_else(|| read_unnumbered(without_number(text)?))
}

/// `1. `, `2.3) ` before a heading.
fn without_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    (rest.len() < text.len() && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

fn read_unnumbered(text: &str) -> Option<Label<'_>> {
    // `Day 3 - 5 open questions` and `January 7 - 5 questions` are no spans: the longer reading is only tried first.
    let readings: [fn(&mut Scanner<'_>) -> Option<DayOrDate>; 4] = [
        |scan| Some((Some(day::scan_day(scan, true)?), None)),
        |scan| Some((Some(day::scan_day(scan, false)?), None)),
        |scan| Some((None, Some(span::scan_span(scan)?))),
        |scan| Some((None, Some(DateSpan { first: date::scan_date(scan)?, last: None }))),
    ];
    let found = readings.into_iter().find_map(|reading| {
        let mut scan = Scanner::new(text);
        let (day, date) = reading(&mut scan)?;
        finish(Label::new(&text[..scan.at()], day, date, None), scan)
    });
    found.or_else(|| read_instant(text))
}

/// `02:00 UTC Thursday 16th October 2025: Freeze`, and one instant in two zones.
fn read_instant(text: &str) -> Option<Label<'_>> {
    let mut scan = Scanner::new(text);
    let moment = moment::scan_moment(&mut scan)?;
    let (date, clock) = (Some(moment.days?), Some(moment.clock?));
    finish(Label::new(&text[..scan.at()], None, date, clock), scan)
}

/// Reads time, parentheses, separator and title.
fn finish<'a>(mut label: Label<'a>, mut scan: Scanner<'a>) -> Option<Label<'a>> {
    label.clock = label.clock.or_else(|| scan.attempt(moment::scan_following_clock));
    if label.date.is_some() && label.clock.is_none() {
        label.zone = scan.attempt(moment::scan_following_zone);
    }
    while let Some(inner) = scan.attempt(scan_parentheses) {
        label.weigh_aside(inner);
    }
    label.title = scan_title(&mut scan)?;
    if let Some((title, inner)) = split_last_parentheses(label.title)
        && label.reads_wholly(inner)
    {
        label.title = title;
    }
    Some(label)
}

fn scan_parentheses<'a>(scan: &mut Scanner<'a>) -> Option<&'a str> {
    scan.spaces();
    scan.eat(&['('])?;
    let inner = scan.take(scan.rest().find(')')?)?;
    scan.eat(&[')'])?;
    Some(inner.trim())
}

/// The title after a separator, or nothing after nothing.
fn scan_title<'a>(scan: &mut Scanner<'a>) -> Option<&'a str> {
    let space = scan.spaces();
    if scan.rest().is_empty() {
        return Some("");
    }
    let mark = scan.eat(&[':', '-', '–', '—', '―', '|', '·', '•', '→'])?;
    // `Day 1-on-1s`: a plain hyphen joins words unless a space stands beside it.
    if mark == '-' && !space && !scan.peek().is_none_or(|next| next.is_whitespace() || next == '-') {
        return None;
    }
    let dash = |letter: char| letter.is_whitespace() || matches!(letter, ':' | '-' | '–' | '—' | '|');
    Some(scan.rest().trim_start_matches(dash).trim_end_matches(|letter: char| letter.is_whitespace() || letter == ':'))
}

/// `Title (2 hours)` -> `Title`, `2 hours`
fn split_last_parentheses(title: &str) -> Option<(&str, &str)> {
    let (before, inner) = title.strip_suffix(')')?.rsplit_once('(')?;
    Some((before.trim_end(), inner.trim())).filter(|(before, _)| !before.is_empty())
}

impl<'a> Label<'a> {
    fn new(text: &'a str, day: Option<DayPhrase>, date: Option<DateSpan>, clock: Option<ClockPhrase>) -> Self {
        Self { text, day, date, clock, zone: None, duration: None, aside: None, title: "" }
    }

    /// Takes what parentheses say, or keeps them as an aside.
    fn weigh_aside(&mut self, inner: &'a str) {
        let weekday = date::weekday(inner.trim_end_matches('.')).is_some();
        if !self.reads_wholly(inner) && !weekday && !inner.is_empty() {
            self.aside = Some(inner);
        }
    }

    /// Whether the text is a date, a time, a length, or a date and a time, and nothing else; takes them if so.
    fn reads_wholly(&mut self, text: &'a str) -> bool {
        if let Some((length, bytes)) = duration::read(text)
            && bytes == text.len()
        {
            self.duration = self.duration.or(Some(length));
            return true;
        }
        let wholly = moment::read(text).filter(|(_, bytes)| *bytes == text.len());
        if let Some((moment, _)) = wholly {
            // The zone of another date says nothing about this one.
            if self.date.is_none() || self.date == moment.days {
                self.zone = self.zone.or(moment.zone);
            }
            self.date = self.date.or(moment.days);
            self.clock = self.clock.or(moment.clock);
        }
        wholly.is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(heading: &str) -> Option<String> {
        let label = read(heading)?;
        let day = label.day.map_or(String::new(), |day| day.to_string());
        let date = label.date.map_or(String::new(), |date| date.first.to_string());
        let last = label.date.and_then(|date| date.last).map_or(String::new(), |last| format!("..{last}"));
        let clock = label.clock.map_or(String::new(), |clock| clock.start.format(" %H:%M").to_string());
        Some(format!("{day}{date}{last}{clock}|{}", label.title))
    }

    #[test]
    fn headings_that_begin_with_a_day_or_a_date() {
        let cases = [
            ("Day 1 (Sprint Start): Sprint Kickoff Meeting", "Day 1|Sprint Kickoff Meeting"),
            ("Day 3: Cloud Provider Selection Meeting", "Day 3|Cloud Provider Selection Meeting"),
            ("Day 2-3: Parallel Execution", "Day 2-3|Parallel Execution"),
            ("Day 3 - 5 open questions", "Day 3|5 open questions"),
            ("Week 1 Day 3 — Review", "Week 1 Day 3|Review"),
            ("📅 Day 5 – Audit:", "Day 5|Audit"),
            ("2. Day 5: Audit", "Day 5|Audit"),
            ("Day 14 (Tuesday): Review & Demo", "Day 14|Review & Demo"),
            ("Day 4 (2026-01-08, 14:00 UTC): Demo", "Day 48 January 2026 14:00|Demo"),
            ("2026-01-07: Demo", "7 January 2026|Demo"),
            ("January 7, 2026 – Demo", "7 January 2026|Demo"),
            ("Wednesday 7 January 2026: Demo", "Wednesday 7 January 2026|Demo"),
            ("7 Jan 2026", "7 January 2026|"),
            ("Mon, Jan 5, 2026", "Monday 5 January 2026|"),
            ("2026-01-07 14:00 – Demo", "7 January 2026 14:00|Demo"),
            ("January 7–9, 2026: Offsite", "7 January 2026..9 January 2026|Offsite"),
            ("January 7 - 5 questions", "7 January|5 questions"),
            ("Day 3", "Day 3|"),
            ("Day 5 of Week 2: Demo", "Week 2 Day 5|Demo"),
            ("Monday 10th - Thursday 13th November: Fair", "Monday 10 November..Thursday 13 November|Fair"),
            ("02:00 UTC Thursday 16th October 2025: Freeze", "Thursday 16 October 2025 02:00|Freeze"),
            (
                "Thursday 16 October 2025 (AoE) / Friday 17 October 2025, 12:00 UTC: Freeze",
                "Friday 17 October 2025 12:00|Freeze",
            ),
        ];
        for (heading, want) in cases {
            assert_eq!(shown(heading).as_deref(), Some(want), "{heading}");
        }
    }

    #[test]
    fn near_misses_are_left_alone() {
        for heading in [
            "1. Cloud Provider Selection (Day 3)",
            "Day-to-day business",
            "Day 1-on-1s",
            "Day 3 recap of everything",
            "Days",
            "Daily Communication",
            "Version 1.0.0 (2025-11-18)",
            "Major Code Recovery (November 19, 2025)",
            "January 2026",
            "Week 1: Setup",
            "Today 3: x",
            "2026 Roadmap",
            "2026-01-07_notes.md",
            "March 3D printers: a guide",
            "Sprint 18 Day 3: x",
            "",
        ] {
            assert_eq!(shown(heading), None, "{heading}");
        }
    }

    #[test]
    fn parentheses_are_weighed() {
        let label = read("Day 1 (Sprint Start): Kickoff (1 hour)").unwrap();
        assert_eq!((label.text, label.aside, label.title), ("Day 1", Some("Sprint Start"), "Kickoff"));
        assert_eq!(label.duration, Some(DurationPhrase::Minutes(60)));
        assert_eq!(read("Day 1: Kickoff (remote)").unwrap().title, "Kickoff (remote)");
    }

    proptest! {
        #[test]
        fn any_heading_is_survived(text in ".{0,40}", near in "(Day 3|Jan 7|2026-01-07|\\(|\\)|:|-|–| |é|9:00|UTC|2 hours|1\\. ){0,8}") {
            for text in [text, near] {
                if let Some(label) = read(&text) {
                    prop_assert!(text.contains(label.text) && text.contains(label.title));
                }
            }
        }
    }
}
