//! The manual says what the program does: the schema of `handbook.yaml`, its keys, the keys of front matter.
//!
//! `BLESS=1 cargo test --test schema` writes the schema anew.
#![expect(clippy::disallowed_methods, reason = "these tests read the project's own files")]

use std::fs;
use std::path::Path;

use sprintbook::config::json_schema;

const PUBLISHED: &str = "content/manual/handbook.schema.json";

fn published() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED)).unwrap_or_default()
}

#[test]
fn the_published_schema_is_the_programs() {
    let made = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(PUBLISHED), &made).unwrap();
    }
    assert!(published() == made, "{PUBLISHED} is out of date; `BLESS=1 cargo test --test schema` writes it anew");
}

/// A page of the manual, as it stands in the repository.
fn manual(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual").join(name))
        .expect("the manual is part of the repository")
}

/// The names of a mapping's properties in a schema.
fn properties(schema: &serde_json::Value) -> Vec<&String> {
    schema["properties"].as_object().expect("a mapping has properties").keys().collect()
}

#[test]
fn the_manual_has_every_key() {
    let schema = json_schema();
    let configuration = manual("configuration.md");
    let keys = properties(&schema);
    assert!(keys.len() > 20);
    for key in keys {
        assert!(configuration.contains(&format!("| [`{key}`](#")), "configuration.md lacks `{key}`");
        let example = |line: &str| line.starts_with(&format!("{key}:"));
        assert!(configuration.lines().any(example), "configuration.md has no example of `{key}`");
    }
}

#[test]
fn the_manual_has_every_key_of_front_matter() {
    let schema = json_schema();
    let defaults = &schema["properties"]["defaults"]["anyOf"][0]["items"]["properties"];
    let writing = manual("writing.md");
    let keys = properties(&defaults["front_matter"]["anyOf"][0]);
    assert!(keys.len() > 20);
    for key in keys {
        // `sidebar.order` is a key in a key.
        let written = [format!("`{key}`"), format!("`{key}.")];
        assert!(written.iter().any(|written| writing.contains(written)), "writing.md lacks `{key}`");
    }
}
