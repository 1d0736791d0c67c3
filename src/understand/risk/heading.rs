//! Headings and lines that say that risks follow, and that they tell what is done.

use super::super::phrase::words::Words;
use super::super::words;

/// Words for things that may go wrong.
const RISKS: Words = Words::of(&["risks", "worries", "fears", "threats", "hazards", "dangers"]);

/// Whether a heading or line says that risks follow: `Risks & Mitigations`, `High Risks`, `Risk Register`, `What may go
/// wrong`; not `Risk Management`, `Risk Levels`, `Mitigation`.
pub(super) fn speaks_of_risks(name: &str) -> bool {
    if words::words(name).nth(7).is_some() {
        return false;
    }
    if may_go_wrong(name) {
        return true;
    }
    // Most headings have none of the words without which none speaks of risks.
    if !words::has(name, &RISKS) && !words::has(name, &["risk", "roam"]) {
        return false;
    }
    let mut risks = false;
    let mut last = "";
    for word in words::words(name) {
        if words::is(word, &["level", "levels", "mitigated", "no", "accepting", "managing", "how", "why", "what"]) {
            // `Risks and what we do` tells both.
            return risks && words::is(word, &["what", "how"]);
        }
        risks |= words::is(word, &RISKS);
        if words::is(word, &["risk", "roam"]) {
            last = word;
            continue;
        }
        // `Risk Register`, `Risk Log`
        risks |= !last.is_empty() && words::is(word, &["register", "log", "list", "watchlist", "board", "table"]);
        last = "";
    }
    risks
}

/// `What may go wrong`, `What could happen`, `What worries us`
pub(super) fn may_go_wrong(name: &str) -> bool {
    let Some(rest) = words::after(name, &["what", "things that"]) else { return false };
    let may = words::has(rest, &["may", "might", "could", "can"]);
    may && words::has(rest, &["wrong", "happen", "fail", "threaten"]) && !words::has(rest, &["have"])
        || words::has(rest, &["worries", "worry", "frightens", "threatens"])
}

/// Whether a name says that what is done is told, too: `Risks & Mitigations`, `What we do about it`.
pub(super) fn speaks_of_mitigation(name: &str) -> bool {
    const WORDS: Words = Words::of(&[
        "mitigation",
        "mitigations",
        "mitigate",
        "response",
        "responses",
        "contingency",
        "contingencies",
        "countermeasure",
        "countermeasures",
        "measures",
        "treatment",
        "answer",
        "answers",
        "remedy",
        "remedies",
        "prevention",
        "safeguard",
        "safeguards",
    ]);
    words::has(name, &WORDS) || words::has(name, &["we", "i"]) && words::has(name, &["do", "about", "against"])
}
