//! What a reference becomes on the page.

use crate::base::path;
use crate::link::Handbook;
use crate::link::target::{Broken, Target};
use crate::render::escape;

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
            if let Some(anchor) = anchor.as_ref().filter(|_| *to as usize == document) {
                return link(format!("#{}", path::encode(anchor)));
            }
            match &handbook.addresses.documents[*to as usize] {
                Some(there) => link(handbook.addresses.href_to(address, there, anchor.as_deref())),
                None => broken("This page is a draft, which is not published."),
            }
        }
        Target::Listing { folder } => link(handbook.addresses.href(address, &handbook.addresses.folder(folder))),
        Target::Generated { address: to, anchor } => {
            let fragment = anchor.as_ref().map(|anchor| format!("#{}", path::encode(anchor))).unwrap_or_default();
            link(handbook.addresses.href(address, to) + &fragment)
        }
        Target::Asset { published, suffix, .. } => {
            let mut href = String::new();
            path::relative_into(&mut href, address, published);
            link(href + &escape::attribute(suffix))
        }
        Target::Source { path, folder, suffix } => match handbook.source_address(path, *folder) {
            Some(href) => Written::Link { href: escape::attribute(&(href + suffix)), class: "source" },
            None => Written::Plain { class: "unlinked", title: format!("In the repository: {path}") },
        },
        Target::Forge { path, suffix } => match &handbook.inputs.config.repository {
            Some(repository) => {
                let href = format!("{}/{path}{suffix}", repository.url.value.trim_end_matches('/'));
                Written::Link { href: escape::attribute(&href), class: "source" }
            }
            None => Written::Plain { class: "unlinked", title: format!("On the repository's forge: {path}") },
        },
        Target::Text => Written::Plain { class: "", title: String::new() },
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

/// Why a reference is broken, for a reader.
fn reason(why: &Broken) -> String {
    match why {
        Broken::File { path } => format!("Broken reference: there is no file {path}"),
        Broken::Anchor { anchor, .. } => format!("Broken reference: the page has no heading or id “{anchor}”"),
        Broken::ListingAnchor { folder, .. } => {
            format!("Broken reference: the folder {folder} has no page with headings")
        }
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
