//! What a reference becomes on the page.

use crate::base::path;
use crate::link::Handbook;
use crate::link::target::{Broken, Target};
use crate::render::{escape, generated};

/// How a reference is written on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A link: its address, and its class, if any.
    Link {
        /// Ready for an attribute.
        href: String,
        /// `external`, `source` or nothing.
        class: &'static str,
    },
    /// Text, with the reason why it is no link.
    Plain {
        /// `broken` or `unlinked`.
        class: &'static str,
        /// For `title`; not escaped.
        title: String,
    },
}

/// What `target` is, seen from the page at `address`. `written` is the target as the author wrote it.
pub fn of(handbook: &Handbook<'_>, document: usize, address: &str, written: &str, target: &Target) -> Written {
    let link = |href: String| Written::Link { href, class: "" };
    match target {
        Target::External => Written::Link { href: escape::attribute(written.trim()), class: "external" },
        Target::Top => link("#".to_owned()),
        Target::Page { document: to, anchor } => {
            let fragment = anchor.as_ref().map(|anchor| format!("#{}", path::encode(anchor))).unwrap_or_default();
            if *to as usize == document && !fragment.is_empty() {
                return link(fragment);
            }
            match &handbook.addresses.documents[*to as usize] {
                Some(there) => link(handbook.addresses.href(address, there) + &fragment),
                None => broken("This page is a draft, which is not published."),
            }
        }
        Target::Listing { folder } => link(handbook.addresses.href(address, &handbook.addresses.folder(folder))),
        Target::Generated { address: to, anchor } => made(handbook, address, to, anchor.as_deref()),
        Target::Asset { published, suffix, .. } => {
            link(path::encode(&path::relative(address, published)) + &escape::attribute(suffix))
        }
        Target::Source { path, folder, suffix } => match handbook.source_address(path, *folder) {
            Some(href) => Written::Link { href: escape::attribute(&(href + suffix)), class: "source" },
            None => Written::Plain { class: "unlinked", title: format!("In the repository: {path}") },
        },
        Target::Broken(Broken::Path { elsewhere: Some(elsewhere), .. }) => {
            let there = Target::Page { document: *elsewhere, anchor: None };
            of(handbook, document, address, written, &there)
        }
        Target::Broken(why) => broken(&reason(why)),
    }
}

fn broken(title: &str) -> Written {
    Written::Plain { class: "broken", title: title.to_owned() }
}

/// A page that we make is only there when it has something to show.
fn made(handbook: &Handbook<'_>, from: &str, to: &str, anchor: Option<&str>) -> Written {
    let name = to.trim_end_matches('/');
    if name == generated::FEED && !handbook.has_feed() {
        return broken("There is no dated meeting for a calendar yet.");
    }
    let page = crate::link::address::Generated::ALL.into_iter().find(|page| page.name() == name);
    let there = match page {
        Some(page) => handbook.addresses.generated(page),
        None => Some(to.to_owned()),
    };
    match there {
        Some(there) => {
            let fragment = anchor.map(|anchor| format!("#{}", path::encode(anchor))).unwrap_or_default();
            Written::Link { href: handbook.addresses.href(from, &there) + &fragment, class: "" }
        }
        None => broken("There is nothing to show on this page yet."),
    }
}

/// Why a reference is broken, for a reader.
fn reason(why: &Broken) -> String {
    match why {
        Broken::File { path } => format!("Broken reference: there is no file {path}"),
        Broken::Anchor { anchor, .. } => format!("Broken reference: the page has no heading or id “{anchor}”"),
        Broken::Case { actual, .. } => format!("Broken reference: the file is called {actual}"),
        Broken::Outside => "Broken reference: it leads out of the handbook".to_owned(),
        Broken::Draft { .. } => "Broken reference: the page is a draft, which is not published".to_owned(),
        Broken::Scheme { scheme } => format!("Left out: {scheme}: addresses are not allowed"),
        Broken::Empty => "Broken reference: it has no target".to_owned(),
        Broken::Wiki { name } => format!("Broken reference: no page is called “{name}”"),
        Broken::Ambiguous { documents } => format!("Broken reference: {} pages have this name", documents.len()),
        Broken::Path { path, .. } => format!("Broken reference: there is no {path}"),
    }
}
