//! What a reference turned out to refer to.

/// The end of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, an address to write to, or what else is not ours.
    External,
    /// This page itself: `#`, `#top`, `#:~:text=`.
    Top,
    /// A document, and an id on its page.
    Page {
        /// The document.
        document: u32,
        /// The id, as it is on the page.
        anchor: Option<String>,
    },
    /// A folder of documents without a page that a person wrote.
    Listing {
        /// Below the content root; empty for the root.
        folder: String,
    },
    /// A page or feed that we make: its address below the site's root.
    Generated {
        /// `calendar/`
        address: String,
        /// An id on it.
        anchor: Option<String>,
    },
    /// A file that is published as it is.
    Asset {
        /// Its path below the repository's root.
        path: String,
        /// Its path below the site's root.
        published: String,
        /// `#…` or `?…#…`, as written.
        suffix: String,
    },
    /// A file or folder of the repository that is not on the site.
    Source {
        /// Its path below the repository's root.
        path: String,
        /// Whether it is a folder.
        folder: bool,
        /// `#…`, as written.
        suffix: String,
    },
    /// A page of the repository on its forge, written as GitHub resolves it: `../../issues` from the repository's root.
    Forge {
        /// `issues`
        path: String,
        /// `?…#…`, as written.
        suffix: String,
    },
    /// Brackets that are no reference after all: `[[:alpha:]]`.
    Text,
    /// Nothing.
    Broken(Broken),
}

/// Why a reference is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// No such file: its path below the repository's root, as far as one can be told.
    File {
        /// The path.
        path: String,
    },
    /// The page is there, the heading or id is not.
    Anchor {
        /// The document.
        document: u32,
        /// The anchor, percent-encoding undone.
        anchor: String,
    },
    /// A folder without a section page has no headings.
    ListingAnchor {
        /// The folder, below the content root.
        folder: String,
        /// The anchor, percent-encoding undone.
        anchor: String,
    },
    /// Something is there whose path differs in letter case.
    Case {
        /// Its true path below the repository's root.
        actual: String,
        /// The document, where it is one.
        document: Option<u32>,
    },
    /// Leaves the handbook and its repository.
    Outside,
    /// A draft, which is not published.
    Draft {
        /// The document.
        document: u32,
    },
    /// A scheme that no page may use.
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// No target at all.
    Empty,
    /// A wikilink that names nothing.
    Wiki {
        /// The name.
        name: String,
    },
    /// A wikilink that names several.
    Ambiguous {
        /// The documents.
        documents: Vec<u32>,
    },
    /// A path in a code span that leads nowhere.
    Path {
        /// As written.
        path: String,
        /// The one document of that name, where a bare name stands for a document of another folder.
        elsewhere: Option<u32>,
    },
}

impl Target {
    /// The document it leads to, if it is one.
    pub fn document(&self) -> Option<u32> {
        match self {
            Self::Page { document, .. } => Some(*document),
            Self::Broken(Broken::Anchor { document, .. }) => Some(*document),
            Self::Broken(Broken::Case { document, .. }) => *document,
            _ => None,
        }
    }
}
