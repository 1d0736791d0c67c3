//! The shapes of single values: how each is read, how a mistake in it is told, and its schema beside it.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde_json::{Value as Json, json};
use url::Url;

use super::PhoneNumbers;
use super::reader::{Reader, near};
use crate::base::date;
use crate::base::span::Span;
use crate::base::yaml::{Node, Spanned};

/// How days of a timebox are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Every day counts.
    #[default]
    Calendar,
    /// Weekends and holidays do not count.
    Working,
}

impl Reader<'_> {
    /// Any text; numbers are taken as they are written. Blank text counts as absent.
    pub fn text(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        let Some(text) = node.as_text() else {
            self.wrong(name, node, "a text");
            return None;
        };
        if text.trim().is_empty() {
            return None;
        }
        let span = self.inside_quotes(node.span, text);
        Some(Spanned { value: text.to_owned(), source: self.source, span })
    }

    /// The text itself where it stands in quotes, so that an edit of it leaves the quotes alone.
    fn inside_quotes(&self, span: Span, text: &str) -> Span {
        let raw = span.of(self.text);
        match raw.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\''])) {
            Some(inner) if inner == text => Span { start: span.start + 1, end: span.end - 1 },
            _ => span,
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &str, node: &Node) -> Option<Spanned<bool>> {
        let value = node.as_bool();
        self.checked(name, node, value, "true or false")
    }

    /// `on` or `off`; `true` and `false` say the same.
    pub fn switch(&mut self, name: &str, node: &Node) -> Option<Spanned<bool>> {
        let value = node.as_bool().or_else(|| match node.as_text()?.to_ascii_lowercase().as_str() {
            "on" | "yes" => Some(true),
            "off" | "no" => Some(false),
            _ => None,
        });
        self.checked(name, node, value, "on or off")
    }

    /// A finite number.
    pub fn number(&mut self, name: &str, node: &Node) -> Option<Spanned<f64>> {
        let value = node.as_number().and_then(|number| number.as_f64()).filter(|number| number.is_finite());
        self.checked(name, node, value, "a number")
    }

    /// A date; of a timestamp, its date.
    pub fn date(&mut self, name: &str, node: &Node) -> Option<Spanned<NaiveDate>> {
        let text = node.as_text().unwrap_or_default().trim();
        let value = date::parse_timestamp(text);
        if value.is_none() && date::has_date_shape(text) {
            self.error(node.span, format!("`{name}` says {text}, and there is no such day."));
            return None;
        }
        self.checked(name, node, value, "a date such as 2026-01-05")
    }

    /// A text or a list of texts.
    pub fn texts(&mut self, name: &str, node: &Node) -> Option<Vec<Spanned<String>>> {
        let wants = "a text or a list of texts";
        if let Some(items) = node.as_list() {
            return Some(items.iter().filter_map(|item| self.item(name, item, wants)).collect());
        }
        Some(self.item(name, node, wants).into_iter().collect())
    }

    fn item(&mut self, name: &str, node: &Node, wants: &str) -> Option<Spanned<String>> {
        match node.as_text() {
            Some(_) => self.text(name, node),
            None if node.is_null() => None,
            None => {
                self.wrong(name, node, wants);
                None
            }
        }
    }

    /// A list of texts, or one text with commas.
    pub fn words(&mut self, name: &str, node: &Node) -> Option<Vec<Spanned<String>>> {
        let texts = self.texts(name, node)?;
        let is_list = node.as_list().is_some();
        let split = |text: Spanned<String>| -> Vec<Spanned<String>> {
            if is_list {
                return vec![text];
            }
            let words = text.value.split(',').map(str::trim).filter(|word| !word.is_empty());
            words.map(|word| Spanned { value: word.to_owned(), source: text.source, span: text.span }).collect()
        };
        Some(texts.into_iter().flat_map(split).collect())
    }

    /// Whether telephone numbers are published.
    pub fn phones(&mut self, name: &str, node: &Node) -> Option<Spanned<PhoneNumbers>> {
        let value = match node.as_text() {
            Some("mask") => Some(PhoneNumbers::Mask),
            Some("show") => Some(PhoneNumbers::Show),
            _ => None,
        };
        self.checked(name, node, value, "mask or show")
    }

    /// `calendar` or `working`.
    pub fn numbering(&mut self, name: &str, node: &Node) -> Option<Spanned<Numbering>> {
        let value = match node.as_text() {
            Some("calendar") => Some(Numbering::Calendar),
            Some("working") => Some(Numbering::Working),
            _ => None,
        };
        self.checked(name, node, value, "calendar or working")
    }

    /// The English name of a weekday.
    pub fn weekday(&mut self, name: &str, node: &Node) -> Option<Spanned<Weekday>> {
        let value = node.as_text().and_then(date::parse_weekday);
        let known = self.found.len();
        let weekday = self.checked(name, node, value, "a weekday such as Monday");
        self.suggest_since(known, node, date::WEEKDAYS);
        weekday
    }

    /// An IANA time zone.
    pub fn timezone(&mut self, name: &str, node: &Node) -> Option<Spanned<Tz>> {
        let value = node.as_text().and_then(|text| text.parse().ok());
        let known = self.found.len();
        let zone = self.checked(name, node, value, "a time zone such as Europe/Berlin");
        self.suggest_since(known, node, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        zone
    }

    /// A language tag of the shape of BCP 47 (RFC 5646).
    pub fn language(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        let value = node.as_text().filter(|text| is_language(text)).map(str::to_owned);
        self.checked(name, node, value, "a language tag such as en or pt-BR")
    }

    /// An absolute web address without `?` and `#`; a `/` at its end is dropped.
    pub fn address(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        let value = node.as_text().filter(|text| is_address(text)).map(|text| text.trim_end_matches('/').to_owned());
        self.checked(name, node, value, "an address such as https://example.org/handbook")
    }

    /// A colour as `#rrggbb`.
    pub fn colour(&mut self, name: &str, node: &Node) -> Option<Spanned<String>> {
        let is_colour = |text: &&str| {
            text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        let value = node.as_text().filter(is_colour).map(str::to_owned);
        self.checked(name, node, value, "a colour such as \"#2f6f4f\"")
    }

    /// A list; what is no list is told as a mistake.
    pub fn list<'n>(&mut self, name: &str, node: &'n Node, wants: &str) -> &'n [Node] {
        let Some(items) = node.as_list() else {
            self.wrong(name, node, wants);
            return &[];
        };
        items
    }

    /// The value where there is one, else a mistake.
    pub fn checked<T>(&mut self, name: &str, node: &Node, value: Option<T>, wants: &str) -> Option<Spanned<T>> {
        if value.is_none() {
            self.wrong(name, node, wants);
        }
        value.map(|value| Spanned { value, source: self.source, span: node.span })
    }

    /// Gives the mistake that was told since `known` the nearest name as help.
    fn suggest_since(&mut self, known: usize, node: &Node, names: impl IntoIterator<Item = &'static str>) {
        if let (Some(mistake), Some(text)) = (self.found.get_mut(known), node.as_text()) {
            mistake.help = near(text, names).map(|near| format!("Did you mean `{near}`?"));
        }
    }
}

/// Subtags of letters and digits between hyphens, the first a language (RFC 5646, section 2.1).
fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let first = subtags.next().unwrap_or_default();
    let private = first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i");
    let language = (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (language || (private && text.len() > 2)) && subtags.all(rest)
}

/// `http` or `https`, a host, no query and no fragment.
fn is_address(text: &str) -> bool {
    // The parser mends blanks, backslashes and missing slashes, which a browser's address bar does too.
    let written = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>'));
    written && Url::parse(text).is_ok_and(|url| url.has_host() && url.query().is_none() && url.fragment().is_none())
}

/// Schema of [`Reader::text`].
pub fn text() -> Json {
    json!({"type": ["string", "number"]})
}

/// Schema of [`Reader::flag`].
pub fn flag() -> Json {
    json!({"type": "boolean"})
}

/// Schema of [`Reader::switch`].
pub fn switch() -> Json {
    json!({"enum": [true, false, "on", "off", "yes", "no"]})
}

/// Schema of [`Reader::phones`].
pub fn phones() -> Json {
    json!({"enum": ["mask", "show"]})
}

/// Schema of [`Reader::number`].
pub fn number() -> Json {
    json!({"type": "number"})
}

/// Schema of [`Reader::date`].
pub fn a_date() -> Json {
    json!({"type": "string", "pattern": "^\\s*\\d{4}-\\d{2}-\\d{2}"})
}

/// Schema of [`Reader::texts`] and [`Reader::words`].
pub fn texts() -> Json {
    json!({"anyOf": [text(), {"type": "array", "items": {"type": ["string", "number", "null"]}}]})
}

/// Schema of [`Reader::numbering`].
pub fn numbering() -> Json {
    json!({"enum": ["calendar", "working"]})
}

/// Schema of [`Reader::weekday`].
pub fn weekday() -> Json {
    let days = date::WEEKDAYS.map(|day| format!("{}({})?", &day[..3], &day[3..])).join("|");
    json!({"type": "string", "pattern": format!("^({days}|{})$", days.to_lowercase()), "examples": date::WEEKDAYS})
}

/// Schema of [`Reader::timezone`].
pub fn timezone() -> Json {
    let names: Vec<_> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    json!({"enum": names})
}

/// Schema of [`Reader::language`].
pub fn language() -> Json {
    json!({"type": "string", "pattern": "^([A-Za-z]{2,8}|[xXiI](?=-))(-[A-Za-z0-9]{1,8})*$"})
}

/// Schema of [`Reader::address`].
pub fn address() -> Json {
    json!({"type": "string", "pattern": "^https?://[^\\s?#]+$"})
}

/// Schema of [`Reader::colour`].
pub fn colour() -> Json {
    json!({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})
}

/// Schema of a value that may be anything.
pub fn anything() -> Json {
    json!(true)
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_language};

    #[test]
    fn languages_have_the_shape_of_bcp_47() {
        for good in ["en", "pt-BR", "zh-Hant-TW", "de-CH-1996", "x-klingon"] {
            assert!(is_language(good), "{good}");
        }
        for wrong in ["", "e", "en_US", "en-", "english!", "12", "x", "en--US"] {
            assert!(!is_language(wrong), "{wrong}");
        }
    }

    #[test]
    fn addresses_are_absolute_and_of_the_web() {
        for good in ["https://example.org", "http://localhost:8080/a/b/", "https://müller.example/x", "http://[::1]/"]
        {
            assert!(is_address(good), "{good}");
        }
        for wrong in
            ["example.org", "/x", "ftp://a.b", "https://", "https:///", "https://a b", "https://a/?q", "https://a/#x"]
        {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
