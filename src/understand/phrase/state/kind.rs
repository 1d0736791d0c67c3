//! The states that there are.

/// How far a piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Open,
    /// Begun and not done.
    InProgress,
    /// Something keeps it from going on.
    Blocked,
    /// Done.
    Done,
    /// Given up.
    Cancelled,
}

impl State {
    /// The word for it in `facts.json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in-progress",
            Self::Blocked => "blocked",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}
