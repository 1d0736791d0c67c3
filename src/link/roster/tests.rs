//! Rosters of invented documents.

use super::{Meaning, Roster};
use crate::config::Config;
use crate::understand::testing;

const TEXT: &str = "# Roles\n\n## Sponsors\n\n### Executive Sponsors\n**Who:** CEO, Product Owner\n**Involvement:** decide\n\n### DevOps / Infrastructure Team\n**Who:** DevOps Engineers, SRE Team\n**Involvement:** run\n\n### QA Team\n**Who:** Test Lead, Ada Lovelace\n**Involvement:** test\n";

fn roster() -> Roster {
    Roster::new(&Config::default(), &[testing::facts("roles.md", TEXT), Vec::new()], &[])
}

fn shown(roster: &Roster, name: &str) -> String {
    let named = |id: &super::EntryId| roster.entry(*id).name.to_string();
    match roster.resolve(name, 0) {
        Meaning::Known(ids) => ids.iter().map(named).collect::<Vec<_>>().join(" + "),
        Meaning::Everyone => "everyone".to_owned(),
        Meaning::Unknown(near) => format!("? {}", near.as_ref().map(named).unwrap_or_default()),
        Meaning::NoName => "-".to_owned(),
    }
}

#[test]
fn names_are_known_however_they_are_written() {
    let roster = roster();
    for (name, want) in [
        ("executive sponsor", "Executive Sponsors"),
        ("All Executive Sponsors", "Executive Sponsors"),
        ("DevOps", "DevOps / Infrastructure Team"),
        ("the DevOps team", "DevOps / Infrastructure Team"),
        ("Infrastructure", "DevOps / Infrastructure Team"),
        ("QA", "QA Team"),
        ("SRE", "SRE Team"),
        ("QA/DevOps", "QA Team + DevOps / Infrastructure Team"),
        ("DevOps Engineer A", "DevOps Engineers"),
        ("CEO Backup", "CEO"),
        ("PO", "Product Owner"),
        ("Ada", "Ada Lovelace"),
        ("Test Lead (Ada)", "Test Lead"),
        ("Design Lead (Ada)", "Ada Lovelace"),
        ("All stakeholders (QA, DevOps)", "QA Team + DevOps / Infrastructure Team"),
        ("All stakeholders", "everyone"),
        ("ALL team", "everyone"),
        ("everyone (optional)", "everyone"),
    ] {
        assert_eq!(shown(&roster, name), want, "{name}");
    }
}

#[test]
fn names_that_nobody_has_and_what_is_no_name() {
    let roster = roster();
    for (name, want) in [
        ("QA Lead", "? Test Lead"),
        ("Test Laed", "? Test Lead"),
        ("CFO", "? "),
        ("Security Team", "? "),
        ("Kai Moe", "? "),
        ("end users (optional)", "-"),
        ("Decision makers", "-"),
        ("Stakeholder", "-"),
        ("whoever is there", "-"),
        ("All customers", "-"),
        ("Marketing", "-"),
    ] {
        assert_eq!(shown(&roster, name), want, "{name}");
    }
}

#[test]
fn groups_are_opened_and_documents_keep_rosters() {
    let roster = roster();
    let Meaning::Known(qa) = roster.resolve("QA", 1) else { panic!("known from another document") };
    let names: Vec<&str> = roster.expand(&qa).into_iter().map(|id| &*roster.entry(id).name).collect();
    assert_eq!(names, ["QA Team", "Test Lead", "Ada Lovelace"]);
    assert!(roster.keeps(0) && !roster.keeps(1) && roster.is_kept() && !roster.keeps_handbook());
    assert_eq!(roster.declared(0).len(), 3);
    assert_eq!(roster.parts("QA/DevOps, All (CEO, CFO)", 0), ["QA", "DevOps", "CEO", "CFO"]);
}
