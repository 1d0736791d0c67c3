//! Times counted from something else: `1 week before`, `within 24 hours`, `two days after`, `3 days prior to`.

use super::scan::{Lower, Scanner};

/// A distance from something, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Minutes; a day has 1,440.
    pub minutes: u32,
    /// Whether working days are counted alone: `3 business days before`. Their minutes are those of as many days.
    pub working: bool,
    /// On which side.
    pub side: Side,
}

/// On which side of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `1 week before`, `one day prior to`
    Before,
    /// `2 days after`
    After,
    /// `within 24 hours`
    Within,
}

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Reads an offset at the head of a text; gives it with the number of bytes it takes, `before` and its like included.
///
/// Months have no known length, so `1 month before` is none.
pub fn read(text: &str) -> Option<(Offset, usize)> {
    let mut scan = Scanner::new(text);
    let offset = scan_offset(&mut scan)?;
    Some((offset, scan.at()))
}

pub(super) fn scan_offset(scan: &mut Scanner<'_>) -> Option<Offset> {
    let forms = [scan_within, scan_amount_and_side, scan_the_day_before, scan_signed];
    forms.into_iter().find_map(|form| scan.attempt(form))
}

/// `within 24 hours`, `within the first two days`
fn scan_within(scan: &mut Scanner<'_>) -> Option<Offset> {
    scan.keyword(&["within"])?;
    scan.spaces();
    if scan.words(&["the", "first"]).is_some() || scan.words(&["the", "next"]).is_some() {
        scan.spaces();
    }
    let (minutes, working) = scan_amount(scan)?;
    Some(Offset { minutes, working, side: Side::Within })
}

/// `1 week before`, `two days after`, `3 business days prior to`, `a week in advance`, `6 weeks out`
fn scan_amount_and_side(scan: &mut Scanner<'_>) -> Option<Offset> {
    let (minutes, working) = scan_amount(scan)?;
    scan.spaces();
    let side = scan_side(scan)?;
    Some(Offset { minutes, working, side })
}

fn scan_side(scan: &mut Scanner<'_>) -> Option<Side> {
    if scan.words(&["prior", "to"]).is_some()
        || scan.words(&["ahead", "of"]).is_some()
        || scan.words(&["in", "advance"]).is_some()
        || scan.keyword(&["before", "beforehand", "prior", "ahead", "earlier"]).is_some()
    {
        return Some(Side::Before);
    }
    if scan.keyword(&["out"]).is_some() {
        // `2 weeks out of the office` is no distance.
        let mut ahead = *scan;
        ahead.spaces();
        return ahead.keyword(&["of"]).is_none().then_some(Side::Before);
    }
    scan.keyword(&["after", "afterwards", "later", "following"]).map(|_| Side::After)
}

/// `day before`, `the week after`; but not `day after day` and `the day after tomorrow`.
fn scan_the_day_before(scan: &mut Scanner<'_>) -> Option<Offset> {
    if scan.keyword(&["the"]).is_some() {
        scan.spaces();
    }
    let days = match scan.keyword(&["day", "week", "night"])? {
        week if week.eq_ignore_ascii_case("week") => 7,
        _ => 1,
    };
    scan.spaces();
    let side = match scan.keyword(&["before", "after"])? {
        before if before.eq_ignore_ascii_case("before") => Side::Before,
        _ => Side::After,
    };
    let mut ahead = *scan;
    ahead.spaces();
    let other = ahead.keyword(&["day", "week", "tomorrow", "yesterday", "next"]).is_some();
    (!other).then_some(Offset { minutes: days * DAY, working: false, side })
}

/// `T-7 days`, `T+1 week`
fn scan_signed(scan: &mut Scanner<'_>) -> Option<Offset> {
    scan.keyword(&["t", "d"])?;
    scan.spaces();
    let side = match scan.eat(&['-', '−', '–', '+'])? {
        '+' => Side::After,
        _ => Side::Before,
    };
    scan.spaces();
    let (minutes, working) = scan_amount(scan)?;
    Some(Offset { minutes, working, side })
}

/// Minutes of an amount with its unit, and whether its days are working days.
fn scan_amount(scan: &mut Scanner<'_>) -> Option<(u32, bool)> {
    let count = match scan.keyword(&["a", "an"]) {
        Some(_) => 1,
        None => scan_count(scan)?,
    };
    // `7-day ahead forecasts` are lengths: a hyphen joins number and unit to what they describe.
    scan.spaces();
    let working = scan.keyword(&["business", "working", "work", "calendar", "full", "clear"]);
    if working.is_some() {
        scan.spaces();
    }
    let unit = Lower::of(scan.word().filter(|_| scan.word_ends())?);
    let each = match unit.as_str() {
        "minute" | "minutes" | "min" | "mins" => 1,
        "hour" | "hours" | "hr" | "hrs" | "h" => 60,
        "day" | "days" | "d" => DAY,
        "workday" | "workdays" | "weekday" | "weekdays" => return Some((count * DAY, true)),
        "week" | "weeks" | "wk" | "wks" | "w" => 7 * DAY,
        "fortnight" => 14 * DAY,
        _ => return None,
    };
    let working =
        working.is_some_and(|word| ["business", "working", "work"].iter().any(|w| w.eq_ignore_ascii_case(word)));
    (count > 0).then_some((count * each, working && each == DAY))
}

/// `two`, `24`, `24h`, `two (2)`
fn scan_count(scan: &mut Scanner<'_>) -> Option<u32> {
    let count = scan.count().or_else(|| scan.number(3))?;
    scan.attempt(|scan| {
        scan.spaces();
        scan.eat(&['('])?;
        scan.number(3).filter(|again| *again == count)?;
        scan.eat(&[')'])
    });
    Some(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let Some((offset, bytes)) = read(text) else { return String::new() };
        let working = if offset.working { " working" } else { "" };
        format!("{:?} {}{working}|{}", offset.side, offset.minutes, &text[bytes..])
    }

    #[test]
    fn offsets_are_read_as_written() {
        let cases = [
            ("1 week before", "Before 10080|"),
            ("One week before the demo", "Before 10080| the demo"),
            ("a day before", "Before 1440|"),
            ("within 24 hours of the merge", "Within 1440| of the merge"),
            ("Within 24h", "Within 1440|"),
            ("two days after", "After 2880|"),
            ("2-3 days after", ""),
            ("3 business days prior to", "Before 4320 working|"),
            ("within two (2) working days", "Within 2880 working|"),
            ("30 minutes later", "After 30|"),
            ("6 weeks out: book the hall", "Before 60480|: book the hall"),
            ("the day before the event", "Before 1440| the event"),
            ("week after", "After 10080|"),
            ("T-7 days", "Before 10080|"),
            ("T+1 week", "After 10080|"),
            ("48 hours in advance", "Before 2880|"),
        ];
        for (text, want) in cases {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_offset_is_left_alone() {
        for text in [
            "2 weeks",
            "2 weeks out of the office",
            "the day after tomorrow",
            "day after day",
            "1 month before",
            "within reach",
            "by end of",
            "0 days before",
            "before 2 days",
            "2 teams before",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }

    proptest! {
        #[test]
        fn printed_offsets_read_back(count in 1u32..999, unit in 0usize..4, working: bool, side in 0usize..3) {
            let (name, each) = [("minutes", 1), ("hours", 60), ("days", DAY), ("weeks", 7 * DAY)][unit];
            let working = working && each == DAY;
            let side = [Side::Before, Side::After, Side::Within][side];
            let amount = format!("{count} {}{name}", if working { "business " } else { "" });
            let text = match side {
                Side::Before => format!("{amount} before"),
                Side::After => format!("{amount} after"),
                Side::Within => format!("within {amount}"),
            };
            prop_assert_eq!(read(&text), Some((Offset { minutes: count * each, working, side }, text.len())));
        }

        #[test]
        fn any_text_is_survived(text in ".{0,30}", near in "([0-9]|within|a|week|days|before|after|T|-|\\+| |é|the|out|of){0,10}") {
            for text in [text, near] {
                if let Some((_, bytes)) = read(&text) {
                    prop_assert!(text.is_char_boundary(bytes));
                }
            }
        }
    }
}
