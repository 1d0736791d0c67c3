//! Events as a feed writes them.

use super::super::calendar::{self, Entry, feed};
use super::*;

fn event(time: Time) -> FeedEvent {
    let about =
        About { uid: "sprint-18.kickoff@sprintbook".into(), title: "Kickoff; goals, risks".into(), ..About::default() };
    FeedEvent { about, time, series: None, attendees: Vec::new() }
}

fn clock(start: &str, zone: Option<Tz>, minutes: u32) -> Time {
    Time::Clock { start: start.parse().unwrap(), zone, minutes: Some(minutes) }
}

fn series(event: FeedEvent, rule: &str, last: Option<&str>) -> FeedEvent {
    let last = last.map(|last| last.parse().unwrap());
    FeedEvent { series: Some(Series { rule: Rule::read(rule).unwrap(), last, except: Vec::new() }), ..event }
}

fn text(event: FeedEvent) -> String {
    let bytes = feed(&calendar::About { name: "Our handbook", ..calendar::About::default() }, &[Entry::Event(event)]);
    String::from_utf8(bytes).unwrap().replace("\r\n ", "")
}

#[track_caller]
fn has(text: &str, rows: &str) {
    let rows = format!("\r\n{}\r\n", rows.replace('\n', "\r\n"));
    assert!(text.contains(&rows), "{rows:?} is not in {text}");
}

#[test]
fn whole_days_end_on_the_day_after_the_last() {
    let day = |day: &str| day.parse().unwrap();
    let one = text(event(Time::Days { first: day("2026-01-05"), last: day("2026-01-05") }));
    has(
        &one,
        "UID:sprint-18.kickoff@sprintbook\nDTSTAMP:20200101T000000Z\nLAST-MODIFIED:20200101T000000Z\nSEQUENCE:0\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260106\nTRANSP:TRANSPARENT\nSUMMARY:Kickoff\\; goals\\, risks\nEND:VEVENT\nEND:VCALENDAR",
    );
    for word in ["METHOD", "ATTENDEE", "DESCRIPTION", "CATEGORIES", "VALARM", "URL", "VTIMEZONE"] {
        assert!(!one.contains(word), "{word} in {one}");
    }
    let month = event(Time::Days { first: day("2026-01-05"), last: day("2026-01-31") });
    has(&text(month.clone()), "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260201");
    let weekly = series(month, "FREQ=WEEKLY;BYDAY=MO", Some("2026-03-02"));
    has(&text(weekly), "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260302\nTRANSP:TRANSPARENT");
}

#[test]
fn a_time_keeps_its_zone_or_floats() {
    let zoned = text(event(clock("2026-01-05T09:00:00", Some(Tz::America__Los_Angeles), 90)));
    has(&zoned, "DTSTART;TZID=America/Los_Angeles:20260105T090000\nDTEND;TZID=America/Los_Angeles:20260105T103000");
    has(&zoned, "BEGIN:VTIMEZONE\nTZID:America/Los_Angeles");
    has(&text(event(clock("2026-01-05T09:00:00", None, 90))), "DTSTART:20260105T090000\nDTEND:20260105T103000");
    has(
        &text(event(clock("2026-01-05T09:00:00", Some(Tz::UTC), 0))),
        "DTSTART:20260105T090000Z\nSUMMARY:Kickoff\\; goals\\, risks",
    );
    // Until the clocks have changed: two hours later by the clock, one hour in truth.
    let over = text(event(clock("2026-03-08T01:30:00", Some(Tz::America__Los_Angeles), 60)));
    has(&over, "DTEND;TZID=America/Los_Angeles:20260308T033000");
}

#[test]
fn what_comes_twice_or_not_at_all_is_an_instant() {
    let berlin = Some(Tz::Europe__Berlin);
    has(&text(event(clock("2026-03-29T02:30:00", berlin, 30))), "DTSTART:20260329T013000Z\nDTEND:20260329T020000Z");
    has(&text(event(clock("2026-10-25T02:30:00", berlin, 30))), "DTSTART:20261025T003000Z\nDTEND:20261025T010000Z");
    has(&text(event(clock("2026-10-25T01:30:00", berlin, 60))), "DTSTART:20261024T233000Z\nDTEND:20261025T003000Z");
    let daily = text(series(event(clock("2026-10-25T01:30:00", berlin, 60)), "FREQ=DAILY", None));
    has(&daily, "DTSTART;TZID=Europe/Berlin:20261025T013000\nDURATION:PT60M\nRRULE:FREQ=DAILY");
}

#[test]
fn a_series_ends_on_its_own_clock() {
    let los_angeles = Some(Tz::America__Los_Angeles);
    let zoned = series(event(clock("2026-03-02T09:00:00", los_angeles, 15)), "FREQ=DAILY", Some("2026-03-12"));
    has(&text(zoned), "RRULE:FREQ=DAILY;UNTIL=20260312T160000Z");
    let floats = series(event(clock("2026-03-02T09:00:00", None, 15)), "FREQ=DAILY", Some("2026-03-12"));
    has(&text(floats), "RRULE:FREQ=DAILY;UNTIL=20260312T090000");
    let mut holiday = series(event(clock("2026-03-02T09:00:00", los_angeles, 15)), "FREQ=DAILY", None);
    holiday.series.as_mut().unwrap().except.push("2026-03-04".parse().unwrap());
    has(&text(holiday), "RRULE:FREQ=DAILY\nEXDATE;TZID=America/Los_Angeles:20260304T090000");
}

#[test]
fn anywhere_on_earth_is_written_in_utc() {
    let aoe = Some(Tz::Etc__GMTPlus12);
    has(
        &text(event(clock("2026-01-08T23:59:00", aoe, 0))),
        "DTSTART:20260109T115900Z\nSUMMARY:Kickoff\\; goals\\, risks",
    );
    let weekly = series(event(clock("2026-01-08T23:59:00", aoe, 0)), "FREQ=WEEKLY;BYDAY=TH", Some("2026-01-22"));
    has(&text(weekly), "DTSTART:20260109T115900Z\nRRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20260123T115900Z");
    // The day after each first Thursday is not each first Friday.
    let monthly = text(series(event(clock("2026-01-01T23:59:00", aoe, 0)), "FREQ=MONTHLY;BYDAY=1TH", None));
    has(&monthly, "DTSTART;TZID=Etc/GMT+12:20260101T235900\nRRULE:FREQ=MONTHLY;BYDAY=1TH");
    has(&monthly, "TZID:Etc/GMT+12\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-1200\nTZOFFSETTO:-1200");
}

#[test]
fn a_revision_is_stamp_and_sequence_and_what_is_critical_calls() {
    let mut event = event(clock("2026-01-05T09:00:00", None, 15));
    event.about.revised = chrono::DateTime::from_timestamp(1_577_836_800 + 61, 0);
    event.about.critical = true;
    event.about.categories = vec!["Sprint 18".into(), "Critical, truly".into()];
    event.about.url = Some("https://x.org/a b/#c\r\nX:1".into());
    event.attendees.push(Attendee { name: "Ada".into(), email: "ada@example.org".into() });
    let text = text(event);
    has(&text, "DTSTAMP:20200101T000101Z\nLAST-MODIFIED:20200101T000101Z\nSEQUENCE:61");
    has(
        &text,
        "CATEGORIES:Sprint 18,Critical\\, truly\nURL:https://x.org/a%20b/#cX:1\nATTENDEE;CN=\"Ada\";ROLE=REQ-PARTICIPANT:mailto:ada@example.org\nPRIORITY:1\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Kickoff\\; goals\\, risks\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT",
    );
}
