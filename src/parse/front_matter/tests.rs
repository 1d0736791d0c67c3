//! Blocks that are front matter, and texts that only look like it.

use proptest::prelude::*;

use super::*;
use crate::base::source::SourceKind;
use crate::config::{self, Config, Numbering};

fn source(text: &str) -> Source {
    Source::new(SourceKind::Document, "a.md", text.to_owned())
}

fn read_text(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
    read(SourceId(1), &source(text), &split(text), &[])
}

fn sound(text: &str) -> FrontMatter {
    let (front_matter, found) = read_text(text);
    assert_eq!(found, []);
    front_matter
}

fn found(text: &str) -> Vec<(&'static str, String, String)> {
    let (_, found) = read_text(text);
    found.into_iter().map(|one| (one.code, one.span.of(text).to_owned(), one.message)).collect()
}

fn texts(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|text| text.value.as_str()).collect()
}

/// The text after its fix.
fn fixed(text: &str) -> String {
    let (_, found) = read_text(text);
    let mut edits = found[0].fix.clone().expect("a fix").edits;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

#[test]
fn a_block_at_the_first_byte_is_found_whatever_ends_its_lines() {
    for ending in ["\n", "\r\n", "\r"] {
        for close in ["---", "...", "--- "] {
            let text = ["---", "title: Ä", close, "", "Body"].join(ending);
            let block = split(&text).block.expect("a block");
            assert_eq!(block.yaml.of(&text).trim_end(), "title: Ä");
            assert_eq!(&text[block.whole.end as usize..], format!("{ending}Body"));
            assert_eq!(sound(&text).title.map(|title| title.span.of(&text).to_owned()), Some("Ä".to_owned()));
        }
    }
    assert!(split("---\n---\ntext").block.is_some());
    assert!(split("---\ntitle: x\n---").block.is_some());
}

#[test]
fn every_key_is_read() {
    let text = r#"---
title: 2026
date: 2026-01-05T09:00:00Z
last_updated: 2026-01-06
sidebar: {order: 2.5}
draft: false
redirect_from: /old/
tags: "alpha, beta"
sprint: 18
start_date: 2026-01-05
end: "2026-01-18"
owner: [Ada, Grace]
people: Ada, Linus
numbering: working
timezone: Europe/Berlin
related:
  - "../a b.md"
  - c.md
charter: charter.md
status:
extra: {any: [1, true]}
---
"#;
    let front_matter = sound(text);
    assert_eq!(front_matter.title.map(|title| title.value), Some("2026".to_owned()));
    assert_eq!(front_matter.date.map(|date| date.value.to_string()), Some("2026-01-05".to_owned()));
    assert!(front_matter.updated.is_some() && front_matter.start.is_some() && front_matter.end.is_some());
    assert_eq!(front_matter.order.map(|order| order.value), Some(2.5));
    assert_eq!(front_matter.draft.map(|draft| draft.value), Some(false));
    assert_eq!(texts(&front_matter.aliases), ["/old/"]);
    assert_eq!(texts(&front_matter.tags), ["alpha", "beta"]);
    assert_eq!(front_matter.sprint.map(|sprint| sprint.value), Some("18".to_owned()));
    assert_eq!(texts(&front_matter.owner), ["Ada", "Grace"]);
    assert_eq!(texts(&front_matter.people), ["Ada", "Linus"]);
    assert_eq!(front_matter.numbering.map(|numbering| numbering.value), Some(Numbering::Working));
    let related: Vec<_> = front_matter.related.iter().map(|path| path.span.of(text)).collect();
    assert_eq!(related, ["../a b.md", "c.md"]);
    assert!(front_matter.status.is_none());
    assert_eq!(front_matter.extra.map(|extra| extra.value["any"][0].as_i64()), Some(Some(1)));
}

#[test]
fn the_key_itself_wins_over_its_synonyms_in_silence() {
    let front_matter =
        sound("---\nweight: 3\nnav_order: wrong but unread\norder: 1\nstart:\nstart_date: 2026-01-05\n---\n");
    assert_eq!(front_matter.order.map(|order| order.value), Some(1.0));
    assert!(front_matter.start.is_some());
}

#[test]
fn mistakes_are_told_and_the_other_keys_are_read() {
    let text = "---\ntitle: Ü\nstart: next week\nlayout: post\nowners: Ada\nend: 2026-02-30\n---\n";
    assert_eq!(read_text(text).0.title.map(|title| title.value), Some("Ü".to_owned()));
    let expected = [
        (FRONT_MATTER, "next week", "`start` wants a date such as 2026-01-05; this says \"next week\"."),
        (UNKNOWN_KEY, "layout", "Front matter has no key `layout`."),
        (UNKNOWN_KEY, "owners", "Front matter has no key `owners`."),
        (FRONT_MATTER, "2026-02-30", "`end` says 2026-02-30, and there is no such day."),
    ];
    assert_eq!(found(text), expected.map(|(code, place, message)| (code, place.to_owned(), message.to_owned())));
    assert_eq!(read_text(text).1[2].help.as_deref(), Some("Did you mean `owner`?"));
}

#[test]
fn what_is_not_yaml_is_told_at_its_place() {
    let text = "---\ntitle: Sprint 1: Kickoff\n---\n# Body\n";
    let found = found(text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1.as_str()), (FRONT_MATTER, ":"));
    assert_eq!(read_text(text).1[0].span.start as usize, text.find(": K").expect("there"));
}

#[test]
fn a_block_below_a_banner_is_found_and_moved() {
    let block = "---\ntitle: Sprint 1\nowner: TBD\n---\n";
    let banners =
        ["\n\n", "We do not mock, we do not bypass!\n\n", "<!-- a\n\n# comment -->\n", "\u{FEFF}Two\nlines\r\n\r\n"];
    for banner in banners {
        let text = format!("{banner}{block}\n# Sprint 1\n");
        assert_eq!(split(&text).displaced, Some(Displacement::Banner), "{text:?}");
        let (front_matter, found) = read_text(&text);
        assert_eq!(front_matter.title.map(|title| title.value), Some("Sprint 1".to_owned()));
        assert_eq!((found.len(), found[0].code, found[0].level), (1, DISPLACED, Level::Warning));
        let fixed = fixed(&text);
        assert!(fixed.starts_with(block) && !fixed.contains('\u{FEFF}'), "{fixed:?}");
        assert_eq!(sound(&fixed).owner.len(), 1);
    }
    let text = format!("\u{FEFF}{block}x");
    assert_eq!(split(&text).displaced, Some(Displacement::Bom));
    assert_eq!(fixed(&text), format!("{block}x"));
}

#[test]
fn thematic_breaks_are_not_front_matter() {
    let texts = [
        "Text\n\n---\n\ntitle: x\n\n---\n",
        "Text\n---\ntitle: x\n---\n",
        "# H\n\n---\ntitle: x\n---\n",
        "- a\n\n---\ntitle: x\n---\n",
        "| a |\n|---|\n\n---\ntitle: x\n---\n",
        "```\n---\ntitle: x\n---\n```\n",
        "Text\n\n---\n**Title:** x\n---\n",
        "Text\n\n---\nStatus: x\nNote: y\n---\n",
        "Text\n\n---\ntitle: x\nand prose\n---\n",
        "Text\n\n---\ntitle: x\n",
        "<!--\n---\ntitle: x\n---\n-->\n\n# T\n",
        "---\n\nProse between breaks.\n\n---\n",
        "---\n# Title\n\nProse\n\n---\n",
        "---\n\n**Version:** 1.0\n**Owner:** x\n\n---\n",
        "---\n**Version:** 1.0\n---\n",
        "---\nNote: this is: prose\nand more.\n---\n",
        "---\njust text\n---\n",
        "----\ntitle: x\n----\n",
        "---\n\nProse, and no second break.\n",
        "",
        "---",
    ];
    for text in texts {
        assert_eq!(split(text), Split::default(), "{text:?}");
        assert_eq!(found(text), []);
    }
}

#[test]
fn yaml_that_is_never_closed_is_told() {
    for text in
        ["---\ntitle: x\nowner: y\n\n# Text\n", "---\ntitle: x\n", "---\ntitle: x\n\n# Text\n\nProse\n\n---\n\nProse\n"]
    {
        let found = found(text);
        assert_eq!((found.len(), found[0].0, found[0].1.as_str()), (1, FRONT_MATTER, "---"), "{text:?}");
        assert!(split(text).block.is_none());
    }
}

#[test]
fn defaults_are_merged_key_by_key_and_the_document_wins() {
    let yaml = "defaults:\n  - {path: '**', front_matter: {start: 2026-01-05, owner: All, weight: 1}}\n  \
                - {path: 'a*', front_matter: {owner: [Ada], order: 2}}\n  - {path: 'b/**', front_matter: {squad: x}}\n";
    let handbook = Source::new(SourceKind::Config, "handbook.yaml", yaml.to_owned());
    let (config, mistakes): (Config, _) = config::read(SourceId(0), &handbook, &[]);
    assert_eq!(mistakes, []);
    let text = "---\norder: 3\ntitle: x\nstart: soon\nowner:\n---\n";
    let (front_matter, found) = read(SourceId(1), &source(text), &split(text), &config.defaults_for("a.md"));
    assert_eq!(found.len(), 1);
    assert_eq!(front_matter.order.map(|order| order.value), Some(3.0));
    assert_eq!(texts(&front_matter.owner), ["Ada"]);
    let start = front_matter.start.expect("the default's");
    assert_eq!((start.source, start.span.of(yaml)), (SourceId(0), "2026-01-05"));
    assert!(front_matter.squad.is_none());
}

#[test]
fn hostile_blocks_end_in_one_sentence() {
    let bodies = ["a: [", "a: \0", "a: &a [*a]"].map(str::to_owned);
    for body in bodies.into_iter().chain(["[".repeat(100_000), "- ".repeat(100_000), "x: y\n".repeat(1 << 20)]) {
        let text = format!("---\ntitle: x\nb: {body}\n---\n");
        let count = read_text(&text).1.len();
        assert!((1..=2).contains(&count), "{count}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived_and_all_spans_fit(text in r#"(\u{FEFF})?(---\n|---\r\n|\.\.\.\n|(title|start|tags|sidebar|related|x): |2026-01-05|<!--|-->|[-?:,\[\]{}#&*!|>'"%@`~\\ \n\r\t]|é|😀|\PC|\n){0,40}"#) {
        let split = split(&text);
        if let Some(block) = split.block {
            prop_assert!(text.get(block.whole.range()).is_some() && text.get(block.yaml.range()).is_some());
            prop_assert!(block.whole.contains(block.yaml));
        }
        let (front_matter, found) = read_text(&text);
        for one in found {
            prop_assert!(text.get(one.span.range()).is_some(), "{one:?}");
            for edit in one.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.range()).is_some());
            }
        }
        for path in front_matter.related {
            prop_assert!(text.get(path.span.range()).is_some());
        }
    }
}
