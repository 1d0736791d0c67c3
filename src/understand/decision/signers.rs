//! Who signs: lines `- CTO: ____ (Signature)` below `Approved By:` in a form, and tables with a column for signatures.

use super::super::fact::Name;
use super::super::phrase::{names, role};
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Words};
use super::told;

/// Labels of those who sign, where their names follow.
pub(super) const LABELS: Words = Words::of(&[
    "signers",
    "signer",
    "signatories",
    "signatory",
    "signatures",
    "sign-off",
    "signoff",
    "sign-offs",
    "signature",
    "signing",
    "signs",
    "signed",
    "signed by",
    "signed off by",
    "to be signed by",
]);

/// Those whom a line of such a label names: `Ada, Kai`, `Ada ____ / Kai ____`, a list or a fence below it.
pub(super) fn of_line(line: Entry<'_>) -> Vec<Name> {
    let mut found = told::people(line);
    if found.is_empty() {
        found = line.descendants().filter_map(signer).collect();
    }
    if found.is_empty() && line.value().contains("__") {
        // The strokes stand between the names.
        let parts = line.value().split(['_', '/', '|', ';', ',']).map(|part| part.trim_matches([' ', ':', '-', '–']));
        found = parts.filter(|part| is_name(part)).map(|part| line.name(part)).collect();
    }
    found
}

fn is_name(text: &str) -> bool {
    let date = words::is(text, &["date", "name", "signature", "place", "comments", "notes", "title", "reason", "on"]);
    !date && text.split_whitespace().count() <= 5 && role::sort(text).is_some()
}

/// `Signed on 4 March by Ada Lane, Kai Moor.`
pub(super) fn of_sentence(line: Entry<'_>) -> Vec<Name> {
    let Some(rest) = words::after(line.text(), &["signed", "signed off"]) else { return Vec::new() };
    let Some((_, end)) = words::find(rest, &["by"]) else { return Vec::new() };
    let named = rest[end..].split(['.', ';']).next().unwrap_or_default();
    let people = names::split(named).into_iter().filter(|name| role::sort(name).is_some());
    people.map(|name| line.name(name)).collect()
}

/// Lines in a form after which those who sign are listed.
const INTRODUCES: &[&str] = &[
    "approved by",
    "signed by",
    "signed",
    "signatures",
    "signature",
    "sign-off",
    "signoff",
    "signatories",
    "approvals",
    "approval",
    "approvers",
    "authorized by",
    "authorised by",
];

/// Those who sign in the forms and tables of a section.
pub(super) fn of(section: Entry<'_>) -> Vec<Name> {
    let mut signers: Vec<Name> = Vec::new();
    let mut add = |names: Vec<Name>| {
        for name in names {
            if !signers.iter().any(|known| known.text == name.text) {
                signers.push(name);
            }
        }
    };
    for entry in section.descendants() {
        match entry.kind() {
            Kind::Fence => add(of_fence(entry)),
            Kind::Table(_) => add(table(entry)),
            // `**Approved By:**` with a list below it.
            Kind::Field | Kind::Paragraph if introduces(entry) => {
                add(lines(std::iter::once(entry).chain(entry.descendants().filter(|line| line.kind() != Kind::Fence))))
            }
            _ => {}
        }
    }
    signers
}

/// Those who sign in a fence, a line each with blanks for the name and the day, where no line introduces them.
pub(super) fn of_fence(fence: Entry<'_>) -> Vec<Name> {
    if fence.kind() != Kind::Fence {
        return Vec::new();
    }
    let introduced = lines(fence.children());
    if !introduced.is_empty() {
        return introduced;
    }
    let signs = |line: &Entry<'_>| line.text().matches("____").count() > 1 && is_date(*line);
    let named: Vec<Name> = fence.children().filter(signs).filter_map(signer).collect();
    if named.len() > 1 { named } else { Vec::new() }
}

/// Whether a line says that those who sign follow.
fn introduces(line: Entry<'_>) -> bool {
    let text = line.text().trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let name = if line.value().is_empty() && !line.label().is_empty() { line.label() } else { text };
    words::is(words::unnumbered(name), INTRODUCES)
}

/// Names before a blank, after a line that says that they sign.
fn lines<'r>(lines: impl Iterator<Item = Entry<'r>>) -> Vec<Name> {
    let mut signers = Vec::new();
    let mut signing = false;
    for line in lines {
        if introduces(line) {
            signing = true;
            continue;
        }
        let name = signing.then(|| signer(line)).flatten();
        match name {
            Some(name) => signers.push(name),
            None => signing &= is_date(line),
        }
    }
    signers
}

fn is_date(line: Entry<'_>) -> bool {
    const BLANKS: Words = Words::of(&["date", "signature", "name", "place"]);
    line.has(&BLANKS)
}

/// `- CTO: ____ (Signature)`, `[ ] Head nurse: ____`, `Director ________`
fn signer(line: Entry<'_>) -> Option<Name> {
    let text = line.text();
    let blank = text.find("__").or_else(|| text.find("…").or_else(|| text.find("....")))?;
    let head = text[..blank].trim_end_matches([':', ' ', '$', '(']);
    let head = head.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '@').trim();
    is_name(head).then(|| line.name(head))
}

/// The first column of a table with a column for signatures.
fn table(table: Entry<'_>) -> Vec<Name> {
    const SIGNED: Words = Words::of(&["signature", "signed", "sign-off", "signoff", "vote"]);
    let Some(header) = table.children().next() else { return Vec::new() };
    if !header.cells().any(|cell| cell.has(&SIGNED)) {
        return Vec::new();
    }
    let rows = table.children().filter(|row| row.is_row());
    let names = rows.filter_map(|row| Some((row, row.cells().next()?.text())));
    names.filter(|(_, name)| role::sort(name).is_some()).map(|(row, name)| row.name(name)).collect()
}
