//! Dependencies as tables and pictures.

use crate::render::overview;
use crate::render::testing::with_site;

fn page(files: &[(&str, &str)]) -> String {
    with_site(files, |site| {
        let page = site.overviews.iter().position(|page| page.address == "dependencies/").expect("there are some");
        String::from_utf8(overview::page(site, page).unwrap()).unwrap()
    })
}

const TASKS: &str = "# Plan\n\n## Tasks\n\n### AB-1: Draw & measure\n\n**Status:** Done\n\n### AB-2: Build\n\n**Depends on:** AB-1\n\n### AB-3: Test\n\n**Depends on:** AB-2\n";

#[test]
fn what_needs_what_is_drawn_and_listed() {
    let html = page(&[("content/plan.md", TASKS), ("content/index.md", "# Home\n")]);
    assert_eq!(html.matches("<rect ").count(), 3, "{html}");
    assert_eq!(html.matches("<g class=\"arrow\">").count(), 2);
    assert!(html.contains("<title>AB-1 → AB-2</title>"), "{html}");
    assert!(html.contains("data-label=\"Needed by\"><a href="), "{html}");
}

#[test]
fn a_circle_ends() {
    let text = format!("{TASKS}\n## More\n\n### AB-1: Draw\n\n**Depends on:** AB-3\n");
    let html = page(&[("content/plan.md", &text), ("content/index.md", "# Home\n")]);
    assert_eq!(html.matches("<g class=\"back\">").count(), 1, "{html}");
    assert!(html.contains("close a circle"));
}

#[test]
fn too_many_are_not_drawn() {
    let rows: String = (0..70).map(|at| format!("| Thing {at} | Team {at} | Goal {} |\n", at / 2)).collect();
    let text = format!("# Plan\n\n## Dependencies\n\n| Dependency | Owner | Needed by |\n|---|---|---|\n{rows}");
    let html = page(&[("content/plan.md", &text), ("content/index.md", "# Home\n")]);
    assert!(!html.contains("<svg role") && html.contains("too many to draw: the table has them all"), "{html}");
}
