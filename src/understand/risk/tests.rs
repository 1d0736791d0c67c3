//! Tests of `understand::risk`.

use super::super::testing;

/// Every risk: title, severity / probability / mitigation / owner.
fn shown(text: &str) -> Vec<String> {
    let facts = testing::facts("a.md", text);
    let shown = facts.iter().filter_map(|fact| {
        let risk = fact.risk()?;
        let of = |text: &Option<Box<str>>| text.as_deref().unwrap_or("-").to_owned();
        let owner = fact.owner.as_ref().map_or("-", |owner| &owner.text);
        let also = if fact.also.is_empty() { String::new() } else { format!(" +{}", fact.also.len()) };
        Some(format!(
            "{}: {} / {} / {} / {owner}{also}",
            fact.title,
            of(&risk.severity),
            of(&risk.probability),
            of(&risk.mitigation)
        ))
    });
    shown.collect()
}

#[test]
fn fields_and_lists_of_risks() {
    let text = "# Fair\n\n## Risks & Mitigations\n- **Risk:** Rain on both days → Mitigate with a tent.\n- **Late permit** – ask twice\n- The caterer cancels (mitigation: second offer)\n- **Impact:** High\n\n## Risks\n\n**Risk:** Rain on both days\n**Probability:** Low (it is June)\n**Impact:** HIGH\n\n**Risk:** Noise complaint\n**Mitigation:** Letters\n**Impact:** Medium\n**Owner:** Kai\n";
    let want = [
        "Rain on both days: high / low / a tent / - +1",
        "Late permit: - / - / ask twice / -",
        "The caterer cancels: - / - / second offer / -",
        "Noise complaint: medium / - / Letters / Kai",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn bold_lines_and_sections_with_their_parts() {
    let text = "## High Risks\n\n**Risk 1: The lift fails**\n- Impact: High (no access)\n- Probability: Low\n- Mitigation:\n  - Service contract\n  - Ramp\n\n**Risk 2: Flu season**\n- Probability: Medium\n\n## Risk Register\n\n### R-03: No interpreter\n- **Severity**: Medium\n- **Owner**: [Name]\n\n### Power cut\n**Likelihood:** Rare\n\n### Other\nText.\n";
    let want = [
        "The lift fails: high / low / Service contract; Ramp / -",
        "Flu season: high / medium / - / -",
        "No interpreter: medium / - / - / -",
        "Power cut: - / rare / - / -",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_risks() {
    let text = "| # | Risk | Likelihood | Impact | Mitigation | Owner |\n| --- | --- | --- | --- | --- | --- |\n| 1 | **Rain** | Low | 🔴 High | Tent | Ada |\n| 2 | Noise | | Angry neighbours | | TBD |\n| | | | | | |\n\n## Top risks\n\n| ID | Description | Severity | Impact |\n| --- | --- | --- | --- |\n| R1 | Strike | Critical | Late |\n";
    let want = ["Rain: high / low / Tent / Ada", "Noise: - / - / - / -", "Strike: critical / - / - / -"];
    assert_eq!(shown(text), want);
}

#[test]
fn what_only_speaks_of_risk_is_none() {
    let text = "## Risk Management\n\n- Weekly drill\n- Buffer team\n\n**Risk Level:** Low\n**Risk:** Low\n**Risk:** ✅ Low risk of rain\n\n| Risk Level | Description | Action |\n| --- | --- | --- |\n| High | Remote code | Patch |\n\n| Dependency | Owner | Risk | Mitigation |\n| --- | --- | --- | --- |\n| Venue | Ada | Medium | Second venue |\n\n## Risks\n\n- [ ] Review the list of risks\n\n**Mitigation:**\n- Tests\n\nRisk: this is a sentence in a paragraph.\n";
    assert_eq!(shown(text), Vec::<String>::new());
}

#[test]
fn tables_with_other_headers() {
    let text = "# Worry list – harvest fair\n\n| Id | What could happen | How likely | How bad | What we do | Who |\n| --- | --- | --- | --- | --- | --- |\n| W-1 | Hail on the stalls | 2 | 🔴 | Nets | Ada |\n\n## Threats\n\n| Threat | P | I | Score | Rating | Answer |\n| --- | --- | --- | --- | --- | --- |\n| No cook | 2 | 4 | 8 | Amber | Ask twice |\n| No tent | 1 | 5 | 5 | Low | Rent |\n\n| Risk | Class | Who |\n| --- | --- | --- |\n| The bridge is closed | Owned | Kai |\n\n| Option | Risk | Who |\n| --- | --- | --- |\n| Barn | Fire | Kai |\n\n| Metric | Level | Who |\n| --- | --- | --- |\n| Load | High | Kai |\n";
    let want = [
        "Hail on the stalls: red / 2 / Nets / Ada",
        "No cook: amber / 2 / Ask twice / -",
        "No tent: low / 1 / Rent / -",
        "The bridge is closed: - / - / - / Kai",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn lists_of_worries_and_their_answers() {
    let text = "## What could go wrong\n\n- **The hall is cold** (likely, low): bring coats.\n- **The bus is late** (impact: high, likelihood: low): start later.\n- The singer is ill\n\n## Notes\n\n- Worry: the well runs dry. Answer: a water cart.\n- Worry: everybody has one.\n\n## Risks and answers\n\n- Mud – straw\n\n## How far may it go wrong?\n\n- up to five: Ada\n\n## What went wrong\n\n- The well ran dry\n";
    let want = [
        "The hall is cold: low / likely / bring coats / -",
        "The bus is late: high / low / start later / -",
        "The singer is ill: - / - / - / -",
        "the well runs dry: - / - / a water cart / -",
        "Mud: - / - / straw / -",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn lists_with_grades_in_the_middle_and_lines_below_capitals() {
    let text = "# Ferry\n\n## 7 What could delay us\n\n- Ice on the ramp (high) – salt by five\n- **Two captains ill** (severity: medium). Mitigation: ask the harbour.\n- Fog (again)\n\nRISKS\n\nLate fuel: high; second tank\nNoisy crew: low\n\nFILES\n\nLog: high; a/b.md\n\nBiggest risk: the old engine stops in spring.\n\nRisk we noted: Ada leaves and nobody knows the lock.\n\nRisk appetite: we take few chances.\n\nRisk level: high.\n";
    let want = [
        "Ice on the ramp: high / - / salt by five / -",
        "Two captains ill: medium / - / ask the harbour / -",
        "Fog (again): - / - / - / -",
        "Late fuel: high / - / second tank / -",
        "Noisy crew: low / - / - / -",
        "the old engine stops in spring: - / - / - / -",
        "Ada leaves and nobody knows the lock: - / - / - / -",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn tables_of_what_if_and_who_holds() {
    let text = "# Fair\n\n| What if | How likely | Then |\n| - | - | - |\n| It hails | unlikely | all into the barn |\n\n| Ref | Risk | P | Severity | Mitigation | Held by |\n| - | - | - | - | - | - |\n| R1 | No power | 2 | high | lamps | Kai |\n\n| If | Then |\n| - | - |\n| you see a fox | call |\n";
    assert_eq!(shown(text), ["It hails: - / unlikely / all into the barn / -", "No power: high / 2 / lamps / Kai"]);
}
