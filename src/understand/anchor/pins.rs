//! Lines that name a day and its date, or its weekday: `Day 1 (Mon 5 Jan 2026)`, `Oct 18 (Week 3 Day 1)`.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::numbering::{first_day, working};
use super::{Anchor, Anchors, NumberingWhy, StartWhy};
use crate::base::span::Span;
use crate::config::Numbering;
use crate::understand::phrase::day::{DayCount, DayPhrase};
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{CellRef, Entry, Reading, Says};

/// A day of the timebox with what a line says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pin {
    /// The day.
    pub day: DayPhrase,
    /// Its date, where that stands beside it.
    pub date: Option<NaiveDate>,
    /// Its weekday, where that stands beside it.
    pub weekday: Option<Weekday>,
    /// The week below which it stands, where it is no day of a week itself.
    pub under: Option<u32>,
    /// Where.
    pub span: Span,
    /// The entry that says so.
    pub line: u32,
    /// The section whose timebox it belongs to.
    pub section: Option<u32>,
}

/// What the lines of a document pin down.
#[derive(Debug, Default)]
pub(super) struct Pins {
    pub days: Vec<Pin>,
    /// Weeks with their first and last day, and the section.
    pub weeks: Vec<(u32, NaiveDate, NaiveDate, Option<u32>)>,
}

impl Pins {
    /// Whether nothing is pinned down.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.weeks.is_empty()
    }
}

/// All pins of a document.
pub(super) fn read(anchors: &Anchors<'_>, reading: &Reading<'_>) -> Pins {
    let mut pins = Pins::default();
    for entry in reading.entries() {
        if !entry.says().any(Says::DAY.or(Says::WEEKS)) {
            continue;
        }
        let mentions = entry.mentions();
        let section =
            entry.heading_index().and_then(|heading| anchors.by_heading.get(heading as usize).copied()).flatten();
        for (at, mention) in mentions.iter().enumerate() {
            // `Day 1 is Monday, Day 5 is Friday`: what a word joins to a day is its own.
            let joined = mentions.get(at + 1).is_some_and(|next| is_joined(entry, mention, next));
            let beside = [at.checked_sub(1).filter(|_| !joined), Some(at + 1)];
            let mut beside = beside.into_iter().flatten().filter_map(|at| mentions.get(at));
            match &mention.phrase {
                Phrase::Day(day) if !is_of_other(entry, mention, anchors) => {
                    let (mut date, mut weekday) = (None, None);
                    // `Day 5 is Friday 9 January, Day 6 is …`: the verb says which of the two it is.
                    let said = mentions.get(at + 1).filter(|next| is_verb(between(entry, mention, next)));
                    for next in beside.filter(|next| match said {
                        Some(said) => said.start == next.start,
                        None => touches(entry, mention, next),
                    }) {
                        match &next.phrase {
                            Phrase::Date { days, .. } if days.last.is_some() == day.last.is_some() => {
                                date = date.or_else(|| anchors.date(entry, days.first));
                                weekday = weekday.or(days.first.weekday);
                            }
                            Phrase::Weekday(day) => weekday = weekday.or(Some(*day)),
                            _ => {}
                        }
                    }
                    let under = if day.week.is_none() { week_above(entry, mention) } else { None };
                    if date.is_some() || weekday.is_some() || under.is_some() {
                        pins.days.push(Pin {
                            day: *day,
                            date,
                            weekday,
                            under,
                            span: entry.span(),
                            line: entry.id,
                            section,
                        });
                    }
                }
                Phrase::Weeks(first, last) => {
                    let dates = beside.find_map(|next| match &next.phrase {
                        Phrase::Date { days, .. } if days.last.is_some() && touches(entry, mention, next) => {
                            Some(anchors.span(entry, *days))
                        }
                        _ => None,
                    });
                    if let Some((Some(start), Some(end))) = dates {
                        let end = if first == last { end } else { start + Duration::days(6) };
                        pins.weeks.push((*first, start, end, section));
                    }
                }
                _ => {}
            }
        }
    }
    pins
}

/// Whether a day is one of another timebox: `Sprint 17 Day 14`, `Day 3 of Sprint 19`.
pub(in crate::understand) fn is_of_other(entry: Entry<'_>, mention: &Mention, anchors: &Anchors<'_>) -> bool {
    let text = entry.raw_text();
    let before = text.get(..mention.start as usize).unwrap_or_default().trim_end_matches([' ', ',', '-', '–', ':']);
    let after = text.get(mention.end as usize..).unwrap_or_default();
    let words: Vec<&str> = before.rsplit(' ').take(2).collect();
    let named_before = match words.as_slice() {
        [number, unit] => named(unit, number),
        _ => None,
    };
    let after = after.trim_start().strip_prefix("of ").unwrap_or_default();
    let mut words = after.split(' ');
    let named_after = words.next().zip(words.next()).and_then(|(unit, number)| named(unit, number));
    let own = anchors.at(entry).name.as_deref();
    [named_before, named_after]
        .into_iter()
        .flatten()
        .any(|name| !own.is_some_and(|own| super::sections::same(own, &name)))
}

/// `Sprint 17` of its two words.
fn named(unit: &str, number: &str) -> Option<String> {
    let unit = unit.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let number = number.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let known = ["sprint", "iteration"].iter().any(|known| unit.eq_ignore_ascii_case(known));
    let numbered = number.trim_start_matches('#').starts_with(|letter: char| letter.is_ascii_digit());
    (known && numbered).then(|| format!("{unit} {number}"))
}

/// Whether nothing but punctuation, or the end of one cell, stands between two phrases.
fn touches(entry: Entry<'_>, one: &Mention, other: &Mention) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let between = between(entry, first, second);
    if let Some((left, right)) = between.split_once('\u{1f}') {
        // In a row both must be all of their cells, and the date no deadline.
        let whole = |mention: &Mention| {
            entry.cells().any(|cell| cell.text() == entry.phrase_text(mention) && !is_deadline(cell))
        };
        return left.trim().is_empty() && right.trim().is_empty() && whole(first) && whole(second);
    }
    between.len() <= 12 && (!between.contains(char::is_alphanumeric) || is_joined(entry, first, second))
}

/// Whether a word says that two phrases are one day: `Day 1 is Monday 19 October`.
fn is_joined(entry: Entry<'_>, first: &Mention, second: &Mention) -> bool {
    let between = entry.raw_text().get(first.end as usize..second.start as usize).unwrap_or_default();
    ["is", "is on", "falls on", "on", "means", "="].contains(&between.trim_matches([' ', '*', '_', ':']))
}

/// The text between two phrases, the first of which is `first`.
fn between<'r>(entry: Entry<'r>, first: &Mention, second: &Mention) -> &'r str {
    entry.raw_text().get(first.end as usize..second.start as usize).unwrap_or("x")
}

/// `Day 1 is Monday 5 January`
fn is_verb(between: &str) -> bool {
    ["is", "is on", "falls on", "was", "is a", "="].contains(&between.trim())
}

fn is_deadline(cell: CellRef<'_>) -> bool {
    cell.role() == crate::understand::reading::role::Role::Due
}

/// The week below which a line stands that begins with a day: `**Week 2:**` above `- Day 8: …`.
fn week_above(entry: Entry<'_>, mention: &Mention) -> Option<u32> {
    let head = entry.raw_text().get(..mention.start as usize)?;
    if head.contains(char::is_alphanumeric) {
        return None;
    }
    let is_week = |above: Entry<'_>| match above.mentions().first()?.phrase {
        Phrase::Weeks(first, last) if first == last => Some(first),
        _ => None,
    };
    // A line that is a day of its own rules what stands below it.
    let above = entry.ancestors().find(|above| !above.mentions().is_empty())?;
    let before = || {
        // Paragraphs under one heading: the last that is a week rules those after it.
        let heading = above.heading().filter(|_| !entry.is_item())?;
        heading.children().take_while(|child| child.id < entry.id).filter_map(is_week).last()
    };
    is_week(above).or_else(before)
}

/// Sets numbering, start and weeks of each anchor by what is pinned down.
pub(super) fn apply<'a>(anchors: &mut Anchors<'a>, reading: &Reading<'a>, pins: &Pins) {
    let holidays = &reading.config.holidays;
    for at in 0..=anchors.sections.len() {
        let whole = (anchors.own.numbering, anchors.own.numbering_why.clone());
        let section = at.checked_sub(1).map(|at| at as u32);
        let anchor = match section {
            None => &mut anchors.own,
            Some(section) => &mut anchors.sections[section as usize],
        };
        let days: Vec<Pin> = pins.days.iter().filter(|pin| pin.section == section).copied().collect();
        let weeks: Vec<_> = pins.weeks.iter().filter(|week| week.3 == section).collect();
        if anchor.numbering_why == NumberingWhy::Default
            && let Some(lines) = working(&days, anchor.days.map(|days| days.start), holidays)
        {
            anchor.numbering = Numbering::Working;
            anchor.numbering_why = NumberingWhy::Lines(lines);
        }
        // A section counts as its document does, unless its own lines say otherwise.
        if anchor.numbering_why == NumberingWhy::Default {
            (anchor.numbering, anchor.numbering_why) = whole;
        }
        if let Some(days) = &mut anchor.days {
            days.numbering = anchor.numbering;
        }
        let numbering = anchor.numbering;
        let count = |start| DayCount { start, numbering, holidays };
        let start_of = |pin: &Pin| {
            let (first, _) = pin.day.days(numbering)?;
            first_day(count(pin.date?), first)
        };
        let plain = days.iter().filter(|pin| pin.day.week.is_none());
        let plain = majority(plain.filter_map(|pin| Some((start_of(pin)?, pin.span))));
        let in_weeks = days.iter().filter(|pin| pin.day.week.is_some());
        let in_weeks = in_weeks.filter_map(|pin| Some((start_of(pin)?, pin.span)));
        let starts = weeks.iter().map(|week| (week.1 - Duration::days(7 * (i64::from(week.0) - 1)), Span::at(0)));
        let first_week = majority(in_weeks.chain(starts));
        let undeclared = anchor.days.is_none();
        pin_down(anchor, plain, first_week.clone(), count);
        if undeclared
            && anchor.end.is_none()
            && let Some((line, end)) = last_of(&days, anchor.days.map(|days| days.start))
        {
            (anchor.end, anchor.start_line) = (Some(end), Some(line));
        }
        for week in weeks {
            let regular = first_week.as_ref().map(|first| first.0 + Duration::days(7 * (i64::from(week.0) - 1)));
            if regular != Some(week.1) && anchor.dated_weeks.iter().all(|dated| dated.0 != week.0) {
                anchor.dated_weeks.push((week.0, week.1, week.2));
            }
        }
    }
}

type Pinned = Option<(NaiveDate, Vec<Span>)>;

fn pin_down<'a>(anchor: &mut Anchor<'a>, plain: Pinned, first_week: Pinned, count: impl Fn(NaiveDate) -> DayCount<'a>) {
    let declared = anchor.days.map(|days| days.start);
    // Weeks of the document's own count need no other.
    anchor.first_week = first_week.as_ref().map(|first| first.0).filter(|first| Some(*first) != declared);
    if declared.is_some() {
        return;
    }
    if let Some((start, lines)) = plain.or(first_week) {
        let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
        anchor.days = Some(count(start));
        anchor.start_why = Some(StartWhy::Pairs(lines));
    }
}

/// `Day 1 is 19 October, …, Day 10 is 30 October`: the line that says the first day, and the last day that it says.
fn last_of(days: &[Pin], start: Option<NaiveDate>) -> Option<(u32, NaiveDate)> {
    let first = days
        .iter()
        .find(|pin| pin.day.week.is_none() && pin.day.first == 1 && pin.date.is_some() && pin.date == start)?;
    let beside = days.iter().filter(|pin| pin.line == first.line && pin.day.week.is_none());
    let last = beside.max_by_key(|pin| pin.day.first).filter(|pin| pin.day.first > 1)?;
    Some((first.line, last.date.filter(|date| Some(*date) > start)?))
}

/// The start that more lines speak for than for any other, with these lines; none where two are equal.
fn majority(starts: impl Iterator<Item = (NaiveDate, Span)>) -> Pinned {
    let mut votes: Vec<(NaiveDate, Vec<Span>)> = Vec::new();
    for (start, span) in starts.filter(|(start, _)| (1..=9999).contains(&start.year())) {
        match votes.iter_mut().find(|vote| vote.0 == start) {
            Some(vote) => vote.1.push(span),
            None => votes.push((start, vec![span])),
        }
    }
    let most = votes.iter().map(|vote| vote.1.len()).max()?;
    let mut best = votes.into_iter().filter(|vote| vote.1.len() == most);
    best.next().filter(|_| best.next().is_none())
}
