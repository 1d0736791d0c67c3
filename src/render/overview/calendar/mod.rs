//! `calendar/`: what happens and what is due -> months as tables, and the same as an agenda; and such calendars for
//! pages of sprints and of people.

pub mod item;
mod month;
#[cfg(test)]
mod tests;
pub mod write;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, Weekday};

use super::split::split;
use super::sprints::days::{self, Days};
use super::{Overview, Page, Part, Planned, Shown, in_contents};
use crate::link::address::Generated;
use crate::render::escape;
use crate::render::feeds::{self, Feed};
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::TocView;
use crate::render::view::calendar::{CalendarPageView, CalendarView, KindView, SectionView, TimeboxView, WeekdayView};
use crate::understand::fact::Unit;
use crate::understand::phrase::date;
use item::{Item, Items, What};
use write::Writer;

/// The calendar.
pub const OVERVIEW: Overview = Overview { of: Generated::Calendar, pages, show, files: &[] };

/// Kinds of facts that a calendar shows.
pub const KINDS: [&str; 4] = ["event", "rotation", "decision", "task"];
/// With more sprints than this the calendar does not list them; the page of all sprints does.
const MOST_SPRINTS: usize = 60;

/// Feeds to which the page offers to subscribe.
const OFFERED: [Feed; 3] = [Feed::All, Feed::Deadlines, Feed::Tasks];

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let of_kind = |document: u32| KINDS.into_iter().flat_map(move |kind| site.index.in_document(kind, document));
    let weight = |document: u32| of_kind(document).map(|entry| item::weight(site, entry)).sum::<usize>();
    let counts = site.handbook.reading_order().map(|document| (document as u32, weight(document as u32)));
    let counts: Vec<(u32, usize)> = counts.filter(|(_, count)| *count > 0).collect();
    split(site, Generated::Calendar, &counts)
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let (documents, below): (&[u32], &[usize]) = match &page.part {
        Part::Section { documents, pages } => (documents, pages),
        Part::One(_) | Part::Whole(_) => (&[], &[]),
    };
    let is_first = page.above.is_none();
    let all: Vec<u32> = (0..site.handbook.timeboxes.list.len() as u32).collect();
    let timeboxes = if is_first { &all[..] } else { &[] };
    let shown = if below.is_empty() { documents } else { &[] };
    let of_kind = |document: &u32| {
        let document = *document;
        KINDS.into_iter().flat_map(move |kind| site.index.in_document(kind, document)).copied()
    };
    let entries: Vec<Entry<'_>> = shown.iter().flat_map(of_kind).collect();
    let shifts = item::shifts_of(site, &entries);
    let calendar = Calendar::new(site, &page.address, entries).with_shifts(shifts).with_sprints(timeboxes).view();
    let sections: Vec<SectionView> = below.iter().map(|at| section(site, &page.address, *at)).collect();
    let view = CalendarPageView {
        timeboxes: if all.len() <= MOST_SPRINTS { sprints(site, &page.address, timeboxes) } else { Vec::new() },
        total: sections.iter().map(|section| section.count).sum(),
        sections,
        subscribe: feeds::offer(site, if is_first { &OFFERED } else { &[] }, &page.address),
        shown: calendar,
    };
    // Months want the room that contents would take.
    Shown { template: "calendar-content.html", toc: Vec::new(), variables: Variables::of("calendar", &view) }
}

fn section(site: &Site<'_>, address: &str, page: usize) -> SectionView {
    let page = &site.overviews[page];
    let Part::Section { documents, .. } = &page.part else {
        return SectionView { title: page.title.clone(), href: String::new(), count: 0 };
    };
    let entries = documents.iter().flat_map(|at| KINDS.iter().flat_map(|kind| site.index.in_document(kind, *at)));
    SectionView {
        title: page.title.clone(),
        href: site.handbook.addresses.href(address, &page.address),
        count: entries.map(|entry| item::weight(site, entry)).sum(),
    }
}

fn sprints(site: &Site<'_>, address: &str, timeboxes: &[u32]) -> Vec<TimeboxView> {
    let view = |timebox: &u32| {
        let days = Days::of(site, *timebox)?;
        Some(TimeboxView {
            name: days::title(site, *timebox),
            href: site.handbook.addresses.href(address, &site.handbook.addresses.sprints[*timebox as usize]),
            start: days.start.to_string(),
            end: days.end.map(|end| end.to_string()).unwrap_or_default(),
            text: days.words(),
        })
    };
    timeboxes.iter().filter_map(view).collect()
}

/// What a calendar gives to the contents of its page.
pub fn contents(view: &CalendarView) -> Vec<TocView> {
    let parts = [
        (!view.months.is_empty(), "Months", "months"),
        (!view.agenda_html.is_empty(), "Agenda", "agenda"),
        (!view.recurring_html.is_empty(), "Recurring", "recurring"),
        (!view.undated_html.is_empty(), "Not dated yet", "undated"),
    ];
    let shown = parts.into_iter().filter(|(is_there, ..)| *is_there);
    shown.map(|(_, title, id)| in_contents(title, id)).collect()
}

/// A calendar of some entries for one page, which has no other.
///
/// `Calendar::new(site, address, entries)` takes any events, decisions, tasks and rotations of [`Site::index`], in
/// reading order; what of them has no place in a calendar is left out. [`Calendar::with_sprints`] adds first and last
/// days, [`Calendar::with_shifts`] turns of rotas (numbers in `site.shifts.list`), [`Calendar::of_sprint`] numbers the
/// days of one sprint alone. [`Calendar::view`] is for the component `calendar` of calendar-parts.html
/// (`{{ <calendar view={x.calendar} /> }}`), which writes sections with `<h2>`s and the ids `months`, `2026-01` (a
/// month), `agenda`, `2026-01-05` (a day), `recurring` and `undated`; [`contents`] are its headings.
pub struct Calendar<'a> {
    site: &'a Site<'a>,
    address: &'a str,
    entries: Vec<Entry<'a>>,
    timeboxes: Vec<u32>,
    counted: Option<u32>,
    shifts: Vec<u32>,
}

impl<'a> Calendar<'a> {
    /// A calendar of these entries, for the page at `address`.
    pub fn new(site: &'a Site<'a>, address: &'a str, entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let entries = entries.into_iter().collect();
        Self { site, address, entries, timeboxes: Vec::new(), counted: None, shifts: Vec::new() }
    }

    /// With the first and last days of these sprints.
    #[must_use]
    pub fn with_sprints(mut self, timeboxes: &[u32]) -> Self {
        self.timeboxes = timeboxes.to_vec();
        self
    }

    /// With these turns of rotas, as numbers in `site.shifts.list`.
    #[must_use]
    pub fn with_shifts(mut self, shifts: Vec<u32>) -> Self {
        self.shifts = shifts;
        self
    }

    /// With the first and last day of one sprint, of which alone the days are numbered.
    #[must_use]
    pub fn of_sprint(mut self, timebox: u32) -> Self {
        self.timeboxes = vec![timebox];
        self.counted = Some(timebox);
        self
    }

    /// What the templates lay out.
    pub fn view(&self) -> CalendarView {
        let items = item::items(self.site, self.entries.iter().copied(), &self.shifts, &self.timeboxes);
        let counted = self.counted(&items);
        let writer = Writer { site: self.site, page: self.address };
        let week_start = self.site.handbook.inputs.config.week_start;
        let weekdays = std::iter::successors(Some(week_start), |day| Some(day.succ())).take(7);
        CalendarView {
            months: month::months(&writer, &items.dated, &counted),
            agenda_html: agenda(&writer, &items.dated, &counted),
            recurring_html: list(&writer, &items.recurring),
            undated_html: list(&writer, &items.undated),
            weekdays: weekdays.map(weekday).collect(),
            kinds: kinds(&items),
            counting: counted.sentence(),
        }
    }

    /// The sprints whose days are numbered: that of the page, else all that an entry is of.
    fn counted(&self, items: &Items<'_>) -> Counted<'a> {
        let mut wanted: BTreeSet<u32> = self.counted.into_iter().collect();
        if wanted.is_empty() {
            let of_entries = items.dated.iter().filter_map(|item| item.what.entry()?.timebox);
            wanted.extend(self.timeboxes.iter().copied().chain(of_entries));
        }
        let days = wanted.into_iter().filter_map(|timebox| {
            let days = Days::of(self.site, timebox)?;
            Some(Sprint { name: days::title(self.site, timebox), unit: days::unit(self.site, timebox), days })
        });
        Counted { sprints: days.filter(|sprint| sprint.days.end.is_some()).collect() }
    }
}

/// The sprints whose days are numbered.
struct Counted<'a> {
    sprints: Vec<Sprint<'a>>,
}

struct Sprint<'a> {
    name: String,
    unit: Unit,
    days: Days<'a>,
}

impl Counted<'_> {
    /// Whether a day is in a sprint.
    fn contains(&self, day: NaiveDate) -> bool {
        self.sprints.iter().any(|sprint| sprint.days.contains(day))
    }

    /// The day's number, and the name of its sprint where only one has the day. Where several have it, only sprints
    /// count, and nothing where they disagree: nobody would know which is meant.
    fn number(&self, day: NaiveDate) -> Option<(i64, &str)> {
        let all: Vec<&Sprint<'_>> = self.sprints.iter().filter(|sprint| sprint.days.contains(day)).collect();
        let is_any = all.iter().any(|sprint| sprint.unit == Unit::Sprint);
        let mut counting = all.into_iter().filter(|sprint| !is_any || sprint.unit == Unit::Sprint);
        let first = counting.next()?;
        let number = first.days.number(day)?;
        let mut name = first.name.as_str();
        for other in counting {
            name = "";
            other.days.number(day).filter(|other| *other == number)?;
        }
        Some((number, name))
    }

    /// Which days are counted.
    fn sentence(&self) -> String {
        let mut sentences: Vec<String> = self.sprints.iter().map(|sprint| sprint.days.counting()).collect();
        sentences.sort();
        sentences.dedup();
        match &sentences[..] {
            [] => String::new(),
            [one] => one.clone(),
            _ => "Some sprints count every calendar day, others working days alone; the list of sprints says which."
                .to_owned(),
        }
    }
}

fn agenda(writer: &Writer<'_>, items: &[Item<'_>], counted: &Counted<'_>) -> String {
    let mut html = String::with_capacity(items.len() * 400);
    for day in items.chunk_by(|one, other| one.day == other.day) {
        let date = day[0].day;
        let _ = write!(
            html,
            "\n<section class=\"agenda-day\" data-date=\"{date}\" aria-labelledby=\"{date}\">\n<h3 id=\"{date}\"><time datetime=\"{date}\">{}</time>",
            date::long_with_weekday(date)
        );
        if let Some((number, name)) = counted.number(date) {
            let is_named = counted.sprints.len() > 1 && !name.is_empty();
            let of = if is_named { format!(" of {}", escape::attribute(name)) } else { String::new() };
            let _ = write!(html, " <span class=\"day-number\">Day {number}{of}</span>");
        }
        if let Some(name) = writer.site.handbook.inputs.config.holiday(date).and_then(|day| day.name.as_deref()) {
            let _ = write!(html, " <span class=\"day-number\">{}</span>", escape::attribute(name));
        }
        html.push_str("</h3>\n<ul>");
        for item in day {
            writer.entry(&mut html, &item.what, Some(item.last).filter(|last| *last > item.day), false);
        }
        html.push_str("\n</ul></section>");
    }
    html
}

fn list(writer: &Writer<'_>, all: &[What<'_>]) -> String {
    let mut html = String::new();
    all.iter().for_each(|what| writer.entry(&mut html, what, None, true));
    html
}

fn kinds(items: &Items<'_>) -> Vec<KindView> {
    let all = items.dated.iter().map(|item| &item.what).chain(&items.recurring).chain(&items.undated);
    let kinds: BTreeSet<item::Kind> = all.map(What::kind).collect();
    kinds.into_iter().map(|kind| KindView { word: kind.word(), class: kind.class() }).collect()
}

fn weekday(day: Weekday) -> WeekdayView {
    let long = date::weekday_name(day);
    WeekdayView { short: &long[..3], long }
}

/// Whether nobody works on a day: a weekend or a holiday.
fn is_free(site: &Site<'_>, day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || site.handbook.inputs.config.holiday(day).is_some()
}
