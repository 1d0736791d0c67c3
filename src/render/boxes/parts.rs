//! Pages below the lists by owner and by day, where there are too many boxes for one: a page for each owner, and for
//! each month; in parts of 1,000 boxes.

use std::ops::Range;

use crate::understand::phrase::date;

use super::{Boxes, Group, MOST, Way};

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// To which list it belongs.
    pub way: Way,
    /// What it is called.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// What it lists.
    pub slices: Vec<Slice>,
}

/// Some boxes of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The group's number.
    pub group: usize,
    /// Which of its boxes.
    pub boxes: Range<usize>,
}

/// The pages: none where everything stands on the list's own page.
pub(super) fn parts(boxes: &Boxes) -> Vec<Part> {
    if !boxes.is_long {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for (way, groups) in [(Way::Owner, &boxes.by_owner), (Way::Due, &boxes.by_due)] {
        let mut at = 0;
        while at < groups.len() && !groups[at].is_rest {
            // Groups of one page share its slug; owners have one each.
            let same = groups[at..].iter().take_while(|group| group.slug == groups[at].slug).count();
            parts.extend(of_page(way, groups, at..at + same));
            at += same;
        }
    }
    parts
}

/// The groups of one page, in parts that are not too long.
fn of_page(way: Way, groups: &[Group], range: Range<usize>) -> Vec<Part> {
    let (slug, title) = (&groups[range.start].slug, title(way, &groups[range.start]));
    let mut pages: Vec<Vec<Slice>> = vec![Vec::new()];
    let mut room = MOST;
    for group in range {
        let mut from = 0;
        while from < groups[group].boxes.len() {
            if room == 0 {
                pages.push(Vec::new());
                room = MOST;
            }
            let until = groups[group].boxes.len().min(from + room);
            room -= until - from;
            pages.last_mut().expect("there is a first page").push(Slice { group, boxes: from..until });
            from = until;
        }
    }
    let numbered = pages.into_iter().filter(|slices| !slices.is_empty()).enumerate();
    numbered
        .map(|(at, slices)| match at {
            0 => Part { way, title: title.clone(), slug: slug.clone(), slices },
            _ => Part {
                way,
                title: format!("{title}, part {}", at + 1),
                // No owner's own slug ends in two hyphens and a number.
                slug: format!("{slug}--{}", at + 1),
                slices,
            },
        })
        .collect()
}

fn title(way: Way, first: &Group) -> String {
    match (way, first.slug.split_once('-')) {
        (Way::Owner, _) => first.title.clone(),
        (Way::Due, Some((year, month))) => {
            format!("{} {year}", month.parse().map_or("", |month: u32| date::month_name(month)))
        }
        (Way::Due, None) => "Days without a date".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(title: &str, slug: &str, boxes: u32) -> Group {
        let total = boxes as usize;
        Group { slug: slug.into(), total, boxes: (0..boxes).collect(), ..Group::named(title.into()) }
    }

    #[test]
    fn long_lists_have_a_page_for_each_owner_and_month() {
        let rest = Group { is_rest: true, ..group("Without", "", 0) };
        let boxes = Boxes {
            by_owner: vec![group("Ada", "ada", 2500), group("Kai", "kai", 3), group("Mira", "mira", 0), rest.clone()],
            by_due: vec![group("Monday", "2026-01", 600), group("Friday", "2026-01", 600), group("D", "days", 1), rest],
            is_long: true,
            ..Boxes::default()
        };
        let parts = parts(&boxes);
        let shown: Vec<_> = parts
            .iter()
            .map(|part| {
                let count: usize = part.slices.iter().map(|slice| slice.boxes.len()).sum();
                (part.slug.as_str(), part.title.as_str(), count, part.slices.len())
            })
            .collect();
        let want = [
            ("ada", "Ada", 1000, 1),
            ("ada--2", "Ada, part 2", 1000, 1),
            ("ada--3", "Ada, part 3", 500, 1),
            ("kai", "Kai", 3, 1),
            ("2026-01", "January 2026", 1000, 2),
            ("2026-01--2", "January 2026, part 2", 200, 1),
            ("days", "Days without a date", 1, 1),
        ];
        assert_eq!(shown, want);
        assert_eq!(parts[5].slices, [Slice { group: 1, boxes: 400..600 }]);
        assert_eq!(super::parts(&Boxes { is_long: false, ..boxes }), []);
    }
}
