//! Templates with blanks to be filled in: fences of plain text, and sections whose lines have blanks.

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Form};
use super::reading::{Entry, Kind, Reading};
use super::words;

pub mod blank;

use blank::Blanks;

/// Words of a line that introduces a form.
const INTRODUCES: &[&str] = &[
    "template",
    "form",
    "checklist",
    "questionnaire",
    "sign-off",
    "signoff",
    "approval",
    "roster",
    "survey",
    "worksheet",
    "scorecard",
    "sheet",
];

/// One fact for each form.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut forms = Vec::new();
    // Every blank has one of these.
    if memchr::memchr2(b'_', b'[', reading.text().as_bytes()).is_none() {
        return forms;
    }
    let mut sections = Vec::new();
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Fence => forms.extend(fence(entry)),
            Kind::Heading { .. } => sections.extend(section(entry)),
            _ => {}
        }
    }
    // A document whose sections are forms is one form.
    if sections.len() > MOST_SECTIONS {
        forms.extend(whole(reading, sections));
    } else {
        forms.extend(sections);
    }
    forms
}

/// With more sections than these that have blanks, a document is one form.
const MOST_SECTIONS: usize = 3;

/// A fence of text with blanks.
fn fence(fence: Entry<'_>) -> Option<Fact> {
    let mut blanks = Blanks::default();
    let (mut count, mut drawn) = (0, 0);
    for line in fence.children() {
        count += 1;
        drawn += u32::from(is_drawn(line.text()));
        blanks = blanks.and(blank::of(line.text()));
    }
    // Drawings of screens have boxes and lines as well.
    if blanks.count() < 2 || drawn * 4 > count {
        return None;
    }
    let reading = fence.reading;
    let intro = fence.parent().filter(|above| !above.is_heading());
    let mut evidence = Evidence::new(reading);
    evidence.add(2 * few(blanks.lines), "it has lines to be filled in", fence.span());
    evidence.add(few(blanks.boxes), "it has boxes to be ticked", fence.span());
    evidence.add(few(blanks.words), "it has words in brackets that stand for what belongs there", fence.span());
    let above = intro.or_else(|| fence.heading());
    let called = above.is_some_and(|above| words::has(words::named(above), INTRODUCES));
    if let Some(above) = above.filter(|_| called) {
        evidence.add(1, "what stands above it calls it a form", above.span());
    }
    // An example of Markdown or of front matter has boxes and brackets of its own; one with a fence in it is nothing else.
    let template = blanks.lines > 1 && fence.children().next().is_some_and(|first| first.text() != "---");
    let nested = || fence.children().any(|line| line.text().starts_with("```"));
    let example = nested() || !called && !template && shows_markdown(fence);
    if evidence.weight() < 3 || example {
        return None;
    }
    let first = fence.children().next()?;
    let title = title(fence, intro, words::unnumbered(first.text()));
    let items = fence.children().filter_map(item).collect();
    Some(fact(fence, &title, blanks, items, evidence))
}

/// At most three.
fn few(count: u32) -> i32 {
    count.min(3) as i32
}

/// Whether a fence shows a document.
fn shows_markdown(fence: Entry<'_>) -> bool {
    let written = fence.span().of(&fence.reading.source.text);
    let language = written.lines().next().unwrap_or_default().trim_start_matches(['`', '~', ' ']);
    let first = fence.children().next().map_or("", Entry::text);
    language.starts_with("md") || language.starts_with("markdown") || first == "---" || first.starts_with("# ")
}

/// Lines of drawings, trees, tables and programs.
fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.contains(
        |letter: char| matches!(letter, '\u{2500}'..='\u{257f}' | '\u{2190}'..='\u{21ff}' | '\u{2580}'..='\u{259f}'),
    ) || line.starts_with("+-")
        || line.starts_with('|') && line.ends_with('|')
        || line.starts_with(['/', '\\', '$', '%', '>', '<', '{', '}'])
        || line.ends_with([';', '{', '}', '\\'])
        || line.contains("=>")
}

/// What a form is called: the line that introduces it, with the heading's name where that says only `Template`; else
/// its own first line; else its heading.
fn title(fence: Entry<'_>, intro: Option<Entry<'_>>, first: &str) -> String {
    let heading = fence.heading().map_or("", words::title);
    let named = intro.map_or("", words::named);
    let short =
        words::is(named, &["template", "form", "format", "example", "content", "text", "body", "e-mail", "email"]);
    if short && !heading.is_empty() {
        return format!("{heading} {named}");
    }
    let sentence = named.split_whitespace().count() > 10;
    if !named.is_empty() && !sentence {
        return named.to_owned();
    }
    let plain = first.contains(char::is_alphabetic) && blank::of(first).count() == 0 && first.len() <= 80;
    if plain || heading.is_empty() { words::bare(first).to_owned() } else { heading.to_owned() }
}

/// The text of a box or the label of a blank.
fn item(line: Entry<'_>) -> Option<Box<str>> {
    let text = line.cells().next().map_or(line.text(), |cell| cell.text());
    if !line.is_row() && blank::of(text).count() == 0 {
        return None;
    }
    let text = text.trim_start_matches(['-', '*', '•', ' ']);
    let boxed = text.strip_prefix("[ ]").map(str::trim).filter(|rest| !rest.contains("[ ]"));
    let name = match boxed {
        Some(rest) => rest.trim_end_matches(['_', ':', ' ']),
        None => text.split_once(':').map_or(text, |(label, _)| label),
    };
    let name = words::bare(words::unnumbered(name.trim_matches(['_', ' '])));
    name.contains(char::is_alphabetic).then(|| name.into())
}

/// A section, its subsections left out, whose own lines have several blanks.
fn section(heading: Entry<'_>) -> Option<Fact> {
    let mut blanks = Blanks::default();
    let mut items = Vec::new();
    // Those who sign a decision belong to it.
    let signed = super::decision::has_deciders(heading);
    for line in own_lines(heading) {
        if signed && std::iter::once(line).chain(line.ancestors()).any(super::decision::is_signed) {
            continue;
        }
        let here = outside(line);
        if here.count() > 0 {
            blanks = blanks.and(here);
            items.extend(item(line));
        }
    }
    // A word in brackets may be anything; a line to be filled in is a blank.
    let enough = blanks.lines >= 2 || blanks.count() >= 3;
    if !enough {
        return None;
    }
    let mut evidence = Evidence::new(heading.reading);
    evidence.add(2, "its lines have blanks to be filled in", heading.span());
    Some(fact(heading, words::title(heading), blanks, items, evidence))
}

/// The blanks of a line outside of fences: its boxes are tasks, and brackets in running text are links and ids.
pub fn outside(line: Entry<'_>) -> Blanks {
    let text = line.text();
    let mut blanks = blank::of(text);
    if blanks == Blanks::default() {
        return blanks;
    }
    blanks.boxes = 0;
    blanks.lines -= line.code().map(|code| blank::of(code).lines).sum::<u32>().min(blanks.lines);
    blanks.words = match line.kind() {
        Kind::Row { .. } => line.cells().filter(|cell| blank::begins_with_words(cell.text())).count() as u32,
        _ => u32::from(!line.label().is_empty() && blank::begins_with_words(line.value())),
    };
    blanks
}

/// The lines of a section that stand outside of fences and subsections.
pub fn own_lines<'r>(heading: Entry<'r>) -> impl Iterator<Item = Entry<'r>> {
    let own = heading.descendants().take_while(|entry| !entry.is_heading());
    own.filter(|entry| matches!(entry.kind(), Kind::Field | Kind::Item { .. } | Kind::Paragraph) || entry.is_row())
}

/// One form of all sections.
fn whole(reading: &Reading<'_>, sections: Vec<Fact>) -> Option<Fact> {
    let first = reading.entries().find(|entry| entry.is_heading())?;
    let mut whole = Form::default();
    let mut also = Vec::new();
    for section in sections {
        if section.place != first.place() {
            also.push(section.place);
        }
        if let Detail::Form(form) = section.detail {
            whole.blanks += form.blanks;
            whole.items.extend(form.items);
        }
    }
    let mut evidence = Evidence::new(reading);
    evidence.add(2, "most of its sections have blanks to be filled in", first.span());
    Some(Fact {
        also: also.into(),
        heading: first.heading_index(),
        timebox: reading.timebox.clone(),
        why: evidence.into_whys(),
        ..Fact::new(reading.document.title(), first.place(), Detail::Form(whole))
    })
}

fn fact(entry: Entry<'_>, title: &str, blanks: Blanks, items: Vec<Box<str>>, evidence: Evidence) -> Fact {
    let form = Form { blanks: blanks.count(), items };
    Fact {
        heading: entry.heading_index(),
        timebox: entry.reading.timebox.clone(),
        why: evidence.into_whys(),
        ..Fact::new(title, entry.place(), Detail::Form(form))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;

    /// Every form: title, number of blanks, items, line.
    fn shown(text: &str) -> Vec<String> {
        let (document, source) = testing::read("a.md", text);
        let facts = super::super::document(&document, &source, &Default::default()).facts;
        let shown = facts.iter().filter_map(|fact| {
            let form = fact.form()?;
            let line = source.line(fact.place.span.start);
            Some(format!("{} {} [{}] @{line}", fact.title, form.blanks, form.items.join(", ")))
        });
        shown.collect()
    }

    #[test]
    fn fences_with_blanks_are_forms() {
        let text = "# A\n\n**Visit Form:**\n```\nName: ______\nRoom: [Blue / Green]\n[ ] Key returned\n```\n\n### Weekly letter\n\n**Template:**\n```text\nSubject: Week [1/2]\n1. ______\n```\n\n```\nHandover sheet\n\nNurse: ____\nDoctor: ____\n```\n";
        let want = [
            "Visit Form 3 [Name, Room, Key returned] @4",
            "Weekly letter Template 2 [Subject] @13",
            "Handover sheet 2 [Nurse, Doctor] @18",
        ];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn sections_with_blanks_are_forms() {
        let text = "# A\n\n### Stand-ins\nName them:\n- **Head:** ____\n- **Cook:** ____\n\n### Contacts\n**Lead:** [Name]\n**Cook:** [Name]\n**Driver:** [Name]\n\n### Tasks\n- [ ] One\n- [ ] Two\n- **Owner:** ____\n\n### Rows\n- [A-1] Plan\n- [A-2] Cook\n- [B] Drive\n\n`a[id]`, `b[id]`, `c[id]`: `[id]`\n\n### Approval\n\n| Role | Name | Date |\n| --- | --- | --- |\n| Head | [Name] | [Date] |\n| Cook | [Name] | |\n";
        assert_eq!(
            shown(text),
            ["Stand-ins 2 [Head, Cook] @3", "Contacts 3 [Lead, Cook, Driver] @8", "Approval 3 [Head, Cook] @25"]
        );
    }

    #[test]
    fn a_document_of_forms_is_one() {
        let section = |name: &str| format!("## {name}\n**A:** [Text]\n**B:** ____\n**C:** [Y]\n\n");
        let text = format!("# Charter\n\n{}{}{}{}", section("Q"), section("R"), section("S"), section("T"));
        let shown = shown(&text);
        assert_eq!(shown.len(), 1);
        assert!(shown[0].starts_with("Charter 12 "), "{shown:?}");
    }

    #[test]
    fn programs_drawings_and_logs_are_none() {
        let text = "```\n┌──────┐\n│ [ ] Remember me  [Log in] │\n│ ______ │\n└──────┘\n```\n\n```\n$ run [options] [file]\nusage: x [a] [b];\n```\n\n```\n[x] A done\n[INFO] started\n[ERROR] broken\n```\n\n```rust\nlet a = [Name, Other]; // ____ ____\n```\n\n```\n   /\\\n  /__\\  [End]\n /____\\ [Unit]\n/______\\\n```\n\n```markdown\n# Tasks\n- [ ] One\n- [ ] Two\n```\n\n````text\n### Venue\n```\nSigned: ____\nDate: ____\n```\n````\n";
        assert_eq!(shown(text), Vec::<String>::new());
    }
}
