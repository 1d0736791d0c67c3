//! Lists of criteria: under a heading, or a line, that tells of a gate, of go and no-go, of exit or entry criteria, or
//! of a definition of done.

use super::{Group, Sheet, Sort, line};
use crate::understand::fact::Fact;
use crate::understand::reading::{Entry, Kind, Reading};
use crate::understand::words::{self, Words};

/// Words of which every such heading has one.
const HINTS: Words =
    Words::of(&["gate", "gates", "criteria", "criterion", "no-go", "nogo", "go-no-go", "definition", "quality-gates"]);

/// What stands before `criteria` where these are criteria of a gate.
const CRITERIA: [&str; 10] =
    ["exit", "entry", "go", "gate", "release", "launch", "readiness", "go-live", "no-go", "done"];

/// Lists that are something else, wherever they stand.
const OTHERS: Words = Words::of(&[
    "agenda",
    "deliverable",
    "deliverables",
    "preparation",
    "prep",
    "attendees",
    "participants",
    "options",
    "option",
    "action",
    "actions",
    "steps",
    "notes",
    "links",
    "references",
    "related",
    "background",
    "members",
    "meetings",
    "roles",
    "responsibilities",
    "escalation",
    "risks",
    "tools",
    "owners",
    "who",
    "how",
]);

/// Fewer lines than these are no list.
const FEWEST: usize = 2;

/// One for each list.
pub(super) fn sheets(reading: &Reading<'_>, facts: &[Fact]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut until = 0;
    for entry in reading.entries() {
        if entry.span().start < until {
            continue;
        }
        let Some(sort) = sort(entry).filter(|_| !is_event(entry, facts)) else { continue };
        let groups = groups(entry);
        if groups.iter().map(|group| group.lines.len()).sum::<usize>() < FEWEST {
            continue;
        }
        until = entry.whole_span().end;
        sheets.push(Sheet {
            title: words::title(entry).trim_end_matches(':').into(),
            caption: Box::default(),
            place: entry.place(),
            heading: entry.heading_index(),
            timebox: reading.timebox.clone(),
            sort,
            groups,
        });
    }
    sheets
}

/// What a heading or an introducing line tells of, if it is criteria.
fn sort(entry: Entry<'_>) -> Option<Sort> {
    let may_head = entry.is_heading() || matches!(entry.kind(), Kind::Paragraph | Kind::Field);
    if !may_head || !entry.has(&HINTS) || !entry.is_heading() && !entry.children().any(Entry::is_item) {
        return None;
    }
    let title = words::named(entry).to_lowercase();
    // A sentence speaks of many things.
    if title.split_whitespace().count() > 10 {
        return None;
    }
    if ["definition of done", "definition of ready", "definitions of done"].iter().any(|told| title.contains(told)) {
        return Some(Sort::Definition);
    }
    let mut before = "";
    for word in words::words(&title) {
        let told = match word {
            "gate" | "gates" | "no-go" | "nogo" | "go-no-go" => true,
            "criteria" | "criterion" => CRITERIA.contains(&before),
            _ => false,
        };
        if told {
            return Some(Sort::Gate);
        }
        before = word;
    }
    None
}

/// Whether a heading is a meeting: what stands under it is its own.
fn is_event(entry: Entry<'_>, facts: &[Fact]) -> bool {
    let from = facts.partition_point(|fact| fact.place.span.start < entry.span().start);
    facts[from..]
        .iter()
        .take_while(|fact| fact.place.span.start == entry.span().start)
        .any(|fact| fact.event().is_some())
}

/// The criteria under a heading or line, by the headings and lines between it and them. Where there are boxes, all
/// criteria have one.
fn groups(head: Entry<'_>) -> Vec<Group> {
    let items = || head.descendants().filter(|entry| entry.is_item()).filter(|item| belongs(head, *item));
    let boxed = items().any(|item| item.task().is_some());
    let mut groups: Vec<(u32, Group)> = Vec::new();
    for item in items() {
        let is_criterion = if boxed { item.task().is_some() } else { is_bare(head, item) };
        if !is_criterion {
            continue;
        }
        let above = item.ancestors().find(|entry| !entry.is_item()).filter(|above| above.id != head.id);
        let id = above.map_or(head.id, |above| above.id);
        if groups.last().is_none_or(|(last, _)| *last != id) {
            let title = above.map_or("", |above| words::named(above).trim_end_matches(':'));
            groups.push((id, Group { title: title.into(), lines: Vec::new() }));
        }
        let done =
            item.task().and_then(|at| item.reading.document.tasks.get(at as usize)).is_some_and(|task| task.done);
        if let Some((_, group)) = groups.last_mut() {
            group.lines.push(line::criterion(item.text(), done, item.task()));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether no heading or line between calls an item something else.
fn belongs(head: Entry<'_>, item: Entry<'_>) -> bool {
    let between = item.ancestors().take_while(|above| above.id != head.id);
    between.filter(|above| !above.is_item()).all(|above| !above.has(&OTHERS))
}

/// Whether an item without a box stands directly in the list that the head introduces.
fn is_bare(head: Entry<'_>, item: Entry<'_>) -> bool {
    item.parent().is_some_and(|above| above.id == head.id)
}

#[cfg(test)]
mod tests {
    use super::super::{LineRole, Sheet};
    use crate::understand::testing;

    fn read(text: &str) -> Vec<Sheet> {
        let (document, source) = testing::read("a.md", text);
        crate::understand::document(&document, &source, &Default::default()).claims.sheets
    }

    /// Every sheet in short: `title: group (lines, met), …`.
    fn shown(text: &str) -> Vec<String> {
        let group = |group: &super::Group| {
            let met = group.lines.iter().filter(|line| matches!(line.role, LineRole::Criterion { done: true, .. }));
            format!("{} ({}, {})", group.title, group.lines.len(), met.count())
        };
        let groups = |sheet: &Sheet| sheet.groups.iter().map(group).collect::<Vec<_>>().join(", ");
        read(text).iter().map(|sheet| format!("{}: {}", sheet.title, groups(sheet))).collect()
    }

    #[test]
    fn lists_of_criteria_are_known_by_what_stands_above_them() {
        let text = "# Plan\n\n## Go/No-Go\n\n### Speed\n\n- [x] Fast\n- [ ] Steady\n\n**Safety:**\n- [ ] Locked\n\n### Agenda\n\n- [ ] Talk\n\n## Week 2\n\n**Exit criteria:**\n- Tests pass\n- Notes written\n\n## Definition of done\n\n1. Reviewed\n2. Merged\n";
        let want = ["Go/No-Go: Speed (2, 1), Safety (1, 0)", "Exit criteria:  (2, 0)", "Definition of done:  (2, 0)"];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn other_lists_are_none() {
        let text = "# Plan\n\n## Day 4: Go/No-Go Meeting\n\n**Attendees:** Ada\n\n**Deliverables:**\n- [ ] Vote\n- [ ] Record\n\n## Acceptance criteria\n\n- [ ] One\n- [ ] Two\n\n## Gateway\n\n- [ ] One\n- [ ] Two\n\n## Gates\n\n- [ ] Only one\n\n## Definition of terms\n\n- One\n- Two\n\nWe talked at length about the gate and what might be done about it one day:\n\n- [ ] One\n- [ ] Two\n";
        assert_eq!(shown(text), Vec::<String>::new());
    }

    #[test]
    fn a_fence_is_read_line_by_line() {
        let text = "# A\n\n**Release form:**\n```\nThe release\n\nSpeed:\n[ ] Fast (OPS-12)\n[x] Steady\n\nSafety\n[ ] Locked\n\nDecision: [ ] GO  [ ] NO-GO\n\nApproved by:\n- Head: ____\nDate: ____\n```\n";
        let sheets = read(text);
        assert_eq!(sheets.len(), 1);
        assert_eq!(&*sheets[0].caption, "The release");
        assert_eq!(shown(text), ["Release form: Speed (2, 1), Safety (1, 0),  (1, 0), Approved by (2, 0)"]);
        assert_eq!((sheets[0].criteria().count(), sheets[0].blanks()), (3, 3));
        assert_eq!(sheets[0].groups[2].lines[0].role, LineRole::Verdict);
    }

    #[test]
    fn sections_and_tables_are_read_where_they_have_blanks() {
        let text = "# A\n\n## Approval\n\nText.\n\n- **Cook:** ____\n\n| Role | Name | Date |\n| --- | --- | --- |\n| Head | [Name] | |\n| Cook | [Name] | |\n";
        let sheets = read(text);
        let words: Vec<String> = sheets[0].groups[0].lines.iter().map(super::super::Line::words).collect();
        assert_eq!(words, ["Cook:", "Head – Name: Date:", "Cook – Name: Date:"]);
    }
}
