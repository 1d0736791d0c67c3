//! A ladder drawn: its time axis runs down, each rung at its time. It is 340 pixels wide, so that it fits on a phone as it
//! is.

use super::after;
use crate::render::escape::text_into;
use crate::render::svg::{cut, length};
use crate::understand::fact::Step;

const WIDTH: f64 = 340.0;
/// Where the axis stands; the times are left of it.
const AXIS: f64 = 84.0;
/// Height of the letters.
const SIZE: f64 = 14.0;
/// Least and most room between two rungs.
const ROOM: (f64, f64) = (44.0, 110.0);
/// Room above the first rung.
const TOP: f64 = 22.0;

/// Draws the rungs whose times are known, where they are several and follow each other.
pub fn draw_into(out: &mut String, title: &str, steps: &[Step], number: usize) {
    let rungs: Vec<(&Step, u32)> = steps.iter().filter_map(|step| Some((step, step.after_minutes?))).collect();
    if rungs.len() < 2 || !rungs.is_sorted_by_key(|rung| rung.1) {
        return;
    }
    let heights = heights(&rungs.iter().map(|rung| rung.1).collect::<Vec<_>>());
    let last = heights.last().copied().unwrap_or(TOP);
    let height = last + 36.0;
    out.push_str(&format!(
        "<svg class=\"ladder\" role=\"img\" aria-labelledby=\"ladder.{number} ladder.{number}.steps\" width=\"{WIDTH}\" \
         height=\"{0}\" viewBox=\"0 0 {WIDTH} {0}\"><title id=\"ladder.{number}\">",
        length(height)
    ));
    text_into(out, title);
    out.push_str(&format!("</title><desc id=\"ladder.{number}.steps\">"));
    for (at, (step, minutes)) in rungs.iter().enumerate() {
        text_into(out, &format!("{}{}: {}", if at > 0 { "; " } else { "" }, after(*minutes), who(step)));
    }
    out.push_str("</desc>");
    out.push_str(&format!("<path class=\"axis\" d=\"M{AXIS} {TOP}V{0}m-5 -7l5 8l5 -8\"/>", length(last + 26.0)));
    for ((step, minutes), y) in rungs.iter().zip(&heights) {
        rung_into(out, step, *minutes, *y);
    }
    out.push_str("</svg>\n");
}

fn rung_into(out: &mut String, step: &Step, minutes: u32, y: f64) {
    let (circle, base) = (length(y), length(y + 5.0));
    out.push_str(&format!(
        "<g><circle cx=\"{AXIS}\" cy=\"{circle}\" r=\"5\"/><text class=\"time\" x=\"{}\" y=\"{base}\">",
        AXIS - 12.0
    ));
    text_into(out, &cut(&after(minutes), SIZE, AXIS - 14.0));
    let room = WIDTH - AXIS - 16.0;
    for (class, size, drop, text) in [("who", SIZE, 5.0, who(step)), ("when", 12.0, 21.0, when(step))] {
        out.push_str(&format!("</text><text class=\"{class}\" x=\"{}\" y=\"{}\">", AXIS + 14.0, length(y + drop)));
        text_into(out, &cut(&text, size, room));
    }
    out.push_str("</text></g>");
}

/// Who is told.
fn who(step: &Step) -> String {
    let names: Vec<&str> = step.who.iter().map(|name| &**name).collect();
    if names.is_empty() { "not said who".to_owned() } else { names.join(", ") }
}

/// Beyond what, below it.
fn when(step: &Step) -> String {
    step.beyond.as_deref().unwrap_or_default().to_owned()
}

/// Where each rung stands: as far from the one before as its time is, within what can be read.
fn heights(minutes: &[u32]) -> Vec<f64> {
    let steps = || minutes.windows(2).map(|pair| f64::from(pair[1] - pair[0]));
    let shortest = steps().filter(|step| *step > 0.0).fold(f64::INFINITY, f64::min);
    let mut heights = vec![TOP];
    let mut y = TOP;
    for step in steps() {
        y += if step > 0.0 { (ROOM.0 * step / shortest).clamp(ROOM.0, ROOM.1) } else { ROOM.0 };
        heights.push(y);
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::heights;

    #[test]
    fn rungs_stand_at_their_times_and_never_in_each_other() {
        assert_eq!(heights(&[0, 60, 120, 240]), [22.0, 66.0, 110.0, 198.0]);
        assert_eq!(heights(&[0, 0, 5, 10_000]), [22.0, 66.0, 110.0, 220.0]);
    }
}
