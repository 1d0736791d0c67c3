//! One page on its way to an outcome: which request comes next. Makes no request itself.

use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use crate::config::External;

use super::html::{self, Html};
use super::http::{Answer, Fault, Method};
use super::retry_after;

/// Nobody waits longer for a server that says when it will be ready.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The first wait before a request is made again; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// A page that is asked.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Which one, among those asked.
    pub page: usize,
    /// Where it is asked for now, after redirects.
    pub at: Url,
    /// How.
    pub method: Method,
    /// Whether its ids are wanted.
    pub wants_ids: bool,
    /// Where it was asked for before.
    came_by: Vec<Url>,
    /// Whether all redirects so far are for good.
    for_good: bool,
    /// How often a request was made again.
    tries: u32,
}

/// What came of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer with a status, which may not be a sound one.
    Answered {
        /// The last answer's.
        status: u16,
        /// Where it came from.
        at: Url,
        /// Whether it moved there for good.
        moved: bool,
        /// Its ids, if they were wanted and it is HTML.
        html: Option<Html>,
        /// How often the last requests were made again.
        tries: u32,
    },
    /// No answer.
    Failed {
        /// Why not.
        fault: Fault,
        /// Where it was asked for.
        at: Url,
        /// How often the last requests were made again.
        tries: u32,
    },
    /// Redirects lead back to where they came from.
    Circle {
        /// Where they met.
        at: Url,
    },
    /// More redirects than are followed.
    TooMany {
        /// Where they were given up.
        at: Url,
    },
    /// A redirect to something that is no address of the web.
    Astray {
        /// What the server wrote.
        location: String,
        /// Which server.
        at: Url,
    },
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Make the visit's request, after a while.
    Ask {
        /// How long to wait.
        after: Duration,
        /// Whether the host wants to be left alone until then.
        whole_host: bool,
    },
    /// It is over.
    Done(Outcome),
}

const AT_ONCE: Step = Step::Ask { after: Duration::ZERO, whole_host: false };

impl Visit {
    /// A visit that begins.
    pub fn new(page: usize, url: Url, wants_ids: bool) -> Self {
        // A page whose ids are wanted is needed anyway.
        let method = if wants_ids { Method::Get } else { Method::Head };
        Self { page, at: url, method, wants_ids, came_by: Vec::new(), for_good: true, tries: 0 }
    }

    /// What follows from the reply to the visit's request.
    pub fn step(&mut self, reply: Result<Answer, Fault>, settings: &External, now: DateTime<Utc>) -> Step {
        match reply {
            Err(fault) => self.failed(fault, settings),
            Ok(answer) if settings.accepts(answer.status) => Step::Done(self.answered(answer)),
            Ok(Answer { status: status @ (301 | 302 | 303 | 307 | 308), location: Some(location), .. }) => {
                self.redirected(status, location, settings)
            }
            Ok(answer) => self.refused(answer, settings, now),
        }
    }

    /// Ends the visit with a fault that its host is known to have.
    pub fn give_up(&self, fault: Fault) -> Outcome {
        Outcome::Failed { fault, at: self.at.clone(), tries: self.tries }
    }

    fn answered(&self, answer: Answer) -> Outcome {
        let moved = self.for_good && !self.came_by.is_empty();
        Outcome::Answered { status: answer.status, at: self.at.clone(), moved, html: answer.html, tries: self.tries }
    }

    fn failed(&mut self, fault: Fault, settings: &External) -> Step {
        // Some servers know no HEAD, and hang up or say nothing.
        if self.method == Method::Head && matches!(fault, Fault::Broken | Fault::Slow | Fault::Other(_)) {
            self.method = Method::Get;
            return AT_ONCE;
        }
        match self.wait(settings) {
            Some(after) if fault.may_pass() => self.again(after, false),
            _ => Step::Done(self.give_up(fault)),
        }
    }

    /// An answer that is not sound.
    fn refused(&mut self, answer: Answer, settings: &External, now: DateTime<Utc>) -> Step {
        let asked_for = answer.retry_after.as_deref().and_then(|value| retry_after::wait(value, now));
        if answer.status == 429 || answer.status == 503 && asked_for.is_some() {
            return match self.wait(settings).map(|own| asked_for.unwrap_or(own)) {
                Some(after) if after <= LONGEST_WAIT => self.again(after, true),
                _ => Step::Done(self.answered(answer)),
            };
        }
        if self.method == Method::Head {
            self.method = Method::Get;
            return AT_ONCE;
        }
        match self.wait(settings) {
            Some(after) if answer.status >= 500 => self.again(after, false),
            _ => Step::Done(self.answered(answer)),
        }
    }

    /// How long to wait before the next try; none if there is none left. No chance in it: the same replies make the
    /// same requests.
    fn wait(&self, settings: &External) -> Option<Duration> {
        (self.tries < settings.retries).then(|| (FIRST_WAIT * 2_u32.pow(self.tries)).min(LONGEST_WAIT))
    }

    fn again(&mut self, after: Duration, whole_host: bool) -> Step {
        self.tries += 1;
        Step::Ask { after, whole_host }
    }

    fn redirected(&mut self, status: u16, location: String, settings: &External) -> Step {
        let to = self.at.join(&location).ok().filter(|to| matches!(to.scheme(), "http" | "https"));
        let Some(mut to) = to else { return Step::Done(Outcome::Astray { location, at: self.at.clone() }) };
        // A redirect to a place on a page is that place, whatever the link says (Fetch, "HTTP-redirect fetch").
        self.wants_ids &= to.fragment().is_none() && !html::is_made_in_browser(&to);
        to.set_fragment(None);
        if to == self.at || self.came_by.contains(&to) {
            return Step::Done(Outcome::Circle { at: to });
        }
        if self.came_by.len() >= settings.redirects as usize {
            return Step::Done(Outcome::TooMany { at: self.at.clone() });
        }
        self.for_good &= matches!(status, 301 | 308);
        self.came_by.push(std::mem::replace(&mut self.at, to));
        self.tries = 0;
        AT_ONCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit() -> Visit {
        Visit::new(0, Url::parse("https://a.b/x").expect("an address"), false)
    }

    fn answer(status: u16) -> Result<Answer, Fault> {
        Ok(Answer { status, ..Answer::default() })
    }

    fn step(visit: &mut Visit, reply: Result<Answer, Fault>) -> Step {
        visit.step(reply, &External::default(), DateTime::<Utc>::default())
    }

    fn wait(step: Step) -> (u64, bool) {
        match step {
            Step::Ask { after, whole_host } => (after.as_secs(), whole_host),
            Step::Done(outcome) => panic!("{outcome:?}"),
        }
    }

    #[test]
    fn waits_double_until_no_try_is_left() {
        let mut visit = visit();
        assert_eq!(step(&mut visit, answer(500)), AT_ONCE, "GET in place of HEAD is no second try");
        assert_eq!(wait(step(&mut visit, answer(500))), (1, false));
        assert_eq!(wait(step(&mut visit, Err(Fault::Slow))), (2, false));
        assert!(matches!(step(&mut visit, answer(502)), Step::Done(Outcome::Answered { status: 502, tries: 2, .. })));
    }

    #[test]
    fn a_server_that_says_when_is_left_alone_until_then() {
        let reply =
            |status, value: &str| Ok(Answer { status, retry_after: Some(value.to_owned()), ..Answer::default() });
        assert_eq!(wait(step(&mut visit(), reply(429, "7"))), (7, true));
        assert_eq!(wait(step(&mut visit(), reply(503, "7"))), (7, true));
        assert_eq!(wait(step(&mut visit(), reply(429, "soon"))), (1, true));
        assert!(matches!(step(&mut visit(), reply(429, "3600")), Step::Done(Outcome::Answered { status: 429, .. })));
    }

    #[test]
    fn what_will_not_pass_is_not_tried_again() {
        let mut visit = visit();
        assert_eq!(step(&mut visit, answer(404)), AT_ONCE);
        assert!(matches!(step(&mut visit, answer(404)), Step::Done(_)));
        assert!(matches!(step(&mut visit, Err(Fault::Insecure(String::new()))), Step::Done(_)));
    }

    #[test]
    fn redirects_for_good_are_told_from_others() {
        for (statuses, moved) in [([301, 308], true), ([301, 302], false)] {
            let mut visit = visit();
            for status in statuses {
                let location = Some(format!("/{status}#there"));
                assert_eq!(step(&mut visit, Ok(Answer { status, location, ..Answer::default() })), AT_ONCE);
            }
            let Step::Done(Outcome::Answered { moved: found, .. }) = step(&mut visit, answer(200)) else { panic!() };
            assert_eq!(found, moved);
        }
    }
}
