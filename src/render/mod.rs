//! The handbook -> artifacts; one output a file. `view/` is what templates see.

pub mod theme;
pub mod view;
