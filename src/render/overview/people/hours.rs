//! How much time meetings take: what documents state, and what the lengths of the meetings add up to.

use crate::render::site::Site;
use crate::render::wording::duration;
use crate::understand::fact::Fact;

/// The time that somebody's meetings take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Of meetings that take place once and have to be attended, in minutes.
    pub minutes: u32,
    /// How many of those have no length.
    pub without: usize,
    /// How many recur; they are left out.
    pub recurring: usize,
    /// How many need not be attended; they are left out.
    pub optional: usize,
}

impl Hours {
    /// One meeting more.
    pub fn add(&mut self, fact: &Fact, required: bool) {
        let when = fact.when.as_deref();
        if !required {
            self.optional += 1;
        } else if when.is_some_and(|when| when.rrule.is_some()) {
            self.recurring += 1;
        } else if let Some(minutes) = when.and_then(|when| when.minutes) {
            self.minutes = self.minutes.saturating_add(minutes);
        } else {
            self.without += 1;
        }
    }
}

/// Of a subject.
pub fn of(site: &Site<'_>, subject: u32) -> Hours {
    let mut hours = Hours::default();
    let events = site.index.of("event");
    for attends in &site.involvement.of(subject).events {
        hours.add(events[attends.event as usize].fact, attends.required);
    }
    hours
}

/// `States 6 h; the meetings below add up to 5 h 30 min. 1 without a length is not in this sum.` `stated` are the times
/// that documents give.
pub fn sentence(hours: Hours, stated: &[u32]) -> String {
    let sum = match hours.minutes {
        0 => "none of the meetings below has a length".to_owned(),
        minutes => format!("the meetings below add up to {}", duration(minutes)),
    };
    let mut text = match stated {
        [] => capital(&sum),
        stated => {
            let stated: Vec<String> = stated.iter().map(|minutes| duration(*minutes)).collect();
            format!("States {}; {sum}", stated.join(" and "))
        }
    };
    let mut left_out = Vec::new();
    if hours.minutes > 0 && hours.without > 0 {
        left_out.push(format!("{} without a length", hours.without));
    }
    if hours.recurring > 0 {
        left_out.push(format!("{} that {}", hours.recurring, if hours.recurring == 1 { "recurs" } else { "recur" }));
    }
    if hours.optional > 0 {
        left_out.push(format!("{} optional", hours.optional));
    }
    text.push('.');
    if !left_out.is_empty() {
        text.push_str(&format!(" Not in this sum: {}.", left_out.join(", ")));
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_figures_are_said() {
        let hours = Hours { minutes: 330, without: 0, recurring: 0, optional: 0 };
        assert_eq!(sentence(hours, &[360]), "States 6 h; the meetings below add up to 5 h 30 min.");
        let hours = Hours { minutes: 60, without: 2, recurring: 1, optional: 1 };
        let want = "The meetings below add up to 1 h. Not in this sum: 2 without a length, 1 that recurs, 1 optional.";
        assert_eq!(sentence(hours, &[]), want);
        assert_eq!(sentence(Hours::default(), &[60]), "States 1 h; none of the meetings below has a length.");
    }
}
