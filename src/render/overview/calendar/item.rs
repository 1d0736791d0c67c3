//! Facts -> what a calendar shows, each on its day.

use std::collections::{BTreeMap, HashSet};

use chrono::{NaiveDate, NaiveTime};

use crate::render::agenda::series::Series;
use crate::render::feeds;
use crate::render::index::Entry;
use crate::render::overview::sprints::days::{self, Days};
use crate::render::shifts::{self, Shift};
use crate::render::site::Site;
use crate::understand::fact::{DecisionState, Detail, Fact, State, Unit};

/// What a calendar shows of a fact.
#[derive(Clone, Debug)]
pub enum What<'a> {
    /// The first day of a sprint, as a number in `handbook.timeboxes`.
    Begins(u32),
    /// Something happens.
    Event(Entry<'a>),
    /// Somebody is on duty from this day on; without a shift, whoever the rule of the rota says.
    OnCall(Entry<'a>, Option<&'a Shift<'a>>),
    /// A choice is to be made by this day.
    Decision(Entry<'a>),
    /// Tasks of one heading that are to be done by this day.
    Due(Vec<Entry<'a>>),
    /// The last day of a sprint.
    Ends(u32),
}

/// The same on its days.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// What it is.
    pub what: What<'a>,
    /// First day.
    pub day: NaiveDate,
    /// Last day, inclusive.
    pub last: NaiveDate,
}

/// All that a calendar shows.
#[derive(Debug, Default)]
pub struct Items<'a> {
    /// By day; of one day those of the whole day first, then by time, then in reading order.
    pub dated: Vec<Item<'a>>,
    /// What takes place again and again with nothing that bounds it: once.
    pub recurring: Vec<What<'a>>,
    /// What has a day of a sprint whose start nobody tells.
    pub undated: Vec<What<'a>>,
}

/// Sorts of entries, as people tell them apart: a word, a mark, a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A sprint begins.
    Begins,
    /// Something happens.
    Meeting,
    /// Somebody's turn begins.
    OnCall,
    /// A choice is to be made.
    Decision,
    /// Work is to be done.
    Due,
    /// A sprint ends.
    Ends,
}

impl Kind {
    /// Its class in the stylesheet, which gives it its mark and colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Begins => "kind-begins",
            Self::Meeting => "kind-meeting",
            Self::OnCall => "kind-on-call",
            Self::Decision => "kind-decision",
            Self::Due => "kind-due",
            Self::Ends => "kind-ends",
        }
    }

    /// What it is called among all.
    pub fn word(self) -> &'static str {
        match self {
            Self::Begins => "Sprint begins",
            Self::Meeting => "Meeting",
            Self::OnCall => "On call",
            Self::Decision => "Decision",
            Self::Due => "Due",
            Self::Ends => "Sprint ends",
        }
    }
}

impl<'a> What<'a> {
    /// What sort it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Begins(_) => Kind::Begins,
            Self::Event(_) => Kind::Meeting,
            Self::OnCall(..) => Kind::OnCall,
            Self::Decision(_) => Kind::Decision,
            Self::Due(_) => Kind::Due,
            Self::Ends(_) => Kind::Ends,
        }
    }

    /// The word for it: of a wave, `Wave begins`.
    pub fn word(&self, site: &Site<'_>) -> String {
        let unit = |timebox: u32, does: &str| match days::unit(site, timebox) {
            Unit::Sprint => format!("Sprint {does}"),
            Unit::Wave => format!("Wave {does}"),
            Unit::Phase => format!("Phase {does}"),
            Unit::Release => format!("Release {does}"),
            Unit::Week => format!("Week {does}"),
        };
        match self {
            Self::Begins(timebox) => unit(*timebox, "begins"),
            Self::Ends(timebox) => unit(*timebox, "ends"),
            _ => self.kind().word().to_owned(),
        }
    }

    /// Its fact, or the first of them.
    pub fn entry(&self) -> Option<&Entry<'a>> {
        match self {
            Self::Event(entry) | Self::OnCall(entry, _) | Self::Decision(entry) => Some(entry),
            Self::Due(entries) => entries.first(),
            Self::Begins(_) | Self::Ends(_) => None,
        }
    }

    /// What a day with little room shows first, from 0: what may not be missed, what happens once, and so on.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Event(entry) if entry.fact.event().is_some_and(|event| event.critical) => 0,
            Self::Begins(_) | Self::Ends(_) => 1,
            Self::Event(entry) if entry.fact.when.as_ref().is_some_and(|when| when.rrule.is_none()) => 2,
            Self::Decision(_) => 3,
            Self::OnCall(..) => 4,
            Self::Due(_) => 5,
            Self::Event(_) => 6,
        }
    }

    /// The time of day, of an event.
    pub fn time(&self) -> Option<NaiveTime> {
        match self {
            Self::Event(entry) => entry.fact.when.as_ref().and_then(|when| when.time),
            _ => None,
        }
    }
}

/// Whether the fact is an event that calendar pages and feeds show.
pub fn is_shown(fact: &Fact) -> bool {
    fact.event().is_some_and(|event| event.in_calendar)
}

/// Whether something is still to be done or decided.
pub fn is_open(fact: &Fact) -> bool {
    match &fact.detail {
        Detail::Decision(decision) => decision.state == DecisionState::Open,
        _ => !matches!(fact.state, Some(State::Done | State::Cancelled)),
    }
}

/// How many lines a calendar has for a fact, roughly: a task as one, a recurring event as one for each day.
pub fn weight(site: &Site<'_>, entry: &Entry<'_>) -> usize {
    let fact = entry.fact;
    match &fact.detail {
        Detail::Event(event) if event.in_calendar => occurrences(site, entry).map_or(1, |days| days.len().max(1)),
        Detail::Decision(_) | Detail::Task(_) => usize::from(is_due(fact)),
        Detail::Rotation(rotation) => rotation.shifts.len().max(usize::from(is_rule(fact))),
        _ => 0,
    }
}

/// The days of something that recurs, where both ends of it are known: its own, or those of its sprint.
fn occurrences(site: &Site<'_>, entry: &Entry<'_>) -> Option<Vec<NaiveDate>> {
    entry.fact.when.as_ref()?.rrule.as_ref()?;
    let series = Series::of(site.handbook, entry.document as usize, entry.fact)?;
    let (from, to) = (series.from?, series.to?);
    Some(series.days(from, to).collect())
}

/// Whether something is still to be done or decided by a day.
fn is_due(fact: &Fact) -> bool {
    (fact.due.is_some() || is_relative(fact)) && is_open(fact)
}

/// Whether it has a day of a sprint, and no date.
fn is_relative(fact: &Fact) -> bool {
    fact.when.as_ref().is_some_and(|when| when.day.is_some() && when.start.is_none())
}

/// Whether a rota says how often people change, and not who comes when.
fn is_rule(fact: &Fact) -> bool {
    fact.when.as_ref().is_some_and(|when| when.rrule.is_some())
}

/// The shifts of those of the entries that are rotas, as numbers in `site.shifts.list`.
pub fn shifts_of(site: &Site<'_>, entries: &[Entry<'_>]) -> Vec<u32> {
    let place = |entry: &Entry<'_>| (entry.document, entry.at);
    let wanted: HashSet<_> = entries.iter().filter(|entry| entry.fact.rotation().is_some()).map(place).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let rotas = site.index.of("rotation");
    let all = (0..).zip(&site.shifts.list);
    all.filter(|(_, (rota, _))| wanted.contains(&place(&rotas[*rota as usize]))).map(|(at, _)| at).collect()
}

/// What entries tell, shifts and sprints, as items of a calendar. Shifts are numbers in `site.shifts.list`; of rotas
/// among the entries, only those count that have none.
pub fn items<'a>(
    site: &'a Site<'_>,
    entries: impl IntoIterator<Item = Entry<'a>>,
    shifts: &[u32],
    timeboxes: &[u32],
) -> Items<'a> {
    let mut gathering = Gathering { site, items: Items::default(), due: BTreeMap::new(), due_order: Vec::new() };
    let mut told = HashSet::new();
    for entry in entries {
        match &entry.fact.detail {
            Detail::Event(_) if is_shown(entry.fact) => gathering.event(entry),
            Detail::Decision(_) if is_open(entry.fact) => gathering.decision(entry),
            // What several documents tell in the same words, and is due on the same day, stands once.
            Detail::Task(_) if is_due(entry.fact) && told.insert(feeds::same(&entry)) => gathering.task(entry),
            // It says how often people change, and not who comes when.
            Detail::Rotation(rotation)
                if is_rule(entry.fact) && shifts::of(entry.fact, rotation, None).shifts.is_empty() =>
            {
                gathering.items.recurring.push(What::OnCall(entry, None));
            }
            _ => {}
        }
    }
    for &at in shifts {
        let (rota, shift) = &site.shifts.list[at as usize];
        gathering.add(What::OnCall(site.index.of("rotation")[*rota as usize], Some(shift)), shift.start, None);
    }
    for &timebox in timeboxes {
        let Some(days) = Days::of(site, timebox) else { continue };
        gathering.add(What::Begins(timebox), days.start, None);
        if let Some(end) = days.end.filter(|end| *end > days.start) {
            gathering.add(What::Ends(timebox), end, None);
        }
    }
    gathering.finish()
}

/// What a task stands under: the document, the heading and the day.
type Group = (u32, Option<u32>, Option<NaiveDate>);

struct Gathering<'a, 's> {
    site: &'a Site<'s>,
    items: Items<'a>,
    /// Tasks by what they stand under.
    due: BTreeMap<Group, Vec<Entry<'a>>>,
    /// The same in the order in which they come.
    due_order: Vec<Group>,
}

impl<'a> Gathering<'a, '_> {
    fn add(&mut self, what: What<'a>, day: NaiveDate, last: Option<NaiveDate>) {
        self.items.dated.push(Item { what, day, last: last.filter(|last| *last > day).unwrap_or(day) });
    }

    fn event(&mut self, entry: Entry<'a>) {
        let when = entry.fact.when.as_deref();
        if let Some(days) = occurrences(self.site, &entry) {
            days.into_iter().for_each(|day| self.add(What::Event(entry), day, None));
        } else if when.is_some_and(|when| when.rrule.is_some()) {
            self.items.recurring.push(What::Event(entry));
        } else if let Some((start, when)) = when.and_then(|when| Some((when.start?, when))) {
            self.add(What::Event(entry), start, when.end);
        } else {
            self.items.undated.push(What::Event(entry));
        }
    }

    fn decision(&mut self, entry: Entry<'a>) {
        match entry.fact.due {
            Some(due) => self.add(What::Decision(entry), due, None),
            None if is_relative(entry.fact) => self.items.undated.push(What::Decision(entry)),
            None => {}
        }
    }

    fn task(&mut self, entry: Entry<'a>) {
        let group = (entry.document, entry.fact.heading, entry.fact.due);
        let tasks = self.due.entry(group).or_default();
        if tasks.is_empty() {
            self.due_order.push(group);
        }
        tasks.push(entry);
    }

    fn finish(mut self) -> Items<'a> {
        for group in std::mem::take(&mut self.due_order) {
            let tasks = self.due.remove(&group).unwrap_or_default();
            match group.2 {
                Some(day) => self.add(What::Due(tasks), day, None),
                None => self.items.undated.push(What::Due(tasks)),
            }
        }
        self.items.dated.sort_by_key(|item| (item.day, item.what.kind() as u8, item.what.time()));
        self.items
    }
}
