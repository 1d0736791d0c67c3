//! What a sprint is for: what a field, a heading or a column called `Goal` says, else a document's description.

use crate::link::timeboxes::Timebox;
use crate::parse::document::{BlockKind, Document};
use crate::render::sentence::plain;
use crate::render::site::Site;
use crate::understand::fact::Fact;

/// What a goal is called, without `our`, `the` and the word for the sprint.
const WORDS: [&str; 8] =
    ["goal", "goals", "objective", "objectives", "mission", "aim", "goal and scope", "goals and objectives"];
/// Words before those.
const BEFORE: [&str; 10] =
    ["our", "the", "sprint", "iteration", "cycle", "wave", "phase", "release", "overall", "main"];
/// Longest heading that is looked at.
const LONGEST_LABEL: usize = 60;
/// Most lines of a list of goals.
const MOST_LINES: usize = 8;
/// Longest goal in bytes; a longer one is cut at the end of a sentence.
const LONGEST: usize = 600;

/// A goal, and where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Its lines: one, or those of a list.
    pub lines: Vec<String>,
    /// The document.
    pub document: u32,
    /// Its heading there.
    pub heading: Option<u32>,
}

/// The goal of a sprint: from the documents that are about it, then from the rows and sections that give its days, then
/// from the description of its first document.
pub fn of(site: &Site<'_>, at: u32, timebox: &Timebox) -> Option<Goal> {
    let own = || site.index.documents_of(at).iter().copied().filter(|one| site.index.timebox_of(*one) == Some(at));
    let document = |at: u32| &site.handbook.documents[at as usize];
    let text = |at: u32| site.handbook.source(at as usize).text.as_str();
    let told = || timebox.told.iter().filter(|(at, _)| site.handbook.is_published(*at as usize));
    let whole = own().find_map(|at| in_document(document(at), text(at), None).map(|found| found.in_document(at)));
    let part = || {
        told().find_map(|&(at, fact)| {
            let fact = &site.handbook.facts[at as usize][fact as usize];
            let found = in_row(document(at), text(at), fact)
                .or_else(|| in_document(document(at), text(at), Some(fact.heading?)));
            Some(found?.in_document(at))
        })
    };
    let described = || {
        let at = own().next()?;
        let description = document(at).front_matter.description.as_ref()?;
        Some(Found { lines: vec![description.value.clone()], heading: None }.in_document(at))
    };
    whole.or_else(part).or_else(described)
}

struct Found {
    lines: Vec<String>,
    heading: Option<u32>,
}

impl Found {
    fn in_document(self, document: u32) -> Goal {
        Goal { lines: self.lines.iter().map(|line| cut(line)).collect(), document, heading: self.heading }
    }
}

/// In a document, or in the section of one of its headings.
fn in_document(document: &Document, text: &str, section: Option<u32>) -> Option<Found> {
    let end = section.map(|top| {
        let level = document.outline[top as usize].level;
        let below = document.outline.iter().enumerate().skip(top as usize + 1);
        below.into_iter().find(|(_, heading)| heading.level <= level).map_or(document.outline.len(), |(at, _)| at)
    });
    let within = |heading: Option<u32>| match (section, heading) {
        (None, _) => true,
        (Some(top), Some(heading)) => heading >= top && (heading as usize) < end.unwrap_or_default(),
        (Some(_), None) => false,
    };
    let lists = document.fields.iter().filter(|list| within(list.heading));
    let mut fields = lists.flat_map(|list| list.fields.iter().map(move |field| (list.heading, field)));
    if let Some((heading, field)) = fields.find(|(_, field)| is_goal(&field.key) && !field.value.trim().is_empty()) {
        return Some(Found { lines: vec![field.value.trim().to_owned()], heading });
    }
    let mut headings = document.outline.iter().enumerate().filter(|(at, _)| within(Some(*at as u32)));
    headings.find_map(|(at, heading)| {
        let lines = Some(&heading.text).filter(|text| is_goal(text)).map(|_| below(document, text, at as u32))?;
        (!lines.is_empty()).then_some(Found { lines, heading: Some(at as u32) })
    })
}

/// The first paragraph below a heading, or the items of the list that stands there.
fn below(document: &Document, text: &str, heading: u32) -> Vec<String> {
    let blocks = document.blocks.iter().filter(|block| block.heading == Some(heading));
    let mut lines = Vec::new();
    for block in blocks.filter(|block| block.kind == BlockKind::Paragraph) {
        if !lines.is_empty() && !block.in_item {
            break;
        }
        let line = plain(block.span.of(text)).trim().trim_start_matches(['>', ' ']).to_owned();
        if !line.is_empty() {
            lines.push(line);
        }
        if !block.in_item || lines.len() == MOST_LINES {
            break;
        }
    }
    lines
}

/// The cell below `Goal` in the row of a table that tells of the sprint.
fn in_row(document: &Document, text: &str, fact: &Fact) -> Option<Found> {
    let row = fact.place.span;
    let first = document.blocks.iter().position(|block| block.kind == BlockKind::Cell && row.contains(block.span))?;
    let before = document.blocks[..first].iter().rev().take_while(|block| block.kind == BlockKind::Cell).count();
    let table = &document.blocks[first - before..];
    // The cells of the head stand on one line.
    let head_end = text[table[0].span.start as usize..].find('\n')? + table[0].span.start as usize;
    let column = table
        .iter()
        .take_while(|cell| (cell.span.start as usize) < head_end)
        .position(|cell| is_goal(&plain(cell.span.of(text))))?;
    let cell = document.blocks.get(first + column).filter(|cell| row.contains(cell.span))?;
    let line = plain(cell.span.of(text)).trim().to_owned();
    (!line.is_empty()).then_some(Found { lines: vec![line], heading: fact.heading })
}

/// Whether a label or heading is the word for a goal: `Sprint Goal`, `🎯 Objective:`.
fn is_goal(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    // Most headings have no such word.
    if text.len() > LONGEST_LABEL || !words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))) {
        return false;
    }
    let text = text.replace('&', " and ").to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.skip_while(|word| BEFORE.contains(word) || is_number(word)).collect();
    WORDS.contains(&words.join(" ").as_str())
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A text that is not too long for the head of a page.
fn cut(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    match head.rfind(". ") {
        Some(end) => head[..=end].to_owned(),
        None => format!("{} …", head.rsplit_once(' ').map_or(head, |(words, _)| words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    fn goal(text: &str, section: Option<u32>) -> Option<String> {
        let (document, _) = testing::read("a.md", text);
        in_document(&document, text, section).map(|found| found.lines.join(" | "))
    }

    #[test]
    fn goals_are_fields_headings_and_lists() {
        for (text, want) in [
            ("# Sprint 4\n\n**Goal:** Bread by six\n**Owner:** Ada\n", "Bread by six"),
            ("# Sprint 4\n\n## Sprint Goal\n\nBread by *six*,\nevery day.\n\nMore.\n", "Bread by six, every day."),
            ("# Sprint 4\n\n## 🎯 Objectives\n\n- Bread\n- Rolls\n\nMore.\n", "Bread | Rolls"),
            ("# Sprint 4\n\n## 1. Goal\n\n> Bread\n", "Bread"),
        ] {
            assert_eq!(goal(text, None).as_deref(), Some(want), "{text}");
        }
        for text in
            ["# Sprint 4\n\n## Goal of the audit\n\nx\n", "# S\n\n**Goal owner:** Ada\n**Day:** 1\n", "# Goal\n"]
        {
            assert_eq!(goal(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_section_has_its_own_goal() {
        let text = "# Road\n\n**Goal:** All\n**Who:** we\n\n## Sprint 1\n\n### Goal\n\nFirst\n\n## Sprint 2\n\nNone\n";
        assert_eq!(goal(text, Some(1)).as_deref(), Some("First"));
        assert_eq!(goal(text, Some(3)), None);
        assert_eq!(goal(text, None).as_deref(), Some("All"));
    }

    #[test]
    fn a_row_has_a_goal_in_its_column() {
        let text = "# Road\n\n| Sprint | Start | End | Goal |\n|---|---|---|---|\n| 7 | 2026-01-05 | 2026-01-16 | Bread |\n| 8 | 2026-01-19 | 2026-01-30 | Rolls |\n";
        let (document, _) = testing::read("a.md", text);
        let facts = testing::facts("a.md", text);
        let goals = facts.iter().filter(|fact| fact.as_timebox().is_some());
        let goals: Vec<_> = goals.filter_map(|fact| Some(in_row(&document, text, fact)?.lines.join(" "))).collect();
        assert_eq!(goals, ["Bread", "Rolls"]);
    }
}
