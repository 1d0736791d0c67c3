//! Alarms (RFC 5545, 3.6.6): a word on the screen before what may not be missed.

use super::line::Lines;

/// Before what an alarm goes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A time of day: a quarter of an hour before it.
    Time,
    /// A whole day: at nine in the morning of the day before.
    Day,
    /// The day on which a task is due, likewise; a task has no start to count from.
    Due,
}

/// Writes an alarm that shows the title.
pub(super) fn write(lines: &mut Lines, title: &str, before: Before) {
    let (name, trigger) = match before {
        Before::Time => ("TRIGGER", "-PT15M"),
        Before::Day => ("TRIGGER", "-PT15H"),
        Before::Due => ("TRIGGER;RELATED=END", "-PT15H"),
    };
    lines.raw("BEGIN", "VALARM");
    lines.raw("ACTION", "DISPLAY");
    lines.text("DESCRIPTION", title);
    lines.raw(name, trigger);
    lines.raw("END", "VALARM");
}
