//! Amounts and thresholds: `<200 ms p95`, `≥75%`, `72K events/sec`, `100 concurrent users`, `at least 3`.

/// An amount with what it is compared to and its unit, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity<'a> {
    /// How a value is compared to it, where that is written.
    pub comparator: Option<Comparator>,
    /// The number, suffixes such as K and M undone.
    pub value: f64,
    /// The number as written, with its suffix: `72K`.
    pub text: &'a str,
    /// The unit as written: `ms`, `%`, `events/sec`, `story points`; empty where there is none.
    pub unit: &'a str,
}

/// How a value is compared to a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `<`, `under`, `less than`, `below`
    Less,
    /// `≤`, `at most`, `up to`, `within`, `no more than`
    AtMost,
    /// `=`, `exactly`, and amounts without a word
    Equal,
    /// `≥`, `at least`, `75+`
    AtLeast,
    /// `>`, `over`, `more than`, `above`
    Greater,
}

impl Comparator {
    /// The sign for it in `facts.json`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::Greater => ">",
        }
    }
}

/// Reads an amount at the head of a text; gives it with the number of bytes it takes.
pub fn read(_text: &str) -> Option<(Quantity<'_>, usize)> {
    None
}
