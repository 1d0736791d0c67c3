//! States as people write them.

use proptest::prelude::*;

use super::*;

#[test]
fn a_whole_text_names_a_state() {
    for (text, want) in [
        ("✅", "done"),
        ("✔️", "done"),
        ("☑", "done"),
        ("[x]", "done"),
        ("[ ]", "open"),
        ("[~]", "in-progress"),
        ("[-]", "cancelled"),
        ("🔄", "in-progress"),
        ("⏳", "in-progress"),
        ("⬜", "open"),
        ("🟥 Not Started", "open"),
        ("🔴 Blocked", "blocked"),
        ("🟨 In progress", "in-progress"),
        ("🟩 Complete", "done"),
        ("🟢 On track", "in-progress"),
        ("âœ… Done", "done"),
        ("ðŸŸ¥ Not Started", "open"),
        ("✅ Complete (9/9 tasks)", "done"),
        ("✅ In progress", "in-progress"),
        ("❌ Not started", "open"),
        ("DONE", "done"),
        ("TODO", "open"),
        ("To do", "open"),
        ("to-do", "open"),
        ("WIP", "in-progress"),
        ("In Progress", "in-progress"),
        ("in-progress", "in-progress"),
        ("In review", "in-progress"),
        ("Completed 5 May", "done"),
        ("Closed", "done"),
        ("Shipped", "done"),
        ("Merged", "done"),
        ("Planned", "open"),
        ("Pending", "open"),
        ("Pending – waits for Ada", "open"),
        ("On hold", "blocked"),
        ("Blocked by the vendor", "blocked"),
        ("Deferred", "open"),
        ("Cancelled", "cancelled"),
        ("Won't do", "cancelled"),
        ("Won’t fix (for now)", "cancelled"),
        ("100% complete", "done"),
        ("60% complete", "in-progress"),
        ("**Done**", "done"),
        ("✅ 4/4", "done"),
        ("⚠️ Partial", "in-progress"),
        ("Not done", "open"),
    ] {
        assert_eq!(named(text).map(State::word), Some(want), "{text}");
    }
}

#[test]
fn what_names_no_state_is_left_alone() {
    for text in [
        "",
        "N/A",
        "n/a",
        "—",
        "🔴",
        "🟡",
        "🟢",
        "🟩",
        "Completeness",
        "Done is better than perfect",
        "Open questions",
        "Yes",
        "High",
        "Ada",
        "In Berlin",
        "✅ Backend ready",
        "âœ…",
        "Closed-loop tests",
        "Complete by Friday",
        "Complete the form",
        "60%",
        "Planned's",
        "Готово",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[test]
fn a_state_heads_a_text() {
    for (text, want) in [
        ("DONE – Write the plan", "done|Write the plan"),
        ("Done: write the plan", "done|write the plan"),
        ("✅ Write the plan", "done|Write the plan"),
        ("✅ Done – Write", "done|Write"),
        ("[x] Write", "done|Write"),
        ("[DONE] Write", "done|Write"),
        ("(done) Write", "done|Write"),
        ("TODO call them", "open|call them"),
        ("WIP: draft", "in-progress|draft"),
        ("🟥 Not Started – Deploy", "open|Deploy"),
        ("In progress (Ada) - Deploy", "in-progress|Deploy"),
        ("**DONE** – Deploy", "done|Deploy"),
        ("✅ In progress: Deploy", "in-progress|Deploy"),
        ("⏳ Waiting room rebuilt", "in-progress|Waiting room rebuilt"),
    ] {
        let shown = read_head(text).map(|(state, length)| format!("{}|{}", state.word(), &text[length..]));
        assert_eq!(shown.as_deref(), Some(want), "{text}");
    }
    for text in [
        "Done is better than perfect",
        "Open questions",
        "Blocked by Ada",
        "🔴 Outage",
        "New: dashboards",
        "Completeness",
        "Review",
        "",
        "[Name] x",
        "Complete the form",
    ] {
        assert_eq!(read_head(text), None, "{text}");
    }
}

#[test]
fn a_state_ends_a_text() {
    for (text, want) in [
        ("Wave A demo. ✅ Active", "in-progress|Wave A demo. "),
        ("Write the plan ✅", "done|Write the plan "),
        ("Write the plan – Done", "done|Write the plan "),
        ("Write the plan - in progress", "in-progress|Write the plan "),
        ("Write the plan (done)", "done|Write the plan "),
        ("Write the plan (✅ done)", "done|Write the plan "),
        ("Write the plan [WIP]", "in-progress|Write the plan "),
        ("Write 🟥 Not Started", "open|Write "),
        ("Write – ✅ Done", "done|Write "),
    ] {
        let shown = read_tail(text).map(|(state, at)| format!("{}|{}", state.word(), &text[..at]));
        assert_eq!(shown.as_deref(), Some(want), "{text}");
    }
    for text in
        ["Write until done", "Get it done", "Rate 🟢", "Write (Ada)", "Review – the plan", "✅ Write", "Well-done", ""]
    {
        assert_eq!(read_tail(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in ".{0,40}", near in "(✅|🟥|Done|Not| |started|–|-|\\(|\\)|\\[|x|\\]|é|âœ…|In progress|:|%|60){0,10}") {
        for text in [text, near] {
            named(&text);
            if let Some((_, bytes)) = read_head(&text) {
                prop_assert!(text.is_char_boundary(bytes));
            }
            if let Some((_, at)) = read_tail(&text) {
                prop_assert!(text.is_char_boundary(at));
            }
        }
    }
}
