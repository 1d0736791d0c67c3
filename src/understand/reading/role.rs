//! What a column of a table says, judged by its header and, where that tells nothing, by its cells.

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What the row is about: a task, meeting, milestone, stream, squad, risk …
    Title,
    /// An id: `OPS-12`, `#`, `1`.
    Id,
    /// Who answers for it: owner, assignee, lead, responsible.
    Owner,
    /// Who takes part: attendees, participants, invited, team, members.
    People,
    /// Who is on duty first.
    Primary,
    /// Who is on duty second, or stands in.
    Backup,
    /// How far it is.
    State,
    /// The day or days on which it happens.
    Date,
    /// The first day.
    Start,
    /// The last day.
    End,
    /// By when it is to be done.
    Due,
    /// A day or week of the timebox.
    Day,
    /// A time of day.
    Time,
    /// How often.
    Recurrence,
    /// How long.
    Duration,
    /// Story points or another estimate.
    Points,
    /// How urgent.
    Priority,
    /// How bad it would be.
    Severity,
    /// How likely it is.
    Probability,
    /// What is done against it.
    Mitigation,
    /// What it needs.
    Needs,
    /// Where it is described: charter, document, link.
    Link,
    /// What it is for: mission, focus, goal.
    Mission,
    /// What is measured.
    Metric,
    /// The value to be reached.
    Target,
    /// More words: description, notes, comments.
    Notes,
    /// Anything else.
    Other,
}

/// Runs of words of headers, and what they say; they hold before single words.
const RUNS: &[(&str, Role)] = &[
    ("due date", Role::Due),
    ("needed by", Role::Due),
    ("depends on", Role::Needs),
    ("blocked by", Role::Needs),
    ("week starting", Role::Start),
    ("first day", Role::Start),
    ("last day", Role::End),
    ("on call", Role::Primary),
    ("on duty", Role::Primary),
    ("assigned to", Role::Owner),
    ("story points", Role::Points),
];

/// Words of headers, and what they say; the first of the list that a header contains holds.
const HEADERS: &[(&str, Role)] = &[
    ("due", Role::Due),
    ("deadline", Role::Due),
    ("dependencies", Role::Needs),
    ("dependency", Role::Needs),
    ("requires", Role::Needs),
    ("start", Role::Start),
    ("starts", Role::Start),
    ("from", Role::Start),
    ("begin", Role::Start),
    ("begins", Role::Start),
    ("end", Role::End),
    ("ends", Role::End),
    ("end-of-life", Role::End),
    ("finish", Role::End),
    ("until", Role::End),
    ("to", Role::End),
    ("backup", Role::Backup),
    ("secondary", Role::Backup),
    ("substitute", Role::Backup),
    ("deputy", Role::Backup),
    ("primary", Role::Primary),
    ("on-call", Role::Primary),
    ("owner", Role::Owner),
    ("owners", Role::Owner),
    ("assignee", Role::Owner),
    ("assigned", Role::Owner),
    ("responsible", Role::Owner),
    ("accountable", Role::Owner),
    ("lead", Role::Owner),
    ("leads", Role::Owner),
    ("who", Role::Owner),
    ("dri", Role::Owner),
    ("attendees", Role::People),
    ("participants", Role::People),
    ("invitees", Role::People),
    ("members", Role::People),
    ("people", Role::People),
    ("crew", Role::People),
    ("crews", Role::People),
    ("status", Role::State),
    ("state", Role::State),
    ("progress", Role::State),
    ("done", Role::State),
    ("duration", Role::Duration),
    ("length", Role::Duration),
    ("time", Role::Time),
    ("date", Role::Date),
    ("dates", Role::Date),
    ("when", Role::Date),
    ("day", Role::Day),
    ("days", Role::Day),
    ("week", Role::Day),
    ("weeks", Role::Day),
    ("frequency", Role::Recurrence),
    ("cadence", Role::Recurrence),
    ("points", Role::Points),
    ("sp", Role::Points),
    ("pts", Role::Points),
    ("estimate", Role::Points),
    ("effort", Role::Points),
    ("priority", Role::Priority),
    ("severity", Role::Severity),
    ("impact", Role::Severity),
    ("probability", Role::Probability),
    ("likelihood", Role::Probability),
    ("mitigation", Role::Mitigation),
    ("response", Role::Mitigation),
    ("charter", Role::Link),
    ("link", Role::Link),
    ("links", Role::Link),
    ("document", Role::Link),
    ("mission", Role::Mission),
    ("focus", Role::Mission),
    ("goal", Role::Mission),
    ("metric", Role::Metric),
    ("kpi", Role::Metric),
    ("target", Role::Target),
    ("threshold", Role::Target),
    ("id", Role::Id),
    ("#", Role::Id),
    ("no", Role::Id),
    ("ticket", Role::Id),
    ("description", Role::Notes),
    ("notes", Role::Notes),
    ("comments", Role::Notes),
    ("task", Role::Title),
    ("meeting", Role::Title),
    ("milestone", Role::Title),
    ("event", Role::Title),
    ("what", Role::Title),
    ("activity", Role::Title),
    ("item", Role::Title),
    ("risk", Role::Title),
    ("name", Role::Title),
    ("title", Role::Title),
    ("team", Role::Title),
    ("squad", Role::Title),
    ("stream", Role::Title),
    ("story", Role::Title),
    ("feature", Role::Title),
    ("deliverable", Role::Title),
];

/// What a column with this header says, as far as the header tells.
pub fn of_header(header: &str) -> Role {
    let header = header.trim();
    // A header is a word or a few; what is longer is a cell of a table without headers.
    if header.is_empty() || header.len() > LONGEST {
        return Role::Other;
    }
    let header = header.to_lowercase();
    let run = RUNS.iter().find(|(run, _)| header.contains(' ') && has_run(&header, run));
    let word = || {
        let known = words(&header).filter_map(|word| HEADERS.iter().position(|(known, _)| *known == word));
        known.min().map(|at| &HEADERS[at])
    };
    run.or_else(word).map_or(Role::Other, |(_, role)| *role)
}

/// Most bytes of a header that tells what its column says.
const LONGEST: usize = 60;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '#'))).filter(|word| !word.is_empty())
}

/// Whether a run of words stands in a text, whole.
fn has_run(text: &str, run: &str) -> bool {
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(run)
        .any(|(at, _)| is_edge(text[..at].chars().next_back()) && is_edge(text[at + run.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_their_columns_hold() {
        let cases = [
            ("Task", Role::Title),
            ("Due date", Role::Due),
            ("Week Starting", Role::Start),
            ("Week", Role::Day),
            ("**Owner(s)**", Role::Owner),
            ("Story Points", Role::Points),
            ("Ownership of trends", Role::Other),
            ("Overdue dates", Role::Date),
            ("#", Role::Id),
            ("", Role::Other),
        ];
        for (header, role) in cases {
            assert_eq!(of_header(header), role, "{header}");
        }
    }
}
