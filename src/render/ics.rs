//! Calendar feeds as RFC 5545 and RFC 7986 define them: events in, bytes out, wherever the events come from.
//!
//! Written so that the common readers take it: no METHOD (a feed invites nobody), no ATTENDEE (names have no
//! addresses; they stand in the description), one line of CATEGORIES, never an empty DESCRIPTION.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::understand::fact::{Fact, When};
use crate::understand::phrase::date;

mod instant;
mod line;
mod uid;

pub use uid::uids;

use line::Lines;

/// When the count of revisions begins, and the revision of a document of which nobody knows when it was changed:
/// SEQUENCE counts the seconds from here, so such an event has SEQUENCE 0 and any known revision supersedes it.
pub const EPOCH: DateTime<Utc> = DateTime::from_timestamp(1_577_836_800, 0).expect("2020-01-01 is an instant");

/// One event of a feed; it has a date.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedEvent {
    /// Its name for good, as [`uids`] gives it.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day, inclusive, where it is not the first.
    pub end: Option<NaiveDate>,
    /// Time of day, in `zone` or wherever the reader is.
    pub time: Option<NaiveTime>,
    /// The zone of `time`; whole days have none in a feed, whatever is written beside them.
    pub zone: Option<Tz>,
    /// Length in minutes.
    pub minutes: Option<u32>,
    /// The day of the sprint as written, where it is one: `Day 3`.
    pub label: Option<String>,
    /// The sprint it belongs to.
    pub timebox: Option<String>,
    /// Who takes part.
    pub people: Vec<String>,
    /// Title of the page that describes it.
    pub source_title: String,
    /// Absolute address of its place on that page, where the site has one.
    pub url: Option<String>,
    /// It may not be missed.
    pub critical: bool,
    /// When its document was last changed: its commit, else the date it gives; [`EPOCH`] where neither is known.
    pub revised: Option<DateTime<Utc>>,
}

impl FeedEvent {
    /// The event that a fact tells; none for a fact without a date, or one that calendars do not show.
    ///
    /// What the fact does not know (`source_title`, `url`, `revised`) is left empty, for the caller to fill in.
    pub fn of(fact: &Fact, uid: &str) -> Option<Self> {
        let event = fact.event().filter(|event| event.in_calendar)?;
        let when: &When = fact.when.as_deref()?;
        Some(Self {
            uid: uid.to_owned(),
            title: fact.title.to_string(),
            start: when.start?,
            end: when.end,
            time: when.time,
            zone: when.zone,
            minutes: when.minutes,
            label: when.day.map(|_| when.text.to_string()),
            timebox: fact.timebox.as_deref().map(str::to_owned),
            people: fact.people.iter().map(|name| name.to_string()).collect(),
            source_title: String::new(),
            url: None,
            critical: event.critical,
            revised: None,
        })
    }
}

/// A feed of that name, as the bytes of an `.ics` file; the events keep their order.
///
/// RFC 5545 wants at least one event: publish no feed of none.
pub fn feed(name: &str, events: impl IntoIterator<Item = FeedEvent>) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", concat!("-//sprintbook//sprintbook ", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.raw("CALSCALE", "GREGORIAN");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    lines.raw("X-PUBLISHED-TTL", "PT6H");
    for event in events {
        write(&mut lines, &event);
    }
    lines.raw("END", "VCALENDAR");
    lines.bytes()
}

fn write(lines: &mut Lines, event: &FeedEvent) {
    let revised = event.revised.unwrap_or(EPOCH);
    let stamp = utc(revised.naive_utc());
    lines.raw("BEGIN", "VEVENT");
    lines.text("UID", &event.uid);
    // Without a METHOD, DTSTAMP is the time of the last revision (RFC 5545, 3.8.7.2).
    lines.raw("DTSTAMP", &stamp);
    lines.raw("LAST-MODIFIED", &stamp);
    lines.raw("SEQUENCE", &(revised - EPOCH).num_seconds().clamp(0, i64::from(i32::MAX)).to_string());
    write_time(lines, event);
    lines.text("SUMMARY", &event.title);
    lines.text("DESCRIPTION", &description(event));
    let critical = event.critical.then_some("Critical");
    lines.list("CATEGORIES", event.timebox.as_deref().into_iter().chain(critical));
    if event.critical {
        lines.raw("PRIORITY", "1");
    }
    if let Some(url) = &event.url {
        lines.uri("URL", url);
    }
    lines.raw("END", "VEVENT");
}

/// DTSTART and DTEND: an instant in UTC with a zone, local time without one, whole days without a time.
fn write_time(lines: &mut Lines, event: &FeedEvent) {
    let Some(time) = event.time.filter(|_| event.end.is_none()) else { return write_days(lines, event) };
    let local = event.start.and_time(time);
    let length = event.minutes.map(|minutes| TimeDelta::minutes(i64::from(minutes)));
    let (start, format): (_, fn(NaiveDateTime) -> String) = match event.zone {
        Some(zone) => (instant::utc(local, zone), utc),
        None => (local, floating),
    };
    lines.raw("DTSTART", &format(start));
    if let Some(end) = length.and_then(|length| start.checked_add_signed(length)) {
        lines.raw("DTEND", &format(end));
    }
}

/// An event of whole days; nobody is busy all day for a meeting whose hour is not told.
fn write_days(lines: &mut Lines, event: &FeedEvent) {
    let last = event.end.unwrap_or(event.start);
    lines.raw("DTSTART;VALUE=DATE", &event.start.format("%Y%m%d").to_string());
    // The end of whole days is the day after the last (RFC 5545, 3.6.1).
    if let Some(after) = last.succ_opt() {
        lines.raw("DTEND;VALUE=DATE", &after.format("%Y%m%d").to_string());
    }
    lines.raw("TRANSP", "TRANSPARENT");
}

fn utc(instant: NaiveDateTime) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

fn floating(local: NaiveDateTime) -> String {
    local.format("%Y%m%dT%H%M%S").to_string()
}

/// What a calendar shows when the event is opened: when, how long, who, and from which page.
fn description(event: &FeedEvent) -> String {
    let mut lines = vec![match (&event.label, &event.timebox) {
        (Some(label), Some(timebox)) => format!("{label} of {timebox}"),
        (Some(label), None) => label.clone(),
        (None, _) => date::long_with_weekday(event.start),
    }];
    if let (Some(time), Some(_)) = (event.time, event.end) {
        lines.push(format!("Time: {}", time.format("%H:%M")));
    }
    if let Some(minutes) = event.minutes {
        lines.push(format!("Duration: {}", super::wording::duration(minutes)));
    }
    if !event.people.is_empty() {
        lines.push(format!("Attendees: {}", event.people.join(", ")));
    }
    if !event.source_title.is_empty() {
        lines.push(format!("From: {}", event.source_title));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> FeedEvent {
        FeedEvent {
            uid: "sprint-18.kickoff@sprintbook".into(),
            title: "Kickoff; goals, risks".into(),
            start: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            end: None,
            time: None,
            zone: None,
            minutes: Some(90),
            label: Some("Day 1".into()),
            timebox: Some("Sprint 18".into()),
            people: vec!["All team".into(), "Ada".into()],
            source_title: "Guide".into(),
            url: None,
            critical: false,
            revised: None,
        }
    }

    fn text(event: FeedEvent) -> String {
        String::from_utf8(feed("Our handbook", [event])).unwrap()
    }

    #[test]
    fn an_event_without_a_time_takes_the_day() {
        let text = text(event());
        for line in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            "\r\nNAME:Our handbook\r\nX-WR-CALNAME:Our handbook\r\n",
            "\r\nUID:sprint-18.kickoff@sprintbook\r\nDTSTAMP:20200101T000000Z\r\n",
            "\r\nSEQUENCE:0\r\nDTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260106\r\nTRANSP:TRANSPARENT\r\n",
            "\r\nSUMMARY:Kickoff\\; goals\\, risks\r\n",
            "\r\nDESCRIPTION:Day 1 of Sprint 18\\nDuration: 1 h 30 min\\nAttendees: All team\\, Ada\\nFrom: Guide\r\n",
            "\r\nCATEGORIES:Sprint 18\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(text.replace("\r\n ", "").contains(line), "{line:?} is not in {text}");
        }
        assert!(!text.contains("METHOD") && !text.contains("ATTENDEE") && !text.contains("URL"));
    }

    #[test]
    fn an_event_with_a_time_is_an_instant_or_floats() {
        let time = NaiveTime::from_hms_opt(9, 0, 0);
        let zoned = text(FeedEvent { time, zone: Some(Tz::America__Los_Angeles), ..event() });
        assert!(zoned.contains("\r\nDTSTART:20260105T170000Z\r\nDTEND:20260105T183000Z\r\n"), "{zoned}");
        let floats = text(FeedEvent { time, ..event() });
        assert!(floats.contains("\r\nDTSTART:20260105T090000\r\nDTEND:20260105T103000\r\n"), "{floats}");
        let open = text(FeedEvent { time, minutes: None, ..event() });
        assert!(open.contains("\r\nDTSTART:20260105T090000\r\nSUMMARY"), "{open}");
        let whole = text(FeedEvent { zone: Some(Tz::Etc__GMTPlus12), ..event() });
        assert_eq!(whole, text(event()));
    }

    #[test]
    fn several_days_end_on_the_day_after_the_last() {
        let text = text(FeedEvent { end: NaiveDate::from_ymd_opt(2026, 1, 31), ..event() });
        assert!(text.contains("\r\nDTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260201\r\n"), "{text}");
    }

    #[test]
    fn a_revision_is_stamp_and_sequence() {
        let revised = DateTime::from_timestamp(1_577_836_800 + 61, 0);
        let text =
            text(FeedEvent { revised, critical: true, url: Some("https://x.org/a b/#c\r\nX:1".into()), ..event() });
        assert!(
            text.contains("\r\nDTSTAMP:20200101T000101Z\r\nLAST-MODIFIED:20200101T000101Z\r\nSEQUENCE:61\r\n"),
            "{text}"
        );
        assert!(text.contains("\r\nCATEGORIES:Sprint 18,Critical\r\nPRIORITY:1\r\n"), "{text}");
        assert!(text.contains("\r\nURL:https://x.org/a%20b/#cX:1\r\n"), "{text}");
    }
}
