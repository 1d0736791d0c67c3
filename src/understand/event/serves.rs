//! Tasks that an event is to bring about, and those that have to be done for it: their ids, once all facts have one.

use crate::understand::fact::{Detail, Fact, Serves};

/// Fills in `deliverables` and `preparation` of events by the tasks that stand in their sections.
pub(in crate::understand) fn fill(facts: &mut [Fact]) {
    let serves = |fact: &Fact| fact.task().and_then(|task| task.serves);
    let served: Vec<(Serves, u32, Box<str>)> =
        facts.iter().filter_map(|fact| Some((serves(fact)?, fact.place.span.start, fact.id.clone()))).collect();
    if served.is_empty() {
        return;
    }
    // Tasks stand in the order of the text; of nested sections the inner one has them.
    let mut innermost: Vec<Option<(usize, usize)>> = vec![None; served.len()];
    for (at, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.event().is_some()) {
        let span = fact.place.span;
        let from = served.partition_point(|task| task.1 < span.start);
        for (task, inner) in served[from..].iter().take_while(|task| task.1 < span.end).zip(&mut innermost[from..]) {
            let _ = task;
            if inner.is_none_or(|(_, length)| span.len() < length) {
                *inner = Some((at, span.len()));
            }
        }
    }
    for ((serves, _, id), event) in served.into_iter().zip(innermost) {
        let Some((at, _)) = event else { continue };
        if let Detail::Event(event) = &mut facts[at].detail {
            match serves {
                Serves::Deliverable => event.deliverables.push(id),
                Serves::Preparation => event.preparation.push(id),
            }
        }
    }
}
