//! Facts for programs (`facts.json`, `sprintbook facts --format json`), for spreadsheets and for a terminal.

mod compact;
mod csv;
mod json;
mod own;
mod published;
mod table;
mod why;

pub use csv::csv;
pub(in crate::render) use csv::write_text;
pub use json::{Layout, json};
pub use published::{FACTS, Part, Published};
pub use table::table;
pub(in crate::render) use table::{cut, plain};

#[cfg(test)]
mod tests;
