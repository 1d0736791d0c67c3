//! Days wherever the text names them, with their dates: `Day 8`, `Days 2-3`, `Week 2`; in boxes `12 January`, too.

use chrono::{Datelike, NaiveDate};

use crate::base::span::Span;
use crate::understand::moment::{self, Moment};
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::reading::{Entry, Kind, Reading, Says};

/// A day, or days, as the text names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// Where: the phrase alone, in one piece.
    pub span: Span,
    /// The first day; none where nothing says when the timebox starts.
    pub start: Option<NaiveDate>,
    /// The last day, inclusive, where it is not the first.
    pub end: Option<NaiveDate>,
    /// What the text itself says of its date.
    pub told: ToldDate,
}

/// What the words around a day say of its date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToldDate {
    /// Nothing: it is counted from the start of the timebox.
    #[default]
    Nothing,
    /// The weekday, beside it: `Day 1 (Monday)`.
    Weekday,
    /// The date, beside it: `Day 1 (5 January)`.
    Beside,
    /// It is a date.
    Itself,
}

/// Days and weeks of a timebox; not what is counted from other timeboxes.
const COUNTED: Says = Says::DAY.or(Says::WEEKS);

/// All of them, in the order of the text. Fences have none: they are shown as they stand.
pub fn read(reading: &Reading<'_>) -> Vec<NamedDay> {
    let says = reading.says();
    let dated_boxes = says.any(Says::DATE) && !reading.document.tasks.is_empty();
    if !says.any(COUNTED) && !dated_boxes {
        return Vec::new();
    }
    let mut found = Vec::new();
    for entry in reading.entries() {
        let wanted = if entry.task().is_some() { COUNTED.or(Says::DATE) } else { COUNTED };
        if !entry.says().any(wanted) || matches!(entry.kind(), Kind::Fence | Kind::FenceLine) {
            continue;
        }
        let wanted = entry.mentions().iter().enumerate().filter(|(_, one)| Says::of(&one.phrase).any(wanted));
        found.extend(wanted.filter_map(|(at, mention)| named(entry, at, mention)));
    }
    found.sort_by_key(|day| day.span);
    found.shrink_to_fit();
    found
}

fn named(entry: Entry<'_>, at: usize, mention: &Mention) -> Option<NamedDay> {
    let span = entry.phrase_span(mention);
    // Markup within it, or a row that is no line of the text: nothing can be put around it.
    if span.of(&entry.reading.source.text) != entry.phrase_text(mention) {
        return None;
    }
    let moment = moment::of(entry, mention)?;
    let told = match mention.phrase {
        Phrase::Date { .. } if moment.start.is_none() || moment.end.is_some() => return None,
        Phrase::Date { .. } => ToldDate::Itself,
        _ => beside(entry, at, &moment),
    };
    Some(NamedDay { span, start: moment.start, end: moment.end, told })
}

/// What stands beside a day, with no word between.
fn beside(entry: Entry<'_>, at: usize, moment: &Moment) -> ToldDate {
    let mentions = entry.mentions();
    let own = &mentions[at];
    let mut told = ToldDate::Nothing;
    for other in [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| mentions.get(at)) {
        let between = if other.start < own.start { other.end..own.start } else { own.end..other.start };
        let between = entry.raw_text().get(between.start as usize..between.end as usize);
        if between.is_none_or(|between| between.len() > 8 || between.contains(char::is_alphanumeric)) {
            continue;
        }
        match &other.phrase {
            Phrase::Date { days, .. }
                if moment.start.is_some() && moment::of_dates(entry, *days).start == moment.start =>
            {
                return ToldDate::Beside;
            }
            Phrase::Weekday(weekday) if moment.start.is_some_and(|start| start.weekday() == *weekday) => {
                told = ToldDate::Weekday;
            }
            _ => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::understand::testing;

    /// Each day as written, its first and last day and what is told of its date.
    fn days(text: &str) -> Vec<String> {
        let (document, source) = testing::read("a.md", text);
        let config = Config::default();
        let reading = Reading::new(&document, &source, &config, false);
        let shown = read(&reading).into_iter().map(|day| {
            let date = |date: Option<NaiveDate>| date.map_or("?".to_owned(), |date| date.format("%m-%d").to_string());
            format!("{} {} {} {:?}", day.span.of(text), date(day.start), date(day.end), day.told)
        });
        shown.collect()
    }

    const SPRINT: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\n---\n# Sprint 4\n\n";

    #[test]
    fn days_and_weeks_have_their_dates_wherever_they_stand() {
        let text = format!(
            "{SPRINT}## Day 3: Review\n\nBy *Day 5* or on Days 2-3. All of Week 2 is busy.\n\n| What | When |\n|---|---|\n| Demo | Day 8 |\n\n- **Day 9:** on\n"
        );
        assert_eq!(
            days(&text),
            [
                "Day 3 01-07 ? Nothing",
                "Day 5 01-09 ? Nothing",
                "Days 2-3 01-06 01-07 Nothing",
                "Week 2 01-12 01-18 Nothing",
                "Day 8 01-12 ? Nothing",
                "Day 9 01-13 ? Nothing"
            ]
        );
    }

    #[test]
    fn what_the_text_tells_of_the_date_is_known() {
        let text =
            format!("{SPRINT}Day 1 (Monday), Day 2 (Monday), Day 3 (7 January 2026) and Day 4 (9 January 2026).\n");
        let told: Vec<String> = days(&text).iter().map(|day| day.rsplit(' ').next().unwrap().to_owned()).collect();
        assert_eq!(told, ["Weekday", "Nothing", "Beside", "Nothing"]);
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(days("# Sprint 4\n\nOn Day 3.\n"), ["Day 3 ? ? Nothing"]);
        assert!(days(&format!("{SPRINT}See Sprint 3 Day 2.\n\n```\nDay 3\n```\n")).is_empty());
        assert!(days(&format!("{SPRINT}On 12 January 2026 and 14 days later.\n")).is_empty());
        let boxes = format!("{SPRINT}- [ ] Write (due 12 January 2026)\n- [ ] Read by 30 February 2026\n");
        assert_eq!(days(&boxes), ["12 January 2026 01-12 ? Itself"]);
    }
}
