//! `sprintbook check --external`: what the machine has to give (clock, proxy, cache), and what is said beside findings.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};

use crate::base::diagnostic::Diagnostic;
use crate::external::cache::Cache;
use crate::external::{self, Addresses, Means};
use crate::link::Handbook;
use crate::load;
use crate::publish::file;

use super::output::Chatter;
use super::progress::Progress;

/// What came of asking the web.
pub struct Asked {
    /// A finding for each place with an address that leads nowhere.
    pub findings: Vec<Diagnostic>,
    /// That the machine has no network.
    pub away: Option<anyhow::Error>,
}

/// Asks the web for all addresses of the handbook that are not known to be sound.
pub fn ask(handbook: &Handbook<'_>, with_cache: bool, chatter: &Chatter, started: Instant, quiet: bool) -> Asked {
    let settings = &handbook.inputs.config.external;
    let means = Means { now: now(), started: Instant::now(), proxy: ureq::Proxy::try_from_env() };
    let addresses = external::collect(handbook);
    let path = if with_cache { cache_path(handbook) } else { None };
    let mut cache = path.as_ref().map(|path| read(path, chatter)).unwrap_or_default();
    let unknown = external::unknown(&addresses, &cache, settings, means.now);
    let progress = Progress::new(unknown.len(), "addresses", started, quiet);
    let asked = external::ask(handbook, &addresses, &unknown, &mut cache, &means, &|| progress.one_more());
    progress.finish();
    count(&addresses, unknown.len(), &asked, chatter);
    if let [first, rest @ ..] = asked.out_of_reach.as_slice() {
        let hosts = match rest {
            [] => format!("`{first}` could not be reached"),
            [second] => format!("neither `{first}` nor `{second}` could be reached"),
            _ => format!("none of {} hosts could be reached, `{first}` for one", asked.out_of_reach.len()),
        };
        let away = anyhow::anyhow!(
            "{hosts}: this machine seems to have no network. Nothing was found out \
             about addresses; try again when it has one, or leave out --external."
        );
        return Asked { findings: asked.findings, away: Some(away) };
    }
    if let Some(path) = path.filter(|_| !unknown.is_empty()) {
        let text = cache.write(settings, means.time());
        if let Err(error) = file::put(&path, text.as_bytes()) {
            // The next run asks again; this one has all it needs.
            chatter.say(|| format!("  The cache of addresses was not kept: {error}"));
        }
    }
    Asked { findings: asked.findings, away: None }
}

fn count(addresses: &Addresses, unknown: usize, asked: &external::Asked, chatter: &Chatter) {
    chatter.say(|| {
        let external::LeftOut { excluded, reserved, own } = addresses.left_out;
        format!(
            "  Addresses: {unknown} asked, {} known from the cache, {excluded} excluded, {reserved} only examples, {own} \
             of the handbook itself, {} moved for good",
            addresses.pages.len() - unknown,
            asked.moved.len()
        )
    });
    for (from, to) in &asked.moved {
        chatter.say(|| format!("  {from} moved to {to}"));
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock comes in")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn read(path: &Path, chatter: &Chatter) -> Cache {
    let Some(text) = load::read::optional(path) else { return Cache::default() };
    Cache::read(&text).unwrap_or_else(|| {
        chatter.say(|| format!("  {} is no cache of addresses that can be read; it is replaced.", path.display()));
        Cache::default()
    })
}

/// `external: cache` below the handbook's root, else a file in the folder that the user's system has for caches; none
/// where there is no such folder.
fn cache_path(handbook: &Handbook<'_>) -> Option<PathBuf> {
    match &handbook.inputs.config.external.cache {
        Some(path) => Some(handbook.inputs.places.root.join(&path.value)),
        None => Some(cache_folder()?.join("sprintbook").join("external.json")),
    }
}

/// XDG_CACHE_HOME (<https://specifications.freedesktop.org/basedir-spec>), else what the system is used to.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment comes in")]
fn cache_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    folder("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            Some(folder("HOME")?.join("Library/Caches"))
        } else {
            Some(folder("HOME")?.join(".cache"))
        }
    })
}
