//! Bare addresses of the web in a text, which a page shows as links.

/// Bare addresses of the web in a text, as GitHub links them: byte ranges.
pub fn addresses(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = memchr::memchr(b':', &text.as_bytes()[from..]).map(|at| from + at)?;
            from = at + 1;
            if !text[from..].starts_with("//") {
                continue;
            }
            from = at + 3;
            let scheme = ["https", "http"].into_iter().find(|scheme| text[..at].ends_with(scheme));
            let Some(start) = scheme.map(|scheme| at - scheme.len()) else { continue };
            if text[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
                continue;
            }
            let end = at + 3 + address_length(&text[at + 3..]);
            if end > at + 4 {
                from = end;
                return Some(start..end);
            }
        }
    })
}

/// Up to white space or `<`, less punctuation at the end and closing brackets without their opening ones.
fn address_length(rest: &str) -> usize {
    let end = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`'))
        .unwrap_or(rest.len());
    let mut address = &rest[..end];
    loop {
        let unmatched = address.ends_with(')') && address.matches(')').count() > address.matches('(').count();
        match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '”') => {}
            Some(')') if unmatched => {}
            Some(']' | '}') => {}
            _ => return address.len(),
        }
        address = &address[..address.len() - address.chars().next_back().map_or(0, char::len_utf8)];
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn bare_addresses_end_where_people_mean() {
        let found = |text: &'static str| addresses(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(
            found("see https://a.example/x, and (http://b.example/y_(z))."),
            ["https://a.example/x", "http://b.example/y_(z)"]
        );
        assert_eq!(found("xhttps://no ftp://no http:// https://"), [""; 0]);
        assert_eq!(found("https://a.example/?q=1&r=2!"), ["https://a.example/?q=1&r=2"]);
    }
}
