//! `dependencies/`: what is needed, who delivers it, by when and for what; as tables, and drawn where it can be read.

mod graph;
mod layers;
mod picture;

use std::collections::HashMap;

use super::register::{self, begin_row, begin_table, cell, end_table};
use super::split::split;
use super::{Overview, Page, Planned, Shown};
use crate::link::address::Generated;
use crate::parse::task_id;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::who;
use crate::understand::fact::{Dependency, State};
use crate::understand::phrase::date;
use graph::Graph;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Dependencies, pages, show, files: &[] };

/// Most boxes of a picture.
const MOST: usize = 60;
/// Fewest arrows of one.
const FEWEST: usize = 2;

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Dependencies, &site.index.counts(site.handbook, "dependency"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = register::view(site, page, "dependency");
    let mut pictures = Pictures { site, page, drawn: 0 };
    let is_whole = if view.below.is_empty() {
        let all: Vec<&Entry<'_>> = register::entries(site, page, "dependency").collect();
        pictures.draw(&mut view.head_html, &all, "All dependencies of this page", None) != Drawn::TooLarge
    } else {
        true
    };
    let states = States { site, known: HashMap::new() };
    let mut lists = Lists { pictures, states, is_whole };
    let sections =
        register::by_document(site, page, "dependency", ["dependency", "dependencies"], |out, title, entries| {
            lists.document(out, title, entries);
        });
    view.list_html = sections.html;
    Shown { template: "dependencies-content.html", variables: Variables::of("dependencies", &view), toc: sections.toc }
}

fn of<'e>(entry: &Entry<'e>) -> &'e Dependency {
    entry.fact.dependency().expect("the index has dependencies under this kind")
}

/// What became of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// It is there.
    Yes,
    /// The table shows as much.
    NotNeeded,
    /// Nobody could read it.
    TooLarge,
}

/// The pictures of a page.
struct Pictures<'p> {
    site: &'p Site<'p>,
    page: &'p Page,
    /// How many were drawn.
    drawn: usize,
}

impl Pictures<'_> {
    fn draw(&mut self, out: &mut String, entries: &[&Entry<'_>], title: &str, caption: Option<&str>) -> Drawn {
        // A pair that stands alone is as clear in the table.
        let parts = Graph::new(self.site, self.page, entries).parts(FEWEST);
        if parts.is_empty() {
            return Drawn::NotNeeded;
        }
        if parts.iter().map(|part| part.nodes.len()).sum::<usize>() > MOST {
            return Drawn::TooLarge;
        }
        picture::draw_into(out, &parts, [title, caption.unwrap_or_default()], self.drawn);
        self.drawn += parts.len();
        Drawn::Yes
    }
}

/// The lists of a page.
struct Lists<'p> {
    pictures: Pictures<'p>,
    states: States<'p>,
    /// Whether a picture above shows all, or none is needed.
    is_whole: bool,
}

impl Lists<'_> {
    fn document(&mut self, out: &mut String, title: &str, entries: &[Entry<'_>]) {
        let all: Vec<&Entry<'_>> = entries.iter().collect();
        let drawn = match self.is_whole {
            true => Drawn::NotNeeded,
            false => self.pictures.draw(out, &all, &format!("Dependencies in {title}"), None),
        };
        if drawn == Drawn::TooLarge {
            let mut pictures = String::new();
            self.sections(&mut pictures, entries, 2);
            out.push_str("<p class=\"quiet\">Together these are too many to draw");
            out.push_str(match pictures.is_empty() {
                true => ": the table has them all.</p>\n",
                false => ". The pictures show them section by section, the table has them all.</p>\n",
            });
            out.push_str(&pictures);
        }
        self.table(out, title, entries);
    }

    /// A picture for each section of that level; for the sections of one that is too large itself.
    fn sections(&mut self, out: &mut String, entries: &[Entry<'_>], level: u8) {
        const DEEPEST: u8 = 6;
        let site = self.pictures.site;
        let Some(document) = entries.first().map(|entry| entry.document) else { return };
        let outline = &site.handbook.documents[document as usize].outline;
        let above = |entry: &Entry<'_>| {
            let at = outline.get(..=entry.fact.heading? as usize)?;
            at.iter().rposition(|heading| heading.level <= level)
        };
        for group in entries.chunk_by(|one, other| above(one) == above(other)) {
            let name = above(&group[0]).map_or("", |at| outline[at].text.as_str());
            let all: Vec<&Entry<'_>> = group.iter().collect();
            let drawn = self.pictures.draw(out, &all, &format!("Dependencies in {name}"), Some(name));
            if drawn == Drawn::TooLarge && level < DEEPEST {
                self.sections(out, group, level + 1);
            }
        }
    }

    fn table(&mut self, out: &mut String, title: &str, entries: &[Entry<'_>]) {
        let (site, address) = (self.pictures.site, &self.pictures.page.address);
        let states: Vec<Option<State>> = entries.iter().map(|entry| self.states.of(entry)).collect();
        let has = |known: fn(&Entry<'_>) -> bool| entries.iter().any(known);
        let from = has(|entry| entry.fact.owner.is_some());
        let due = has(|entry| due(entry).is_some());
        let for_what = has(|entry| !of(entry).needed_by.is_empty());
        let state = states.iter().any(Option::is_some);
        let columns =
            [(true, "What is needed"), (from, "From"), (due, "By"), (for_what, "Needed by"), (state, "State")];
        let columns: Vec<&str> = columns.into_iter().filter(|(shown, _)| *shown).map(|(_, name)| name).collect();
        begin_table(out, &format!("Dependencies in {title}"), "needs", &columns);
        for (entry, known) in entries.iter().zip(&states) {
            let is_over = matches!(known, Some(State::Done | State::Cancelled));
            let late =
                entry.fact.due.filter(|_| !is_over).map(|due| format!(" data-due=\"{due}\"")).unwrap_or_default();
            begin_row(out, &late, &site.href_of(address, entry), &entry.fact.title);
            if from {
                cell(out, "From", |out| {
                    entry.fact.owner.iter().for_each(|owner| who::link_into(out, site, address, owner, entry.document));
                });
            }
            if due {
                cell(out, "By", |out| due_into(out, entry));
            }
            if for_what {
                cell(out, "Needed by", |out| {
                    for (at, name) in of(entry).needed_by.iter().enumerate() {
                        out.push_str(if at > 0 { ", " } else { "" });
                        register::with_task_ids_into(out, site, address, name);
                    }
                });
            }
            if state {
                cell(out, "State", |out| known.iter().for_each(|state| state_into(out, *state)));
            }
            out.push_str("</tr>");
        }
        end_table(out);
    }
}

/// By when, as a date or else as it is written.
fn due<'e>(entry: &Entry<'e>) -> Option<&'e str> {
    let written = entry.fact.when.as_deref().map(|when| &*when.text).filter(|text| !text.is_empty());
    if entry.fact.due.is_some() { written.or(Some("")) } else { written }
}

fn due_into(out: &mut String, entry: &Entry<'_>) {
    match entry.fact.due {
        Some(due) => {
            for piece in ["<time datetime=\"", &due.to_string(), "\">", &date::long(due), "</time>"] {
                out.push_str(piece);
            }
        }
        None => text_into(out, due(entry).unwrap_or_default()),
    }
}

fn state_into(out: &mut String, state: State) {
    let (class, word) = match state {
        State::Open => ("open", "Open"),
        State::InProgress => ("in-progress", "In progress"),
        State::Blocked => ("blocked", "Blocked"),
        State::Done => ("done", "Done"),
        State::Cancelled => ("cancelled", "Cancelled"),
    };
    for piece in ["<span class=\"state ", class, "\">", word, "</span>"] {
        out.push_str(piece);
    }
}

/// How far what is needed is: as told, else as the task of that id is.
struct States<'s> {
    site: &'s Site<'s>,
    known: HashMap<String, Option<State>>,
}

impl States<'_> {
    fn of(&mut self, entry: &Entry<'_>) -> Option<State> {
        if entry.fact.state.is_some() {
            return entry.fact.state;
        }
        let id = only_id(&entry.fact.title)?;
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let state = task(self.site, &id, entry.document).and_then(|task| task.fact.state);
        self.known.insert(id, state);
        state
    }
}

/// The task of an id, as the document that names it tells it, else the one that defines it.
fn task<'s>(site: &'s Site<'_>, id: &str, document: u32) -> Option<&'s Entry<'s>> {
    let place = site.handbook.task_ids.get(id)?;
    let of = |document: u32| site.index.in_document("task", document).iter();
    let own = |task: &&Entry<'_>| {
        task.fact.title.trim_start_matches('[').starts_with(id) && task.fact.refs.iter().any(|named| **named == *id)
    };
    of(document).find(own).or_else(|| of(place.document).find(own))
}

/// The id of the task that a text begins with, where it names no other.
fn only_id(text: &str) -> Option<String> {
    let mut found = task_id::find(text).into_iter();
    let first = found.next().filter(|first| first.range.start == 0 && !first.implied)?;
    found.next().is_none().then_some(first.id)
}

#[cfg(test)]
mod tests;
