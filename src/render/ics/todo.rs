//! Tasks of a feed (RFC 5545, 3.6.2).

use chrono::NaiveDate;

use super::about::{self, About};
use super::alarm::{self, Before};
use super::line::Lines;
use super::stamp;
use crate::understand::fact::State;

/// One task of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedTodo {
    /// What it is.
    pub about: About,
    /// The day by which it is to be done.
    pub due: Option<NaiveDate>,
    /// How far it is.
    pub state: State,
    /// How urgent, 1 to 9, as [`priority`] reads it.
    pub priority: Option<u8>,
}

/// How urgent a grade is, from 1, the most, to 9 (RFC 5545, 3.8.1.9); none for words that grade nothing.
pub fn priority(grade: &str) -> Option<u8> {
    Some(match grade.trim().to_lowercase().as_str() {
        "critical" | "blocker" | "urgent" | "highest" | "p0" => 1,
        "p1" => 2,
        "high" | "major" | "must" | "must have" | "must-have" => 3,
        "p2" | "medium" | "normal" | "moderate" | "should" | "should have" | "should-have" => 5,
        "p3" | "low" | "minor" | "could" | "could have" | "could-have" => 7,
        "p4" | "lowest" | "trivial" | "nice to have" | "nice-to-have" => 9,
        _ => return None,
    })
}

/// Writes a task. When it was done nobody knows, so there is no COMPLETED, which has to be an instant.
pub(super) fn write(lines: &mut Lines, todo: &FeedTodo) {
    lines.raw("BEGIN", "VTODO");
    about::head(lines, &todo.about);
    if let Some(due) = todo.due {
        lines.raw("DUE;VALUE=DATE", &stamp::day(due));
    }
    about::body(lines, &todo.about);
    lines.raw("STATUS", status(todo.state));
    if todo.state == State::Done {
        lines.raw("PERCENT-COMPLETE", "100");
    }
    if let Some(priority) = todo.priority {
        lines.raw("PRIORITY", &priority.to_string());
    }
    if todo.about.critical && todo.due.is_some() && !is_over(todo.state) {
        alarm::write(lines, &todo.about.title, Before::Due);
    }
    lines.raw("END", "VTODO");
}

fn is_over(state: State) -> bool {
    matches!(state, State::Done | State::Cancelled)
}

/// STATUS knows no word for what is blocked; nobody works on it.
fn status(state: State) -> &'static str {
    match state {
        State::Open | State::Blocked => "NEEDS-ACTION",
        State::InProgress => "IN-PROCESS",
        State::Done => "COMPLETED",
        State::Cancelled => "CANCELLED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(state: State, due: Option<&str>, critical: bool) -> String {
        let about = About { uid: "a@b".into(), title: "Ship".into(), critical, ..About::default() };
        let due = due.map(|due| due.parse().unwrap());
        let mut lines = Lines::default();
        write(&mut lines, &FeedTodo { about, due, state, priority: priority("High") });
        String::from_utf8(lines.bytes()).unwrap()
    }

    #[test]
    fn a_task_has_its_day_and_how_far_it_is() {
        let open = written(State::Open, Some("2026-01-14"), false);
        let want = "SEQUENCE:0\r\nDUE;VALUE=DATE:20260114\r\nSUMMARY:Ship\r\nSTATUS:NEEDS-ACTION\r\nPRIORITY:3\r\nEND";
        assert!(open.contains(want) && !open.contains("DESCRIPTION") && !open.contains("VALARM"), "{open}");
        let done = written(State::Done, None, true);
        assert!(done.contains("\r\nSTATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\n"), "{done}");
        assert!(!done.contains("DUE") && !done.contains("COMPLETED:") && !done.contains("VALARM"), "{done}");
    }

    #[test]
    fn what_is_critical_calls_the_day_before_it_is_due() {
        let alarm =
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Ship\r\nTRIGGER;RELATED=END:-PT15H\r\nEND:VALARM\r\n";
        assert!(written(State::InProgress, Some("2026-01-14"), true).contains(alarm));
        for (state, due) in [(State::Done, Some("2026-01-14")), (State::Open, None)] {
            assert!(!written(state, due, true).contains("VALARM"));
        }
    }

    #[test]
    fn only_grades_are_priorities() {
        assert_eq!([priority("P0"), priority(" medium"), priority("low")], [Some(1), Some(5), Some(7)]);
        assert_eq!([priority("see below"), priority("")], [None, None]);
    }
}
