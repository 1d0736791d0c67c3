//! What is known of a node once its text is read: its label, fields of plain lines, its phrases, where its subtree ends.

use std::ops::Range;

use super::entry::clean;
use super::lead;
use super::node::{Kind, Node};
use super::parts::Parts;
use super::role::{self, Role};
use crate::parse::collect::explicit_id;
use crate::parse::document::Document;
use crate::understand::phrase::mention;

/// Ends the text of the last node: one line, or a field for each of its lines.
pub(super) fn text(parts: &mut Parts, node: u32) {
    let range = &parts.nodes[node as usize].text;
    let (start, end) = (range.start as usize, range.end as usize);
    let lines: Vec<&str> = parts.text[start..end].split('\n').collect();
    if lines.len() > 1 {
        let plain = parts.nodes[node as usize].kind == Kind::Paragraph && lines.iter().all(|line| is_plain_field(line));
        let lengths: Vec<usize> = lines.iter().map(|line| line.len()).collect();
        let text = parts.text[start..end].replace('\n', " ");
        parts.text.replace_range(start..end, &text);
        if plain {
            split(parts, node, &lengths);
            return;
        }
    }
    label(parts, node);
}

fn is_plain_field(line: &str) -> bool {
    let (label, value) = lead::read(line, 0);
    !label.is_empty() && !value.is_empty() && line.starts_with(char::is_alphanumeric)
}

/// Makes a field of each line of a paragraph.
fn split(parts: &mut Parts, node: u32, lengths: &[usize]) {
    let whole = parts.nodes[node as usize].clone();
    parts.nodes.truncate(node as usize);
    let mut from = whole.text.start;
    for length in lengths {
        let text = from..from + *length as u32;
        let span = parts.span(text.start as usize..text.end as usize);
        parts.nodes.push(Node { kind: Kind::Field, text: text.clone(), span, bold: 0, ..whole.clone() });
        label(parts, parts.nodes.len() as u32 - 1);
        from = text.end + 1;
    }
}

fn label(parts: &mut Parts, node: u32) {
    let node = &mut parts.nodes[node as usize];
    let text = &parts.text[node.text.start as usize..node.text.end as usize];
    let (label, value) = lead::read(text, node.bold as usize);
    let start = node.text.start;
    node.label = start + label.start..start + label.end;
    node.value = start + value.start..start + value.end;
}

/// All that needs the whole document.
pub(super) fn all(parts: &mut Parts, document: &Document) {
    for at in 0..parts.nodes.len() {
        without_id(parts, at, document);
        let node = &mut parts.nodes[at];
        let text = &parts.text[node.text.start as usize..node.text.end as usize];
        let from = parts.mentions.len() as u32;
        parts.mentions.extend(mention::mentions(text));
        node.mentions = from..parts.mentions.len() as u32;
        node.trimmed = within(&parts.text, text.trim());
        let label = &parts.text[node.label.start as usize..node.label.end as usize];
        node.named = if label.is_empty() { node.label.clone() } else { within(&parts.text, clean(label)) };
    }
    ends(&mut parts.nodes);
    for at in 0..parts.tables.len() {
        parts.tables[at].roles = roles(parts, parts.tables[at].node);
    }
}

/// Where a piece of a text stands in it.
fn within(text: &str, piece: &str) -> Range<u32> {
    let start = (piece.as_ptr() as usize - text.as_ptr() as usize) as u32;
    start..start + piece.len() as u32
}

/// `{#id}` is no text of a heading.
fn without_id(parts: &mut Parts, at: usize, document: &Document) {
    let node = &mut parts.nodes[at];
    if !matches!(node.kind, Kind::Heading { .. }) || document.ids.is_empty() {
        return;
    }
    let text = &parts.text[node.text.start as usize..node.text.end as usize];
    if let Some((before, _)) = explicit_id(text.trim_end()) {
        node.text.end = node.text.start + before.len() as u32;
        label(parts, at as u32);
    }
}

/// Where each subtree ends: after its last node.
fn ends(nodes: &mut [Node]) {
    for at in (0..nodes.len()).rev() {
        let end = nodes[at].end.max(at as u32 + 1);
        nodes[at].end = end;
        if let Some(parent) = nodes[at].parent {
            let parent = &mut nodes[parent as usize];
            parent.end = parent.end.max(end);
        }
    }
}

/// What the columns of a table say.
fn roles(parts: &Parts, table: u32) -> Vec<Role> {
    let header = &parts.nodes[table as usize + 1..].first().filter(|node| matches!(node.kind, Kind::Row { .. }));
    let Some(header) = header else { return Vec::new() };
    let cells = &parts.cells[header.cells.start as usize..header.cells.end as usize];
    cells.iter().map(|cell| role::of_header(&parts.text[cell.text.start as usize..cell.text.end as usize])).collect()
}
