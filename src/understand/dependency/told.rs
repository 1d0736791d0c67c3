//! What lines outside of lists of dependencies say of what waits for what: `OPS-3 needs the permit from the city, due 4
//! May`, `- [ ] S1 tent, needs S2`, `the tent waits for the poles, and the poles wait for the van`.

use super::super::evidence::Evidence;
use super::super::reading::{Entry, Kind};
use super::super::words::{self, Words};
use super::clause::{self, Told};
use super::{Dependencies, order};

/// Words without which a line says nothing of the kind.
pub(super) const VERBS: Words =
    Words::of(&["needs", "need", "waits", "wait", "waiting", "depends", "requires", "blocked", "after"]);

/// Takes what a line says.
pub(super) fn line(line: Entry<'_>, dependencies: &mut Dependencies<'_>) {
    if !line.has(&VERBS) {
        return;
    }
    let text = line.text();
    if let Some(own) = code(text) {
        headed(line, own, dependencies);
    } else if line.task().is_none() {
        chain(line, dependencies);
    }
}

/// A line that begins with an id.
fn headed<'r>(line: Entry<'r>, own: &'r str, dependencies: &mut Dependencies<'_>) {
    let text = line.text();
    let rest = &text[own.len()..];
    let verb = words::after(
        rest.trim_start(),
        &[
            "needs",
            "waits for",
            "waits on",
            "must wait for",
            "has to wait for",
            "depends on",
            "is blocked by",
            "requires",
            "is waiting for",
            "cannot start before",
            "comes after",
        ],
    );
    // Several such sentences stand in a line.
    if chain(line, dependencies) {
        return;
    }
    if let Some(needed) = verb.map(str::trim_start) {
        let clause = needed.split("; ").next().unwrap_or_default();
        let mut told = Told { needed_by: vec![own.into()], ..Told::default() };
        told.take_due(line, clause);
        told.owner = clause::owner(line, clause).map(|name| line.name(name));
        told.begins = begins(line, rest);
        let name = code(clause).unwrap_or_else(|| order::until(clause));
        if name.contains(char::is_alphabetic) && words::words(name).count() <= 6 {
            add(name, line, told, dependencies);
        }
        return;
    }
    // `S1 tent (Ada) by 12 May, needs S2`, `T-14 plan (after T-12)`
    const BEHIND: [&str; 6] = [", needs ", "(needs ", "(after ", ", after ", "(depends on ", ", depends on "];
    let Some(behind) = BEHIND.iter().find_map(|mark| Some(&rest[rest.find(mark)? + mark.len()..])) else { return };
    let behind = behind.split(')').next().unwrap_or_default();
    for name in behind.split([',', '&']).flat_map(|part| part.split(" and ")).map(str::trim) {
        if code(name).is_some_and(|code| words::bare(code) == words::bare(name)) {
            add(words::bare(name), line, Told { needed_by: vec![own.into()], ..Told::default() }, dependencies);
        }
    }
}

/// Two or more clauses that each say what waits for what; whether there are.
fn chain(line: Entry<'_>, dependencies: &mut Dependencies<'_>) -> bool {
    if !matches!(line.kind(), Kind::Paragraph | Kind::Item { .. }) || line.text().len() > 400 {
        return false;
    }
    let clauses = || line.text().split([',', ';', '.']).map(str::trim);
    let pairs =
        || clauses().filter_map(|clause| order::of_sentence(words::after(clause, &["and"]).unwrap_or(clause).trim()));
    let short = |name: &str| words::words(name).count() <= 4;
    let sound = |(needed, own): &(&str, &str)| short(needed) && short(own) && needed.len() > 1;
    let linked = |(_, own): &(&str, &str)| {
        let own = order::without_article(own);
        code(own).is_some_and(|code| code.len() == own.len())
            || pairs().any(|(needed, _)| order::without_article(needed).eq_ignore_ascii_case(own))
    };
    let kept = || pairs().filter(sound).filter(linked);
    if kept().nth(1).is_none() {
        return false;
    }
    for (needed, own) in kept() {
        let told = Told { needed_by: vec![order::without_article(own).into()], ..Told::default() };
        add(order::without_article(needed), line, told, dependencies);
    }
    true
}

fn add(name: &str, line: Entry<'_>, told: Told, dependencies: &mut Dependencies<'_>) {
    let mut evidence = Evidence::new(line.reading);
    evidence.add(2, "it says what waits for it", line.span());
    dependencies.add(name, line, told, evidence);
}

/// The day on which what needs it begins or is due, as the line says: `…; OPS-3 is due on 4 May`, `for OPS-3, begins 4 May`.
pub(super) fn begins<'r>(line: Entry<'r>, text: &'r str) -> Option<chrono::NaiveDate> {
    const MARKS: [&str; 8] = [
        "is due on ",
        "is due ",
        "begins on ",
        "begins ",
        "starts on ",
        "starts ",
        "is planned to start on ",
        "is planned for ",
    ];
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((text.rfind(mark)?, *mark))).max()?;
    let rest = &text[at + mark.len()..];
    let mut mentions = line.mentions_in(rest);
    let first = mentions.next().filter(|first| rest.starts_with(line.phrase_text(first)))?;
    super::super::moment::of(line, first)?.start
}

/// `the new server, which Ada sets up by 4 May`
pub(super) fn which(piece: &str) -> Option<&str> {
    let rest = piece.split_once(", which ")?.1;
    let mut words = words::words(rest);
    let (name, verb) = (words.next()?, words.next()?);
    let sound =
        verb.ends_with('s') && verb.len() > 3 && name.starts_with(char::is_uppercase) && clause::is_somebody(name);
    sound.then_some(name)
}

/// The id or code that a text begins with: `OPS-3`, `S1`.
pub(super) fn code(text: &str) -> Option<&str> {
    let head = text.split([' ', ',', ';', ':', ')', '.', ']']).next()?;
    let letters = head.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = head[letters..].strip_prefix('-').unwrap_or(&head[letters..]);
    let sound = (1..=8).contains(&letters) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(head)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;

    fn shown(text: &str) -> Vec<String> {
        let facts = testing::facts("a.md", text);
        let one = |fact: &crate::understand::fact::Fact| {
            let dependency = fact.dependency()?;
            Some(format!("{} <- {}", fact.title, dependency.needed_by.join("+")))
        };
        facts.iter().filter_map(one).collect()
    }

    #[test]
    fn lines_say_what_waits_for_what() {
        let text = "# Plan\n\n- OPS-3 needs the permit from the city, due 4 May 2026.\n- OPS-4 must wait for OPS-3, which Ada finishes soon.\n- [ ] S1 tent (Ada) by 12 May, needs S2\n- [ ] S2 poles (after S3, S4)\n- [ ] T-2 ask whether she needs water\n\nThe tent waits for the poles, the poles wait for the van, and the van waits for the tent.\n\nOPS-7 waits for OPS-8; OPS-9 waits for OPS-7.\n\nThe guest waits for tea. Ada needs a chair, Kai needs rest.\n";
        let want = [
            "permit <- OPS-3",
            "OPS-3 <- OPS-4",
            "S2 <- S1",
            "S3 <- S2",
            "S4 <- S2",
            "poles <- tent",
            "van <- poles",
            "tent <- van",
            "OPS-8 <- OPS-7",
            "OPS-7 <- OPS-9",
        ];
        assert_eq!(shown(text), want);
    }
}
