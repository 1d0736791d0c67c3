//! Rotas: who is on duty when, as shifts or as a rule.
//!
//! Tables and lists of shifts and lines that say how often somebody else is on duty are found first; what stands in
//! one section is one rota. Then tiers and the lists of those who may be on duty go to the rota they belong to.

mod bounds;
mod eligible;
mod elsewhere;
mod list;
mod rule;
mod shift;
mod table;
mod tier;

use super::evidence::Evidence;
use super::fact::{Detail, Fact, Few, Place, Rotation, Shift, When};
use super::phrase::date;
use super::phrase::mention::Phrase;
use super::phrase::words::{Known, Words};
use super::reading::{Entry, Kind, Reading};
use super::staff;

/// One fact for each.
pub fn facts(reading: &Reading<'_>) -> Vec<Fact> {
    let mut rotas: Vec<Rota<'_>> = Vec::new();
    let rotates = reading.vocabulary().may_have(&ROTATES);
    for entry in reading.entries() {
        let shifts = match entry.kind() {
            Kind::Table(_) => table::read(entry),
            Kind::FenceLine | Kind::Fence => None,
            _ => list::read(entry),
        };
        if let Some(rota) = shifts {
            rotas.push(rota);
        }
        if let Some(rule) = rule::read(entry, rotates) {
            rotas.push(rule);
        }
    }
    if rotas.is_empty() {
        return Vec::new();
    }
    let mut rotas = together(rotas);
    let tiers = tier::all(reading);
    let lists = eligible::all(reading);
    let homes: Vec<Option<u32>> = rotas.iter().map(|rota| rota.home.map(|home| home.id)).collect();
    for (at, rota) in rotas.iter_mut().enumerate() {
        rota.rotation.tiers = tier::of(&tiers, &homes, at, reading);
        eligible::of(&lists, rota, homes.len());
        bounds::fill(rota, reading);
    }
    rotas.into_iter().map(Rota::into_fact).collect()
}

/// A rota that is being put together.
struct Rota<'r> {
    /// Where it is told: its table, list or line.
    entry: Entry<'r>,
    /// The nearest heading or line that speaks of duty.
    home: Option<Entry<'r>>,
    title: &'r str,
    also: Few<Place>,
    rotation: Rotation,
    when: When,
    evidence: Evidence,
}

impl<'r> Rota<'r> {
    fn new(entry: Entry<'r>, evidence: Evidence) -> Self {
        let home = home(entry);
        let named = home.map(name_of).unwrap_or_default();
        let below = |heading: &Entry<'r>| home.is_some_and(|home| home.is_heading() && home.level() < heading.level());
        let own = entry.heading().filter(|heading| below(heading) && names(*heading));
        let title = match own {
            Some(own) => staff::heading_name(own),
            None if named.is_empty() => entry.heading().map_or("Rotation", staff::heading_name),
            None => named,
        };
        let (rotation, when) = (Rotation::default(), When::default());
        Self { entry, home, title, also: Few::new(), rotation, when, evidence }
    }

    fn with(mut self, shifts: Vec<Shift>) -> Self {
        self.rotation.shifts = shifts;
        self
    }

    fn into_fact(mut self) -> Fact {
        let shifts = &self.rotation.shifts;
        let when = &mut self.when;
        when.start = shifts.iter().filter_map(|shift| shift.start).min();
        when.end = shifts.iter().filter_map(|shift| shift.end.or(shift.start)).max();
        when.end = when.end.filter(|end| when.start.is_some_and(|start| start < *end));
        let place = self.entry.place();
        if let Some(home) = self.home.filter(|home| home.id != self.entry.id) {
            self.also.push(home.place());
        }
        let mut fact = Fact::new(self.title, place, Detail::Rotation(Box::new(self.rotation)));
        fact.also = self.also;
        fact.heading = self.entry.heading_index();
        fact.timebox = self.entry.reading.timebox.clone();
        let known = self.when.rrule.is_some() || self.when.start.is_some();
        fact.when = known.then(|| Box::new(self.when));
        fact.why = self.evidence.into_whys();
        fact
    }
}

/// What a sentence says of those who take turns.
const ROTATES: Words = Words::of(&["rotate", "rotates"]);

/// Words that say that somebody is on duty.
const DUTY: Words = Words::of(&[
    "oncall",
    "rota",
    "rotas",
    "rotation",
    "rotations",
    "roster",
    "duty",
    "standby",
    "shifts",
    "pager",
    "shift",
]);

/// The same in two words.
const DUTY_OF_TWO: [(&str, &str); 2] = [("on", "call"), ("stand", "by")];

/// Words of headings, lines and headers about those who are not there, and not on duty.
const AWAY: Words = Words::of(&[
    "away",
    "absent",
    "absence",
    "absences",
    "vacation",
    "vacations",
    "leave",
    "pto",
    "off",
    "out",
    "birthdays",
]);

/// What rotates as well, and is nobody.
const THINGS: Words = Words::of(&[
    "secret",
    "secrets",
    "key",
    "keys",
    "credential",
    "credentials",
    "token",
    "tokens",
    "password",
    "passwords",
    "certificate",
    "certificates",
    "cert",
    "certs",
    "log",
    "logs",
    "jwt",
    "tls",
    "file",
    "files",
    "image",
    "screen",
    "crop",
    "crops",
    "api",
    "passphrase",
    "ip",
]);

/// Whether a document may speak of people on duty; `false` is certain.
pub(super) fn may_speak_of_duty(reading: &Reading<'_>) -> bool {
    const OF_TWO: Words = Words::of(&["on call", "stand by"]);
    reading.vocabulary().may_have(&DUTY) || reading.vocabulary().may_have(&OF_TWO)
}

/// Whether a text speaks of people on duty.
fn is_duty(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(120)];
    let (mut duty, mut before) = (false, "");
    for word in staff::words(text) {
        if THINGS.knows(word) {
            return false;
        }
        duty |= DUTY.knows(word) || is_duty_of_two(before, word);
        before = word;
    }
    duty
}

/// `on call`, `Stand-by`
fn is_duty_of_two(first: &str, second: &str) -> bool {
    let is = |known: &&(&str, &str)| first.eq_ignore_ascii_case(known.0) && second.eq_ignore_ascii_case(known.1);
    matches!(first.len(), 2 | 5) && DUTY_OF_TWO.iter().any(|known| is(&known))
}

/// A heading or line as a name: `On-Call Schedule`, `Rotation order`.
fn name_of(entry: Entry<'_>) -> &str {
    if entry.is_heading() || entry.label().is_empty() { staff::heading_name(entry) } else { entry.label() }
}

/// Whether a heading names a rota better than the document's title: it is no month, and more than `Schedule`.
fn names(heading: Entry<'_>) -> bool {
    const PLAIN: [&str; 9] =
        ["schedule", "current schedule", "weeks", "calendar", "dates", "plan", "current", "table", "overview"];
    let name = staff::heading_name(heading);
    heading.level() > 1
        && !name.is_empty()
        && !PLAIN.iter().any(|plain| name.eq_ignore_ascii_case(plain))
        && !is_period(heading)
}

/// Whether a heading is a month or quarter and no more.
fn is_period(heading: Entry<'_>) -> bool {
    let is_part = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        date::month(word).is_some() || digits > 0 && word.len() <= 4 || ["and", "to", "quarter"].contains(&word)
    };
    staff::words(heading.text()).all(is_part)
}

/// The nearest heading or line above an entry that speaks of duty.
fn home(entry: Entry<'_>) -> Option<Entry<'_>> {
    let above = || entry.ancestors().find(|above| speaks_of_duty(*above));
    if staff::on_duty(entry) { above() } else { None }
}

/// Whether a heading or line speaks of people on duty.
pub(super) fn speaks_of_duty(entry: Entry<'_>) -> bool {
    entry.text().len() <= 160 && is_duty(name_of(entry))
}

/// Rotas of one section are one: its rule, and its shifts by month.
fn together(found: Vec<Rota<'_>>) -> Vec<Rota<'_>> {
    let mut rotas: Vec<Rota<'_>> = Vec::new();
    let (shifts, rules): (Vec<_>, Vec<_>) = found.into_iter().partition(|rota| !rota.rotation.shifts.is_empty());
    for mut rota in shifts {
        let same = |known: &&mut Rota<'_>| {
            known.home.is_some() && known.home.map(|home| home.id) == rota.home.map(|home| home.id) && is_month(&rota)
        };
        match rotas.iter_mut().find(same) {
            Some(known) => {
                known.also.push(rota.entry.place());
                known.rotation.shifts.append(&mut rota.rotation.shifts);
            }
            None => rotas.push(rota),
        }
    }
    for rule in rules {
        match of_rule(&rule, &rotas) {
            Some(at) => {
                let known = &mut rotas[at];
                if known.when.rrule.is_none() {
                    known.when = rule.when;
                }
                known.also.push(rule.entry.place());
            }
            None => rotas.push(rule),
        }
    }
    rotas.sort_by_key(|rota| rota.entry.id);
    rotas
}

/// Whether the heading right above is a month or quarter: a part of a rota, and no rota of its own.
fn is_month(rota: &Rota<'_>) -> bool {
    let heading = rota.entry.heading();
    heading.is_some_and(|heading| {
        heading.phrases().any(|phrase| matches!(phrase, Phrase::Period(..) | Phrase::Month(_)))
            && heading.text().split_whitespace().count() <= 3
    })
}

/// The rota to which a rule belongs: one of its own section, or the only one of a section below.
fn of_rule(rule: &Rota<'_>, rotas: &[Rota<'_>]) -> Option<usize> {
    let home = rule.home?;
    // A title may speak of the duty of several.
    let several = home.level() == 1 && rotas.iter().filter(|rota| !rota.rotation.shifts.is_empty()).count() > 1;
    let beside = |rota: &Rota<'_>| rota.entry.heading().map(|own| own.id) == rule.entry.heading().map(|own| own.id);
    let own = |rota: &Rota<'_>| rota.home.is_some_and(|known| known.id == home.id) && (!several || beside(rota));
    if let Some(at) = rotas.iter().position(own) {
        return Some(at);
    }
    let duties = |home: Entry<'_>| -> Vec<u32> {
        std::iter::once(home)
            .chain(home.ancestors())
            .filter(|above| is_duty(name_of(*above)))
            .map(|above| above.id)
            .collect()
    };
    let own = duties(home);
    let is_below = |rota: &Rota<'_>| rota.home.is_some_and(|known| duties(known).iter().any(|id| own.contains(id)));
    let mut below = rotas.iter().enumerate().filter(|(_, rota)| is_below(rota)).map(|(at, _)| at);
    below.next().filter(|_| below.next().is_none())
}

#[cfg(test)]
mod tests;
