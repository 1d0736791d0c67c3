//! The manual's pages about rules, made from the rules' own files: one for each rule, and one for each group.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::explain::{cell, explain, first_sentence};
use super::{RULES, Rule};

/// Rules that belong together: what stands before the `/` of their codes.
struct Group {
    name: &'static str,
    title: &'static str,
    about: &'static str,
}

/// All groups, in the order in which the manual lists them.
const GROUPS: &[Group] = &[
    Group { name: "link", title: "Links", about: "Rules about what documents refer to." },
    Group { name: "doc", title: "Documents", about: "Rules about documents as a whole, and their front matter." },
    Group { name: "text", title: "Text", about: "Rules about letters and words." },
    Group { name: "date", title: "Days and dates", about: "Rules about days, dates and times that cannot be right." },
    Group { name: "sum", title: "Sums", about: "Rules about totals and what their lists add up to." },
    Group { name: "status", title: "Status", about: "Rules about how far something is said to be." },
    Group { name: "task", title: "Tasks", about: "Rules about ids of tasks." },
    Group { name: "people", title: "People", about: "Rules about roles, groups and people." },
    Group {
        name: "event",
        title: "Meetings",
        about: "Rules about meetings and other events, and where they are announced.",
    },
    Group { name: "rota", title: "Rotas", about: "Rules about who is on duty when." },
    Group { name: "decision", title: "Decisions", about: "Rules about choices and who makes them." },
    Group { name: "dependency", title: "Dependencies", about: "Rules about what needs what." },
    Group { name: "squad", title: "Squads", about: "Rules about teams and their charters." },
    Group { name: "allow", title: "Allowances", about: "Rules about comments that allow something." },
    Group { name: "config", title: "Settings", about: "Rules about handbook.yaml." },
    Group { name: "template", title: "Templates", about: "Rules about a handbook's own templates." },
];

/// Rules that look into code as well, and so at their own example.
const TOLD_IN_CODE: &[&str] = &["text/mojibake"];

/// The pages as Markdown documents, by their paths below the manual's folder of rules: `link/empty.md`,
/// `link/index.md`.
pub fn pages() -> BTreeMap<String, String> {
    let groups = GROUPS.iter().enumerate().map(|(at, group)| (format!("{}/index.md", group.name), of_group(at, group)));
    RULES.iter().map(|rule| (format!("{}.md", rule.code), of_rule(rule))).chain(groups).collect()
}

/// What [`explain`] says, below front matter.
fn of_rule(rule: &Rule) -> String {
    let mut page = head(rule.code, &first_sentence(rule.explanation.what).replace('`', ""), None);
    if TOLD_IN_CODE.contains(&rule.code) {
        let _ = writeln!(page, "<!-- sprintbook: allow-file {}: the example shows it -->\n", rule.code);
    }
    page + &explain(rule)
}

/// A table of a group's rules.
fn of_group(at: usize, group: &Group) -> String {
    let mut page = head(group.title, group.about, Some(at + 1));
    let _ = writeln!(
        page,
        "# {}\n\n{}\n\n| Rule | Level | What is reported |\n| --- | --- | --- |",
        group.title, group.about
    );
    for rule in RULES {
        let Some(name) = rule.code.strip_prefix(group.name).and_then(|rest| rest.strip_prefix('/')) else { continue };
        let what = cell(first_sentence(rule.explanation.what));
        let _ = writeln!(page, "| [`{}`]({name}.md) | {} | {what} |", rule.code, rule.level.word());
    }
    page
}

fn head(title: &str, description: &str, order: Option<usize>) -> String {
    // A JSON text is a YAML text too, and has only one form.
    let description = serde_json::Value::from(description);
    let order = order.map_or(String::new(), |order| format!("order: {order}\n"));
    format!("---\ntitle: {title}\ndescription: {description}\ntags: [manual, rule]\n{order}---\n\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_groups_are_those_of_the_rules() {
        let listed: BTreeSet<&str> = GROUPS.iter().map(|group| group.name).collect();
        let used: BTreeSet<&str> = RULES.iter().filter_map(|rule| rule.code.split('/').next()).collect();
        assert_eq!(listed, used);
    }
}
