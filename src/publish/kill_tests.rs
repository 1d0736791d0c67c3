//! A process that publishes is killed, again and again, at whatever it is doing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::{Publication, PublishError};

/// Tells the process to be killed where to publish.
const DIRECTORY: &str = "SPRINTBOOK_TEST_PUBLISH_TO";

/// Two sites that share some paths with other bytes, and have some that the other has not, or has as a folder.
fn site(second: bool) -> BTreeMap<String, String> {
    let (name, other) = if second { ("second", "first") } else { ("first", "second") };
    let mut site = BTreeMap::from([(format!("{name}/only.html"), name.repeat(900)), (other.to_owned(), String::new())]);
    site.extend((0..150).map(|at| (format!("pages/{}/{at}.html", at % 10), format!("{name} {at}\n").repeat(300))));
    site
}

fn publish(dir: &Path, site: &BTreeMap<String, String>) -> Result<(), PublishError> {
    let publication = Publication::open(dir, &site.keys().cloned().collect::<Vec<_>>())?;
    site.iter().try_for_each(|(path, text)| publication.put(path, text.as_bytes()).map(|_| ()))?;
    publication.finish().map(|_| ())
}

fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().strip_prefix(dir).unwrap().to_owned(), fs::read(file.path()).unwrap())).collect()
}

#[test]
#[ignore = "the process that `a_run_may_be_killed_at_any_moment` kills"]
fn publish_without_end() {
    #[expect(clippy::disallowed_methods, reason = "how a test process gets its argument")]
    let Some(dir) = std::env::var_os(DIRECTORY) else { return };
    for run in 0.. {
        publish(Path::new(&dir), &site(run % 2 == 1)).unwrap();
    }
}

fn start(dir: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "publish::kill_tests::publish_without_end", "--ignored"])
        .env(DIRECTORY, dir)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_run_may_be_killed_at_any_moment() {
    let clean = tempfile::tempdir().unwrap();
    publish(clean.path(), &site(false)).unwrap();
    let expected = tree(clean.path());
    let dir = tempfile::tempdir().unwrap();
    for round in 0..16 {
        // A new directory now and then, so that first runs are killed too.
        let out = dir.path().join(format!("{}", round / 4));
        let mut child = start(&out);
        while !out.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_micros(round * 1700));
        assert!(child.try_wait().unwrap().is_none(), "it publishes until it is killed");
        child.kill().unwrap();
        child.wait().unwrap();
        assert_no_half_page(&out);
        if round % 2 == 1 {
            publish(&out, &site(false)).unwrap();
            assert!(tree(&out) == expected, "round {round}");
        }
    }
}

/// Whatever stands at a page's path is all of one site's page.
fn assert_no_half_page(out: &Path) {
    let sites = [site(false), site(true)];
    for (path, bytes) in tree(out) {
        let path = path.to_str().unwrap().replace('\\', "/");
        if !path.contains(".sprintbook-") {
            assert!(sites.iter().any(|site| site.get(&path).is_some_and(|text| text.as_bytes() == bytes)), "{path}");
        }
    }
}
