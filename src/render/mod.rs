//! The handbook -> artifacts; one output a file. `view/` is what templates see.
//!
//! First [`plan::plan`] says what artifacts there are; then [`plan::render`] makes the bytes of each, one by one.

pub mod agenda;
pub mod atom;
pub mod body;
pub mod boxes;
mod calendar_days;
mod changes;
pub mod document;
pub mod escape;
pub mod evidence;
pub mod facts;
pub mod feeds;
pub mod highlight;
pub mod ics;
pub mod index;
pub mod involvement;
pub mod nav;
pub mod overview;
pub mod phone;
pub mod plan;
pub mod sentence;
pub mod shifts;
pub mod site;
pub mod special;
pub mod svg;
pub mod tags;
#[cfg(test)]
#[path = "testing_tests.rs"]
pub(crate) mod testing;
pub mod theme;
pub mod view;
pub mod who;
pub mod wording;
