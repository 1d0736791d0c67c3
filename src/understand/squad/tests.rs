//! Squads of invented documents.

use crate::understand::fact::Fact;
use crate::understand::testing;

fn shown(text: &str) -> Vec<String> {
    let line = |fact: Fact| {
        let squad = fact.squad()?;
        let members: Vec<&str> = squad.members.iter().map(|name| &*name.text).collect();
        let owner = fact.owner.as_deref().unwrap_or("?");
        let charter = squad.charter.as_deref().unwrap_or(if squad.charter_expected { "missing" } else { "-" });
        Some(format!("{} / {owner} / {} / {charter}", fact.title, members.join("; ")))
    };
    testing::facts("a.md", text).into_iter().filter_map(line).collect()
}

#[test]
fn a_charter_is_of_one_squad() {
    let text = "# Squad Charter — Gardens & Paths\n\n**Lead:** Mira Olt, Head Gardener\n**Members:** Ada, Kai\n\n## Mission\nPaths are dry.\n";
    assert_eq!(shown(text), ["Gardens & Paths / Mira Olt / Ada; Kai / -"]);
    for (head, want) in [
        ("# Team Charter: Payments\n\n**Mission:** Pay.\n", "Payments / ? /  / -"),
        ("# Charter: Night Crew\n\n## Mission\nWatch.\n", "Night Crew / ? /  / -"),
        ("# Team Charter\n\n- **Team Name:** Falcon\n- **Team Lead:** Ada\n", "Falcon / Ada /  / -"),
    ] {
        assert_eq!(shown(head), [want], "{head}");
    }
    for none in [
        "# Project Charter: New Site\n\n**Lead:** Ada\n",
        "# Team Charter Template\n\n**Lead:** Ada\n",
        "# Team Charter\n\n- **Team Name:** ____\n",
        "# `squad/no-charter`\n\n**Lead:** Ada\n",
    ] {
        assert_eq!(shown(none), [""; 0], "{none}");
    }
}

#[test]
fn rows_of_a_table_of_squads() {
    let text = "## Staffing\n\n| Stream | Engineering Lead | Charter | Supporting crews |\n| --- | --- | --- | --- |\n| Food | Kitchen Lead (Ada) | [Charter](squads/food.md) | Bar Crew |\n| Sound | Kai | To be written | Stage Crew |\n| **Total** | | | |\n";
    assert_eq!(shown(text), ["Food / Ada /  / squads/food.md", "Sound / Kai /  / missing"]);
    let sprint = "| Squad | Lead |\n| --- | --- |\n| Owls, Sprint 2 | Ada |\n| Fire, water | Kai |\n";
    assert_eq!(shown(sprint), ["Owls / Ada /  / -", "Fire, water / Kai /  / -"]);
    let plain = "| Squad | Mission | Members |\n| --- | --- | --- |\n| Owls | Nights | Ada, Kai |\n";
    assert_eq!(shown(plain), ["Owls / ? / Ada; Kai / -"]);
}

#[test]
fn tables_that_hold_no_squads() {
    for text in [
        "| Team | Task | Owner | Due |\n| --- | --- | --- | --- |\n| Owls | Build | Ada | Friday |\n",
        "| Team | Points |\n| --- | --- |\n| Owls | 3 |\n",
        "| Service | Supporting crews |\n| --- | --- |\n| Api | Owls |\n",
        "| Stream | Owner | Status |\n| --- | --- | --- |\n| Owls | Ada | Done |\n",
        "| Team | Channel |\n| --- | --- |\n| Owls | #owls |\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn sections_and_lists_of_squads() {
    let text = "# Teams\n\n### Team Falcon\n**Lead:** Ada Byron\n**Mission:** Fly\n**Members:** Kai, Lin\n\n### Team Structure\n**Lead:** Ada\n\n### Owl Crew\n- Mia Bell (lead)\n- Tom Ray\n\n### Security Team\n**Who:** Ada\n\n## Squads\n- **Herons** – led by Kai Moe, nights\n- **Storks:** Ada (lead), Lin\n- **Swans** – nothing yet\n";
    let want = [
        "Team Falcon / Ada Byron / Kai; Lin / -",
        "Owl Crew / Mia Bell / Mia Bell; Tom Ray / -",
        "Herons / Kai Moe /  / -",
        "Storks / Ada / Ada; Lin / -",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn a_charter_in_plain_text() {
    let text = "Team: Falcon (Night Trains)\nVersion: 3\n\nMISSION\n\nTrains run at night.\n\nMEMBERS\n\nLead: Ada Byron\nProduct owner: Kai Moe\n";
    assert_eq!(shown(text), ["Falcon / Ada Byron /  / -"]);
    for none in [
        "Team: Falcon\nDate: 2026-01-05\n\nPURPOSE\n\nWe met.\n\nLead: Ada Byron\n",
        "Team: Falcon, Owls\n\nMISSION\n\nFly.\n",
    ] {
        assert_eq!(shown(none), [""; 0], "{none}");
    }
}
