//! Which sorts of phrases a text has, as one small number: the cheapest question to ask of a line.

use crate::understand::phrase::mention::Phrase;

/// A set of sorts of phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Says(u16);

impl Says {
    /// Nothing.
    pub const NOTHING: Self = Self(0);
    /// A date or a span of dates.
    pub const DATE: Self = Self(1);
    /// A month, quarter or year.
    pub const PERIOD: Self = Self(1 << 1);
    /// A month without its year.
    pub const MONTH: Self = Self(1 << 2);
    /// A day of a timebox.
    pub const DAY: Self = Self(1 << 3);
    /// Weeks of a timebox.
    pub const WEEKS: Self = Self(1 << 4);
    /// A time before or after something.
    pub const OFFSET: Self = Self(1 << 5);
    /// A time of day.
    pub const CLOCK: Self = Self(1 << 6);
    /// A length of time.
    pub const DURATION: Self = Self(1 << 7);
    /// How often something is.
    pub const RECURRENCE: Self = Self(1 << 8);
    /// A weekday alone.
    pub const WEEKDAY: Self = Self(1 << 9);
    /// An amount.
    pub const QUANTITY: Self = Self(1 << 10);
    /// A digit, whether or not a phrase is read from it.
    pub const DIGIT: Self = Self(1 << 11);
    /// Anything about time.
    pub const TIME: Self = Self((1 << 10) - 1);

    /// The sort of a phrase.
    pub fn of(phrase: &Phrase) -> Self {
        match phrase {
            Phrase::Date { .. } => Self::DATE,
            Phrase::Period(..) => Self::PERIOD,
            Phrase::Month(_) => Self::MONTH,
            Phrase::Day(_) => Self::DAY,
            Phrase::Weeks(..) => Self::WEEKS,
            Phrase::Offset(_) => Self::OFFSET,
            Phrase::Clock(_) => Self::CLOCK,
            Phrase::Duration(_) => Self::DURATION,
            Phrase::Recurrence(_) => Self::RECURRENCE,
            Phrase::Weekday(_) => Self::WEEKDAY,
            Phrase::Quantity { .. } => Self::QUANTITY,
        }
    }

    /// Both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a sort in common.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}
