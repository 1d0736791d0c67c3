//! The rules whose findings are told while a text is read or rendered: here are their levels and explanations alone.

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::Level;

/// `doc/front-matter`, by `parse`.
pub(super) const FRONT_MATTER: Rule = Rule {
    code: "doc/front-matter",
    level: Level::Error,
    explanation: Explanation {
        what: "The block between `---` at the head of a document is not YAML, or a key has a value of the wrong type.",
        why: "What cannot be read is left out: the page may have the wrong title, date or place, or miss in the \
              calendar.",
        bad: "---\ntitle: Sprint 18: Coordination\nstart: next Monday\n---",
        good: "---\ntitle: \"Sprint 18: Coordination\"\nstart: 2026-01-05\n---",
        configure: "",
    },
    check: Check::Earlier,
};

/// `doc/unknown-key`, by `parse`.
pub(super) const UNKNOWN_KEY: Rule = Rule {
    code: "doc/unknown-key",
    level: Level::Warning,
    explanation: Explanation {
        what: "Front matter has a key that nothing reads.",
        why: "Most often it is a misspelling, and what it says has no effect.",
        bad: "---\ntitel: Kickoff\n---",
        good: "---\ntitle: Kickoff\n---",
        configure: "Keys of your own go below `extra:`, where everything is allowed.",
    },
    check: Check::Earlier,
};

/// `doc/displaced-front-matter`, by `parse`.
pub(super) const DISPLACED: Rule = Rule {
    code: "doc/displaced-front-matter",
    level: Level::Warning,
    explanation: Explanation {
        what: "Front matter stands below a banner, or behind an invisible byte order mark, instead of at the very \
               beginning. It is read all the same.",
        why: "GitHub and most programs do not find it there and show it as text.",
        bad: "Internal use only.\n\n---\ntitle: Kickoff\n---",
        good: "---\ntitle: Kickoff\n---\n\nInternal use only.",
        configure: "",
    },
    check: Check::Earlier,
};

/// `config/invalid`, by `config`.
pub(super) const CONFIG: Rule = Rule {
    code: "config/invalid",
    level: Level::Error,
    explanation: Explanation {
        what: "handbook.yaml is not YAML, has a key that does not exist, or a value that its key cannot have.",
        why: "A setting that is not understood could change the whole handbook, so nothing is published until it is \
              mended.",
        bad: "titel: Sprint handbook\nweek_start: funday",
        good: "title: Sprint handbook\nweek_start: monday",
        configure: "",
    },
    check: Check::Earlier,
};

/// `template/invalid`, by `render`.
pub(super) const TEMPLATE: Rule = Rule {
    code: "template/invalid",
    level: Level::Error,
    explanation: Explanation {
        what: "A template of the handbook's `templates/` folder cannot be read, or names something that there is not.",
        why: "Pages could not be made, or only in part, so nothing is published until it is mended.",
        bad: "<h1>{{ page.titel }}</h1>",
        good: "<h1>{{ page.title }}</h1>",
        configure: "",
    },
    check: Check::Earlier,
};
