//! Words that tell events from other lines with a date.

/// Nouns of things that take place, one word each, in the singular.
const HAPPENINGS: &[&str] = &[
    "kickoff",
    "meeting",
    "review",
    "planning",
    "retrospective",
    "retro",
    "standup",
    "sync",
    "demo",
    "demonstration",
    "freeze",
    "thaw",
    "launch",
    "golive",
    "cutover",
    "deadline",
    "workshop",
    "training",
    "drill",
    "exercise",
    "rehearsal",
    "dryrun",
    "ceremony",
    "walkthrough",
    "checkin",
    "checkpoint",
    "session",
    "call",
    "clinic",
    "showcase",
    "townhall",
    "allhands",
    "handover",
    "handoff",
    "interview",
    "exam",
    "inspection",
    "conference",
    "party",
    "celebration",
    "opening",
    "closing",
    "festival",
    "gala",
    "concert",
    "assembly",
    "milestone",
    "refinement",
    "grooming",
    "scrum",
    "huddle",
    "signoff",
    "vote",
    "election",
    "deployment",
    "hackathon",
    "bash",
    "visit",
    "screening",
    "orientation",
    "graduation",
    "fair",
    "tour",
    "lunch",
    "dinner",
    "breakfast",
    "reception",
    "keynote",
    "webinar",
    "briefing",
    "debrief",
    "premiere",
    "performance",
    "release",
    "ga",
    "rc",
    "beta",
    "alpha",
    "gate",
    "audit",
    "summit",
    "retreat",
    "offsite",
    "hours",
    "reset",
    "maintenance",
    "game",
    "match",
    "hearing",
    "appointment",
    "registration",
    "submission",
    "announcement",
    "migration",
    "go",
    "day",
    "burndown",
    "triage",
    "brainstorm",
    "postmortem",
    "report",
    "digest",
    "newsletter",
    "summary",
    "outage",
    "test",
    "pilot",
    "start",
    "end",
    "close",
    "begin",
    "cycle",
    "branch",
    "cut",
    "discussion",
    "presentation",
    "committee",
    "board",
    "evening",
    "night",
    "ceremonies",
    "camp",
    "course",
    "class",
    "lesson",
    "vaccination",
    "rollout",
    "ship",
    "sale",
];
/// Of these, those that always are a meeting of people, or their like.
const CEREMONIES: &[&str] = &[
    "kickoff",
    "meeting",
    "planning",
    "retrospective",
    "retro",
    "standup",
    "sync",
    "demo",
    "review",
    "workshop",
    "checkin",
    "ceremony",
    "walkthrough",
    "showcase",
    "townhall",
    "allhands",
    "refinement",
    "grooming",
    "scrum",
    "huddle",
    "rehearsal",
    "session",
    "drill",
    "call",
    "training",
    "clinic",
    "briefing",
    "debrief",
    "triage",
    "celebration",
    "lunch",
    "dinner",
    "party",
];
/// Words of headings and lines under which things that take place are listed.
const SCHEDULES: &[&str] = &[
    "schedule",
    "timeline",
    "milestone",
    "calendar",
    "date",
    "ceremony",
    "ritual",
    "cadence",
    "meeting",
    "event",
    "roadmap",
    "programme",
    "program",
    "itinerary",
    "deadline",
    "session",
    "touchpoint",
    "checkpoint",
    "drill",
    "rhythm",
    "freeze",
    "availability",
    "follow",
    "happening",
    "activity",
    "rehearsal",
    "sync",
    "demo",
    "training",
    "workshop",
    "day",
    "release",
];
/// Words of headings and lines under which nothing that is listed takes place.
const OTHERS: &[&str] = &[
    "changelog",
    "history",
    "revision",
    "log",
    "approval",
    "signature",
    "incident",
    "risk",
    "mitigation",
    "escalation",
    "decision",
    "criterion",
    "criteria",
    "requirement",
    "dependency",
    "blocker",
    "metric",
    "deliverable",
    "preparation",
    "prerequisite",
    "backlog",
    "story",
    "task",
    "acceptance",
    "goal",
    "objective",
    "question",
    "reference",
    "document",
    "artifact",
    "link",
    "budget",
    "cost",
    "vacation",
    "holiday",
    "leave",
    "absence",
    "pto",
    "shift",
    "rota",
    "rotation",
    "oncall",
    "roster",
    "accomplishment",
    "completed",
    "done",
    "finding",
    "lesson",
    "learned",
    "improvement",
    "flag",
    "vulnerability",
    "warranty",
    "support",
    "glossary",
    "example",
    "version",
    "retention",
    "backup",
    "monitoring",
    "alert",
    "compliance",
    "testing",
    "checklist",
    "feature",
    "architecture",
    "implementation",
    "configuration",
];
/// Labels whose date says when something was written, or frames the timebox.
const METADATA: &[&str] = &[
    "updated",
    "update",
    "created",
    "modified",
    "reviewed",
    "version",
    "verified",
    "generated",
    "written",
    "published",
    "amended",
    "ratified",
    "effective",
    "expires",
    "expiry",
    "prepared",
    "document",
    "date",
    "dates",
    "due",
    "duration",
    "window",
    "author",
    "owner",
    "status",
    "timeline",
    "target",
    "eta",
    "completed",
    "completion",
    "sprint",
    "commitment",
    "involvement",
    "involved",
    "hours",
    "period",
    "timeframe",
    "validity",
    "valid",
    "since",
    "as",
    "copyright",
    "revised",
    "approved",
    "signed",
    "investigation",
    "verification",
    "next",
    "last",
    "estimate",
    "effort",
    "velocity",
    "capacity",
    "frequency",
    "priority",
    "impact",
    "decision",
    "recipients",
    "availability",
    "retention",
    "escalation",
    "rotation",
    "response",
    "risk",
    "mitigation",
    "dependency",
    "dependencies",
    "timebox",
    "start",
    "end",
    "starts",
    "ends",
    "format",
    "schedule",
    "done",
    "by",
    "on",
    "day",
];

/// Words of a text as they are compared: lower case, in the singular, `kick-off` and `kick off` as `kickoff`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let pieces = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '.' || letter == '_'));
    for piece in pieces.map(|piece| piece.trim_matches(['.', '_'])).filter(|piece| !piece.is_empty()) {
        let word = singular(&piece.to_lowercase());
        let joined = words.last().and_then(|last| join(last, &word));
        match joined {
            Some(joined) => {
                words.pop();
                words.push(joined.to_owned());
            }
            None => words.push(synonym(word)),
        }
    }
    words
}

/// Two words that many write as one.
fn join(first: &str, second: &str) -> Option<&'static str> {
    Some(match (first, second) {
        ("kick", "off") => "kickoff",
        ("stand", "up") => "standup",
        ("check", "in") => "checkin",
        ("dry", "run") => "dryrun",
        ("walk", "through") => "walkthrough",
        ("hand", "off") | ("hand", "over") | ("handing", "over") => "handoff",
        ("sign", "off") => "signoff",
        ("town", "hall") => "townhall",
        ("all", "hand") => "allhands",
        ("go", "live") => "golive",
        ("cut", "over") => "cutover",
        ("on", "call") => "oncall",
        _ => return None,
    })
}

fn synonym(word: String) -> String {
    match word.as_str() {
        "retro" => "retrospective".to_owned(),
        "handover" => "handoff".to_owned(),
        "syncing" => "sync".to_owned(),
        _ => word,
    }
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a text names something that takes place.
pub(super) fn names_happening(text: &str) -> bool {
    words(text).iter().any(|word| HAPPENINGS.contains(&word.as_str()))
}

/// Whether a text names a meeting of people, or its like.
pub(super) fn names_ceremony(text: &str) -> bool {
    words(text).iter().any(|word| CEREMONIES.contains(&word.as_str()))
}

/// Whether a heading, or a line that introduces a list, speaks of things that take place.
pub(super) fn is_schedule(text: &str) -> bool {
    words(text).iter().any(|word| SCHEDULES.contains(&word.as_str()))
}

/// Whether a heading, or a line that introduces a list, speaks of something else.
pub(super) fn is_other(text: &str) -> bool {
    words(text).iter().any(|word| OTHERS.contains(&word.as_str()))
}

/// Whether a heading stands above a record of what was done, version by version.
pub(super) fn is_log(text: &str) -> bool {
    const LOGS: [&str; 6] = ["changelog", "history", "revision", "log", "incident", "version"];
    words(text).iter().any(|word| LOGS.contains(&word.as_str()))
}

/// Whether a label's date is that of a document, or frames something.
pub(super) fn is_metadata(label: &str) -> bool {
    let words = words(label);
    let named = words.iter().any(|word| HAPPENINGS.contains(&word.as_str()) && word != "start" && word != "end");
    // `Release date` is a release's date; `Last review`, `Next review` are the document's.
    let document =
        words.first().is_some_and(|first| ["last", "next", "document", "previous"].contains(&first.as_str()))
            || words.last().is_some_and(|last| {
                ["generated", "created", "updated", "written", "modified", "revised"].contains(&last.as_str())
            });
    // `End of lease` is no end of the document's own timebox.
    let framed = words.len() > 2 && ["start", "end"].contains(&words[0].as_str()) && words[1] == "of";
    document || !named && !framed && words.iter().any(|word| METADATA.contains(&word.as_str()))
}

/// Whether a clause's last word says that it is over: `Demo held`, `Hall booked`.
pub(super) fn is_over(clause: &str) -> bool {
    let last = clause.rsplit(' ').next().unwrap_or_default();
    last.len() > 4 && last.ends_with("ed") || ["held", "was", "were", "done", "sent", "built", "met"].contains(&last)
}

/// Whether a text speaks of something else whatever stands beside: `Vacation calendar`, `Change log of the release`.
pub(super) fn is_surely_other(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "vacation",
        "holiday",
        "leave",
        "absence",
        "pto",
        "shift",
        "rota",
        "rotation",
        "oncall",
        "roster",
        "changelog",
        "history",
        "revision",
        "incident",
        "risk",
        "dependency",
        "approval",
    ];
    words(text).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a clause tells of what is over: its first verb stands in the past (`Fixed …`, `Reverted by …`).
pub(super) fn is_past(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.len() > 4
        && first.ends_with("ed")
        && !["Speed", "Feed", "Need", "Shared", "United", "Unified"].contains(&first)
}
