//! What is known of a node once its text is read: its label, fields of plain lines, its phrases, where its subtree ends.

use std::ops::Range;

use super::days;
use super::entry::clean;
use super::lead;
use super::node::{Kind, Node};
use super::parts::Parts;
use super::role::{self, Role};
use super::says::Says;
use super::vocabulary;
use crate::parse::collect::explicit_id;
use crate::parse::document::Document;
use crate::understand::phrase::date;
use crate::understand::phrase::mention::{self, Phrase};

/// Ends the text of the last node: one line, or a field for each of its lines.
pub(super) fn text(parts: &mut Parts, node: u32) {
    let range = &parts.nodes[node as usize].text;
    let (start, end) = (range.start as usize, range.end as usize);
    if !parts.text.as_bytes()[start..end].contains(&b'\n') {
        label(parts, node);
        return;
    }
    let lines: Vec<&str> = parts.text[start..end].split('\n').collect();
    let paragraph = parts.nodes[node as usize].kind == Kind::Paragraph;
    let plain = paragraph && are_plain_fields(&lines);
    // `Tue 13:00 Refinement` on each line is a list without marks.
    let timed = paragraph && !plain && lines.iter().all(|line| begins_with_time(line));
    let dashed = paragraph && !plain && !timed && are_dashed(&lines);
    let lengths: Vec<usize> = lines.iter().map(|line| line.len()).collect();
    let bold = parts.nodes[node as usize].bold as usize;
    // `**New hall**` with `Lead: Ada` and more such lines below it in one paragraph.
    let headed = paragraph && bold > 0 && bold >= lines[0].trim_end().len() && bold <= lines[0].len();
    // `Rates by 06:00 from the bank` above two or more such lines is one of them without its colon.
    let loose = paragraph && !plain && bold == 0 && lines.len() > 2 && is_short_line(lines[0]);
    let headed = (headed || loose) && are_plain_fields(&lines[1..]);
    let text = parts.text[start..end].replace('\n', " ");
    parts.text.replace_range(start..end, &text);
    if plain || timed || dashed {
        split(parts, node, &lengths, if timed { Kind::Paragraph } else { Kind::Field });
        if dashed {
            (node as usize..parts.nodes.len()).for_each(|line| dash_label(parts, line));
        }
        return;
    }
    if headed {
        split(parts, node, &lengths, Kind::Field);
        let first = &mut parts.nodes[node as usize];
        (first.kind, first.bold) = (Kind::Paragraph, bold as u32);
        label(parts, node);
        if !loose {
            parts.nodes[node as usize + 1..].iter_mut().for_each(|line| line.parent = Some(node));
        }
        return;
    }
    label(parts, node);
}

/// Whether each line is a field. The last may introduce what follows: `Owner: Ada`, `Meetings:`.
fn are_plain_fields(lines: &[&str]) -> bool {
    let Some((last, others)) = lines.split_last() else { return false };
    let introduces = || lead::introduces(last) && last.starts_with(char::is_alphanumeric);
    others.iter().all(|line| is_plain_field(line)) && (is_plain_field(last) || introduces())
}

fn is_plain_field(line: &str) -> bool {
    let (label, value) = lead::read(line, 0);
    !label.is_empty() && !value.is_empty() && line.starts_with(char::is_alphanumeric)
}

fn is_short_line(line: &str) -> bool {
    line.len() <= 60 && line.starts_with(char::is_uppercase) && !line.ends_with(['.', ',', ';', ':', '!', '?'])
}

/// Whether a line begins with a weekday, a date or a time of day.
fn begins_with_time(line: &str) -> bool {
    let first = line.split([' ', ',', '.', '–', '-']).next().unwrap_or_default();
    let may = first.starts_with(|letter: char| letter.is_ascii_digit()) || date::weekday(first).is_some();
    let timed = |phrase: &Phrase| {
        matches!(phrase, Phrase::Clock(_) | Phrase::Date { .. } | Phrase::Weekday(_) | Phrase::Recurrence(_))
    };
    may && mention::mentions(line).first().is_some_and(|first| first.start == 0 && timed(&first.phrase))
}

/// Whether each of a few lines is `Director – Ada Byron`.
fn are_dashed(lines: &[&str]) -> bool {
    lines.len() >= 3 && lines.iter().all(|line| lead::read_dashed(line).is_some())
}

/// Makes a node of each line of a paragraph.
fn split(parts: &mut Parts, node: u32, lengths: &[usize], kind: Kind) {
    let whole = parts.nodes[node as usize].clone();
    parts.nodes.truncate(node as usize);
    let mut from = whole.text.start;
    for length in lengths {
        let text = from..from + *length as u32;
        let span = parts.span(text.start as usize..text.end as usize);
        parts.nodes.push(Node { kind, text: text.clone(), span, bold: 0, ..whole.clone() });
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

/// The label of a node whose line has a dash for a colon.
fn dash_label(parts: &mut Parts, node: usize) {
    let node = &mut parts.nodes[node];
    let text = &parts.text[node.text.start as usize..node.text.end as usize];
    if let Some((label, value)) = lead::read_dashed(text) {
        let start = node.text.start;
        node.label = start + label.start..start + label.end;
        node.value = start + value.start..start + value.end;
    }
}

/// All that needs the whole document.
pub(super) fn all(parts: &mut Parts, document: &Document) {
    for at in 0..parts.tables.len() {
        parts.tables[at].roles = roles(parts, parts.tables[at].node);
    }
    let days = days::columns(parts);
    // A word has six bytes with the blank behind it.
    parts.words.reserve(parts.text.len() / 6);
    for at in 0..parts.nodes.len() {
        without_id(parts, at, document);
        let node = &mut parts.nodes[at];
        let text = &parts.text[node.text.start as usize..node.text.end as usize];
        let from = parts.mentions.len() as u32;
        mention::read(text, &mut parts.mentions);
        if let Kind::Row { table, header: false } = node.kind
            && let Some((_, column)) = days.iter().find(|(known, _)| *known == table)
        {
            let cell = node.cells.start as usize + column;
            let found = parts.cells.get(cell).filter(|_| cell < node.cells.end as usize);
            let found = found.and_then(|cell| days::mention(&parts.text, node.text.start, &cell.text));
            if let Some(found) = found {
                let to = parts.mentions[from as usize..].partition_point(|known| known.start < found.start);
                parts.mentions.insert(from as usize + to, found);
            }
        }
        node.mentions = from..parts.mentions.len() as u32;
        let said = parts.mentions[from as usize..]
            .iter()
            .fold(Says::NOTHING, |said, mention| said.or(Says::of(&mention.phrase)));
        let from = parts.words.len();
        let digits = vocabulary::read(text, node.text.start, &mut parts.words, &mut parts.vocabulary);
        let said = if digits { said.or(Says::DIGIT) } else { said };
        node.says = (said, said);
        node.words = from as u32..parts.words.len() as u32;
        node.trimmed = within(&parts.text, text.trim());
        let label = &parts.text[node.label.start as usize..node.label.end as usize];
        node.named = if label.is_empty() { node.label.clone() } else { within(&parts.text, clean(label)) };
    }
    ends(&mut parts.nodes);
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

/// Where each subtree ends: after its last node; and which phrases it has.
fn ends(nodes: &mut [Node]) {
    for at in (0..nodes.len()).rev() {
        let end = nodes[at].end.max(at as u32 + 1);
        nodes[at].end = end;
        if let Some(parent) = nodes[at].parent {
            let below = nodes[at].says.1;
            let parent = &mut nodes[parent as usize];
            parent.end = parent.end.max(end);
            parent.says.1 = parent.says.1.or(below);
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
