//! Events, shifts and what is due, read once, and which feed holds which of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::link::Handbook;
use crate::link::subjects::Sort;
use crate::render::ics::{self, Series, Time};
use crate::render::index::{Entry, Index};
use crate::render::involvement::{Involvement, Share};
use crate::render::shifts::{Shift, Shifts};

use super::{Feed, due, duty, tasks, time};

/// What feeds are made from.
#[derive(Debug, Default)]
pub struct Held<'h> {
    /// In the order of their times.
    items: Vec<Item<'h>>,
    /// By item: the name of the file that has it alone, without its end; empty for what has none.
    files: Vec<String>,
    /// Of events, by document and number in it.
    numbers: HashMap<(u32, u32), u32>,
    /// By feed, those that have something to tell.
    of: BTreeMap<Feed, Vec<u32>>,
}

/// An entry of feeds of events.
#[derive(Debug)]
pub struct Item<'h> {
    /// The fact.
    pub entry: Entry<'h>,
    /// What it tells of it.
    pub what: What<'h>,
    /// Its name for good.
    pub uid: String,
    /// When it is; of what recurs the first time.
    pub time: Time,
    /// When it is again.
    pub series: Option<Series>,
}

/// What an entry tells of its fact.
#[derive(Clone, Debug)]
pub enum What<'h> {
    /// That it happens.
    Event,
    /// Who is on duty.
    Shift(Shift<'h>),
    /// That it is due.
    Due,
}

/// Where an item comes from: its kind, and its number in the index or among the shifts.
pub type From = (&'static str, u32);

impl Item<'_> {
    /// Whether the feeds of all and of its sprint have it. Every day's turns of a rota would hide all else, and so would
    /// those that a rule gives for ever.
    fn is_for_all(&self) -> bool {
        match self.what {
            What::Event => true,
            What::Shift(_) => {
                let is_long = matches!(self.time, Time::Days { first, last } if last > first);
                is_long && self.entry.fact.rotation().is_some_and(|rota| !rota.shifts.is_empty())
            }
            What::Due => false,
        }
    }
}

impl<'h> Held<'h> {
    /// All events that calendars show and of which the day is known, all shifts, and all that is open and due.
    pub fn new(handbook: &'h Handbook<'h>, index: &Index<'h>, shifts: &Shifts<'h>, involvement: &Involvement) -> Self {
        let host = host(handbook);
        let mut found = events(handbook, index, host);
        found.extend(duty::items(index, shifts, host));
        let (due, same) = due::items(index, host);
        found.extend(due);
        let order = |(_, one): &(From, Item<'h>), (_, other): &(From, Item<'h>)| {
            (one.time.order(), &one.uid).cmp(&(other.time.order(), &other.uid))
        };
        found.sort_by(order);
        let mut numbers: HashMap<From, u32> = (0..).zip(&found).map(|(at, (from, _))| (*from, at)).collect();
        for (again, first) in same {
            numbers.extend(numbers.get(&first).copied().map(|at| (again, at)));
        }
        let mut held = Self { items: found.into_iter().map(|(_, item)| item).collect(), ..Self::default() };
        held.share();
        held.give_out(handbook, involvement, &numbers);
        held.name_files();
        if tasks::any(index) {
            held.of.insert(Feed::Tasks, Vec::new());
        }
        held
    }

    /// Whether a feed has something to tell.
    pub fn has(&self, feed: Feed) -> bool {
        self.of.contains_key(&feed)
    }

    /// All feeds that have something to tell.
    pub fn all(&self) -> impl Iterator<Item = Feed> {
        self.of.keys().copied()
    }

    /// What a feed of events holds, in the order of time.
    pub fn of(&self, feed: Feed) -> impl Iterator<Item = &Item<'h>> {
        self.of.get(&feed).into_iter().flatten().map(|at| &self.items[*at as usize])
    }

    /// One of them.
    pub fn item(&self, at: u32) -> &Item<'h> {
        &self.items[at as usize]
    }

    /// The name of the file that has an event alone.
    pub fn file(&self, at: u32) -> &str {
        &self.files[at as usize]
    }

    /// The number of an event; none without a date.
    pub fn number(&self, event: &Entry<'_>) -> Option<u32> {
        self.numbers.get(&(event.document, event.at)).copied()
    }

    /// Gives feeds that are nobody's their items.
    fn share(&mut self) {
        for (at, item) in (0..).zip(&self.items) {
            let mut feeds = Vec::new();
            if item.is_for_all() {
                feeds.push(Feed::All);
                feeds.extend(item.entry.timebox.map(Feed::Timebox));
            }
            match item.what {
                What::Event => {
                    self.numbers.insert((item.entry.document, item.entry.at), at);
                    feeds.push(Feed::One(at));
                }
                What::Due => feeds.push(Feed::Deadlines),
                What::Shift(_) => {}
            }
            for feed in feeds {
                self.of.entry(feed).or_default().push(at);
            }
        }
    }

    /// Gives everybody their items. With `people: off` only squads have feeds.
    fn give_out(&mut self, handbook: &Handbook<'_>, involvement: &Involvement, numbers: &HashMap<From, u32>) {
        for (subject, known) in (0..).zip(&handbook.subjects.list) {
            if handbook.inputs.config.people || known.sort == Sort::Squad {
                let from = shared(involvement.of(subject));
                let mut items: Vec<u32> = from.filter_map(|from| numbers.get(&from).copied()).collect();
                items.sort_unstable();
                items.dedup();
                if !items.is_empty() {
                    self.of.insert(Feed::Subject(subject), items);
                }
            }
        }
    }

    /// Names of files from UIDs: letters that any disk has, not too many, and none twice.
    fn name_files(&mut self) {
        let mut taken = HashSet::new();
        let plain = |letter: char| if letter.is_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
        let name = |item: &Item<'_>| {
            if !matches!(item.what, What::Event) {
                return String::new();
            }
            let local = item.uid.rsplit_once('@').map_or(item.uid.as_str(), |(local, _)| local);
            let name: String = local[..local.floor_char_boundary(100)].chars().map(plain).collect();
            let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
            let mut all = std::iter::once(name.clone()).chain(numbered);
            let free = all.find(|name| !taken.contains(&name.to_lowercase()));
            let free = free.expect("numbers do not end before the taken names do");
            taken.insert(free.to_lowercase());
            free
        };
        self.files = self.items.iter().map(name).collect();
    }
}

/// What somebody has to do with.
fn shared(share: &Share) -> impl Iterator<Item = From> {
    let events = share.events.iter().map(|attends| ("event", attends.event));
    let shifts = share.shifts.iter().map(|on_duty| (duty::SHIFT, on_duty.shift));
    let decisions = share.decisions.iter().map(|decides| ("decision", decides.decision));
    let tasks = share.tasks.iter().map(|task| ("task", *task));
    events.chain(shifts).chain(decisions).chain(tasks)
}

/// The name of the machine on which the site is, where it has one.
pub fn host<'h>(handbook: &'h Handbook<'_>) -> Option<&'h str> {
    handbook.inputs.config.base_url.as_ref().and_then(|base| base.value.split('/').nth(2))
}

fn events<'h>(handbook: &'h Handbook<'h>, index: &Index<'h>, host: Option<&str>) -> Vec<(From, Item<'h>)> {
    let all = (0..).zip(index.of("event"));
    let shown = all.filter(|(_, entry)| entry.fact.event().is_some_and(|event| event.in_calendar));
    let dated: Vec<_> = shown.filter_map(|(at, entry)| Some((at, *entry, time::of(handbook, entry)?))).collect();
    let uids = ics::uids(dated.iter().map(|(_, entry, _)| entry.fact), host);
    let item = |(at, entry, (time, series)): (u32, Entry<'h>, (Time, Option<Series>))| {
        let uid = uids.get(&*entry.fact.id)?.clone();
        Some((("event", at), Item { entry, what: What::Event, uid, time, series }))
    };
    dated.into_iter().filter_map(item).collect()
}
