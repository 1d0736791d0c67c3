//! `risks/`: what may go wrong, how bad and how likely it is, and what is done against it; by document, the worst first.

mod grade;

use super::register::{self, begin_row, begin_table, cell, end_table, text_cell};
use super::split::split;
use super::{Overview, Page, Planned, Shown};
use crate::link::address::Generated;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::render::view::registers::TallyView;
use crate::render::who;
use crate::understand::fact::Risk;
use grade::{Level, grade};

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Risks, pages, show, files: &[] };

/// Most risks of the list of the worst.
const WORST: usize = 10;

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Risks, &site.index.counts(site.handbook, "risk"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = register::view(site, page, "risk");
    let graded: Vec<(Level, &Entry<'_>)> =
        register::entries(site, page, "risk").map(|entry| (level(entry), entry)).collect();
    if graded.iter().any(|(level, _)| *level != Level::Unknown) {
        let tally = |of: Level| TallyView {
            class: of.class(),
            title: of.word(),
            count: graded.iter().filter(|(level, _)| *level == of).count(),
        };
        view.tallies = Level::ALL.into_iter().map(tally).filter(|tally| tally.count > 0).collect();
    }
    if view.documents > 1 {
        view.head_html = worst(site, page, &graded);
    }
    let sections = register::by_document(site, page, "risk", |out, document, entries| {
        table(out, site, page, document, entries);
    });
    view.list_html = sections.html;
    Shown { template: "risks-content.html", variables: Variables::of("risks", &view), toc: sections.toc }
}

fn of<'e>(entry: &Entry<'e>) -> &'e Risk {
    entry.fact.risk().expect("the index has risks under this kind")
}

fn level(entry: &Entry<'_>) -> Level {
    Level::of(of(entry).severity.as_deref().and_then(grade))
}

/// The worst first, the unknown last; then the likeliest.
fn order(entry: &Entry<'_>) -> std::cmp::Reverse<(Option<u8>, Option<u8>)> {
    let risk = of(entry);
    std::cmp::Reverse((risk.severity.as_deref().and_then(grade), risk.probability.as_deref().and_then(grade)))
}

/// Those of several documents that need to be looked at first.
fn worst(site: &Site<'_>, page: &Page, graded: &[(Level, &Entry<'_>)]) -> String {
    let mut worst: Vec<&Entry<'_>> =
        graded.iter().filter(|(level, _)| *level >= Level::High).map(|(_, entry)| *entry).collect();
    if worst.is_empty() {
        return String::new();
    }
    worst.sort_by_key(|entry| order(entry));
    let mut html = String::from(
        "<section aria-labelledby=\"in.worst\">\n<h2 id=\"in.worst\">The worst first</h2>\n<ol class=\"worst\">",
    );
    for entry in worst.iter().take(WORST) {
        html.push_str("\n<li>");
        register::link_into(&mut html, &site.href_of(&page.address, entry), &entry.fact.title);
        html.push(' ');
        mark_into(&mut html, of(entry).severity.as_deref());
        html.push_str(" <span class=\"quiet\">in ");
        text_into(&mut html, site.handbook.documents[entry.document as usize].title());
        html.push_str("</span></li>");
    }
    html.push_str("\n</ol>\n");
    if worst.len() > WORST {
        html.push_str(&format!("<p class=\"quiet\">And {} more that are high or critical.</p>\n", worst.len() - WORST));
    }
    html.push_str("</section>\n");
    html
}

fn table(out: &mut String, site: &Site<'_>, page: &Page, document: u32, entries: &[Entry<'_>]) {
    let mut entries: Vec<&Entry<'_>> = entries.iter().collect();
    entries.sort_by_cached_key(|entry| order(entry));
    let has = |known: fn(&Entry<'_>) -> bool| entries.iter().any(|entry| known(entry));
    let severity = has(|entry| of(entry).severity.is_some());
    let probability = has(|entry| of(entry).probability.is_some());
    let owner = has(|entry| entry.fact.owner.is_some());
    let answer = has(|entry| of(entry).mitigation.is_some());
    let columns = [
        (true, "Risk"),
        (severity, "Severity"),
        (probability, "Probability"),
        (answer, "What is done"),
        (owner, "Owner"),
    ];
    let columns: Vec<&str> = columns.into_iter().filter(|(shown, _)| *shown).map(|(_, name)| name).collect();
    let title = site.handbook.documents[document as usize].title();
    begin_table(out, &format!("Risks in {title}"), "risks", &columns);
    for entry in entries {
        let risk = of(entry);
        begin_row(out, "", &site.href_of(&page.address, entry), &entry.fact.title);
        if severity {
            cell(out, "Severity", |out| mark_into(out, risk.severity.as_deref()));
        }
        if probability {
            text_cell(out, "Probability", &risk.probability.as_deref().map(likely).unwrap_or_default());
        }
        if answer {
            text_cell(out, "What is done", risk.mitigation.as_deref().unwrap_or_default());
        }
        if owner {
            cell(out, "Owner", |out| {
                if let Some(owner) = &entry.fact.owner {
                    who::link_into(out, site, &page.address, owner, document);
                }
            });
        }
        out.push_str("</tr>");
    }
    end_table(out);
}

/// A grade as it is written, with the icon and the colour of its level.
fn mark_into(out: &mut String, severity: Option<&str>) {
    let level = Level::of(severity.and_then(grade));
    for piece in ["<span class=\"grade ", level.class(), "\">"] {
        out.push_str(piece);
    }
    text_into(out, &severity.map_or_else(|| level.word().to_owned(), capital));
    out.push_str("</span>");
}

/// A probability as it is written; a number of more than a scale to ten is a percentage.
fn likely(written: &str) -> String {
    let is_percent = written.parse::<u8>().is_ok_and(|number| (11..=100).contains(&number));
    if is_percent { format!("{written}\u{a0}%") } else { capital(written) }
}

/// `high` as `High`
fn capital(grade: &str) -> String {
    let mut letters = grade.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use crate::render::overview;
    use crate::render::testing::with_site;

    const RISKS: &str = "# Risks\n\n| Risk | Impact | Probability | Mitigation | Owner |\n|---|---|---|---|---|\n| A < B & late delivery | Medium | 20% | Order early | Ada |\n| Data is lost | Critical | Low | Back up | Kai |\n| The room is small | | 80% | | |\n";

    #[test]
    fn the_worst_stands_first_and_the_unknown_last() {
        let html = with_site(&[("content/index.md", "# Home\n"), ("content/risks-1.md", RISKS)], |site| {
            let page = site.overviews.iter().position(|page| page.address == "risks/").expect("there are risks");
            String::from_utf8(overview::page(site, page).unwrap()).unwrap()
        });
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} in {html}"));
        assert!(at("Data is lost") < at("A &lt; B &amp; late delivery"));
        assert!(at("A &lt; B &amp; late delivery") < at("The room is small"));
        assert!(html.contains("<span class=\"grade grade-4\">Critical</span>"));
        assert!(html.contains("<span class=\"grade grade-0\">Not graded</span>"));
        assert!(html.contains("href=\"../risks-1/index.html#risks\""), "{html}");
    }
}
