//! Calendar feeds as RFC 5545 and RFC 7986 define them: entries in, bytes out, wherever the entries come from.
//!
//! Written so that the common readers take it: no METHOD (a feed invites nobody), no ATTENDEE without an address
//! (names stand in the description), one line of CATEGORIES, never an empty DESCRIPTION.

mod about;
mod alarm;
mod attendee;
mod calendar;
mod event;
mod instant;
mod line;
mod revision;
mod stamp;
mod todo;
mod uid;
mod zone;

pub use about::About;
pub use attendee::Attendee;
pub use calendar::{About as FeedAbout, Colour, Entry, feed};
pub use event::{FeedEvent, Series, Time};
pub use line::fold;
pub use revision::EPOCH;
pub use todo::{FeedTodo, priority};
pub use uid::{Duty, Sort, uids, uids_of, uids_of_shifts};
