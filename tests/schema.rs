//! The schema of `handbook.yaml` in the manual is the one that the program reads by.
//!
//! `BLESS=1 cargo test --test schema` writes it anew.

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
