//! Who has which address, and who wanted it too.

use std::collections::HashMap;

use crate::base::source::SourceId;
use crate::base::span::Span;

/// Who wants an address.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The document.
    pub document: u32,
    /// The alias that claims it; none for the document's own address.
    pub alias: Option<(SourceId, Span)>,
}

/// Two that want one address.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// The address.
    pub address: String,
    /// Who has it.
    pub first: Claim,
    /// Who wanted it too.
    pub second: Claim,
}

/// Who has which address; compared without regard to case, since some disks do not.
#[derive(Default)]
pub(super) struct Claims {
    taken: HashMap<String, Claim>,
    pub duplicates: Vec<Duplicate>,
}

impl Claims {
    /// Gives a document its address, or, where that is taken, the same with a number.
    pub fn take(&mut self, wanted: String, claim: Claim, flat: bool) -> String {
        let mut address = wanted.clone();
        let mut count = 1;
        while let Some(&first) = self.taken.get(&address.to_lowercase()) {
            if count == 1 {
                self.duplicates.push(Duplicate { address: wanted.clone(), first, second: claim });
            }
            count += 1;
            let stem = wanted.trim_end_matches('/').trim_end_matches(".html");
            address = if flat { format!("{stem}-{count}.html") } else { format!("{stem}-{count}/") };
        }
        self.taken.insert(address.to_lowercase(), claim);
        address
    }

    /// The address that we give to a page that we make: what is wanted, or the same with a number.
    pub fn take_free(&mut self, wanted: &str) -> String {
        let (stem, end) = match wanted.strip_suffix(".html") {
            Some(stem) => (stem, ".html"),
            None => (wanted.trim_end_matches('/'), "/"),
        };
        let numbered = (2..).map(|count: usize| format!("{stem}-{count}{end}"));
        let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
        let free = all.find(|address| !self.taken.contains_key(&address.to_lowercase()));
        let free = free.expect("numbers do not end before the taken addresses do");
        self.taken.insert(free.to_lowercase(), Claim { document: u32::MAX, alias: None });
        free
    }

    pub fn take_alias(&mut self, wanted: &str, claim: Claim) -> bool {
        if let Some(&first) = self.taken.get(&wanted.to_lowercase()) {
            self.duplicates.push(Duplicate { address: wanted.to_owned(), first, second: claim });
            return false;
        }
        self.taken.insert(wanted.to_lowercase(), claim);
        true
    }
}
