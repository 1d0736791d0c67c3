//! A chart -> SVG. Its colours are the stylesheet's, by class.

use std::fmt::Write as _;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::chart::{LEFT, Placed, Scale, Thing};
use crate::render::escape::text_into as escape;
use crate::render::wording::span;
use crate::understand::phrase::date;

/// Height of a row.
const ROW: f64 = 26.0;
/// Height of a bar.
const BAR: f64 = 20.0;
/// Above the first lane: the names of days.
const TOP: f64 = 24.0;
/// Above the rows of a lane: its name.
const HEAD: f64 = 22.0;
/// Below the last row: the word for today.
const FOOT: f64 = 20.0;
/// Least distance of two names of days.
const TICK: f64 = 66.0;

/// Things of one sort, below a heading of their own.
pub struct Lane {
    /// The heading.
    pub title: &'static str,
    /// The things.
    pub things: Vec<Thing>,
}

/// The drawing; empty where there is nothing to draw.
pub fn svg(lanes: &[Lane]) -> String {
    let all: Vec<Thing> = lanes.iter().flat_map(|lane| lane.things.iter().cloned()).collect();
    let Some(scale) = Scale::of(&all) else { return String::new() };
    let placed: Vec<Vec<Placed>> = lanes.iter().map(|lane| scale.place(&lane.things)).collect();
    let rows = |placed: &[Placed]| placed.iter().map(|one| one.row + 1).max().unwrap_or(0) as f64;
    let height = TOP + placed.iter().map(|placed| HEAD + rows(placed) * ROW).sum::<f64>() + FOOT;
    let right = scale.x(scale.last) + scale.day;
    let width = placed.iter().flatten().map(|one| one.end).fold(right, f64::max) + LEFT;
    let mut svg = String::with_capacity(all.len() * 260 + 2000);
    let _ = write!(
        svg,
        "<svg class=\"timeline-chart\" role=\"img\" aria-labelledby=\"timeline.title timeline.desc\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"timeline.title\">Timeline, {}</title>\n<desc id=\"timeline.desc\">{}</desc>",
        span(scale.first, scale.last),
        described(lanes)
    );
    ticks(&mut svg, &scale, height);
    let mut top = TOP;
    for (lane, placed) in lanes.iter().zip(&placed) {
        let _ = write!(svg, "\n<text class=\"lane\" x=\"{LEFT:.0}\" y=\"{:.0}\">{}</text>", top + 15.0, lane.title);
        top += HEAD;
        placed.iter().for_each(|one| shape(&mut svg, &lane.things[one.thing], one, top + one.row as f64 * ROW));
        top += rows(placed) * ROW;
    }
    // Moved to the reader's day, and shown, by the browser.
    let _ = write!(
        svg,
        "\n<g class=\"now\" data-first=\"{}\" data-last=\"{}\" data-day=\"{:.4}\" data-left=\"{LEFT:.0}\"><line y1=\"{TOP:.0}\" y2=\"{height:.0}\"/><text y=\"{:.0}\">Today</text></g>\n</svg>",
        scale.first,
        scale.last,
        scale.day,
        height - 5.0
    );
    svg
}

/// `3 sprints, 2 waves and 4 milestones. The tables below say the same.`
fn described(lanes: &[Lane]) -> String {
    let parts: Vec<String> = lanes.iter().map(|lane| format!("{}: {}", lane.title, lane.things.len())).collect();
    format!("{}. The tables below say the same.", parts.join(", "))
}

fn shape(svg: &mut String, thing: &Thing, placed: &Placed, top: f64) {
    let Placed { x, width, label_x, .. } = *placed;
    svg.push_str("\n<g class=\"");
    svg.push_str(thing.class);
    svg.push_str("\"><title>");
    escape(svg, &thing.label);
    let _ = write!(svg, ", {}</title>", span(thing.from, thing.to.max(thing.from)));
    let middle = top + BAR / 2.0;
    if thing.is_mark {
        let half = width / 2.0;
        let _ = write!(
            svg,
            "<path d=\"M{:.1} {:.1}l{half:.1} {half:.1}l-{half:.1} {half:.1}l-{half:.1} -{half:.1}z\"/>",
            x + half,
            middle - half
        );
    } else {
        let _ = write!(svg, "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{BAR:.0}\" rx=\"3\"/>");
    }
    let _ = write!(svg, "<text x=\"{label_x:.1}\" y=\"{:.1}\">", middle + 4.5);
    escape(svg, &thing.label);
    svg.push_str("</text></g>");
}

/// Names of days along the top, as many as have room.
fn ticks(svg: &mut String, scale: &Scale, height: f64) {
    for (day, name) in days_to_name(scale) {
        let x = scale.x(day);
        let _ = write!(
            svg,
            "\n<g class=\"tick\"><line x1=\"{x:.1}\" y1=\"{TOP:.0}\" x2=\"{x:.1}\" y2=\"{height:.0}\"/><text x=\"{x:.1}\" y=\"15\">{name}</text></g>"
        );
    }
}

/// Mondays, or first days of months, with what they are called.
fn days_to_name(scale: &Scale) -> Vec<(NaiveDate, String)> {
    let short = |day: NaiveDate| &date::month_name(day.month())[..3];
    if let Some(weeks) = [1, 2].into_iter().find(|weeks| f64::from(*weeks) * 7.0 * scale.day >= TICK) {
        let monday = scale.first.checked_sub_days(Days::new(scale.first.weekday().num_days_from_monday().into()));
        let mut days = Vec::new();
        let mut day = monday;
        while let Some(one) = day.filter(|day| *day <= scale.last) {
            if one >= scale.first {
                days.push((one, format!("{} {}", one.day(), short(one))));
            }
            day = one.checked_add_days(Days::new(u64::from(weeks as u32) * 7));
        }
        return days;
    }
    let step = [1u32, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|step| f64::from(*step) * 30.4 * scale.day >= TICK);
    let step = step.unwrap_or(240);
    let mut day =
        NaiveDate::from_ymd_opt(scale.first.year(), scale.first.month0() / step.min(12) * step.min(12) + 1, 1);
    let mut days = Vec::new();
    while let Some(one) = day.filter(|day| *day <= scale.last) {
        if one >= scale.first {
            let name = if step >= 12 { one.year().to_string() } else { format!("{} {}", short(one), one.year()) };
            days.push((one, name));
        }
        day = one.checked_add_months(Months::new(step));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(from: &str, to: &str, label: &str) -> Thing {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        Thing { from, to, label: label.into(), class: "bar", is_mark: from == to }
    }

    #[test]
    fn a_drawing_has_a_name_and_escapes_its_labels() {
        let lanes = [
            Lane { title: "Sprints", things: vec![thing("2026-01-05", "2026-01-18", "<b> & \"c\"")] },
            Lane { title: "Milestones", things: vec![thing("2026-01-09", "2026-01-09", "Audit")] },
        ];
        let svg = svg(&lanes);
        assert!(svg.contains("role=\"img\"") && svg.contains("Timeline, 5–18 January 2026</title>"), "{svg}");
        assert!(svg.contains("Sprints: 1, Milestones: 1. The tables"), "{svg}");
        assert!(svg.contains("&lt;b&gt; &amp; &quot;c&quot;</text>") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains("<rect x=\"8.0\" y=\"46.0\" width=\"336.0\"") && !svg.contains("style="), "{svg}");
        assert_eq!(super::svg(&[]), "");
    }

    #[test]
    fn names_of_days_have_room() {
        let names = |from: &str, to: &str| {
            let scale = Scale::of(&[thing(from, to, "")]).unwrap();
            days_to_name(&scale).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(names("2026-01-05", "2026-01-18"), ["5 Jan", "12 Jan"]);
        assert_eq!(names("2026-01-05", "2026-12-31").first().map(String::as_str), Some("Feb 2026"));
        assert_eq!(names("2014-05-01", "2026-12-31").first().map(String::as_str), Some("Jul 2014"));
    }
}
