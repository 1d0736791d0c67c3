//! Weekdays beside numbers of days: which way of counting fits a document, and which weekdays do not fit that.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Rule;
use super::date_words::{a, has_word};
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Span;
use crate::config::Numbering;
use crate::link::Handbook;
use crate::understand::claim::dates::{Dates, NumberedWeekday};
use crate::understand::phrase::date;
use crate::understand::phrase::day::DayCount;

/// One way of counting: a Day 1, and which days count.
type Counting<'h> = DayCount<'h>;

/// Findings about the weekdays beside day numbers of one document.
pub(super) fn check(rule: &Rule, handbook: &Handbook<'_>, at: usize, dates: &Dates) -> Vec<Diagnostic> {
    if dates.numbered.is_empty() {
        return Vec::new();
    }
    // Each timebox has its own days.
    let mut pairs: Vec<&NumberedWeekday> = dates.numbered.iter().collect();
    pairs.sort_by_key(|pair| (pair.timebox.as_deref(), pair.start));
    let mut found = Vec::new();
    for pairs in pairs.chunk_by(|a, b| (&a.timebox, a.start) == (&b.timebox, b.start)) {
        found.extend(of_timebox(rule, handbook, at, pairs));
    }
    found
}

fn of_timebox(rule: &Rule, handbook: &Handbook<'_>, at: usize, pairs: &[&NumberedWeekday]) -> Vec<Diagnostic> {
    let start = pairs[0].start;
    if start.is_none() && pairs.len() < 2 {
        return Vec::new();
    }
    let best = best(handbook, start, pairs);
    let (wrong, right): (Vec<&NumberedWeekday>, Vec<&NumberedWeekday>) =
        pairs.iter().partition(|pair| best.iter().all(|counting| !fits(counting, pair)));
    if !is_certain(handbook, at, start.is_some(), &wrong, &right) {
        return Vec::new();
    }
    // A document that is off by one throughout has one fault.
    let told = if right.is_empty() { 1 } else { wrong.len() };
    wrong[..told.min(wrong.len())].iter().filter_map(|pair| tell(rule, handbook, at, &best, pair, &right)).collect()
}

/// The ways of counting that fit most weekdays.
fn best<'h>(handbook: &'h Handbook<'_>, start: Option<NaiveDate>, pairs: &[&NumberedWeekday]) -> Vec<Counting<'h>> {
    let holidays = &handbook.inputs.config.holidays;
    let mut best: Vec<Counting<'h>> = Vec::new();
    let mut most = 0;
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1);
    let starts: Vec<NaiveDate> = match start {
        Some(start) => vec![start],
        None => monday.into_iter().flat_map(|monday| monday.iter_days().take(7)).collect(),
    };
    for first in starts {
        for numbering in [Numbering::Calendar, Numbering::Working] {
            let weekend = matches!(first.weekday(), Weekday::Sat | Weekday::Sun);
            if numbering == Numbering::Working && weekend {
                continue;
            }
            let holidays = if start.is_some() { &holidays[..] } else { &[] };
            let counting = DayCount { start: first, numbering, holidays };
            let count = pairs.iter().filter(|pair| fits(&counting, pair)).count();
            if count > most {
                most = count;
                best.clear();
            }
            if count == most {
                best.push(counting);
            }
        }
    }
    best
}

fn weekday(counting: &Counting<'_>, pair: &NumberedWeekday) -> Option<Weekday> {
    let (day, _) = pair.day.days(counting.numbering)?;
    counting.date(day).map(|date| date.weekday())
}

fn fits(counting: &Counting<'_>, pair: &NumberedWeekday) -> bool {
    // Before Day 1 some count a Day 0, and some none.
    pair.day.first < 0 || weekday(counting, pair).is_none_or(|weekday| weekday == pair.weekday)
}

/// Whether the weekdays that fit are many enough to say that the others do not.
fn is_certain(
    handbook: &Handbook<'_>,
    at: usize,
    anchored: bool,
    wrong: &[&NumberedWeekday],
    right: &[&NumberedWeekday],
) -> bool {
    let [first, ..] = wrong else { return false };
    if wrong.len() * 2 > right.len() {
        // A start that is known needs no others; two lines of a sprint's plan are enough if one is Day 1.
        let start = anchored && (right.is_empty() || wrong.len() <= right.len());
        let two = wrong.len() + right.len() == 2 && has_word(handbook.documents[at].title(), &["sprint", "iteration"]);
        return start || two && right.iter().any(|pair| pair.day.first == 1) && first.day.first >= 5;
    }
    // A shift from one day on is a holiday that nothing names.
    let last_right = right.iter().map(|pair| pair.span.start).max();
    let all_after = wrong.iter().all(|pair| Some(pair.span.start) > last_right);
    !(wrong.len() > 1 && all_after)
}

fn tell(
    rule: &Rule,
    handbook: &Handbook<'_>,
    at: usize,
    best: &[Counting<'_>],
    pair: &NumberedWeekday,
    right: &[&NumberedWeekday],
) -> Option<Diagnostic> {
    let source = handbook.documents[at].source;
    let mut days: Vec<(Weekday, Numbering)> =
        best.iter().filter_map(|counting| Some((weekday(counting, pair)?, counting.numbering))).collect();
    days.dedup_by_key(|day| day.0);
    let is = match days[..] {
        [(day, _)] => a(day),
        [(day, _), (other, Numbering::Working), ..] => {
            format!("{}, or {} if working days are counted", a(day), a(other))
        }
        _ => return None,
    };
    let known = right.iter().find(|pair| pair.day.first == 1 && pair.day.week.is_none()).or(right.first());
    let start = handbook.documents[at].front_matter.start.as_ref();
    let line = |span: Span| format!("(line {})", handbook.source(at).line(span.start));
    let because = match (known, start) {
        (Some(known), _) => format!("{} is {} {}", known.day, a(known.weekday), line(known.span)),
        (None, start) => {
            let own = start
                .filter(|start| start.source == source)
                .map_or(String::new(), |start| format!(" {}", line(start.span)));
            format!("the timebox starts on {}{own}", date::long_with_weekday(best.first()?.start))
        }
    };
    let says = date::weekday_name(pair.weekday);
    let message = format!("{} is {is}, because {because}; this line says {says}.", pair.day);
    let help = format!("Write the weekday that {} has, or the number of the day that is meant.", pair.day);
    let diagnostic = Diagnostic::new(rule.code, rule.level, source, pair.span, message).help(help);
    Some(match (known, start) {
        (Some(known), _) => {
            diagnostic.related(source, known.span, format!("{} is {} here.", known.day, a(known.weekday)))
        }
        (None, Some(start)) => diagnostic.related(start.source, start.span, "The timebox starts here."),
        (None, None) => diagnostic,
    })
}
