//! Any bytes as a document: nothing panics, from reading to rendering.
//!
//! The document stands among sound ones, which it may link to and which link to it, so that references,
//! backlinks, sections and calendars are exercised as well. The last byte says under which name it stands.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::in_memory;

/// Names that matter: a plain document, section pages, the home page, a template of phrases.
const NAMES: [&str; 4] =
    ["content/sprint-1/a.md", "content/sprint-1/index.md", "content/README.md", "content/sprint-1/plan.md"];

const CONFIG: &[u8] =
    b"title: Fuzz\ndefaults:\n  - path: 'sprint-1/**'\n    front_matter: {start: 2026-01-05, sprint: 1}\n";
const NEIGHBOUR: &[u8] = b"---\ntitle: Neighbour\nrelated: [a.md]\n---\n# Neighbour\n\n## Day 3: Review\n\n\
    **Duration:** 1 hour\n\n- [ ] AB-1 Prepare\n- [x] AB-2 Invite\n\nSee [a](a.md#part), [[a]], `a.md`, AB-1.\n\n[a]: a.md\n";

fuzz_target!(|data: &[u8]| {
    let (&choice, text) = data.split_last().unwrap_or((&0, data));
    let name = NAMES[usize::from(choice) % NAMES.len()];
    let files = [("handbook.yaml", CONFIG), (name, text), ("content/sprint-1/b.md", NEIGHBOUR)];
    in_memory(&files);
});
