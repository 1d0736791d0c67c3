//! The ids of a page of the web, and which fragments can be judged by them.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use url::Url;

use crate::base::path;

/// What is known of a page's ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// Values of `id`, and of `name` of links.
    pub ids: BTreeSet<String>,
    /// Whether other ids than these may be there, too.
    pub uncertain: bool,
}

impl Html {
    /// Reads a page; `whole` if nothing of it was cut off.
    pub fn read(bytes: &[u8], whole: bool) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut ids = BTreeSet::new();
        let mut scripts = false;
        for token in Tokenizer::new_with_emitter(text.as_ref(), emitter).flatten() {
            let Token::StartTag(tag) = token else { continue };
            scripts |= **tag.name == *b"script";
            for (name, value) in &tag.attributes {
                if **name == *b"id" || **name == *b"name" && **tag.name == *b"a" {
                    ids.insert(String::from_utf8_lossy(&value.value).into_owned());
                }
            }
        }
        // A page of hardly more than scripts is made in the browser: its ids are nowhere to be seen.
        let made_in_browser = scripts && ids.len() <= 2;
        Self { ids, uncertain: !whole || made_in_browser || matches!(text, std::borrow::Cow::Owned(_)) }
    }

    /// Whether a link to this fragment finds its place, as browsers look for it: as written, then without
    /// percent-encoding (HTML, "find a potential indicated element"), and as GitHub renames ids.
    pub fn has(&self, fragment: &str) -> bool {
        let decoded = path::decode(fragment);
        self.uncertain
            || self.ids.contains(fragment)
            || self.ids.contains(&decoded)
            || self.ids.contains(&format!("user-content-{decoded}"))
    }
}

/// Sites whose pages get their headings and lines from scripts.
const MADE_IN_BROWSER: &[&str] = &["github.com", "gitlab.com", "bitbucket.org", "docs.google.com"];

/// The fragment of an address if a page's ids can tell whether it is there. Not `#top`, `#:~:text=…`, the lines `#L10`
/// of source code, what applications keep there (`#/inbox`, `#!page`, `#page=3`), nor a site that makes its pages in
/// the browser.
pub fn fragment(url: &Url) -> Option<String> {
    let fragment = url.fragment()?.split(":~:").next().unwrap_or_default();
    let line = fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let of_application = fragment.starts_with(['/', '!']) || fragment.contains('=');
    let top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
    (!top && !line && !of_application && !is_made_in_browser(url)).then(|| fragment.to_owned())
}

/// Whether it is an address of a site that makes its pages in the browser.
pub fn is_made_in_browser(url: &Url) -> bool {
    url.host_str().is_some_and(|host| MADE_IN_BROWSER.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Html {
        Html::read(text.as_bytes(), true)
    }

    #[test]
    fn ids_and_names_are_found_as_browsers_find_them() {
        let page = read("<h1 id=Top-1>x</h1><a name='old'></a><p id='für'><i id='user-content-notes'><input name=no>");
        for there in ["Top-1", "old", "f%C3%BCr", "für", "notes"] {
            assert!(page.has(there), "{there}");
        }
        assert!(!page.has("top-1") && !page.has("no"));
    }

    #[test]
    fn what_a_script_or_comment_holds_is_no_id() {
        let page = read("<p id=a><p id=b><p id=c><script>'<p id=d>'</script><!-- <p id=e> --><style><p id=f></style>");
        assert!(page.has("c"));
        assert!(!page.has("d") && !page.has("e") && !page.has("f"));
    }

    #[test]
    fn a_page_that_tells_little_is_believed() {
        assert!(read("<div id=app></div><script src=app.js></script>").has("anything"));
        assert!(Html::read(b"<p id=a>", false).has("further-down"));
        assert!(Html::read(b"<p id=\xFCber>", true).has("\u{FC}ber"));
        assert!(!read("<p id=a>").has("anything"));
    }

    #[test]
    fn only_fragments_that_name_an_id_are_judged() {
        let judged = |url: &str| fragment(&Url::parse(url).expect("an address"));
        assert_eq!(judged("https://a.b/#goals").as_deref(), Some("goals"));
        assert_eq!(judged("https://a.b/#goals:~:text=x").as_deref(), Some("goals"));
        for other in ["", "#", "#top", "#:~:text=x", "#L10-L20", "#/inbox", "#!page", "#page=3"] {
            assert_eq!(judged(&format!("https://a.b/{other}")), None, "{other}");
        }
        assert_eq!(judged("https://github.com/a/b#readme"), None);
    }
}
