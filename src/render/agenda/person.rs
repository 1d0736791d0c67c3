//! Who is meant by a name: somebody, and the groups that they are in, as the documents and handbook.yaml tell it.

use std::collections::HashSet;

use crate::link::{Handbook, alike};
use crate::understand::phrase::names;

/// A person, or a role.
#[derive(Clone, Debug)]
pub struct Person {
    /// The words of the name, in lower case.
    words: Vec<String>,
    /// Groups and roles that the person is in, as [`alike::name`] has them.
    groups: HashSet<String>,
}

impl Person {
    /// Somebody as named on the command line, with the groups of the whole handbook.
    pub fn new(handbook: &Handbook<'_>, name: &str) -> Self {
        let mut person = Self { words: words(name), groups: HashSet::new() };
        let groups = groups(handbook);
        // A group may be a member of another.
        loop {
            let before = person.groups.len();
            for (group, members) in &groups {
                if members.iter().any(|member| person.is(member)) {
                    person.groups.insert(group.clone());
                }
            }
            if person.groups.len() == before {
                return person;
            }
        }
    }

    /// Whether one of the names means the person.
    pub fn is_among<'n>(&self, mut all: impl Iterator<Item = &'n str>) -> bool {
        all.any(|name| self.is(name))
    }

    fn is(&self, name: &str) -> bool {
        let (outside, inside) = match name.split_once('(') {
            Some((outside, inside)) => (outside, Some(inside.trim_end_matches(')'))),
            None => (name, None),
        };
        let own = words(outside);
        let is_all = own
            .first()
            .is_some_and(|word| ["all", "everyone", "everybody", "whole", "entire"].contains(&word.as_str()));
        // A parenthesis says which of them all.
        let limited = inside.map(|inside| names::split(inside).into_iter().any(|name| self.is(name)));
        if is_all {
            return limited.unwrap_or(true);
        }
        let named = !self.words.is_empty() && self.words.iter().all(|word| own.contains(word));
        named || self.groups.contains(&alike::name(outside)) || limited.unwrap_or(false)
    }
}

fn words(name: &str) -> Vec<String> {
    alike::name(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every group with its members.
fn groups(handbook: &Handbook<'_>) -> Vec<(String, Vec<String>)> {
    let mut groups = Vec::new();
    let config = &handbook.inputs.config;
    for role in &config.roles {
        let members: Vec<String> = role.members.iter().map(|member| member.value.clone()).collect();
        let names = std::iter::once(&role.name).chain(&role.aliases);
        groups.extend(names.map(|name| (alike::name(&name.value), members.clone())));
    }
    for alias in &config.aliases {
        let all = || std::iter::once(&alias.name).chain(&alias.others).map(|name| name.value.clone());
        groups.extend(all().map(|name| (alike::name(&name), all().collect())));
    }
    for told in (0..handbook.documents.len()).flat_map(|document| handbook.told(document)) {
        let members = told.fact.role().map(|role| &role.members).or(told.fact.squad().map(|squad| &squad.members));
        if let Some(members) = members {
            let lead = told.fact.squad().and(told.fact.owner.as_ref());
            let members = members.iter().chain(lead).map(|name| name.text.to_string());
            groups.push((alike::name(&told.fact.title), members.collect()));
        }
    }
    groups
}
