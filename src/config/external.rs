//! `external`: how `check --external` asks addresses of the web.

use std::ops::RangeInclusive;
use std::time::Duration;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde_json::{Value as Json, json};

use super::reader::{Key, Reader, mapping_schema};
use super::shape;
use crate::base::yaml::{Entry, Node, Spanned};

/// Longer patterns are refused, as in `exclude`.
const MAX_LENGTH: usize = 1_000;

/// How addresses are asked.
#[derive(Clone, Debug)]
pub struct External {
    /// Statuses that are sound beside 200 to 299.
    pub accept: Vec<RangeInclusive<u16>>,
    /// Addresses that are never asked.
    pub exclude: Vec<AddressPattern>,
    /// The longest that one request may take.
    pub timeout: Duration,
    /// How often a request is made again that failed for a while.
    pub retries: u32,
    /// How many redirects are followed.
    pub redirects: u32,
    /// How many requests are under way at once.
    pub concurrency: usize,
    /// How many of them go to one host.
    pub per_host: usize,
    /// The shortest time from one request to the next to the same host.
    pub interval: Duration,
    /// File that keeps sound answers, below the handbook's root; in the user's own folder if none.
    pub cache: Option<Spanned<String>>,
    /// How long a sound answer is believed.
    pub cache_age: Duration,
}

impl Default for External {
    fn default() -> Self {
        Self {
            accept: Vec::new(),
            exclude: Vec::new(),
            timeout: Duration::from_secs(20),
            retries: 2,
            redirects: 10,
            concurrency: 16,
            per_host: 4,
            interval: Duration::from_millis(100),
            cache: None,
            cache_age: Duration::from_secs(24 * 60 * 60),
        }
    }
}

impl External {
    /// Whether an answer with this status is sound.
    pub fn accepts(&self, status: u16) -> bool {
        (200..=299).contains(&status) || self.accept.iter().any(|range| range.contains(&status))
    }
}

/// A pattern of addresses. `*` stands for anything, and no other character is special: `?` and `[` are common in
/// addresses. It covers what is below an address, too.
#[derive(Clone, Debug)]
pub struct AddressPattern {
    /// As written.
    pub text: Spanned<String>,
    matcher: GlobSet,
}

impl AddressPattern {
    /// Whether it covers this address.
    pub fn is_match(&self, address: &str) -> bool {
        self.matcher.is_match(address)
    }
}

fn compile(written: &str) -> Result<GlobSet, globset::Error> {
    let written = written.trim();
    let address = if written == "*" { written } else { written.trim_end_matches('/') };
    let escaped: Vec<String> = address.split('*').map(globset::escape).collect();
    let escaped = escaped.join("*");
    let mut set = GlobSetBuilder::new();
    for end in ["", "/*", "[?]*", "[#]*"] {
        // `*` runs over `/` here, and hosts have no letter case.
        let glob = GlobBuilder::new(&format!("{escaped}{end}")).literal_separator(false).case_insensitive(true).build();
        set.add(glob?);
    }
    set.build()
}

const fn key(
    name: &'static str,
    about: &'static str,
    schema: fn() -> Json,
    read: fn(&mut External, &mut Reader<'_>, &Entry),
) -> Key<External> {
    Key { name, synonyms: &[], about, schema, read }
}

const KEYS: &[Key<External>] = &[
    key("accept", "Statuses that are sound beside 200-299.", accept_schema, |x, r, e| {
        x.accept = r.present(e).into_iter().filter_map(|item| r.status(&e.key, item)).collect();
    }),
    key("exclude", "Addresses that are never asked; `*` stands for anything.", shape::texts, |x, r, e| {
        x.exclude = r.present(e).into_iter().filter_map(|item| r.address_pattern(&e.key, item)).collect();
    }),
    key("timeout", "The longest that one request may take; 20s if not given.", duration_schema, |x, r, e| {
        if let Some(timeout) = r.duration(&e.key, &e.value, Duration::from_millis(1)) {
            x.timeout = timeout;
        }
    }),
    key("retries", "How often a request that failed for a while is made again; 2 if not given.", count, |x, r, e| {
        x.retries = r.count(e, 0, 10).unwrap_or(x.retries);
    }),
    key("redirects", "How many redirects are followed; 10 if not given.", count, |x, r, e| {
        x.redirects = r.count(e, 0, 50).unwrap_or(x.redirects);
    }),
    key("concurrency", "How many requests are under way at once; 16 if not given.", at_least_one, |x, r, e| {
        x.concurrency = r.count(e, 1, 256).map_or(x.concurrency, |count| count as usize);
    }),
    key("per_host", "How many of them go to one host; 4 if not given.", at_least_one, |x, r, e| {
        x.per_host = r.count(e, 1, 256).map_or(x.per_host, |count| count as usize);
    }),
    key("interval", "The shortest time between two requests to one host; 0.1s.", duration_schema, |x, r, e| {
        if let Some(interval) = r.duration(&e.key, &e.value, Duration::ZERO) {
            x.interval = interval;
        }
    }),
    key("cache", "File that keeps sound answers; in your own cache folder if not given.", shape::text, |x, r, e| {
        x.cache = r.text(&e.key, &e.value);
    }),
    key("cache_age", "How long a sound answer is believed; 1d if not given.", duration_schema, |x, r, e| {
        if let Some(age) = r.duration(&e.key, &e.value, Duration::ZERO) {
            x.cache_age = age;
        }
    }),
];

impl Reader<'_> {
    /// How addresses are asked.
    pub fn external(&mut self, entry: &Entry) -> External {
        let mut external = External::default();
        let Some(entries) = entry.value.as_map() else {
            self.wrong(&entry.key, &entry.value, "a mapping such as {timeout: 30s}");
            return external;
        };
        self.mapping("`external`", KEYS, entries, &mut external);
        external
    }

    /// The items of a list, or a single one, without empty ones.
    fn present<'e>(&self, entry: &'e Entry) -> Vec<&'e Node> {
        let items = entry.value.as_list().unwrap_or(std::slice::from_ref(&entry.value));
        items.iter().filter(|item| !item.is_null()).collect()
    }

    /// `403`, `400-499` or `400..=499`.
    fn status(&mut self, name: &str, node: &Node) -> Option<RangeInclusive<u16>> {
        let text = node.as_text().unwrap_or_default().trim();
        let (first, last) = text.split_once("..=").or_else(|| text.split_once('-')).unwrap_or((text, text));
        let one = |text: &str| text.trim().parse().ok().filter(|status| (100..=999).contains(status));
        let range = one(first).zip(one(last)).filter(|(first, last)| first <= last).map(|(first, last)| first..=last);
        self.checked(name, node, range, "statuses such as 403 or 400-499").map(|range| range.value)
    }

    /// An address in which `*` stands for anything.
    fn address_pattern(&mut self, name: &str, node: &Node) -> Option<AddressPattern> {
        let written = node.as_text().filter(|text| !text.trim().is_empty() && text.len() <= MAX_LENGTH);
        let matcher = written.and_then(|written| compile(written).ok());
        let wants = "an address such as https://intranet.example.org/*, where * stands for anything";
        let matcher = self.checked(name, node, matcher, wants)?.value;
        Some(AddressPattern { text: self.text(name, node)?, matcher })
    }

    /// A number of seconds, or a number with `s`, `m`, `h` or `d`.
    fn duration(&mut self, name: &str, node: &Node, least: Duration) -> Option<Duration> {
        let value = node.as_text().and_then(parse_duration).filter(|value| *value >= least);
        self.checked(name, node, value, "a time such as 30s, 5m, 12h or 1d").map(|value| value.value)
    }

    fn count(&mut self, entry: &Entry, least: u32, most: u32) -> Option<u32> {
        let value = entry.value.as_text().and_then(|text| text.parse().ok());
        let value = value.filter(|count| (least..=most).contains(count));
        self.checked(&entry.key, &entry.value, value, &format!("a whole number from {least} to {most}"))
            .map(|value| value.value)
    }
}

/// At most a year, so that sums of times and days stay sane.
fn parse_duration(text: &str) -> Option<Duration> {
    const YEAR: f64 = 366.0 * 86_400.0;
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let unit = match text[digits..].trim() {
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3_600.0,
        "d" => 86_400.0,
        _ => return None,
    };
    let seconds = text[..digits].parse::<f64>().ok()? * unit;
    (0.0..=YEAR).contains(&seconds).then(|| Duration::from_secs_f64(seconds))
}

fn accept_schema() -> Json {
    let one = json!({"anyOf": [
        {"type": "integer", "minimum": 100, "maximum": 999},
        {"type": "string", "pattern": "^\\s*[1-9]\\d\\d\\s*((-|\\.\\.=)\\s*[1-9]\\d\\d\\s*)?$"},
        {"type": "null"},
    ]});
    json!({"anyOf": [one, {"type": "array", "items": one}]})
}

fn duration_schema() -> Json {
    json!({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^\\s*\\d*\\.?\\d+\\s*[smhd]?\\s*$"}]})
}

fn count() -> Json {
    json!({"type": "integer", "minimum": 0})
}

fn at_least_one() -> Json {
    json!({"type": "integer", "minimum": 1})
}

/// Schema of `external`.
pub fn schema() -> Json {
    mapping_schema(KEYS, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_an_address_and_what_is_below_it() {
        let covers = |pattern: &str, address: &str| compile(pattern).expect("sound").is_match(address);
        assert!(covers("https://a.example", "https://a.example/"));
        assert!(covers("https://a.example/x/", "https://a.example/x"));
        assert!(covers("https://a.example/x", "https://a.example/x?y=z#w"));
        assert!(covers("https://A.example/*.pdf", "https://a.example/b/c.pdf"));
        assert!(covers("*://jira.*", "http://jira.example.org/browse/X-1"));
        assert!(covers("*", "https://a.example/"));
        assert!(covers("https://a.example/?q=[1]", "https://a.example/?q=[1]"));
        assert!(!covers("https://a.example/?q", "https://a.example/xq"));
        assert!(!covers("https://a.example", "https://a.example.org/"));
        assert!(!covers("https://a.example/x", "https://a.example/xy"));
    }

    #[test]
    fn times_have_units() {
        let seconds = |text| parse_duration(text).map(|time| time.as_secs_f64());
        assert_eq!(seconds("20"), Some(20.0));
        assert_eq!(seconds(" 0.5 s"), Some(0.5));
        assert_eq!(seconds("5m"), Some(300.0));
        assert_eq!(seconds("1d"), Some(86_400.0));
        for wrong in ["", "s", "-1s", "1 week", "1e9d", "1.2.3s", "400d", "NaN"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
