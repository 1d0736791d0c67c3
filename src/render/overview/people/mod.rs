//! `people/`: people, roles and squads, a page each; and the matrix of people and meetings.

mod hours;
mod matrix;
mod person;
mod rows;

pub(super) use rows::when_into;

use super::register::{Sections, begin_row, begin_table, cell, end_table, text_cell};
use super::{Overview, Page, Part, Planned, Shown, whole};
use crate::link::address::Generated;
use crate::link::subjects::{Sort, Subject};
use crate::render::escape::text_into;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::people::PeopleView;
use crate::render::wording::duration;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::People, pages, show, files: &[("meetings.csv", matrix::csv)] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    let one = |(at, address): (usize, &String)| Planned {
        address: address.clone(),
        title: site.handbook.subjects.list[at].name.to_string(),
        above: Some(0),
        part: Part::One(at as u32),
    };
    let mut pages = vec![whole(site, Generated::People)];
    pages.extend(site.handbook.addresses.people.iter().enumerate().map(one));
    let first = pages.len();
    pages.extend(matrix::pages(site, first));
    pages
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    match page.part {
        Part::One(at) => person::show(site, page, at),
        Part::Whole(at) if at > 0 => matrix::show(site, page, at),
        _ => index(site, page),
    }
}

/// Everybody, by what they are.
fn index(site: &Site<'_>, page: &Page) -> Shown {
    let list = &site.handbook.subjects.list;
    let mut sections = Sections::new(300 * list.len());
    for (sort, title) in [(Sort::Person, "People"), (Sort::Role, "Roles and groups"), (Sort::Squad, "Squads")] {
        let mut all: Vec<(u32, &Subject)> = (0..).zip(list).filter(|(_, subject)| subject.sort == sort).collect();
        if all.is_empty() {
            continue;
        }
        all.sort_by_cached_key(|(at, subject)| (subject.name.to_lowercase(), *at));
        let id = sections.id(title);
        sections.begin(&id, title, "", all.len());
        table(&mut sections.html, site, page, title, sort, &all);
        sections.end();
        sections.list(&id, title);
    }
    let matrix = matrix::address(site).map(|to| site.handbook.addresses.href(&page.address, &to));
    let view = PeopleView { total: list.len(), matrix, list_html: sections.html, ..PeopleView::default() };
    Shown { template: "people-content.html", variables: Variables::of("people", &view), toc: sections.toc }
}

fn table(out: &mut String, site: &Site<'_>, page: &Page, title: &str, sort: Sort, all: &[(u32, &Subject)]) {
    let about = match sort {
        Sort::Person => "In",
        Sort::Role | Sort::Squad => "Who",
    };
    begin_table(out, title, "people-list", &["Name", about, "Meetings", "Hours"]);
    for (at, subject) in all {
        let share = site.involvement.of(*at);
        begin_row(
            out,
            "",
            &site.handbook.addresses.href(&page.address, &site.handbook.addresses.people[*at as usize]),
            &subject.name,
        );
        cell(out, about, |out| {
            subjects_into(out, site, &page.address, if sort == Sort::Person { &share.groups } else { &share.members });
        });
        let hours = hours::of(site, *at);
        text_cell(out, "Meetings", &share.events.len().to_string());
        text_cell(out, "Hours", &if hours.minutes == 0 { "–".to_owned() } else { duration(hours.minutes) });
        out.push_str("</tr>");
    }
    end_table(out);
}

/// Names with links to their pages.
fn subjects_into(out: &mut String, site: &Site<'_>, address: &str, subjects: &[u32]) {
    for (at, subject) in subjects.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        subject_into(out, site, address, *subject);
    }
}

/// A name with a link to its page, where it has one.
pub(super) fn subject_into(out: &mut String, site: &Site<'_>, address: &str, subject: u32) {
    let name = &site.handbook.subjects.list[subject as usize].name;
    match site.handbook.addresses.people.get(subject as usize) {
        Some(to) => super::register::link_into(out, &site.handbook.addresses.href(address, to), name),
        None => text_into(out, name),
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline;

    const GUIDE: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-18\n---\n# Sprint 4\n\n## Roles\n\n\
        ### Testers\n**Who:** Test Lead, Test Engineer\n**Time Commitment:** 3 hours\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n\n\
        ### Builders\n**Who:** Tech Lead, Site <b>Engineer\n\n### Sponsors\n**Who:** CEO, CTO\n\n\
        ## Day 1: Kickoff\n**Duration:** 90 minutes\n**Attendees:** Testers, Tech Lead\n\n\
        ## Day 5: Audit\n**Duration:** 2 hours\n**Attendees:** Testers, CEO (optional)\n\n\
        Call the Test Lead: +49 30 1234567.\n";

    /// What is published, as text.
    fn site(settings: &str) -> (Vec<(String, String)>, Vec<String>) {
        let made = pipeline::in_memory(&[("handbook.yaml", settings.as_bytes()), ("content/a.md", GUIDE.as_bytes())]);
        let text = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), String::from_utf8_lossy(bytes).into_owned());
        let messages = made.diagnostics.iter().map(|one| one.message.clone()).collect();
        (made.site.iter().map(text).collect(), messages)
    }

    fn page<'s>(site: &'s [(String, String)], path: &str) -> &'s str {
        &site.iter().find(|(known, _)| known == path).unwrap_or_else(|| panic!("no {path}")).1
    }

    #[test]
    fn stated_and_summed_hours_stand_beside_each_other() {
        let (site, _) = site("title: A\n");
        let testers = page(&site, "people/testers/index.html");
        assert!(testers.contains("States 3 h; the meetings below add up to 3 h 30 min."), "{testers}");
        let matrix = page(&site, "people/meetings/index.html");
        assert!(
            matrix.contains("Required</span>") && matrix.contains("Optional</span>") && matrix.contains("3 h 30 min")
        );
        let csv = page(&site, "people/meetings.csv");
        assert!(csv.contains("Test Lead,Kickoff,Sprint 4,Day 1,2026-01-05,,90,required,Testers,a.md\r\n"), "{csv}");
        assert!(csv.contains("CEO,Audit,Sprint 4,Day 5,2026-01-09,,120,optional,,a.md\r\n"), "{csv}");
    }

    #[test]
    fn without_people_nothing_of_them_is_there() {
        let (site, _) = site("title: A\npeople: off\n");
        for (path, text) in &site {
            assert!(!path.starts_with("people/") && !path.starts_with("roles/"), "{path}");
            let links = ["href=\"people/", "/people/\"", "/people/", "roles/test-lead.ics"];
            assert!(path.starts_with("assets/") || links.iter().all(|link| !text.contains(link)), "{path}");
        }
    }

    #[test]
    fn numbers_and_findings_are_not_published() {
        let (masked, findings) = site("title: A\n");
        assert!(findings.iter().any(|message| message.contains("Audit")), "{findings:?}");
        for (path, text) in &masked {
            assert!(!text.contains("1234567"), "{path}");
            assert!(findings.iter().all(|message| !text.contains(message.as_str())), "{path}");
        }
        assert!(page(&masked, "a/index.html").contains(crate::render::phone::MASK));
        let (shown, _) = site("title: A\nphone_numbers: show\n");
        assert!(page(&shown, "a/index.html").contains("+49 30 1234567"));
    }
}
