//! Words that name states, and how one of them is found.

use super::super::words::Words;
use super::State;

/// A word or words that name a state.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) words: &'static [&'static str],
    pub(super) state: State,
    /// Whether it is a state only where it stands for itself: `New`, `Testing` begin titles as well.
    pub(super) alone: bool,
    /// Whether it sets itself off when written in capitals: `TODO call them`.
    pub(super) loud: bool,
}

pub(super) const fn word(words: &'static [&'static str], state: State) -> Word {
    Word { words, state, alone: false, loud: false }
}

const fn alone(words: &'static [&'static str], state: State) -> Word {
    Word { words, state, alone: true, loud: false }
}

const fn loud(words: &'static [&'static str], state: State) -> Word {
    Word { words, state, alone: false, loud: true }
}

/// Words and their states; longer ones stand before those they begin with.
const WORDS: [Word; 106] = {
    use State::{Blocked, Cancelled, Done, InProgress, Open};
    [
        word(&["not", "yet", "started"], Open),
        word(&["not", "started"], Open),
        word(&["not", "yet"], Open),
        word(&["not", "done"], Open),
        word(&["not", "complete"], Open),
        word(&["not", "completed"], Open),
        word(&["not", "implemented"], Open),
        word(&["not", "begun"], Open),
        word(&["not", "planned"], Cancelled),
        word(&["incomplete"], Open),
        loud(&["todo"], Open),
        loud(&["to", "do"], Open),
        word(&["open"], Open),
        word(&["planned"], Open),
        word(&["pending"], Open),
        alone(&["missing"], Open),
        alone(&["outstanding"], Open),
        alone(&["scheduled"], Open),
        alone(&["backlog"], Open),
        alone(&["queued"], Open),
        alone(&["upcoming"], Open),
        alone(&["new"], Open),
        alone(&["unstarted"], Open),
        alone(&["half", "done"], InProgress),
        alone(&["half", "finished"], InProgress),
        alone(&["halfway"], InProgress),
        alone(&["in", "the", "works"], InProgress),
        alone(&["in", "work"], InProgress),
        alone(&["in", "hand"], InProgress),
        alone(&["running"], InProgress),
        alone(&["waits"], Blocked),
        alone(&["parked"], Blocked),
        alone(&["frozen"], Blocked),
        alone(&["held", "up"], Blocked),
        alone(&["untouched"], Open),
        alone(&["still", "to", "do"], Open),
        alone(&["to", "be", "done"], Open),
        word(&["deferred"], Open),
        word(&["postponed"], Open),
        word(&["in", "progress"], InProgress),
        alone(&["in_progress"], InProgress),
        word(&["in", "review"], InProgress),
        word(&["in", "code", "review"], InProgress),
        word(&["in", "testing"], InProgress),
        word(&["in", "test"], InProgress),
        word(&["in", "qa"], InProgress),
        word(&["in", "development"], InProgress),
        word(&["in", "flight"], InProgress),
        word(&["under", "review"], InProgress),
        alone(&["being", "built"], InProgress),
        alone(&["being", "made"], InProgress),
        alone(&["being", "written"], InProgress),
        alone(&["being", "tested"], InProgress),
        alone(&["being", "reviewed"], InProgress),
        alone(&["being", "prepared"], InProgress),
        alone(&["begun"], InProgress),
        alone(&["under", "way"], InProgress),
        alone(&["underway"], InProgress),
        loud(&["wip"], InProgress),
        word(&["work", "in", "progress"], InProgress),
        word(&["ongoing"], InProgress),
        alone(&["started"], InProgress),
        alone(&["active"], InProgress),
        alone(&["doing"], InProgress),
        alone(&["testing"], InProgress),
        alone(&["reviewing"], InProgress),
        alone(&["on", "track"], InProgress),
        alone(&["at", "risk"], InProgress),
        alone(&["partial"], InProgress),
        alone(&["partially"], InProgress),
        word(&["partially", "done"], InProgress),
        word(&["partially", "complete"], InProgress),
        word(&["partially", "completed"], InProgress),
        word(&["partly", "done"], InProgress),
        word(&["mostly", "done"], InProgress),
        word(&["mostly", "complete"], InProgress),
        word(&["almost", "done"], InProgress),
        word(&["nearly", "done"], InProgress),
        loud(&["blocked"], Blocked),
        word(&["on", "hold"], Blocked),
        alone(&["waiting"], Blocked),
        alone(&["paused"], Blocked),
        alone(&["stuck"], Blocked),
        alone(&["stalled"], Blocked),
        word(&["all", "done"], Done),
        word(&["all", "complete"], Done),
        word(&["all", "completed"], Done),
        word(&["all", "finished"], Done),
        loud(&["done"], Done),
        word(&["complete"], Done),
        word(&["completed"], Done),
        word(&["closed"], Done),
        word(&["shipped"], Done),
        word(&["merged"], Done),
        word(&["finished"], Done),
        word(&["resolved"], Done),
        word(&["delivered"], Done),
        alone(&["released"], Done),
        alone(&["implemented"], Done),
        alone(&["deployed"], Done),
        alone(&["fixed"], Done),
        word(&["cancelled"], Cancelled),
        word(&["canceled"], Cancelled),
        word(&["dropped"], Cancelled),
        word(&["abandoned"], Cancelled),
        word(&["rejected"], Cancelled),
    ]
};

/// Where words with one first letter stand: the places in [`WORDS`] of those with the letter `a + n` are
/// `places[starts[n]..starts[n + 1]]`.
struct ByLetter {
    places: [u8; WORDS.len()],
    starts: [u8; 27],
}

const BY_LETTER: ByLetter = {
    let (mut places, mut starts) = ([0; WORDS.len()], [0; 27]);
    let (mut letter, mut count) = (0, 0);
    while letter < 26 {
        let mut at = 0;
        while at < WORDS.len() {
            if WORDS[at].words[0].as_bytes()[0] == b'a' + letter as u8 {
                places[count] = at as u8;
                count += 1;
            }
            at += 1;
        }
        letter += 1;
        starts[letter] = count as u8;
    }
    ByLetter { places, starts }
};

/// The words whose first word has this first letter.
pub(super) fn begin_with(letter: u8) -> impl Iterator<Item = &'static Word> {
    let letter = usize::from(letter.to_ascii_lowercase() - b'a');
    let (from, to) = (BY_LETTER.starts[letter], BY_LETTER.starts[letter + 1]);
    BY_LETTER.places[usize::from(from)..usize::from(to)].iter().map(|&at| &WORDS[usize::from(at)])
}

/// The words with which [`WORDS`] begin.
pub(super) const FIRST_WORDS: Words = {
    const FIRST: [&str; WORDS.len()] = {
        let mut first = [""; WORDS.len()];
        let mut at = 0;
        while at < WORDS.len() {
            first[at] = WORDS[at].words[0];
            at += 1;
        }
        first
    };
    Words::of(&FIRST)
};
