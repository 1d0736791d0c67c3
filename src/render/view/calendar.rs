//! Calendars: months as tables, and the same as an agenda.

use serde::Serialize;

use super::SubscribeView;

/// The calendar page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalendarPageView {
    /// What it shows; empty where that is on the pages of [`Self::sections`].
    pub shown: CalendarView,
    /// Sprints with days, in order.
    pub timeboxes: Vec<TimeboxView>,
    /// Pages with the entries of a part of the handbook, where they are too many for one page.
    pub sections: Vec<SectionView>,
    /// Number of entries on those pages.
    pub total: usize,
    /// How to subscribe to it.
    pub subscribe: Vec<SubscribeView>,
}

/// A page with the entries of a part of the handbook.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// The part's name.
    pub title: String,
    /// The page.
    pub href: String,
    /// Number of entries; one that recurs counts for each of its days.
    pub count: usize,
}

/// A calendar, for the component `calendar`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalendarView {
    /// Months in which something is, in order.
    pub months: Vec<MonthView>,
    /// Days on which something is, in order: sections with `data-date`; empty where there are none.
    pub agenda_html: String,
    /// What recurs and has no first or no last day: items of a list.
    pub recurring_html: String,
    /// What has a day of a sprint without a start: items of a list.
    pub undated_html: String,
    /// Weekday names in the order of the tables' columns.
    pub weekdays: Vec<WeekdayView>,
    /// Sorts of entries that it has, for the legend.
    pub kinds: Vec<KindView>,
    /// Which days have numbers, in a sentence; empty where no day has.
    pub counting: String,
}

/// A sort of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KindView {
    /// `Meeting`
    pub word: &'static str,
    /// Its class, by which the stylesheet gives it its mark and colour.
    pub class: &'static str,
}

/// A weekday's names.
#[derive(Clone, Debug, Serialize)]
pub struct WeekdayView {
    /// `Mon`
    pub short: &'static str,
    /// `Monday`
    pub long: &'static str,
}

/// A sprint with its days.
#[derive(Clone, Debug, Serialize)]
pub struct TimeboxView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO; empty where it is not known.
    pub end: String,
    /// Both for people: `5–18 January 2026, 14 days`.
    pub text: String,
}

/// One month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    /// `January 2026`
    pub title: String,
    /// `2026-01`
    pub iso: String,
    /// A row for each week, seven cells each; those of its own days have `data-date`.
    pub rows_html: String,
}
