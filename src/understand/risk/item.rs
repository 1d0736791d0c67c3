//! An item of a list of risks: what may go wrong, and behind a mark what is done against it.

use super::super::phrase::words::Words;
use super::super::reading::Entry;
use super::super::words;
use super::grade;
use super::heading::speaks_of_mitigation;

/// Name and mitigation of an item: `**Drift** – tests every night`, `Drift → Mitigate by testing`, `Drift`.
pub(super) fn listed<'r>(item: Entry<'r>) -> (&'r str, Option<&'r str>) {
    let answers = || item.parent().is_some_and(|above| speaks_of_mitigation(words::named(above)));
    let whole = cut(item.text());
    // `Rain – a tent`, below `Risks and answers`
    if whole.1.is_none() && !item.is_bold() && answers() {
        let dash = [" – ", " — ", " - "].iter().find_map(|dash| item.text().split_once(dash));
        if let Some((name, done)) = dash {
            return (name, Some(done));
        }
    }
    if item.label().is_empty() || item.value().is_empty() || !item.is_bold() && whole.1.is_some() {
        return whole;
    }
    match grade::read(item.label()) {
        // `High: the vendor slips`
        Some(_) => cut(item.value()),
        None => {
            let (name, aside) = grade::without_aside(item.label());
            (name, Some(item.value()).filter(|_| answers() || aside.is_some()))
        }
    }
}

/// Cuts what is done against it off: `Drift → Mitigate with tests`, `Drift (mitigation: tests)`, `Drift - mitigated by`.
pub(super) fn cut(text: &str) -> (&str, Option<&str>) {
    const MARKS: [&str; 5] = ["→", "=>", "->", "⇒", "➜"];
    if let Some((at, mark)) = MARKS.iter().filter_map(|mark| Some((text.find(mark)?, mark))).min() {
        return (text[..at].trim_end(), Some(without_verb(&text[at + mark.len()..])));
    }
    let word = words::find(text, &["mitigation", "mitigations", "mitigate", "mitigated"]);
    let called = || words::find(text, &ANSWERS).filter(|(_, end)| text[*end..].starts_with(':'));
    let Some((start, _)) = word.or_else(called).filter(|(start, _)| *start > 0) else { return (text, None) };
    let before = text[..start].trim_end();
    let name = before.trim_end_matches([' ', '(', '–', '—', '-', ';', '.', ',', ':', '|']);
    // Within a sentence the word belongs to it.
    if name.len() == before.len() || name.is_empty() {
        return (text, None);
    }
    (name, Some(without_verb(text[start..].trim_end_matches(')'))))
}

/// Words before a colon and what is done.
const ANSWERS: Words =
    Words::of(&["answer", "response", "remedy", "countermeasure", "measure", "treatment", "contingency"]);

/// `Mitigate with tests`, `Mitigation: tests` -> `tests`
pub(super) fn without_verb(text: &str) -> &str {
    let text = text.trim();
    let verbs = ["mitigate", "mitigated", "mitigation", "mitigations"];
    let rest =
        words::after(text, &verbs).or_else(|| words::after(text, ANSWERS.all()).filter(|rest| rest.starts_with(':')));
    let Some(rest) = rest else { return text };
    let rest = rest.trim_start_matches([':', ' ', '–', '-']);
    words::after(rest, &["with", "by", "via", "using", "through"]).map_or(rest, str::trim_start)
}
