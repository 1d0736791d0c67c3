//! Every form of a reference, before and after a move.

use std::collections::BTreeMap;

use super::{Move, Refusal, Surroundings, plan};
use crate::base::source::SourceKind;
use crate::check;
use crate::load::{Inputs, probe};
use crate::pipeline;

/// The files of a handbook after a move; paths are below its root, those of the move below its documents.
fn moved(files: &[(&str, &str)], old: &str, new: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let inputs = Inputs::in_memory(&bytes, &check::codes());
    let look = |paths: &_| probe::probe(&inputs, paths);
    let (handbook, _) = pipeline::link(&inputs, pipeline::read(&inputs), look);
    let moved = Move { old: old.to_owned(), new: new.to_owned() };
    let plan = plan(&handbook, &moved, &Surroundings { look: &look, known_codes: &check::codes() })?;
    let prefix = &inputs.sources.content_prefix;
    let sources = plan.after.sources.iter().filter(|(_, source)| source.kind != SourceKind::Template);
    Ok(sources
        .map(|(id, source)| (plan.after.sources.shown_path(id), source.text.clone()))
        .chain(plan.after.files.iter().map(|file| (format!("{prefix}{file}"), String::new())))
        .collect())
}

/// Moves and gives the one text that is asked for.
#[track_caller]
fn text(files: &[(&str, &str)], old: &str, new: &str, of: &str) -> String {
    let files = moved(files, old, new).unwrap_or_else(|refusal| panic!("{old} -> {new}: {refusal}"));
    files.get(of).unwrap_or_else(|| panic!("no {of} in {:?}", files.keys())).clone()
}

const GUIDE: &str = "# Guide\n\n## Aims\n\n<a id=\"given\"></a>\n";

/// References to `guide/a.md` in `x/page.md`, before and after `guide/a.md` moves to `hand book/new (1).md`.
#[test]
fn references_to_a_document_follow_in_the_form_they_have() {
    let table = [
        ("[a](../guide/a.md)", "[a](../hand%20book/new%20%281%29.md)"),
        ("[a](./../guide/a.md)", "[a](../hand%20book/new%20%281%29.md)"),
        ("[a](../guide/a.md#aims)", "[a](../hand%20book/new%20%281%29.md#aims)"),
        (
            "[a](../guide/a.md?plain=1#L3 \"The title\")",
            "[a](../hand%20book/new%20%281%29.md?plain=1#L3 \"The title\")",
        ),
        ("[a](<../guide/a.md>)", "[a](<../hand book/new (1).md>)"),
        ("[a]( ../guide/a.md )", "[a]( ../hand%20book/new%20%281%29.md )"),
        ("[a](../guide/%61.md)", "[a](../hand%20book/new%20%281%29.md)"),
        ("[a](/guide/a.md)", "[a](/hand%20book/new%20%281%29.md)"),
        ("[a](/guide/a/)", "[a](/hand-book/new-%281%29/)"),
        ("[a](/guide/a/#aims)", "[a](/hand-book/new-%281%29/#aims)"),
        ("[a](/guide/a)", "[a](/hand-book/new-%281%29)"),
        ("[a](/guide/a.html)", "[a](/hand-book/new-%281%29.html)"),
        ("[a](/content/guide/a.md)", "[a](/content/hand%20book/new%20%281%29.md)"),
        ("![a](../guide/a.md)", "![a](../hand%20book/new%20%281%29.md)"),
        ("[a][b]\n\n[b]: ../guide/a.md#aims 'title'", "[a][b]\n\n[b]: ../hand%20book/new%20%281%29.md#aims 'title'"),
        ("[b]\n\n[b]: <../guide/a.md>", "[b]\n\n[b]: <../hand book/new (1).md>"),
        ("<a href=\"../guide/a.md\">a</a>", "<a href=\"../hand%20book/new%20(1).md\">a</a>"),
        ("<a href='../guide/a.md?x=1&amp;y#aims'>a</a>", "<a href='../hand%20book/new%20(1).md?x=1&amp;y#aims'>a</a>"),
        ("<a href=../guide/a.md>a</a>", "<a href=../hand%20book/new%20(1).md>a</a>"),
        ("<p>\n<a href=\"..&#47;guide/a.md\">a</a>\n</p>", "<p>\n<a href=\"../hand%20book/new%20(1).md\">a</a>\n</p>"),
        ("[[a]]", "[[new (1)]]"),
        ("[[a|label]], [[A#Aims|label]]", "[[new (1)|label]], [[new (1)#Aims|label]]"),
        ("[[a.md]], [[guide/a]]", "[[new (1).md]], [[hand book/new (1)]]"),
        ("| a |\n|---|\n| [a](../guide/a.md) |", "| a |\n|---|\n| [a](../hand%20book/new%20%281%29.md) |"),
        ("`guide/a.md` `../guide/a.md`", "`hand book/new (1).md` `../hand book/new (1).md`"),
        // A name that one document of another folder has: it led there, and the command says that it is text now.
        ("`a.md`", "`new (1).md`"),
        ("`content/guide/a.md:12`", "`content/hand book/new (1).md:12`"),
        ("```\n../guide/a.md\n```\n\n../guide/a.md", "```\n../guide/a.md\n```\n\n../guide/a.md"),
        ("[gone](../guide/gone.md) [[gone]]", "[gone](../guide/gone.md) [[gone]]"),
        ("[a](../guide/a.md#gone)", "[a](../hand%20book/new%20%281%29.md#gone)"),
        ("[![p](p.png)](../guide/a.md)", "[![p](p.png)](../hand%20book/new%20%281%29.md)"),
        (
            "---\nrelated: [../guide/a.md, 'guide/a.md']\ncharter: \"/guide/a.md\"\n---",
            "---\nrelated: [../hand book/new (1).md, 'hand book/new (1).md']\ncharter: \"/hand book/new (1).md\"\n---",
        ),
    ];
    for (before, after) in table {
        let page = format!("{before}\n");
        let files = [
            ("content/guide/a.md", GUIDE),
            ("content/guide/b.md", "# B\n"),
            ("content/x/page.md", page.as_str()),
            ("content/x/p.png", ""),
        ];
        assert_eq!(
            text(&files, "guide/a.md", "hand book/new (1).md", "content/x/page.md"),
            format!("{after}\n"),
            "{before}"
        );
    }
}

/// References in `guide/a.md`, before and after it moves to `deep/er/a.md`.
#[test]
fn references_in_a_document_that_moves_lead_where_they_led() {
    let table = [
        ("[b](b.md) [b](./b.md)", "[b](../../guide/b.md) [b](../../guide/b.md)"),
        ("[b](../guide/b.md#b)", "[b](../../guide/b.md#b)"),
        ("[home](../index.md) [home](..) [home](../)", "[home](../../index.md) [home](../..) [home](../../)"),
        ("[self](a.md#aims) [self](#aims)", "[self](a.md#aims) [self](#aims)"),
        ("[own folder](.) [own folder](./)", "[own folder](../../guide) [own folder](../../guide/)"),
        ("![p](p.png) <img src='p.png'>", "![p](../../guide/p.png) <img src='../../guide/p.png'>"),
        ("[root](/guide/b.md) [root](/guide/b/)", "[root](/guide/b.md) [root](/guide/b/)"),
        ("[gone](gone.md) [gone](../gone.md#x)", "[gone](gone.md) [gone](../gone.md#x)"),
        ("[issues](../../../../issues)", "[issues](../../../../../issues)"),
        ("[b]: b.md 'B'\n\n[b]", "[b]: ../../guide/b.md 'B'\n\n[b]"),
        ("`b.md` `guide/b.md` `../index.md`", "`guide/b.md` `guide/b.md` `../../index.md`"),
        ("[[b]] [[guide/b]]", "[[b]] [[guide/b]]"),
        ("<img srcset=\"p.png 1x, p.png 2x\">", "<img srcset=\"../../guide/p.png 1x, ../../guide/p.png 2x\">"),
        ("https://example.org/guide/b.md <mailto:a@b.c>", "https://example.org/guide/b.md <mailto:a@b.c>"),
    ];
    for (before, after) in table {
        let page = format!("---\naliases: [/x/]\n---\n\n## Aims\n\n{before}\n");
        let files = [
            ("content/guide/a.md", page.as_str()),
            ("content/guide/b.md", "# B\n"),
            ("content/guide/p.png", ""),
            ("content/index.md", "# Home\n"),
        ];
        let expected = format!("---\naliases: [/x/, /guide/a/]\n---\n\n## Aims\n\n{after}\n");
        assert_eq!(text(&files, "guide/a.md", "deep/er/a.md", "content/deep/er/a.md"), expected, "{before}");
    }
}

#[test]
fn a_wikilink_says_as_much_as_it_must() {
    let files = [("a.md", "# A\n"), ("b.md", "[[a]] [[c]]\n"), ("x/c.md", "# C\n"), ("y/d.md", "# D\n")];
    assert_eq!(text(&files, "y/d.md", "y/a.md", "b.md"), "[[/a]] [[c]]\n");
    assert_eq!(text(&files, "y/d.md", "y/c.md", "b.md"), "[[a]] [[x/c]]\n");
    assert_eq!(text(&files, "x/c.md", "x/1.0.md", "b.md"), "[[a]] [[x/1.0]]\n");
    assert!(matches!(moved(&files, "a.md", "a#b.md"), Err(Refusal::Unwritable { .. })));
}

#[test]
fn paths_below_a_folder_of_a_list_follow_with_its_name() {
    let list = "- `docs/` has\n  - `a.md`\n  - `b.md`\n";
    let files = [("index.md", list), ("docs/a.md", "# A\n"), ("docs/b.md", "# B\n")];
    assert_eq!(text(&files, "docs", "manual/docs", "index.md"), list.replace("`docs/`", "`manual/docs/`"));
    assert_eq!(text(&files, "docs/a.md", "docs/c.md", "index.md"), list.replace("`a.md`", "`c.md`"));
}

#[test]
fn settings_follow() {
    let yaml = "nav:\n  - ./guide/\n  - Page: \"guide/a.md\"\ndefaults:\n  - path: guide/a.md\n    front_matter: {related: [x/b.md], draft: false}\n\
                exclude: ['guide/old/*', other]\n";
    let files = [("handbook.yaml", yaml), ("guide/a.md", "# A\n"), ("guide/c.md", "# C\n"), ("x/b.md", "# B\n")];
    let after = yaml.replace("guide", "manual");
    assert_eq!(text(&files, "guide", "manual", "handbook.yaml"), after);
    let after = yaml.replace("guide/a.md", "x/new.md");
    assert_eq!(text(&files, "guide/a.md", "x/new.md", "handbook.yaml"), after);
    assert_eq!(text(&files, "x/b.md", "x/d.md", "handbook.yaml"), yaml.replace("x/b.md", "x/d.md"));
    // Quotes are kept, and come where a name needs them.
    let after = yaml
        .replace("guide/a.md", "it's: \\\"new\\\".md")
        .replace("path: it's: \\\"new\\\".md", "path: \"it's: \\\"new\\\".md\"");
    assert_eq!(text(&files, "guide/a.md", "it's: \"new\".md", "handbook.yaml"), after);
}

#[test]
fn a_page_that_gets_another_address_by_the_way_keeps_its_old_one() {
    // Without index.md, README.md is the folder's page.
    let files =
        [("guide/index.md", "# Guide\n"), ("guide/README.md", "# Read me\n"), ("a.md", "[g](guide/index.md)\n")];
    let after = moved(&files, "guide/index.md", "start.md").expect("nothing is in the way");
    assert_eq!(after["guide/README.md"], "---\naliases:\n  - /guide/README/\n---\n\n# Read me\n");
    // What had the old address answers to it no more; another page does.
    assert_eq!(after["start.md"], "# Guide\n");
    assert_eq!(after["a.md"], "[g](start.md)\n");
}

#[test]
fn a_page_that_we_make_gives_way_and_its_address_lives_on() {
    let event = "# Plan\n\n## Day 2: Planning\n\n**Duration:** 1 hour\n**Attendees:** Ada\n";
    let files = [("handbook.yaml", "flat: true\n"), ("x/index.md", "# X\n"), ("plan.md", event)];
    let after = moved(&files, "x", "calendar").expect("nothing is in the way");
    assert_eq!(after["calendar/index.md"], "---\naliases:\n  - /x/\n  - /calendar.html\n---\n\n# X\n");
}
