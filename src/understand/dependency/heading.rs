//! Headings and lines that say that dependencies follow.

use super::super::words::{self, Words};

/// How plainly a heading says that what follows is needed from somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// `Critical Dependencies`, `What we need from others`
    Plainly,
    /// `Inputs`, `From outside the school`: each line must say who delivers it or by when.
    Perhaps,
}

/// Words without which no heading or line says so.
pub(super) const SAYS: Words = Words::of(&[
    "dependencies",
    "dependency",
    "depend",
    "depends",
    "rely",
    "relies",
    "blocked",
    "wait",
    "waits",
    "waiting",
    "need",
    "needs",
    "needed",
    "require",
    "required",
    "want",
    "expect",
    "inputs",
    "prerequisites",
    "preconditions",
    "from",
    "outside",
]);

/// Whether a heading or line says that dependencies follow.
pub(super) fn said(name: &str) -> Option<Said> {
    if speaks_of_dependencies(name) || waits(name) {
        return Some(Said::Plainly);
    }
    let perhaps = words::is(name, &["inputs", "inputs we need", "required inputs", "prerequisites", "preconditions"])
        || words::after(name, &["from outside", "from others", "from other", "outside", "waiting"]).is_some();
    (perhaps && words::words(name).count() <= 6).then_some(Said::Perhaps)
}

/// `What we need from others`, `Who waits for whom`, `We depend on`, `Needs from other teams`; not `What you need`,
/// `Who depends on us`, `How long we wait for an answer`.
fn waits(name: &str) -> bool {
    const NOT: &[&str] = &["you", "us", "how", "why", "when", "if", "long", "time", "not", "no", "nobody", "nothing"];
    if words::words(name).count() > 8 || words::has(name, NOT) {
        return false;
    }
    let any = |known: &[&str]| words::has(name, known);
    let follows = |verb: &[&str], after: &[&str]| {
        let mut last = "";
        words::words(name).any(|word| words::is(std::mem::replace(&mut last, word), verb) && words::is(word, after))
    };
    any(&["need", "needs", "needed", "require", "required", "want", "expect"]) && any(&["from"])
        || follows(&["wait", "waits", "waiting"], &["for", "on"])
        || follows(&["depend", "depends", "rely", "relies"], &["on", "upon"])
        || words::is(name, &["we need", "what we need", "we still need", "we wait for", "we are waiting for"])
        || any(&["who", "what"]) && any(&["needs"]) && words::words(name).count() <= 4 && any(&["whom", "what"])
}

/// Whether a heading or line says that dependencies follow: `Critical Dependencies`, `Dependencies on other teams`; not
/// `Install Dependencies`, `Dependency Scanning`.
pub(super) fn speaks_of_dependencies(name: &str) -> bool {
    const BEFORE: &[&str] = &[
        "critical",
        "external",
        "internal",
        "key",
        "cross-squad",
        "cross-team",
        "upstream",
        "downstream",
        "inbound",
        "outbound",
        "shared",
        "task",
        "team",
        "squad",
        "sprint",
        "wave",
        "phase",
        "project",
        "our",
        "open",
        "main",
        "major",
        "other",
        "known",
        "hard",
        "soft",
        "the",
        "detailed",
        "risks",
        "and",
        "assumptions",
        "constraints",
        "blockers",
        "release",
        "timeline",
        "important",
        "product",
        "programme",
        "program",
        "required",
        "outstanding",
        "list",
        "of",
        "teams",
        "inter-team",
        "vendor",
        "vendors",
        "third-party",
        "partner",
        "technical",
        "critical-path",
        "path",
    ];
    let mut dependencies = false;
    for (at, word) in words::words(name).enumerate() {
        if words::is(word, &["dependencies"]) || at == 0 && words::is(word, &["blocked", "waiting", "depends"]) {
            dependencies = true;
        } else if words::is(word, &["dependency"]) {
            dependencies = words::has(
                name,
                &["matrix", "map", "list", "register", "log", "table", "tracker", "tracking", "overview"],
            );
        } else if !dependencies && !words::is(word, BEFORE) && !starts_with_digit(word) || at > 7 {
            return false;
        }
    }
    dependencies
}

pub(super) fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Said, said};

    #[test]
    fn headings_that_say_that_something_is_needed() {
        for name in [
            "Critical Dependencies",
            "What we need from others",
            "Still needed from others",
            "Who waits for whom",
            "What waits for what",
            "We depend on",
            "Needs from other teams",
            "Waiting for",
            "We rely on",
            "WE NEED",
        ] {
            assert_eq!(said(name), Some(Said::Plainly), "{name}");
        }
        for name in ["Inputs", "From outside the school"] {
            assert_eq!(said(name), Some(Said::Perhaps), "{name}");
        }
        for name in [
            "What you need",
            "Who depends on us",
            "How long we wait for parts",
            "Install Dependencies",
            "Needs",
            "From",
        ] {
            assert_eq!(said(name), None, "{name}");
        }
    }
}
