//! Asks many pages at once: threads that take turns from the queue.

use std::thread;

use crate::config::External;

use super::http::Web;
use super::queue::Queue;
use super::visit::{Outcome, Step, Visit};
use super::{Means, Page};

/// Asks all pages; the outcomes are in the order of the pages. `done` is called after each.
pub fn ask(pages: &[&Page], settings: &External, means: &Means, done: &(dyn Fn() + Sync)) -> Vec<Outcome> {
    if pages.is_empty() {
        return Vec::new();
    }
    let web = Web::new(settings, means.proxy.as_ref());
    let visits = pages.iter().enumerate();
    let visits = visits.map(|(at, page)| Visit::new(at, page.url.clone(), !page.fragments().is_empty())).collect();
    let queue = Queue::new(visits, settings);
    let work = || work(&queue, &web, settings, means, done);
    thread::scope(|scope| {
        // This thread works, too, so a machine that has no room for more is slow but not stuck.
        for _ in 1..settings.concurrency.min(pages.len()) {
            let _ = thread::Builder::new().name("external".to_owned()).spawn_scoped(scope, work);
        }
        work();
    });
    queue.finish()
}

fn work(queue: &Queue, web: &Web, settings: &External, means: &Means, done: &(dyn Fn() + Sync)) {
    while let Some(mut turn) = queue.next() {
        let step = match turn.fault.clone() {
            Some(fault) => Step::Done(turn.visit.give_up(fault)),
            None => {
                let reply = web.ask(turn.visit.method, &turn.visit.at, turn.visit.wants_ids);
                turn.visit.step(reply, settings, means.time())
            }
        };
        match step {
            Step::Ask { after, whole_host } => queue.put_back(turn, after, whole_host),
            Step::Done(outcome) => {
                queue.end(turn, outcome);
                done();
            }
        }
    }
}
