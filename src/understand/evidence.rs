//! What speaks for a fact, weighed.

use super::fact::{Few, Why};
use super::reading::Reading;
use crate::base::span::Span;

/// Evidence gathered for one fact. A recogniser adds what it sees and takes the fact if enough speaks for it.
#[derive(Clone, Debug)]
pub struct Evidence {
    weight: i32,
    keeps: bool,
    whys: Few<Why>,
}

impl Evidence {
    /// None yet.
    pub fn new(reading: &Reading<'_>) -> Self {
        Self { weight: 0, keeps: reading.explains, whys: Few::new() }
    }

    /// Something that speaks for it (or, with a negative weight, against it), in words that follow "because".
    pub fn add(&mut self, weight: i32, reason: &'static str, span: Span) -> &mut Self {
        self.weight += weight;
        if self.keeps {
            self.whys.push(Why { reason, span, elsewhere: None });
        }
        self
    }

    /// The sum of what was added.
    pub fn weight(&self) -> i32 {
        self.weight
    }

    /// For [`super::fact::Fact::why`].
    pub fn into_whys(self) -> Few<Why> {
        self.whys
    }
}
