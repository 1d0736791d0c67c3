//! `escalations/`: ladders of who is told after how long, or beyond what; each as steps, and drawn where the times are
//! known.

mod ladder;

use super::register::{self, cell, end_table, text_cell};
use super::split::split;
use super::{Overview, Page, Planned, Shown};
use crate::link::address::Generated;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::who;
use crate::render::wording::duration;
use crate::understand::fact::Step;

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Escalations, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Escalations, &site.index.counts(site.handbook, "escalation"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = register::view(site, page, "escalation");
    let mut number = 0;
    let sections = register::by_document(site, page, "escalation", ["ladder", "ladders"], |out, of, entries| {
        for entry in entries {
            number += 1;
            show_ladder(out, site, page, of, entry, number);
        }
    });
    view.list_html = sections.html;
    Shown { template: "escalations-content.html", variables: Variables::of("escalations", &view), toc: sections.toc }
}

fn show_ladder(out: &mut String, site: &Site<'_>, page: &Page, of: &str, entry: &Entry<'_>, number: usize) {
    let steps = entry.fact.steps().expect("the index has escalations under this kind");
    let title = &entry.fact.title;
    out.push_str("<div class=\"escalation\">\n<h3>");
    register::link_into(out, &site.href_of(&page.address, entry), title);
    out.push_str("</h3>\n");
    ladder::draw_into(out, title, steps, number);
    table(out, site, page, entry.document, &format!("Steps of “{title}” in {of}"), steps);
    out.push_str("</div>\n");
}

fn table(out: &mut String, site: &Site<'_>, page: &Page, document: u32, caption: &str, steps: &[Step]) {
    let timed = steps.iter().any(|step| step.after_minutes.is_some());
    let limited = steps.iter().any(|step| step.beyond.is_some());
    let columns = [(true, "Step"), (true, "Who"), (timed, "After"), (limited, "When")];
    let columns: Vec<&str> = columns.into_iter().filter(|(shown, _)| *shown).map(|(_, name)| name).collect();
    register::begin_narrow_table(out, caption, "steps", &columns);
    for (at, step) in steps.iter().enumerate() {
        out.push_str("\n<tr><th scope=\"row\">");
        out.push_str(&(at + 1).to_string());
        out.push_str("</th>");
        cell(out, "Who", |out| match step.who.is_empty() {
            true => out.push_str("<span class=\"quiet\">Not said</span>"),
            false => who::links_into(out, site, &page.address, &step.who, document),
        });
        if timed {
            text_cell(out, "After", &step.after_minutes.map(after).unwrap_or_default());
        }
        if limited {
            cell(out, "When", |out| text_into(out, step.beyond.as_deref().unwrap_or_default()));
        }
        out.push_str("</tr>");
    }
    end_table(out);
}

/// `at once`, `2 h`
fn after(minutes: u32) -> String {
    if minutes == 0 { "at once".to_owned() } else { duration(minutes) }
}

#[cfg(test)]
mod tests {
    use crate::render::overview;
    use crate::render::testing::with_site;

    const LADDER: &str = "# Escalation\n\n## Blocked tasks\n\n1. **0-2 hours:** Team\n2. **2-4 hours:** Tech Lead & <i>others</i>\n3. **4-8 hours:** Product Manager\n";

    #[test]
    fn a_ladder_has_its_steps_and_its_drawing() {
        let html = with_site(&[("content/escalation.md", LADDER), ("content/index.md", "# Home\n")], |site| {
            let page = site.overviews.iter().position(|page| page.address == "escalations/").expect("there is one");
            String::from_utf8(overview::page(site, page).unwrap()).unwrap()
        });
        assert!(
            html.contains("<svg class=\"ladder\" role=\"img\" aria-labelledby=\"ladder.1 ladder.1.steps\""),
            "{html}"
        );
        assert!(
            html.contains("<td data-label=\"After\">at once</td>")
                && html.contains("<td data-label=\"After\">4 h</td>")
        );
        assert!(!html.contains("<i>"), "{html}");
    }
}
