//! What a line of a list of dependencies tells: `Temporal cluster provisioned by Infra by Oct 18`.

use chrono::NaiveDate;

use super::super::fact::{Name, When};
use super::super::moment::{self, Moment};
use super::super::phrase::mention::Phrase;
use super::super::phrase::names;
use super::super::phrase::role;
use super::super::reading::Entry;
use super::super::words;

/// What is told of a dependency besides its name.
#[derive(Default)]
pub(super) struct Told {
    pub owner: Option<Name>,
    pub due: Option<NaiveDate>,
    pub when: Option<When>,
    pub needed_by: Vec<Box<str>>,
    /// The day of what needs it, where the line itself tells it.
    pub begins: Option<NaiveDate>,
    /// Its own day, where another row of its table tells it.
    pub there: Option<NaiveDate>,
    /// The id of its own row, and the ids in that row of what it waits for itself.
    pub id: Option<Box<str>>,
    pub after: Vec<Box<str>>,
}

/// Words before `by`, and the name of who delivers.
const DELIVERED: &[&str] = &[
    "provisioned",
    "delivered",
    "maintained",
    "managed",
    "owned",
    "provided",
    "supplied",
    "hosted",
    "operated",
    "run",
    "built",
    "deployed",
    "supported",
    "administered",
    "handled",
    "prepared",
    "published",
    "shipped",
    "given",
    "approved",
    "made",
    "organised",
    "organized",
    "lent",
    "signed",
    "sent",
    "set",
    "up",
];

/// Words after the name of who delivers, at the head of a clause.
const DELIVERS: &[&str] = &[
    "delivers",
    "deploys",
    "provides",
    "owns",
    "maintains",
    "provisions",
    "supplies",
    "ships",
    "hosts",
    "operates",
    "manages",
    "prepares",
    "publishes",
    "builds",
    "runs",
    "sends",
    "lends",
    "signs",
    "brings",
    "to",
    "must",
    "will",
];

/// Verbs that may follow `to`, `must` and `will` there.
const DELIVER: &[&str] = &[
    "deliver",
    "deploy",
    "provide",
    "maintain",
    "provision",
    "supply",
    "ship",
    "host",
    "operate",
    "manage",
    "prepare",
    "publish",
    "build",
    "run",
    "send",
    "lend",
    "sign",
    "bring",
    "confirm",
    "approve",
    "finish",
    "complete",
];

impl Told {
    /// Takes what a piece of a line tells of who delivers, by when, and for what.
    pub fn take(&mut self, line: Entry<'_>, piece: &str) {
        self.take_due(line, piece);
        if self.owner.is_none() {
            self.owner = owner(line, piece).map(|name| line.name(name));
        }
        if self.needed_by.is_empty() {
            self.needed_by.extend(needed(piece).map(Into::into));
        }
    }

    /// Takes the day before which it is needed: one after `by`, `before`, `due`, `until`, or one alone.
    pub fn take_due(&mut self, line: Entry<'_>, piece: &str) {
        if self.when.is_some() {
            return;
        }
        let days =
            || line.mentions_in(piece).filter(|mention| matches!(mention.phrase, Phrase::Day(_) | Phrase::Date { .. }));
        let before = |text: &str| &piece[..(text.as_ptr() as usize).saturating_sub(piece.as_ptr() as usize)];
        let due = |text: &str| {
            let (verb, last) = words::words(before(text)).fold(("", ""), |(_, one), next| (one, next));
            let done = words::is(last, &["on"]) && words::is(verb, DONE);
            words::is(last, &["by", "before", "due", "until", "on", "than", "eta"]) && !done
        };
        let alone = |text: &str| {
            let before = before(text).trim_end();
            before.is_empty() || before.ends_with(['(', ':', '–', '—', '@'])
        };
        let text = |mention: &&_| line.phrase_text(mention);
        let mention = days().find(|mention| due(text(mention))).or_else(|| days().find(|mention| alone(text(mention))));
        let found = mention.and_then(|mention| Some((line.phrase_text(mention), moment::of(line, mention)?)));
        if let Some((text, Moment { day, start, end, zone })) = found {
            self.due = start;
            self.when = Some(When { text: text.into(), day, start, end, zone, ..When::default() });
        }
    }

    /// Takes who delivers, where a cell or field names nobody else.
    pub fn take_owner(&mut self, line: Entry<'_>, name: &str) {
        if self.owner.is_none() && !names::is_blank(name) {
            self.owner = Some(line.name(name));
        }
    }
}

/// What was done on a day is not due then.
const DONE: &[&str] = &["done", "delivered", "arrived", "came", "finished", "received", "promised", "signed", "free"];

/// Who delivers: `provisioned by Infra squad`, `Infra deploys`, `from Infra`, `(Owner: Ada)`, `(Infra team)`.
pub(super) fn owner<'r>(line: Entry<'r>, piece: &'r str) -> Option<&'r str> {
    labelled(piece)
        .or_else(|| delivered_by(line, piece))
        .or_else(|| clauses(piece).find_map(delivers))
        .or_else(|| from(line, piece))
        .or_else(|| super::told::which(piece))
        .or_else(|| in_parentheses(piece))
        .filter(|name| !names::is_blank(name))
}

/// `Owner: Ada`, `From: Kitchen`
fn labelled(piece: &str) -> Option<&str> {
    const LABELS: &[&str] = &["owner", "owners", "provider", "supplier", "contact", "from", "responsible", "source"];
    let base = piece.as_ptr() as usize;
    let behind = |word: &str| &piece[word.as_ptr() as usize - base + word.len()..];
    let rest = words::words(piece)
        .filter(|word| words::is(word, LABELS))
        .find_map(|word| behind(word).trim_start().strip_prefix(':'))?;
    let name = rest.split([')', ';', '.', ',', '(']).next()?.trim();
    (!name.is_empty()).then_some(name)
}

/// The name after `provisioned by` and its like.
fn delivered_by<'r>(line: Entry<'r>, piece: &'r str) -> Option<&'r str> {
    let base = piece.as_ptr() as usize;
    let mut last = "";
    for word in words::words(piece) {
        if words::is(word, &["by"]) && words::is(last, DELIVERED) {
            let rest = &piece[word.as_ptr() as usize - base + word.len()..];
            let rest = rest.trim_start();
            // `deployed by Oct 20` says when.
            let day = line.mentions_in(rest).any(|mention| rest.starts_with(line.phrase_text(mention)));
            return (!day).then(|| head(rest)).flatten();
        }
        last = word;
    }
    None
}

/// `Infra & Ops deploys by Oct 18`, `Kai to confirm the room`
fn delivers(clause: &str) -> Option<&str> {
    let base = clause.as_ptr() as usize;
    let mut rest = words::words(clause).peekable();
    let mut count = 0;
    while let Some(word) = rest.next() {
        if words::is(word, DELIVERS) {
            let modal = words::is(word, &["to", "must", "will"]);
            let certain = !modal || rest.peek().is_some_and(|next| words::is(next, DELIVER));
            let name = clause[..word.as_ptr() as usize - base].trim();
            return (certain && count > 0 && is_somebody(name)).then_some(name);
        }
        count += 1;
        if count > 6 {
            return None;
        }
    }
    None
}

/// `Analytics dashboards from Infra to display metrics`
fn from<'r>(line: Entry<'r>, piece: &'r str) -> Option<&'r str> {
    let (_, end) = words::find(piece, &["from"])?;
    let rest = piece[end..].trim_start();
    let day = line.mentions_in(rest).any(|mention| rest.starts_with(line.phrase_text(mention)));
    if day { None } else { head(rest).or_else(|| outside(rest)) }
}

/// Somebody outside who has no name of his own: `the landlord`, `the Airport authority`; the clause ends there.
fn outside(text: &str) -> Option<&str> {
    const ORGANISATIONS: &[&str] = &[
        "authority",
        "agency",
        "bank",
        "ministry",
        "council",
        "city",
        "landlord",
        "supplier",
        "vendor",
        "carrier",
        "insurer",
        "insurance",
        "school",
        "university",
        "hospital",
        "church",
        "police",
        "archive",
        "museum",
        "library",
        "customer",
        "client",
        "partner",
        "company",
        "court",
        "union",
        "embassy",
        "town",
        "county",
        "state",
        "owner",
        "publisher",
        "printer",
        "lawyer",
        "lawyers",
        "police",
        "provider",
        "contractor",
        "theatre",
        "government",
    ];
    let name = words::after(text, &["the", "our", "their"]).map_or(text, str::trim_start);
    let name = name.split([',', ';', '.', '(', ')', ':', '–', '—']).next()?.trim();
    let name = words::find(name, &["by", "before", "until", "to", "for", "in", "on"])
        .map_or(name, |(at, _)| name[..at].trim_end());
    let last = words::words(name).last()?;
    (words::words(name).count() <= 3 && words::is(last, ORGANISATIONS)).then_some(name)
}

/// `Room plan (Facilities team, by Oct 18)`
fn in_parentheses(piece: &str) -> Option<&str> {
    let inside = piece.split_once('(')?.1.split_once(')')?.0;
    let (name, rest) = inside.split_once([',', ';', '–', '—']).unwrap_or((inside, ""));
    let name = name.trim();
    // `Permit (Law, promised by Oct 18)`: whoever stands before a promise gives it.
    let promises = words::has(rest, &["by", "due", "until", "promised", "before"]);
    let group =
        promises || words::words(name).last().is_some_and(|last| words::is(last, TEAMS)) || name.starts_with('@');
    (group && is_somebody(name)).then_some(name)
}

/// Words at the end of a team's name.
const TEAMS: &[&str] = &[
    "team",
    "squad",
    "crew",
    "guild",
    "pod",
    "group",
    "department",
    "office",
    "committee",
    "board",
    "vendor",
    "supplier",
    "lead",
    "manager",
];

/// The name at the head of a text: up to a verb, a stop or a preposition.
fn head(text: &str) -> Option<&str> {
    const ENDS: &[&str] = &[
        "to", "by", "before", "for", "in", "on", "at", "with", "so", "until", "via", "as", "when", "once", "after",
        "and", "which", "that", "is", "are", "during", "using", "within", "into",
    ];
    let text = words::after(text, &["the", "our"]).map_or(text, str::trim_start);
    let text = text.split(['.', ';', ',', '(', ')', ':', '–', '—', '[']).next()?;
    let base = text.as_ptr() as usize;
    let end =
        words::words(text).find(|word| words::is(word, ENDS)).map_or(text.len(), |word| word.as_ptr() as usize - base);
    let name = text[..end].trim();
    is_somebody(name).then_some(name)
}

/// Whether a name can be that of a team, role or person.
pub(super) fn is_somebody(name: &str) -> bool {
    role::sort(name).is_some()
}

fn clauses(piece: &str) -> impl Iterator<Item = &str> {
    piece.split([';', '.', ',']).map(str::trim)
}

/// What needs it: `Required for the launch (Sprint 5)`, `needed by the Menu team`, `for Kafka topics`.
fn needed(piece: &str) -> Option<&str> {
    let base = piece.as_ptr() as usize;
    let mut last = "";
    for word in words::words(piece) {
        let says = words::is(last, &["required", "needed", "necessary", "prerequisite", "blocks", "needs"]);
        if says && words::is(word, &["for", "by"]) || words::is(word, &["blocks", "unblocks"]) {
            let rest = piece[word.as_ptr() as usize - base + word.len()..].trim_start();
            let rest = rest.split(['.', ';']).next()?.trim();
            // `needed by Oct 18` says when.
            let named = rest.starts_with(|letter: char| letter.is_alphabetic());
            let day = words::words(rest).next().is_some_and(|first| first.len() >= 3 && is_month_or_day(first));
            return (named && !day).then_some(rest);
        }
        last = word;
    }
    None
}

fn is_month_or_day(word: &str) -> bool {
    const KNOWN: [&str; 20] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "day", "week", "mon",
        "tue", "wed", "thu", "fri", "end",
    ];
    word.get(..3).is_some_and(|head| words::is(head, &KNOWN)) && word.len() <= 9
}

/// The name of what is needed: what stands before who delivers it, by when and for what.
pub(super) fn title(text: &str) -> &str {
    let base = text.as_ptr() as usize;
    let mut last: Option<&str> = None;
    for word in words::words(text) {
        let cut = match last {
            Some(before) if words::is(word, &["by"]) && words::is(before, DELIVERED) => Some(before),
            Some(before) if words::is(word, &["for"]) && words::is(before, &["required", "needed"]) => Some(before),
            _ if words::is(word, &["from"]) => Some(word),
            _ => None,
        };
        if let Some(cut) = cut {
            let name =
                words::bare(text[..cut.as_ptr() as usize - base].trim_end_matches([' ', '(', '–', '—', '-', ',', ';']));
            let name = strip_last(name, &["is", "are", "be", "to", "must", "will"]);
            // Cut within parentheses, it ends before them.
            let name = match name.rsplit_once('(') {
                Some((before, rest)) if !rest.contains(')') => before.trim_end(),
                _ => name,
            };
            if name.contains(char::is_alphabetic) {
                return name;
            }
        }
        last = Some(word);
    }
    let name = text.split(['(', ';', '–', '—']).next().unwrap_or_default();
    let name = words::bare(name.split(". ").next().unwrap_or_default());
    if name.contains(char::is_alphabetic) { name } else { words::bare(text) }
}

fn strip_last<'t>(name: &'t str, any: &[&str]) -> &'t str {
    match words::words(name).last() {
        Some(last) if words::is(last, any) && name.ends_with(last) => name[..name.len() - last.len()].trim_end(),
        _ => name,
    }
}
