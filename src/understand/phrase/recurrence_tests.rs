//! Recurrences as people write them.

use proptest::prelude::*;

use super::*;
use crate::understand::phrase::date::weekday_name;

fn shown(text: &str) -> String {
    read(text).map_or(String::new(), |(rule, bytes)| format!("{rule}|{}", &text[bytes..]))
}

#[test]
fn recurrences_are_read_as_written() {
    let cases = [
        ("daily", "FREQ=DAILY|"),
        ("Daily standup", "FREQ=DAILY| standup"),
        ("every day at 09:00", "FREQ=DAILY| at 09:00"),
        ("every morning", "FREQ=DAILY|"),
        ("nightly reset", "FREQ=DAILY| reset"),
        ("daily (Mon-Fri)", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("Daily, weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("Mondays", "FREQ=WEEKLY;BYDAY=MO|"),
        ("Fridays 15:00", "FREQ=WEEKLY;BYDAY=FR| 15:00"),
        ("Mon/Thu 11:00 PT", "FREQ=WEEKLY;BYDAY=MO,TH| 11:00 PT"),
        ("Thu & Mon", "FREQ=WEEKLY;BYDAY=MO,TH|"),
        ("Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH|"),
        ("Monday, Wednesday and Friday at 10:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR| at 10:00"),
        ("Mon-Fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("Monday to Friday, 09:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|, 09:00"),
        ("every Friday", "FREQ=WEEKLY;BYDAY=FR|"),
        ("each Tuesday", "FREQ=WEEKLY;BYDAY=TU|"),
        ("every Mon and Thu", "FREQ=WEEKLY;BYDAY=MO,TH|"),
        ("every Monday and Thursday", "FREQ=WEEKLY;BYDAY=MO,TH|"),
        ("every Monday morning", "FREQ=WEEKLY;BYDAY=MO| morning"),
        ("Weekly Wednesday", "FREQ=WEEKLY;BYDAY=WE|"),
        ("weekly on Fridays", "FREQ=WEEKLY;BYDAY=FR|"),
        ("Weekly (Wed)", "FREQ=WEEKLY;BYDAY=WE|"),
        ("Weekly, Thursdays 16:00", "FREQ=WEEKLY;BYDAY=TH| 16:00"),
        ("Weekly status report", "FREQ=WEEKLY| status report"),
        ("weekly (Mon-Sun)", "FREQ=WEEKLY|"),
        ("biweekly", "FREQ=WEEKLY;INTERVAL=2|"),
        ("Bi-weekly on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU|"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2|"),
        ("every two weeks", "FREQ=WEEKLY;INTERVAL=2|"),
        ("every 2 weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO|"),
        ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU|"),
        ("every second Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU|"),
        ("every second Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU|"),
        ("alternate Thursdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH|"),
        ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("every working day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR|"),
        ("once a week", "FREQ=WEEKLY|"),
        ("monthly", "FREQ=MONTHLY|"),
        ("Monthly on the first Monday", "FREQ=MONTHLY;BYDAY=1MO|"),
        ("first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO|"),
        ("1st and 3rd Tuesday of each month", "FREQ=MONTHLY;BYDAY=1TU,3TU|"),
        ("last Friday of each month", "FREQ=MONTHLY;BYDAY=-1FR|"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3|"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3|"),
        ("annually", "FREQ=YEARLY|"),
    ];
    for (text, want) in cases {
        assert_eq!(shown(text), want, "{text}");
    }
}

#[test]
fn what_recurs_nothing_or_is_unsure_is_left_alone() {
    for text in [
        "Monday",
        "Monday's demo",
        "Monday – Friday",
        "Monday and Thursday of that week",
        "last Friday",
        "first Monday in January",
        "Mon 5 / Thu 8 January",
        "Mon, Tue 6 Jan",
        "every sprint",
        "every 4 hours",
        "every 3rd Friday",
        "each team",
        "bi-monthly",
        "Weeklyish",
        "everyday",
        "once",
        "second Tuesday",
    ] {
        assert_eq!(shown(text), "", "{text}");
    }
    assert_eq!(shown("Weekly, Monday 5 January"), "FREQ=WEEKLY|, Monday 5 January");
}

#[test]
fn weekdays_that_stand_elsewhere_narrow_it() {
    let rule = |text: &str, days: &[Weekday]| read(text).unwrap().0.narrowed(days).to_string();
    assert_eq!(rule("weekly", &[Weekday::Wed]), "FREQ=WEEKLY;BYDAY=WE");
    assert_eq!(rule("biweekly", &[Weekday::Thu, Weekday::Mon]), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
    assert_eq!(rule("daily", &WORKDAYS), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    assert_eq!(rule("Mondays", &[Weekday::Wed]), "FREQ=WEEKLY;BYDAY=MO");
    assert_eq!(rule("monthly", &[Weekday::Wed]), "FREQ=MONTHLY");
}

proptest! {
    #[test]
    fn printed_places_read_back(places in prop::collection::btree_set(0usize..5, 1..3), day in 0u8..7) {
        const WORDS: [(&str, i8); 5] = [("first", 1), ("second", 2), ("third", 3), ("4th", 4), ("last", -1)];
        let day = Weekday::try_from(day).unwrap();
        let words: Vec<&str> = places.iter().map(|&at| WORDS[at].0).collect();
        let text = format!("{} {} of the month", words.join(" and "), weekday_name(day));
        let days = places.iter().map(|&at| (Some(WORDS[at].1), day)).collect();
        let rule = Recurrence { frequency: Frequency::Monthly, interval: 1, days };
        prop_assert_eq!(read(&text), Some((rule, text.len())));
    }

    #[test]
    fn printed_recurrences_read_back(interval in 1u32..9, picked in prop::collection::btree_set(0u8..7, 1..7)) {
        let days: Vec<Weekday> = picked.iter().map(|&day| Weekday::try_from(day).unwrap()).collect();
        let names: Vec<&str> = days.iter().map(|day| weekday_name(*day)).collect();
        let rule = Recurrence::on(days, interval);
        let text = format!("every {interval} weeks on {}s", names.join("s, "));
        prop_assert_eq!(read(&text), Some((rule, text.len())));
    }

    #[test]
    fn any_text_is_survived(text in ".{0,40}", near in "(every|each|Mon|Thursdays|weekly|bi|-|/|&| |\\(|\\)|first|of|the|month|é|2|,){0,14}") {
        for text in [text, near] {
            if let Some((_, bytes)) = read(&text) {
                prop_assert!(text.is_char_boundary(bytes));
            }
        }
    }
}
