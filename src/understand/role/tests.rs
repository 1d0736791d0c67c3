//! Roles of invented documents.

use crate::understand::fact::Fact;
use crate::understand::testing;

fn shown(text: &str) -> Vec<String> {
    let line = |fact: Fact| {
        let role = fact.role()?;
        let members: Vec<&str> = role.members.iter().map(|name| &*name.text).collect();
        let also = if fact.also.is_empty() { String::new() } else { format!(" +{}", fact.also.len()) };
        Some(format!("{} = {}{also}", fact.title, members.join("; ")))
    };
    testing::facts("a.md", text).into_iter().filter_map(line).collect()
}

#[test]
fn a_section_of_a_role_says_who_it_is() {
    let text = "# Festival\n\n## Roles\n\n### Stage Crew\n**Who:** Lin Ott, Sound Engineer (two)\n**Involvement:** Builds\n\n### 2. Ticket Office\n- **Members:**\n  - Ada Byron\n  - Kai Moe (deputy)\n\n### Safety Officer\n\nMia Bell\n\n## Phase 1: Setup\n**Who:** Stage Crew\n**When:** Friday\n\n### Debrief\n**Who:** Everyone\n**Duration:** 1 hour\n";
    assert_eq!(shown(text), ["Stage Crew = Lin Ott; Sound Engineer", "Ticket Office = Ada Byron; Kai Moe"]);
}

#[test]
fn what_a_role_lists_for_itself_is_read() {
    let text = "## Stakeholder Roles\n\n### Ward Nurses\n**Who:** Day Nurse, Night Nurse\n**Time Commitment:** 5 hours total (three meetings)\n**Meetings:**\n- Kickoff (Day 1) - 1 hour\n- Day 3: Drill, 2 hours\n- Review (Day 9) - 90 min\n";
    let facts = testing::facts("a.md", text);
    let role = facts.iter().find_map(Fact::role).unwrap();
    let span = |span: crate::base::span::Span| span.of(text);
    assert_eq!(role.hours.map(|(minutes, at)| (minutes, span(at))), Some((300, "5 hours total")));
    assert_eq!(role.count.map(|(count, at)| (count, span(at))), Some((3, "three meetings")));
    let meetings: Vec<_> = role.meetings.iter().map(|m| (&*m.title, m.when.day, m.when.minutes)).collect();
    assert_eq!(
        meetings,
        [("Kickoff", Some(1), Some(60)), ("Drill", Some(3), Some(120)), ("Review", Some(9), Some(90))]
    );
}

#[test]
fn rows_of_a_table_of_roles() {
    let text = "# Launch\n\n## Contacts\n\n| **Role** | **Name** (chat) | Shadows | Phone |\n| --- | --- | --- | --- |\n| Release Lead | Ada Byron (@ada) | Kai Moe (@kai), Lin Ott | 1 |\n| Docs | Mia Bell | | 2 |\n| Comms Lead | TBD | | |\n";
    assert_eq!(shown(text), ["Release Lead = Ada Byron; Kai Moe; Lin Ott", "Docs = Mia Bell", "Comms Lead = "]);
    let other = "## Team\n\n| Person | What they do | Since |\n| --- | --- | --- |\n| Ada | Head Nurse | 2020 |\n| Kai | Ward Manager | 2021 |\n";
    assert_eq!(shown(other), ["Head Nurse = Ada", "Ward Manager = Kai"]);
}

#[test]
fn tables_that_are_no_rosters() {
    for text in [
        "## Sign-off\n\n| Role | Name | Date | Signature |\n| --- | --- | --- | --- |\n| CTO | Ada | | |\n",
        "## Roles\n\n| Role | Access | Name |\n| --- | --- | --- |\n| Viewer | read | viewer |\n",
        "## Contacts\n\n| Role | Name |\n| --- | --- |\n| Tech Lead | [Name] |\n| QA Lead | ____ |\n",
        "## Tasks\n\n| Task | Owner | Due |\n| --- | --- | --- |\n| Build | Ada | Friday |\n",
        "## Stages\n\n| Stage | Lead | Result |\n| --- | --- | --- |\n| Build | Frontend (React) | x |\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn a_role_with_its_name_in_a_cell_and_raci() {
    let text = "| Stream | Lead | Crew |\n| --- | --- | --- |\n| Food | Kitchen Lead (Ada) | Bar Crew |\n| Sound | Stage Lead (Kai Moe) | |\n| Light | Stage Lead (Kai Moe) | |\n";
    assert_eq!(shown(text), ["Kitchen Lead = Ada", "Stage Lead = Kai Moe +1"]);
    let raci = "## RACI\n\n| Activity | Head Teacher | Tech Lead |\n| --- | --- | --- |\n| Plan | A | R |\n| Exam | R/A | I |\n";
    assert_eq!(shown(raci), ["Head Teacher = ", "Tech Lead = "]);
}

#[test]
fn lines_of_contacts() {
    let text = "# Sprint 4\n\n**Scrum Master:** Lin Ott\n**Team:** Ada Byron (lead), Kai Moe\n**Owner:** Mia\n**Goal:** Ship It\n\n## Key contacts\n\n- **Product Manager:** Ada Byron - scope, budget\n- Tech Lead: [Name]\n- Kai Moe – Data Engineer, part time\n- Mia Bell (QA Engineer)\n- **Security Team:** Keeps data safe\n- **Ops Team:** Site Manager, Night Guard\n- Slack: #sprint\n";
    let want = [
        "Scrum Master = Lin Ott",
        "Team = Ada Byron; Kai Moe",
        "Product Manager = Ada Byron",
        "Data Engineer = Kai Moe",
        "QA Engineer = Mia Bell",
        "Ops Team = Site Manager; Night Guard",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn lines_that_name_no_role() {
    let text = "# Notes\n\n## 2026-01-07: Sync\n**Facilitator:** Ada\n**Team:** Ada, Kai\n\n## Tasks\n\n### Build\n- **Tech Lead:** Ada\n- **Assignee:** Kai\n\n## Review\n- [ ] Tech Lead: Ada\n\n```\nCTO: Ada Byron\n```\n";
    assert_eq!(shown(text), [""; 0]);
}

#[test]
fn a_list_of_people_under_a_role() {
    let text = "# Programme\n\n## Branch Managers\n\n- Ada Byron ([@ada](https://example.org/ada))\n- Kai Moe (@kai)\n\n## Contacts\n\n- Forum\n- Mailing list\n\n## Team\n\n- Ada Byron\n- Lin Ott\n";
    assert_eq!(shown(text), ["Branch Managers = Ada Byron; Kai Moe", "Team = Ada Byron; Lin Ott"]);
}

#[test]
fn runs_of_lines_say_who_fills_what() {
    let text = "# Harvest fair\n\nFair organiser: Ada Byron. Deputy: Doctor Kai Moe. It rains.\n\n## Cast\n\nConductor – Mia Bell\nStage manager – Tom Ray\nLights – Lin Ott\nStagehands – Ola, Pia and Quin\n\n## Committee\n\n- **Chair:** Ada Byron\n- **Money and sponsors:** Kai Moe\n- **Programme:** Mia Bell, Tom Ray\n";
    let want = [
        "Fair organiser = Ada Byron",
        "Deputy = Doctor Kai Moe",
        "Conductor = Mia Bell",
        "Stage manager = Tom Ray",
        "Lights = Lin Ott",
        "Stagehands = Ola; Pia; Quin",
        "Chair = Ada Byron",
        "Money and sponsors = Kai Moe",
        "Programme = Mia Bell; Tom Ray",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn runs_of_lines_that_are_about_something_else() {
    for text in [
        "# App\n\n## Stack\n\nFrontend: React, Redux\nBackend: Node, Express\nDatabase: Postgres, Redis\n",
        "# App\n\n## Environments\n\n- Staging: Amazon Frankfurt\n- Production: Amazon Dublin\n- Testing: Local Docker\n",
        "# App\n\n## Kickoff\n\nFacilitator: Ada Byron\nScribe: Kai Moe\nTimekeeper: Lin Ott\n",
        "# App\n\n## Team calendar\n\n- Day 1: Sprint Kickoff\n- Day 3: Vendor Selection\n- Day 5: Audit Review\n",
        "# App\n\n## RACI\n\n| Work | Ada | Falcon |\n| --- | --- | --- |\n| Plan | A | R |\n| Test | R | I |\n",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn tables_of_labels_posts_and_groups() {
    let text = "# Sprint 3\n\n| | |\n| --- | --- |\n| Dates | 2–13 March 2026 |\n| Scrum master | Ada Byron |\n| Developers | Kai, Lin, Mia |\n\n## Whom to call\n\n| Post | Name | Deputy |\n| --- | --- | --- |\n| Managing director | Tom Ray | Ola Berg |\n| Head of Engineering | Pia Holm | Lin Ott |\n\n## Sides\n\n| Group | People | Sum |\n| --- | --- | --- |\n| Makers | Ada, Kai | 6 h |\n| Guests | Ticket desk, Press office | 2 h |\n";
    let want = [
        "Scrum master = Ada Byron",
        "Developers = Kai; Lin; Mia",
        "Managing director = Tom Ray; Ola Berg",
        "Head of Engineering = Pia Holm; Lin Ott",
        "Makers = Ada; Kai",
        "Guests = Ticket desk; Press office",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn names_with_their_roles_in_a_sentence_and_duties() {
    let text = "# Plan\n\nNo crew of their own: Ada Byron (head), Kai Moe (agile coach).\n\nInvited, without a vote: Harbour Master (Lin Ott), Night Porter (Mia Bell), Site Engineer (Tom Ray).\n\n## Night desk role and responsibility\n\n- answers the phone\n- wakes the others\n\n## Technical Committee\n\n- Ola Berg, Harbour Ltd\n- Pia Holm, Quay Ltd\n";
    let want = [
        "head = Ada Byron",
        "agile coach = Kai Moe",
        "Harbour Master = Lin Ott",
        "Site Engineer = Tom Ray",
        "Night desk = ",
        "Technical Committee = Ola Berg; Pia Holm",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn sentences_that_say_who_fills_a_role() {
    let text = "# Plan\n\nReleases are signed with the Security Steward (Ada Byron) at hand. The artists' liaison, Kai Moe, opens the doors. Ask our Site Manager, Lin Ott.\n\nThe former Stage Manager, Tom Ray, and the Tech Lead (see above) are away; questions to Mia Bell, practice owner. The document owner, Ola Berg, signs.\n";
    assert_eq!(shown(text), ["Security Steward = Ada Byron", "artists' liaison = Kai Moe", "Site Manager = Lin Ott"]);
}

#[test]
fn teams_with_members_numbered_headings_and_remarks() {
    let text = "# Plan\n\n## 2 People\n\n### 2.1 Move Board\n\n- Who: Site Director, Tech Lead\n- Responsibilities: decide\n\n### 2.2 Ward Team\n\n- Who: Ward Manager, Night Nurse\n- Responsibilities: move\n\n## 3 Desks\n\n| Team | Members | Duty |\n| --- | --- | --- |\n| Cutters | @ada, @kai-moe | cut |\n| Packers | @kai-moe, @lin | pack |\n\n## 4 Who does what\n\n**Director:** Ms. Byron\n**Set and props:** Mr. Moe, with the choir\n**Costumes:** Mrs. Ott\n";
    let want = [
        "Move Board = Site Director; Tech Lead",
        "Ward Team = Ward Manager; Night Nurse",
        "Cutters = @ada; @kai-moe",
        "Packers = @kai-moe; @lin",
        "Director = Ms. Byron",
        "Set and props = Mr. Moe",
        "Costumes = Mrs. Ott",
    ];
    assert_eq!(shown(text), want);
}
