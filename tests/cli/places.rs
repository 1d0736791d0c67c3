//! Where the handbook is, where its documents are, and where the site goes.

use crate::support::{Folder, SOUND};

#[test]
fn a_parent_with_a_handbook_yaml_is_looked_for_only_when_no_folder_is_given() {
    let folder = Folder::new(&[
        ("handbook.yaml", "title: The whole\n"),
        ("content/index.md", "# Home\n\n[Squad](squads/one.md)\n"),
        ("content/squads/one.md", "# One\n\n[Home](../index.md)\n"),
    ]);
    folder.run_in("content/squads", &["check"]).ends(0).says(&["2 documents"]);
    folder.run_in("content/squads", &["build"]).ends(0);
    assert!(folder.has("public/squads/one/index.html"));
    folder.run_in("content/squads", &["check", "."]).ends(1).says(&["1 document checked"]);
    folder.run_in("content/squads", &["check", "--root", "."]).ends(1).says(&["1 document checked"]);
    folder.run_in("content", &["check", "-C", "squads"]).ends(1).says(&["1 document checked"]);
    folder.run_in("content", &["check", "-C", ".."]).ends(0).says(&["2 documents"]);
}

#[test]
fn paths_in_findings_can_be_opened_from_where_one_stands() {
    let folder = Folder::new(&[("docs/content/plans/a.md", "# A\n\n[x](gone.md)\n"), ("elsewhere/x.txt", "")]);
    folder.run(&["check", "docs", "--format", "short"]).ends(1).says(&["docs/content/plans/a.md:3:"]);
    folder.run_in("docs", &["check", "--format", "short"]).ends(1).says(&["content/plans/a.md:3:"]);
    let told = folder.run_in("elsewhere", &["check", "../docs", "--format", "short"]).ends(1);
    let path = told.out.split(':').next().expect("a path");
    assert!(folder.at("elsewhere").join(path).is_file(), "{path}");
}

#[test]
fn documents_are_in_content_else_in_the_folder_else_where_source_says() {
    let folder = Folder::new(&[("README.md", "# Not a page\n"), ("content/index.md", "# Home\n")]);
    folder.run(&["check"]).ends(0).says(&["1 document checked"]);
    let folder = Folder::new(&[("handbook.yaml", "source: docs\n"), SOUND, ("docs/index.md", "# The docs\n")]);
    folder.run(&["build"]).ends(0).complains(&["1 document checked"]);
    assert!(folder.read("public/index.html").contains("The docs"));
}

#[test]
fn the_output_goes_where_it_is_sent_and_is_never_read() {
    let folder = Folder::new(&[SOUND, ("public/README.md", "# Not ours\n")]);
    folder.run(&["build", "-o", "site"]).ends(0);
    assert!(folder.has("site/index.html"));
    // Now `site` is a folder like any other, but holds no documents.
    folder.run(&["build", "--output-dir", "deep/er/site"]).ends(0);
    assert!(folder.has("deep/er/site/index.html"));
    folder.run(&["build", "--dest-dir", "dest"]).ends(0);
    folder.run(&["build", "-d", "short"]).ends(0);
    assert!(folder.has("dest/index.html") && folder.has("short/index.html"));
    let elsewhere = Folder::new(&[]);
    let there = elsewhere.at("site");
    folder.run(&["build", "-o", there.to_str().expect("UTF-8")]).ends(0);
    assert!(elsewhere.has("site/index.html"));
}

#[test]
fn another_configuration_file_can_be_named() {
    let folder = Folder::new(&[SOUND, ("handbook.yaml", "titel: Broken\n"), ("settings/other.yaml", "title: Other\n")]);
    folder.run(&["check"]).ends(2);
    folder.run(&["build", "--config", "settings/other.yaml"]).ends(0);
    assert!(folder.read("public/index.html").contains("Other"));
    folder.run(&["build", "-c", "settings/other.yaml"]).ends(0);
}

#[test]
fn addresses_are_folders_or_flat_and_absolute_where_that_is_needed() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[Plan](plan.md#aims)\n"), ("plan.md", "# Plan\n\n## Aims\n")]);
    folder.run(&["build"]).ends(0);
    assert!(folder.read("public/index.html").contains("href=\"plan/index.html#aims\""));
    assert!(folder.read("public/index.html").contains("noindex"));
    assert!(!folder.has("public/sitemap.xml"), "without an address there is nothing to map");
    folder.run(&["build", "--flat"]).ends(0);
    assert!(folder.has("public/plan.html") && !folder.has("public/plan/index.html"));
    assert!(folder.read("public/index.html").contains("href=\"plan.html#aims\""));
    folder.run(&["build", "--base-url", "https://example.org/team/"]).ends(0);
    assert!(folder.read("public/sitemap.xml").contains("<loc>https://example.org/team/plan/</loc>"));
    assert!(folder.read("public/robots.txt").contains("Sitemap: https://example.org/team/sitemap.xml"));
    assert!(folder.read("public/plan/index.html").contains("https://example.org/team/plan/"));
    assert!(!folder.read("public/index.html").contains("noindex"));
}

#[test]
fn hidden_ignored_and_excluded_files_are_left_out() {
    let broken = "# X\n\n[x](gone.md)\n";
    let folder = Folder::new(&[
        ("handbook.yaml", "exclude: [\"old/**\"]\n"),
        SOUND,
        (".hidden/a.md", broken),
        (".a.md", broken),
        ("node_modules/a/README.md", broken),
        ("old/a.md", broken),
        ("scratch/a.md", broken),
        (".gitignore", "scratch/\n"),
        ("templates/a.md", broken),
        ("static/a.md", broken),
    ]);
    folder.run(&["check"]).ends(0).says(&["1 document checked"]);
}

#[cfg(unix)]
#[test]
fn loops_of_links_and_links_out_of_the_handbook_are_survived() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new(&[("secret.md", "# Secret\n"), ("more/a.md", "# More\n")]);
    let folder = Folder::new(&[SOUND, ("a/b/c.md", "# C\n")]);
    symlink("..", folder.at("a/b/up")).expect("a link");
    symlink("self", folder.at("self")).expect("a link");
    symlink("loop.md", folder.at("loop.md")).expect("a link");
    symlink("gone.md", folder.at("dangling.md")).expect("a link");
    symlink("a/b/c.md", folder.at("twin.md")).expect("a link");
    symlink(outside.at("secret.md"), folder.at("secret.md")).expect("a link");
    symlink(outside.at("more"), folder.at("more")).expect("a link");
    folder.run(&["check"]).ends(0).says(&["3 documents checked"]);
    folder.run(&["build"]).ends(0);
    assert!(folder.has("public/twin/index.html") && folder.has("public/a/b/c/index.html"));
    assert!(!folder.has("public/secret/index.html") && !folder.has("public/more/a/index.html"));
}
