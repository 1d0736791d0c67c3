//! Phrases that stand anywhere in a text.

use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> Vec<String> {
    let line = |mention: &Mention| {
        let words = &text[mention.start as usize..mention.end as usize];
        let what = match &mention.phrase {
            Phrase::Date { days, clock, zone } => {
                let last = days.last.map_or(String::new(), |last| format!("..{last}"));
                let clock = clock.map_or(String::new(), |clock| clock.start.format(" %H:%M").to_string());
                let zone = zone.map_or("", |zone| zone.name());
                format!("{}{last}{clock}{zone}", days.first)
            }
            Phrase::Period(first, last) => format!("{first}..{last}"),
            Phrase::Month(month) => format!("month {month}"),
            Phrase::Day(day) => day.to_string(),
            Phrase::Weeks(first, last) => format!("weeks {first}-{last}"),
            Phrase::Offset(offset) => format!("{:?} {}", offset.side, offset.minutes),
            Phrase::Clock(clock) => clock.start.format("%H:%M").to_string(),
            Phrase::Duration(DurationPhrase::Minutes(minutes)) => format!("{minutes}m"),
            Phrase::Duration(DurationPhrase::Days(days)) => format!("{days}d"),
            Phrase::Recurrence(recurrence) => recurrence.to_string(),
            Phrase::Weekday(day) => day.to_string(),
            Phrase::Quantity { comparator, value, number, unit } => {
                let part = |(from, to): (u16, u16)| &words[from as usize..to as usize];
                assert!(part(*number).starts_with(|c: char| c.is_ascii_digit()));
                format!("{}{value} {}", comparator.map_or("", Comparator::sign), part(*unit))
            }
        };
        format!("{words} = {what}")
    };
    mentions(text).iter().map(line).collect()
}

#[test]
fn phrases_are_found_wherever_they_stand() {
    let cases: [(&str, &[&str]); 25] = [
        (
            "Kickoff on January 7, 2026 at 09:00 PT for 2 hours",
            &["January 7, 2026 at 09:00 PT = 7 January 2026 09:00", "2 hours = 120m"],
        ),
        (
            "02:00 UTC Thursday 16th October 2025",
            &["02:00 UTC Thursday 16th October 2025 = Thursday 16 October 2025 02:00"],
        ),
        ("Demo (Day 7), retro Day 14", &["Day 7 = Day 7", "Day 14 = Day 14"]),
        ("Weekly chaos drill, Weeks 1-3", &["Weekly = FREQ=WEEKLY", "Weeks 1-3 = weeks 1-3"]),
        ("W1 Governance, W2 Runtime", &["W1 = weeks 1-1", "W2 = weeks 2-2"]),
        ("Mon/Thu 11:00 PT sync", &["Mon/Thu = FREQ=WEEKLY;BYDAY=MO,TH", "11:00 PT = 11:00"]),
        ("Send it 1 week before Day 8", &["1 week before = Before 10080", "Day 8 = Day 8"]),
        ("API p95 <200 ms and 72K events/sec", &["<200 ms = <200 ms", "72K events/sec = 72000 events/sec"]),
        (
            "at least 80 % of 100 concurrent users",
            &["at least 80 % = >=80 %", "100 concurrent users = 100 concurrent users"],
        ),
        ("see you Tuesday", &["Tuesday = Tue"]),
        ("planned for Q4 2025", &["Q4 2025 = 2025-10-01..2025-12-31"]),
        ("15-min stand-up daily", &["15-min = 15m", "daily = FREQ=DAILY"]),
        ("reset every 2 weeks on Friday", &["every 2 weeks on Friday = FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"]),
        ("Week 1 Day 5: freeze", &["Week 1 Day 5 = Week 1 Day 5"]),
        ("released in November", &["November = month 11"]),
        ("Sprint 11 Week 25-26", &["Week 25-26 = weeks 25-26"]),
        ("the first Monday of the month", &["first Monday of the month = FREQ=MONTHLY;BYDAY=1MO"]),
        (
            "Monday 10th - Thursday 13th November",
            &["Monday 10th - Thursday 13th November = Monday 10 November..Thursday 13 November"],
        ),
        (
            "| Freeze | Thursday 16th October 2025 (AoE) / Friday 17th October 2025, 12:00 UTC |",
            &["Thursday 16th October 2025 (AoE) / Friday 17th October 2025, 12:00 UTC = Friday 17 October 2025 12:00"],
        ),
        ("due 31 September 2026", &["31 September 2026 = 31 September 2026"]),
        ("Week of January 5: plan", &["Week of January 5 = 5 January..11 January"]),
        ("~45 min, $12,000 and €4.5M", &["45 min = 45m", "$12,000 = 12000 $", "€4.5M = 4500000 €"]),
        ("every 4 hours, 1-2 hours each", &[]),
        ("on 2025‑11‑05", &["2025‑11‑05 = 5 November 2025"]),
        ("café 09:00 – naïve Day 3", &["09:00 = 09:00", "Day 3 = Day 3"]),
    ];
    for (text, want) in cases {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn ids_versions_and_names_are_no_phrases() {
    for text in [
        "DCMMS-140, see v1.2.3 and 10.0.0.1",
        "Sprint 18 goals",
        "RFC 5545 rules",
        "5.1 Scope",
        "9.2 UAT Test Scenarios",
        "1. First thing",
        "line 42 onwards",
        "9/9 tasks, 3-5 people",
        "May I sit in the sun?",
        "sha256 of file_2026_01",
        "3D printing, 2FA",
        "issue #140",
        "Policy.day-3",
        "07/01/2026",
        "a day in the life",
        "one day we will",
        "FY 2026 and FY26 Q1",
        "",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

proptest! {
    #[test]
    fn mentions_are_in_order_and_lie_on_boundaries(
        text in ".{0,60}",
        near in "(Day 3|Jan 7|2026|-01|09:00| UTC|Mon|/|every|weekly|within|24 h|<|5|%|at least|é|–| |,|W1|Q4|K|users|\\$|half a|day){0,16}",
    ) {
        for text in [text, near] {
            let mut end = 0;
            for mention in mentions(&text) {
                prop_assert!(mention.start >= end && mention.end > mention.start, "{}", text);
                prop_assert!(text.get(mention.start as usize..mention.end as usize).is_some());
                end = mention.end;
            }
        }
    }
}
