//! sprintbook: a compiler for sprint documentation.
//!
//! Markdown goes in; a checked, cross-linked HTML handbook with calendars and checklists comes out. The modules below
//! stand in the order in which a document passes through them, and each uses only what stands above it.
//!
//! 1. [`load`] reads a folder: documents, `handbook.yaml` ([`config`]), templates, and when git last saw each file.
//!    What it gives, [`load::Inputs`], is all that later phases know of the world; the clock is a date in it.
//! 2. [`parse`] reads each text alone. It never fails and never panics: what is odd stays in the document as written,
//!    with its place, for `check` to judge.
//! 3. [`understand`] reads each document alone as one tree ([`understand::reading`]) and takes facts from it: sprints,
//!    meetings, tasks, decisions, people, each with its place and reason; and claims, which `check` can hold against them.
//! 4. [`link`] brings all documents together: names become numbers, references get their targets, pages their
//!    addresses. Paths that no document has are asked of the disk in one go ([`load::probe`]). The result is one
//!    [`link::Handbook`], which nothing changes afterwards.
//! 5. [`check`] judges the handbook, [`render`] shows it; neither knows the other. `render` first plans which
//!    artifacts there are, then makes each one's bytes, hands them on and forgets them.
//! 6. [`edit`] says what documents would become: fixes applied, files moved with all that refers to them, new ones.
//! 7. [`external`] asks the web whether the addresses that a handbook names still lead somewhere; `check --external`
//!    alone does so.
//! 8. [`publish`] writes artifacts into a folder so that no reader ever meets half a file; [`report`] writes findings
//!    for people and programs. Both know nothing but [`base`], the vocabulary of all phases.
//!
//! [`pipeline`] is all of this on one screen. [`cli`] alone sees arguments, the environment, the clock and the terminal.
//!
//! What an author did wrong is a [`base::diagnostic::Diagnostic`] and stops nothing; what the machine refused is an
//! `Err` and ends the run. The same inputs give the same bytes, with any number of threads.

pub mod base;
pub mod config;
pub mod load;
pub mod parse;
pub mod understand;
pub mod link;
pub mod check;
pub mod render;
pub mod edit;
pub mod external;
pub mod publish;
pub mod report;
pub mod pipeline;
pub mod cli;
