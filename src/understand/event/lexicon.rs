//! Words that tell events from other lines with a date, and what each says.

/// A thing that takes place: `freeze`.
pub(super) const HAPPENS: u8 = 1;
/// A meeting of people, or its like: `retrospective`.
pub(super) const MEETS: u8 = 2;
/// In a heading: things that take place are listed below it.
pub(super) const LISTS: u8 = 4;
/// In a heading: something else is listed below it.
pub(super) const OTHER: u8 = 8;
/// The same, whatever stands beside: `Vacation calendar`.
pub(super) const NEVER: u8 = 16;
/// In a label: its date says when something was written, or frames the timebox.
pub(super) const FRAMES: u8 = 32;
/// In a heading: a record of what was done.
pub(super) const LOG: u8 = 64;

/// What a word in small letters and in the singular says; 0 for any other.
pub(super) fn says(word: &str) -> u8 {
    WORDS.binary_search_by_key(&word, |(known, _)| known).map_or(0, |at| WORDS[at].1)
}

/// Whether a word, in any case and number, may be one of those that say something: no other has its first letters.
#[inline]
pub(super) fn may_know(word: &str) -> bool {
    let head = head(word.as_bytes());
    HEADS[head / 64] >> (head % 64) & 1 == 1
}

/// The first three letters, whatever their case; a plural has those of its singular.
const fn head(word: &[u8]) -> usize {
    let (mut head, mut at) = (0, 0);
    while at < 3 && at < word.len() {
        head |= (word[at] as usize & 31) << (5 * at);
        at += 1;
    }
    head
}

/// By [`head`], whether a word has it.
static HEADS: [u64; 512] = {
    let (mut heads, mut at) = ([0; 512], 0);
    while at < WORDS.len() {
        let head = head(WORDS[at].0.as_bytes());
        heads[head / 64] |= 1 << (head % 64);
        at += 1;
    }
    heads
};

/// Sorted.
#[rustfmt::skip]
const WORDS: &[(&str, u8)] = &[
    ("absence", OTHER | NEVER), ("acceptance", OTHER), ("accomplishment", OTHER), ("activity", LISTS),
    ("alert", OTHER), ("allhand", HAPPENS | MEETS), ("alpha", HAPPENS), ("amended", FRAMES),
    ("announcement", HAPPENS), ("appointment", HAPPENS), ("approval", OTHER | NEVER), ("approved", FRAMES),
    ("architecture", OTHER), ("artifact", OTHER), ("as", FRAMES), ("assembly", HAPPENS), ("audit", HAPPENS),
    ("author", FRAMES), ("availability", LISTS | FRAMES), ("backlog", OTHER), ("backup", OTHER), ("bash", HAPPENS),
    ("begin", HAPPENS), ("beta", HAPPENS), ("blocker", OTHER), ("board", HAPPENS), ("brainstorm", HAPPENS),
    ("branch", HAPPENS), ("breakfast", HAPPENS), ("briefing", HAPPENS | MEETS), ("budget", OTHER),
    ("burndown", HAPPENS), ("by", FRAMES), ("cadence", LISTS), ("calendar", LISTS), ("call", HAPPENS | MEETS),
    ("camp", HAPPENS), ("capacity", FRAMES), ("celebration", HAPPENS | MEETS), ("ceremony", HAPPENS | MEETS | LISTS),
    ("changelog", OTHER | NEVER | LOG), ("checkin", HAPPENS | MEETS), ("checklist", OTHER),
    ("checkpoint", HAPPENS | LISTS), ("class", HAPPENS), ("clinic", HAPPENS | MEETS), ("close", HAPPENS),
    ("closing", HAPPENS), ("commitment", FRAMES), ("committee", HAPPENS), ("completed", OTHER | FRAMES),
    ("completion", FRAMES), ("compliance", OTHER), ("concert", HAPPENS), ("conference", HAPPENS),
    ("configuration", OTHER), ("copyright", FRAMES), ("cost", OTHER), ("course", HAPPENS), ("created", FRAMES),
    ("criteria", OTHER), ("criterion", OTHER), ("cut", HAPPENS), ("cutover", HAPPENS), ("cycle", HAPPENS),
    ("date", LISTS | FRAMES), ("day", HAPPENS | LISTS | FRAMES), ("deadline", HAPPENS | LISTS),
    ("debrief", HAPPENS | MEETS), ("decision", OTHER | FRAMES), ("deliverable", OTHER),
    ("demo", HAPPENS | MEETS | LISTS), ("demonstration", HAPPENS), ("dependency", OTHER | FRAMES | NEVER),
    ("deployment", HAPPENS), ("digest", HAPPENS), ("dinner", HAPPENS | MEETS), ("discussion", HAPPENS),
    ("document", OTHER | FRAMES), ("done", OTHER | FRAMES), ("drill", HAPPENS | MEETS | LISTS), ("dryrun", HAPPENS),
    ("due", FRAMES), ("duration", FRAMES), ("effective", FRAMES), ("effort", FRAMES), ("election", HAPPENS),
    ("end", FRAMES), ("escalation", OTHER | FRAMES), ("estimate", FRAMES), ("eta", FRAMES),
    ("evening", HAPPENS), ("event", LISTS), ("exam", HAPPENS), ("example", OTHER), ("exercise", HAPPENS),
    ("expire", FRAMES), ("expiry", FRAMES), ("fair", HAPPENS), ("feature", OTHER), ("festival", HAPPENS),
    ("finding", OTHER), ("flag", OTHER), ("follow", LISTS), ("format", FRAMES), ("freeze", HAPPENS | LISTS),
    ("frequency", FRAMES), ("ga", HAPPENS), ("gala", HAPPENS), ("game", HAPPENS), ("gate", HAPPENS),
    ("generated", FRAMES), ("glossary", OTHER), ("go", HAPPENS), ("goal", OTHER), ("golive", HAPPENS),
    ("graduation", HAPPENS), ("grooming", HAPPENS | MEETS), ("hackathon", HAPPENS), ("handoff", HAPPENS),
    ("handover", HAPPENS), ("happening", LISTS), ("hearing", HAPPENS), ("history", OTHER | NEVER | LOG),
    ("holiday", OTHER | NEVER), ("hour", HAPPENS | FRAMES), ("huddle", HAPPENS | MEETS), ("impact", FRAMES),
    ("implementation", OTHER), ("improvement", OTHER), ("incident", OTHER | NEVER | LOG), ("inspection", HAPPENS),
    ("interview", HAPPENS), ("investigation", FRAMES), ("involved", FRAMES), ("involvement", FRAMES),
    ("itinerary", LISTS), ("keynote", HAPPENS), ("kickoff", HAPPENS | MEETS), ("last", FRAMES), ("launch", HAPPENS),
    ("learned", OTHER), ("leave", OTHER | NEVER), ("lesson", HAPPENS | OTHER), ("link", OTHER), ("log", OTHER | LOG),
    ("lunch", HAPPENS | MEETS), ("maintenance", HAPPENS), ("match", HAPPENS), ("meeting", HAPPENS | MEETS | LISTS),
    ("metric", OTHER), ("migration", HAPPENS), ("milestone", HAPPENS | LISTS), ("mitigation", OTHER | FRAMES),
    ("modified", FRAMES), ("monitoring", OTHER), ("newsletter", HAPPENS), ("next", FRAMES), ("night", HAPPENS),
    ("objective", OTHER), ("offsite", HAPPENS), ("on", FRAMES), ("oncall", OTHER | NEVER), ("opening", HAPPENS),
    ("orientation", HAPPENS), ("outage", HAPPENS), ("owner", FRAMES), ("party", HAPPENS | MEETS),
    ("performance", HAPPENS), ("period", FRAMES), ("pilot", HAPPENS), ("planning", HAPPENS | MEETS),
    ("postmortem", HAPPENS), ("premiere", HAPPENS), ("preparation", OTHER), ("prepared", FRAMES),
    ("prerequisite", OTHER), ("presentation", HAPPENS), ("priority", FRAMES), ("program", LISTS),
    ("programme", LISTS), ("pto", OTHER | NEVER), ("published", FRAMES), ("question", OTHER), ("ratified", FRAMES),
    ("rc", HAPPENS), ("reception", HAPPENS), ("recipient", FRAMES), ("reference", OTHER),
    ("refinement", HAPPENS | MEETS), ("registration", HAPPENS), ("rehearsal", HAPPENS | MEETS | LISTS),
    ("release", HAPPENS | LISTS), ("report", HAPPENS), ("requirement", OTHER), ("reset", HAPPENS),
    ("response", FRAMES), ("retention", OTHER | FRAMES), ("retreat", HAPPENS), ("retro", HAPPENS | MEETS),
    ("retrospective", HAPPENS | MEETS), ("review", HAPPENS | MEETS), ("reviewed", FRAMES), ("revised", FRAMES),
    ("revision", OTHER | NEVER | LOG), ("rhythm", LISTS), ("risk", OTHER | FRAMES | NEVER), ("ritual", LISTS),
    ("roadmap", LISTS), ("rollout", HAPPENS), ("roster", OTHER | NEVER), ("rota", OTHER | NEVER),
    ("rotation", OTHER | FRAMES | NEVER), ("sale", HAPPENS), ("schedule", LISTS | FRAMES), ("screening", HAPPENS),
    ("scrum", HAPPENS | MEETS), ("session", HAPPENS | MEETS | LISTS), ("shift", OTHER | NEVER), ("ship", HAPPENS),
    ("showcase", HAPPENS | MEETS), ("signature", OTHER), ("signed", FRAMES), ("signoff", HAPPENS), ("since", FRAMES),
    ("sprint", FRAMES), ("standup", HAPPENS | MEETS), ("start", FRAMES), ("status", FRAMES),
    ("story", OTHER), ("submission", HAPPENS), ("summary", HAPPENS), ("summit", HAPPENS), ("support", OTHER),
    ("sync", HAPPENS | MEETS | LISTS), ("target", FRAMES), ("task", OTHER), ("test", HAPPENS), ("testing", OTHER),
    ("thaw", HAPPENS), ("timebox", FRAMES), ("timeframe", FRAMES), ("timeline", LISTS | FRAMES), ("timetable", LISTS),
    ("touchpoint", LISTS), ("tour", HAPPENS), ("townhall", HAPPENS | MEETS), ("training", HAPPENS | MEETS | LISTS),
    ("triage", HAPPENS | MEETS), ("update", FRAMES), ("updated", FRAMES), ("vacation", OTHER | NEVER),
    ("vaccination", HAPPENS), ("valid", FRAMES), ("validity", FRAMES), ("velocity", FRAMES), ("verification", FRAMES),
    ("verified", FRAMES), ("version", OTHER | FRAMES | LOG), ("visit", HAPPENS), ("vote", HAPPENS),
    ("vulnerability", OTHER), ("walkthrough", HAPPENS | MEETS), ("warranty", OTHER), ("webinar", HAPPENS),
    ("window", FRAMES), ("workshop", HAPPENS | MEETS | LISTS), ("written", FRAMES),
];

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_sorted() {
        assert!(super::WORDS.is_sorted_by(|one, other| one.0 < other.0));
    }
}
