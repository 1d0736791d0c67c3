//! Sections that are a meeting's or a decision's, and agendas as rails of time.

use super::{Rest, Writer};
use crate::base::span::Span;
use crate::parse::document::Heading;
use crate::render::body::RawHtml;
use crate::render::body::dress::{Card, Slot, chip, clock, state_of};
use crate::render::escape;
use crate::render::wording::duration;
use crate::understand::fact::Fact;

impl<'w> Writer<'w> {
    /// Before a heading: ends the cards above it and begins its own.
    pub(super) fn begin_card(&mut self, heading: &Heading) {
        if self.depth > 0 {
            return;
        }
        self.end_cards(heading.level);
        let dress = self.dress;
        let at = dress.cards.binary_search_by_key(&(self.heading_at as u32), |card| card.heading);
        let Some(card) = at.ok().map(|at| &dress.cards[at]) else { return };
        self.card_begins = Some(card);
        // A page that is one meeting needs no frame; and one around a part of authors' elements would break them.
        let framed = heading.level > 1 && self.is_closed(card.span);
        self.cards.push((heading.level, card, framed));
        if !framed {
            return;
        }
        let kinds = match (card.event.is_some(), card.decision.is_some()) {
            (true, true) => "meeting decision",
            (true, false) => "meeting",
            _ => "decision",
        };
        let id = escape::attribute(&heading.id);
        self.tag_with("section", &[" class=\"card ", kinds, "\" aria-labelledby=\"", &id, "\""]);
        self.out.push('\n');
    }

    /// Ends the cards whose headings are of this level or a lower one.
    pub(super) fn end_cards(&mut self, level: u8) {
        while let Some((_, card, framed)) = self.cards.pop_if(|(open, ..)| *open >= level) {
            self.signatures(card);
            self.out.push_str(if framed { "</section>\n" } else { "" });
        }
    }

    /// Below the heading of a card: when the meeting is, and how far the decision.
    pub(super) fn head_card(&mut self) {
        let Some(card) = self.card_begins.take() else { return };
        if card.event.is_some() {
            self.meeting_line(card);
        }
        if let Some(decision) = card.decision {
            self.decision_line(card, decision);
        }
    }

    fn meeting_line(&mut self, card: &'w Card<'w>) {
        let Some((fact, event)) = card.event else { return };
        let before = self.out.len();
        self.tag("p", " class=\"meeting-line\"");
        let begun = self.out.len();
        let when = fact.when.as_deref();
        if let Some(day) = &card.day {
            let words = when.filter(|when| when.day.is_some()).map(|when| escape::attribute(&when.text));
            chip(&mut self.out, &mut self.own, words.as_deref().unwrap_or_default(), day);
            self.out.push(' ');
        }
        if let Some(clock) = when.and_then(clock) {
            self.piece("span", " class=\"hours\"", &clock);
        }
        if let Some(minutes) = when.and_then(|when| when.minutes) {
            self.piece("span", " class=\"length\"", &duration(minutes));
        }
        if event.critical {
            self.piece("strong", " class=\"state critical\"", "Critical");
        }
        if event.optional {
            self.piece("strong", " class=\"state optional\"", "Optional");
        }
        if let Some(href) = &card.add {
            self.piece("a", &format!(" class=\"add\" href=\"{href}\" download=\"\""), "Add to calendar");
        }
        if self.out.len() == begun {
            self.out.truncate(before);
        } else {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("</p>\n");
        }
    }

    fn piece(&mut self, name: &str, attributes: &str, html: &str) {
        self.tag(name, attributes);
        self.out.push_str(html);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str("> ");
    }

    fn decision_line(&mut self, card: &'w Card<'w>, decision: &'w Fact) {
        let Some((state, word, due)) = state_of(decision) else { return };
        let late = due.map(|due| format!(" data-due=\"{due}\"")).unwrap_or_default();
        self.tag("p", &format!(" class=\"decision-line\"{late}"));
        self.piece("strong", &format!(" class=\"state {state}\""), word);
        self.out.pop();
        // The day by which it is to be made is told in the section, as a rule.
        let text = card.span.of(&self.handbook.source(self.at).text);
        if let Some(due) = due
            && !self.dress.tells(card.span, due, text)
        {
            self.out.push_str(" due ");
            chip(&mut self.out, &mut self.own, "", &crate::render::body::dress::Chip::of(due));
        }
        self.out.push_str("</p>\n");
    }

    /// Lines to sign, on paper alone; none where the section has such lines.
    fn signatures(&mut self, card: &Card<'_>) {
        let Some(fact) = card.decision else { return };
        let Some(decision) = fact.decision() else { return };
        let names = if decision.signers.is_empty() { &fact.people[..] } else { &decision.signers[..] };
        if names.is_empty() || card.span.of(&self.handbook.source(self.at).text).contains("___") {
            return;
        }
        self.tag("ul", " class=\"signatures print-only\" aria-label=\"Signatures\"");
        for name in names {
            self.out.push_str("\n<li>");
            self.piece("span", "", &escape::attribute(name));
            self.piece("span", "", "Signature");
            self.piece("span", "", "Date");
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("</li>");
        }
        self.out.push_str("\n</ul>\n");
    }

    /// Whether all elements of authors' HTML that begin within a piece of the text end in it, and none is open before.
    fn is_closed(&self, piece: Span) -> bool {
        if matches!(self.raw, RawHtml::Nothing | RawHtml::AsText) {
            return true;
        }
        let (mut depth, mut whole) = (0_i32, true);
        for (event, range) in self.document.events.read(&self.text.text) {
            let span = self.text.span(&range);
            if span.start >= piece.end {
                break;
            }
            if !matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)) {
                continue;
            }
            let before = depth;
            let lowest = super::raw::depth(&self.text.text[range], &mut depth);
            whole &= if span.start < piece.start { true } else { before >= 0 && lowest >= 0 };
            if span.start < piece.start && depth <= 0 {
                depth = 0;
            } else if span.start < piece.start {
                // What is open here may end anywhere.
                whole = false;
                break;
            }
        }
        whole && depth == 0
    }

    /// At the begin of a list: whether it is an agenda.
    pub(super) fn begin_list(&mut self, span: Span) -> bool {
        self.lists.push(Rest::Nothing);
        self.slot_at(span).is_some() && self.box_at(span).is_none()
    }

    /// The item of an agenda that an item of a list is.
    pub(super) fn slot_at(&self, span: Span) -> Option<&'w Slot> {
        self.dress.slot_in(span).filter(|slot| self.is_head(span, slot.start))
    }

    /// Begins an item of an agenda.
    pub(super) fn start_slot(&mut self, slot: &Slot) {
        let class = length_class(slot.minutes.unwrap_or_default());
        self.tag("li", &format!(" class=\"slot{class}\""));
        if let Some(clock) = slot.clock {
            self.piece("span", " class=\"clock\"", &clock.format("%H:%M").to_string());
        }
        if let Some(open) = self.lists.last_mut() {
            *open = slot.rest;
        }
    }

    pub(super) fn end_list(&mut self, numbered: bool) {
        self.out.push_str(if numbered { "</ol>\n" } else { "</ul>\n" });
        let rest = self.lists.pop().unwrap_or_default();
        self.rest(rest);
    }

    /// How the items of an agenda that ends here fit the length of the meeting.
    pub(super) fn rest(&mut self, rest: Rest) {
        let (class, words) = match rest {
            Rest::Nothing => return,
            Rest::Free(minutes) => (length_class(minutes), format!("{} not allocated", duration(minutes))),
            Rest::Shared(minutes) => {
                (length_class(minutes), format!("{} for the items without a length", duration(minutes)))
            }
            Rest::Over(minutes) => {
                (" over".to_owned(), format!("The items take {} longer than the meeting", duration(minutes)))
            }
        };
        self.tag("p", &format!(" class=\"slot rest{class}\""));
        self.out.push_str(&words);
        self.out.push_str("</p>\n");
    }
}

/// Classes for a length in steps of five minutes: ` h1 m30`. The style knows up to eight hours.
fn length_class(minutes: u32) -> String {
    let steps = minutes.min(8 * 60 + 55).div_ceil(5);
    let (hours, steps) = (steps / 12, steps % 12);
    let hours = if hours > 0 { format!(" h{hours}") } else { String::new() };
    if steps > 0 { format!("{hours} m{}", steps * 5) } else { hours }
}

#[cfg(test)]
mod tests {
    use super::length_class;

    #[test]
    fn lengths_are_classes_in_steps_of_five_minutes() {
        let classes = [0, 1, 5, 20, 60, 95, 100_000].map(length_class);
        assert_eq!(classes, ["", " m5", " m5", " m20", " h1", " h1 m35", " h8 m55"]);
    }
}
