//! The page of a person, a role or a squad.

use super::super::register::{self, Sections, begin_row, begin_table, cell, end_table, text_cell};
use super::super::{Page, Shown};
use super::{hours, rows, subject_into, subjects_into};
use crate::link::subjects::{Sort, Subject};
use crate::render::escape::text_into;
use crate::render::feeds::{self, Feed};
use crate::render::index::Entry;
use crate::render::involvement::{Act, Decides, Share};
use crate::render::overview::on_call;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::people::PersonView;
use crate::render::wording::{capitalised, duration};
use crate::understand::fact::{DecisionState, Fact};

/// Of subject `at`.
pub fn show(site: &Site<'_>, page: &Page, at: u32) -> Shown {
    let subject = &site.handbook.subjects.list[at as usize];
    let share = site.involvement.of(at);
    let mut writing = Writing { site, page, share, sections: Sections::new(4_000) };
    writing.meetings(at, subject);
    writing.near();
    writing.decisions();
    writing.tasks();
    writing.shifts();
    writing.responsibilities(subject);
    let Sections { html: list_html, mut toc, .. } = writing.sections;
    if toc.len() < 2 {
        toc.clear();
    }
    let view = PersonView {
        sort: match subject.sort {
            Sort::Person => "Person",
            Sort::Role if share.members.is_empty() => "Role",
            Sort::Role => "Role or group",
            Sort::Squad => "Squad",
        },
        members_html: names(site, page, &share.members),
        groups_html: names(site, page, &share.groups),
        told_html: told(site, page, subject),
        subscribe: feeds::subscribe(site, Feed::Subject(at), &page.address),
        week: list_html.contains(" data-entry").then(|| site.handbook.inputs.config.week_start.num_days_from_sunday()),
        list_html,
    };
    Shown { template: "person-content.html", variables: Variables::of("person", &view), toc }
}

fn names(site: &Site<'_>, page: &Page, subjects: &[u32]) -> String {
    let mut html = String::new();
    subjects_into(&mut html, site, &page.address, subjects);
    html
}

/// Where documents tell what it is.
fn told(site: &Site<'_>, page: &Page, subject: &Subject) -> String {
    let mut html = String::new();
    let mut seen = Vec::new();
    for (document, at) in &subject.told {
        if seen.contains(document) {
            continue;
        }
        seen.push(*document);
        html.push_str(if html.is_empty() { "" } else { ", " });
        let heading = site.handbook.facts[*document as usize][*at as usize].heading;
        let href = site.href_to_heading(&page.address, *document, heading);
        register::link_into(&mut html, &href, site.handbook.documents[*document as usize].title());
    }
    html
}

/// The facts that tell a subject as a role or squad.
fn facts<'s>(site: &'s Site<'_>, subject: &'s Subject) -> impl Iterator<Item = &'s Fact> {
    subject.told.iter().map(|(document, at)| &site.handbook.facts[*document as usize][*at as usize])
}

struct Writing<'s> {
    site: &'s Site<'s>,
    page: &'s Page,
    share: &'s Share,
    sections: Sections,
}

impl Writing<'_> {
    fn begin(&mut self, title: &str, count: usize) {
        let id = self.sections.id(title);
        self.sections.begin(&id, title, "", count);
        self.sections.list(&id, title);
    }

    fn meetings(&mut self, at: u32, subject: &Subject) {
        let (site, share) = (self.site, self.share);
        let mut stated: Vec<u32> = facts(site, subject).filter_map(|fact| Some(fact.role()?.hours?.0)).collect();
        stated.sort_unstable();
        stated.dedup();
        if share.events.is_empty() && stated.is_empty() {
            return;
        }
        self.begin("Meetings", share.events.len());
        let out = &mut self.sections.html;
        out.push_str("<p>");
        text_into(out, &hours::sentence(hours::of(site, at), &stated));
        out.push_str("</p>\n");
        if !share.events.is_empty() {
            let mut events: Vec<_> =
                share.events.iter().map(|attends| (attends, &site.index.of("event")[attends.event as usize])).collect();
            events.sort_by_key(|(_, entry)| {
                let start = entry.fact.start();
                (start.is_none(), start, entry.fact.when.as_ref().and_then(|when| when.time))
            });
            begin_table(out, "Meetings with their times", "of-person", &["Meeting", "When", "Length", "Attendance"]);
            for (attends, entry) in events {
                self.event(entry, attends.through, attends.required);
            }
            end_table(&mut self.sections.html);
        }
        self.sections.end();
    }

    fn event(&mut self, entry: &Entry<'_>, through: Option<u32>, required: bool) {
        let (site, page, out) = (self.site, self.page, &mut self.sections.html);
        let when = entry.fact.when.as_deref();
        begin_row(out, &rows::of_event(site, entry), &site.href_of(&page.address, entry), &entry.fact.title);
        cell(out, "When", |out| rows::when_into(out, site, when));
        text_cell(out, "Length", &when.and_then(|when| when.minutes).map(duration).unwrap_or_default());
        cell(out, "Attendance", |out| {
            out.push_str(if required { "Required" } else { "Optional" });
            if let Some(group) = through {
                out.push_str(", as ");
                subject_into(out, site, &page.address, group);
            }
        });
        out.push_str("</tr>");
    }

    /// Meetings of some members of a group.
    fn near(&mut self) {
        if self.share.near.is_empty() {
            return;
        }
        let (site, page, near) = (self.site, self.page, &self.share.near);
        self.begin("Meetings of some members", near.len());
        let out = &mut self.sections.html;
        out.push_str("<ul>");
        for event in near {
            let entry = &site.index.of("event")[*event as usize];
            out.push_str("\n<li>");
            register::link_into(out, &site.href_of(&page.address, entry), &entry.fact.title);
            out.push_str(" <span class=\"quiet\">");
            rows::when_into(out, site, entry.fact.when.as_deref());
            out.push_str("</span></li>");
        }
        out.push_str("\n</ul>\n");
        self.sections.end();
    }

    fn decisions(&mut self) {
        let (site, page) = (self.site, self.page);
        if self.share.decisions.is_empty() {
            return;
        }
        let mut by_decision: Vec<(u32, Vec<&Decides>)> = Vec::new();
        for decides in &self.share.decisions {
            match by_decision.iter_mut().find(|(decision, _)| *decision == decides.decision) {
                Some((_, acts)) => acts.push(decides),
                None => by_decision.push((decides.decision, vec![decides])),
            }
        }
        self.begin("Decisions and signatures", by_decision.len());
        let out = &mut self.sections.html;
        begin_table(out, "Decisions with their parts", "of-person", &["Decision", "Part", "State", "Due"]);
        for (decision, acts) in by_decision {
            let entry = &site.index.of("decision")[decision as usize];
            let state = entry.fact.decision().map_or(DecisionState::Open, |decision| decision.state);
            let due = entry.fact.due.filter(|_| state == DecisionState::Open);
            let attributes = due.map_or(String::new(), |due| rows::days(due, None) + &format!(" data-due=\"{due}\""));
            let title = capitalised(&entry.fact.title);
            begin_row(out, &attributes, &site.href_of(&page.address, entry), &title);
            cell(out, "Part", |out| {
                for (at, decides) in acts.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    out.push_str(match decides.act {
                        Act::Takes => "decides",
                        Act::Signs => "signs",
                        Act::StandsIn => "stands in",
                    });
                    if let Some(group) = decides.through {
                        out.push_str(" as ");
                        subject_into(out, site, &page.address, group);
                    }
                }
            });
            cell(out, "State", |out| {
                let word = match state {
                    DecisionState::Open => "Open",
                    DecisionState::Decided => "Decided",
                    DecisionState::Deferred => "Deferred",
                };
                out.push_str(&format!("<span class=\"state {}\">{word}</span>", state.word()));
            });
            cell(out, "Due", |out| entry.fact.due.into_iter().for_each(|due| rows::day_into(out, due)));
            out.push_str("</tr>");
        }
        end_table(out);
        self.sections.end();
    }

    fn tasks(&mut self) {
        let (site, page, share) = (self.site, self.page, self.share);
        if share.tasks.is_empty() {
            return;
        }
        let mut tasks: Vec<&Entry<'_>> = share.tasks.iter().map(|at| &site.index.of("task")[*at as usize]).collect();
        tasks.sort_by_key(|entry| entry.fact.due);
        self.begin("Tasks with a due date", tasks.len());
        let out = &mut self.sections.html;
        begin_table(out, "Tasks with their days", "of-person", &["Task", "Due"]);
        for entry in tasks {
            let Some(due) = entry.fact.due else { continue };
            let attributes = rows::days(due, None) + &format!(" data-due=\"{due}\"");
            begin_row(out, &attributes, &site.href_of(&page.address, entry), &entry.fact.title);
            cell(out, "Due", |out| rows::day_into(out, due));
            out.push_str("</tr>");
        }
        end_table(out);
        self.sections.end();
    }

    fn shifts(&mut self) {
        let (site, page) = (self.site, self.page);
        let mut shifts: Vec<_> = self.share.shifts.iter().collect();
        if shifts.is_empty() {
            return;
        }
        shifts.sort_by_key(|duty| site.shifts.list[duty.shift as usize].1.start);
        self.begin("On call", shifts.len());
        let out = &mut self.sections.html;
        begin_table(out, "Shifts", "of-person", &["Rota", "When", "Part"]);
        for duty in shifts {
            let (rota, shift) = &site.shifts.list[duty.shift as usize];
            let entry = &site.index.of("rotation")[*rota as usize];
            let attributes = rows::days(shift.start, Some(shift.end)) + &on_call::moments(site, entry, shift);
            begin_row(out, &attributes, &site.href_of(&page.address, entry), &entry.fact.title);
            cell(out, "When", |out| on_call::when_into(out, shift));
            cell(out, "Part", |out| {
                out.push_str(if duty.is_backup { "stands in" } else { "on duty" });
                if !shift.slot.is_empty() {
                    out.push_str(", ");
                    text_into(out, shift.slot);
                }
            });
            out.push_str("</tr>");
        }
        end_table(out);
        self.sections.end();
    }

    fn responsibilities(&mut self, subject: &Subject) {
        let site = self.site;
        let mut all: Vec<&str> = Vec::new();
        for fact in facts(site, subject) {
            let told = fact.role().map_or(&[][..], |role| &role.responsibilities[..]);
            for text in told.iter().map(|text| &**text) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        if all.is_empty() {
            return;
        }
        self.begin("Responsibilities", all.len());
        let out = &mut self.sections.html;
        out.push_str("<ul>");
        for text in all {
            out.push_str("\n<li>");
            text_into(out, text);
            out.push_str("</li>");
        }
        out.push_str("\n</ul>\n");
        self.sections.end();
    }
}
