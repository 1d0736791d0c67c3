//! Text between tags: escaped, with bare addresses, ids of tasks and names as links, and days with their dates.

use std::ops::Range;

use crate::base::span::Span;
use crate::link::Handbook;
use crate::parse::bare;
use crate::parse::document::TaskIdMention;
use crate::render::escape;

use super::attributes::Own;
use super::dress::{Chip, Dress, Mark, Sense, chip};

/// Where a text stands, and what may be made of it.
pub struct Place<'p> {
    /// The handbook.
    pub handbook: &'p Handbook<'p>,
    /// What facts add to it.
    pub dress: &'p Dress<'p>,
    /// The document.
    pub document: usize,
    /// The page's address.
    pub address: &'p str,
    /// Where the text stands in the source; none where it is not written there as it is.
    pub span: Option<Span>,
}

/// Writes a text that is not inside a link.
pub fn write(out: &mut String, own: &mut Own, text: &str, place: &Place<'_>) {
    let mut from = 0;
    for range in bare::addresses(text) {
        dressed(out, own, text, from..range.start, place);
        let href = escape::attribute(&text[range.clone()]);
        out.push_str("<a");
        own.write(out, &format!(" class=\"external\" href=\"{href}\" rel=\"noopener\""));
        out.push('>');
        out.push_str(&href);
        out.push_str("</a>");
        from = range.end;
    }
    dressed(out, own, text, from..text.len(), place);
}

/// Writes a piece of a text with what facts add to it.
fn dressed(out: &mut String, own: &mut Own, text: &str, range: Range<usize>, place: &Place<'_>) {
    let Some(span) = place.span.filter(|_| !place.dress.marks.is_empty()) else {
        return ids(out, own, text, range, place);
    };
    let piece = Span::new(span.start as usize + range.start, span.start as usize + range.end);
    let Some(aside) = place.dress.aside_in(piece) else { return marked(out, own, text, range, place) };
    let (start, end) = ((aside.start - span.start) as usize, (aside.end - span.start) as usize);
    marked(out, own, text, range.start..start, place);
    out.push_str("<span");
    own.write(out, " class=\"aside\"");
    out.push('>');
    marked(out, own, text, start..end, place);
    out.push_str("</span>");
    marked(out, own, text, end..range.end, place);
}

/// Writes a piece of a text with its names and days.
fn marked(out: &mut String, own: &mut Own, text: &str, range: Range<usize>, place: &Place<'_>) {
    let base = place.span.map_or(0, |span| span.start as usize);
    let mut from = range.start;
    for mark in place.dress.marks_in(Span::new(base + range.start, base + range.end)) {
        let (start, end) = (mark.span.start as usize - base, mark.span.end as usize - base);
        ids(out, own, text, from..start, place);
        write_mark(out, own, &text[start..end], mark);
        from = end;
    }
    ids(out, own, text, from..range.end, place);
}

fn write_mark(out: &mut String, own: &mut Own, text: &str, mark: &Mark) {
    let words = escape::attribute(text);
    let (attributes, end) = match &mark.sense {
        Sense::Day(day) => return chip(out, own, &words, day),
        Sense::Name(href) => (format!(" class=\"name\" href=\"{href}\""), "</a>"),
        Sense::Undated => (" class=\"day undated\" title=\"No date yet: no start is known\"".to_owned(), "</span>"),
    };
    out.push_str(if end == "</a>" { "<a" } else { "<span" });
    own.write(out, &attributes);
    out.push('>');
    out.push_str(&words);
    out.push_str(end);
}

/// Writes the text of a heading, which holds no links but those that its author wrote.
/// Days stand as written where `quiet`, since their dates stand below the heading.
pub fn heading(out: &mut String, own: &mut Own, text: &str, span: Span, dress: &Dress<'_>, quiet: bool) {
    let base = span.start as usize;
    let mut from = 0;
    for mark in dress.marks_in(span).filter(|mark| !matches!(mark.sense, Sense::Name(_))) {
        let (start, end) = (mark.span.start as usize - base, mark.span.end as usize - base);
        escape::text_into(out, &text[from..start]);
        match &mark.sense {
            Sense::Day(_) if quiet => escape::text_into(out, &text[start..end]),
            Sense::Day(day) => {
                chip(out, own, &escape::attribute(&text[start..end]), &Chip { href: None, ..day.clone() });
            }
            _ => write_mark(out, own, &text[start..end], mark),
        }
        from = end;
    }
    escape::text_into(out, &text[from..]);
}

/// Writes a piece of a text with its ids of tasks as links to where they are defined.
fn ids(out: &mut String, own: &mut Own, text: &str, range: Range<usize>, place: &Place<'_>) {
    let mut from = range.start;
    let piece = place.span.map(|span| Span::new(span.start as usize + range.start, span.start as usize + range.end));
    for mention in piece.map(|piece| mentions(place, piece)).unwrap_or_default() {
        let base = place.span.map_or(0, |span| span.start) as usize;
        let (start, end) = (mention.span.start as usize - base, mention.span.end as usize - base);
        let Some(href) = href(place, mention) else { continue };
        if start < from || end > range.end {
            continue;
        }
        escape::text_into(out, &text[from..start]);
        out.push_str("<a");
        own.write(out, &format!(" class=\"task-id\" href=\"{}\"", escape::attribute(&href)));
        out.push('>');
        escape::text_into(out, &text[start..end]);
        out.push_str("</a>");
        from = end;
    }
    escape::text_into(out, &text[from..range.end]);
}

fn mentions<'p>(place: &Place<'p>, piece: Span) -> &'p [TaskIdMention] {
    let all = &place.handbook.documents[place.document].task_ids;
    let start = all.partition_point(|mention| mention.span.start < piece.start);
    let end = start + all[start..].partition_point(|mention| mention.span.start < piece.end);
    &all[start..end]
}

/// The address of the place that defines an id; none for the definition itself, and for the inside of a range.
fn href(place: &Place<'_>, mention: &TaskIdMention) -> Option<String> {
    let definition = place.handbook.task_ids.get(&mention.id).filter(|_| !mention.implied && mention.defines == 0)?;
    let to = place.handbook.addresses.documents[definition.document as usize].as_ref()?;
    let anchor = definition.anchor.as_deref();
    if definition.document as usize == place.document {
        return anchor.map(|anchor| format!("#{}", crate::base::path::encode(anchor)));
    }
    Some(place.handbook.addresses.href_to(place.address, to, anchor))
}
