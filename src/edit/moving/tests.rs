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
