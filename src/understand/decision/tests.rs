//! Tests of `understand::decision`.

use super::super::testing;
use crate::understand::fact::Fact;

/// Every decision: title, state, deciders, what else is told.
fn shown(text: &str) -> Vec<String> {
    testing::facts("a.md", text).iter().filter_map(one).collect()
}

fn one(fact: &Fact) -> Option<String> {
    let decision = fact.decision()?;
    let names = |names: &[crate::understand::fact::Name]| {
        names.iter().map(|name| name.text.to_string()).collect::<Vec<_>>().join("+")
    };
    let mut shown = format!("{} [{}] {}", fact.title, decision.state.word(), names(&fact.people));
    if let Some(due) = fact.due {
        shown += &format!(" due {due}");
    } else if let Some(when) = &fact.when {
        shown += &format!(" when {}", when.text);
    }
    for (name, list) in [("of", &decision.options), ("blocks", &decision.blocks)] {
        if !list.is_empty() {
            shown += &format!(" {name} {}", list.join("/"));
        }
    }
    for (name, list) in [("signed", &decision.signers), ("backed", &decision.backups)] {
        if !list.is_empty() {
            shown += &format!(" {name} {}", names(list));
        }
    }
    Some(shown)
}

#[test]
fn sections_with_deciders_are_decisions() {
    let text = "---\nstart: 2026-03-02\n---\n## Choices to be made\n\n### 1. Venue Selection (Day 3)\n**Decision:** School vs Town hall vs Barn\n**Decision Maker:** All Fair Sponsors + Head Cook\n**Impact:** Blocks the floor plan (FAIR-12)\n**Timeline:** Must decide by Day 3\n**Backup:** Deputy Cook\n\n**Form:**\n```\nVenue: [Name]\n\nApproved By:\n- Treasurer: ______ (Signature)\n- Head Cook: ______\nDate: ______\n```\n\n### 2. Menu\n**Decision Makers:** Head Cook and Ada Lane\n**Deadline:** March 6, 2026\n**Approved By:** Treasurer\n";
    let want = [
        "Venue Selection [open] Fair Sponsors+Head Cook due 2026-03-04 of School/Town hall/Barn blocks the floor plan (FAIR-12) signed Treasurer+Head Cook backed Deputy Cook",
        "Menu [open] Head Cook+Ada Lane due 2026-03-06",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn questions_and_their_answers() {
    let text = "## Strategy\n\n### 1.1 Payment\n\n**Question:** Cards or cash?\n\n**Decision:** ✅ **Both**\n- At the door\n\n### Notes\n\n**Decision:** The fair moves to May.\n\n**Decision:** No fireworks.\n**Decided by:** Ada Lane\n\n- Decision: Buy two tents\n\nDecision: this is only a sentence in a paragraph.\n";
    let want = [
        "Payment [decided] ",
        "The fair moves to May [decided] ",
        "No fireworks [decided] Ada Lane",
        "Buy two tents [decided] ",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn records_are_one_decision() {
    let text = "# ADR-007: Keep the paper forms\n\n**Status:** Accepted\n**Date:** 2025-11-18\n**Deciders:** Ada, Kai\n\n## Context\n\nText.\n\n## Considered Options\n\n- Tablets\n- **Paper** – cheap\n\n## Decision\n\nWe keep them.\n";
    assert_eq!(shown(text), ["Keep the paper forms [decided] Ada+Kai when 2025-11-18 of Tablets/Paper"]);
    let text = "# 12. One front desk\n\n## Status\n\nProposed\n\n## Context\n\nText.\n\n## Decision\n\nOne desk.\n\n## Deciders\n\n- Head Nurse\n- Director\n\n## Consequences\n\nText.\n";
    assert_eq!(shown(text), ["One front desk [open] Head Nurse+Director"]);
}

#[test]
fn logs_in_tables_and_lists() {
    let text = "# Notes\n\n## Decisions\n\n- Move the fair to May (decided by Ada and Kai)\n- **Venue** – the school\n- [ ] Call the school\n\n## Open decisions\n\n1. Which caterer? Decision by Head Cook, due 2026-03-06\n\n## Decision log\n\n| # | Decision | Owner | Date | Status |\n| --- | --- | --- | --- | --- |\n| 1 | Two tents | Kai | 2026-02-01 | Approved |\n| 2 | Fireworks | Board | | Deferred |\n| 3 | March 9, 2026: Stage | Board | | |\n";
    let want = [
        "Move the fair to May [decided] Ada+Kai",
        "Venue [decided] ",
        "Which caterer? [open] Head Cook due 2026-03-06",
        "Two tents [decided] Kai when 2026-02-01",
        "Fireworks [deferred] Board",
        "Stage [open] Board due 2026-03-09",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn what_only_speaks_of_decisions_is_none() {
    let text = "# Guide\n\n**Approved by:** CTO\n**Status:** Approved\n\n## Decision Tree\n\n- Left\n- Right\n\n### Decision Drivers\n\n1. Cost matters\n\n| Decision | Authority Level | Limit |\n| --- | --- | --- |\n| Repairs | Manager | $1,000 |\n\n## Day 3: Selection\n\n**Agenda:**\n1. Decision and next steps (10 min)\n\n| Environment | Approver(s) |\n| --- | --- |\n| Live | CTO |\n\n## Technical Decisions\n\nText.\n\n**Key Decisions Validated:**\n- Flutter over React\n";
    assert_eq!(shown(text), Vec::<String>::new());
}

#[test]
fn notes_and_approvals_under_other_labels() {
    let text = "---\nstart: 2026-03-02\n---\n# Fair\n\n## Approvals\n\n### A. Opening night\nQuestion: Friday or Saturday\nSettled by: Board circle\nAt the latest: March 6, 2026\nSigned by: Treasurer\n\n## Minutes\n\n**Decided:** We rent two tents.\nDecided by Ada Lane and Kai Moor.\n\n**Decided:** 2026-03-04\n\n**Agreed:** no fireworks this year (Ada and Kai, in the review)\n\n## To be decided\n\n**Which stage.** Wood or steel. By: Site (Kai), Board. Not later than March 9, 2026. The floor plan needs this.\n**Who sings?** To be settled by the Treasurer before March 10, 2026.\n\nBand or choir? Ada and Kai choose on March 11, 2026.\n\n- Nobody said anything.\n\n| Question | Who chooses | Until |\n| --- | --- | --- |\n| Second stage | Ada, Kai | March 12, 2026 |\n\n| Topic | Who decides |\n| --- | --- |\n| Repairs | Kai |\n";
    let want = [
        "Opening night [open] Board circle due 2026-03-06 signed Treasurer",
        "We rent two tents [decided] Ada Lane+Kai Moor when 2026-03-04",
        "no fireworks this year [decided] Ada+Kai",
        "Which stage [open] Site (Kai)+Board due 2026-03-09 blocks The floor plan needs this",
        "Who sings? [open] Treasurer due 2026-03-10",
        "Band or choir? [open] Ada+Kai due 2026-03-11",
        "Second stage [open] Ada+Kai due 2026-03-12",
    ];
    assert_eq!(shown(text), want);
}

#[test]
fn records_of_other_sorts() {
    let text = "---\nstatus: accepted\ndecision-makers: Ada Lane, Kai Moor\n---\n# 4. One stage\n\n## Context and Problem Statement\n\nText.\n\n## Decision Outcome\n\nOne.\n\n## Consequences\n\nText.\n";
    assert_eq!(shown(text), ["One stage [decided] Ada Lane+Kai Moor"]);
    let text = "# RFC 7 – Shared lists\n\nState: in review\nStewards: Ada Lane, Kai Moor\n\n## Summary\n\nText.\n";
    assert_eq!(shown(text), ["Shared lists [open] Ada Lane+Kai Moor"]);
}

mod any_text {
    use proptest::prelude::*;

    use crate::understand::fact::Fact;
    use crate::understand::testing;

    fn pieces() -> impl Strategy<Value = String> {
        let known = prop::sample::select(vec![
            "# ADR-1: ",
            "## Risks\n",
            "## Dependencies\n",
            "### Escalation (",
            "- **Risk:** ",
            "→ ",
            "Mitigate with ",
            "**Decision:** ",
            "**Deciders:** ",
            "\n",
            "\n\n",
            "```\n",
            "____",
            "[ ] ",
            "[Name]",
            "- ",
            "1. ",
            "| Decision | Owner |\n| --- | --- |\n| ",
            " | ",
            "Dependencies: ",
            "OPS-12",
            "OPS-1, 2",
            "by Oct 18",
            "deployed by ",
            "(0-2 hours)",
            "<3 points",
            ">3",
            "20 % or less",
            "Tier 1",
            "é",
            "“",
            "🔴 ",
            "ß",
            ": ",
            "(",
            ")",
            "`docs/a b.md`",
            "`tests/x/`",
            "[a](b.md)",
            "vs ",
            "Day 3",
            "from ",
            "required for ",
            "İ",
            "–",
        ]);
        prop::collection::vec(prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[a-zA-Zé€ ]{0,6}"], 0..24)
            .prop_map(|pieces| pieces.concat())
    }

    fn spans_are_sound(text: &str, fact: &Fact) -> bool {
        let sound = |span: crate::base::span::Span| text.get(span.start as usize..span.end as usize).is_some();
        let names =
            fact.people.iter().chain(&fact.owner).chain(fact.decision().into_iter().flat_map(|own| &own.signers));
        let steps = fact.steps().unwrap_or_default();
        sound(fact.place.span)
            && fact.also.iter().all(|place| sound(place.span))
            && names.into_iter().all(|name| sound(name.span))
            && steps.iter().all(|step| sound(step.beyond_span) && sound(step.span))
    }

    proptest! {
        #[test]
        fn is_survived_and_every_span_lies_in_it(text in pieces()) {
            let facts = testing::facts("a.md", &text);
            prop_assert!(facts.iter().all(|fact| spans_are_sound(&text, fact)));
        }
    }
}
