//! The JSON Schema of `handbook.yaml`, which editors use for completion and for marking mistakes as one types.

use serde_json::{Value as Json, json};

use super::keys::KEYS;
use super::reader::mapping_schema;

/// The schema (draft 2020-12), made from the table of keys that also reads the file.
///
/// It knows shapes only: that a time zone exists it can tell, that a day exists or a pattern compiles it cannot.
pub fn json_schema() -> Json {
    let mapping = mapping_schema(KEYS, &[]);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "handbook.yaml",
        "description": "Settings of a sprintbook handbook; every key is optional.",
        // A file of comments is null.
        "type": ["object", "null"],
        "properties": mapping["properties"],
        "additionalProperties": false,
    })
}
