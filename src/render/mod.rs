//! The handbook -> artifacts; one output a file. `view/` is what templates see.

pub mod calendar;
pub mod checklists;
pub mod facts;
pub mod ics;
pub mod view;
