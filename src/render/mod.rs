//! The handbook -> artifacts; one output a file. `view/` is what templates see.

pub mod body;
pub mod escape;
pub mod highlight;
pub mod theme;
pub mod view;
