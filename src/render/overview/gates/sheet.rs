//! A gate's own page: one sheet.

use std::collections::BTreeMap;

use super::{decision, lines, sheet_of, source, timebox, when};
use crate::render::overview::Page;
use crate::render::site::Site;
use crate::render::view::gates::GateView;
use crate::understand::fact::Fact;
use crate::understand::sheet::{LineRole, Sheet, Sort};
use crate::understand::words;

/// What the page of a gate shows.
pub(super) fn view(site: &Site<'_>, page: &Page, number: usize) -> GateView {
    let gate = &site.handbook.gates[number];
    let sheet = sheet_of(site, number);
    let decision = decision(site, gate.document, sheet);
    let is_form = sheet.sort == Sort::Form;
    let verdict: &[&str] = match sheet.sort {
        Sort::Gate => &["GO", "NO-GO"],
        Sort::Definition => &["Met", "Not met"],
        Sort::Form => &[],
    };
    let signed = !is_form || has_verdict(sheet) && !is_signed(sheet);
    GateView {
        caption: Some(&sheet.caption).filter(|caption| ***caption != *gate.title).map(|caption| caption.to_string()),
        source: source(site, page, gate.document, sheet),
        timebox: timebox(site, page, gate.document, sheet),
        when: decision.and_then(when),
        blanks: sheet.blanks(),
        criteria: sheet.criteria().count(),
        met: sheet.criteria().filter(|(met, _)| *met).count(),
        path: site.handbook.documents[gate.document as usize].path.clone(),
        lines_html: lines::html(site, page, gate.document, sheet),
        verdict: verdict.iter().map(|&option| option.to_owned()).collect(),
        signatures: if signed { signatures(decision) } else { Vec::new() },
    }
}

/// Who signs: the signers of the decision, else its deciders; a line without a name where nobody is known.
fn signatures(decision: Option<&Fact>) -> Vec<String> {
    let signers = decision.and_then(Fact::decision).map_or(&[][..], |decision| &decision.signers);
    let deciders = decision.map(|decision| decision.people.iter()).into_iter().flatten();
    let names: Vec<String> = if signers.is_empty() {
        deciders.map(ToString::to_string).collect()
    } else {
        signers.iter().map(ToString::to_string).collect()
    };
    // A name that stands in several lines signs once.
    let mut seen = BTreeMap::new();
    let names: Vec<String> = names.into_iter().filter(|name| seen.insert(name.clone(), ()).is_none()).collect();
    if names.is_empty() { vec![String::new()] } else { names }
}

fn has_verdict(sheet: &Sheet) -> bool {
    sheet.groups.iter().flat_map(|group| &group.lines).any(|line| line.role == LineRole::Verdict)
}

/// Whether a form has lines of its own for those who sign it.
fn is_signed(sheet: &Sheet) -> bool {
    const SIGNED: [&str; 8] =
        ["signature", "signatures", "signed", "approved", "approval", "sign-off", "date", "approver"];
    let titles = sheet.groups.iter().map(|group| group.title.to_string());
    let plain = sheet.groups.iter().flat_map(|group| &group.lines).filter(|line| line.role == LineRole::Plain);
    titles.chain(plain.map(crate::understand::sheet::Line::words)).any(|text| words::has(&text, &SIGNED[..]))
}
