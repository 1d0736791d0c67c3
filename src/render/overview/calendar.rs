//! `calendar/`: events and sprints -> months as tables, and the same as an agenda.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::{Overview, Page, Shown, whole};
use crate::config::Holiday;
use crate::link::address::Generated;
use crate::render::feeds::{self, Feed};
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::TocView;
use crate::render::view::calendar::{
    AgendaDayView, CalendarView, DayView, EventView, MonthView, TimeboxView, WeekdayView,
};
use crate::render::wording::{duration, span, zone_name};
use crate::understand::fact::{Fact, Timebox, When};
use crate::understand::phrase::date;

/// The calendar.
pub const OVERVIEW: Overview =
    Overview { of: Generated::Calendar, pages: |site| vec![whole(site, Generated::Calendar)], show, files: &[] };

/// Most events that a day of a month's table lists.
const IN_CELL: usize = 3;
/// Most days that one event takes in the tables; a longer one stands on its first day alone.
const LONGEST: i64 = 62;

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut entries: Vec<_> = site.index.of("timebox").iter().chain(site.index.of("event")).collect();
    entries.sort_by_key(|entry| (site.reading_place(entry.document), entry.at));
    let facts: Vec<&Fact> = entries.iter().map(|entry| entry.fact).collect();
    let config = &site.handbook.inputs.config;
    let view = Calendar {
        facts: &facts,
        week_start: config.week_start,
        holidays: &config.holidays,
        timezone: config.timezone,
        feed: feeds::subscribe(site, Feed::All, &page.address).map(|subscribe| subscribe.download),
        href: &|fact| site.href_of_fact(&page.address, fact),
        source_title: &|fact| {
            site.document_of(fact).map(|at| site.handbook.documents[at].title().to_owned()).unwrap_or_default()
        },
    }
    .view();
    Shown { template: "calendar-content.html", toc: contents(&view), variables: Variables::of("calendar", &view) }
}

/// The calendar's own contents.
fn contents(view: &CalendarView) -> Vec<TocView> {
    let entry =
        |title: &str, id: &str| TocView { title: title.to_owned(), href: format!("#{id}"), children: Vec::new() };
    let mut toc = Vec::new();
    if !view.timeboxes.is_empty() {
        toc.push(entry("Sprints", "sprints"));
    }
    if !view.months.is_empty() {
        toc.push(entry("Months", "months"));
        toc.push(entry("Agenda", "agenda"));
    }
    if !view.undated.is_empty() {
        toc.push(entry("Without a date", "undated"));
    }
    toc
}

/// What a calendar page is made of.
pub struct Calendar<'a> {
    /// Facts in reading order; events that calendars show and timeboxes are taken, all others left.
    pub facts: &'a [&'a Fact],
    /// The weekday of the tables' first column.
    pub week_start: Weekday,
    /// Days on which nobody works.
    pub holidays: &'a [Holiday],
    /// Where the handbook's times of day hold.
    pub timezone: Option<Tz>,
    /// Address of the feed, relative to the page.
    pub feed: Option<String>,
    /// Address of a fact's place, relative to the page.
    pub href: &'a dyn Fn(&Fact) -> String,
    /// Title of the page that tells a fact.
    pub source_title: &'a dyn Fn(&Fact) -> String,
}

/// Whether the fact is an event that calendar pages and feeds show.
pub fn is_shown(fact: &Fact) -> bool {
    fact.event().is_some_and(|event| event.in_calendar)
}

impl<'a> Calendar<'a> {
    /// The page.
    pub fn view(&self) -> CalendarView {
        let events: Vec<&Fact> = self.facts.iter().copied().filter(|fact| is_shown(fact)).collect();
        let timeboxes = self.timeboxes();
        let starts = by_day(&events, |fact| fact.start().into_iter().collect());
        let covers = by_day(&events, days);
        CalendarView {
            months: self.months(&covers, &timeboxes),
            agenda: starts.iter().map(|(day, events)| self.agenda_day(*day, events)).collect(),
            undated: events.iter().filter(|fact| fact.start().is_none()).map(|fact| self.event(fact)).collect(),
            timeboxes: timeboxes.into_iter().map(|(fact, timebox)| self.timebox(fact, timebox)).collect(),
            feed: self.feed.clone(),
            weekdays: std::iter::successors(Some(self.week_start), |day| Some(day.succ()))
                .take(7)
                .map(weekday)
                .collect(),
        }
    }

    /// Sprints in order of their dates; one that several documents tell stands once.
    fn timeboxes(&self) -> Vec<(&'a Fact, &'a Timebox)> {
        let mut told = HashSet::new();
        let mut list: Vec<_> = self.facts.iter().filter_map(|fact| Some((*fact, fact.as_timebox()?))).collect();
        list.retain(|(_, timebox)| told.insert((timebox.name.clone(), timebox.start, timebox.end)));
        list.sort_by_key(|(_, timebox)| (timebox.start, timebox.end));
        list
    }

    fn timebox(&self, fact: &Fact, timebox: &Timebox) -> TimeboxView {
        TimeboxView {
            name: timebox.name.to_string(),
            href: (self.href)(fact),
            start: timebox.start.to_string(),
            end: timebox.end.to_string(),
            text: span(timebox.start, timebox.end),
        }
    }

    fn months(&self, covers: &ByDay<'_>, timeboxes: &[(&Fact, &Timebox)]) -> Vec<MonthView> {
        let mut months: Vec<NaiveDate> = covers.keys().filter_map(|day| day.with_day(1)).collect();
        months.dedup();
        months.into_iter().map(|first| self.month(first, covers, timeboxes)).collect()
    }

    fn month(&self, first: NaiveDate, covers: &ByDay<'_>, timeboxes: &[(&Fact, &Timebox)]) -> MonthView {
        let lead = (7 + first.weekday().num_days_from_monday() - self.week_start.num_days_from_monday()) % 7;
        let length = u32::from(first.num_days_in_month());
        let begin = first.checked_sub_days(Days::new(lead.into())).unwrap_or(first);
        let rows = (lead + length).div_ceil(7);
        let shown = begin.iter_days().take(rows as usize * 7).map(|day| {
            let outside = day.month() != first.month();
            let events = if outside { &[][..] } else { covers.get(&day).map_or(&[][..], Vec::as_slice) };
            DayView {
                iso: day.to_string(),
                day: day.day(),
                outside,
                free: matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
                    || self.holidays.iter().any(|holiday| holiday.contains(day)),
                in_timebox: timeboxes.iter().any(|(_, timebox)| timebox.start <= day && day <= timebox.end),
                events: events.iter().take(IN_CELL).map(|fact| self.event(fact)).collect(),
                more: events.len().saturating_sub(IN_CELL),
            }
        });
        let days: Vec<DayView> = shown.collect();
        MonthView {
            title: format!("{} {}", date::month_name(first.month()), first.year()),
            iso: first.format("%Y-%m").to_string(),
            weeks: days.chunks(7).map(<[DayView]>::to_vec).collect(),
        }
    }

    fn agenda_day(&self, day: NaiveDate, events: &[&Fact]) -> AgendaDayView {
        AgendaDayView {
            iso: day.to_string(),
            text: date::long_with_weekday(day),
            events: events.iter().map(|fact| self.event(fact)).collect(),
        }
    }

    /// A time of day, with its zone where that is not the handbook's.
    fn time(&self, time: NaiveTime, zone: Option<Tz>) -> String {
        let other = zone.filter(|zone| Some(*zone) != self.timezone);
        let zone = other.map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
        format!("{}{zone}", time.format("%H:%M"))
    }

    fn event(&self, fact: &Fact) -> EventView {
        let unknown = When::default();
        let when = fact.when.as_deref().unwrap_or(&unknown);
        EventView {
            title: fact.title.to_string(),
            href: (self.href)(fact),
            // Below the date of a day, the date again says nothing; `Day 3` does.
            when: if when.start.is_some() && when.day.is_none() { String::new() } else { when.text.to_string() },
            time: when.time.map(|time| self.time(time, when.zone)),
            duration: when.minutes.map(duration),
            people: fact.people.iter().map(|name| name.to_string()).collect(),
            timebox: fact.timebox.as_deref().map(str::to_owned),
            source_title: (self.source_title)(fact),
            critical: fact.event().is_some_and(|event| event.critical),
        }
    }
}

type ByDay<'a> = BTreeMap<NaiveDate, Vec<&'a Fact>>;

/// Events by their days; of one day those without a time first, then by time, then in reading order.
fn by_day<'a>(events: &[&'a Fact], days: impl Fn(&Fact) -> Vec<NaiveDate>) -> ByDay<'a> {
    let mut by_day = ByDay::new();
    for fact in events {
        for day in days(fact) {
            by_day.entry(day).or_default().push(*fact);
        }
    }
    for events in by_day.values_mut() {
        events.sort_by_key(|fact| fact.when.as_ref().and_then(|when| when.time));
    }
    by_day
}

/// The days that an event takes.
fn days(fact: &Fact) -> Vec<NaiveDate> {
    let Some(start) = fact.start() else { return Vec::new() };
    let end = fact.when.as_ref().and_then(|when| when.end).unwrap_or(start);
    let end = if (end - start).num_days() < LONGEST { end } else { start };
    start.iter_days().take_while(|day| *day <= end).collect()
}

fn weekday(day: Weekday) -> WeekdayView {
    let long = date::weekday_name(day);
    WeekdayView { short: &long[..3], long }
}

#[cfg(test)]
mod tests {
    use crate::understand::testing;

    use super::*;

    fn view(text: &str, week_start: Weekday) -> CalendarView {
        let facts = testing::facts("a.md", text);
        let facts: Vec<&Fact> = facts.iter().collect();
        let href = |fact: &Fact| format!("../{}", fact.id);
        let calendar = Calendar {
            facts: &facts,
            week_start,
            holidays: &[],
            feed: None,
            timezone: None,
            href: &href,
            source_title: &|_| "A".into(),
        };
        calendar.view()
    }

    fn cell<'a>(view: &'a CalendarView, iso: &str) -> &'a DayView {
        view.months
            .iter()
            .flat_map(|month| month.weeks.iter().flatten())
            .find(|day| day.iso == iso && !day.outside)
            .unwrap()
    }

    const SPRINT: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Guide\n\n";

    #[test]
    fn months_begin_on_the_weekday_that_is_asked_for() {
        let text = format!("{SPRINT}## Day 1: Kickoff\n\n**Duration:** 90 min\n**Attendees:** Ada, Kai\n");
        let monday = view(&text, Weekday::Mon);
        assert_eq!(
            (monday.months.len(), monday.months[0].title.as_str(), monday.months[0].iso.as_str()),
            (1, "January 2026", "2026-01")
        );
        let first: Vec<_> = monday.months[0].weeks[0].iter().map(|day| (day.day, day.outside)).collect();
        assert_eq!(first, [(29, true), (30, true), (31, true), (1, false), (2, false), (3, false), (4, false)]);
        let sunday = view(&text, Weekday::Sun);
        assert_eq!((sunday.weekdays[0].short, sunday.months[0].weeks[0][0].iso.as_str()), ("Sun", "2025-12-28"));
        assert_eq!((sunday.months[0].weeks.len(), monday.months[0].weeks.len()), (5, 5));
        let event = &cell(&monday, "2026-01-05").events[0];
        assert_eq!(
            (event.title.as_str(), event.when.as_str(), event.duration.as_deref()),
            ("Kickoff", "Day 1", Some("1 h 30 min"))
        );
        assert_eq!((event.people.len(), event.timebox.as_deref()), (2, Some("Sprint 4")));
        assert!(cell(&monday, "2026-01-18").in_timebox && !cell(&monday, "2026-01-19").in_timebox);
        assert!(cell(&monday, "2026-01-10").free && !cell(&monday, "2026-01-09").free);
        assert_eq!((monday.timeboxes.len(), monday.timeboxes[0].text.as_str()), (1, "5–18 January 2026"));
        assert_eq!(monday.agenda[0].text, "Monday 5 January 2026");
    }

    #[test]
    fn a_cell_lists_three_and_spans_take_every_day() {
        let text = format!(
            "{SPRINT}## Day 1: Audit\n\n## Day 1: Budget\n**Time:** 15:00\n\n## Day 1: Call\n**Time:** 09:00\n\n## Day 1: Demo\n\n## Day 27-29: Offsite\n"
        );
        let view = view(&text, Weekday::Mon);
        let day = cell(&view, "2026-01-05");
        let titles: Vec<_> = day.events.iter().map(|event| event.title.as_str()).collect();
        assert_eq!((titles, day.more), (vec!["Audit", "Demo", "Call"], 1));
        assert_eq!(view.months.len(), 2);
        assert!(["2026-01-31", "2026-02-01", "2026-02-02"].iter().all(|iso| cell(&view, iso).events.len() == 1));
        assert_eq!(view.agenda.iter().map(|day| day.events.len()).collect::<Vec<_>>(), [4, 1]);
    }

    #[test]
    fn relative_events_are_listed_and_hidden_ones_are_not() {
        let relative = view("## Day 3: Review\n", Weekday::Mon);
        assert_eq!((relative.undated.len(), relative.months.len(), relative.agenda.len()), (1, 0, 0));
        let hidden = view("---\ncalendar: false\nstart: 2026-01-05\n---\n## Day 3: Review\n", Weekday::Mon);
        assert_eq!((hidden.undated.len(), hidden.months.len()), (0, 0));
    }
}
