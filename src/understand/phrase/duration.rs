//! Lengths of time: `2 hours`, `1.5 h`, `90 min`, `1h 30m`, `15 min/day`, `2 weeks`.

use super::scan::{Lower, Scanner};

/// How long something takes, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationPhrase {
    /// Whole minutes.
    Minutes(u32),
    /// Whole days, all of them counted.
    Days(u32),
}

/// Longest length that is believed: a hundred days of minutes, a hundred years of days.
const MOST: u32 = 144_000;
const ONE: u32 = 100;

/// Reads a length at the head of a text; gives it with the number of bytes it takes.
///
/// `1–2 hours` says two lengths, so it gives none.
pub fn read(text: &str) -> Option<(DurationPhrase, usize)> {
    let mut scan = Scanner::new(text);
    scan_qualifier(&mut scan);
    let mut total = scan_part(&mut scan)?;
    while let DurationPhrase::Minutes(minutes) = total
        && let Some(more) = scan.attempt(scan_more)
    {
        total = DurationPhrase::Minutes(minutes + more);
    }
    let mut ahead = scan;
    let two_lengths = ahead.range_mark().is_some() && ahead.number(4).is_some() && ahead.peek() != Some(':');
    if two_lengths {
        return None;
    }
    scan.attempt(scan_each);
    Some((total, scan.at()))
}

/// `/day`, ` per week`, ` each` after a length.
fn scan_each(scan: &mut Scanner<'_>) -> Option<()> {
    if scan.eat(&['/']).is_none() {
        scan.spaces();
        if scan.keyword(&["each"]).is_some() {
            return Some(());
        }
        scan.keyword(&["per"])?;
        scan.spaces();
    }
    scan.keyword(&["day", "week", "sprint", "month", "session", "person", "meeting", "d", "wk"]).map(|_| ())
}

fn scan_qualifier(scan: &mut Scanner<'_>) {
    scan.spaces();
    scan.eat(&['~', '≈', '<', '≤']);
    if scan.keyword(&["about", "approx", "approximately", "ca", "max", "maximum", "up"]).is_some() {
        scan.eat(&['.']);
        scan.spaces();
        scan.keyword(&["to"]);
    }
    scan.spaces();
}

/// One amount with its unit.
fn scan_part(scan: &mut Scanner<'_>) -> Option<DurationPhrase> {
    scan.attempt(|scan| {
        let hundredths = scan_amount(scan)?;
        scan.spaces();
        scan.eat(&['-']);
        let unit = scan.word().filter(|_| scan.word_ends() || scan.rest().starts_with(|c: char| c.is_ascii_digit()))?;
        let minutes = |each: u32| {
            let whole = (u64::from(hundredths) * u64::from(each) + 50) / u64::from(ONE);
            u32::try_from(whole).ok().filter(|minutes| (1..=MOST).contains(minutes)).map(DurationPhrase::Minutes)
        };
        // Half a day is no number of minutes that a reader could know.
        let days = |each: u32| {
            let whole = hundredths.is_multiple_of(ONE).then_some(hundredths / ONE)?;
            Some(whole * each).filter(|days| (1..=MOST / 4).contains(days)).map(DurationPhrase::Days)
        };
        let lower = Lower::of(unit);
        // `3D` and `4H` are no lengths.
        match if unit.len() > 1 { lower.as_str() } else { unit } {
            "m" | "min" | "mins" | "minute" | "minutes" => minutes(1),
            "h" | "hr" | "hrs" | "hour" | "hours" => minutes(60),
            "d" | "day" | "days" => days(1),
            "w" | "wk" | "wks" | "week" | "weeks" => days(7),
            _ => None,
        }
    })
}

/// ` 30 min`, ` and 30 minutes`, `30` after hours.
fn scan_more(scan: &mut Scanner<'_>) -> Option<u32> {
    scan.spaces();
    let comma = scan.eat(&[',', '+']).is_some();
    scan.spaces();
    let and = scan.keyword(&["and"]).is_some() && scan.spaces();
    match scan_part(scan) {
        Some(DurationPhrase::Minutes(minutes)) => (minutes < 60).then_some(minutes),
        Some(DurationPhrase::Days(_)) => None,
        // `1h 30`, but not `1 hour, 30 people`.
        None if comma || and => None,
        None => {
            let minutes =
                scan.digits(2).filter(|minutes| *minutes < 60 && scan.word_ends() && scan.peek() != Some(':'))?;
            let mut ahead = *scan;
            ahead.spaces();
            ahead.word().is_none().then_some(minutes)
        }
    }
}

/// An amount in hundredths: `2`, `1.5`, `1,5`, `1½`, `½`, `an`, `half an`, `three`.
fn scan_amount(scan: &mut Scanner<'_>) -> Option<u32> {
    if scan.keyword(&["half"]).is_some() {
        scan.spaces();
        scan.keyword(&["a", "an"])?;
        return Some(ONE / 2);
    }
    if scan.keyword(&["a", "an"]).is_some() {
        return Some(ONE);
    }
    if scan.peek().is_some_and(char::is_alphabetic) {
        return Some(scan.count()? * ONE);
    }
    let whole = scan.number(4);
    if let Some(fraction) = scan.eat(&['½', '¼', '¾']) {
        let part = match fraction {
            '½' => 50,
            '¼' => 25,
            _ => 75,
        };
        return Some(whole.unwrap_or(0) * ONE + part);
    }
    let whole = whole?;
    let part = scan.attempt(|scan| {
        scan.eat(&['.', ','])?;
        scan.attempt(|scan| scan.digits(2)).or_else(|| scan.digits(1).map(|tenths| tenths * 10))
    });
    Some(whole * ONE + part.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::DurationPhrase::{Days, Minutes};
    use super::*;

    #[test]
    fn lengths_are_read_as_written() {
        let cases = [
            ("2 hours", Some(Minutes(120))),
            ("1 hour", Some(Minutes(60))),
            ("1.5 hours", Some(Minutes(90))),
            ("90 min", Some(Minutes(90))),
            ("90-minute slot", Some(Minutes(90))),
            ("1h 30m", Some(Minutes(90))),
            ("1h30", Some(Minutes(90))),
            ("1 hour and 15 minutes", Some(Minutes(75))),
            ("1½ hours", Some(Minutes(90))),
            ("half an hour", Some(Minutes(30))),
            ("an hour", Some(Minutes(60))),
            ("~45min", Some(Minutes(45))),
            ("up to 2 hours", Some(Minutes(120))),
            ("15 min/day", Some(Minutes(15))),
            ("2 hours (09:00-11:00)", Some(Minutes(120))),
            ("1 hour, 09:00", Some(Minutes(60))),
            ("1 hour, 30", Some(Minutes(60))),
            ("1 hour 30 people", Some(Minutes(60))),
            ("2 weeks (Weeks 39-40)", Some(Days(14))),
            ("1 day", Some(Days(1))),
            ("two-week sprint", Some(Days(14))),
            ("six weeks", Some(Days(42))),
            ("15-minute", Some(Minutes(15))),
            ("90m", Some(Minutes(90))),
        ];
        for (text, want) in cases {
            assert_eq!(read(text).map(|(length, _)| length), want, "{text}");
        }
    }

    #[test]
    fn what_says_no_length_or_two_says_none() {
        for text in [
            "1-2 hours",
            "30–45 min",
            "1 hour – 2 hours",
            "half a day",
            "2",
            "hours",
            "09:00",
            "2 hamsters",
            "3D",
            "4H club",
            "5 working days",
            "TBD",
            "____",
            "0 min",
            "9999 weeks",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn minutes_read_back(minutes in 1u32..1440) {
            let (hours, rest) = (minutes / 60, minutes % 60);
            prop_assert_eq!(read(&format!("{minutes} minutes")).map(|(length, _)| length), Some(Minutes(minutes)));
            if hours > 0 && rest > 0 {
                prop_assert_eq!(read(&format!("{hours} h {rest} min")).map(|(length, _)| length), Some(Minutes(minutes)));
            }
        }

        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "([0-9]|\\.|½|h|min|hour| |–|and|half|an?|~|,|é|9999){0,14}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
