//! Headings and lines that say that risks follow, and that they tell what is done.

use super::super::phrase::words::{Known, Words};
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

/// Whether a label announces one risk in words of its own: `Biggest risk`, `Risk we took note of`; not `Risk level`.
pub(super) fn announces_one(label: &str) -> bool {
    const BEFORE: Words = Words::of(&[
        "a",
        "another",
        "big",
        "biggest",
        "chief",
        "highest",
        "largest",
        "main",
        "major",
        "new",
        "one",
        "open",
        "other",
        "our",
        "remaining",
        "residual",
        "the",
        "top",
        "worst",
    ]);
    const BEHIND: Words = Words::of(&["we", "noted", "raised", "seen", "taken", "to", "that", "found", "for"]);
    let Some((start, end)) = words::find(label, &["risk", "worry", "threat"]) else { return false };
    let (before, behind) = (&label[..start], label[end..].trim_start());
    let led = !before.is_empty() && words::words(before).all(|word| BEFORE.knows(word));
    let led_alone = led && behind.is_empty();
    let told = (led || before.is_empty()) && words::words(behind).next().is_some_and(|word| BEHIND.knows(word));
    led_alone
        || told && words::words(behind).count() <= 5 && !words::has(behind, &["level", "assessment", "what", "how"])
}

/// `What may go wrong`, `What could happen`, `What worries us`
pub(super) fn may_go_wrong(name: &str) -> bool {
    // `7 What may go wrong`
    let name = name.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start();
    let Some(rest) = words::after(name, &["what", "things that"]) else { return false };
    let may = words::has(rest, &["may", "might", "could", "can"]);
    const ILL: Words = Words::of(&[
        "wrong", "happen", "fail", "threaten", "stop", "delay", "derail", "sink", "break", "hurt", "block", "slip",
    ]);
    may && words::has(rest, &ILL) && !words::has(rest, &["have"])
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
