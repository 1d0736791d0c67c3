//! Whose turn it is: requests wait here until their host may be asked again.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use crate::config::External;

use super::http::Fault;
use super::visit::{Outcome, Visit};

/// Visits whose next request is to be made, by host.
pub struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    per_host: usize,
    interval: Duration,
}

struct State {
    hosts: BTreeMap<String, Host>,
    outcomes: Vec<Option<Outcome>>,
    /// Visits without an outcome.
    open: usize,
}

/// A host is a name with a port.
struct Host {
    waiting: Vec<(Instant, Visit)>,
    /// Requests under way.
    busy: usize,
    /// No request before.
    free_at: Instant,
    /// What every request meets.
    fault: Option<Fault>,
}

/// A visit whose turn it is.
pub struct Turn {
    /// The visit.
    pub visit: Visit,
    /// What its host is known to answer; if nothing, it is to be asked.
    pub fault: Option<Fault>,
    host: String,
}

impl Queue {
    /// A queue with these visits; each visit's page is its place.
    pub fn new(visits: Vec<Visit>, settings: &External) -> Self {
        let outcomes = vec![None; visits.len()];
        let mut state = State { hosts: BTreeMap::new(), open: visits.len(), outcomes };
        let now = Instant::now();
        for visit in visits {
            state.host(&host(&visit.at), now).waiting.push((now, visit));
        }
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            per_host: settings.per_host,
            interval: settings.interval,
        }
    }

    /// The next visit whose turn it is, when it is; none when all have their outcomes.
    pub fn next(&self) -> Option<Turn> {
        let mut state = self.lock();
        loop {
            if state.open == 0 {
                return None;
            }
            let now = Instant::now();
            if let Some(turn) = self.due(&mut state, now) {
                return Some(turn);
            }
            let wait = self.earliest(&state).map(|at| at.saturating_duration_since(now));
            state = match wait {
                Some(wait) => {
                    self.changed.wait_timeout(state, wait).map_or_else(|e| e.into_inner().0, |(state, _)| state)
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Puts a visit back whose next request is to be made after a while.
    pub fn put_back(&self, turn: Turn, after: Duration, whole_host: bool) {
        let mut state = self.lock();
        let now = Instant::now();
        let own = state.host(&turn.host, now);
        own.busy -= 1;
        if whole_host {
            own.free_at = own.free_at.max(now + after);
        }
        let next = host(&turn.visit.at);
        state.host(&next, now).waiting.push((now + after, turn.visit));
        self.changed.notify_all();
    }

    /// Ends a visit.
    pub fn end(&self, turn: Turn, outcome: Outcome) {
        let mut state = self.lock();
        let own = state.host(&turn.host, Instant::now());
        if turn.fault.is_none() {
            own.busy -= 1;
        }
        if let Outcome::Failed { fault, .. } = &outcome
            && fault.is_of_host()
        {
            own.fault = Some(fault.clone());
        }
        state.outcomes[turn.visit.page] = Some(outcome);
        state.open -= 1;
        self.changed.notify_all();
    }

    /// The outcomes, by place.
    pub fn finish(self) -> Vec<Outcome> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.outcomes.into_iter().flatten().collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn due(&self, state: &mut State, now: Instant) -> Option<Turn> {
        for (name, host) in &mut state.hosts {
            if host.fault.is_none() && (host.busy >= self.per_host || host.free_at > now) {
                continue;
            }
            let ready = |(not_before, _): &(Instant, Visit)| host.fault.is_some() || *not_before <= now;
            let Some(at) = host.waiting.iter().position(ready) else { continue };
            let (_, visit) = host.waiting.remove(at);
            if host.fault.is_none() {
                host.busy += 1;
                host.free_at = now + self.interval;
            }
            return Some(Turn { visit, fault: host.fault.clone(), host: name.clone() });
        }
        None
    }

    /// When the next visit is due, if no request ends before.
    fn earliest(&self, state: &State) -> Option<Instant> {
        let open = state.hosts.values().filter(|host| host.busy < self.per_host);
        open.filter_map(|host| Some(host.waiting.iter().map(|(at, _)| *at).min()?.max(host.free_at))).min()
    }
}

impl State {
    fn host(&mut self, name: &str, now: Instant) -> &mut Host {
        let new = || Host { waiting: Vec::new(), busy: 0, free_at: now, fault: None };
        self.hosts.entry(name.to_owned()).or_insert_with(new)
    }
}

/// `a.example:443`
fn host(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(urls: &[&str], settings: &External) -> Queue {
        let visits = urls.iter().enumerate();
        let visits = visits.map(|(at, url)| Visit::new(at, Url::parse(url).expect("an address"), false));
        Queue::new(visits.collect(), settings)
    }

    fn settings() -> External {
        External { per_host: 1, interval: Duration::ZERO, ..External::default() }
    }

    #[test]
    fn a_busy_host_lets_another_go_first() {
        let queue = queue(&["https://a.b/1", "https://a.b/2", "https://c.d/3"], &settings());
        let pages: Vec<usize> = [queue.next(), queue.next()].iter().flatten().map(|turn| turn.visit.page).collect();
        assert_eq!(pages, [0, 2]);
    }

    #[test]
    fn a_host_has_a_rest_between_requests_and_when_it_asks_for_one() {
        let rest = External { per_host: 2, interval: Duration::from_secs(3_600), ..External::default() };
        let patient = queue(&["https://a.b/1", "https://a.b/2"], &rest);
        assert!(patient.next().is_some());
        assert!(patient.due(&mut patient.lock(), Instant::now()).is_none());
        assert!(patient.due(&mut patient.lock(), Instant::now() + rest.interval).is_some());

        let asked = queue(&["https://a.b/1", "https://a.b/2"], &settings());
        let first = asked.next().expect("a visit");
        asked.put_back(first, Duration::from_secs(3_600), true);
        assert!(asked.due(&mut asked.lock(), Instant::now()).is_none(), "the other page waits, too");
        let second = queue(&["https://a.b/1", "https://a.b/2"], &settings());
        let first = second.next().expect("a visit");
        second.put_back(first, Duration::from_secs(3_600), false);
        assert!(second.due(&mut second.lock(), Instant::now()).is_some());
    }

    #[test]
    fn what_a_host_is_known_for_is_not_asked_again() {
        let queue = queue(&["https://a.b/1", "https://a.b/2"], &settings());
        let first = queue.next().expect("a visit");
        let outcome = first.visit.give_up(Fault::NoSuchHost);
        queue.end(first, outcome);
        let second = queue.next().expect("a visit");
        assert_eq!(second.fault, Some(Fault::NoSuchHost));
        let outcome = second.visit.give_up(Fault::NoSuchHost);
        queue.end(second, outcome);
        assert!(queue.next().is_none());
        assert_eq!(queue.finish().len(), 2);
    }
}
