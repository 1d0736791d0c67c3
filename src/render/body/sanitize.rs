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

/// Our marks and no others; pictures as data and nothing else as data; no id that the page's frame uses.
fn keep<'v>(token: &str, element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let kept = match attribute {
        MARK => value.starts_with(token),
        "id" | "name" => !value.starts_with("site."),
        "href" | "src" | "srcset" | "poster" | "cite" => {
            let plain = value.trim_start().to_ascii_lowercase();
            let picture =
                ["png", "gif", "jpeg", "webp"].iter().any(|kind| plain.starts_with(&format!("data:image/{kind}")));
            !plain.starts_with("data:") || element == "img" && picture
        }
        _ => true,
    };
    kept.then_some(Cow::Borrowed(value))
}
