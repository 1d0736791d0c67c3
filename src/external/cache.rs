//! What was sound a while ago and need not be asked again. What was not sound is never kept: whoever mends a link or
//! a server wants to see at once that it is mended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::config::External;

use super::Page;

/// The form of the file.
const FORM: &str = "sprintbook-external/1";

/// More addresses are not kept; the oldest go first.
const MOST: usize = 20_000;

/// Sound answers by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cache {
    answers: BTreeMap<String, Kept>,
}

/// A sound answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// In seconds since 1970.
    when: i64,
    status: u16,
    /// The fragments that are there, of those that were looked for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    fragments: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    addresses: BTreeMap<String, Kept>,
}

impl Cache {
    /// What a file says; none if it is no cache of ours.
    pub fn read(text: &str) -> Option<Self> {
        let file: File = serde_json::from_str(text).ok()?;
        (file.schema == FORM).then_some(Self { answers: file.addresses })
    }

    /// The file's text, without what is too old to be believed.
    pub fn write(mut self, settings: &External, now: DateTime<Utc>) -> String {
        self.answers.retain(|_, kept| kept.is_fresh(settings, now));
        if self.answers.len() > MOST {
            let mut times: Vec<i64> = self.answers.values().map(|kept| kept.when).collect();
            times.sort_unstable();
            let oldest = times[times.len() - MOST];
            self.answers.retain(|_, kept| kept.when >= oldest);
        }
        let file = File { schema: FORM.to_owned(), addresses: self.answers };
        serde_json::to_string_pretty(&file).expect("texts and numbers are always JSON") + "\n"
    }

    /// Whether a page was found sound not long ago, with all that is wanted of it.
    pub fn vouches_for(&self, page: &Page, settings: &External, now: DateTime<Utc>) -> bool {
        self.answers.get(page.url.as_str()).is_some_and(|kept| {
            let has_all = || page.fragments().iter().all(|fragment| kept.fragments.contains(*fragment));
            kept.is_fresh(settings, now) && settings.accepts(kept.status) && has_all()
        })
    }

    /// Keeps a sound answer. An address with a password stays out of files.
    pub fn keep(&mut self, page: &Page, status: u16, has: impl Fn(&str) -> bool, now: DateTime<Utc>) {
        if page.url.password().is_none() {
            let there = page.fragments().into_iter().filter(|fragment| has(fragment));
            let kept = Kept { when: now.timestamp(), status, fragments: there.map(str::to_owned).collect() };
            self.answers.insert(page.url.to_string(), kept);
        }
    }
}

impl Kept {
    /// What comes from the future was written by a clock that was wrong.
    fn is_fresh(&self, settings: &External, now: DateTime<Utc>) -> bool {
        let age = now.timestamp().checked_sub(self.when).and_then(|age| u64::try_from(age).ok());
        age.is_some_and(|age| age < settings.cache_age.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn page() -> Page {
        Page { url: Url::parse("https://a.b/x").expect("an address"), mentions: Vec::new() }
    }

    #[test]
    fn an_answer_is_believed_until_it_is_too_old() {
        let (settings, mut cache) = (External::default(), Cache::default());
        let day = |days: i64| DateTime::<Utc>::default() + chrono::Duration::days(days);
        cache.keep(&page(), 200, |_| true, day(5));
        let cache = Cache::read(&cache.write(&settings, day(5))).expect("its own file");
        assert!(cache.vouches_for(&page(), &settings, day(5)));
        assert!(!cache.vouches_for(&page(), &settings, day(6)), "a day old");
        assert!(!cache.vouches_for(&page(), &settings, day(4)), "not written yet");
        assert_eq!(Cache::read(&cache.write(&settings, day(6))), Some(Cache::default()));
    }

    #[test]
    fn a_status_counts_only_while_it_is_accepted() {
        let (mut settings, mut cache) = (External::default(), Cache::default());
        settings.accept.push(403..=403);
        cache.keep(&page(), 403, |_| true, DateTime::default());
        assert!(cache.vouches_for(&page(), &settings, DateTime::default()));
        assert!(!cache.vouches_for(&page(), &External::default(), DateTime::default()));
    }

    #[test]
    fn other_files_are_no_caches() {
        for text in ["", "{", "[]", r#"{"schema": "other/1", "addresses": {}}"#, r#"{"addresses": 1}"#] {
            assert_eq!(Cache::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let mut cache = Cache::default();
        for at in 0..=MOST {
            let url = Url::parse(&format!("https://a.b/{at}")).expect("an address");
            let when = DateTime::from_timestamp(at as i64, 0).expect("a time");
            cache.keep(&Page { url, mentions: Vec::new() }, 200, |_| true, when);
        }
        let now = DateTime::from_timestamp(MOST as i64, 0).expect("a time");
        let written = Cache::read(&cache.write(&External::default(), now)).expect("its own file");
        assert_eq!(written.answers.len(), MOST);
        assert!(!written.answers.contains_key("https://a.b/0"));
    }
}
