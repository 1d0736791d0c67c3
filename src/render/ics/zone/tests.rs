//! Zones as written, read back by the letter of RFC 5545 and held against chrono-tz.

use chrono::Duration;
use chrono_tz::TZ_VARIANTS;
use proptest::prelude::*;

use super::super::instant;
use super::*;

fn text(zone: Tz, first: i32, last: i32) -> String {
    let mut lines = Lines::default();
    write(&mut lines, zone, first, last);
    String::from_utf8(lines.bytes()).unwrap().replace("\r\n ", "").replace("\r\n", "\n")
}

/// A moment on the clocks before it, and the offsets before and after.
type Onset = (NaiveDateTime, i32, i32);

/// Every onset until 2040 of what was written.
fn onsets(text: &str) -> Vec<Onset> {
    let mut onsets = Vec::new();
    for part in text.split("BEGIN:").skip(2) {
        let row = |name: &'static str| part.lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix(':'));
        let offset = |name: &'static str| seconds(row(name).next().unwrap());
        let (from, to) = (offset("TZOFFSETFROM"), offset("TZOFFSETTO"));
        let moment = |value: &str| NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").unwrap();
        let start = moment(row("DTSTART").next().unwrap());
        match row("RRULE").next() {
            Some(rule) => onsets.extend(expanded(start, rule, from).into_iter().map(|at| (at, from, to))),
            None => onsets.extend(std::iter::once(start).chain(row("RDATE").map(moment)).map(|at| (at, from, to))),
        }
    }
    onsets.sort();
    onsets
}

fn seconds(offset: &str) -> i32 {
    let (sign, digits) = offset.split_at(1);
    let part = |at: usize| digits.get(at..at + 2).map_or(0, |part| part.parse::<i32>().unwrap());
    let east = part(0) * 3600 + part(2) * 60 + part(4);
    if sign == "-" { -east } else { east }
}

fn expanded(start: NaiveDateTime, rule: &str, from: i32) -> Vec<NaiveDateTime> {
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let until = part("UNTIL").map(|until| NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%SZ").unwrap());
    let month: u32 = part("BYMONTH").unwrap().parse().unwrap();
    let (place, day) = part("BYDAY").unwrap().split_at(part("BYDAY").unwrap().len() - 2);
    let days = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
        let days = first.iter_days().take_while(move |day| day.month() == month);
        days.filter(|date| weekday(date.weekday()) == day).collect::<Vec<_>>()
    };
    let pick = |year: i32| match place {
        "-1" => *days(year).last().unwrap(),
        place => days(year)[place.parse::<usize>().unwrap() - 1],
    };
    let all = (start.year()..2041).map(|year| pick(year).and_time(start.time()));
    let is_in = |at: &NaiveDateTime| until.is_none_or(|until| *at - Duration::seconds(from.into()) <= until);
    let all: Vec<_> = all.filter(is_in).collect();
    assert_eq!(all[0], start, "DTSTART is not in step with {rule}");
    all
}

/// The UTC time that the written zone gives a local time; in an hour that is left out the offset before it.
fn utc_as_written(onsets: &[Onset], local: NaiveDateTime) -> NaiveDateTime {
    let &(at, from, to) = onsets.iter().rfind(|(at, ..)| *at <= local).unwrap_or(&onsets[0]);
    let in_gap = local < at + Duration::seconds(i64::from(to - from));
    local - Duration::seconds(if in_gap { from } else { to }.into())
}

fn agrees(zone: Tz, first: i32, last: i32, local: NaiveDateTime) -> Result<(), String> {
    let text = text(zone, first, last);
    let (got, want) = (utc_as_written(&onsets(&text), local), instant::utc(local, zone));
    if got == want { Ok(()) } else { Err(format!("{zone} {local}: {got} instead of {want}\n{text}")) }
}

#[test]
fn berlin_has_two_yearly_rules() {
    let want = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:DAYLIGHT\nDTSTART:20250330T020000\nTZOFFSETFROM:+0100\n\
                TZOFFSETTO:+0200\nTZNAME:CEST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\n\
                DTSTART:20251026T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\n\
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n";
    assert_eq!(text(Tz::Europe__Berlin, 2026, 2026), want);
}

#[test]
fn zones_are_told_as_they_are() {
    let has = |zone: Tz, rows: &[&str]| {
        let text = text(zone, 2026, 2026);
        rows.iter().for_each(|row| assert!(text.contains(row), "{zone} has no {row:?}: {text}"));
        assert!(text.matches("BEGIN:").count() <= 3, "{text}");
    };
    has(Tz::America__Los_Angeles, &["BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU", "TZNAME:PDT"]);
    has(Tz::Europe__Lisbon, &["DTSTART:20250330T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:WEST"]);
    has(
        Tz::Europe__Dublin,
        &["BEGIN:DAYLIGHT\nDTSTART:20250330T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:IST"],
    );
    has(
        Tz::Europe__Dublin,
        &["BEGIN:STANDARD\nDTSTART:20251026T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nTZNAME:GMT"],
    );
    has(Tz::Australia__Lord_Howe, &["TZOFFSETFROM:+1100\nTZOFFSETTO:+1030", "BYMONTH=4;BYDAY=1SU"]);
    has(
        Tz::Asia__Kolkata,
        &["BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nTZNAME:IST"],
    );
    has(Tz::Etc__GMTPlus12, &["TZOFFSETTO:-1200"]);
    let morocco = text(Tz::Africa__Casablanca, 2026, 2027);
    assert!(morocco.contains("RDATE:2026") && !morocco.contains("RRULE"), "{morocco}");
}

#[test]
fn a_rule_that_was_given_up_ends() {
    let merida = text(Tz::America__Merida, 2021, 2024);
    assert!(merida.lines().filter(|line| line.starts_with("RRULE")).all(|rule| rule.contains(";UNTIL=")), "{merida}");
    let summer = NaiveDate::from_ymd_opt(2023, 7, 1).unwrap().and_time(NaiveTime::MIN);
    agrees(Tz::America__Merida, 2021, 2024, summer).unwrap();
}

#[test]
fn every_zone_is_right_around_each_of_its_changes() {
    let hours = [-3, -1, 0, 1, 3];
    for zone in TZ_VARIANTS {
        let text = text(zone, 2020, 2035);
        let onsets = onsets(&text);
        for change in changes(zone, new_year(2020), new_year(2036)) {
            for local in hours.map(|hours| change.at + Duration::hours(hours) + Duration::minutes(10)) {
                let (got, want) = (utc_as_written(&onsets, local), instant::utc(local, zone));
                assert_eq!(got, want, "{zone} {local}\n{text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_local_time_is_the_instant_of_its_zone(zone in 0..TZ_VARIANTS.len(), minute in 0i64..8_415_360, years in 0i32..3) {
        // Minutes of 2020 to 2035.
        let local = new_year(2020) + Duration::minutes(minute);
        let first = local.year();
        prop_assert_eq!(agrees(TZ_VARIANTS[zone], (first - years).max(2020), first + years, local), Ok(()));
    }
}
