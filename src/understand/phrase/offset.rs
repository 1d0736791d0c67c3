//! Times counted from something else: `1 week before`, `within 24 hours`, `two days after`, `3 days prior to`.

/// A distance from something, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Minutes; a day has 1,440.
    pub minutes: u32,
    /// On which side.
    pub side: Side,
}

/// On which side of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `1 week before`, `one day prior to`
    Before,
    /// `2 days after`
    After,
    /// `within 24 hours`
    Within,
}

/// Reads an offset at the head of a text; gives it with the number of bytes it takes, `before` and its like included.
pub fn read(_text: &str) -> Option<(Offset, usize)> {
    None
}
