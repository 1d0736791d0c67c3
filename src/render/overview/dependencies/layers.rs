//! Where boxes and arrows of a picture stand: in layers from left to right, each box one layer behind the last that leads
//! to it. An arrow over several layers passes each of them between the boxes. Of a circle, the arrow that closes it is
//! laid out the other way round. The order of the input decides where nothing else does.

/// A stop of the layout: a box, or an arrow that passes a layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Its layer.
    pub layer: usize,
    /// Its upper edge.
    pub y: f64,
    /// Its height; an arrow that passes has little.
    pub height: f64,
}

/// An arrow through its stops, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Numbers in [`Layout::stops`], of which the first and the last are boxes.
    pub stops: Vec<usize>,
    /// Whether the arrow points from right to left.
    pub is_back: bool,
}

/// A layout.
#[derive(Debug)]
pub struct Layout {
    /// The boxes, in their order, and then the stops of arrows.
    pub stops: Vec<Stop>,
    /// The ways of the arrows, in their order.
    pub ways: Vec<Way>,
    /// How many layers there are.
    pub layers: usize,
    /// Height of it all.
    pub height: f64,
}

/// Height of a box.
pub const BOX: f64 = 56.0;
/// Height of an arrow that passes.
const PASSING: f64 = 10.0;
/// Room between two stops of a layer.
const GAP: f64 = 14.0;
/// How often the order of all layers is mended.
const SWEEPS: usize = 4;

/// Lays out so many boxes with arrows between them; none leads from a box to itself.
pub fn lay_out(boxes: usize, arrows: &[(usize, usize)]) -> Layout {
    let back = closing(boxes, arrows);
    let forward: Vec<(usize, usize)> =
        arrows.iter().zip(&back).map(|(&(from, to), back)| if *back { (to, from) } else { (from, to) }).collect();
    let layer = layers(boxes, &forward);
    let mut stops: Vec<Stop> = layer.iter().map(|&layer| Stop { layer, y: 0.0, height: BOX }).collect();
    let mut ways = Vec::new();
    for (&(from, to), &is_back) in forward.iter().zip(&back) {
        let mut way = vec![from];
        for layer in layer[from] + 1..layer[to] {
            way.push(stops.len());
            stops.push(Stop { layer, y: 0.0, height: PASSING });
        }
        way.push(to);
        ways.push(Way { stops: way, is_back });
    }
    let count = layer.iter().max().map_or(0, |last| last + 1);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, stop) in stops.iter().enumerate() {
        rows[stop.layer].push(at);
    }
    let (before, behind) = neighbours(stops.len(), &ways);
    order(&mut rows, &before, &behind, stops.len());
    let height = place(&rows, &before, &mut stops);
    Layout { stops, ways, layers: count, height }
}

/// Which arrows close a circle, as one goes along them from the first box on.
fn closing(boxes: usize, arrows: &[(usize, usize)]) -> Vec<bool> {
    let mut leaving = vec![Vec::new(); boxes];
    for (at, (from, _)) in arrows.iter().enumerate() {
        leaving[*from].push(at);
    }
    let mut led_to = vec![false; boxes];
    arrows.iter().for_each(|(_, to)| led_to[*to] = true);
    // 0: not seen, 1: on the way, 2: done.
    let mut seen = vec![0_u8; boxes];
    let mut back = vec![false; arrows.len()];
    let first = (0..boxes).filter(|at| !led_to[*at]);
    for start in first.chain(0..boxes) {
        if seen[start] != 0 {
            continue;
        }
        seen[start] = 1;
        let mut way = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let Some(&arrow) = leaving[*at].get(*next) else {
                seen[*at] = 2;
                way.pop();
                continue;
            };
            *next += 1;
            let to = arrows[arrow].1;
            match seen[to] {
                0 => {
                    seen[to] = 1;
                    way.push((to, 0));
                }
                1 => back[arrow] = true,
                _ => {}
            }
        }
    }
    back
}

/// The layer of each box: behind all that lead to it. What nothing leads to stands right before what it leads to.
fn layers(boxes: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
    let mut layer = vec![0; boxes];
    // Without circles, no way is longer than there are boxes.
    for _ in 0..boxes {
        let mut changed = false;
        for &(from, to) in arrows {
            if layer[to] <= layer[from] {
                layer[to] = layer[from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for at in (0..boxes).filter(|at| arrows.iter().all(|(_, to)| to != at)).collect::<Vec<_>>() {
        let nearest = arrows.iter().filter(|(from, _)| *from == at).map(|(_, to)| layer[*to]).min();
        layer[at] = nearest.map_or(layer[at], |nearest| nearest - 1);
    }
    layer
}

type Neighbours = Vec<Vec<usize>>;

/// By stop: the stops right before it and right behind it.
fn neighbours(stops: usize, ways: &[Way]) -> (Neighbours, Neighbours) {
    let (mut before, mut behind) = (vec![Vec::new(); stops], vec![Vec::new(); stops]);
    for pair in ways.iter().flat_map(|way| way.stops.windows(2)) {
        behind[pair[0]].push(pair[1]);
        before[pair[1]].push(pair[0]);
    }
    (before, behind)
}

/// Orders each layer by where the neighbours of its stops stand, to and fro, so that fewer arrows cross.
fn order(rows: &mut [Vec<usize>], before: &Neighbours, behind: &Neighbours, stops: usize) {
    let mut place = vec![0.0; stops];
    let note = |row: &[usize], place: &mut Vec<f64>| {
        row.iter().enumerate().for_each(|(at, stop)| place[*stop] = (at as f64 + 0.5) / row.len() as f64);
    };
    rows.iter().for_each(|row| note(row, &mut place));
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        for step in 0..rows.len() {
            let row = if forward { step } else { rows.len() - 1 - step };
            let near = if forward { before } else { behind };
            rows[row]
                .sort_by(|one, other| mean(&near[*one], *one, &place).total_cmp(&mean(&near[*other], *other, &place)));
            note(&rows[row], &mut place);
        }
    }
}

/// Where the neighbours of a stop stand on the average; where it stands itself if there are none.
fn mean(near: &[usize], own: usize, place: &[f64]) -> f64 {
    if near.is_empty() { place[own] } else { near.iter().map(|at| place[*at]).sum::<f64>() / near.len() as f64 }
}

/// Gives each stop its place, near those before it and below the one above it; gives the height of it all.
fn place(rows: &[Vec<usize>], before: &Neighbours, stops: &mut [Stop]) -> f64 {
    for row in rows {
        let wanted: Vec<Option<f64>> =
            row.iter().map(|at| centre(&before[*at], stops).map(|y| y - stops[*at].height / 2.0)).collect();
        let mut free = f64::NEG_INFINITY;
        let mut least = f64::INFINITY;
        for (&at, wanted) in row.iter().zip(&wanted) {
            let room = if free.is_finite() { free } else { wanted.unwrap_or(0.0) };
            stops[at].y = wanted.unwrap_or(room).max(room);
            free = stops[at].y + stops[at].height + GAP;
            least = least.min(stops[at].y);
        }
        // As a whole, the layer moves to where its stops want to be on the average.
        let known: Vec<f64> =
            row.iter().zip(&wanted).filter_map(|(at, wanted)| Some((*wanted)? - stops[*at].y)).collect();
        let shift = if known.is_empty() { 0.0 } else { known.iter().sum::<f64>() / known.len() as f64 };
        row.iter().for_each(|at| stops[*at].y += shift);
    }
    let top = stops.iter().map(|stop| stop.y).fold(f64::INFINITY, f64::min);
    let mut height: f64 = 0.0;
    for stop in stops.iter_mut() {
        stop.y -= top;
        height = height.max(stop.y + stop.height);
    }
    height
}

fn centre(near: &[usize], stops: &[Stop]) -> Option<f64> {
    let sum: f64 = near.iter().map(|at| stops[*at].y + stops[*at].height / 2.0).sum();
    (!near.is_empty()).then(|| sum / near.len() as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_box_stands_behind_what_leads_to_it() {
        let layout = lay_out(5, &[(0, 1), (1, 2), (0, 2), (3, 2), (2, 4)]);
        let layers: Vec<usize> = layout.stops[..5].iter().map(|stop| stop.layer).collect();
        assert_eq!(layers, [0, 1, 2, 1, 3]);
        assert_eq!((layout.stops.len(), layout.layers), (6, 4));
        assert!(layout.ways.iter().all(|way| !way.is_back));
    }

    #[test]
    fn of_a_circle_one_arrow_points_back() {
        let layout = lay_out(3, &[(0, 1), (1, 2), (2, 0)]);
        let back: Vec<bool> = layout.ways.iter().map(|way| way.is_back).collect();
        assert_eq!(back, [false, false, true]);
        assert_eq!(layout.ways[2].stops.first(), Some(&0));
    }

    proptest! {
        #[test]
        fn nothing_stands_in_anything_else(arrows in prop::collection::vec((0usize..14, 0usize..14), 0..40)) {
            let arrows: Vec<(usize, usize)> = arrows.into_iter().filter(|(from, to)| from != to).collect();
            let layout = lay_out(14, &arrows);
            for (at, one) in layout.stops.iter().enumerate() {
                prop_assert!(one.y >= 0.0 && one.y + one.height <= layout.height);
                for other in layout.stops[at + 1..].iter().filter(|other| other.layer == one.layer) {
                    let apart = one.y + one.height + GAP <= other.y + 0.001 || other.y + other.height + GAP <= one.y + 0.001;
                    prop_assert!(apart, "{one:?} {other:?}");
                }
            }
            for way in &layout.ways {
                prop_assert!(way.stops.windows(2).all(|pair| layout.stops[pair[0]].layer + 1 == layout.stops[pair[1]].layer));
            }
        }
    }
}
