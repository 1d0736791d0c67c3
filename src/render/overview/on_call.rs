//! `on-call/`: who is on duty when, and who is called first, second, third. The browser marks who is on duty now.

use chrono::{Datelike, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::register::{self, Sections, begin_table, cell, end_table};
use super::split::split;
use super::{Overview, Page, Shown};
use crate::link::address::Generated;
use crate::render::escape::{self, text_into};
use crate::render::index::Entry;
use crate::render::shifts::Shift;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::people::PeopleView;
use crate::render::who;
use crate::render::wording::{duration, span, zone_name};
use crate::understand::fact::Rotation;
use crate::understand::phrase::date;

/// The overview.
pub const OVERVIEW: Overview = Overview {
    of: Generated::OnCall,
    pages: |site| split(site, Generated::OnCall, &site.index.counts(site.handbook, "rotation")),
    show,
    files: &[],
};

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let below = register::view(site, page, "rotation");
    let mut sections = Sections::new(4_000);
    if below.below.is_empty() {
        let entries: Vec<&Entry<'_>> = register::entries(site, page, "rotation").collect();
        for entry in &entries {
            let same = entries.iter().filter(|other| other.fact.title == entry.fact.title).count() > 1;
            rota(&mut sections, site, page, entry, same);
        }
    }
    let view =
        PeopleView { total: below.total, list_html: std::mem::take(&mut sections.html), ..PeopleView::default() };
    let toc = if sections.toc.len() < 2 { Vec::new() } else { sections.toc };
    let variables = Variables::of("people", &view).with("below", &below.below);
    Shown { template: "on-call-content.html", variables, toc }
}

/// A rota: its rule, its tiers, its shifts.
fn rota(sections: &mut Sections, site: &Site<'_>, page: &Page, entry: &Entry<'_>, same: bool) {
    let Some(rotation) = entry.fact.rotation() else { return };
    let number = site.shifts.number(site.index.of("rotation"), entry);
    let shifts = number.map_or(&[][..], |number| site.shifts.of_rota(number));
    let id = sections.id(&entry.fact.id);
    // `Roster` and `Roster` are told apart by their documents.
    let of = site.handbook.documents[entry.document as usize].title();
    let title = if same { format!("{of}: {}", entry.fact.title) } else { entry.fact.title.to_string() };
    let slots = side_by_side(shifts);
    // What stands beside each other is one row.
    let rows = slots.as_ref().map_or(shifts.len(), |_| at_once(shifts).count());
    let count = Some(rows).filter(|rows| *rows > 0).map_or(String::new(), |rows| rows.to_string());
    sections.begin_with(&id, &title, &site.href_of(&page.address, entry), &count);
    sections.list(&id, &title);
    let out = &mut sections.html;
    out.push_str("<p class=\"quiet\">");
    let document = entry.document as usize;
    text_into(out, &format!("In “{}”.", site.handbook.documents[document].title()));
    if let Some(zone) = zone(entry) {
        text_into(out, &format!(" Times are {}.", zone_name(zone)));
    }
    if let Some(handover) = rotation.handover {
        let zone = handover.zone.map_or(String::new(), |zone| format!(" {}", zone_name(zone)));
        let day = date::weekday_name(handover.weekday);
        text_into(out, &format!(" Handed over on {day}s at {}{zone}.", handover.time.format("%H:%M")));
    }
    out.push_str("</p>\n");
    tiers(out, site, page, entry, rotation);
    if shifts.is_empty() {
        unknown(out, site, page, entry, rotation);
    } else {
        match slots {
            Some(slots) => by_slot(out, site, page, entry, shifts, &slots),
            None => table(out, site, page, entry, shifts),
        }
        let undated = number.map_or(0, |number| site.shifts.undated(number));
        if undated > 0 {
            out.push_str(&format!("<p>{undated} more without a date.</p>\n"));
        }
        if number.is_some_and(|number| site.shifts.is_open(number)) {
            out.push_str("<p>It goes on like this: the document gives no end.</p>\n");
        }
    }
    sections.end();
}

fn tiers(out: &mut String, site: &Site<'_>, page: &Page, entry: &Entry<'_>, rotation: &Rotation) {
    if rotation.tiers.is_empty() {
        return;
    }
    let caption = format!("Who is called: {}", entry.fact.title);
    begin_table(out, &caption, "tiers", &["Tier", "Who", "Answers within"]);
    for tier in &rotation.tiers {
        register::begin_row(out, "", "", &tier.name);
        cell(out, "Who", |out| who::links_into(out, site, &page.address, &tier.who, entry.document));
        register::text_cell(out, "Answers within", &tier.minutes.map_or("–".to_owned(), duration));
        out.push_str("</tr>");
    }
    end_table(out);
}

/// What is known where no shift can be told.
fn unknown(out: &mut String, site: &Site<'_>, page: &Page, entry: &Entry<'_>, rotation: &Rotation) {
    let rule = entry.fact.when.as_deref().map(|when| &*when.text).filter(|text| !text.is_empty());
    out.push_str("<p>");
    if let Some(rule) = rule {
        text_into(out, &format!("Changes: {rule}. "));
    }
    if !rotation.eligible.is_empty() {
        out.push_str("May be on duty: ");
        who::links_into(out, site, &page.address, &rotation.eligible, entry.document);
        out.push_str(". ");
    }
    out.push_str(match (rotation.shifts.is_empty(), rotation.begins.is_some()) {
        (false, _) => "The shifts name no dates that can be told:",
        (true, true) => "The document does not say who takes turns, so nobody is named here.",
        (true, false) => "The document does not say on which day it begins, so no weeks are shown here.",
    });
    out.push_str("</p>\n");
    if rotation.shifts.is_empty() {
        return;
    }
    out.push_str("<ul>");
    for shift in &rotation.shifts {
        out.push_str("\n<li>");
        if !shift.slot.is_empty() {
            text_into(out, &format!("{}: ", shift.slot));
        }
        if let (Some(from), Some(until)) = (shift.from, shift.until) {
            text_into(out, &format!("{}–{}: ", from.format("%H:%M"), until.format("%H:%M")));
        }
        who::link_into(out, site, &page.address, &shift.who, entry.document);
        out.push_str("</li>");
    }
    out.push_str("\n</ul>\n");
}

/// Most parts of a rota that stand beside each other.
const BESIDE: usize = 6;

/// The parts of a rota that change together, and can stand beside each other.
fn side_by_side<'s>(shifts: &'s [(u32, Shift<'_>)]) -> Option<Vec<&'s str>> {
    let mut slots: Vec<&str> = Vec::new();
    for (_, shift) in shifts {
        if shift.is_timed() || shift.backup.is_some() || shift.slot.is_empty() {
            return None;
        }
        if !slots.contains(&shift.slot) {
            slots.push(shift.slot);
        }
    }
    (2..=BESIDE).contains(&slots.len()).then_some(slots)
}

/// Shifts of the same days together.
fn at_once<'a, 's>(shifts: &'a [(u32, Shift<'s>)]) -> impl Iterator<Item = &'a [(u32, Shift<'s>)]> {
    shifts.chunk_by(|(_, one), (_, other)| (one.start, one.end) == (other.start, other.end))
}

/// A row for each time, a column for each part.
fn by_slot(
    out: &mut String,
    site: &Site<'_>,
    page: &Page,
    entry: &Entry<'_>,
    shifts: &[(u32, Shift<'_>)],
    slots: &[&str],
) {
    let escaped: Vec<String> = slots.iter().map(|slot| escape::attribute(slot)).collect();
    let columns: Vec<&str> = std::iter::once("When").chain(escaped.iter().map(String::as_str)).collect();
    begin_table(out, &format!("Shifts: {}", entry.fact.title), "shifts", &columns);
    for together in at_once(shifts) {
        begin_shift(out, site, page, entry, &together[0].1);
        for (slot, name) in slots.iter().zip(&escaped) {
            cell(out, name, |out| {
                let own = together.iter().filter(|(_, shift)| shift.slot == *slot);
                own.for_each(|(_, shift)| who::links_into(out, site, &page.address, shift.who, entry.document));
            });
        }
        out.push_str("</tr>");
    }
    end_table(out);
}

/// The first cell of a shift's row: when it is.
fn begin_shift(out: &mut String, site: &Site<'_>, page: &Page, entry: &Entry<'_>, shift: &Shift<'_>) {
    let mut when = String::new();
    when_into(&mut when, shift);
    let (moments, href) = (moments(site, entry, shift), site.href_of(&page.address, entry));
    out.push_str(&format!("\n<tr{moments}><th scope=\"row\"><a href=\"{href}\">{when}</a></th>"));
}

fn table(out: &mut String, site: &Site<'_>, page: &Page, entry: &Entry<'_>, shifts: &[(u32, Shift<'_>)]) {
    let backup = shifts.iter().any(|(_, shift)| shift.backup.is_some());
    let slot = shifts.iter().any(|(_, shift)| !shift.slot.is_empty());
    let columns = [(true, "When"), (slot, "Part"), (true, "On duty"), (backup, "Stands in")];
    let columns: Vec<&str> = columns.into_iter().filter(|(shown, _)| *shown).map(|(_, name)| name).collect();
    begin_table(out, &format!("Shifts: {}", entry.fact.title), "shifts", &columns);
    for (_, shift) in shifts {
        begin_shift(out, site, page, entry, shift);
        if slot {
            register::text_cell(out, "Part", shift.slot);
        }
        cell(out, "On duty", |out| who::links_into(out, site, &page.address, shift.who, entry.document));
        if backup {
            cell(out, "Stands in", |out| {
                shift
                    .backup
                    .into_iter()
                    .for_each(|name| who::link_into(out, site, &page.address, name, entry.document));
            });
        }
        out.push_str("</tr>");
    }
    end_table(out);
}

fn zone(entry: &Entry<'_>) -> Option<Tz> {
    entry.fact.when.as_ref().and_then(|when| when.zone)
}

/// Attributes by which the browser finds who is on duty now: days, or moments where times of day are told. Moments
/// with a zone are told in UTC; those without one are wherever the reader is.
pub fn moments(site: &Site<'_>, entry: &Entry<'_>, shift: &Shift<'_>) -> String {
    if !shift.is_timed() {
        if let Some((from, to)) = handed_over(site, entry, shift) {
            return format!(" data-start=\"{from}\" data-end=\"{to}\"");
        }
        return format!(" data-start=\"{}\" data-end=\"{}\"", shift.start, shift.end);
    }
    let zone = zone(entry).or(site.handbook.inputs.config.timezone);
    let (start, end) = shift.moments();
    // `Mon–Fri, 09:00–17:00` is a part of each day.
    let daily = shift.exact.is_none() && shift.start < shift.end;
    let days = if daily {
        shift.start.iter_days().take_while(|day| *day <= shift.end).take(62).collect()
    } else {
        vec![shift.start]
    };
    let mut all = Vec::new();
    for day in days {
        let (from, to) = match (daily, shift.from, shift.until) {
            (true, Some(from), Some(until)) => {
                let last = if until <= from { day.succ_opt().unwrap_or(day) } else { day };
                (day.and_time(from), last.and_time(until))
            }
            _ => (start, end),
        };
        all.push((instant(from, zone), instant(to, zone)));
    }
    let join =
        |of: fn(&(String, String)) -> &String| all.iter().map(|pair| of(pair).as_str()).collect::<Vec<_>>().join(" ");
    format!(" data-start=\"{}\" data-end=\"{}\"", join(|pair| &pair.0), join(|pair| &pair.1))
}

/// From one hand-over to the next, of shifts that begin on its weekday and end the day before or on it.
fn handed_over(site: &Site<'_>, entry: &Entry<'_>, shift: &Shift<'_>) -> Option<(String, String)> {
    let handover = entry.fact.rotation()?.handover?;
    let is_on = |day: &chrono::NaiveDate| day.weekday() == handover.weekday;
    let from = Some(shift.start).filter(is_on)?;
    let to = [Some(shift.end), shift.end.succ_opt()].into_iter().flatten().find(|day| is_on(day) && *day > from)?;
    let zone = handover.zone.or_else(|| zone(entry)).or(site.handbook.inputs.config.timezone);
    let moment = |day: chrono::NaiveDate| instant(day.and_time(handover.time), zone);
    Some((moment(from), moment(to)))
}

/// `2026-01-05T08:00Z`; without a zone `2026-01-05T08:00`. A time that the clocks skip is the one right behind.
fn instant(local: NaiveDateTime, zone: Option<Tz>) -> String {
    let Some(zone) = zone else { return local.format("%Y-%m-%dT%H:%M").to_string() };
    let known = zone.from_local_datetime(&local).earliest();
    let known = known.or_else(|| zone.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest());
    match known {
        Some(moment) => moment.with_timezone(&Utc).format("%Y-%m-%dT%H:%MZ").to_string(),
        None => local.format("%Y-%m-%dT%H:%M").to_string(),
    }
}

/// When a shift is: `Mon 5 – Sun 11 January 2026`; with its times of day.
pub fn when_into(out: &mut String, shift: &Shift<'_>) {
    if let Some((start, end)) = shift.exact {
        let moment =
            |moment: NaiveDateTime| format!("{}, {}", date::long_with_weekday(moment.date()), moment.format("%H:%M"));
        return text_into(out, &format!("{} – {}", moment(start), moment(end)));
    }
    let short = |day: chrono::NaiveDate| &date::weekday_name(day.weekday())[..3];
    let days = span(shift.start, shift.end);
    if shift.start == shift.end {
        text_into(out, &format!("{} {days}", short(shift.start)));
    } else {
        let weekdays = format!("{}–{}", short(shift.start), short(shift.end));
        out.push_str(&format!("{days} <span class=\"nowrap\">({weekdays})</span>"));
    }
    if let (Some(from), Some(until)) = (shift.from, shift.until) {
        text_into(out, &format!(", {}–{}", from.format("%H:%M"), until.format("%H:%M")));
    }
}
