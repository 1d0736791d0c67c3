//! Publishing into real directories: what is kept, what is refused, and what a run that died leaves to the next.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use tempfile::{TempDir, tempdir};

use super::{Changes, Publication, PublishError};

type Site<'a> = &'a [(&'a str, &'a str)];

fn paths(site: Site) -> Vec<String> {
    site.iter().map(|(path, _)| (*path).to_owned()).collect()
}

fn publish(dir: &Path, site: Site) -> Result<Changes, PublishError> {
    let publication = Publication::open(dir, &paths(site))?;
    site.par_iter().try_for_each(|(path, text)| publication.put(path, text.as_bytes()).map(|_| ()))?;
    publication.finish()
}

/// Every file below `dir` with its text, and every folder (ending in `/`); our hidden files only when asked.
fn tree(dir: &Path, hidden: bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            found.insert(format!("{name}/"), String::new());
        } else if hidden || !name.contains(".sprintbook-") {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

fn clean(site: Site) -> BTreeMap<String, String> {
    let dir = tempdir().unwrap();
    publish(dir.path(), site).unwrap();
    tree(dir.path(), true)
}

fn published(site: Site) -> TempDir {
    let dir = tempdir().unwrap();
    publish(dir.path(), site).unwrap();
    dir
}

fn changes(created: usize, replaced: usize, deleted: usize, kept: usize) -> Changes {
    Changes { created, replaced, deleted, kept }
}

const SITE: Site = &[("index.html", "home"), ("a/index.html", "a"), ("a/b/index.html", "b"), ("feed.ics", "")];

#[test]
fn a_second_run_writes_only_what_changed() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("deep/er/public");
    assert_eq!(publish(&out, SITE).unwrap(), changes(4, 0, 0, 0));
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for (path, _) in SITE {
        fs::File::options().write(true).open(out.join(path)).unwrap().set_modified(old).unwrap();
    }
    let next: Site = &[("index.html", "HOME"), ("a/index.html", "a"), ("feed.ics", ""), ("new/x.html", "x")];
    assert_eq!(publish(&out, next).unwrap(), changes(1, 1, 1, 2));
    assert_eq!(tree(&out, true), clean(next));
    let time = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    assert_eq!((time("a/index.html"), time("feed.ics")), (old, old));
    assert_ne!(time("index.html"), old);
}

#[test]
fn bytes_on_the_disk_decide_and_not_what_we_remember() {
    let dir = published(SITE);
    fs::write(dir.path().join("index.html"), "hOme").unwrap();
    fs::remove_file(dir.path().join("a/index.html")).unwrap();
    assert_eq!(publish(dir.path(), SITE).unwrap(), changes(1, 1, 0, 2));
    assert_eq!(tree(dir.path(), true), clean(SITE));
}

#[test]
fn long_files_are_compared_to_the_end() {
    let dir = tempdir().unwrap();
    let (one, other) = ("x".repeat(200_000), "x".repeat(199_999) + "y");
    publish(dir.path(), &[("a", &one)]).unwrap();
    assert_eq!(publish(dir.path(), &[("a", &one)]).unwrap(), changes(0, 0, 0, 1));
    assert_eq!(publish(dir.path(), &[("a", &other)]).unwrap(), changes(0, 1, 0, 0));
}

#[test]
fn a_directory_of_somebody_else_is_refused_and_untouched() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("thesis.md"), "mine").unwrap();
    let error = publish(dir.path(), SITE).unwrap_err();
    assert!(matches!(&error, PublishError::NotOurs { .. }));
    assert!(error.to_string().contains("thesis.md") && error.to_string().contains("--output-dir"));
    assert_eq!(tree(dir.path(), true), BTreeMap::from([("thesis.md".into(), "mine".into())]));

    let file = dir.path().join("thesis.md");
    assert!(matches!(publish(&file, SITE), Err(PublishError::NotADirectory(_))));
}

#[test]
fn files_of_somebody_else_inside_ours_stay() {
    let dir = published(SITE);
    fs::write(dir.path().join("a/CNAME"), "mine").unwrap();
    fs::create_dir(dir.path().join("empty")).unwrap();
    assert_eq!(publish(dir.path(), &[("index.html", "home")]).unwrap(), changes(0, 0, 3, 1));
    let expected = [("a/", ""), ("a/CNAME", "mine"), ("empty/", ""), ("index.html", "home")];
    assert_eq!(tree(dir.path(), false), expected.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
}

#[test]
fn a_place_that_somebody_else_holds_is_refused_before_anything_is_written() {
    for foreign in ["new/index.html", "new", "new/index.html/theirs"] {
        let dir = published(SITE);
        let theirs = dir.path().join(foreign);
        fs::create_dir_all(theirs.parent().unwrap()).unwrap();
        fs::write(&theirs, "mine").unwrap();
        let before = tree(dir.path(), true);
        let error = publish(dir.path(), &[("index.html", "HOME"), ("new/index.html", "n")]).unwrap_err();
        assert!(matches!(&error, PublishError::Foreign(_)), "{foreign}: {error}");
        assert_eq!(tree(dir.path(), true), before, "{foreign}");
    }
}

#[test]
fn a_page_becomes_a_folder_and_a_folder_a_page() {
    let page: Site = &[("a", "page"), ("index.html", "home")];
    let folder: Site = &[("a/b/c.html", "inside"), ("a/d.html", "too"), ("index.html", "home")];
    let dir = published(page);
    assert_eq!(publish(dir.path(), folder).unwrap(), changes(2, 0, 1, 1));
    assert_eq!(tree(dir.path(), true), clean(folder));
    assert_eq!(publish(dir.path(), page).unwrap(), changes(1, 0, 2, 1));
    assert_eq!(tree(dir.path(), true), clean(page));

    publish(dir.path(), folder).unwrap();
    fs::write(dir.path().join("a/b/theirs"), "mine").unwrap();
    let error = publish(dir.path(), page).unwrap_err();
    assert!(error.to_string().contains("theirs"), "{error}");
    assert!(dir.path().join("a/d.html").exists());
}

#[test]
fn a_name_may_change_its_case() {
    let dir = published(&[("About/index.html", "a"), ("X.html", "x")]);
    let next: Site = &[("about/index.html", "a"), ("x.html", "x")];
    publish(dir.path(), next).unwrap();
    assert_eq!(tree(dir.path(), true), clean(next));
}

#[test]
fn two_paths_for_one_place_are_refused() {
    let dir = tempdir().unwrap();
    for (one, other) in [("A.html", "a.html"), ("É", "e\u{301}"), ("x/Y/z", "X/y/z")] {
        assert!(matches!(publish(dir.path(), &[(one, ""), (other, "")]), Err(PublishError::SameButCase { .. })));
    }
    let error = publish(dir.path(), &[("a", ""), ("b", ""), ("A/b/c", "")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the site needs `a` to be a file, and a folder for `A/b/c`. Rename one of what they are made from."
    );
    assert!(matches!(publish(dir.path(), &[("../a", "")]), Err(PublishError::Path { .. })));
    assert!(tree(dir.path(), true).is_empty());
}

/// A run that dies after some files, with half a file under its temporary name.
fn die(dir: &Path, site: Site, after: usize) {
    let publication = Publication::open(dir, &paths(site)).unwrap();
    for (path, text) in &site[..after] {
        publication.put(path, text.as_bytes()).unwrap();
    }
    if let Some((path, _)) = site.get(after) {
        let half = super::path::temporary(dir, path);
        fs::create_dir_all(half.parent().unwrap()).unwrap();
        fs::write(half, "ha").unwrap();
    }
}

#[test]
fn whatever_a_killed_run_left_the_next_one_repairs() {
    let old: Site = &[("index.html", "old"), ("a", "was a page"), ("gone/x/y.html", "y")];
    let next: Site = &[("index.html", "next"), ("other/z.html", "z")];
    for after in 0..=SITE.len() {
        // A first run dies, and the next one plans the same, or something else.
        for then in [SITE, next] {
            let dir = tempdir().unwrap();
            die(dir.path(), SITE, after);
            publish(dir.path(), then).unwrap();
            assert_eq!(tree(dir.path(), true), clean(then), "after {after}");
        }
        // A run over an older site dies, twice.
        let dir = published(old);
        die(dir.path(), SITE, after);
        die(dir.path(), next, 1);
        publish(dir.path(), SITE).unwrap();
        assert_eq!(tree(dir.path(), true), clean(SITE), "after {after}");
    }
}

#[test]
fn a_run_that_died_before_its_journal_does_not_lock_us_out() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join(super::record::LOCK), "").unwrap();
    fs::write(super::path::temporary(dir.path(), super::record::JOURNAL.file), "{\"sch").unwrap();
    publish(dir.path(), SITE).unwrap();
    assert_eq!(tree(dir.path(), true), clean(SITE));
}

#[test]
fn what_was_planned_and_not_put_is_no_part_of_the_site() {
    let dir = published(SITE);
    let publication = Publication::open(dir.path(), &paths(SITE)).unwrap();
    publication.put("index.html", b"home").unwrap();
    assert_eq!(publication.finish().unwrap(), changes(0, 0, 3, 1));
    assert_eq!(tree(dir.path(), true), clean(&[("index.html", "home")]));
}

#[test]
fn one_run_at_a_time() {
    let dir = tempdir().unwrap();
    let first = Publication::open(dir.path(), &paths(SITE)).unwrap();
    first.put("index.html", b"home").unwrap();
    assert!(matches!(Publication::open(dir.path(), &paths(SITE)), Err(PublishError::Busy(_))));
    drop(first);
    publish(dir.path(), SITE).unwrap();
}

#[test]
fn mistakes_of_the_caller_are_told() {
    let dir = tempdir().unwrap();
    let publication = Publication::open(dir.path(), &paths(SITE)).unwrap();
    assert!(matches!(publication.put("other.html", b""), Err(PublishError::Unplanned(_))));
    publication.put("index.html", b"").unwrap();
    assert!(matches!(publication.put("index.html", b""), Err(PublishError::Twice(_))));
}

#[test]
fn a_damaged_or_forged_record_deletes_nothing() {
    let outside = tempdir().unwrap();
    fs::write(outside.path().join("precious"), "mine").unwrap();
    let dir = outside.path().join("public");
    publish(&dir, SITE).unwrap();
    let manifest = dir.join(super::record::MANIFEST.file);
    for forged in [
        "{",
        "[]",
        r#"{"schema":"other/1","files":[]}"#,
        r#"{"schema":"sprintbook-manifest/1","files":["../precious"]}"#,
    ] {
        fs::write(&manifest, forged).unwrap();
        let before = tree(outside.path(), true);
        assert!(matches!(publish(&dir, &[("index.html", "x")]), Err(PublishError::Record { .. })), "{forged}");
        assert_eq!(tree(outside.path(), true), before);
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_or_deleted_through_a_link() {
        let outside = tempdir().unwrap();
        fs::create_dir(outside.path().join("b")).unwrap();
        for path in ["index.html", "b/index.html"] {
            fs::write(outside.path().join(path), "mine").unwrap();
        }
        let theirs = tree(outside.path(), true);

        let dir = published(SITE);
        fs::remove_dir_all(dir.path().join("a")).unwrap();
        symlink(outside.path(), dir.path().join("a")).unwrap();
        assert!(matches!(publish(dir.path(), SITE), Err(PublishError::Link(_))));
        publish(dir.path(), &[("index.html", "home")]).unwrap();
        assert_eq!(tree(outside.path(), true), theirs);
        assert!(dir.path().join("a").is_symlink());
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_replaced_and_not_followed() {
        let outside = tempdir().unwrap();
        let precious = outside.path().join("precious");
        fs::write(&precious, "home").unwrap();
        let dir = published(SITE);
        fs::remove_file(dir.path().join("index.html")).unwrap();
        symlink(&precious, dir.path().join("index.html")).unwrap();
        symlink(&precious, super::super::path::temporary(dir.path(), "index.html")).unwrap();
        publish(dir.path(), &[("index.html", "next")]).unwrap();
        assert_eq!(fs::read_to_string(&precious).unwrap(), "home");
        assert_eq!(tree(dir.path(), true), clean(&[("index.html", "next")]));
    }

    #[test]
    fn the_output_may_be_reached_by_a_link_but_not_by_a_circle() {
        let dir = tempdir().unwrap();
        fs::create_dir(dir.path().join("real")).unwrap();
        symlink("real", dir.path().join("public")).unwrap();
        publish(&dir.path().join("public"), SITE).unwrap();
        assert_eq!(tree(&dir.path().join("real"), true), clean(SITE));
        symlink("round", dir.path().join("round")).unwrap();
        let error = publish(&dir.path().join("round/x"), SITE).unwrap_err();
        assert!(error.to_string().contains("round/x"), "{error}");
        symlink("nowhere", dir.path().join("dangling")).unwrap();
        assert!(publish(&dir.path().join("dangling"), SITE).is_err());
    }

    #[test]
    fn a_disk_that_refuses_is_named_with_the_way_out() {
        use std::os::unix::fs::PermissionsExt;
        let dir = published(SITE);
        let locked = dir.path().join("a");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        let result = publish(dir.path(), &[("index.html", "home"), ("a/index.html", "other")]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        // A superuser is refused nothing.
        if let Err(error) = result {
            let text = error.to_string();
            assert!(text.contains("a/index.html") && text.contains("--output-dir"), "{text}");
        }
    }
}
