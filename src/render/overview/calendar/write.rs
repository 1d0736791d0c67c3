//! Items of a calendar as markup: a line of a month's cell, an entry of the agenda.

use std::fmt::Write as _;

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::item::{Item, What};
use crate::base::path;
use crate::render::agenda::recur::Rule;
use crate::render::agenda::series::Series;
use crate::render::escape::text_into as escape;
use crate::render::feeds;
use crate::render::index::Entry;
use crate::render::overview::sprints::days;
use crate::render::site::Site;
use crate::render::wording::{capitalised, duration, zone_name};
use crate::understand::fact::{Name, When};
use crate::understand::phrase::date;

/// Most tasks of one heading that an entry lists.
const MOST_TASKS: usize = 8;

/// Writes for one page.
pub struct Writer<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// The page's address.
    pub page: &'a str,
}

impl Writer<'_> {
    /// A line of a month's cell: `09:00 Kickoff`, with a mark for its kind.
    pub fn line(&self, html: &mut String, item: &Item<'_>) {
        let what = &item.what;
        html.push_str("\n<li class=\"");
        html.push_str(what.kind().class());
        if is_critical(what) {
            html.push_str(" critical");
        }
        html.push_str("\"><a href=\"");
        html.push_str(&self.href(what));
        html.push_str("\"><span class=\"sr\">");
        escape(html, &what.word(self.site));
        html.push_str(": </span>");
        if let Some(time) = what.time() {
            html.push_str("<span>");
            escape(html, &self.time(time, zone(what)));
            html.push_str("</span> ");
        }
        escape(html, &self.title(what));
        html.push_str("</a>");
        if is_critical(what) {
            html.push_str("<span class=\"sr\"> (critical)</span>");
        }
        html.push_str("</li>");
    }

    /// An entry of the agenda; `told` says when, of one that stands below no day.
    pub fn entry(&self, html: &mut String, what: &What<'_>, last: Option<chrono::NaiveDate>, told: bool) {
        let kind = what.kind();
        html.push_str("\n<li class=\"event ");
        html.push_str(kind.class());
        if is_critical(what) {
            html.push_str(" critical");
        }
        html.push_str("\"><p class=\"event-time\"><span class=\"kind\">");
        escape(html, &what.word(self.site));
        html.push_str("</span>");
        self.when(html, what, told);
        html.push_str("</p>\n<div><p class=\"event-title\"><a href=\"");
        html.push_str(&self.href(what));
        html.push_str("\">");
        escape(html, &self.title(what));
        html.push_str("</a>");
        if is_critical(what) {
            html.push_str(" <strong class=\"state\">Critical</strong>");
        }
        html.push_str("</p>");
        let about = self.about(what, last, told);
        if !about.is_empty() {
            quiet(html, &about);
        }
        let people = people(what);
        if !people.is_empty() {
            quiet(html, &people);
        }
        if let What::Due(tasks) = what {
            self.tasks(html, tasks);
        }
        if let (What::Event(entry), false) = (what, told)
            && let Some(file) = feeds::event_file(self.site, entry)
        {
            html.push_str("<p class=\"quiet\"><a class=\"add\" href=\"");
            html.push_str(&path::relative(self.page, &file));
            html.push_str("\">Add to calendar<span class=\"sr\">: ");
            escape(html, &entry.fact.title);
            html.push_str("</span></a></p>");
        }
        html.push_str("</div></li>");
    }

    /// Where an entry is told.
    pub fn href(&self, what: &What<'_>) -> String {
        match what {
            What::Begins(timebox) | What::Ends(timebox) => {
                let to = &self.site.handbook.addresses.sprints[*timebox as usize];
                self.site.handbook.addresses.href(self.page, to)
            }
            _ => what.entry().map(|entry| self.site.href_of(self.page, entry)).unwrap_or_default(),
        }
    }

    /// Its name.
    pub fn title(&self, what: &What<'_>) -> String {
        match what {
            What::Begins(timebox) | What::Ends(timebox) => days::title(self.site, *timebox),
            What::Event(entry) => entry.fact.title.to_string(),
            What::Decision(entry) => capitalised(&entry.fact.title),
            What::OnCall(_, Some(shift)) => names(shift.who),
            What::OnCall(entry, None) => entry.fact.title.to_string(),
            What::Due(tasks) => match &tasks[..] {
                [task] => task.fact.title.to_string(),
                tasks => format!("{}: {} tasks", self.heading(&tasks[0]), tasks.len()),
            },
        }
    }

    /// The heading that tasks stand under.
    fn heading(&self, task: &Entry<'_>) -> &str {
        let document = &self.site.handbook.documents[task.document as usize];
        let heading = task.fact.heading.and_then(|heading| document.outline.get(heading as usize));
        heading.map_or(document.title(), |heading| &heading.text)
    }

    /// A time of day, with its zone where that is not the handbook's.
    fn time(&self, time: NaiveTime, zone: Option<Tz>) -> String {
        let own = self.site.handbook.inputs.config.timezone;
        let other = zone.filter(|zone| Some(*zone) != own);
        let zone = other.map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
        format!("{}{zone}", time.format("%H:%M"))
    }

    /// Time of day and length, and the days where they are not told elsewhere.
    fn when(&self, html: &mut String, what: &What<'_>, told: bool) {
        let unknown = When::default();
        let when = what.entry().and_then(|entry| entry.fact.when.as_deref()).unwrap_or(&unknown);
        let is_event = matches!(what, What::Event(_));
        let mut parts = Vec::new();
        if told {
            // A text without a day says how long it takes.
            let text = || Some(when.text.to_string()).filter(|_| when.day.is_some() || when.minutes.is_none());
            parts.extend(what.entry().and_then(|entry| self.how_often(entry)).or_else(text));
        }
        if is_event {
            parts.extend(when.time.map(|time| self.time(time, when.zone)));
            parts.extend(when.minutes.map(duration));
        }
        for part in parts.iter().filter(|part| !part.is_empty()) {
            html.push_str(" <span class=\"at\">");
            escape(html, part);
            html.push_str("</span>");
        }
    }

    /// `every working day`
    fn how_often(&self, entry: &Entry<'_>) -> Option<String> {
        let series = Series::of(self.site.handbook, entry.document as usize, entry.fact);
        let rule = entry.fact.when.as_deref().and_then(|when| Rule::read(when.rrule.as_deref()?));
        series.map(|series| series.rule).or(rule).map(|rule| rule.words())
    }

    /// `Sprint 18, Day 3, in “Guide”`
    fn about(&self, what: &What<'_>, last: Option<chrono::NaiveDate>, told: bool) -> String {
        let mut parts = Vec::new();
        if let Some(last) = last {
            parts.push(format!("until {}", date::long_with_weekday(last)));
        }
        if let What::OnCall(entry, Some(shift)) = what {
            parts.push(entry.fact.title.to_string());
            parts.extend(Some(shift.slot.to_owned()).filter(|slot| !slot.is_empty()));
            parts.extend(shift.from.map(|from| format!("from {}", from.format("%H:%M"))));
            if shift.end != shift.start {
                parts.push(format!("until {}", date::long_with_weekday(shift.end)));
            }
        }
        let Some(entry) = what.entry() else { return parts.join(", ") };
        parts.extend(entry.timebox.map(|timebox| days::title(self.site, timebox)));
        let when = entry.fact.when.as_deref().filter(|when| !told && when.day.is_some() && when.rrule.is_none());
        parts.extend(when.filter(|_| !matches!(what, What::Due(_))).map(|when| when.text.to_string()));
        parts.push(format!("in “{}”", self.site.handbook.documents[entry.document as usize].title()));
        parts.join(", ")
    }

    /// Several tasks, each with who does it.
    fn tasks(&self, html: &mut String, tasks: &[Entry<'_>]) {
        if let [task] = tasks {
            if let Some(owner) = &task.fact.owner {
                quiet(html, owner);
            }
            return;
        }
        html.push_str("<ul class=\"due-tasks\">");
        let shown = if tasks.len() > MOST_TASKS { MOST_TASKS - 1 } else { tasks.len() };
        for task in &tasks[..shown] {
            html.push_str("\n<li>");
            escape(html, &task.fact.title);
            if let Some(owner) = &task.fact.owner {
                html.push_str(" <span class=\"quiet\">");
                escape(html, owner);
                html.push_str("</span>");
            }
            html.push_str("</li>");
        }
        if shown < tasks.len() {
            let _ = write!(html, "\n<li>and {} more</li>", tasks.len() - shown);
        }
        html.push_str("\n</ul>");
    }
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| &*name.text).collect::<Vec<_>>().join(", ")
}

fn is_critical(what: &What<'_>) -> bool {
    matches!(what, What::Event(entry) if entry.fact.event().is_some_and(|event| event.critical))
}

fn zone(what: &What<'_>) -> Option<Tz> {
    what.entry().and_then(|entry| entry.fact.when.as_ref()).and_then(|when| when.zone)
}

/// Who takes part, decides, or stands in.
fn people(what: &What<'_>) -> String {
    match what {
        What::Event(entry) | What::Decision(entry) => names(&entry.fact.people),
        What::OnCall(_, Some(shift)) => shift.backup.map(|name| format!("Backup: {name}")).unwrap_or_default(),
        What::OnCall(entry, None) => names(&entry.fact.people),
        _ => String::new(),
    }
}

fn quiet(html: &mut String, text: &str) {
    html.push_str("<p class=\"quiet\">");
    escape(html, text);
    html.push_str("</p>");
}
