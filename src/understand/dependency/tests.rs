//! Tests of `understand::dependency`.

use super::super::testing;

/// Every dependency: what, who delivers, by when, for what.
fn shown(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let shown = facts.iter().filter_map(|fact| {
        let dependency = fact.dependency()?;
        let owner = fact.owner.as_ref().map_or(String::new(), |owner| format!(" from {}", owner.text));
        let due = fact.due.map_or(String::new(), |due| format!(" by {due}"));
        let for_what = dependency.needed_by.join("+");
        let needed = if for_what.is_empty() { String::new() } else { format!(" for {for_what}") };
        Some(format!("{}{owner}{due}{needed}", fact.title))
    });
    shown.collect()
}

#[test]
fn lists_below_headings() {
    let text = "---\nstart: 2026-03-02\n---\n## Critical Dependencies\n- **Power / Water**: Managed by Site & Works; metered.\n- **Stage**: Required for the concert (Day 5); Site & Works delivers by Mar 10, 2026.\n- **Permit**: needed before the build; signed by 2026-03-12.\n\n### Dependencies\n- Kitchen plan maintained by Menu squad.\n- Guest list from Front Desk to print badges.\n- Badge printer (IT team, by March 9, 2026)\n- Tents up at the start of week 2.\n- Owner: Kai\n- Verify the meter\n- FAIR-3 must be ready before FAIR-9\n";
    let want = [
        "Power / Water from Site & Works",
        "Stage from Site & Works by 2026-03-10 for the concert (Day 5)",
        "Permit by 2026-03-12",
        "Kitchen plan from Menu squad",
        "Guest list from Front Desk",
        "Badge printer from IT team by 2026-03-09",
        "Tents up at the start of week 2",
        "FAIR-3 for FAIR-9",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn fields_of_what_needs_something() {
    let text = "## Backlog\n\n**FAIR-146: Floor plan (5 points)**\n- **Dependencies:** FAIR-143, FAIR-145\n- **Blocking:** FAIR-147\n\n#### [FAIR-147] Build\n- **Depends on:** FAIR-146 (Floor plan) ✅, stewards from the school\n\n### Kitchen\n- **Dependencies:** None - can start at once\n\n- **Shared Dependencies:** Water supply (`tap`), gas bottles.\n";
    let want = [
        "FAIR-143 for FAIR-146",
        "FAIR-145 for FAIR-146",
        "FAIR-146 for FAIR-147 +1",
        "stewards from school for FAIR-147",
        "Water supply for Kitchen",
        "gas bottles for Kitchen",
    ];
    let facts = testing::facts("a.md", text);
    let also = |title: &str| facts.iter().find(|fact| &*fact.title == title).map_or(0, |fact| fact.also.len());
    assert_eq!(also("FAIR-146"), 1);
    let want = want.map(|one| one.trim_end_matches(" +1").to_owned());
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_dependencies_and_columns() {
    let text = "| Dependency | Needed By | Owner | Risk |\n| --- | --- | --- | --- |\n| **Stage** | Week of the fair | Site Team | High |\n| Permit | 2026-03-12 | Ada | Low |\n\n| ID | Task | Depends on | Status |\n| --- | --- | --- | --- |\n| FAIR-1 | Plan | - | Done |\n| FAIR-2 | Build | FAIR-1, 3 | Open |\n\n## Dependencies\n\n| Team | What | From | Date |\n| --- | --- | --- | --- |\n| Menu | Ovens | Site | 2026-03-10 |\n";
    let want = [
        "Stage from Site Team for Week of the fair",
        "Permit from Ada by 2026-03-12",
        "FAIR-1 for FAIR-2",
        "FAIR-3 for FAIR-2",
        "Ovens from Site by 2026-03-10 for Menu",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn what_only_speaks_of_dependencies_is_none() {
    let text = "## Install Dependencies\n\n- Node and npm\n\n## Dependencies\n\n- fastapi\n- react 18.2\n- numpy>=1.2\n- next/link and next/navigation\n\n## Dependency scanning\n\n- Every night\n\nDependencies: see below for all of them.\n\nThe menu depends on the kitchen.\n\n| Name | Version |\n| --- | --- |\n| a | 1 |\n";
    let found = shown(text);
    assert_eq!(found, Vec::<String>::new());
}
