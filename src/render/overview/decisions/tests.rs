//! Decisions as cards.

use crate::render::overview;
use crate::render::testing::with_site;

const RECORD: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\nend: 2026-01-16\n---\n# Cloud provider\n\n**Decision:** Cloud provider\n**Options:** A & B / C\n**Decision Makers:** CEO, CTO\n**Deadline:** Day 3\n**Blocks:** the runbook\n\n## Day 3: Cloud provider meeting\n\n**Attendees:** CEO, CTO\n";
const LOG: &str = "---\nsprint: Sprint 4\n---\n# Log\n\n| Decision | Decide by | Deciders | State |\n|---|---|---|---|\n| Cloud provider | 2026-01-07 | CTO | Decided |\n| Team colours | | CTO | Decided |\n| Release date | 2026-01-06 | CEO | Open |\n";

fn page(files: &[(&str, &str)]) -> String {
    with_site(files, |site| {
        let page = site.overviews.iter().position(|page| page.address == "decisions/").expect("there are decisions");
        String::from_utf8(overview::page(site, page).unwrap()).unwrap()
    })
}

#[test]
fn one_decision_of_two_documents_is_one_card() {
    let html = page(&[("content/log.md", LOG), ("content/cloud.md", RECORD), ("content/index.md", "# Home\n")]);
    assert_eq!(html.matches("<article class=\"decision-card\"").count(), 3, "{html}");
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} in {html}"));
    assert!(at(">Release date</a>") < at(">Cloud provider</a></h3>"));
    assert!(at(">Cloud provider</a></h3>") < at(">Team colours</a>"));
    let card = &html[at("data-due=\"2026-01-07\"")..at(">Team colours</a>")];
    for part in [
        "<strong class=\"state open\">Open</strong>",
        "by <time datetime=\"2026-01-07\">Wednesday 7 January 2026</time> (Day 3)",
        "A &amp; B",
        ">Cloud provider meeting</a>",
        "the runbook",
        "(there: Decided)",
        "<span>CEO</span><span>Signature</span>",
    ] {
        assert!(card.contains(part), "{part} in {card}");
    }
    assert!(!html.contains("Not part of a sprint"));
}

#[test]
fn a_day_without_a_start_stays_a_day() {
    let text = RECORD.replace("start: 2026-01-05\nend: 2026-01-16\n", "");
    let html = page(&[("content/index.md", &text)]);
    assert!(html.contains("<span class=\"due\">by Day 3</span>") && !html.contains("data-due"), "{html}");
}
