//! Events and shifts of the handbook, read once, and which feed holds which of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::link::Handbook;
use crate::link::subjects::Sort;
use crate::render::ics::{self, Series, Time};
use crate::render::index::{Entry, Index};
use crate::understand::fact::Shift;

use super::{Feed, duty, open, time};

/// What feeds are made from.
#[derive(Debug)]
pub struct Held<'h> {
    /// In the order of their times.
    items: Vec<Item<'h>>,
    /// By item: the name of the file that has it alone, without its end.
    files: Vec<String>,
    /// Events by document and number in it.
    numbers: HashMap<(u32, u32), u32>,
    /// By feed, those that have something to tell.
    of: BTreeMap<Feed, Vec<u32>>,
}

/// An event, or a shift of a rota.
#[derive(Debug)]
pub struct Item<'h> {
    /// The fact.
    pub entry: Entry<'h>,
    /// Of a rota the shift.
    pub shift: Option<&'h Shift>,
    /// Its name for good.
    pub uid: String,
    /// When it is; of what recurs the first time.
    pub time: Time,
    /// When it is again.
    pub series: Option<Series>,
}

impl<'h> Held<'h> {
    /// All events that calendars show and of which the day is known, and all shifts.
    pub fn new(handbook: &'h Handbook<'h>, index: &Index<'h>) -> Self {
        let host = host(handbook);
        let mut items = events(handbook, index, host);
        items.extend(shifts(index, host));
        items.sort_by(|one, other| (one.time.order(), &one.uid).cmp(&(other.time.order(), &other.uid)));
        let mut held = Self { items, files: Vec::new(), numbers: HashMap::new(), of: BTreeMap::new() };
        held.share(handbook);
        held.name_files();
        if open::has_deadlines(index) {
            held.of.insert(Feed::Deadlines, Vec::new());
        }
        if open::has_tasks(index) {
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

    /// The name of the file that has it alone.
    pub fn file(&self, at: u32) -> &str {
        &self.files[at as usize]
    }

    /// The number of an event; none without a date.
    pub fn number(&self, event: &Entry<'_>) -> Option<u32> {
        self.numbers.get(&(event.document, event.at)).copied()
    }

    /// Gives each feed its items.
    fn share(&mut self, handbook: &Handbook<'_>) {
        let is_open = |subject: u32| {
            handbook.inputs.config.people || handbook.subjects.list[subject as usize].sort == Sort::Squad
        };
        for (at, item) in self.items.iter().enumerate() {
            let at = at as u32;
            let mut feeds = Vec::new();
            if item.shift.is_none() {
                self.numbers.insert((item.entry.document, item.entry.at), at);
                feeds.extend([Feed::All, Feed::One(at)]);
                feeds.extend(item.entry.timebox.map(Feed::Timebox));
            }
            feeds.extend(subjects(handbook, item).filter(|subject| is_open(*subject)).map(Feed::Subject));
            for feed in feeds {
                self.of.entry(feed).or_default().push(at);
            }
        }
    }

    /// Names of files from UIDs: letters that any disk has, not too many, and none twice.
    fn name_files(&mut self) {
        let mut taken = HashSet::new();
        let plain = |letter: char| if letter.is_alphanumeric() || ".-_".contains(letter) { letter } else { '-' };
        let name = |item: &Item<'_>| {
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

/// The name of the machine on which the site is, where it has one.
pub fn host<'h>(handbook: &'h Handbook<'_>) -> Option<&'h str> {
    handbook.inputs.config.base_url.as_ref().and_then(|base| base.value.split('/').nth(2))
}

fn events<'h>(handbook: &'h Handbook<'h>, index: &Index<'h>, host: Option<&str>) -> Vec<Item<'h>> {
    let shown = index.of("event").iter().filter(|entry| entry.fact.event().is_some_and(|event| event.in_calendar));
    let dated: Vec<_> = shown.filter_map(|entry| Some((*entry, time::of(handbook, entry)?))).collect();
    let uids = ics::uids(dated.iter().map(|(entry, _)| entry.fact), host);
    let item = |(entry, (time, series)): (Entry<'h>, (Time, Option<Series>))| {
        let uid = uids.get(&*entry.fact.id)?.clone();
        Some(Item { entry, shift: None, uid, time, series })
    };
    dated.into_iter().filter_map(item).collect()
}

fn shifts<'h>(index: &Index<'h>, host: Option<&str>) -> Vec<Item<'h>> {
    let mut found = Vec::new();
    for entry in index.of("rotation") {
        let Some(rota) = entry.fact.rotation() else { continue };
        let zone = entry.fact.when.as_ref().and_then(|when| when.zone);
        found.extend(rota.shifts.iter().filter_map(|shift| Some((*entry, shift, duty::time(shift, zone)?))));
    }
    let uids = ics::uids_of_shifts(found.iter().map(|(entry, shift, _)| (entry.fact, *shift)), host);
    let all = found.into_iter().zip(uids);
    all.map(|((entry, shift, time), uid)| Item { entry, shift: Some(shift), uid, time, series: None }).collect()
}

/// Who takes part, or is on duty, and the groups that are named.
fn subjects(handbook: &Handbook<'_>, item: &Item<'_>) -> impl Iterator<Item = u32> {
    let document = item.entry.document as usize;
    let among = match item.shift {
        Some(shift) => {
            let names = std::iter::once(&shift.who).chain(&shift.backup);
            handbook.subjects.among(&handbook.roster, names, document)
        }
        None => {
            let names = item.entry.fact.people.iter().chain(&item.entry.fact.owner);
            handbook.subjects.among(&handbook.roster, names, document)
        }
    };
    among.into_iter()
}
