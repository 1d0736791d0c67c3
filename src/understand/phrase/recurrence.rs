//! How often something happens: `daily`, `Mondays`, `Mon/Thu`, `every Friday`, `biweekly`, `weekly (Mon-Sun)`.

use std::fmt;

use chrono::Weekday;

use super::scan::{Lower, Scanner};
use super::weekdays::{
    begins_clock, begins_date, days_between, scan_list_mark, scan_weekday, scan_weekday_list, scan_weekday_range,
};

/// Something that happens again and again. Its `Display` is an RFC 5545 recurrence rule without its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// The step.
    pub frequency: Frequency,
    /// Every so many steps: 2 for `biweekly`.
    pub interval: u32,
    /// On these weekdays, in the order of the week; with the place in the month (1, -1) for `first Monday`.
    pub days: Vec<(Option<i8>, Weekday)>,
}

/// The step of a recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months.
    Monthly,
    /// Years.
    Yearly,
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        for (at, (place, day)) in self.days.iter().enumerate() {
            f.write_str(if at == 0 { ";BYDAY=" } else { "," })?;
            place.map_or(Ok(()), |place| write!(f, "{place}"))?;
            f.write_str(&day.to_string()[..2].to_uppercase())?;
        }
        Ok(())
    }
}

/// Reads a recurrence at the head of a text; gives it with the number of bytes it takes.
///
/// `weekly (Mon-Sun)` is weekly: the parenthesis says how long each turn is. `daily (Mon-Fri)` leaves days out.
pub fn read(text: &str) -> Option<(Recurrence, usize)> {
    let mut scan = Scanner::new(text);
    let recurrence = scan_recurrence(&mut scan)?;
    Some((recurrence, scan.at()))
}

/// Days of the week, the first of the month's or any.
type Days = Vec<(Option<i8>, Weekday)>;

const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

pub(super) fn scan_recurrence(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    let forms = [scan_adverb, scan_every, scan_once, scan_place_in_month, scan_weekdays];
    forms.into_iter().find_map(|form| scan.attempt(form))
}

impl Recurrence {
    /// The same, on these weekdays alone: `weekly` whose heading says `(Wed)`, `daily` beside `Mon–Fri`.
    pub fn narrowed(self, days: &[Weekday]) -> Self {
        if days.is_empty() || !self.days.is_empty() || !matches!(self.frequency, Frequency::Daily | Frequency::Weekly) {
            return self;
        }
        Self::on(days.to_vec(), if self.frequency == Frequency::Weekly { self.interval } else { 1 })
    }

    fn every(interval: u32, frequency: Frequency) -> Self {
        Self { frequency, interval, days: Vec::new() }
    }

    fn on(mut days: Vec<Weekday>, interval: u32) -> Self {
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        let days = days.into_iter().map(|day| (None, day)).collect();
        Self { frequency: Frequency::Weekly, interval, days }
    }

    fn workdays() -> Self {
        Self::on(WORKDAYS.to_vec(), 1)
    }
}

/// `daily`, `biweekly`, `weekly on Fridays`, `Weekly Wednesday`, `monthly (first Tuesday)`
fn scan_adverb(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    let two = scan.attempt(|scan| {
        scan.keyword(&["bi"])?;
        scan.eat(&['-', '‑', ' '])
    });
    let word = Lower::of(scan.word()?);
    let (frequency, interval) = match word.as_str() {
        "weekly" if two.is_some() => (Frequency::Weekly, 2),
        _ if two.is_some() => return None,
        "daily" | "nightly" => (Frequency::Daily, 1),
        "weekly" => (Frequency::Weekly, 1),
        "biweekly" | "fortnightly" => (Frequency::Weekly, 2),
        "monthly" => (Frequency::Monthly, 1),
        "quarterly" => (Frequency::Monthly, 3),
        "yearly" | "annually" => (Frequency::Yearly, 1),
        "weekdays" | "workdays" => return scan.word_ends().then(Recurrence::workdays),
        _ => return None,
    };
    if !scan.word_ends() {
        return None;
    }
    let plain = Recurrence::every(interval, frequency);
    Some(scan.attempt(|scan| scan_days_of(scan, &plain)).unwrap_or(plain))
}

/// The days behind an adverb: ` on Fridays`, ` (Wed)`, `, Mondays`, ` Wednesday`, ` (Mon-Fri)`, `: first Monday`.
fn scan_days_of(scan: &mut Scanner<'_>, plain: &Recurrence) -> Option<Recurrence> {
    let spaced = scan.spaces();
    let mark = scan.eat(&['(', ',', ':', '–', '—', '·']);
    if !spaced && mark.is_none() {
        return None;
    }
    scan.spaces();
    let preposition = scan.keyword(&["on", "each", "every"]).is_some() && scan.spaces();
    let found = match plain.frequency {
        Frequency::Daily => scan.attempt(scan_working_days).or_else(|| {
            let (first, last) = scan_weekday_range(scan)?;
            Some(Recurrence::on(days_between(first, last), 1))
        })?,
        Frequency::Weekly => scan_days_of_week(scan, plain.interval, mark, preposition)?,
        Frequency::Monthly if plain.interval == 1 => {
            if scan.keyword(&["the"]).is_some() {
                scan.spaces();
            }
            let days = scan_places(scan)?;
            let _month = scan.attempt(scan_of_month);
            Recurrence { days, ..plain.clone() }
        }
        _ => return None,
    };
    if mark == Some('(') {
        scan.spaces();
        scan.eat(&[')'])?;
    }
    // `Weekly, Monday 5 January` names a date.
    (scan.word_ends() && !begins_date(scan)).then_some(found)
}

fn scan_days_of_week(scan: &mut Scanner<'_>, interval: u32, mark: Option<char>, on: bool) -> Option<Recurrence> {
    let extent = scan.attempt(scan_weekday_range);
    if let Some((first, last)) = extent {
        // The extent of each turn, unless it is said to be the days.
        let all = if on { days_between(first, last) } else { Vec::new() };
        return Some(Recurrence::on(all, interval));
    }
    let (days, plural) = scan_weekday_list(scan, on || mark == Some('('))?;
    // `weekly – Monday we begin`: after a mark other than a parenthesis, one day alone may begin a sentence.
    let certain = on || plural || mark.is_none_or(|mark| mark == '(' || mark == ',') || ends_phrase(scan);
    certain.then(|| Recurrence::on(days, interval))
}

/// `every day`, `each Tuesday`, `every other Friday`, `every two weeks on Monday`, `every first Monday of the month`
fn scan_every(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    scan.keyword(&["every", "each", "alternate", "alternating"]).and_then(|word| {
        scan.spaces();
        if scan.keyword(&["single"]).is_some() {
            scan.spaces();
        }
        if let Some(places) = scan.attempt(scan_every_place) {
            return Some(places);
        }
        let ordinal = scan
            .rest()
            .get(..3)
            .is_some_and(|head| ["3rd", "thi", "4th"].iter().any(|third| third.eq_ignore_ascii_case(head)));
        let interval = if word.len() > 5 { 2 } else { scan_interval(scan)? };
        let unit = scan.attempt(|scan| scan_unit(scan, interval));
        let Some((frequency, interval)) = unit else {
            // `every 3rd Friday` is mostly that of the month, and sometimes not.
            if ordinal {
                return None;
            }
            let working = scan.attempt(scan_working_days);
            return working.filter(|_| interval == 1).or_else(|| {
                let range = scan.attempt(scan_weekday_range).map(|(first, last)| days_between(first, last));
                let days = range.or_else(|| Some(scan_weekday_list(scan, true)?.0))?;
                (!begins_date(scan)).then(|| Recurrence::on(days, interval))
            });
        };
        let plain = Recurrence::every(interval, frequency);
        Some(scan.attempt(|scan| scan_days_of(scan, &plain)).unwrap_or(plain))
    })
}

/// `other `, `second `, `2 `, `two `, or nothing: 1.
fn scan_interval(scan: &mut Scanner<'_>) -> Option<u32> {
    let interval = scan
        .keyword(&["other", "second", "alternate"])
        .map(|_| 2)
        .or_else(|| scan.keyword(&["third"]).map(|_| 3))
        .or_else(|| {
            scan.attempt(|scan| {
                let count = scan.number(2)?;
                scan.keyword(&["nd", "rd", "th"]).map(|_| count)
            })
        })
        .or_else(|| scan.count());
    let Some(interval) = interval else { return Some(1) };
    scan.spaces();
    scan.eat(&['-']);
    (1..=52).contains(&interval).then_some(interval)
}

/// The step that a unit of time says; an hour is none.
fn scan_unit(scan: &mut Scanner<'_>, interval: u32) -> Option<(Frequency, u32)> {
    let unit = Lower::of(scan.word().filter(|_| scan.word_ends())?);
    let step = match unit.as_str() {
        "day" | "days" => (Frequency::Daily, interval),
        "morning" | "afternoon" | "evening" | "night" if interval == 1 => (Frequency::Daily, 1),
        "week" | "weeks" => (Frequency::Weekly, interval),
        "fortnight" => (Frequency::Weekly, 2 * interval),
        "month" | "months" => (Frequency::Monthly, interval),
        "quarter" | "quarters" => (Frequency::Monthly, 3 * interval),
        "year" | "years" => (Frequency::Yearly, interval),
        _ => return None,
    };
    Some(step)
}

/// `weekday`, `working days`, `business day`
fn scan_working_days(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    if scan.keyword(&["weekday", "weekdays", "workday", "workdays"]).is_none() {
        scan.keyword(&["working", "business", "work"])?;
        scan.spaces();
        scan.keyword(&["day", "days"])?;
    }
    Some(Recurrence::workdays())
}

/// `once a week`, `once per month on the first Monday`
fn scan_once(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    scan.keyword(&["once"])?;
    scan.spaces();
    scan.keyword(&["a", "per", "every", "each"])?;
    scan.spaces();
    let interval = scan_interval(scan)?;
    let (frequency, interval) = scan_unit(scan, interval)?;
    let plain = Recurrence::every(interval, frequency);
    Some(scan.attempt(|scan| scan_days_of(scan, &plain)).unwrap_or(plain))
}

/// `first Monday of the month`, `1st and 3rd Tuesday of each month`, `last Friday monthly`
fn scan_place_in_month(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    let days = scan_places(scan)?;
    // `last Friday` alone is a day that is over.
    scan_of_month(scan)?;
    Some(Recurrence { frequency: Frequency::Monthly, interval: 1, days })
}

/// `first Monday of the month` after `every`; `every second Tuesday` alone is every other one.
fn scan_every_place(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    let days = scan_places(scan)?;
    let certain = days.iter().all(|(place, _)| matches!(place, Some(1 | -1)));
    let said = scan.attempt(scan_of_month).is_some();
    (said || certain).then_some(Recurrence { frequency: Frequency::Monthly, interval: 1, days })
}

fn scan_places(scan: &mut Scanner<'_>) -> Option<Days> {
    let mut places = vec![scan_place(scan)?];
    while let Some(place) = scan.attempt(|scan| {
        scan_list_mark(scan)?;
        scan_place(scan)
    }) {
        places.push(place);
    }
    scan.spaces();
    let (day, _) = scan_weekday(scan)?;
    let mut days: Days = places.into_iter().map(|place| (Some(place), day)).collect();
    days.dedup();
    (!begins_date(scan)).then_some(days)
}

fn scan_place(scan: &mut Scanner<'_>) -> Option<i8> {
    const PLACES: [&str; 4] = ["first", "second", "third", "fourth"];
    if let Some(word) = scan.keyword(&PLACES) {
        return PLACES.iter().position(|known| word.eq_ignore_ascii_case(known)).map(|at| at as i8 + 1);
    }
    if scan.keyword(&["last"]).is_some() {
        return Some(-1);
    }
    let place = scan.number(1).filter(|place| (1..=4).contains(place))?;
    scan.keyword(&["st", "nd", "rd", "th"])?;
    Some(place as i8)
}

/// ` of the month`, ` of each month`, ` every month`, ` monthly`
fn scan_of_month(scan: &mut Scanner<'_>) -> Option<()> {
    scan.spaces();
    if scan.keyword(&["monthly"]).is_some() {
        return Some(());
    }
    let of = scan.keyword(&["of", "in"]).is_some() && scan.spaces();
    let article = scan.keyword(if of { &["the", "each", "every", "a"] } else { &["each", "every"] });
    article?;
    scan.spaces();
    scan.keyword(&["month"]).map(|_| ())
}

/// `Mondays`, `Mon/Thu`, `Mon & Thu`, `Tuesdays and Thursdays`, `Mon-Fri`, `Monday to Friday 09:00`
fn scan_weekdays(scan: &mut Scanner<'_>) -> Option<Recurrence> {
    if let Some(range) = scan.attempt(|scan| {
        let before = scan.rest();
        let (first, last) = scan_weekday_range(scan)?;
        // `Monday – Friday` may be the days of one week; short names and a time of day speak of every week.
        let short = before.len() - scan.rest().len() <= "Mon - Fri".len() + 2;
        // All days of a week are the extent of a turn.
        let days = days_between(first, last);
        let certain = short && days.len() < 7 && !begins_date(scan) || begins_clock(scan);
        certain.then_some(days)
    }) {
        return Some(Recurrence::on(range, 1));
    }
    let (days, plural) = scan_weekday_list(scan, false)?;
    let several = days.len() > 1;
    ((plural || several) && !begins_date(scan)).then(|| Recurrence::on(days, 1))
}

/// Whether nothing but a mark follows.
fn ends_phrase(scan: &Scanner<'_>) -> bool {
    scan.peek().is_none_or(|next| matches!(next, ',' | ';' | '.' | ')' | '|')) || begins_clock(scan)
}

#[cfg(test)]
#[path = "recurrence_tests.rs"]
mod tests;
