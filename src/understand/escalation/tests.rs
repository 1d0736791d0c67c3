//! Tests of `understand::escalation`.

use super::super::testing;

/// Every ladder: title, and its steps as `who after beyond`.
fn shown(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let shown = facts.iter().filter_map(|fact| {
        let steps = fact.steps()?.iter().map(|step| {
            let who: Vec<&str> = step.who.iter().map(|name| &*name.text).collect();
            let after = step.after_minutes.map_or(String::new(), |minutes| format!(" after {minutes}"));
            let beyond = step.beyond.as_ref().map_or(String::new(), |beyond| format!(" {{{beyond}}}"));
            format!("{}{after}{beyond}", who.join("+"))
        });
        Some(format!("{} = {}", fact.title, steps.collect::<Vec<_>>().join(" | ")))
    });
    shown.collect()
}

#[test]
fn lists_below_headings_about_escalation() {
    let text = "## Escalation Procedures\n\n### For full wards\n1. **Ward team moves patients** (0-2 hours)\n2. **Head Nurse escalation** (2-4 hours)\n3. **Emergency meeting** (if all wards are full)\n\n### For Purchases\n1. **Clinic Manager approval** (small orders <300 €)\n2. **Director approval** (large orders >300 €)\n3. **All partners vote** (if it changes the budget)\n";
    let want = [
        "full wards =  after 0 | Head Nurse after 120 |  {if all wards are full}",
        "Purchases = Clinic Manager {<300 €} | Director {>300 €} | All partners {if it changes the budget}",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn paths_in_many_layouts() {
    let text = "# Fair\n\n**Escalation Path:**\n1. Team lead (for small things)\n2. Product Manager (for scope)\n\n## On call\n\n**Escalation:** Tier 1 → Tier 2\n\n**Tier 1 (Primary):**\n- Steward (rotating)\n- Response Time: 15 minutes\n\n**Tier 2:** Safety Officer\n\n## Escalation levels\n\n| Level | Who | After |\n| --- | --- | --- |\n| 1 | On-call engineer | immediately |\n| 2 | Ada Lane | 30 min |\n| 3 | CTO | 2 hours |\n\n## Escalation matrix\n\n- Level 1: Front Desk Team\n- Level 2: Notify the Duty Manager after 30 minutes\n\n## Escalation Tiers\n\n### Tier 1 — Desk Lead\nText.\n\n### Tier 2 — Site Manager\nText.\n";
    let want = [
        "Fair: Escalation Path = Team lead {for small things} | Product Manager {for scope}",
        "On call: Escalation = Steward | Safety Officer",
        "Escalation levels = On-call engineer after 0 | Ada Lane after 30 | CTO after 120",
        "Escalation matrix = Front Desk Team | Duty Manager after 30",
        "Escalation Tiers = Desk Lead | Site Manager",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn lines_and_tables_that_say_when() {
    let text = "- Tracker kept by the desk; items tagged `late` trigger escalation within 4 hours.\n- **Approval Escalation:** Steward -> Head Steward -> Board\n\n| Severity | Response Time | Escalation |\n| --- | --- | --- |\n| **P0** | < 15 min | Director, Head Nurse |\n| P1 | < 1 hour | Head Nurse |\n";
    let want = [
        "items tagged late trigger escalation within 4 hours =  after 240",
        "Approval Escalation = Steward | Head Steward | Board",
        "a = Director+Head Nurse {P0} | Head Nurse {P1}",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_whose_columns_are_judged_by_their_cells() {
    let text = "# Escalation\n\n## Full beds\n\n| Full for | Who acts |\n| --- | --- |\n| Less than 2 hours | The ward team |\n| 2 hours or more, less than 4 | Head Nurse |\n| 4 hours or more | Director |\n\n## Costs\n\n| Above the estimate by | Who decides |\n| --- | --- |\n| 20 % or less | Ward Manager |\n| More than 20 %, up to 50 % | CFO |\n| Any amount twice a year | All partners |\n";
    let want = [
        "Full beds = ward team after 0 | Head Nurse after 120 | Director after 240",
        "Costs = Ward Manager {20 % or less} | CFO {More than 20 %, up to 50 %} | All partners {Any amount twice a year}",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn what_only_speaks_of_escalation_is_none() {
    let text = "## When to escalate\n\n- Data loss\n- A parent complains\n- Red Flags\n\n## Escalation\n\nCall somebody.\n\n- [ ] Escalation contacts identified\n- Blocker escalations (as needed)\n- The ticket was escalated within 2 hours.\n- Test privilege escalation within 1 hour\n\n**Red Flags (Escalate Immediately):**\n- Targets missed\n- Team capacity issues\n";
    assert_eq!(shown(text), Vec::<String>::new());
}

#[test]
fn ladders_that_climb_without_being_called_so() {
    let text = "# Fair\n\n## If the tent leaks\n\n1. Steward on duty, at once\n2. Head Steward, after 10 minutes\n3. Site Manager, after 60 minutes\n\nRefunds, per guest:\n\n- up to €10: cashier desk lead decides\n- more than €10 and up to €50: Head of Tickets\n- over €50: the Treasurer\n\n## When it rings\n\nBell → 1st line answers (5 min) → Head Steward is called (20 min) → Director (1 h)\n\n## Stuck\n\nAn hour without an answer: tell the Head Steward. Two days: Ada asks the board. A week: the Director decides.\n\n| Tier | Who | Rings after |\n| --- | --- | --- |\n| 1 | First on duty | at once |\n| 2 | Ada Lane, head of site | 15 minutes |\n";
    let want = [
        "If the tent leaks = Steward on duty after 0 | Head Steward after 10 | Site Manager after 60",
        "Refunds, per guest = cashier desk lead {up to €10} | Head of Tickets {more than €10 and up to €50} | Treasurer {over €50}",
        "When it rings = 1st line after 5 | Head Steward after 20 | Director after 60",
        "Stuck = Head Steward after 60 | Ada after 2880 | Director after 10080",
        "Stuck = First on duty after 0 | Ada Lane+head of site after 15",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn what_only_looks_like_a_ladder_is_none() {
    let text = "# Service\n\n## Agenda\n\n1. Tech Lead: 10 minutes\n2. Product Manager: 20 minutes\n\n## Goals\n\n- < 200 ms: Backend Lead\n- < 500 ms: Frontend Lead\n\n| Metric | Target | Who |\n| --- | --- | --- |\n| Load | < 200 ms | Backend Lead |\n| Calls | < 500 ms | Frontend Lead |\n\nBuild (5 min) → Test (15 min) → Deploy (30 min)\n\n## Answers\n\n- Head Nurse: within 4 hours\n- Head Nurse: within 8 hours\n";
    assert_eq!(shown(text), Vec::<String>::new());
}
