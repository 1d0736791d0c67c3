//! `link/external`

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::Level;

pub(super) const RULE: Rule = Rule {
    code: "link/external",
    level: Level::Error,
    explanation: Explanation {
        what: "An address of the web does not lead anywhere: its server is not there or does not answer, it answers \
               with an error such as 404, its certificate is not to be trusted, its redirects never end, or its page \
               has no heading or id of that name. Only `sprintbook check --external` looks for this.",
        why: "Pages move and servers are switched off, and the reader of the handbook is the first to notice.",
        bad: "See the [pricing](https://www.rust-lang.org/no-such-page).",
        good: "See the [language](https://www.rust-lang.org/learn).",
        configure: "`external:` in handbook.yaml: `exclude` names addresses that are not asked, `accept` statuses that \
                    are sound; `timeout`, `retries`, `redirects`, `concurrency`, `per_host`, `interval`, `cache` and \
                    `cache_age` say how they are asked. Names kept for examples, such as example.org, are never asked.",
    },
    check: Check::OnRequest,
};
