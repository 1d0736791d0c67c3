//! How far tasks and decisions are: boxes, items and rows.

use super::Writer;
use crate::base::span::Span;
use crate::render::body::dress::state_of;
use crate::render::view::lists::state_word;
use crate::understand::fact::{Detail, Fact, State};
use crate::understand::phrase::state;

impl<'w> Writer<'w> {
    pub(super) fn start_item(&mut self, span: Span) {
        let Some((item, done)) = self.box_at(span) else {
            if let Some(slot) = self.slot_at(span) {
                self.start_slot(slot);
                return;
            }
            match self.line_at(span).filter(|fact| fact.decision().is_some()) {
                Some(decision) => self.start_decided(decision),
                None => self.out.push_str("<li>"),
            }
            return;
        };
        let (state, due) = self.state_of_box(item, done);
        let class = match state {
            State::Done => "done",
            State::Open => "open",
            state => state.word(),
        };
        let due = due.filter(|_| !matches!(state, State::Done | State::Cancelled));
        let due = due.map(|due| format!(" data-due=\"{due}\"")).unwrap_or_default();
        self.tag_with("li", &[" class=\"task ", class, "\"", &due]);
    }

    /// An item that tells a decision.
    fn start_decided(&mut self, decision: &Fact) {
        let Some((state, word, due)) = state_of(decision) else { return self.out.push_str("<li>") };
        let due = due.map(|due| format!(" data-due=\"{due}\"")).unwrap_or_default();
        self.tag("li", &format!(" class=\"decision-line\"{due}"));
        self.tag("strong", &format!(" class=\"state {state}\""));
        self.out.push_str(word);
        self.out.push_str("</strong> ");
    }

    /// The box of an item, and how far it is where the box alone does not show that.
    pub(super) fn task_box(&mut self, done: bool, span: Span) {
        let tasks = &self.document.tasks;
        let item = tasks.partition_point(|task| task.marker.start < span.start);
        let (state, _) = self.state_of_box(item, done);
        let word = state_word(state.word());
        // Readers can tick it for themselves, unless the document says that it is done.
        let key = self.ticks.get_mut(item).map(std::mem::take).unwrap_or_default();
        let tick =
            if matches!(state, State::Done | State::Cancelled) { ["", "", ""] } else { [" data-tick=\"", &key, "\""] };
        self.tag_with("span", &[" class=\"box\" role=\"img\" aria-label=\"", word, "\"", tick[0], tick[1], tick[2]]);
        self.out.push_str("</span> ");
        let says = |word: &str| tasks.get(item).is_some_and(|task| task.text.to_lowercase().contains(word));
        let told = match state {
            State::Open | State::Done => true,
            State::Cancelled => says("cancel"),
            _ => says(&word.to_lowercase()),
        };
        if !told {
            self.tag_with("strong", &[" class=\"state ", state.word(), "\""]);
            self.out.push_str(word);
            self.out.push_str("</strong> ");
        }
    }

    fn state_of_box(&self, item: usize, done: bool) -> (State, Option<chrono::NaiveDate>) {
        self.dress.state_of_box(item).unwrap_or((if done { State::Done } else { State::Open }, None))
    }

    /// The box of the item that begins here, as a number, and whether it is ticked.
    pub(super) fn box_at(&self, span: Span) -> Option<(usize, bool)> {
        let tasks = &self.document.tasks;
        let at = tasks.partition_point(|task| task.marker.start < span.start);
        let task = tasks.get(at)?;
        (task.marker.start < span.end && self.is_head(span, task.marker.start)).then_some((at, task.done))
    }

    /// What a row or an item of a list tells.
    fn line_at(&self, span: Span) -> Option<&'w Fact> {
        self.dress.line_in(span).filter(|(start, _)| self.is_head(span, *start)).map(|(_, fact)| fact)
    }

    /// Whether an item's or row's own text begins at a place: before it there is a bullet or number, a bar, and space.
    pub(super) fn is_head(&self, span: Span, at: u32) -> bool {
        const LONGEST: u32 = 16;
        let before = Span { start: span.start, end: at.max(span.start) };
        let mark = |byte: u8| byte.is_ascii_digit() || b" \t-*+.)|>[_`".contains(&byte);
        at - span.start <= LONGEST && before.of(&self.handbook.source(self.at).text).bytes().all(mark)
    }

    pub(super) fn start_row(&mut self, span: Span) {
        self.line = self.line_at(span);
        if let Some(slot) = self.slot_at(span) {
            self.table.rest = slot.rest;
        }
        let due = self.line.and_then(state_of).and_then(|(.., due)| due);
        let decision = self.line.is_some_and(|fact| fact.decision().is_some());
        match due {
            Some(due) if decision => self.tag("tr", &format!(" class=\"decision-line\" data-due=\"{due}\"")),
            Some(due) => self.tag("tr", &format!(" data-due=\"{due}\"")),
            None => self.out.push_str("<tr>"),
        }
    }

    /// A cell; the first that says how far the task or decision of its row is says so to the eye, too.
    pub(super) fn state_cell(&mut self, span: Span, class: &str) {
        let told = self.line.and_then(|fact| {
            let (state, word, _) = state_of(fact)?;
            let cell = span.of(&self.handbook.source(self.at).text);
            let cell = cell.trim_matches(|letter: char| letter.is_whitespace() || "|*_`~".contains(letter));
            tells(fact, cell).then_some((state, word, cell))
        });
        let Some((state, word, cell)) = told else { return self.tag("td", class) };
        self.line = None;
        let align = class.strip_prefix(" class=\"").and_then(|class| class.strip_suffix('"'));
        // A sign that the author gave it is enough of one.
        let signed = if cell.starts_with(|letter: char| !letter.is_alphanumeric()) { " signed" } else { "" };
        let align = align.map(|align| format!(" {align}")).unwrap_or_default();
        self.tag("td", &format!(" class=\"of-state {state}{signed}{align}\""));
        if !cell.contains(char::is_alphabetic) {
            self.tag("span", " class=\"sr\"");
            self.out.push_str(word);
            self.out.push_str("</span>");
        }
    }
}

/// Whether a cell says nothing but how far its row's task or decision is.
fn tells(fact: &Fact, cell: &str) -> bool {
    match (&fact.detail, fact.state) {
        (Detail::Decision(decision), _) => cell.eq_ignore_ascii_case(decision.state.word()),
        (_, Some(state)) => state::named(cell) == Some(state),
        _ => false,
    }
}
