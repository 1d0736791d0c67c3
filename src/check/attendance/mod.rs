//! `people/attendance`

mod invited;

use rayon::prelude::*;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::link::{Handbook, alike};
use crate::understand::fact::{Event, Fact, Listed, Name, Role, Telling, TellingBy, When};

use invited::Invited;

pub(super) const RULE: Rule = Rule {
    code: "people/attendance",
    level: Level::Warning,
    explanation: Explanation {
        what: "Two lists disagree on who is expected at a meeting: the attendees of the meeting, a group's own list of \
               meetings, and a line that says who has to keep a day free. Groups are opened into their members, and \
               \"all stakeholders\" means every group unless a parenthesis names some of them. A group of which only \
               one member is invited may list the meeting or not.",
        why: "People plan by the list that is about them. Who is missing there does not come, and who stands there in \
              vain loses an afternoon.",
        bad: "### Builders\n**Who:** Tech Lead, Site Engineer\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Audit (Day 5) - 2 \
              hours\n\n### Testers\n**Who:** Test Lead, Test Engineers\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n\n### Sponsors\n\
              **Who:** CEO, CTO\n\n### Day 1: Kickoff\n**Attendees:** Builders, Testers\n\n### Day 5: Audit\n**Attendees:** \
              Builders, Testers",
        good: "### Builders\n**Who:** Tech Lead, Site Engineer\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Audit (Day 5) - 2 \
               hours\n\n### Testers\n**Who:** Test Lead, Test Engineers\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Audit (Day \
               5) - 2 hours\n\n### Sponsors\n**Who:** CEO, CTO\n\n### Day 1: Kickoff\n**Attendees:** Builders, Testers\n\n### \
               Day 5: Audit\n**Attendees:** Builders, Testers",
        configure: "`roles` and `aliases` in handbook.yaml say who belongs to whom.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    (0..handbook.documents.len()).into_par_iter().flat_map_iter(|document| in_document(handbook, document)).collect()
}

/// A meeting that a document schedules, and who is invited.
struct Meeting<'h> {
    fact: &'h Fact,
    event: &'h Event,
    when: &'h When,
    invited: Invited,
}

fn in_document(handbook: &Handbook<'_>, document: usize) -> Vec<Diagnostic> {
    let facts = &handbook.facts[document];
    let lists: Vec<(&Fact, &Role)> =
        facts.iter().filter_map(|fact| Some((fact, fact.role().filter(|role| !role.meetings.is_empty())?))).collect();
    let is_line = |fact: &Fact| {
        lists.iter().any(|(_, role)| role.meetings.iter().any(|line| line.span.contains(fact.place.span)))
    };
    let meetings: Vec<Meeting<'_>> =
        facts.iter().filter(|fact| !is_line(fact)).filter_map(|fact| meeting(handbook, document, fact)).collect();
    let mut found = Vec::new();
    for (fact, role) in lists {
        found.extend(of_list(handbook, document, fact, role, &meetings));
    }
    found.extend(meetings.iter().flat_map(|meeting| of_availability(handbook, document, meeting)));
    found
}

fn meeting<'h>(handbook: &Handbook<'_>, document: usize, fact: &'h Fact) -> Option<Meeting<'h>> {
    let (event, when) = (fact.event()?, fact.when.as_deref()?);
    // Who comes every day needs no invitation each time.
    let once = when.rrule.is_none() && (when.day.is_some() || when.start.is_some());
    if !once || event.optional || fact.people.is_empty() {
        return None;
    }
    Some(Meeting { fact, event, when, invited: Invited::of(handbook, document, &fact.people) })
}

/// A group's own list against the meetings of its document.
fn of_list(
    handbook: &Handbook<'_>,
    document: usize,
    fact: &Fact,
    role: &Role,
    meetings: &[Meeting<'_>],
) -> Vec<Diagnostic> {
    let Some(group) = invited::id_of(handbook, document, &fact.title) else { return Vec::new() };
    // A list that has none of these meetings is about others.
    let shared = meetings.iter().any(|meeting| role.meetings.iter().any(|line| is_surely(line, meeting)));
    let named = || role.meetings.iter().filter(|line| meetings.iter().any(|meeting| is_named(line, meeting))).count();
    if !shared && named() < FEW {
        return Vec::new();
    }
    let mut found = Vec::new();
    for meeting in meetings {
        let line = role.meetings.iter().find(|line| is_perhaps(line, meeting));
        match line {
            None if meeting.invited.has_whole(handbook, group) => {
                found.push(left_out(handbook, document, fact, role, meeting))
            }
            Some(line)
                if is_surely(line, meeting)
                    && meeting.invited.is_certain()
                    && !meeting.invited.has_any(handbook, group) =>
            {
                found.push(in_vain(handbook, document, fact, line, meeting));
            }
            _ => {}
        }
    }
    found
}

/// Lines without a day from which on a list is one of the meetings of its document.
const FEW: usize = 3;

/// Whether a line without a day has the title of a meeting.
fn is_named(line: &Listed, meeting: &Meeting<'_>) -> bool {
    let undated = line.when.day.is_none() && line.when.start.is_none();
    undated && alike::words(&line.title) == alike::words(&meeting.fact.title)
}

/// Whether a line of a list is this meeting: the same day, and the words of one title in the other's.
fn is_surely(line: &Listed, meeting: &Meeting<'_>) -> bool {
    is_same_day(&line.when, meeting.when) && is_alike(&line.title, &meeting.fact.title)
}

/// Whether a line of a list may be this meeting: the same day and a word in common, or the same title on no day.
fn is_perhaps(line: &Listed, meeting: &Meeting<'_>) -> bool {
    let undated = line.when.day.is_none() && line.when.start.is_none();
    if !undated && !is_same_day(&line.when, meeting.when) {
        return false;
    }
    let (one, other) = (alike::words(&line.title), alike::words(&meeting.fact.title));
    is_alike(&line.title, &meeting.fact.title) || !undated && one.iter().any(|word| other.contains(word))
}

fn is_same_day(one: &When, other: &When) -> bool {
    one.day.is_some() && one.day == other.day || one.start.is_some() && one.start == other.start
}

fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (alike::words(one), alike::words(other));
    alike::contains(&one, &other) || alike::contains(&other, &one)
}

fn left_out(handbook: &Handbook<'_>, document: usize, fact: &Fact, role: &Role, meeting: &Meeting<'_>) -> Diagnostic {
    let source = handbook.documents[document].source;
    let span = role.meetings_span.unwrap_or(fact.place.span);
    let message = format!(
        "“{}” ({}) is attended by {} as line {} says, but this list of their meetings leaves it out.",
        meeting.fact.title,
        said(meeting.when),
        fact.title,
        line(handbook, document, people(meeting)),
    );
    Diagnostic::new(RULE.code, RULE.level, source, span, message)
        .related(source, people(meeting).span, "This is who attends.")
        .help("Add the meeting to the list, or the group is not invited.")
}

fn in_vain(
    handbook: &Handbook<'_>,
    document: usize,
    fact: &Fact,
    line_of: &Listed,
    meeting: &Meeting<'_>,
) -> Diagnostic {
    let source = handbook.documents[document].source;
    let message = format!(
        "“{}” ({}) stands in the meetings of {}, but nobody of them is among the attendees in line {}.",
        meeting.fact.title,
        said(meeting.when),
        fact.title,
        line(handbook, document, people(meeting)),
    );
    Diagnostic::new(RULE.code, RULE.level, source, line_of.span, message)
        .related(source, people(meeting).span, "This is who attends.")
        .help("Invite the group, or take the meeting from its list.")
}

/// Lines that say who has to keep a day free against who is invited.
fn of_availability(handbook: &Handbook<'_>, document: usize, meeting: &Meeting<'_>) -> Vec<Diagnostic> {
    let told = meeting.event.told.iter().filter(|told| told.by == TellingBy::Availability && !told.people.is_empty());
    told.filter_map(|told| {
        let here = Invited::of(handbook, document, &told.people);
        if here.is_everyone() || !here.is_certain() {
            return None;
        }
        let missing = missing(handbook, document, meeting, &here);
        (!missing.is_empty()).then(|| not_kept_free(handbook, document, meeting, told, &missing))
    })
    .collect()
}

/// Who is invited and stands not in the line, by name.
fn missing(handbook: &Handbook<'_>, document: usize, meeting: &Meeting<'_>, here: &Invited) -> Vec<String> {
    if meeting.invited.is_everyone() {
        return vec!["everyone else".to_owned()];
    }
    let parts = meeting.fact.people.iter().flat_map(|name| handbook.roster.parts(name, document));
    let left_out = parts.filter(|name| {
        let Some(id) = invited::id_of(handbook, document, name) else { return false };
        !here.has_any(handbook, id)
    });
    left_out.map(str::to_owned).collect()
}

fn not_kept_free(
    handbook: &Handbook<'_>,
    document: usize,
    meeting: &Meeting<'_>,
    told: &Telling,
    missing: &[String],
) -> Diagnostic {
    let source = handbook.documents[document].source;
    let message = format!(
        "“{}” ({}) is attended by {} as line {} says, but this line leaves {} out.",
        meeting.fact.title,
        said(meeting.when),
        listed(missing),
        line(handbook, document, people(meeting)),
        if missing.len() == 1 { "that one" } else { "them" },
    );
    Diagnostic::new(RULE.code, RULE.level, source, told.span, message)
        .related(source, people(meeting).span, "This is who attends.")
        .help("Name the same people in both places.")
}

/// When a meeting is, as written; `Day 3` of a column of day numbers.
fn said(when: &When) -> String {
    match when.day {
        Some(day) if when.text.bytes().all(|byte| byte.is_ascii_digit()) => format!("Day {day}"),
        _ => when.text.to_string(),
    }
}

/// `A`, `A and B`, `A, B and C`
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The name with which a meeting's attendees begin.
fn people<'h>(meeting: &Meeting<'h>) -> &'h Name {
    &meeting.fact.people[0]
}

fn line(handbook: &Handbook<'_>, document: usize, name: &Name) -> u32 {
    handbook.source(document).line(name.span.start)
}
