//! Text in drawings: SVG neither breaks lines nor tells at build time how wide letters are, so they are reckoned with the
//! widest of the usual fonts.

/// About how wide a text is, as a part of the height of its letters (`font-size`).
fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'M' | 'W' | 'w' | '%' | '@' => 0.98,
        'A'..='Z' => 0.73,
        'a'..='z' | '0'..='9' => 0.61,
        _ if letter.is_ascii() => 0.72,
        _ if (letter as u32) < 0x2e80 => 0.8,
        // Chinese, Japanese, Korean, pictures.
        _ => 1.1,
    }
}

/// A text that is no wider than `room`, in the same unit as `size`, the height of its letters; cut with `…` where it would be.
pub fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text) * size <= room {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = letter('…');
    for next in text.chars() {
        used += letter(next);
        if used * size > room {
            break;
        }
        cut.push(next);
    }
    format!("{}…", cut.trim_end())
}

/// The same on two lines, of which the second is empty where the first has room for all.
pub fn two_lines(text: &str, size: f64, room: f64) -> (String, String) {
    if width(text) * size <= room {
        return (text.to_owned(), String::new());
    }
    let (mut end, mut used) = (0, 0.0);
    for (at, next) in text.char_indices() {
        if next == ' ' {
            end = at;
        }
        used += letter(next);
        if used * size > room {
            break;
        }
    }
    match end {
        // A word that is too long for a line.
        0 => (cut(text, size, room), String::new()),
        end => (text[..end].to_owned(), cut(text[end..].trim_start(), size, room)),
    }
}

/// A length with one decimal at most, as coordinates are written.
pub fn length(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wider_than_its_room() {
        for text in
            ["", "a", "WWWWWWWWWWWWWWWW", "A word with others", "Überlingen 東京 🚀 and so on", "Donaudampfschifffahrt"]
        {
            for room in [30.0, 80.0, 200.0] {
                let (first, second) = two_lines(text, 13.0, room);
                assert!(width(&cut(text, 13.0, room)) * 13.0 <= room, "{text}");
                assert!(width(&first) * 13.0 <= room && width(&second) * 13.0 <= room, "{text}: {first} / {second}");
            }
        }
        assert_eq!(two_lines("Tokens for signing in", 13.0, 90.0), ("Tokens for".into(), "signing in".into()));
        assert_eq!(cut("ok", 13.0, 90.0), "ok");
        assert_eq!((length(1.25), length(3.0)), ("1.3".to_owned(), "3".to_owned()));
    }
}
