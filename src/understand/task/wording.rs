//! The words of a piece of work: a title, and at its ends who does it, by when, how far it is, how much it is.

use super::super::phrase::quantity;
use super::super::phrase::state::{self, State};
use super::super::reading::Entry;
use super::Work;
use super::due::{self, Due};
use super::people::{self, Place};
use super::remark::{relation, speaks_of_something_else};

/// What is said of a piece of work.
#[derive(Clone, Debug, Default)]
pub(super) struct Said<'r> {
    /// The title; everything else that is told here stands outside of it.
    pub title: &'r str,
    /// Who does it, as written.
    pub owner: Option<&'r str>,
    /// By when.
    pub due: Option<Due<'r>>,
    /// How far it is.
    pub state: Option<State>,
    /// Story points.
    pub points: Option<f32>,
    /// How urgent.
    pub priority: Option<String>,
}

/// Reads a text of an entry. `place` says how far a name may be believed.
pub(super) fn read<'r>(work: &mut Work<'r>, entry: Entry<'r>, text: &'r str, place: Place) -> Said<'r> {
    let mut said = Said { title: trim(text), ..Said::default() };
    head(work, &mut said, place);
    // Each turn takes one thing off the end, and the text grows shorter.
    for _ in 0..8 {
        let before = said.title.len();
        if !tail(work, &mut said, entry, place) || said.title.len() >= before {
            break;
        }
    }
    if said.points.is_none() {
        inner_points(&mut said);
    }
    if said.due.is_none() {
        said.due = due::inside(entry, said.title);
    }
    said
}

/// Takes `(5 points)` in the middle, with the remark behind it: `Move the shelves (5 points), goes on in May`.
fn inner_points(said: &mut Said<'_>) {
    let Some((open, close)) = memchr::memchr(b'(', said.title.as_bytes()).zip(said.title.find(')')) else { return };
    let Some(found) = said.title.get(open + 1..close).and_then(points) else { return };
    said.points = Some(found);
    if open > 0 && said.title[close + 1..].trim_start().starts_with([',', ';', '–', '—', '-', ':']) {
        said.title = trim(&said.title[..open]);
    }
}

fn trim(text: &str) -> &str {
    let text = text.trim().trim_end_matches([',', ';', '–', '—', '|', ':']).trim_end();
    text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text).trim_end()
}

/// Takes a state and an owner off the head: `DONE – …`, `@ada: …`, `Ada to …`.
fn head<'r>(work: &mut Work<'r>, said: &mut Said<'r>, place: Place) {
    if let Some((state, bytes)) = state::read_head(said.title)
        && !said.title[bytes..].trim().is_empty()
    {
        said.state = Some(state);
        said.title = said.title[bytes..].trim();
    }
    // Only a name in capitals can be declared.
    let declared = matches!(place, Place::Anywhere | Place::Listed);
    if declared && !said.title.starts_with(|first: char| matches!(first, '@' | '[') || first.is_uppercase()) {
        return;
    }
    let Some((name, rest)) = head_name(said.title) else { return };
    let sure = !declared || name.starts_with('@') || work.names.is_declared(name);
    if sure && work.names.is_name(name, place.min(Place::Actions)) {
        said.owner = Some(name);
        said.title = rest;
    }
}

/// `Ada: write`, `@ada – write`, `[Ada] write`, `Ada to write`
fn head_name(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 40;
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let cut = |at: usize, mark: usize| (text[..at].trim(), text[at + mark..].trim_start());
    let found = if let Some(inner) = head.strip_prefix('[') {
        let close = inner.find(']')?;
        (inner[..close].trim(), text[close + 2..].trim_start_matches([':', ' ', '–', '—']))
    } else {
        const MARKS: [&str; 6] = [": ", " – ", " — ", " - ", " to ", " will "];
        // Most words are followed by none, as the next letter tells.
        let may_mark = |at: &usize| {
            let next = head.as_bytes().get(at + 1);
            next.is_some_and(|next| matches!(next, b' ' | b'-' | b't' | b'w') || !next.is_ascii())
        };
        let mut places = memchr::memchr2_iter(b' ', b':', head.as_bytes()).filter(may_mark);
        let mark = |at: usize| MARKS.iter().find(|mark| head[at..].starts_with(**mark));
        let (at, mark) = places.find_map(|at| Some((at, mark(at)?)))?;
        cut(at, mark.len())
    };
    let (name, rest) = found;
    // `Ada to be informed` is about her.
    const NO_VERBS: [&str; 9] = ["be", "the", "a", "an", "all", "each", "every", "our", "your"];
    let next = rest.split(' ').next().unwrap_or_default();
    let to = text.get(name.len()..).is_some_and(|behind| behind.starts_with(" to "));
    let about = to && !next.starts_with(char::is_lowercase);
    (!name.is_empty() && !rest.is_empty() && !NO_VERBS.contains(&next) && !about).then_some(found)
}

/// Takes one thing off the end.
fn tail<'r>(work: &mut Work<'r>, said: &mut Said<'r>, entry: Entry<'r>, place: Place) -> bool {
    let title = said.title;
    if let Some(at) = relation(title) {
        return keep(said, &title[..at]);
    }
    if let Some(inner) = title.strip_suffix(')')
        && let Some(open) = inner.rfind('(')
    {
        let bare = inner[open + 1..].parse::<u8>().ok().filter(|_| said.points.is_none());
        if let Some(points) = bare.filter(|points| *points <= 40)
            && entry.parent().is_some_and(|parent| work.lists.estimated(parent))
        {
            said.points = Some(f32::from(points));
            return keep(said, &title[..open]);
        }
        return pieces(work, said, entry, &inner[open + 1..], place, &title[..open]) && keep(said, &title[..open]);
    }
    if let Some(handles) = people::handles(title) {
        said.owner.get_or_insert(&title[handles..]);
        return keep(said, &title[..handles]);
    }
    if let Some((label, value)) = labelled(title)
        && field(said, entry, &title[label..value], title[value..].trim_start_matches(':'))
    {
        return keep(said, &title[..label]);
    }
    if let Some((due, rest)) = due::tail(entry, title).filter(|_| said.due.is_none()) {
        said.due = Some(due);
        return keep(said, rest);
    }
    if let Some((at, mark)) = dash(title)
        && pieces(work, said, entry, &title[at + mark..], place, &title[..at])
    {
        return keep(said, &title[..at]);
    }
    if let Some((state, at)) = state::read_tail(title).filter(|_| said.state.is_none()) {
        said.state = Some(state);
        return keep(said, &title[..at]);
    }
    false
}

fn keep<'r>(said: &mut Said<'r>, rest: &'r str) -> bool {
    let rest = trim(rest.trim_end_matches(['(', '-', ' ', '→']));
    if rest.is_empty() {
        return false;
    }
    said.title = rest;
    true
}

/// Takes what stands in parentheses or after a dash behind `before`, if all of it is understood: `Ada, by 9 January`.
fn pieces<'r>(
    work: &mut Work<'r>,
    said: &mut Said<'r>,
    entry: Entry<'r>,
    inner: &'r str,
    place: Place,
    before: &str,
) -> bool {
    let inner = inner.trim();
    if let Some(owner) = owner(work, inner, place) {
        said.owner.get_or_insert(owner);
        return true;
    }
    let mut new = said.clone();
    let mut names: Option<(usize, usize)> = None;
    for piece in inner.split([',', ';', '–', '—', '|', '·']).map(str::trim) {
        // All of it is no name, as was just asked.
        let name = if piece.len() < inner.len() { owner(work, piece, place) } else { None };
        if let Some(name) = name {
            let start = name.as_ptr() as usize - inner.as_ptr() as usize;
            names = Some((names.map_or(start, |(first, _)| first), start + name.len()));
        } else if !piece_of(&mut new, entry, piece, before) {
            // `Ada, goes on in May`: the person is sure, the rest is a remark.
            if names.is_none() || place < Place::Listed {
                return false;
            }
            break;
        }
    }
    if let Some((start, end)) = names {
        new.owner.get_or_insert(&inner[start..end]);
    }
    *said = new;
    true
}

/// A day, state, estimate or priority.
fn piece_of<'r>(said: &mut Said<'r>, entry: Entry<'r>, piece: &'r str, before: &str) -> bool {
    if let Some((due, announced)) = due::whole(entry, piece) {
        let own = (announced && !piece.to_ascii_lowercase().starts_with("before")) || !speaks_of_something_else(before);
        if own {
            said.due = said.due.or(Some(due));
        }
        return own;
    }
    if let Some(state) = state::named(piece).filter(|_| piece.split_whitespace().count() <= 3) {
        said.state = said.state.or(Some(state));
        return true;
    }
    if let Some(points) = points(piece) {
        said.points = Some(points);
        return true;
    }
    if let Some(priority) = priority(piece) {
        said.priority = Some(priority);
        return true;
    }
    match labelled(piece) {
        Some((0, value)) => field(said, entry, &piece[..value], piece[value..].trim_start_matches(':')),
        _ => false,
    }
}

/// `Product Manager`, `DevOps to prepare`, `assign Infra & Ops`, `@ada`
fn owner<'r>(work: &mut Work<'r>, text: &'r str, place: Place) -> Option<&'r str> {
    const ASSIGNED: [&str; 12] = [
        "owner:",
        "assignee:",
        "assigned to:",
        "assigned to",
        "assigned:",
        "assign to",
        "assign",
        "owned by",
        "responsible:",
        "lead:",
        "dri:",
        "who:",
    ];
    let text = text.trim();
    let assigned = matches!(text.as_bytes().first(), Some(first) if b"oarldwOARLDW".contains(first));
    for word in ASSIGNED.into_iter().filter(|_| assigned) {
        let Some(rest) = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word)) else { continue };
        let name = text[rest.len()..].trim();
        let apart = word.ends_with(':') || text[rest.len()..].starts_with(' ');
        if apart && !is_blank(name) && work.names.is_name(name, Place::Assigned) {
            return Some(name);
        }
    }
    if let Some((name, verb)) = text.contains(' ').then(|| text.split_once(" to ")).flatten() {
        let plain =
            verb.split(' ').next().is_some_and(|verb| verb.len() > 2 && verb.bytes().all(|b| b.is_ascii_lowercase()));
        return (plain && work.names.is_name(name, place.max(Place::Actions))).then_some(name);
    }
    work.names.is_name(text, place).then_some(text)
}

/// Where the last `Owner:`, `Due:` or their like begins, and where it ends.
fn labelled(text: &str) -> Option<(usize, usize)> {
    const LABELS: [&str; 14] = [
        "owner",
        "assignee",
        "assigned to",
        "lead",
        "responsible",
        "dri",
        "due",
        "due date",
        "deadline",
        "eta",
        "status",
        "priority",
        "points",
        "estimate",
    ];
    memchr::memchr(b':', text.as_bytes())?;
    let colon = text.rfind(": ").or_else(|| text.rfind(':').filter(|colon| !text[colon + 1..].starts_with('/')))?;
    let head = text[..colon].trim_end_matches('*');
    let label = LABELS.iter().filter(|label| {
        let from = head.len().checked_sub(label.len()).filter(|from| head.is_char_boundary(*from));
        from.is_some_and(|from| {
            head[from..].eq_ignore_ascii_case(label) && !head[..from].ends_with(char::is_alphanumeric)
        })
    });
    let longest = label.max_by_key(|label| label.len())?;
    Some((head.len() - longest.len(), colon))
}

/// Takes the value of a label.
pub(super) fn field<'r>(said: &mut Said<'r>, entry: Entry<'r>, label: &str, value: &'r str) -> bool {
    let value = value.trim().trim_matches('*').trim_end_matches(['.', ',', ';']).trim();
    if is_blank(value) {
        return true;
    }
    // `**Owner:** Ada **Priority:** High` on one line.
    if let Some((at, colon)) = labelled(value).filter(|(at, _)| *at > 0) {
        let (first, next) = value.split_at(at);
        let after = field(said, entry, &value[at..colon], next[colon - at..].trim_start_matches(':'));
        return field(said, entry, label, first) && after;
    }
    let label = label.trim().to_ascii_lowercase();
    match label.as_str() {
        "due" | "due date" | "deadline" | "eta" | "due by" | "target date" | "complete by" | "needed by" => {
            let found = due::whole(entry, value).or_else(|| due::whole(entry, value.split(['(', ',']).next()?));
            said.due = said.due.or(found.map(|(due, _)| due));
            found.is_some()
        }
        "status" | "state" | "progress" => {
            let state = state::named(value).or_else(|| Some(state::read_head(value)?.0));
            said.state = said.state.or(state);
            state.is_some()
        }
        "priority" | "severity" => {
            said.priority = Some(grade(value));
            true
        }
        "points" | "estimate" | "story points" | "effort" | "size" | "story point estimate" => {
            said.points = points(value).or_else(|| value.parse().ok()).or(said.points);
            said.points.is_some()
        }
        _ => {
            let short = value.split_whitespace().count() <= 10;
            if short {
                said.owner.get_or_insert(value);
            }
            short
        }
    }
}

/// Whether nothing is filled in: `TBD`, `[Name]`, `____`, `Unassigned`.
pub(super) fn is_blank(value: &str) -> bool {
    const BLANK: [&str; 8] = ["tbd", "tba", "n/a", "none", "unassigned", "to be decided", "to be assigned", "nobody"];
    let value = value.trim();
    !value.contains(char::is_alphanumeric)
        || value.starts_with(['[', '<', '{'])
        || BLANK.iter().any(|blank| value.eq_ignore_ascii_case(blank))
}

/// `13 points`, `5 SP`, `3 pts`, `8 story points`
pub(super) fn points(text: &str) -> Option<f32> {
    // All its units have this letter.
    memchr::memchr2(b'p', b'P', text.as_bytes())?;
    let (quantity, bytes) = quantity::read(text.trim())?;
    let unit = quantity.unit.trim_start_matches('-').to_ascii_lowercase();
    let counts = ["point", "points", "pt", "pts", "sp", "story point", "story points"].contains(&unit.as_str());
    let alone = text.trim()[bytes..].trim().is_empty();
    (counts && alone && quantity.comparator.is_none()).then_some(quantity.value as f32)
}

/// `P1`, `high priority`, `Priority: high`
fn priority(text: &str) -> Option<String> {
    let text = text.trim();
    if let [b'p' | b'P', b'0'..=b'5'] = text.as_bytes() {
        return Some(text.to_ascii_lowercase());
    }
    let (word, noun) = text.split_once(' ')?;
    let noun = ["priority", "prio"].iter().any(|known| noun.eq_ignore_ascii_case(known));
    noun.then(|| word.to_ascii_lowercase())
}

/// A grade as written, in lower case, without signs and remarks: `🔴 High (blocks all)` -> `high`.
pub(super) fn grade(text: &str) -> String {
    let text = text.split(['(', ',', ';', '–', '—']).next().unwrap_or(text);
    text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// The last dash or arrow with spaces around it, and its length.
fn dash(text: &str) -> Option<(usize, usize)> {
    last_mark(text, &[" — ", " – ", " - ", " → ", " | "])
}

/// The last of these marks, each with a space and no letter at its head, and its length.
pub(super) fn last_mark(text: &str, marks: &[&str]) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let set_off = |at: &usize| bytes.get(at + 1).is_some_and(|next| !next.is_ascii_alphanumeric());
    let mut spaces = memchr::memrchr_iter(b' ', bytes).filter(set_off);
    spaces.find_map(|at| Some((at, marks.iter().find(|mark| text[at..].starts_with(**mark))?.len())))
}
