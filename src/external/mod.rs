//! `check --external`: the addresses of the web that a handbook names, and whether they still lead somewhere.
//!
//! [`collect`] finds the addresses that published documents name: links, pictures, raw HTML, bare addresses in text.
//! Addresses that differ in their `#fragment` alone are one page, and each page is asked once, however many links
//! name it. [`cache`] holds what was sound a while ago. [`ask()`] asks the rest: a [`queue`] says whose turn it is, so
//! that no host gets too many requests at once; each [`visit`] goes from request to request (HEAD, GET, redirects,
//! again after a while) until there is an outcome; [`http`] makes the requests; [`html`] says which ids a page has.
//! [`tell`] puts outcomes into words: one finding (`link/external`) at each place that names the address, because each
//! place has to be mended.
//!
//! It is the user's own machine that asks, with its proxy and its certificates. No cookies are kept and nobody logs
//! in. Nothing here is part of `build`: what a site looks like must not depend on the network.

mod ask;
pub mod cache;
mod collect;
mod html;
mod http;
mod queue;
mod reserved;
mod retry_after;
mod tell;
mod visit;

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::{DateTime, Utc};

use crate::base::diagnostic::Diagnostic;
use crate::config::External;
use crate::link::Handbook;

use cache::Cache;
pub use collect::{Addresses, LeftOut, Mention, Page, collect};
use http::Fault;
use visit::Outcome;

/// The code of every finding, as in the list of rules.
pub const EXTERNAL: &str = "link/external";

/// What a run is given by whoever knows the machine.
pub struct Means {
    /// When the run began.
    pub now: DateTime<Utc>,
    /// The same moment, for how long ago that is.
    pub started: Instant,
    /// The proxy that the environment names.
    pub proxy: Option<ureq::Proxy>,
}

impl Means {
    /// The time by now.
    pub fn time(&self) -> DateTime<Utc> {
        let passed = chrono::Duration::from_std(self.started.elapsed()).unwrap_or_default();
        self.now + passed
    }
}

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// A finding for each place with an address that leads nowhere, in the order of the documents.
    pub findings: Vec<Diagnostic>,
    /// Pages that moved for good: the old address and the new one.
    pub moved: Vec<(String, String)>,
    /// The hosts that were asked if none of them could be reached, so that the machine most likely has no network.
    /// Nothing is told of what was asked then.
    pub out_of_reach: Vec<String>,
}

/// The pages that the cache does not vouch for, by their places in `addresses.pages`.
pub fn unknown(addresses: &Addresses, cache: &Cache, settings: &External, now: DateTime<Utc>) -> Vec<usize> {
    let known = |page: &Page| cache.vouches_for(page, settings, now);
    let pages = addresses.pages.iter().enumerate();
    pages.filter(|(_, page)| !known(page)).map(|(at, _)| at).collect()
}

/// Asks the pages at these places of `addresses.pages`, puts what is sound into the cache and tells the rest. `done`
/// is called after each page.
pub fn ask(
    handbook: &Handbook<'_>,
    addresses: &Addresses,
    unknown: &[usize],
    cache: &mut Cache,
    means: &Means,
    done: &(dyn Fn() + Sync),
) -> Asked {
    let settings = &handbook.inputs.config.external;
    let pages: Vec<&Page> = unknown.iter().map(|&at| &addresses.pages[at]).collect();
    let outcomes = ask::ask(&pages, settings, means, done);
    let mut asked = Asked { out_of_reach: out_of_reach(&pages, &outcomes), ..Asked::default() };
    let now = means.time();
    for (page, outcome) in pages.iter().zip(&outcomes) {
        if let Outcome::Answered { status, at, moved, .. } = outcome
            && settings.accepts(*status)
        {
            let to = moved.then(|| at.to_string());
            asked.moved.extend(to.clone().map(|to| (page.url.to_string(), to)));
            cache.keep(page, *status, |fragment| tell::has(outcome, fragment), now);
        }
        if asked.out_of_reach.is_empty() {
            asked.findings.extend(page.mentions.iter().filter_map(|mention| tell::finding(mention, outcome, settings)));
        }
    }
    asked.findings.extend(addresses.unreadable.iter().map(|(mention, why)| tell::unreadable(mention, why)));
    asked
}

/// All hosts, if the machine has no network: it says so itself, or not one of several hosts has a name that is known or
/// could be reached. One host alone may be misspelt.
fn out_of_reach(pages: &[&Page], outcomes: &[Outcome]) -> Vec<String> {
    let faults: Vec<&Fault> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Failed { fault, .. } if fault.is_of_network() => Some(fault),
            _ => None,
        })
        .collect();
    let hosts: BTreeSet<&str> = pages.iter().filter_map(|page| page.url.host_str()).collect();
    let certain = hosts.len() > 1 || faults.iter().any(|fault| **fault == Fault::NoNetwork);
    let away = faults.len() == outcomes.len() && certain;
    if away { hosts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}
