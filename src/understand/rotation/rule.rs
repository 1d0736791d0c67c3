//! Rules of rotas: `**Rotation:** Weekly rotation (Mon-Sun)`, `the crew rotates daily`.

use super::{DUTY, Rota, THINGS, home, is_duty, shift};
use crate::understand::evidence::Evidence;
use crate::understand::fact::Shift;
use crate::understand::phrase::duration::DurationPhrase;
use crate::understand::phrase::mention::{Mention, Phrase};
use crate::understand::phrase::names;
use crate::understand::phrase::words::{Known, Words};
use crate::understand::reading::{CellRef, Entry, Kind, Says, clean};
use crate::understand::staff;

/// Labels of a rule under a heading that speaks of duty.
const LABELS: Words = Words::of(&[
    "rotation",
    "rotation length",
    "rotation schedule",
    "schedule",
    "cadence",
    "frequency",
    "handoff",
    "handover",
    "duration",
    "shift length",
]);

/// Duty in two words, as a label.
const DUTY_AS_LABEL: [&str; 4] = ["on-call", "on call", "on duty", "stand-by"];

/// Words of a sentence that say that it is people who take turns.
const TURNS: Words = Words::of(&[
    "crew",
    "team",
    "teams",
    "squad",
    "squads",
    "call",
    "oncall",
    "engineer",
    "engineers",
    "lead",
    "leads",
    "responsibility",
    "duty",
    "drill",
    "facilitator",
    "facilitation",
    "chair",
    "host",
    "role",
    "members",
    "member",
    "pod",
    "moderator",
    "scribe",
    "developer",
    "developers",
    "stream",
    "guild",
    "primary",
    "volunteers",
]);

/// A rule, if an entry says one; `rotates` says whether the document has that word at all.
pub(super) fn read(entry: Entry<'_>, rotates: bool) -> Option<Rota<'_>> {
    match entry.kind() {
        Kind::Row { header: false, .. } => property(entry),
        Kind::Field | Kind::Item { .. } | Kind::Paragraph => {
            // How often is a phrase, and the weeks of a run have a label.
            let (often, named) = (!entry.mentions().is_empty(), !entry.label().is_empty());
            let labelled = if often && named { labelled(entry) } else { None };
            let sentence = || if often && rotates { sentence(entry) } else { None };
            let by_week = || if named { by_week(entry) } else { None };
            labelled.or_else(sentence).or_else(by_week)
        }
        _ => None,
    }
}

/// How often, as an RFC 5545 rule, with the phrase that says so.
fn recurrence<'r>(entry: Entry<'r>, piece: &str) -> Option<(&'r Mention, Box<str>)> {
    entry.mentions_in(piece).find_map(|mention| {
        let rule = match &mention.phrase {
            Phrase::Recurrence(rule) => rule.to_string(),
            Phrase::Duration(DurationPhrase::Days(1)) => "FREQ=DAILY".to_owned(),
            Phrase::Duration(DurationPhrase::Days(7)) => "FREQ=WEEKLY".to_owned(),
            Phrase::Duration(DurationPhrase::Days(days)) if days % 7 == 0 => {
                format!("FREQ=WEEKLY;INTERVAL={}", days / 7)
            }
            _ => return None,
        };
        Some((mention, rule.into()))
    })
}

/// `**Rotation:** Weekly rotation (Mon-Sun)`
fn labelled(entry: Entry<'_>) -> Option<Rota<'_>> {
    let label = clean(entry.label());
    if label.is_empty() || label.len() > 60 {
        return None;
    }
    let known = LABELS.knows(label);
    let said = is_duty(label) && staff::words(label).count() <= 4;
    if !known && !said || staff::has_word(entry.text(), &THINGS) {
        return None;
    }
    let (mention, rule) = recurrence(entry, entry.value())?;
    if is_meeting(entry) {
        return None;
    }
    let home = home(entry);
    if home.is_none() && !said {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(3, "a line says how often somebody else is on duty", entry.span());
    let mut rota = Rota::new(entry, evidence);
    // Alone, a label such as `On-call` is its own name.
    if home.is_none() {
        rota.title = label;
    }
    rota.when.text = entry.phrase_text(mention).into();
    rota.when.rrule = Some(rule);
    Some(rota)
}

/// Whether a line says from when to when people meet: `**Handover:** every Monday, 10:00–10:30`.
fn is_meeting(entry: Entry<'_>) -> bool {
    let meets = ["handoff", "handover"].iter().any(|known| known.eq_ignore_ascii_case(clean(entry.label())));
    let timed = |phrase: &Phrase| matches!(phrase, Phrase::Clock(clock) if clock.end.is_some());
    meets && entry.says().any(Says::CLOCK) && (entry.says().any(Says::DURATION) || entry.phrases().any(timed))
}

/// `| Rotation Length | 1 week |`
fn property(row: Entry<'_>) -> Option<Rota<'_>> {
    if row.mentions().is_empty() {
        return None;
    }
    let mut cells = row.cells();
    let (label, value) = (cells.next()?, cells.next()?);
    if cells.next().is_some() {
        return None;
    }
    let named = clean(label.text());
    let known = LABELS.knows(named) || DUTY.knows(named) || DUTY_AS_LABEL.knows(named);
    if !known || home(row).is_none() {
        return None;
    }
    let (mention, rule) = recurrence(row, CellRef::text(value))?;
    let mut evidence = Evidence::new(row.reading);
    evidence.add(3, "a row says how often somebody else is on duty", row.span());
    let mut rota = Rota::new(row, evidence);
    rota.when.text = row.phrase_text(mention).into();
    rota.when.rrule = Some(rule);
    Some(rota)
}

/// `Buffer team rotates daily`, `Weekly drill rotates responsibility: Week 1 Kitchen, Week 2 Stage`
fn sentence(entry: Entry<'_>) -> Option<Rota<'_>> {
    let text = entry.text();
    let at = text.find(" rotate")?;
    let verb = text[at + 1..].split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    if verb != "rotates" && verb != "rotate" {
        return None;
    }
    let end = text[at..].find(". ").map_or(text.len(), |end| at + end);
    let start = text[..at].rfind(". ").map_or(0, |end| end + 2);
    let said = &text[start..end];
    let known = staff::has_word(said, &TURNS) && !staff::has_word(said, &THINGS);
    if !known && !goes_round(said) {
        return None;
    }
    let (mention, rule) = recurrence(entry, said)?;
    let subject = subject(&text[start..at]);
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(2, "it says that somebody takes turns", entry.span());
    evidence.add(2, "it says how often", entry.phrase_span(mention));
    let mut rota = Rota::new(entry, evidence);
    if home(entry).is_none() {
        rota.title = subject;
    }
    rota.when.text = entry.phrase_text(mention).into();
    rota.when.rrule = Some(rule);
    rota.rotation.shifts = turns(entry, said);
    Some(rota)
}

/// Whether a sentence says between which people something goes round: `The pharmacy key rotates between Ada and Kai`.
fn goes_round(said: &str) -> bool {
    const MACHINES: Words = Words::of(&[
        "api",
        "secret",
        "secrets",
        "token",
        "tokens",
        "traffic",
        "load",
        "requests",
        "server",
        "servers",
        "ip",
        "dns",
        "backup",
        "backups",
        "log",
        "logs",
        "certificate",
        "certificates",
        "credential",
        "credentials",
        "password",
        "passwords",
        "jwt",
        "tls",
        "ssh",
        "image",
        "images",
        "screen",
        "banner",
        "file",
        "files",
        "encryption",
        "signing",
        "disk",
        "disks",
        "tape",
        "tapes",
        "crop",
        "crops",
    ]);
    let between = [" between ", " among ", " amongst "].iter().find_map(|word| said.split_once(word));
    let Some((_, list)) = between.filter(|_| !staff::has_word(said, &MACHINES)) else { return false };
    let bare = |piece: &str| {
        let ends = [" on ", " at ", " every ", " each ", " for ", " so "];
        ends.iter().filter_map(|word| piece.find(word)).min().is_none_or(|end| staff::is_person(&piece[..end]))
            && piece.starts_with(|letter: char| letter.is_uppercase() || letter == '@')
            && (staff::is_person(piece) || ends.iter().any(|word| piece.contains(word)))
    };
    names::split(list).into_iter().take_while(|piece| bare(piece)).count() > 1
}

/// `Support hat: @ada this week, @kai week 21, @lin week 22`: weeks that follow one another, each with a name.
fn by_week(entry: Entry<'_>) -> Option<Rota<'_>> {
    let label = clean(entry.label());
    if label.is_empty() || label.len() > 60 || !entry.text().contains("week") {
        return None;
    }
    let value = entry.value();
    let said = value.find(". ").map_or(value, |end| &value[..end]);
    let mut shifts = Vec::new();
    let mut before: Option<u32> = None;
    for piece in names::split(said) {
        let at = ["this week", "next week", "week ", "in week "].iter().filter_map(|words| piece.find(words)).min()?;
        let who = piece[..at].trim_end_matches([' ', ':', '–', '-']).trim();
        if !staff::is_person(who) || who.split_whitespace().count() > 3 {
            return None;
        }
        let number = entry.mentions_in(piece).find_map(|mention| match mention.phrase {
            Phrase::Weeks(first, last) if first == last => Some(first),
            _ => None,
        });
        if number.is_some() && before.is_some_and(|before| number != Some(before + 1)) {
            return None;
        }
        before = number;
        shifts.push(shift::plain(entry, shift::days_of(entry, piece), entry.name(staff::bare(who))));
    }
    if shifts.len() < 3 {
        return None;
    }
    let mut evidence = Evidence::new(entry.reading);
    evidence.add(4, "each week has a name", entry.span());
    let mut rota = Rota::new(entry, evidence).with(shifts);
    rota.title = label;
    rota.when.text = said.into();
    rota.when.rrule = Some("FREQ=WEEKLY".into());
    Some(rota)
}

/// What takes turns: the last words before the verb, without `the`.
fn subject(text: &str) -> &str {
    // `Release captain: rotates weekly` names it as a label does.
    let text = text.trim().trim_end_matches(':');
    let text = text.rsplit([':', ';', ',']).next().unwrap_or(text);
    let text = clean(text.trim());
    ["The ", "the ", "Our ", "A "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
}

/// `Week 1 Kitchen, Week 2 Stage`
fn turns(entry: Entry<'_>, said: &str) -> Vec<Shift> {
    let text = entry.text();
    let at = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let weeks: Vec<&Mention> =
        entry.mentions_in(said).filter(|mention| matches!(mention.phrase, Phrase::Weeks(..))).collect();
    if weeks.len() < 2 {
        return Vec::new();
    }
    let until = at(said) + said.len();
    let turn = |(number, mention): (usize, &&Mention)| {
        let written = entry.phrase_text(mention);
        let from = at(written) + written.len();
        let next = weeks.get(number + 1).map_or(until, |next| at(entry.phrase_text(next)));
        let who = text[from..next].trim_matches(|letter: char| !letter.is_alphanumeric());
        let days = shift::days_of(entry, written);
        let name = staff::sort(who).is_some().then(|| entry.name(who))?;
        Some(shift::plain(entry, days, name))
    };
    weeks.iter().enumerate().filter_map(turn).collect()
}
