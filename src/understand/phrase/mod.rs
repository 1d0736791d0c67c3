//! The words that sprint documents share: days, dates, times, durations, names. English; any text is survived.
//!
//! Every phrase reads at the head of a text and says how far it read, so that the same reader serves a field,
//! a heading's label or a cell; [`mention`] finds them all, wherever they stand. A phrase is what was written;
//! resolving it to a date is a step of its own.

pub mod date;
pub mod day;
pub mod doer;
pub mod duration;
pub mod label;
pub mod mention;
pub mod moment;
pub mod names;
pub mod offset;
pub mod period;
pub mod quantity;
mod reader;
pub mod recurrence;
pub mod role;
mod scan;
mod span;
pub mod spelt;
pub mod state;
pub mod time;
mod unit;
mod weekdays;
pub mod words;
pub mod zone;
