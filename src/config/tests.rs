//! Settings as written and as meant.

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::base::source::SourceKind;

const CODES: &[&str] = &["link/missing-file", "link/empty", "doc/orphan"];

fn source(text: &str) -> Source {
    Source::new(SourceKind::Config, "handbook.yaml", text.to_owned())
}

fn read_text(text: &str) -> (Config, Vec<Diagnostic>) {
    read(SourceId(0), &source(text), CODES)
}

fn sound(text: &str) -> Config {
    let (config, found) = read_text(text);
    assert_eq!(found, []);
    config
}

/// Each mistake as the text it points at, its message and its help.
fn mistakes(text: &str) -> Vec<(String, String, String)> {
    let (_, found) = read_text(text);
    assert!(found.iter().all(|mistake| mistake.code == INVALID && mistake.level == Level::Error));
    let show =
        |mistake: Diagnostic| (mistake.span.of(text).to_owned(), mistake.message, mistake.help.unwrap_or_default());
    found.into_iter().map(show).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_file_that_says_nothing_is_the_default() {
    for text in ["", "# only a comment\n", "---\n", "~", "title:\nnav: ~\n", "\u{FEFF}# x\n"] {
        let config = sound(text);
        assert_eq!((config.language.as_str(), config.week_start, config.is_noindex()), ("en", Weekday::Mon, true));
        assert!(config.title.is_none() && config.nav.is_empty() && !config.flat);
    }
}

const FULL: &str = r##"
title: Handbook
description: How we work
language: en-GB
base_url: https://example.org/handbook/
repository: {url: "https://example.org/team/docs.git", branch: trunk, edit: "https://example.org/e/{branch}/{path}"}
source: docs
exclude: [drafts, "**/*.tmp.md"]
nav:
  - index.md
  - Guide: guide.md
  - Sprints:
      - "sprint-18/kickoff.md"
timezone: Europe/Berlin
week_start: sunday
holidays:
  - 2026-01-01
  - {date: 2026-05-01, name: Labour Day}
  - {start: 2026-12-24, end: 2026-12-26}
numbering: working
roles:
  Tech Lead: [Ada]
  QA:
    members: [Grace, Linus]
    aliases: [Quality]
    email: qa@example.org
aliases:
  Ada: [A. Lovelace]
rules:
  link: warn
  link/empty: off
required_notice: Internal.
defaults:
  - path: "sprint-18/**"
    front_matter: {start: 2026-01-05, timezone: Europe/Berlin}
theme: {accent: "#2f6f4f", logo: logo.svg, favicon: f.ico, footer: © 2026}
external:
  accept: [403, 420-429, "500..=599"]
  exclude: "https://intranet.example.org"
  timeout: 5s
  retries: 0
  redirects: 3
  concurrency: 8
  per_host: 1
  interval: 0.5
  cache: .cache/external.json
  cache_age: 12h
unsafe_html: true
noindex: false
flat: true
drafts: true
"##;

#[test]
fn every_key_is_read() {
    let config = sound(FULL);
    assert_eq!(config.base_url.as_ref().map(|url| url.value.as_str()), Some("https://example.org/handbook"));
    let repository = config.repository.as_ref().expect("a repository");
    assert_eq!((repository.url.value.as_str(), repository.branch.as_str()), ("https://example.org/team/docs", "trunk"));
    assert!(config.is_excluded("drafts/a/b.md") && config.is_excluded("x/y.tmp.md"));
    assert!(!config.is_excluded("draft.md") && !config.is_excluded("x/drafts.md"));
    let NavItem::Section { title, children } = &config.nav[2] else { panic!("a section") };
    let NavItem::Page { path, .. } = &children[0] else { panic!("a page") };
    assert_eq!((title.span.of(FULL), path.span.of(FULL)), ("Sprints", "sprint-18/kickoff.md"));
    assert_eq!((config.timezone, config.week_start), (Some(Tz::Europe__Berlin), Weekday::Sun));
    assert_eq!(config.holiday(day("2026-05-01")).and_then(|holiday| holiday.name.as_deref()), Some("Labour Day"));
    assert!(config.holiday(day("2026-12-25")).is_some() && config.holiday(day("2026-12-27")).is_none());
    assert_eq!(config.numbering, Some(Numbering::Working));
    let external = &config.external;
    assert!([200, 299, 403, 420, 429, 599].iter().all(|status| external.accepts(*status)));
    assert!([199, 300, 404, 430, 600].iter().all(|status| !external.accepts(*status)));
    assert!(external.exclude[0].is_match("https://intranet.example.org/wiki"));
    assert_eq!((external.timeout.as_secs(), external.interval.as_millis()), (5, 500));
    assert_eq!((external.retries, external.redirects, external.concurrency, external.per_host), (0, 3, 8, 1));
    assert_eq!((external.cache.is_some(), external.cache_age.as_secs()), (true, 43_200));
    assert_eq!(config.roles[1].members.len(), 2);
    assert_eq!(config.aliases[0].others[0].value, "A. Lovelace");
    assert_eq!(config.rule("link/missing-file"), Some(Setting::Report(Level::Warning)));
    assert_eq!(config.rule("link/empty"), Some(Setting::Allow));
    assert_eq!(config.rule("doc/orphan"), None);
    assert_eq!(config.defaults_for("sprint-18/a.md").len(), 1);
    assert_eq!(config.defaults_for("sprint-1/a.md").len(), 0);
    assert_eq!(config.theme.accent.as_ref().map(|accent| accent.value.as_str()), Some("#2f6f4f"));
    assert!(config.unsafe_html && !config.is_noindex() && config.flat && config.drafts);
}

#[test]
fn all_mistakes_are_told_at_their_narrowest_place() {
    let text = "titel: x\nlanguage: en_US\ntimezone: Europe/Berln\nweek_start: Moonday\nflat: maybe\n";
    let found = mistakes(text);
    let places: Vec<_> = found.iter().map(|(place, ..)| place.as_str()).collect();
    assert_eq!(places, ["titel", "en_US", "Europe/Berln", "Moonday", "maybe"]);
    assert_eq!(found[0].1, "handbook.yaml has no key `titel`.");
    assert_eq!(found[0].2, "Did you mean `title`?");
    assert_eq!(found[2].2, "Did you mean `Europe/Berlin`?");
    assert_eq!(found[3].2, "Did you mean `Monday`?");
    assert_eq!(found[4].1, "`flat` wants true or false; this says \"maybe\".");
}

#[test]
fn mistakes_inside_values_are_told_there() {
    let cases = [
        ("base_url: /handbook\n", "/handbook", "wants an address"),
        ("repository: {branch: x}\n", "repository", "has no `url`"),
        ("repository: {url: https://a.b, edit: https://a.b/c}\n", "https://a.b/c", "with {path}"),
        (
            "repository: {url: https://a.b, edit: 'https://a.b/{file}/{path}'}\n",
            "'https://a.b/{file}/{path}'",
            "{path}",
        ),
        ("exclude: ['a/[']\n", "'a/['", "broken"),
        ("nav: [{a: x.md, b: y.md}]\n", "{a: x.md, b: y.md}", "2 keys"),
        ("nav: [{a: true}]\n", "true", "path of a document"),
        ("holidays: [2026-02-30]\n", "2026-02-30", "no such day"),
        ("holidays: [{start: 2026-02-03, end: 2026-02-01}]\n", "2026-02-01", "starts after that"),
        ("holidays: [{name: x}]\n", "{name: x}", "not just these"),
        ("rules: {link/mising-file: warn}\n", "link/mising-file", "There is no rule"),
        ("rules: {link: loud}\n", "loud", "error, warning, hint or allow"),
        ("defaults: [{path: a, front_matter: {start: soon}}]\n", "soon", "date such as"),
        ("defaults: [{path: a, front_matter: {strat: 2026-01-05}}]\n", "strat", "no key `strat`"),
        ("defaults: [{front_matter: {}}]\n", "{front_matter: {}}", "no `path`"),
        ("theme: {accent: green}\n", "green", "a colour"),
        ("theme:\n  accent: #2f6f4f\n  footer: x\n", "accent", "begins a comment"),
        ("external: {timeout: soon}\n", "soon", "a time such as"),
        ("external: {accept: [403, 99]}\n", "99", "statuses such as"),
        ("roles: [a]\n", "[a]", "mapping from role names"),
        ("roles: {QA: {mebers: [a]}}\n", "mebers", "no key"),
        ("title: [a]\n", "[a]", "wants a text"),
        ("- a\n- b\n", "- a\n- b", "this is a list"),
        ("title: a: b\n", ":", "second `: `"),
    ];
    for (text, place, part) in cases {
        let found = mistakes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].1.contains(part), "{text}: {}", found[0].1);
        assert!(found[0].0 == place || place.ends_with(&found[0].0), "{text}: {:?}", found[0].0);
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_a_mistake() {
    let source = Source::from_bytes(SourceKind::Config, "handbook.yaml", b"title: \xE9t\xE9\nflat: 1\n".to_vec());
    let (_, found) = read(SourceId(0), &source, CODES);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].span.of(&source.text), "\u{FFFD}");
}

#[test]
fn schema_and_reader_agree() {
    let schema = json_schema();
    let good = ["title: x", "holidays: [2026-01-01]", "nav: [a.md, {b: c.md}]", "rules: {link: off}", "theme:", FULL];
    for text in good {
        sound(text);
        assert!(accepts(&schema, &yaml_as_json(text)), "{text}");
    }
    let bad = [
        "titel: x",
        "flat: maybe",
        "title: [x]",
        "nav: x.md",
        "nav: [{a: b, c: d}]",
        "timezone: Mars/Base",
        "numbering: odd",
        "rules: {link: loud}",
        "theme: {colour: red}",
        "external: {retries: many}",
        "external: {timeout: [5]}",
        "external: {exclud: x}",
        "external: {cache: [x]}",
        "repository: {branch: x}",
        "- x",
        "defaults: [{path: a, front_matter: {titel: x}}]",
        "defaults: [{front_matter: {}}]",
        "holidays: [{name: x}]",
        "roles: [a]",
        "unsafe_html: 'yes'",
    ];
    for text in bad {
        assert!(!mistakes(text).is_empty(), "{text}");
        assert!(!accepts(&schema, &yaml_as_json(text)), "{text}");
    }
}

fn yaml_as_json(text: &str) -> Json {
    let value: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    serde_json::to_value(value).expect("JSON")
}

/// Whether a schema accepts a value, by the keywords that our schema uses and that say more than a pattern.
fn accepts(schema: &Json, value: &Json) -> bool {
    if let Some(any) = schema.as_bool() {
        return any;
    }
    let type_of = match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    let types = &schema["type"];
    let typed = types.is_null()
        || *types == type_of
        || *types == "integer" && value.is_i64()
        || types.as_array().is_some_and(|all| all.iter().any(|t| t == type_of));
    let among = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let any = schema["anyOf"].as_array().is_none_or(|all| all.iter().any(|one| accepts(one, value)));
    let items =
        || value.as_array().is_none_or(|all| all.iter().all(|one| schema.get("items").is_none_or(|s| accepts(s, one))));
    typed && among && any && items() && value.as_object().is_none_or(|map| accepts_object(schema, map))
}

fn accepts_object(schema: &Json, map: &serde_json::Map<String, Json>) -> bool {
    let of = |key: &str| schema["properties"].get(key).or_else(|| schema.get("additionalProperties"));
    let required = schema["required"]
        .as_array()
        .is_none_or(|all| all.iter().all(|key| map.contains_key(key.as_str().unwrap_or_default())));
    let few = schema["maxProperties"].as_u64().is_none_or(|most| map.len() as u64 <= most);
    required && few && map.iter().all(|(key, value)| of(key).is_none_or(|schema| accepts(schema, value)))
}

proptest! {
    #[test]
    fn any_text_is_survived_and_all_spans_fit(text in r#"((title|nav|holidays|rules|defaults|theme|roles|exclude|timezone|accent|path|front_matter|start)(:|: |:\n  )|[-?:,\[\]{}#&*!|>'"%@`~\\ \n\r\t/]|é|😀|\PC|2026-01-0[0-9]|\n  - |\n){0,40}"#) {
        let (_, found) = read_text(&text);
        for mistake in found {
            prop_assert!(text.get(mistake.span.range()).is_some(), "{mistake:?}");
        }
    }
}
