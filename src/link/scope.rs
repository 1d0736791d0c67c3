//! Which documents may speak of one sprint when they name one: two teams each have their own `Sprint 1`.

use std::collections::{HashMap, HashSet};

use crate::parse::document::Document;
use crate::understand::fact::Fact;

use super::alike;

/// Words by which a title names a part of the people: what it tells is theirs.
const PARTS: [&str; 10] =
    ["squad", "team", "stream", "workstream", "track", "crew", "pod", "guild", "chapter", "tribe"];

/// Whose sprint a document speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope {
    /// Of folders that each have their own series of sprints, the one it stands in; empty where there is one series.
    pub series: String,
    /// The squad or stream it is about, in lower case; empty for all.
    pub part: String,
}

impl Scope {
    /// Whether two documents may speak of one sprint.
    pub fn may_be(&self, other: &Self) -> bool {
        let one_part = self.part.is_empty() || other.part.is_empty() || self.part == other.part;
        self.series == other.series && one_part
    }
}

/// The scope of every document.
pub fn find(documents: &[Document], facts: &[Vec<Fact>]) -> Vec<Scope> {
    let roots = roots(documents, facts);
    let of = |document: &Document| Scope { series: series(&roots, &document.path), part: part(document) };
    documents.iter().map(of).collect()
}

/// Folders that stand beside each other and have documents at the same place below them that give a sprint of the same
/// name its days: `checkout/sprint-1.md` and `search/sprint-1.md`.
fn roots<'d>(documents: &'d [Document], facts: &[Vec<Fact>]) -> HashSet<&'d str> {
    let mut beside: HashMap<(String, &str, &str), HashSet<&str>> = HashMap::new();
    for (document, facts) in documents.iter().zip(facts) {
        for timebox in facts.iter().filter_map(Fact::as_timebox) {
            let path = document.path.as_str();
            for (slash, _) in path.match_indices('/') {
                let above = path[..slash].rfind('/').map_or("", |end| &path[..end]);
                let key = (alike::name(&timebox.name), above, &path[slash..]);
                beside.entry(key).or_default().insert(&path[..slash]);
            }
        }
    }
    beside.into_values().filter(|folders| folders.len() > 1).flatten().collect()
}

fn series(roots: &HashSet<&str>, path: &str) -> String {
    let last = path.rmatch_indices('/').map(|(slash, _)| &path[..slash]).find(|folder| roots.contains(folder));
    last.unwrap_or_default().to_owned()
}

fn part(document: &Document) -> String {
    let front_matter = &document.front_matter;
    let named = front_matter.squad.as_ref().or(front_matter.stream.as_ref()).map(|part| alike::name(&part.value));
    named.unwrap_or_else(|| {
        let title = alike::name(document.title());
        if title.split(' ').any(|word| PARTS.contains(&word)) { title } else { String::new() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing;

    #[test]
    fn two_teams_have_each_their_own_sprints() {
        let sprint = "---\nsprint: Sprint 1\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Sprint 1\n";
        let paths = ["checkout/sprint-1.md", "checkout/notes/kickoff.md", "plan.md", "search/sprint-1.md"];
        let texts = [sprint, "# Sprint 1 kickoff\n", "# Plan\n", sprint];
        let documents: Vec<_> = paths.iter().zip(texts).map(|(path, text)| testing::read(path, text).0).collect();
        let facts: Vec<_> = paths.iter().zip(texts).map(|(path, text)| testing::facts(path, text)).collect();
        let series = |documents: &[Document], facts: &[Vec<Fact>]| {
            find(documents, facts).into_iter().map(|scope| scope.series).collect::<Vec<_>>()
        };
        assert_eq!(series(&documents, &facts), ["checkout", "checkout", "", "search"]);
        assert_eq!(series(&documents[..3], &facts[..3]), ["", "", ""]);
    }

    #[test]
    fn a_squads_document_tells_what_is_the_squads() {
        let scope = |text: &str| find(&[testing::read("a.md", text).0], &[Vec::new()]).remove(0);
        let (red, blue) = (scope("# Red Squad: Sprint 1\n"), scope("---\nsquad: Blue\n---\n# Sprint 1\n"));
        assert!(!red.may_be(&blue) && red.may_be(&scope("# Sprint 1\n")) && red.may_be(&red));
    }
}
