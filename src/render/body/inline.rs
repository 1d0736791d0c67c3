//! Text between tags: escaped, with bare addresses and ids of tasks as links.

use crate::base::span::Span;
use crate::link::Handbook;
use crate::parse::bare;
use crate::parse::document::TaskIdMention;
use crate::render::escape;

use super::attributes::Own;

/// Where a text stands, and what may be made of it.
pub struct Place<'p> {
    /// The handbook.
    pub handbook: &'p Handbook<'p>,
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
        ids(out, own, text, from..range.start, place);
        let href = escape::attribute(&text[range.clone()]);
        out.push_str("<a");
        own.write(out, &format!(" class=\"external\" href=\"{href}\" rel=\"noopener\""));
        out.push('>');
        out.push_str(&href);
        out.push_str("</a>");
        from = range.end;
    }
    ids(out, own, text, from..text.len(), place);
}

/// Writes a piece of a text with its ids of tasks as links to where they are defined.
fn ids(out: &mut String, own: &mut Own, text: &str, range: std::ops::Range<usize>, place: &Place<'_>) {
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
