//! Boxes and arrows as SVG. Boxes are links, so the picture is a group for whoever hears it and not one image.

use super::graph::{Edge, Graph, Node};
use super::layers::{BOX, Layout, Stop, Way, lay_out};
use crate::render::escape::text_into;
use crate::render::svg::{cut, length, two_lines};

const WIDTH: f64 = 176.0;
/// Room between two layers.
const BETWEEN: f64 = 56.0;
/// Room around everything.
const AROUND: f64 = 4.0;
/// Height of the letters.
const SIZE: f64 = 13.0;
const SMALL: f64 = 11.0;

/// Draws graphs below each other, with what they are called for those who hear them and, where it does not stand above
/// them, for those who see them; `drawn` is how many the page has already.
pub fn draw_into(out: &mut String, graphs: &[Graph], [title, caption]: [&str; 2], drawn: usize) {
    out.push_str("<figure class=\"graph\">\n");
    let mut has_back = false;
    for (at, graph) in graphs.iter().enumerate() {
        let title = match graphs.len() {
            1 => title.to_owned(),
            all => format!("{title}, picture {} of {all}", at + 1),
        };
        has_back |= graph_into(out, graph, &title, drawn + at + 1);
    }
    out.push_str("<figcaption class=\"quiet\">");
    text_into(out, caption);
    if drawn == 0 {
        out.push_str(if caption.is_empty() { "" } else { ". " });
        out.push_str("An arrow leads from what is needed to what needs it.");
    }
    if has_back {
        out.push_str(" Dashed arrows close a circle: each end waits for the other.");
    }
    out.push_str("</figcaption></figure>\n");
}

/// Draws one; gives whether it has an arrow that points back.
fn graph_into(out: &mut String, graph: &Graph, title: &str, number: usize) -> bool {
    let arrows: Vec<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let layout = lay_out(graph.nodes.len(), &arrows);
    let width = layout.layers as f64 * (WIDTH + BETWEEN) - BETWEEN + 2.0 * AROUND;
    let height = layout.height + 2.0 * AROUND;
    let name = format!("graph.{number}");
    let (width, height) = (length(width), length(height));
    out.push_str("<section class=\"table\" tabindex=\"0\" aria-label=\"Picture: ");
    text_into(out, title);
    out.push_str(&format!(
        "\"><svg role=\"group\" aria-labelledby=\"{name}\" aria-describedby=\"{name}.told\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\"><title id=\"{name}\">"
    ));
    text_into(out, title);
    out.push_str(&format!("</title><desc id=\"{name}.told\">"));
    let arrows = if graph.edges.len() == 1 { "arrow" } else { "arrows" };
    let told = format!(
        "{} boxes and {} {arrows}, from what is needed to what needs it. The table below has the same.",
        graph.nodes.len(),
        graph.edges.len()
    );
    text_into(out, &told);
    out.push_str("</desc>\n");
    for (edge, way) in graph.edges.iter().zip(&layout.ways) {
        arrow_into(out, graph, edge, way, &layout);
    }
    for (node, stop) in graph.nodes.iter().zip(&layout.stops) {
        node_into(out, node, stop);
    }
    out.push_str("</svg></section>\n");
    layout.ways.iter().any(|way| way.is_back)
}

fn left(stop: &Stop) -> f64 {
    AROUND + stop.layer as f64 * (WIDTH + BETWEEN)
}

fn middle(stop: &Stop) -> f64 {
    AROUND + stop.y + stop.height / 2.0
}

fn node_into(out: &mut String, node: &Node, stop: &Stop) {
    let (x, y) = (left(stop), AROUND + stop.y);
    out.push_str("<a href=\"");
    out.push_str(&node.href);
    out.push_str("\"><title>");
    text_into(out, &node.title);
    if !node.note.is_empty() {
        text_into(out, &format!(" ({})", node.note));
    }
    out.push_str(&format!(
        "</title><rect x=\"{}\" y=\"{}\" width=\"{WIDTH}\" height=\"{BOX}\" rx=\"4\"/>",
        length(x),
        length(y)
    ));
    let room = WIDTH - 20.0;
    let (first, second) = two_lines(&node.title, SIZE, room);
    let mut lines = vec![("", first)];
    if !second.is_empty() {
        lines.push(("", second));
    }
    if !node.note.is_empty() {
        lines.push((" class=\"note\"", cut(&node.note, SMALL, room)));
    }
    let top = y + (BOX - 16.0 * lines.len() as f64) / 2.0 + 12.0;
    for (at, (class, line)) in lines.iter().enumerate() {
        out.push_str(&format!("<text{class} x=\"{}\" y=\"{}\">", length(x + 10.0), length(top + 16.0 * at as f64)));
        text_into(out, line);
        out.push_str("</text>");
    }
    out.push_str("</a>\n");
}

fn arrow_into(out: &mut String, graph: &Graph, edge: &Edge, way: &Way, layout: &Layout) {
    let class = if way.is_back { "back" } else { "arrow" };
    out.push_str(&format!("<g class=\"{class}\"><title>"));
    text_into(out, &format!("{} → {}", graph.nodes[edge.from].title, graph.nodes[edge.to].title));
    if !edge.what.is_empty() {
        text_into(out, &format!(": {}", edge.what));
    }
    out.push_str("</title><path d=\"");
    let stops: Vec<&Stop> = way.stops.iter().map(|at| &layout.stops[*at]).collect();
    for (at, pair) in stops.windows(2).enumerate() {
        let (x1, y1, x2, y2) = (left(pair[0]) + WIDTH, middle(pair[0]), left(pair[1]), middle(pair[1]));
        let half = length(x1 + BETWEEN / 2.0);
        let begin = if at == 0 { "M" } else { "L" };
        out.push_str(&format!(
            "{begin}{} {}C{half} {} {half} {} {} {}",
            length(x1),
            length(y1),
            length(y1),
            length(y2),
            length(x2),
            length(y2)
        ));
    }
    let (x, y, back) = match (way.is_back, stops.first(), stops.last()) {
        (true, Some(first), _) => (left(first) + WIDTH, middle(first), 8.0),
        (_, _, Some(last)) => (left(last), middle(last), -8.0),
        _ => return,
    };
    out.push_str(&format!("\"/><path class=\"head\" d=\"M{} {}l{back} -4v8z\"/></g>\n", length(x), length(y)));
}
