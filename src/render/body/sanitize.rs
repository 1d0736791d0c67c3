//! What authors' raw HTML may do: what GitHub lets it do.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::Builder;

use super::attributes::{MARK, Own};

/// Sanitizes a whole body and puts our own attributes back.
pub fn clean(html: &str, own: &Own) -> String {
    let token = own.token().to_owned();
    let mut builder = Builder::default();
    builder
        .add_tags(["picture", "source", "video", "audio", "section"])
        .add_generic_attributes([MARK, "id", "dir"])
        .add_tag_attributes("a", ["name"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("source", ["srcset", "media", "type", "src"])
        .add_tag_attributes("img", ["srcset", "loading"])
        .add_tag_attributes("video", ["src", "controls", "width", "height", "poster"])
        .add_tag_attributes("audio", ["src", "controls"])
        .add_url_schemes(["data"])
        .link_rel(None)
        .strip_comments(true)
        .id_prefix(None)
        .attribute_filter(move |element, attribute, value| keep(&token, element, attribute, value));
    for tag in ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6"] {
        builder.add_tag_attributes(tag, ["align"]);
    }
    let dropped: HashSet<&str> = ["script", "style", "title", "template", "noscript", "textarea"].into();
    builder.clean_content_tags(dropped);
    own.put_back(builder.clean(html).to_string())
}

/// Deeper markup than this is not sanitized but shown as text: the parser's time grows with the square of the depth.
const DEEPEST: usize = 1_000;

/// Whether an element has no end tag, or one that may be left out.
pub fn is_flat(name: &[u8]) -> bool {
    const FLAT: [&str; 24] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot", "option", "br", "hr", "img", "input",
        "source", "col", "wbr", "area", "base", "embed", "link", "meta", "track",
    ];
    FLAT.iter().any(|flat| flat.as_bytes().eq_ignore_ascii_case(name))
}

/// Whether markup is nested too deeply to be sanitized. Elements whose end tag may be left out do not count.
pub fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest) = (0_usize, 0);
    for at in memchr::memchr_iter(b'<', bytes) {
        let end = bytes.get(at + 1) == Some(&b'/');
        let name = &bytes[at + 1 + usize::from(end)..];
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 || is_flat(&name[..length]) {
            continue;
        }
        depth = if end { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest > DEEPEST
}

/// Whether an address names a scheme, and not one of the web's.
fn has_other_scheme(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let scheme = plain.split(['/', '?', '#']).next().and_then(|head| head.split_once(':')).map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http"))
}

/// Our marks and no others; pictures as data and nothing else as data; no id that the page's frame uses.
fn keep<'v>(token: &str, element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let kept = match attribute {
        MARK => value.starts_with(token),
        "id" | "name" => !value.starts_with("site."),
        "srcset" => !value.split(',').any(has_other_scheme),
        "href" | "src" | "poster" | "cite" => {
            let plain = value.trim_start().to_ascii_lowercase();
            let picture =
                ["png", "gif", "jpeg", "webp"].iter().any(|kind| plain.starts_with(&format!("data:image/{kind}")));
            !plain.starts_with("data:") || element == "img" && picture
        }
        _ => true,
    };
    kept.then_some(Cow::Borrowed(value))
}
