//! Which findings are told, and how gravely: the command line before handbook.yaml before the rule itself.

use crate::support::{BROKEN, DOUBTFUL, Folder};

#[test]
fn the_command_line_sets_levels_by_code_and_by_group() {
    let folder = Folder::new(&[("index.md", "# Home\n\n[Plan](plan.md)\n\n[Aims]()\n")]);
    folder.run(&["check"]).ends(1).says(&["1 error, 1 warning"]);
    folder.run(&["check", "--allow", "link"]).ends(0).says(&["no findings"]);
    folder.run(&["check", "--allow", "link/missing-file"]).ends(0).says(&[": 1 warning"]);
    folder.run(&["check", "--warn", "link/missing-file"]).ends(0).says(&["2 warnings"]);
    folder.run(&["check", "--warn", "link", "--strict"]).ends(1).says(&["2 warnings"]);
    folder.run(&["check", "--deny", "link/empty"]).ends(1).says(&["2 errors"]);
    folder.run(&["check", "--allow", "link", "--deny", "link/empty"]).ends(1).says(&["1 error."]);
    folder.run(&["build", "--allow", "link"]).ends(0).complains(&["no findings"]);
}

#[test]
fn handbook_yaml_sets_levels_and_the_command_line_wins() {
    let rules = "rules:\n  link/missing-file: warning\n";
    let folder = Folder::new(&[BROKEN, ("handbook.yaml", rules)]);
    folder.run(&["check"]).ends(0).says(&["1 warning"]);
    folder.run(&["check", "--deny", "link"]).ends(1).says(&["1 error"]);
    folder.run(&["check", "--allow", "link/missing-file"]).ends(0).says(&["no findings"]);
    folder.write("handbook.yaml", "rules:\n  link: allow\n");
    folder.run(&["check"]).ends(0).says(&["no findings"]);
    folder.run(&["check", "--warn", "link"]).ends(0).says(&["1 warning"]);
    folder.write("handbook.yaml", "rules:\n  link: hint\n");
    folder.run(&["check", "--strict"]).ends(0).says(&["1 hint"]);
}

#[test]
fn a_code_wins_over_its_group_in_handbook_yaml() {
    let folder = Folder::new(&[DOUBTFUL, ("handbook.yaml", "rules:\n  link/empty: error\n  link: allow\n")]);
    folder.run(&["check"]).ends(1).says(&["1 error"]);
}

#[test]
fn an_allowance_in_the_text_silences_and_must_be_needed() {
    let folder = Folder::new(&[(
        "index.md",
        "# Home\n\n<!-- sprintbook: allow link/missing-file: written on Day 5 -->\n[Plan](plan.md)\n",
    )]);
    folder.run(&["check", "--strict"]).ends(0).says(&["no findings"]);
    folder.write("index.md", "# Home\n\n<!-- sprintbook: allow link/missing-file: written on Day 5 -->\nNothing.\n");
    folder.run(&["check", "--strict"]).ends(1).says(&["allow/unused"]);
}

#[test]
fn drafts_are_published_on_request_only() {
    let folder = Folder::new(&[
        ("index.md", "# Home\n\n[Later](later.md)\n"),
        ("later.md", "---\ndraft: true\n---\n\n# Later\n\n[Gone](gone.md)\n"),
    ]);
    // What is wrong inside a draft is nobody's business yet.
    let told = folder.run(&["check"]).ends(1).says(&["link/to-draft", "1 error"]);
    assert!(!told.out.contains("gone.md"));
    folder.run(&["build"]).ends(1);
    assert!(!folder.has("public/later/index.html"));
    folder.run(&["check", "--drafts"]).ends(1).says(&["link/missing-file", "1 error"]);
    folder.run(&["build", "--drafts"]).ends(1);
    assert!(folder.has("public/later/index.html"));
    folder.run(&["build"]).ends(1);
    assert!(!folder.has("public/later/index.html"));
}

#[test]
fn findings_that_depend_on_the_day_follow_today() {
    let folder = Folder::new(&[("index.md", "# Home\n\n**Next review:** 2026-06-30\n")]);
    folder.run(&["check", "--today", "2026-06-30", "--strict"]).ends(0);
    folder.run(&["check", "--today", "2026-07-01", "--strict"]).ends(1).says(&["doc/review-overdue"]);
    folder.run(&["build", "--today", "2026-06-30"]).ends(0);
    let before = folder.files("public");
    folder.run(&["build", "--today", "2036-06-30"]).ends(0);
    assert_eq!(folder.files("public"), before, "no byte of a page depends on the day of the run");
}
