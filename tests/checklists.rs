//! Pages of boxes and of gates, of whole small handbooks: which there are, and what stands on them.

use std::collections::BTreeMap;

use sprintbook::pipeline;

type Site = BTreeMap<String, Vec<u8>>;

fn site(files: &[(&str, &str)]) -> Site {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    pipeline::in_memory(&files).site.into_iter().collect()
}

fn text(site: &Site, path: &str) -> String {
    let bytes = site.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", site.keys().collect::<Vec<_>>()));
    String::from_utf8(bytes.clone()).expect("pages are UTF-8")
}

/// What a page says, without markup: from its `<h1>` on, a line for each element that ends.
fn said(site: &Site, path: &str) -> Vec<String> {
    let page = text(site, path);
    let main = page.split_once("<h1>").expect("an h1").1;
    let main = main.split_once("</main>").expect("an end of main").0;
    let mut lines = vec![String::new()];
    for piece in main.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if ["h1", "h2", "h3", "li", "p", "div", "dt", "dd", "ul"]
            .iter()
            .any(|name| tag == *name || tag == format!("/{name}") || tag.starts_with(&format!("{name} ")))
        {
            lines.push(String::new());
        }
        lines.last_mut().expect("there is one").push_str(words);
    }
    let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

#[track_caller]
fn holds(lines: &[String], wanted: &[&str]) {
    let mut rest = lines.iter();
    for line in wanted {
        assert!(rest.any(|other| other == line), "`{line}` is missing, or not in its place:\n{lines:#?}");
    }
}

const GUIDE: &str = "---\nsprint: Sprint 4\n---\n# Guide\n\n- [x] Loose\n\n## Doors of the day\n\n### Exit\n\n- [ ] Ready (Tech Lead)\n  - [x] Really\n- [ ] =SUM(A1), \"quoted\", due 2026-01-05 (QA Lead + Tech Lead)\n- [ ] Blocked by rain 🚫\n\n## Last\n\n### Day 8: Review\n\n**Deliverables:**\n- [ ] Notes\n- [ ] Notes\n";

#[test]
fn few_boxes_stand_on_one_page_under_their_headings() {
    let site = site(&[("content/s/guide.md", GUIDE), ("content/s/none.md", "# None\n")]);
    let said = said(&site, "checklists/index.html");
    let wanted = [
        "2 of 7 done",
        "By document",
        "By owner",
        "By due date",
        "Guide",
        "2 of 7 done",
        "Loose",
        "Doors of the day › Exit",
        "1 of 4",
        "Ready Tech Lead",
        "Really",
        "Last › Day 8: Review",
        "0 of 2",
        "Notes Due Day 8",
        "Name Signature Date",
    ];
    holds(&said, &wanted);
    let page = text(&site, "checklists/index.html");
    assert!(page.contains("href=\"../s/guide/index.html#exit\""), "groups lead to their headings");
    assert!(page.contains("data-ticks=\"s/guide.md\""));
    assert!(page.contains(
        "<li class=\"task done depth-1\"><span class=\"box\" role=\"img\" aria-label=\"Done\"></span>Really"
    ));
    assert!(!page.contains("None"), "a document without a box is not listed");
}

#[test]
fn ticks_are_kept_by_the_same_key_on_every_page() {
    let site = site(&[("content/s/guide.md", GUIDE)]);
    let keys = |path: &str| {
        let page = text(&site, path);
        let mut keys: Vec<String> =
            page.split("data-tick=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let own = keys("s/guide/index.html");
    assert_eq!(own.len(), 5, "boxes that are done have none: {own:?}");
    assert!(own.iter().any(|key| key.ends_with("-2")), "equal texts are told apart: {own:?}");
    for path in ["checklists/index.html", "checklists/by-owner/index.html", "checklists/by-due/index.html"] {
        assert_eq!(keys(path), own, "{path}");
    }
    assert!(text(&site, "s/guide/index.html").contains("<article data-ticks=\"s/guide.md\">"));
}

#[test]
fn boxes_stand_by_owner_and_by_day() {
    let site = site(&[("content/s/guide.md", GUIDE)]);
    let owners = said(&site, "checklists/by-owner/index.html");
    holds(
        &owners,
        &["QA Lead", "0 of 1 done", "Guide › Exit", "Tech Lead", "0 of 2 done", "Without an owner", "2 of 5 done"],
    );
    let days = said(&site, "checklists/by-due/index.html");
    holds(&days, &["Monday 5 January 2026", "Day 8 of Sprint 4", "0 of 2 done", "Without a day", "2 of 4 done"]);
    let page = text(&site, "checklists/by-due/index.html");
    assert!(page.contains("data-due=\"2026-01-05\""), "the browser marks what is late");
}

#[test]
fn no_owner_no_day_no_box_no_page() {
    let plain = site(&[("content/a.md", "# A\n\n- [ ] One\n- [ ] Two\n")]);
    assert!(plain.contains_key("checklists/index.html"));
    assert!(!plain.keys().any(|path| path.starts_with("checklists/by-")), "{:?}", plain.keys());
    assert!(!text(&plain, "checklists/index.html").contains("class=\"ways\""));
    let none = site(&[("content/a.md", "# A\n")]);
    assert!(!none.keys().any(|path| path.starts_with("checklists") || path.starts_with("gates")), "{:?}", none.keys());
}

#[test]
fn spreadsheets_get_every_box_and_no_formula() {
    let site = site(&[("content/s/guide.md", GUIDE)]);
    let csv = text(&site, "checklists/checklists.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 9, "{csv}");
    assert_eq!(lines[0], "document,path,line,section,box,state,owners,due,timebox");
    assert_eq!(lines[1], "Guide,s/guide.md,6,Guide,Loose,done,,,Sprint 4");
    assert!(lines[4].contains(",\"'=SUM(A1), \"\"quoted\"\""), "{}", lines[4]);
    assert!(lines[4].ends_with(",open,QA Lead; Tech Lead,2026-01-05,Sprint 4"), "{}", lines[4]);
}

#[test]
fn hostile_texts_stay_texts() {
    let text_ = "# \"><img src=x>\n\n- [ ] \"><script>x</script> <b onclick=x> (A\"><i>)\n- [ ] `</li>`\n";
    let site = site(&[("content/\"odd\"/a.md", text_)]);
    for path in ["checklists/index.html", "checklists/by-owner/index.html"] {
        let Some(_) = site.get(path) else { continue };
        let page = text(&site, path);
        let main = page.split_once("<main").expect("a main").1;
        assert!(!main.contains("<script>x") && !main.contains("<img src=x") && !main.contains("<i>"), "{main}");
    }
}

fn boxes(count: usize) -> String {
    "- [ ] Box\n".repeat(count)
}

#[test]
fn many_boxes_are_split_by_folder_and_long_folders_into_parts() {
    let mut files = vec![
        ("content/home.md".to_owned(), boxes(10)),
        ("content/a/one.md".to_owned(), boxes(600)),
        ("content/a/b/two.md".to_owned(), boxes(300)),
        ("content/a/b/three.md".to_owned(), boxes(300)),
        ("content/huge/all.md".to_owned(), boxes(1500)),
    ];
    files.extend((0..12).map(|at| (format!("content/flat/{at}.md"), boxes(100))));
    files.push((
        "content/own.md".to_owned(),
        "- [ ] Mine (Tech Lead)\n- [x] Done (Tech Lead)\n- [ ] Soon, due 2026-01-05\n".to_owned(),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = site(&files);
    let mut pages: Vec<&str> =
        site.keys().filter_map(|path| path.strip_prefix("checklists/")?.strip_suffix("index.html")).collect();
    pages.sort_unstable();
    let want = [
        "",
        "a/",
        "a/b/",
        "a/documents/",
        "by-due/",
        "by-due/2026-01/",
        "by-owner/",
        "by-owner/tech-lead/",
        "documents/",
        "flat/",
        "flat/documents-2/",
        "flat/documents/",
        "huge/",
    ];
    assert_eq!(pages, want);
    holds(
        &said(&site, "checklists/index.html"),
        &["1 of 3913 done", "0 of 1200 done", "0 of 1200 done", "0 of 1500 done"],
    );
    let owners = said(&site, "checklists/by-owner/index.html");
    holds(&owners, &["Tech Lead", "1 of 2 done", "Without an owner", "0 of 3911 done"]);
    let ada = said(&site, "checklists/by-owner/tech-lead/index.html");
    holds(&ada, &["Mine Tech Lead"]);
    assert!(!ada.iter().any(|line| line.starts_with("Done")), "only what is open is listed: {ada:?}");
}

const GATE: &str = "---\nsprint: Sprint 4\nstart: 2026-01-05\n---\n# Plan\n\n## Production Go/No-Go (Day 14)\n\n**Decision:** Deploy or wait\n**Decision makers:** CEO, CTO\n**Timeline:** Day 14\n\n**Go/No-Go Checklist:**\n```\nReadiness\n\nWork:\n[ ] OPS-3 complete\n[x] Deployment runbook validated (twice)\n\nDecision: [ ] GO  [ ] NO-GO\nCost: $____\nProvider: [AWS / Azure]\n\nApproved By:\n- CEO: ________\n```\n\n## Exit criteria\n\n- [x] <b>Bold</b>\n- [ ] OPS-3 works\n\n## Tasks\n\n### OPS-3: Deployment\n\n- [x] The deployment runbook is validated\n";

#[test]
fn a_gate_is_a_sheet_with_its_lines_and_what_they_rest_on() {
    let site = site(&[("content/plan.md", GATE)]);
    let list = text(&site, "gates/index.html");
    assert!(list.contains("Sunday 18 January 2026"), "the decision's day");
    let sheet = text(&site, "gates/go-no-go-checklist/index.html");
    for wanted in [
        "<h1>Go/No-Go Checklist</h1>",
        "<p class=\"caption\">Readiness</p>",
        "1 of 2 criteria met",
        "<h2>Work</h2>",
        "OPS-3 complete <span class=\"evidence\"><a href=\"../../plan/index.html#ops-3-deployment\">OPS-3</a>",
        "The deployment runbook is validated</a> (done)",
        "<p class=\"verdict\">Decision: <span class=\"choices\"><b>GO</b> / <b>NO-GO</b></span></p>",
        "Cost: $<span class=\"blank short\">",
        "<b>AWS</b> / <b>Azure</b>",
        "<h2>Approved By</h2>",
    ] {
        assert!(sheet.contains(wanted), "`{wanted}` is missing in\n{sheet}");
    }
    assert!(!sheet.contains("class=\"signatures\""), "the form has lines of its own to sign");
    let criteria = text(&site, "gates/plan-exit-criteria/index.html");
    for wanted in ["data-ticks=\"plan.md\"", "data-tick=", "<b>GO</b> / <b>NO-GO</b>", "class=\"signatures\""] {
        assert!(criteria.contains(wanted), "`{wanted}` is missing in\n{criteria}");
    }
    assert!(!criteria.contains("<b>Bold"), "a text stays a text");
}
