//! The feed of changes: from real commits, and from front matter where there is no git.

use crate::support::{Folder, commit_at, git};

/// The feed's entries: what stands between the tags.
fn entries(folder: &Folder) -> Vec<String> {
    let feed = folder.read("public/atom.xml");
    feed.split("<entry>").skip(1).map(|entry| entry.split("</entry>").next().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn holds(entry: &str, words: &[&str]) {
    for word in words {
        assert!(entry.contains(word), "`{word}` is missing in:{entry}");
    }
}

const PLAN: &str = "# Plan\n\nIntro.\n\n## Goal\n\nShip.\n\n## Risks & \"more\"\n\nNone.\n\n## Old\n\nGone soon.\n";

/// A handbook below the repository's root: a plan and a draft, with an edit on the next day.
fn repository() -> Folder {
    let folder = Folder::new(&[
        (".gitignore", "public/\n"),
        ("docs/index.md", "# Home\n\n[Plan](team/plan.md)\n"),
        ("docs/team/plan.md", PLAN),
        ("docs/secret.md", "---\ndraft: true\n---\n\n# Secret\n"),
        ("handbook.yaml", "title: Harbour\nsource: docs\nbase_url: https://h.example/x\n"),
    ]);
    commit_at(&folder, "2026-01-05T09:00:00+00:00");
    folder.write("docs/team/plan.md", PLAN.replace("None.", "Fog.").replace("## Old\n\nGone soon.\n", ""));
    folder.write("docs/secret.md", "---\ndraft: true\n---\n\n# Secret\n\nMore.\n");
    commit_at(&folder, "2026-01-06T10:30:00+02:00");
    folder
}

#[test]
fn an_edit_names_the_sections_that_it_changed() {
    let folder = repository();
    folder.run(&["build", "--quiet"]).ends(0);
    let entries = entries(&folder);
    assert_eq!(entries.len(), 3, "{entries:?}");
    holds(&entries[0], &["<title>Plan: changed</title>", "<updated>2026-01-06T08:30:00Z</updated>"]);
    holds(&entries[0], &["href=\"https://h.example/x/team/plan/\"", "<category term=\"Team\"/>"]);
    holds(&entries[0], &["plan/#risks--more", "Risks &amp;amp;"]);
    assert!(!entries[0].contains("Goal"), "{}", entries[0]);
    holds(&entries[1], &["<title>Home: new</title>"]);
    holds(&entries[2], &["<title>Plan: new</title>", "<updated>2026-01-05T09:00:00Z</updated>"]);
    let feed = folder.read("public/atom.xml");
    assert!(!feed.contains("Secret"), "a draft is in the feed");
    holds(&feed, &["<updated>2026-01-06T08:30:00Z</updated>", "rel=\"self\""]);
    holds(&folder.read("public/team/plan/index.html"), &["type=\"application/atom+xml\"", "href=\"../../atom.xml\""]);
}

#[test]
fn an_entry_keeps_its_id_when_the_page_is_moved_later() {
    let folder = repository();
    folder.run(&["build", "--quiet"]).ends(0);
    let id = |entry: &str| entry.split("<id>").nth(1).map(|rest| rest[..45].to_owned());
    let before = entries(&folder);
    git(&folder, &["mv", "docs/team/plan.md", "docs/plan.md"]);
    folder.write("docs/index.md", "# Home\n\n[Plan](plan.md)\n");
    commit_at(&folder, "2026-01-07T09:00:00+00:00");
    folder.run(&["build", "--quiet"]).ends(0);
    let after = entries(&folder);
    assert_eq!(after.len(), before.len() + 2);
    let moved = after.iter().find(|entry| entry.contains("<title>Plan: moved</title>")).expect("an entry");
    holds(moved, &["href=\"https://h.example/x/plan/\""]);
    for (old, new) in before.iter().zip(&after[2..]) {
        assert_eq!(id(old), id(new));
    }
    holds(&after[2], &["href=\"https://h.example/x/plan/\"", "plan/#risks--more"]);
}

#[test]
fn no_two_entries_have_one_id_when_a_new_page_takes_the_name_of_a_moved_one() {
    let folder = repository();
    let day = "2026-01-08T09:00:00+00:00";
    folder.write("docs/team/plan.md", PLAN.replace("Ship.", "Ship soon."));
    commit_at(&folder, day);
    git(&folder, &["mv", "docs/team/plan.md", "docs/plan.md"]);
    commit_at(&folder, day);
    folder.write("docs/team/plan.md", "# Another plan\n\nNothing of the first.\n");
    commit_at(&folder, day);
    folder.run(&["build", "--quiet"]).ends(0);
    let feed = folder.read("public/atom.xml");
    let ids: Vec<&str> = feed.split("<id>").skip(1).map(|rest| &rest[..45]).collect();
    let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{feed}");
}

#[test]
fn a_draft_is_new_on_the_day_it_is_published() {
    let folder = repository();
    folder.write("docs/secret.md", "# Secret\n\nMore.\n");
    commit_at(&folder, "2026-01-09T09:00:00+00:00");
    folder.run(&["build", "--quiet"]).ends(0);
    let told: Vec<String> = entries(&folder).into_iter().filter(|entry| entry.contains("Secret")).collect();
    assert_eq!(told.len(), 1, "what was done to it before is nobody's concern: {told:?}");
    holds(&told[0], &["<title>Secret: new</title>", "<updated>2026-01-09T09:00:00Z</updated>"]);
    folder.run(&["build", "--quiet", "--drafts"]).ends(0);
    assert_eq!(entries(&folder).iter().filter(|entry| entry.contains("Secret")).count(), 3);
}

#[test]
fn a_day_of_many_changes_is_one_entry() {
    let files: Vec<(String, String)> = (0..30).map(|at| (format!("p{at}.md"), format!("# Page {at}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    commit_at(&folder, "2026-01-05T09:00:00+00:00");
    folder.run(&["build", "--quiet"]).ends(0);
    let entries = entries(&folder);
    assert_eq!(entries.len(), 1);
    holds(&entries[0], &["<title>30 pages changed</title>", "and 18 more", "p10/index.html"]);
}

#[test]
fn without_git_front_matter_says_when() {
    let folder = Folder::new(&[
        ("index.md", "---\ndate: 2026-01-05\ndescription: \"All <b>\"\n---\n\n# Home\n"),
        ("b.md", "---\ndate: 2026-01-05\nupdated: 2026-02-01\n---\n\n# B\u{8}ell\n"),
        ("c.md", "# No date\n"),
    ]);
    folder.run(&["build", "--quiet"]).ends(0);
    let entries = entries(&folder);
    assert_eq!(entries.len(), 2);
    holds(&entries[0], &["<title>B\u{fffd}ell: changed</title>", "<updated>2026-02-01T00:00:00Z</updated>"]);
    holds(&entries[1], &["<title>Home: new</title>", "All &amp;lt;b&amp;gt;"]);
}

#[test]
fn without_any_date_there_is_no_feed() {
    let folder = Folder::new(&[("index.md", "# Home\n\nAll [changes](/atom.xml).\n")]);
    folder.run(&["build"]).ends(1).complains(&["/atom.xml"]);
    assert!(!folder.has("public/atom.xml"));
    assert!(!folder.read("public/index.html").contains("atom.xml\">Feed"));
    folder.write("index.md", "---\ndate: 2026-01-05\n---\n\n# Home\n\nAll [changes](/atom.xml).\n");
    folder.run(&["build"]).ends(0);
    holds(&folder.read("public/index.html"), &["href=\"atom.xml\">changes</a>"]);
}
