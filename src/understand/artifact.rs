//! Documents and deliverables, named by a link or a path.

use std::collections::HashMap;

use super::fact::{Artifact, Detail, Fact, Place};
use super::reading::{Entry, Kind, Reading};
use crate::base::span::Span;
use crate::parse::document::{Link, LinkKind};

mod address;
mod code;

/// One fact for each document, file or folder that is named; `link` finds out which exist.
///
/// An address on the web is one where it names a document: a file of a sort that people write, or a page of a host's
/// shared documents. Any other address is a place to go to and no document.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let text = &reading.source.text;
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut facts: Vec<Fact> = Vec::new();
    for named in all(reading) {
        let place = Place { source: reading.document.source, span: named.span };
        if let Some(&known) = first.get(named.key) {
            let fact = &mut facts[known];
            fact.also.push(place);
            if let Detail::Artifact(artifact) = &mut fact.detail {
                // Told as there in one place, it is there.
                artifact.planned &= named.planned;
            }
            continue;
        }
        first.insert(named.key, facts.len());
        let title = match named.link {
            Some(at) => title(&reading.document.links[at as usize], text, named.key),
            None => last_part(named.key).to_owned(),
        };
        let artifact = Artifact {
            target: named.target.into(),
            is_url: named.is_url,
            exists: None,
            planned: named.planned,
            link: named.link,
        };
        facts.push(Fact {
            heading: named.heading,
            timebox: reading.timebox.clone(),
            ..Fact::new(&title, place, Detail::Artifact(artifact))
        });
    }
    facts
}

/// A place that names one.
struct Named<'r> {
    /// Its path or address without `./`, question and anchor: the same for the same document.
    key: &'r str,
    target: &'r str,
    is_url: bool,
    planned: bool,
    span: Span,
    heading: Option<u32>,
    /// Index among the document's references; none for a path in code that is none.
    link: Option<u32>,
}

/// All places in the order of the text.
fn all<'r>(reading: &'r Reading<'r>) -> Vec<Named<'r>> {
    let document = reading.document;
    let mut all: Vec<Named<'r>> = Vec::with_capacity(document.links.len());
    for (at, link) in document.links.iter().enumerate() {
        let Some((key, is_url)) = key(link) else { continue };
        all.push(Named {
            key,
            target: &link.target,
            is_url,
            planned: link.planned,
            span: link.span,
            heading: link.block.and_then(|block| document.blocks[block as usize].heading),
            link: Some(at as u32),
        });
    }
    let references = all.len();
    for entry in reading.entries() {
        for code in entry.code().filter(|code| code::is_path(code)) {
            let key = from_here(code.trim()).trim_end_matches('/');
            let planned = entry.task().is_some_and(|task| !document.tasks[task as usize].done);
            let (span, heading) = (entry.span_of(code), entry.heading_index());
            all.push(Named { key, target: code.trim(), is_url: false, planned, span, heading, link: None });
        }
    }
    let mut plain = |entry: Entry<'r>, text: &'r str, whole: Span| {
        if !code::is_plain_path(text) || document.links.iter().any(|link| whole.contains(link.span)) {
            return;
        }
        let (span, heading) = (entry.span_of(text), entry.heading_index());
        all.push(Named {
            key: from_here(text),
            target: text,
            is_url: false,
            planned: false,
            span,
            heading,
            link: None,
        });
    };
    for entry in reading.entries() {
        match entry.kind() {
            Kind::Row { header: false, .. } => entry.cells().for_each(|cell| plain(entry, cell.text(), cell.span())),
            // `Runbook: runbooks/ledger.md`, `- papers/plan.pdf`
            Kind::Field | Kind::Item { .. } if entry.task().is_none() => plain(entry, entry.value(), entry.span()),
            _ => {}
        }
    }
    if all.len() > references {
        all.sort_by_key(|named| named.span.start);
    }
    all
}

/// What tells which document a reference names, and whether that is an address.
fn key(link: &Link) -> Option<(&str, bool)> {
    if matches!(link.kind, LinkKind::Image | LinkKind::WikiImage | LinkKind::HtmlImage | LinkKind::Definition) {
        return None;
    }
    let key = link.target.split(['#', '?']).next().unwrap_or_default().trim();
    if let Some(rest) = key.strip_prefix("https://").or_else(|| key.strip_prefix("http://")) {
        return address::is_document(rest).then_some((key, true));
    }
    let key = from_here(key).trim_end_matches('/');
    // `mailto:` and its like; a name of a page may have a colon behind a space or a slash.
    let scheme = key.split_once(':').is_some_and(|(scheme, _)| {
        link.kind != LinkKind::Wiki && scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let folders_alone = key.split('/').all(|part| matches!(part, "" | "." | ".."));
    (!scheme && !folders_alone && !key.starts_with("//")).then_some((key, false))
}

/// A path without the `./` at its head.
fn from_here(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path
}

/// The link's own text, else the last part of its path.
fn title(link: &Link, text: &str, key: &str) -> String {
    let last = || last_part(key).to_owned();
    if matches!(link.kind, LinkKind::Path | LinkKind::FrontMatter | LinkKind::HtmlLink) {
        return last();
    }
    let written = link.span.of(text);
    if link.kind == LinkKind::Wiki {
        let inner = written.trim_start_matches('[').trim_end_matches(']');
        let shown = inner.split_once('|').map_or("", |(_, shown)| shown.trim());
        return if shown.is_empty() { last() } else { shown.to_owned() };
    }
    let shown = shown(written).map(plain).unwrap_or_default();
    if shown.contains(char::is_alphanumeric) && !(shown.contains(':') && shown.contains("://")) {
        shown
    } else {
        last()
    }
}

fn last_part(key: &str) -> &str {
    key.trim_end_matches('/').rsplit('/').find(|part| !part.is_empty()).unwrap_or(key)
}

/// What stands between the brackets at the head of a link; brackets may stand in it.
fn shown(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('[')?;
    let mut depth = 0_usize;
    let end = inner.char_indices().find(|&(_, letter)| match letter {
        '[' => {
            depth += 1;
            false
        }
        ']' if depth > 0 => {
            depth -= 1;
            false
        }
        letter => letter == ']',
    })?;
    Some(&inner[..end.0])
}

/// Without marks of emphasis and code, on one line.
fn plain(text: &str) -> String {
    // Most texts of links have no marks, and single spaces alone.
    let mut before = b' ';
    let is_plain = text.bytes().all(|byte| {
        let spaces = byte == b' ' && before == b' ';
        before = byte;
        byte == b' ' && !spaces || byte.is_ascii_graphic() && !matches!(byte, b'*' | b'`' | b'\\' | b'!' | b'[' | b'_')
    });
    if is_plain && before != b' ' {
        return text.to_owned();
    }
    let bare = text.replace(['*', '`', '\\', '!', '['], "");
    let bare = bare.trim().trim_matches('_');
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::testing;

    /// Every artifact: title, target, `planned`, and how many more places.
    fn shown(text: &str) -> Vec<String> {
        let facts = testing::facts("team/a.md", text);
        let shown = facts.iter().filter_map(|fact| {
            let artifact = fact.artifact()?;
            let planned = if artifact.planned { " planned" } else { "" };
            Some(format!("{} = {}{planned} +{}", fact.title, artifact.target, fact.also.len()))
        });
        shown.collect()
    }

    #[test]
    fn documents_are_named_once_with_their_other_places() {
        let text = "# A\n\nSee [the **plan**](./plan.md) and `docs/notes/`.\n\n## B\n\n[Plan](plan.md#scope), [[Charter|our charter]], \
                    [`budget.xlsx`][b]\n\n[b]: files/budget.xlsx\n";
        let want = [
            "the plan = ./plan.md +1",
            "notes = docs/notes/ +0",
            "our charter = Charter +0",
            "budget.xlsx = files/budget.xlsx +0",
        ];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn what_is_no_document_is_none() {
        let text = "[here](#below) [mail](mailto:a@b.c) <https://example.org> [site](https://example.org/team) ![p](p.png)\n\
                    `/v1/settings` `policy.decisions` `npm run build` [up](..) [call](tel:123)\n";
        assert_eq!(shown(text), Vec::<String>::new());
    }

    #[test]
    fn a_path_in_code_is_one_where_it_can_be_nothing_else() {
        let text = "- [ ] Menu in `tests/menu/` and `scripts/menu.py`\n\nRun `scripts/menu.py` as `text/plain` on `origin/main` with `@a/b`.\n";
        assert_eq!(shown(text), ["menu = tests/menu/ planned +0", "menu.py = scripts/menu.py +1"]);
    }

    #[test]
    fn a_cell_that_is_a_path_names_a_document() {
        let text = "| Squad | Charter |\n| --- | --- |\n| Menu | charters/menu.md |\n| Site | see a/b |\n| Band | example.org/a.pdf |\n";
        assert_eq!(shown(text), ["menu.md = charters/menu.md +0"]);
    }

    #[test]
    fn a_path_behind_a_label_and_a_folder_of_its_own_are_named() {
        let text = "Plan: papers/plan.pdf\nHost: example.org/a.pdf\n\n- Menu: menus/may.md\n- menus/june.md\n- see menus/july.md now\n\nNotes are kept in `notes/`, branches begin with `feature/`, never `build/`.\n";
        let want = [
            "plan.pdf = papers/plan.pdf +0",
            "may.md = menus/may.md +0",
            "june.md = menus/june.md +0",
            "notes = notes/ +0",
        ];
        assert_eq!(shown(text), want);
    }

    #[test]
    fn an_address_is_one_where_it_names_a_document() {
        let text = "[Minutes](https://docs.google.com/document/d/1/edit) and <https://example.org/a/report.pdf>\n";
        let want = [
            "Minutes = https://docs.google.com/document/d/1/edit +0",
            "report.pdf = https://example.org/a/report.pdf +0",
        ];
        assert_eq!(shown(text), want);
    }
}
