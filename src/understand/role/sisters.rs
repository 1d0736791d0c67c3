//! Lines that stand side by side and each name a role and who fills it: a committee, a cast, the head of a sprint file.
//!
//! One such line alone may be anything (`Sound: Delia Marsh`); a run of them says who is who.

use crate::understand::fact::Name;
use crate::understand::phrase::mention::Phrase;
use crate::understand::phrase::names;
use crate::understand::phrase::words::Known;
use crate::understand::reading::{Entry, Kind, clean};
use crate::understand::staff::{self, Words};

/// A label and what follows it: a line, or one of several in a line (`Chair: Ada Byron. Deputy: Kai Moe.`).
#[derive(Clone, Copy)]
pub(super) struct Line<'r> {
    pub entry: Entry<'r>,
    pub label: &'r str,
    pub value: &'r str,
}

/// What a run of lines is, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sisters {
    /// The lines that have a label.
    pub lines: usize,
    /// Those with a value of people.
    pub people: usize,
    /// Those with first and last names, or several names.
    pub full: usize,
    /// Those whose label is surely a role.
    pub sure: usize,
    /// Whether one of them tells of a meeting or a step.
    pub is_meeting: bool,
}

/// Labels that stand in meetings, steps and tasks.
const OF_MEETINGS: Words = Words::of(&[
    "agenda",
    "duration",
    "when",
    "attendees",
    "participants",
    "present",
    "due",
    "priority",
    "severity",
    "deadline",
    "steps",
    "trigger",
    "location",
    "assignee",
    "status",
]);

/// Most words of a label that names a role.
const MOST_WORDS: usize = 5;

impl<'r> Line<'r> {
    /// The lines of an entry: itself, or each of its sentences that has a label.
    pub(super) fn all(entry: Entry<'r>) -> Vec<Self> {
        let (label, text) = (entry.label(), entry.value());
        let mut lines = Vec::new();
        let mut label = clean(label);
        let mut rest = text;
        if label.is_empty() {
            return lines;
        }
        while let Some((end, next, colon)) = next_label(rest) {
            lines.push(Self { entry, label, value: sentence(rest[..end].trim()) });
            label = clean(rest[next..colon].trim());
            rest = &rest[colon + 1..];
        }
        lines.push(Self { entry, label, value: sentence(rest.trim()) });
        lines
    }

    /// The row of a table of two columns.
    pub(super) fn of_row(row: Entry<'r>) -> Option<Self> {
        let mut cells = row.cells();
        let (label, value) = (cells.next()?, cells.next()?);
        (cells.next().is_none() && !label.text().is_empty()).then(|| Self {
            entry: row,
            label: clean(label.text()),
            value: value.text(),
        })
    }

    /// The people of its value, or of a list under it; none where it says anything else.
    pub(super) fn people(self) -> Vec<Name> {
        let mut pieces = staff::pieces(self.value);
        // `Mr. Bhatt, with the woodwork club`
        while pieces.len() > 1 && pieces.last().is_some_and(|last| is_remark(last)) {
            pieces.pop();
        }
        let sound = |name: &str| staff::is_person(name) && staff::bare(name).split_whitespace().count() <= 4;
        let odd = pieces.iter().filter(|name| !sound(name)).count();
        // One of several may have a name that looks like none: `Sung-min Cho`.
        let is_odd = |name: &str| {
            let count = staff::bare(name).split_whitespace().count();
            name.starts_with(char::is_uppercase) && (2..=3).contains(&count) && staff::sort(name).is_none()
        };
        if odd > 1 || odd == 1 && (pieces.len() < 3 || !pieces.iter().all(|name| sound(name) || is_odd(name))) {
            return Vec::new();
        }
        if !pieces.is_empty() {
            return pieces.iter().map(|name| self.entry.name(staff::bare(name))).collect();
        }
        let below = || self.entry.children().filter(|child| matches!(child.kind(), Kind::Item { .. }));
        let is_one = |item: Entry<'_>| staff::is_person(item.text()) && item.task().is_none();
        if !self.value.is_empty() || !below().all(is_one) {
            return Vec::new();
        }
        below().flat_map(|item| staff::members(item, item.text())).collect()
    }

    /// The label as a name: `Operators` of `Operators who hold the licence`.
    pub(super) fn name(self) -> &'r str {
        let label = staff::bare(self.label);
        let end = [" who ", " with ", " that ", " for ", " without "].iter().filter_map(|word| label.find(word)).min();
        end.map_or(label, |end| label[..end].trim_end())
    }

    /// Whether the label alone says a role or group of people, in whatever case.
    pub(super) fn is_role(self) -> bool {
        staff::is_role_in_any_case(self.name())
    }

    /// Whether the label may be the name of a role in a list of roles.
    pub(super) fn may_be_role(self) -> bool {
        const NEVER: Words = Words::of(&[
            "location",
            "zone",
            "timezone",
            "office",
            "status",
            "project",
            "client",
            "customer",
            "customers",
            "company",
            "product",
            "version",
            "platform",
            "budget",
            "room",
            "venue",
            "tool",
            "tools",
            "date",
            "dates",
            "name",
            "names",
            "sponsors",
            "goal",
            "channel",
            "city",
            "country",
            "language",
            "author",
            "authors",
            "owner",
            "absences",
            "away",
        ]);
        let name = self.name();
        let first = name.chars().find(|letter| !letter.is_whitespace());
        first.is_some_and(|first| !first.is_lowercase())
            && self.entry.mentions_in(name).all(|mention| matches!(mention.phrase, Phrase::Quantity { .. }))
            && staff::words(name)
                .all(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()) || is_ordinal(word))
            && !name.contains(['_', '(', '/'])
            && name.split_whitespace().count() <= MOST_WORDS
            && (name.split_whitespace().count() != 1 || !staff::has_word(name, &NEVER))
            && !names::is_blank(name)
            && !staff::is_full_name(name)
    }
}

/// Whether a piece of a list of names is what is said of the one before it: `with the choir`, `until May`.
fn is_remark(piece: &str) -> bool {
    const HEADS: Words = Words::of(&[
        "with",
        "until",
        "from",
        "since",
        "except",
        "for",
        "on",
        "at",
        "in",
        "who",
        "supported",
        "helped",
        "assisted",
        "also",
        "but",
        "if",
        "when",
        "by",
        "as",
        "only",
        "both",
        "usually",
        "acting",
    ]);
    piece.starts_with(char::is_lowercase) && staff::words(piece).next().is_some_and(|first| HEADS.knows(first))
}

/// `1st`, `2nd`
fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether a text ends with a word that a point makes short: `Dr`, `J`.
fn is_short(text: &str) -> bool {
    const SHORT: [&str; 9] = ["dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "no"];
    let word = text.rsplit([' ', '.']).next().unwrap_or_default();
    word.chars().count() < 2 || SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// The first sentence of a value.
fn sentence(value: &str) -> &str {
    let ends = |at: &usize| !is_short(&value[..*at]);
    value.match_indices(". ").map(|(at, _)| at).find(ends).map_or(value, |at| &value[..at])
}

/// The next label in a value: where the sentence before it ends, where it begins, and its colon.
fn next_label(text: &str) -> Option<(usize, usize, usize)> {
    let marks = [". ", " · ", "; "];
    let mut from = 0;
    while let Some((at, mark)) =
        marks.iter().filter_map(|mark| text[from..].find(mark).map(|at| (from + at, *mark))).min()
    {
        let next = at + mark.len();
        let colon = next + text[next..].find(": ")?;
        let label = &text[next..colon];
        let sound = label.split_whitespace().count() <= MOST_WORDS
            && label.starts_with(char::is_uppercase)
            && !label.contains([',', '.', ';', '(']);
        // `Dr. Lin` is no end of a sentence.
        if sound && (mark != ". " || !is_short(&text[..at])) {
            return Some((at, next, colon));
        }
        from = next;
    }
    None
}

impl Sisters {
    /// Counts lines.
    pub(super) fn of<'r>(lines: impl Iterator<Item = Line<'r>>) -> Self {
        let mut sisters = Self::default();
        for line in lines {
            sisters.lines += 1;
            sisters.is_meeting |= OF_MEETINGS.knows(line.label);
            let people = line.people();
            if people.is_empty() {
                continue;
            }
            sisters.people += 1;
            let full = people.len() > 1 || people.iter().all(|name| staff::is_full_name(name));
            sisters.full += usize::from(full);
            sisters.sure += usize::from(line.is_role() && !super::line::is_passing(line.name()));
        }
        sisters
    }

    /// The lines beside an entry: those directly under the same heading or line.
    pub(super) fn beside(entry: Entry<'_>) -> Self {
        let plain = |entry: &Entry<'_>| {
            matches!(entry.kind(), Kind::Field | Kind::Item { .. } | Kind::Paragraph) && entry.task().is_none()
        };
        match entry.parent() {
            Some(parent) => Self::of(parent.children().filter(plain).flat_map(Line::all)),
            None => {
                let top = entry.reading.entries().filter(|entry| entry.parent().is_none());
                Self::of(top.filter(plain).flat_map(Line::all))
            }
        }
    }

    /// Whether a label of any words is a role here.
    pub(super) fn are_roles(self, among: bool) -> bool {
        let most = self.people * 3 >= self.lines * 2 && self.full * 2 >= self.people;
        let enough = self.people >= 3 && (among || self.sure >= 2) || among && self.people >= 2 && self.sure >= 1;
        !self.is_meeting && most && enough
    }

    /// Whether a role that is often given for one thing only (`Scribe`, `Lead`) is a role here.
    pub(super) fn hold_passing(self, among: bool) -> bool {
        !self.is_meeting && (self.sure >= 1 || among && self.are_roles(among))
    }
}
