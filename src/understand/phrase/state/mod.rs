//! How far a piece of work is, as people write it: `[x]`, `✅`, `DONE –`, `🟥 Not Started`, `In Progress`.

use super::scan::Scanner;
use super::words::Shape;

mod kind;
mod table;

pub use kind::State;

use table::{FIRST_WORDS, Word, begin_with, word};

/// The state that a whole text names, such as a cell or the value of a `Status:` field: `✅ Complete (4/4)` is done.
///
/// Words decide over signs. A colour alone (🔴) is a rating, and a text that says something else is none.
pub fn named(text: &str) -> Option<State> {
    let text = text.trim();
    let mut sign = None;
    let rest = skip_signs(text, &mut sign);
    if rest.is_empty() {
        return sign;
    }
    if let Some((word, length)) = read_words(rest) {
        let behind = &rest[length..];
        let ends = behind.is_empty() || is_set_off(behind) || word.goes_on(behind);
        return ends.then_some(word.state);
    }
    // `✅ 4/4`, `✅ (today)`: the sign speaks where no words speak against it.
    let silent = !rest.starts_with(char::is_alphabetic);
    sign.filter(|_| silent)
}

/// A state at the head of a text with the mark that sets it off, and the bytes they take: `DONE – Write the plan`.
///
/// A word needs a mark after it, or a sign before it, or brackets around it; `Done is better than perfect` has none.
pub fn read_head(text: &str) -> Option<(State, usize)> {
    let inner = text.trim_start();
    let mut sign = None;
    let rest = skip_signs(inner, &mut sign);
    let signed = rest.len() < inner.len();
    let at = |rest: &str| text.len() - rest.len();
    if let Some((word, length)) = read_words(rest) {
        let behind = &rest[length..];
        let capitals = word.loud && !rest[..length].bytes().any(|byte| byte.is_ascii_lowercase());
        let bracket = rest.len() < text.len() && text[..at(rest)].ends_with(['[', '(']);
        let after = skip_remark(behind);
        let mark = skip_mark(after);
        let marked = mark.len() < after.len();
        if word.alone && !bracket && !(signed && sign.is_some()) {
            return None;
        }
        if marked || bracket && behind.starts_with([']', ')']) {
            return Some((word.state, at(mark.trim_start_matches([']', ')']).trim_start())));
        }
        if (capitals || signed && after.is_empty()) && (after.is_empty() || after.starts_with(' ')) {
            return Some((word.state, at(after.trim_start())));
        }
    }
    sign.map(|state| (state, at(skip_mark(rest))))
}

/// A state at the end of a text, and where it begins: `Wave A demo. ✅ Active`.
pub fn read_tail(text: &str) -> Option<(State, usize)> {
    let end = text.trim_end();
    // Most ends are words alone, and have nothing that sets a state off.
    let sets_off = |byte: u8| !byte.is_ascii() || matches!(byte, b'(' | b'[' | b'|' | b'-');
    if !end.bytes().rev().take(MOST).any(sets_off) {
        return None;
    }
    // The state is short: it begins after the last sign, bracket or dash.
    let from = end.char_indices().rev().take(MOST).filter(|(at, letter)| {
        let begins =
            matches!(letter, '(' | '[' | '–' | '—' | '|' | '→') || sign_of(&end[*at..]).is_some() || is_colour(*letter);
        begins || *letter == '-' && end[..*at].ends_with(' ') && end[at + 1..].starts_with(' ')
    });
    let mut found = None;
    for (at, _) in from {
        let tail = &end[at..];
        let inner = tail.trim_start_matches(['(', '–', '—', '|', '-', '→', ' ']).trim_end_matches([')', '.']);
        let inner =
            if tail.starts_with("[ ]") || sign_of(tail).is_some() { inner } else { inner.trim_matches(['[', ']']) };
        let whole = named(inner).filter(|_| !inner.contains(['(', '–', '—', '|']));
        let Some(state) = whole else { break };
        found = Some((state, at));
    }
    found.filter(|(_, at)| *at > 0)
}

/// Letters within which a state at the end is looked for.
const MOST: usize = 40;

impl Word {
    /// Whether what follows still speaks of the state: `Done 5 May`, `Blocked by Ada`, `Completed on Monday`.
    fn goes_on(&self, behind: &str) -> bool {
        const AFTER: [&str; 17] = [
            "by", "on", "in", "since", "until", "till", "at", "with", "for", "from", "to", "as", "and", "but", "yet",
            "per", "today",
        ];
        let rest = behind.trim_start();
        let word = rest.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let number = rest.starts_with(|letter: char| letter.is_ascii_digit());
        // `Complete by Friday` is an order.
        let order = self.words == ["complete"];
        behind.starts_with(' ') && !order && (number || AFTER.iter().any(|known| word.eq_ignore_ascii_case(known)))
    }
}

/// The longest words at the head of a text that name a state, and their length in bytes.
fn read_words(text: &str) -> Option<(Word, usize)> {
    let first = text.as_bytes().first()?;
    match first {
        b'0'..=b'9' => return read_percentage(text),
        b'w' | b'W' => {
            if let Some(found) = read_will_not(text) {
                return Some(found);
            }
        }
        b'a'..=b'z' | b'A'..=b'Z' => {}
        _ => return None,
    }
    // Most words begin no state, which a glance at the first one tells.
    let word = Scanner::new(text).word()?;
    if !FIRST_WORDS.may_know(Shape::of(word)) {
        return None;
    }
    let mut best: Option<(Word, usize)> = None;
    for known in begin_with(*first).filter(|known| known.words[0].eq_ignore_ascii_case(word)) {
        let mut scan = Scanner::new(text);
        let read = scan.words(known.words).is_some() && !scan.rest().starts_with(['_', '\'', '’']);
        if read && best.is_none_or(|(_, length)| scan.at() > length) {
            best = Some((*known, scan.at()));
        }
    }
    best
}

/// `100% complete`, `60 % done`
fn read_percentage(text: &str) -> Option<(Word, usize)> {
    let mut scan = Scanner::new(text);
    let percent = scan.number(3)?;
    scan.spaces();
    scan.eat(&['%'])?;
    scan.spaces();
    scan.keyword(&["complete", "completed", "done", "finished"])?;
    let state = match percent {
        0 => State::Open,
        1..100 => State::InProgress,
        _ => State::Done,
    };
    Some((word(&[], state), scan.at()))
}

/// `Won't do`, `Wont fix`, `will not do`, `wontfix`
fn read_will_not(text: &str) -> Option<(Word, usize)> {
    let mut scan = Scanner::new(text);
    if scan.keyword(&["wontfix", "wontdo"]).is_none() {
        let short = scan.attempt(|scan| {
            let will_not = scan.word()?;
            let whole = will_not.eq_ignore_ascii_case("wont");
            let cut = will_not.eq_ignore_ascii_case("won") && scan.eat(&['\'', '’']).and(scan.word()).is_some();
            (whole || cut).then_some(())
        });
        short.or_else(|| scan.words(&["will", "not"]))?;
        scan.spaces();
        scan.keyword(&["do", "fix", "be"])?;
    }
    Some((word(&[], State::Cancelled), scan.at()))
}

/// Passes signs, spaces, brackets and what is left of broken emoji; keeps the state of the first sign that has one.
fn skip_signs<'a>(text: &'a str, sign: &mut Option<State>) -> &'a str {
    let mut rest = text;
    loop {
        if let Some((state, length)) = sign_of(rest) {
            *sign = sign.or(Some(state));
            rest = &rest[length..];
            continue;
        }
        let Some(next) = rest.chars().next() else { return rest };
        let passed = !next.is_ascii_alphanumeric()
            && (!next.is_ascii() || matches!(next, ' ' | '*' | '_' | '[' | '(' | '~' | '"'));
        // A word in another script is no sign, but `âœ…` and `ðŸŸ¥` are what is left of one.
        if !passed || next.is_alphabetic() && !is_broken(next) {
            return rest;
        }
        rest = &rest[next.len_utf8()..];
    }
}

/// Letters that UTF-8's bytes become when they are read as Windows-1252.
fn is_broken(letter: char) -> bool {
    matches!(letter, 'â' | 'ð' | 'Ÿ' | 'œ' | 'Œ' | 'š' | 'Š' | 'ž' | 'Ž' | 'ï' | 'Ã' | 'Â' | 'ƒ' | 'ˆ')
}

/// The state of the sign or box at the head of a text, and its length in bytes.
fn sign_of(text: &str) -> Option<(State, usize)> {
    let mut letters = text.chars();
    let first = letters.next()?;
    if first == '[' {
        let inner = letters.next()?;
        let state = match inner {
            ' ' => State::Open,
            'x' | 'X' | '✓' | '✔' => State::Done,
            '~' | '/' => State::InProgress,
            '-' => State::Cancelled,
            _ => return None,
        };
        return (letters.next() == Some(']')).then(|| (state, 2 + inner.len_utf8()));
    }
    let state = match first {
        '✅' | '✔' | '☑' | '✓' | '🗹' => State::Done,
        '🔄' | '⏳' | '⌛' | '🚧' | '🏗' | '🔃' => State::InProgress,
        '⬜' | '☐' | '🔲' | '◻' | '❌' | '✗' | '✘' => State::Open,
        '⛔' | '🚫' | '⏸' => State::Blocked,
        _ => return None,
    };
    Some((state, first.len_utf8()))
}

/// Signs that rate, and say nothing of how far something is.
fn is_colour(letter: char) -> bool {
    matches!(letter, '🔴' | '🟠' | '🟡' | '🟢' | '🔵' | '⚪' | '⚫' | '🟥' | '🟧' | '🟨' | '🟩' | '🟦' | '⚠')
}

/// Whether a mark follows that ends a state: `Complete (9/9)`, `Done, 5 May`.
fn is_set_off(text: &str) -> bool {
    let spaced = text.trim_start();
    let mark = spaced.chars().next();
    mark.is_none_or(|mark| {
        matches!(mark, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '–' | '—' | '|' | '/' | '*' | '+' | '!' | '<')
    }) || mark.is_some_and(|mark| !mark.is_ascii() && !mark.is_alphabetic())
        || spaced.len() < text.len() && spaced.starts_with('-')
}

/// Passes a parenthesis: ` (5 May)`.
fn skip_remark(text: &str) -> &str {
    let spaced = text.trim_start();
    let inner = spaced.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    inner.map_or(text, |(_, behind)| behind)
}

/// Passes the mark that sets a state off, and the spaces around it.
fn skip_mark(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\u{fe0f}', '*', ']', ')']);
    let dashed = rest.strip_prefix("- ");
    let marked = dashed.or_else(|| rest.strip_prefix([':', '–', '—', '|', '·', '→']));
    marked.map_or(text, str::trim_start)
}

#[cfg(test)]
mod tests;
