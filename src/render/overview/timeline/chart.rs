//! Spans of days and single days on a chart: which row and which pixels each takes.

use chrono::NaiveDate;

/// Width that a chart has at least, where its days allow it.
const WIDTH: f64 = 900.0;
/// Fewest and most pixels of a day.
const SCALES: (f64, f64) = (0.5, 24.0);
/// Width of a letter of a label, roughly.
const LETTER: f64 = 7.4;
/// Between two things of a row.
const GAP: f64 = 10.0;
/// Left of the first day.
pub const LEFT: f64 = 8.0;

/// Something to draw.
#[derive(Clone, Debug)]
pub struct Thing {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive; a milestone's is its first.
    pub to: NaiveDate,
    /// Its label.
    pub label: String,
    /// Class of its shape.
    pub class: &'static str,
    /// Whether it is a single day, drawn as a mark.
    pub is_mark: bool,
}

/// A thing in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its number in the list that was given.
    pub thing: usize,
    /// Its row, from 0.
    pub row: usize,
    /// Left end of its shape.
    pub x: f64,
    /// Width of its shape.
    pub width: f64,
    /// Left end of its label.
    pub label_x: f64,
    /// Right end of all of it.
    pub end: f64,
}

/// How days become pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The day at the left end.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Pixels of a day.
    pub day: f64,
}

impl Scale {
    /// For all days of some things; none without any.
    pub fn of(things: &[Thing]) -> Option<Self> {
        let first = things.iter().map(|thing| thing.from).min()?;
        let last = things.iter().map(|thing| thing.to.max(thing.from)).max()?;
        let days = (last - first).num_days() as f64 + 1.0;
        Some(Self { first, last, day: (WIDTH / days).clamp(SCALES.0, SCALES.1) })
    }

    /// Where a day begins.
    pub fn x(&self, day: NaiveDate) -> f64 {
        LEFT + (day - self.first).num_days() as f64 * self.day
    }

    /// Puts things into rows: each into the first that has room for it and its label. Those that begin earlier, and of
    /// these the longer ones, come first.
    pub fn place(&self, things: &[Thing]) -> Vec<Placed> {
        let mut order: Vec<usize> = (0..things.len()).collect();
        order.sort_by_key(|&at| (things[at].from, std::cmp::Reverse(things[at].to), at));
        let mut ends: Vec<f64> = Vec::new();
        let mut all = Vec::with_capacity(things.len());
        for at in order {
            let thing = &things[at];
            let (x, width) = self.shape(thing);
            let text = thing.label.chars().count() as f64 * LETTER;
            let is_inside = !thing.is_mark && text + GAP <= width;
            let label_x = if is_inside { x + GAP / 2.0 } else { x + width + GAP / 2.0 };
            let end = (x + width).max(label_x + text);
            let row = ends.iter().position(|taken| *taken + GAP <= x).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(end);
            } else {
                ends[row] = end;
            }
            all.push(Placed { thing: at, row, x, width, label_x, end });
        }
        all
    }

    /// Left end and width of a thing's shape: of a span from the beginning of its first day to the end of its last; a
    /// mark stands around the middle of its day.
    fn shape(&self, thing: &Thing) -> (f64, f64) {
        const MARK: f64 = 12.0;
        if thing.is_mark {
            return (self.x(thing.from) + self.day / 2.0 - MARK / 2.0, MARK);
        }
        let days = (thing.to.max(thing.from) - thing.from).num_days() as f64 + 1.0;
        (self.x(thing.from), days * self.day)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn thing((from, length, label, is_mark): (u64, u64, usize, bool)) -> Thing {
        let from = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Days::new(from);
        let to = if is_mark { from } else { from + Days::new(length) };
        Thing { from, to, label: "x".repeat(label), class: "", is_mark }
    }

    #[test]
    fn labels_stand_inside_where_they_fit() {
        let things: Vec<Thing> = [(0, 13, 9, false), (14, 0, 20, false), (60, 0, 5, true)].map(thing).into();
        let scale = Scale::of(&things).unwrap();
        let placed = scale.place(&things);
        assert!(placed[0].label_x < placed[0].x + placed[0].width);
        assert!(placed[1].label_x > placed[1].x + placed[1].width && placed[2].label_x > placed[2].x);
        assert!(Scale::of(&[]).is_none());
    }

    proptest! {
        #[test]
        fn bars_lie_where_their_days_say(all in prop::collection::vec((0u64..4000, 0u64..400, 0usize..30, any::<bool>()), 1..40)) {
            let things: Vec<Thing> = all.into_iter().map(thing).collect();
            let scale = Scale::of(&things).unwrap();
            let placed = scale.place(&things);
            prop_assert_eq!(placed.len(), things.len());
            for one in &placed {
                let thing = &things[one.thing];
                let day = |x: f64| scale.first + Days::new(((x - LEFT) / scale.day + 1e-6).floor().max(0.0) as u64);
                if thing.is_mark {
                    prop_assert_eq!(day(one.x + one.width / 2.0), thing.from);
                } else {
                    prop_assert_eq!(day(one.x), thing.from);
                    prop_assert_eq!(day(one.x + one.width - scale.day / 2.0), thing.to);
                }
                prop_assert!(one.end >= one.x + one.width);
            }
            for (at, one) in placed.iter().enumerate() {
                for other in &placed[at + 1..] {
                    prop_assert!(one.row != other.row || one.end <= other.x || other.end <= one.x);
                }
            }
        }
    }
}
