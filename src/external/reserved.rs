//! Names that never lead anywhere, because they are kept for examples and tests (RFC 2606, RFC 6761).

use url::{Host, Url};

/// Whether the host is one of `.example`, `.test`, `.invalid`, example.com, example.net and example.org.
///
/// `localhost` is none of them: something may well answer there.
pub fn is_reserved(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    let mut labels = name.trim_end_matches('.').rsplit('.');
    let top = labels.next().unwrap_or_default();
    match top {
        "example" | "test" | "invalid" => true,
        "com" | "net" | "org" => labels.next() == Some("example"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_examples_are_known() {
        let reserved = |url: &str| is_reserved(&Url::parse(url).expect("an address"));
        for yes in ["https://example.org", "http://www.Example.COM./x", "https://a.test", "https://jira.example"] {
            assert!(reserved(yes), "{yes}");
        }
        for no in
            ["https://myexample.org", "https://example.de", "http://localhost:1", "http://127.0.0.1", "http://test.de"]
        {
            assert!(!reserved(no), "{no}");
        }
    }
}
