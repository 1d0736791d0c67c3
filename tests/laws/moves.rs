//! A move breaks no reference and no address, whatever moves where in whatever handbook.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use sprintbook::base::diagnostic::Level;
use sprintbook::base::path;
use sprintbook::check;
use sprintbook::edit::moving::{self, Move, Plan, Refusal, Surroundings};
use sprintbook::load::inputs::Inputs;
use sprintbook::load::probe;
use sprintbook::pipeline::{self, InMemory};

use crate::links_live::{self, NAMES, SETTINGS};
use crate::{markup, soup};

/// Where things go; folders get these names without `.md`.
const PLACES: &[&str] = &[
    "new.md",
    "x/new.md",
    "deep/new name.md",
    "x/y/a.md",
    "x/a.md",
    "README.md",
    "index.md",
    "x/index.md",
    "Ünder/neu (1).md",
    "100% & more.md",
    "calendar.md",
    "other/z.md",
    "1.0.md",
    "x.md",
    "gone.md",
    "it's.md",
    "a,b.md",
    "true.md",
    "note: this.md",
];

/// More references than those of `links_live`, to what moves.
const MORE: &[&str] = &[
    "[a](<a.md#aims> 'title') ![p](../picture.png) [x](./a.md)",
    "[[x/y]] [[y#aims|label]] [[z]] ![[data.csv]]",
    "`./a.md` `../a.md` `x/y.md:12` `content/a.md` `docs/` `x/index.md`",
    "- `x/`\n  - `y.md`\n  - `index.md`",
    "<img src='picture.png?a=1&amp;b=2#c'> <a href=../a.md>up</a> <a href=\"/x/y/#aims\">y</a>",
    "[one][r] ![two][r]\n\n[r]: <b c.md#aims> (title)",
    "[here](#aims) [self](a.md#aims) [self](y.md) [up](../) [up](..) [at](.) [x](x) [x](x/)",
    "[root](/content/a.md) [page](/a) [page](/x/y.html) [deep](deep/er/still/page.md) [deep](/deep/er/)",
    "[a](%61.md) [b](b\\ c.md) [c](a&period;md) [ß](Gr%C3%B6%C3%9Fe.md#aims)",
    "[![p](picture.png)](x/y.md) | [a](a.md) |",
];

type Files = Vec<(String, String)>;

/// The names that are taken: documents, files, and the folders above them.
fn taken(files: &Files) -> BTreeSet<String> {
    let inside = files.iter().filter_map(|(path, _)| path.strip_prefix("content/"));
    let above = |path: &str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
    inside.flat_map(|path| above(path).into_iter().chain([path.to_owned()])).collect()
}

/// Whether the command would try this move: nothing is overwritten, and nothing moves into itself.
fn is_sound(files: &Files, moved: &Move) -> bool {
    let taken = taken(files);
    let folded: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let is_file = |name: &str| files.iter().any(|(path, _)| path.strip_prefix("content/") == Some(name));
    let above = |path: &str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
    !folded.contains(&moved.new.to_lowercase())
        && !moved.new.starts_with(&format!("{}/", moved.old))
        && above(&moved.new)
            .iter()
            .all(|folder| !is_file(folder) && (taken.contains(folder) || !folded.contains(&folder.to_lowercase())))
}

fn with_handbook<T>(files: &Files, each: impl FnOnce(&sprintbook::link::Handbook<'_>, &moving::Look<'_>) -> T) -> T {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let inputs = Inputs::in_memory(&bytes, &check::codes());
    let look = |paths: &_| probe::probe(&inputs, paths);
    let (handbook, _) = pipeline::link(&inputs, pipeline::read(&inputs), look);
    each(&handbook, &look)
}

fn plan(files: &Files, moved: &Move) -> Result<Plan, Refusal> {
    let codes = check::codes();
    with_handbook(files, |handbook, look| moving::plan(handbook, moved, &Surroundings { look, known_codes: &codes }))
}

/// The files after the move.
fn after(files: &Files, moved: &Move, plan: &Plan) -> Files {
    let in_root = moved.below("content/");
    let texts: BTreeMap<String, String> = plan
        .after
        .sources
        .iter()
        .map(|(id, source)| (plan.after.sources.shown_path(id), source.text.clone()))
        .collect();
    files
        .iter()
        .map(|(path, text)| {
            let path = in_root.after(path);
            let text = texts.get(&path).unwrap_or(text).clone();
            (path, text)
        })
        .collect()
}

fn built(files: &Files) -> InMemory {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    pipeline::in_memory(&files)
}

/// Broken references by document, by its path after the move.
fn broken(files: &Files, moved: &Move) -> BTreeMap<String, usize> {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let inputs = Inputs::in_memory(&bytes, &check::codes());
    let (_, found) = pipeline::link(&inputs, pipeline::read(&inputs), |paths| probe::probe(&inputs, paths));
    let mut counts = BTreeMap::new();
    let told = found
        .iter()
        .filter(|one| (one.code.starts_with("link/") || one.code == "doc/duplicate-url") && one.level > Level::Hint);
    for one in told {
        // Of two that want one alias the first has it, and which that is depends on their names.
        let path = if one.code.starts_with("link/") { inputs.sources.get(one.source).path.as_str() } else { "aliases" };
        *counts.entry(moved.after(path)).or_default() += 1;
    }
    counts
}

/// Whether an old page of the site is there still, or leads to one that is.
fn is_served(site: &BTreeMap<String, Vec<u8>>, page: &str) -> bool {
    let Some(bytes) = site.get(page) else { return false };
    if !String::from_utf8_lossy(bytes).contains("redirect.js") {
        return true;
    }
    let read = markup::read(bytes);
    let mut links = read.references.iter().filter(|(element, ..)| element == "a");
    links.all(|(_, _, href)| links_live::meant(page, href).is_some_and(|(to, _)| site.contains_key(&to)))
}

fn look(files: &Files, moved: &Move) -> Result<(), TestCaseError> {
    let context = || {
        let texts: String = files.iter().map(|(path, text)| format!("=== {path}\n{text}\n")).collect();
        format!("{} -> {}\n{texts}", moved.old, moved.new)
    };
    // A folder that gets a draft and holds no page has nothing to show: a link to it cannot be mended.
    let drafts = files.iter().any(|(_, text)| text.contains("draft: true"));
    let plan = match plan(files, moved) {
        Ok(plan) => plan,
        Err(Refusal::Unwritable { .. }) if drafts => return Ok(()),
        Err(refusal @ (Refusal::Ours(_) | Refusal::Unwritable { .. })) => {
            return Err(TestCaseError::fail(format!("{refusal}\n{}", context())));
        }
        // What the command tells the user to do otherwise.
        Err(_) => return Ok(()),
    };
    let new = after(files, moved, &plan);
    let context = || {
        let texts: String = new.iter().map(|(path, text)| format!("=== after {path}\n{text}\n")).collect();
        format!("{}{texts}", context())
    };
    let (was, is) = (broken(files, moved), broken(&new, &Move { old: "-".into(), new: "-".into() }));
    for (path, count) in &is {
        let before = was.get(path).copied().unwrap_or(0);
        prop_assert!(*count <= before, "{path}: {count} broken references, {before} before\n{}", context());
    }
    let (old_site, new_site) = (built(files).site, built(&new).site);
    let in_small_letters: BTreeSet<String> = new_site.keys().map(|page| page.to_lowercase()).collect();
    for page in old_site.keys().filter(|path| path.ends_with(".html")) {
        // Addresses that differ in letter case alone are one on some disks: no alias leads from one to the other.
        let in_other_case = || !new_site.contains_key(page) && in_small_letters.contains(&page.to_lowercase());
        prop_assert!(is_served(&new_site, page) || in_other_case(), "{page} is gone\n{}", context());
    }
    links_live::look(&new, &context())
}

/// What is there to move, and where it can go.
fn moves(files: &Files, what: Index, place: &str) -> Option<Move> {
    let all: Vec<String> = taken(files).into_iter().collect();
    let old = what.get(&all).clone();
    let new = if path::is_document(&old) && files.iter().any(|(path, _)| path.ends_with(&old)) {
        place.to_owned()
    } else {
        let bare = place.trim_end_matches(".md");
        let extension = old.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extension == "png" || extension == "csv" { format!("{bare}.{extension}") } else { bare.to_owned() }
    };
    let moved = Move { old, new };
    is_sound(files, &moved).then_some(moved)
}

proptest! {
    #![proptest_config(soup::cases(32))]

    #[test]
    fn nothing_breaks(
        names in subsequence(NAMES, 3..14),
        texts in vec((links_live::document(), subsequence(MORE, 0..4)), 14),
        settings in subsequence(SETTINGS, 0..3),
        what in any::<Index>(),
        place in select(PLACES),
    ) {
        let mut files: Files = names
            .iter()
            .zip(texts)
            .map(|(name, (text, more))| (format!("content/{name}"), format!("{text}\n{}\n", more.join("\n\n"))))
            .collect();
        files.push(("handbook.yaml".to_owned(), settings.join("\n")));
        for file in ["data.csv", "picture.png", "x/data.csv"] {
            files.push((format!("content/{file}"), "a,b\n".to_owned()));
        }
        if let Some(moved) = moves(&files, what, place) {
            look(&files, &moved)?;
        }
    }
}
