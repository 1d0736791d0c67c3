//! Fixes leave nothing that they could fix, bring no finding that was not there, and change nothing the second time.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::check::{self, Overrides};
use sprintbook::edit::{self, Repair, Repaired};
use sprintbook::load::Inputs;
use sprintbook::load::probe;
use sprintbook::pipeline;

use crate::soup;

const NAMES: &[&str] = &[
    "index.md",
    "kickoff.md",
    "planning notes.md",
    "Größenordnung.md",
    "guide/index.md",
    "guide/incident-runbook.md",
    "guide/steps.md",
    "sprint-1/review-notes.md",
    "sprint-2/README.md",
    "a'b (c) & d.md",
    "100%.md",
    "what?.md",
];

/// References, most of them broken in a way that has one answer.
const REFERENCES: &[&str] = &[
    "[x](kickof.md)",
    "[x](Kickoff.md#Aims)",
    "[x](./KICKOFF.MD)",
    "[x](kickoff.md#aimss)",
    "[x](<Planning notes.md> \"title\")",
    "[x](planing%20notes.md?raw=true#aims)",
    "[x](<planing notes.md>)",
    "![x](Diagram.PNG)",
    "[x](incident-runbook.md)",
    "[x](/incident-runbook.md#the-aims)",
    "[x](guide/incident-runbok.md)",
    "[x](gr%C3%B6%C3%9Fenordnung.md)",
    "[x](GRÖßenordnung.md)",
    "[x](review-notes.md#gone)",
    "[x](A'B%20(c)%20&amp;%20d.md)",
    "[x](a'b.md)",
    "[x](what.md)",
    "[x](100.md)",
    "[x](steps.html)",
    "[x][ref]\n\n[ref]: Kickoff.md#Aims 'title'",
    "[one][r], [two][r]\n\n[r]: <planing notes.md>",
    "<a href=\"Kickoff.md?a=1&amp;b=2#aims\">x</a>",
    "<a href='kickof.md'>x</a>",
    "<img src=Diagram.PNG alt=x>",
    "<img srcset=\"Diagram.PNG 1x, diagram.png 2x\" alt=x>",
    "[[kickof]]",
    "[[Kickoff#Aimss|text]]",
    "[[The kickoff]]",
    "[[incident runbok#The Aims]]",
    "![[Diagam.png]]",
    "`guide/incident-runbok.md`",
    "`Kickoff.md`",
    "`incident-runbook.md`",
    "[x](#aimss)",
    "[x](#Aims)",
    "[x](#cafÃ©-at-noon)",
    "| [x](Kickoff.md) | `Kickoff.md` |\n|---|---|\n| [x](kickof.md#a\\|b) | c |",
    "- item\n\n      [x](Kickoff.md) is code\n- [x](Kickoff.md)",
];

const BLOCKS: &[&str] = &[
    "# The kickoff",
    "## Aims",
    "## The aims",
    "## CafÃ© at noon",
    "Tier 1 â†’ Tier 2, ðŸ”„ and Ã©",
    "â€œTwiceâ€\u{9d} ÃƒÂ©",
    "<a id=\"aims\"></a>",
    "<!-- sprintbook: allow link/wrong-case: renamed on Day 5 -->",
    "<!-- sprintbook: allow link: moved later -->",
    "text <!-- sprintbook: allow text: spelt so --> text",
    "para\n<!-- sprintbook: allow doc: none -->\npara",
    "**Internal use only.**",
];

const FRONT: &[&str] = &[
    "titel: x",
    "title: \"a: b\"",
    "owners: Ada",
    "related: [Kickoff.md, 'guide/stepz.md']",
    "charter: incident-runbook.md",
    "slug: other",
    "draft: true",
];

const SETTINGS: &[&str] = &[
    "required_notice: \"**Internal use only.**\"",
    "nav: [Kickoff.md, 'guide/incident-runbok.md', {More: [incident-runbook.md]}]",
    "rules: {link/missing-path: allow}",
    "drafts: true",
];

fn document() -> impl Strategy<Value = String> {
    let block = prop_oneof![3 => select(REFERENCES), 2 => select(BLOCKS)];
    let front = subsequence(FRONT, 0..3);
    (front, vec(block, 0..8), 0..6_u8, select(&["\n", "\r\n", "\r"][..])).prop_map(|(front, blocks, head, ending)| {
        let front = format!("---\n{}\n---\n", front.join("\n"));
        let head = match head {
            0 => front,
            1 => format!("Banner.\n\n{front}"),
            2 => format!("\u{feff}{front}"),
            3 => format!("\u{feff}Banner.\n\n{front}"),
            _ => String::new(),
        };
        (head + "\n" + &blocks.join("\n\n") + "\n").replace('\n', ending)
    })
}

type Files = BTreeMap<String, String>;

fn inputs(files: &Files) -> Inputs {
    let mut files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    files.push(("content/diagram.png", b"PNG"));
    Inputs::in_memory(&files, &check::codes())
}

fn findings(inputs: &Inputs) -> Vec<Diagnostic> {
    let (_, mut found) = pipeline::link(inputs, pipeline::read(inputs), |paths| probe::probe(inputs, paths));
    found.extend(inputs.config_diagnostics.iter().cloned());
    check::settle(found, &inputs.config, &Overrides::default())
}

fn fixed(files: &Files) -> (Files, Vec<Diagnostic>, Repaired) {
    let mut inputs = inputs(files);
    let before = findings(&inputs);
    let codes = check::codes();
    let asked = Repair { wanted: &|_| true, check: &findings, same_file: &[], known_codes: &codes };
    let repaired = edit::repair(&mut inputs, before.clone(), &asked);
    let mut new = files.clone();
    for &source in repaired.before.keys() {
        new.insert(inputs.sources.shown_path(source), inputs.sources.get(source).text.clone());
    }
    (new, before, repaired)
}

/// How often each thing is said, less the numbers in it: lines move.
fn said(found: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for one in found {
        let message: String = one.message.chars().filter(|c| !c.is_ascii_digit()).collect();
        *said.entry(format!("{} {:?} {message}", one.code, one.source)).or_default() += 1;
    }
    said
}

/// Fixes a handbook, looks at what came of it, and gives its files.
fn look(files: &Files) -> Result<Files, TestCaseError> {
    let context: String = files.iter().map(|(path, text)| format!("=== {path}\n{text:?}\n")).collect();
    let (new, before, repaired) = fixed(files);
    let now = findings(&inputs(&new));
    prop_assert_eq!(&now, &repaired.left, "{}", context);
    let fixable: Vec<&Diagnostic> = now.iter().filter(|one| one.fix.is_some()).collect();
    prop_assert_eq!(fixable, repaired.refused.iter().collect::<Vec<_>>(), "{}", context);
    // Where most pages are led to by nothing, no rule speaks of them, until links are mended.
    let was = inputs(files);
    let (handbook, _) = pipeline::link(&was, pipeline::read(&was), |paths| probe::probe(&was, paths));
    let mut earlier = said(&before);
    earlier.extend(said(&check::orphans(&handbook)));
    for (what, count) in said(&now) {
        prop_assert!(earlier.get(&what) >= Some(&count), "new: {what}\n{context}\nafter: {new:?}");
    }
    let (again, _, _) = fixed(&new);
    prop_assert_eq!(&again, &new, "{}", context);
    Ok(new)
}

proptest! {
    #![proptest_config(soup::cases(40))]

    #[test]
    fn in_any_small_handbook(
        names in subsequence(NAMES, 2..10),
        texts in vec(document(), 10),
        settings in subsequence(SETTINGS, 0..3),
    ) {
        let mut files: Files = names.iter().zip(texts).map(|(name, text)| (format!("content/{name}"), text)).collect();
        files.insert("handbook.yaml".to_owned(), settings.join("\n"));
        for (path, text) in look(&files)? {
            let crlf = |text: &str| text.contains("\r\n");
            prop_assert_eq!(crlf(&text), crlf(&files[&path]), "{}: {:?}", path, text);
        }
    }

    #[test]
    fn in_any_soup(texts in vec(soup::document(), 4), html in soup::html()) {
        let names = ["content/index.md", "content/a.md", "content/b/README.md", "content/b/planning-notes.md"];
        let mut files: Files = names.into_iter().map(str::to_owned).zip(texts).collect();
        files.insert("content/c.md".to_owned(), html);
        look(&files)?;
    }
}
