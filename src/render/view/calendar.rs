//! The calendar page: months as tables, and the same as an agenda.

use serde::Serialize;

/// Everything the calendar page shows.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarView {
    /// Sprints with dates, in order.
    pub timeboxes: Vec<TimeboxView>,
    /// Months that have an event, in order.
    pub months: Vec<MonthView>,
    /// Days that have an event, in order.
    pub agenda: Vec<AgendaDayView>,
    /// Events whose day is relative to a sprint without a start.
    pub undated: Vec<EventView>,
    /// Relative address of the feed.
    pub feed: Option<String>,
    /// Weekday names in the order of the table's columns.
    pub weekdays: Vec<WeekdayView>,
}

/// A weekday's names.
#[derive(Clone, Debug, Serialize)]
pub struct WeekdayView {
    /// `Mon`
    pub short: &'static str,
    /// `Monday`
    pub long: &'static str,
}

/// A sprint with its dates.
#[derive(Clone, Debug, Serialize)]
pub struct TimeboxView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// Both for people: `5–18 January 2026`.
    pub text: String,
}

/// One month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    /// `January 2026`
    pub title: String,
    /// `2026-01`
    pub iso: String,
    /// Weeks of seven days.
    pub weeks: Vec<Vec<DayView>>,
}

/// One day of a month's table.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// `2026-01-05`
    pub iso: String,
    /// 5
    pub day: u32,
    /// Belongs to the month before or after.
    pub outside: bool,
    /// Saturday or Sunday, or a holiday.
    pub free: bool,
    /// In a sprint.
    pub in_timebox: bool,
    /// At most three.
    pub events: Vec<EventView>,
    /// How many more there are.
    pub more: usize,
}

/// One day of the agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaDayView {
    /// `2026-01-05`
    pub iso: String,
    /// `Monday 5 January 2026`
    pub text: String,
    /// What happens, in order.
    pub events: Vec<EventView>,
}

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// Its name.
    pub title: String,
    /// Where it is described.
    pub href: String,
    /// As written: `Day 3`.
    pub when: String,
    /// `09:00`, where known.
    pub time: Option<String>,
    /// `1 h 30 min`, where known.
    pub duration: Option<String>,
    /// Who comes.
    pub people: Vec<String>,
    /// The sprint it belongs to.
    pub timebox: Option<String>,
    /// The page that describes it.
    pub source_title: String,
    /// Whether it may not be missed.
    pub critical: bool,
}
