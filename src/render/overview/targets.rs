//! `targets/`: measurable thresholds, by the section of the document that sets them.

use super::register::{self, begin_row, begin_table, cell, end_table};
use super::split::split;
use super::{Overview, Page, Planned, Shown};
use crate::link::address::Generated;
use crate::render::escape::text_into;
use crate::render::index::Entry;
use crate::render::site::Site;
use crate::render::theme::Variables;
use crate::understand::fact::{Comparator, Target};

/// The overview.
pub const OVERVIEW: Overview = Overview { of: Generated::Targets, pages, show, files: &[] };

fn pages(site: &Site<'_>) -> Vec<Planned> {
    split(site, Generated::Targets, &site.index.counts(site.handbook, "target"))
}

fn show(site: &Site<'_>, page: &Page) -> Shown {
    let mut view = register::view(site, page, "target");
    let sections = register::by_document(site, page, "target", |out, document, entries| {
        table(out, site, page, document, entries);
    });
    view.list_html = sections.html;
    Shown { template: "targets-content.html", variables: Variables::of("targets", &view), toc: sections.toc }
}

fn of<'e>(entry: &Entry<'e>) -> &'e Target {
    entry.fact.target().expect("the index has targets under this kind")
}

/// One table, so that its columns are of one width; a row for the name of each section.
fn table(out: &mut String, site: &Site<'_>, page: &Page, document: u32, entries: &[Entry<'_>]) {
    let title = site.handbook.documents[document as usize].title();
    begin_table(out, &format!("Targets in {title}"), "targets", &["Metric", "Target"]);
    let groups: Vec<&[Entry<'_>]> = register::by_heading(entries).collect();
    for group in &groups {
        if let Some(heading) = register::heading(site, &group[0]).filter(|_| groups.len() > 1) {
            out.push_str("\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\">");
            text_into(out, heading);
            out.push_str("</th></tr>");
        }
        for entry in *group {
            let target = of(entry);
            begin_row(out, "", &site.href_of(&page.address, entry), &target.metric);
            cell(out, "Target", |out| {
                out.push_str("<span class=\"amount\">");
                text_into(out, &amount(target));
                out.push_str("</span>");
            });
            out.push_str("</tr>");
        }
    }
    end_table(out);
}

/// `< 200 ms`, `≥ 80 %`, `72,000 events/s`
fn amount(target: &Target) -> String {
    let sign = match target.comparator {
        Comparator::Less => "< ",
        Comparator::AtMost => "≤ ",
        Comparator::Equal => "",
        Comparator::AtLeast => "≥ ",
        Comparator::Greater => "> ",
    };
    let unit = &*target.unit;
    let number = number(target.value);
    match unit {
        "" => format!("{sign}{number}"),
        "$" | "€" | "£" => format!("{sign}{unit}{number}"),
        _ => format!("{sign}{number}\u{a0}{unit}"),
    }
}

/// `72,000`, `2.5`
fn number(value: f64) -> String {
    let plain = value.abs().to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        // Four digits read well as they are.
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    match rest {
        Some(rest) => format!("{sign}{grouped}.{rest}"),
        None => format!("{sign}{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let amount = |comparator, value, unit: &str| {
            super::amount(&Target { metric: "m".into(), comparator, value, unit: unit.into() })
        };
        assert_eq!(amount(Comparator::Less, 200.0, "ms"), "< 200\u{a0}ms");
        assert_eq!(amount(Comparator::Equal, 72_000.0, "events/s"), "72,000\u{a0}events/s");
        assert_eq!(amount(Comparator::AtLeast, 99.95, "%"), "≥ 99.95\u{a0}%");
        assert_eq!(amount(Comparator::AtMost, 5000.0, "$"), "≤ $5000");
        assert_eq!((number(-1_234_567.0), number(0.0)), ("−1,234,567".to_owned(), "0".to_owned()));
    }
}
