//! Any bytes as `handbook.yaml`, over a small sound handbook: nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::in_memory;

const HOME: &[u8] = b"# Home\n\n[Sprint](sprint-1/plan.md)\n";
const PLAN: &[u8] = b"---\nsprint: 1\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Plan\n\n## Day 1: Kickoff\n\n\
    **Attendees:** Product Owner, All team\n\n- [ ] Ready (QA Lead)\n";

fuzz_target!(|data: &[u8]| {
    in_memory(&[("handbook.yaml", data), ("content/index.md", HOME), ("content/sprint-1/plan.md", PLAN)]);
});
