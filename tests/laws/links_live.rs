//! Every link of a site leads to a page of it, and every fragment to an id there, whatever the documents refer to.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sprintbook::pipeline;

use crate::markup::{self, Page};
use crate::soup;

pub const NAMES: &[&str] = &[
    "index.md",
    "README.md",
    "a.md",
    "b c.md",
    "Größe.md",
    "x/index.md",
    "x/README.md",
    "x/y.md",
    "x/_index.md",
    "x/y/z.md",
    "deep/er/still/page.md",
    "calendar.md",
    "checklists/index.md",
    "tags/index.md",
    "404.md",
    "A.md",
    "100%.md",
    "a#b.md",
    "what?.md",
    "index/index.md",
    "assets/style.css.md",
    "robots.md",
    "日本.md",
    "x.y.md",
    "con.md",
    "site.md",
];

const FRONT: &[&str] = &[
    "title: \"Quoted: title\"",
    "draft: true",
    "aliases: [/old/, old/page.html]",
    "slug: other",
    "slug: a",
    "tags: [One, two, one]",
    "tags: \"c++, c#\"",
    "related: [a.md, x/y.md]",
    "charter: x/index.md",
    "start: 2026-01-05\nend: 2026-01-16",
    "sprint: Sprint 1",
    "squad: Blue",
    "order: 3",
    "toc: false",
    "kind: charter",
    "aliases: a",
    "noindex: true",
];

const REFERENCES: &[&str] = &[
    "a.md",
    "a.md#aims",
    "b%20c.md",
    "<b c.md#aims>",
    "x/",
    "x",
    "../",
    "..",
    "./",
    ".",
    "/",
    "/x/",
    "/x/y/",
    "x/y.md#aims-1",
    "/x/y.md",
    "../a.md",
    "y.md",
    "z.md",
    "#aims",
    "#aims-1",
    "#",
    "#top",
    "#given",
    "Gr%C3%B6%C3%9Fe.md",
    "calendar/",
    "/calendar/",
    "calendar.ics",
    "/checklists/",
    "/tags/",
    "data.csv",
    "../data.csv",
    "data.csv?raw=true#L1",
    "picture.png",
    "/404.html",
    "/old/",
    "gone.md",
    "A.md",
    "a.md#gone",
    "100%25.md",
    "a%23b.md",
    "what%3F.md",
    "https://example.org/#x",
    "mailto:a@example.org",
    "a",
    "a/",
    "a.html",
    "x/y/index.html",
    "index.md",
    "README.md",
    "a.md?raw=true",
    "javascript:x",
    "日本.md",
    "x.y.md",
    "/sitemap.xml",
    "/assets/style.css",
];

const BLOCKS: &[&str] = &[
    "# Title",
    "## Aims",
    "## Aims",
    "### Größe & Co. `code`",
    "## Given {#given}",
    "<a id=\"aims-1\"></a>",
    "## Day 2: Planning\n\n**Duration:** 1 hour\n**Attendees:** Ada",
    "- [ ] open\n- [x] done",
    "[[a]], [[b c|text]], [[Größe#aims]], [[gone]], ![[picture.png]]",
    "`a.md`, `x/y.md`, `x/`, `gone.md`",
    "AB-1 and AB-2, 3",
    "| AB-1 | defined |\n|---|---|\n| AB-2 | too |",
    "text[^1] and[^1] again[^2]\n\n[^1]: note with [link](a.md)",
    "## Related Documents\n\n- [a](a.md)\n- x/y.md",
    "<h2>Raw heading</h2><a href=\"a.md#aims\">raw</a><img src=\"picture.png\">",
    "![picture](picture.png) ![gone](gone.png)",
    "- **Squad:** Blue\n- **Lead:** Ada",
    "[by label][label] and [label]\n\n[label]: x/y.md#aims \"title\"",
    "### A heading with [a link](a.md) and AB-1",
    "<https://example.org/>",
];

pub fn document() -> impl Strategy<Value = String> {
    let link = select(REFERENCES).prop_map(|to| format!("See [this]({to}) for more."));
    let block = prop_oneof![2 => link, 3 => select(BLOCKS).prop_map(str::to_owned)];
    (subsequence(FRONT, 0..3), vec(block, 0..12)).prop_map(|(front, blocks)| {
        let front = if front.is_empty() { String::new() } else { format!("---\n{}\n---\n\n", front.join("\n")) };
        front + &blocks.join("\n\n") + "\n"
    })
}

pub const SETTINGS: &[&str] = &[
    "flat: true",
    "base_url: https://example.org/team",
    "nav: [x/index.md, a.md, {More: [x/y.md, \"b c.md\"]}]",
    "drafts: true",
    "repository: https://github.com/example/handbook",
    "theme: {accent: \"#2f6f4f\", logo: picture.png}",
    "language: he",
];

/// The path of a site's file that a link means; none for what leads to other sites.
pub fn meant(from: &str, href: &str) -> Option<(String, Option<String>)> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().expect("addresses are UTF-8").into_owned();
    let (address, fragment) =
        href.split_once('#').map_or((href, None), |(address, fragment)| (address, Some(decoded(fragment))));
    let address = address.split('?').next().unwrap_or_default();
    let scheme = address.split('/').next().is_some_and(|first| first.contains(':'));
    if scheme || address.starts_with("//") {
        return None;
    }
    if address.is_empty() {
        return Some((from.to_owned(), fragment));
    }
    assert!(!address.starts_with('/'), "{href} on {from} would not work from a folder");
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{href} on {from} leaves the site"),
            "." => {}
            part => parts.push(decoded(part)),
        }
    }
    let mut path = parts.join("/");
    if path.is_empty() || path.ends_with('/') {
        path += "index.html";
    }
    Some((path, fragment))
}

pub fn look(files: &[(String, String)], context: &str) -> Result<(), TestCaseError> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let built = pipeline::in_memory(&files);
    let pages: BTreeMap<&String, Page> = built
        .site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, markup::read(bytes)))
        .collect();
    let no_ids = BTreeSet::new();
    for (path, page) in &pages {
        prop_assert!(page.faults.is_empty(), "{path}: {:?}\n{context}", page.faults);
        // The page for what is not there is shown at any depth, so it goes by the site's address or by the top.
        if path.as_str() == "404.html" {
            continue;
        }
        for (element, attribute, href) in &page.references {
            let Some((to, fragment)) = meant(path, href) else { continue };
            prop_assert!(
                built.site.contains_key(&to),
                "<{element} {attribute}={href:?}> on {path}: no {to}\n{context}"
            );
            if let Some(fragment) =
                fragment.filter(|fragment| !fragment.is_empty() && fragment != "top" && to.ends_with(".html"))
            {
                let ids = pages.get(&to).map_or(&no_ids, |page| &page.ids);
                prop_assert!(
                    ids.contains(&fragment),
                    "{href} on {path}: no #{fragment} on {to}, only {ids:?}\n{context}"
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(soup::cases(24))]

    #[test]
    fn in_any_small_handbook(
        names in subsequence(NAMES, 2..12),
        texts in vec(document(), 12),
        settings in subsequence(SETTINGS, 0..4),
    ) {
        let mut files: Vec<(String, String)> =
            names.iter().zip(texts).map(|(name, text)| (format!("content/{name}"), text)).collect();
        files.push(("handbook.yaml".to_owned(), settings.join("\n")));
        for file in ["data.csv", "picture.png", "x/data.csv"] {
            files.push((format!("content/{file}"), "a,b\n".to_owned()));
        }
        let context = files.iter().map(|(path, text)| format!("=== {path}\n{text}\n")).collect::<String>();
        look(&files, &context)?;
    }
}

#[test]
fn links_are_resolved_as_browsers_do() {
    let path = |from: &str, href: &str| meant(from, href).expect("a link inside").0;
    assert_eq!(path("a/b/index.html", "../../c.html?x#y"), "c.html");
    assert_eq!(path("a/index.html", "../"), "index.html");
    assert_eq!(path("a/index.html", "#x"), "a/index.html");
    assert_eq!(path("a/index.html", "b%20c/"), "a/b c/index.html");
    assert_eq!(meant("a", "https://x/"), None);
}
