//! What a fix writes: the target in the form in which its author wrote it, and nothing where two answers are possible.

use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::check::{self, Overrides};
use sprintbook::edit::{self, Repair};
use sprintbook::load::{Inputs, probe};
use sprintbook::pipeline;

const OTHERS: &[(&str, &str)] = &[
    ("content/kickoff.md", "# The kickoff\n\n## Aims of it\n\n## Größe & Co.\n\n<a id=\"a.b\"></a>\n"),
    ("content/two words.md", "# Two words\n\n## Aims\n"),
    ("content/it's (new) & odd.md", "# Odd\n"),
    ("content/Größenordnung.md", "# Größe\n"),
    ("content/100%.md", "# All\n"),
    ("content/guide/incident-runbook.md", "# Incident runbook\n\n## First steps\n"),
    ("content/guide/overview.md", "# Overview of guides\n"),
    ("content/sprint-1/release-notes.md", "# Release notes of sprint 1\n"),
    ("content/sprint-2/index.md", "# Sprint 2\n"),
    ("content/draft-of-plan.md", "---\ndraft: true\n---\n# Draft of plan\n"),
    ("content/images/diagram.png", "PNG"),
];

fn findings(inputs: &Inputs) -> Vec<Diagnostic> {
    let (_, found) = pipeline::link(inputs, pipeline::read(inputs), |paths| probe::probe(inputs, paths));
    check::settle(found, &inputs.config, &Overrides::default())
}

/// The text of a file after all fixes, among the other documents.
fn fixed_at(path: &str, text: &str, settings: &str) -> String {
    let mut files: Vec<(&str, &[u8])> = OTHERS.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push((path, text.as_bytes()));
    if path != "handbook.yaml" {
        files.push(("handbook.yaml", settings.as_bytes()));
    }
    let mut inputs = Inputs::in_memory(&files, &check::codes());
    let found = findings(&inputs);
    let codes = check::codes();
    let asked = Repair { wanted: &|_| true, check: &findings, same_file: &[], known_codes: &codes };
    edit::repair(&mut inputs, found, &asked);
    let source = inputs.sources.iter().find(|(id, _)| inputs.sources.shown_path(*id) == path);
    source.expect("the file is a source").1.text.clone()
}

#[track_caller]
fn becomes(before: &str, after: &str) {
    assert_eq!(fixed_at("content/index.md", before, ""), after);
}

#[track_caller]
fn stays(text: &str) {
    becomes(text, text);
}

#[test]
fn targets_keep_the_form_that_the_author_chose() {
    for (before, after) in [
        ("[x](Kickoff.md)", "[x](kickoff.md)"),
        ("[x](./KICKOFF.md#aims-of-it \"A title\")", "[x](./kickoff.md#aims-of-it \"A title\")"),
        ("[x]( kickof.md 'title' )", "[x]( kickoff.md 'title' )"),
        ("[x](<kickof.md> (title))", "[x](<kickoff.md> (title))"),
        ("[x](kickof.md?raw=true&plain=1#aims-of-it)", "[x](kickoff.md?raw=true&plain=1#aims-of-it)"),
        ("[x](<Two words.md#aims>)", "[x](<two words.md#aims>)"),
        ("[x](<twoo words.md>)", "[x](<two words.md>)"),
        ("[x](Two%20words.md)", "[x](two%20words.md)"),
        ("[x](twoo%20words.md)", "[x](two%20words.md)"),
        ("[x](GR%C3%B6%C3%9Fenordnung.md)", "[x](Gr%C3%B6%C3%9Fenordnung.md)"),
        ("[x](größenordnung.md)", "[x](Größenordnung.md)"),
        ("[x](Größenordnnug.md)", "[x](Größenordnung.md)"),
        ("[x](Gr%C3%B6%C3%9Fenordnnug.md)", "[x](Gr%C3%B6%C3%9Fenordnung.md)"),
        ("[x](incident-runbook.md)", "[x](guide/incident-runbook.md)"),
        ("[x](/incident-runbook.md)", "[x](/guide/incident-runbook.md)"),
        ("[x](./incident-runbook.md#first-steps)", "[x](./guide/incident-runbook.md#first-steps)"),
        ("![x](Images/diagram.png)", "![x](images/diagram.png)"),
        ("![x](diagram.png)", "![x](images/diagram.png)"),
        ("[x](it's%20(New)%20&%20odd.md)", "[x](it's%20(new)%20&%20odd.md)"),
        ("[x](it's%20(new)%20&%20ood.md)", "[x](it's%20(new)%20&%20ood.md)"),
        ("[x](kick\\off.md)", "[x](kickoff.md)"),
        ("[x](Kickoff.md#aims\\-of-it)", "[x](kickoff.md#aims\\-of-it)"),
        ("[x](kickof.md?a&amp;b#aims\\-of-it)", "[x](kickoff.md?a&amp;b#aims\\-of-it)"),
        ("[x](Kickoff\\.md)", "[x](kickoff.md)"),
        ("| [x](Kickoff.md) |\n|---|\n| [x](kickof.md) |", "| [x](kickoff.md) |\n|---|\n| [x](kickoff.md) |"),
    ] {
        becomes(before, after);
    }
}

#[test]
fn one_definition_is_changed_once_whatever_refers_to_it() {
    becomes(
        "[a][plan], [b][Plan] and [plan].\n\n[plan]: <Kickoff.md#aims-of-it> \"t\"\n",
        "[a][plan], [b][Plan] and [plan].\n\n[plan]: <kickoff.md#aims-of-it> \"t\"\n",
    );
    becomes("> [a][r]\n>\n> [r]:\n>   Kickoff.md\n", "> [a][r]\n>\n> [r]:\n>   kickoff.md\n");
}

#[test]
fn raw_html_keeps_its_quotes_and_entities() {
    for (before, after) in [
        ("<a href=\"Kickoff.md?a=1&amp;b=2#aims-of-it\">x</a>", "<a href=\"kickoff.md?a=1&amp;b=2#aims-of-it\">x</a>"),
        ("<a href='kickof.md?a=1&b=2'>x</a>", "<a href='kickoff.md?a=1&b=2'>x</a>"),
        ("<img src=Images/diagram.png alt=x>", "<img src=images/diagram.png alt=x>"),
        (
            "<img srcset=\"diagram.png 1x, images/diagram.png 2x\">",
            "<img srcset=\"images/diagram.png 1x, images/diagram.png 2x\">",
        ),
        ("y <a class=x\n   HREF = \"kickof.md\">x</a>", "y <a class=x\n   HREF = \"kickoff.md\">x</a>"),
    ] {
        becomes(before, after);
    }
}

#[test]
fn wikilinks_keep_headings_labels_and_what_readers_see() {
    for (before, after) in [
        ("[[kickof]]", "[[kickoff]]"),
        ("[[kickof#Aims of it|the aims]]", "[[kickoff#Aims of it|the aims]]"),
        ("[[incident-runbok]]", "[[incident-runbook]]"),
        ("[[Overview of guides]]", "[[overview|Overview of guides]]"),
        ("[[Overview of guides|guides]]", "[[overview|guides]]"),
        ("[[kickoff#aimss-of-it]]", "[[kickoff#aims-of-it]]"),
        ("[[kickoff#Aims  of-it|x]]", "[[kickoff#Aims of it|x]]"),
        ("![[diagam.png]]", "![[diagram.png]]"),
    ] {
        becomes(before, after);
    }
}

#[test]
fn anchors_are_mended_and_nothing_else() {
    for (before, after) in [
        ("[x](kickoff.md#Aims-Of-It)", "[x](kickoff.md#aims-of-it)"),
        ("[x](kickoff.md#aims_of_it \"t\")", "[x](kickoff.md#aims-of-it \"t\")"),
        ("[x](kickof.md#aimss-of-it)", "[x](kickoff.md#aims-of-it)"),
        ("[x](kickoff.md#Gr%C3%B6%C3%9Fe--co)", "[x](kickoff.md#gr%C3%B6%C3%9Fe--co)"),
        ("[x](kickoff.md#GRößE--Co)", "[x](kickoff.md#größe--co)"),
        ("[x](kickoff.md#a.B)", "[x](kickoff.md#a.b)"),
        ("<a href='kickoff.md#Aims-of-it'>x</a>", "<a href='kickoff.md#aims-of-it'>x</a>"),
        ("# Our Goals\n\n[x](#our-Goals)", "# Our Goals\n\n[x](#our-goals)"),
    ] {
        becomes(before, after);
    }
}

#[test]
fn paths_in_code_and_in_yaml_stay_what_they_are() {
    for (before, after) in [
        ("See `guide/incident-runbok.md`.", "See `guide/incident-runbook.md`."),
        ("See `Guide/incident-runbook.md:12`.", "See `guide/incident-runbook.md:12`."),
        ("---\nrelated: [Kickoff.md, 'kickof.md']\n---\n", "---\nrelated: [kickoff.md, 'kickoff.md']\n---\n"),
        ("---\nrelated: \"Two words.md\"\n---\n", "---\nrelated: \"two words.md\"\n---\n"),
        ("---\ncharter: incident-runbook.md\n---\n", "---\ncharter: guide/incident-runbook.md\n---\n"),
        ("---\n\"titel\": x\nowners: Ada\n---\n", "---\n\"titel\": x\nowner: Ada\n---\n"),
    ] {
        becomes(before, after);
    }
    let nav = "nav:\n  - Kickoff.md\n  - \"guide/incident-runbok.md\" # first\n  - {More: [incident-runbook.md]}\n";
    let after =
        "nav:\n  - kickoff.md\n  - \"guide/incident-runbook.md\" # first\n  - {More: [guide/incident-runbook.md]}\n";
    assert_eq!(fixed_at("handbook.yaml", nav, ""), after);
}

#[test]
fn nothing_is_guessed() {
    for text in [
        // Another file of that name is not the one of this series.
        "[x](sprint-2/release-notes.md)",
        // Nobody slips twice.
        "[The kickof](kickof.md)",
        // What is there has not the heading that is wanted.
        "[x](incident-runbook.md#the-last-steps)",
        // A draft has no page.
        "[x](draft-off-plan.md)",
        "[x](unheard-of.md)",
        "[x](kickoff.md#unheard-of)",
        "[[unheard of]]",
        "# Step one\n\n# Step two\n\n[x](#step-owe)",
        "[x](&#75;ickoff.md#&#65;ims)",
        // The quote would end the attribute.
        "<a href='it&#39;s%20(New)%20&amp;%20odd.md'>x</a>",
        "`[x](Kickoff.md)` and <!-- [x](Kickoff.md) -->",
        "<!-- sprintbook: allow link: named so elsewhere -->\n[x](Kickoff.md)",
        "---\nowner: Ada\nowners: Bob\n---\n",
    ] {
        stays(text);
    }
}

#[test]
fn front_matter_is_moved_and_what_stood_above_it_stays_byte_for_byte() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = |lines: &[&str]| lines.join(ending);
        let before = text(&["Keep  this. ", "", "---", "title: T", "---", "", "# T", ""]);
        let after = text(&["---", "title: T", "---", "Keep  this. ", "", "", "# T", ""]);
        becomes(&before, &after);
        becomes(&format!("\u{feff}{before}"), &after);
        let at_end = text(&["Banner", "", "---", "title: T", "---"]);
        becomes(&at_end, &text(&["---", "title: T", "---", "Banner", "", ""]));
    }
    becomes("\u{feff}---\ntitle: T\n---\nx\n", "---\ntitle: T\n---\nx\n");
    becomes("\u{feff}[x](Kickoff.md)\r\n", "\u{feff}[x](kickoff.md)\r\n");
}

#[test]
fn garbage_is_restored_whole() {
    becomes("Tier 1 â†’ Tier 2, cafÃ© ðŸ”„\r\nand `Ã¼`\r\n", "Tier 1 → Tier 2, café 🔄\r\nand `ü`\r\n");
    // The headings of pages that others link to keep their ids, or the link is changed with them.
    stays("A lost â\u{fffd}œquote");
    // No one program makes both of these of three bytes.
    stays("mixed â\u{80}™ up, â€\u{94} too");
    becomes("# CafÃ©s\n\n[x](#cafés)", "# Cafés\n\n[x](#cafés)");
    // This would break the link.
    stays("# Ã©t\n\n[x](#ãt)");
}

#[test]
fn a_notice_is_inserted_in_the_lines_of_the_document() {
    let settings = "required_notice: |\n  **Internal.**\n  Keep it so.\n";
    assert_eq!(fixed_at("content/index.md", "# A\r\n", settings), "**Internal.**\r\nKeep it so.\r\n\r\n# A\r\n");
    let front = "---\ntitle: A\n---\n# A\n";
    let after = "---\ntitle: A\n---\n**Internal.**\nKeep it so.\n\n# A\n";
    assert_eq!(fixed_at("content/index.md", front, settings), after);
}

#[test]
fn comments_that_nothing_needs_go_and_paragraphs_stay_apart() {
    const COMMENT: &str = "<!-- sprintbook: allow link: once -->";
    becomes(&format!("a\n\n{COMMENT}\nb\n"), "a\n\nb\n");
    becomes(&format!("a\n{COMMENT}\nb\n"), "a\n\nb\n");
    becomes(&format!("a {COMMENT} b\n"), "a  b\n");
}
