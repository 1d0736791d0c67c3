//! A bar on a terminal, for work that takes over a second.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far some work is.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: bool,
    done: AtomicUsize,
    drawn: Mutex<Option<Instant>>,
}

impl Progress {
    /// Of `total` things, which are called `noun`, in a run that began at `started`.
    pub fn new(total: usize, noun: &str, started: Instant, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}} of {{len}} {noun}")) {
            bar.set_style(style);
        }
        let shown = !quiet && std::io::stderr().is_terminal();
        Self { bar, started, shown, done: AtomicUsize::new(0), drawn: Mutex::new(None) }
    }

    /// One more is done. Called by many threads.
    pub fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.shown || self.started.elapsed() < Duration::from_secs(1) {
            return;
        }
        // Who finds another thread drawing has nothing to add.
        let Ok(mut drawn) = self.drawn.try_lock() else { return };
        if drawn.is_some_and(|last| last.elapsed() < Duration::from_millis(50)) {
            return;
        }
        if drawn.replace(Instant::now()).is_none() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(done as u64);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
