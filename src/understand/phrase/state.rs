//! How far a piece of work is, as people write it: `[x]`, `✅`, `DONE –`, `🟥 Not Started`, `In Progress`.

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

/// The state that a whole text names, such as a cell or the value of a `Status:` field: `✅ Complete (4/4)` is done.
pub fn named(_text: &str) -> Option<State> {
    None
}

/// A state at the head of a text with the mark that sets it off, and the bytes they take: `DONE – Write the plan`.
pub fn read_head(_text: &str) -> Option<(State, usize)> {
    None
}

/// A state at the end of a text, and where it begins: `Wave A demo. ✅ Active`.
pub fn read_tail(_text: &str) -> Option<(State, usize)> {
    None
}
