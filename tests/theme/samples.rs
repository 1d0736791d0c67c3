//! Views with everything in them, as the phases before would give them.

use sprintbook::render::view::checklists::*;
use sprintbook::render::view::gates::*;
use sprintbook::render::view::registers::*;
use sprintbook::render::view::*;

pub fn link(title: &str, href: &str) -> LinkView {
    LinkView { title: title.into(), href: href.into(), current: false }
}

pub fn site() -> SiteView {
    SiteView {
        title: "Records Service Handbook".into(),
        description: "How three squads work in parallel.".into(),
        language: "en".into(),
        dir: "ltr",
        root: "./".into(),
        home: "document.html".into(),
        footer: Some("Example documents. Nothing here is a real project.".into()),
        logo: None,
        favicon: None,
        accent: false,
        unsafe_html: false,
        changes: None,
        tools: vec![
            link("Calendar", "calendar.html"),
            link("Checklists", "checklists.html"),
            link("Tags", "tags.html"),
        ],
        generator: "sprintbook 0.1.0",
    }
}

fn entry(title: &str, children: Vec<NavView>) -> NavView {
    let open = !children.is_empty();
    NavView { title: title.into(), href: Some(format!("{}.html", title.len())), current: false, open, children }
}

/// Thirty entries, the current page in the middle.
fn nav() -> Vec<NavView> {
    let mut here = entry("Coordination", Vec::new());
    here.current = true;
    let mut pages = vec![here];
    for title in ["Kickoff", "Provider selection", "Integration check", "Demo and review", "Risks", "Roles and hours"] {
        pages.push(entry(title, Vec::new()));
    }
    let mut group = entry("Squads", (1..=9).map(|n| entry(&format!("Squad {n}"), Vec::new())).collect());
    group.href = None;
    pages.push(group);
    let mut nav = vec![entry("Start here", Vec::new()), entry("Sprint 18", pages)];
    for n in 1..=11 {
        nav.push(entry(&format!("Sprint {}", 18 - n), Vec::new()));
    }
    nav
}

fn toc() -> Vec<TocView> {
    let item = |title: &str, id: &str, children| TocView { title: title.into(), href: format!("#{id}"), children };
    vec![
        item("Before Day 1", "before-day-1", vec![]),
        item("Who meets when", "who-meets-when", vec![item("Handing over", "handing-over", vec![])]),
        item("The check", "the-check", vec![]),
    ]
}

pub fn page(title: &str, kind: &'static str) -> PageView {
    PageView {
        title: title.into(),
        description: "What the squads share: meetings, decisions, hand-overs.".into(),
        kind,
        canonical: Some("https://handbook.example.org/sprint-18/coordination/".into()),
        noindex: true,
        breadcrumbs: vec![link("Home", "document.html"), link("Sprint 18", "section.html")],
        nav: nav(),
        toc: if kind == "document" { toc() } else { Vec::new() },
        previous: Some(link("Start here", "section.html")),
        next: Some(link("Kickoff", "section.html")),
    }
}

pub fn empty_page(kind: &'static str) -> PageView {
    let (title, description) = ("Empty".into(), String::new());
    let (breadcrumbs, nav, toc) = (Vec::new(), Vec::new(), Vec::new());
    let (canonical, noindex, previous, next) = (None, false, None, None);
    PageView { title, description, kind, canonical, noindex, breadcrumbs, nav, toc, previous, next }
}

pub fn listing() -> Vec<ListingView> {
    let entry = |title: &str, description: Option<&str>, documents| ListingView {
        title: title.into(),
        href: "document.html".into(),
        description: description.map(str::to_string),
        documents,
    };
    vec![
        entry("Coordination", Some("What the squads share: meetings, decisions, hand-overs."), 0),
        entry("Kickoff", None, 0),
        entry("Squads", Some("One charter for each squad, and who is in it."), 9),
        entry("Decisions", None, 1),
    ]
}

pub fn document() -> DocumentView {
    let related = |label: &str, links| RelatedView { label: label.into(), links };
    let backlink = |title: &str, sentence: &str| BacklinkView {
        title: title.into(),
        href: "section.html".into(),
        sentence_html: sentence.into(),
    };
    DocumentView {
        extra: None,
        has_h1: true,
        body_html: include_str!("document.html").into(),
        ticks: Some("sprint-18/coordination.md".into()),
        draft: true,
        edit_href: Some("https://example.org/edit/content/sprint-18/coordination.md".into()),
        updated: Some(DateView { iso: "2026-01-05".into(), text: "5 January 2026".into() }),
        tags: vec![link("coordination", "tag.html"), link("sprint 18", "tag.html")],
        broken: 2,
        related: vec![
            related("Charter", vec![link("Charter of Squad 1", "section.html")]),
            related("Same sprint", vec![link("Kickoff", "section.html"), link("Demo and review", "section.html")]),
        ],
        backlinks: vec![
            backlink("Start here", "Whoever joins reads the <mark>coordination guide</mark> first."),
            backlink("Kickoff", "The order of work is in the <mark>guide</mark>, and only there."),
        ],
        backlinks_more: 3,
        listing: Vec::new(),
    }
}

pub fn empty_document() -> DocumentView {
    DocumentView {
        extra: None,
        has_h1: false,
        body_html: String::new(),
        ticks: None,
        draft: false,
        edit_href: None,
        updated: None,
        tags: Vec::new(),
        broken: 0,
        related: Vec::new(),
        backlinks: Vec::new(),
        backlinks_more: 0,
        listing: Vec::new(),
    }
}

pub fn checklists() -> ChecklistsView {
    let item = |text: &str, state: &'static str, depth| ChecklistItemView {
        text: text.into(),
        state,
        depth,
        tick: "1f3a9c2b".into(),
        owners: vec![("Ada".into(), Some("document.html".into())), ("QA <Lead>".into(), None)],
        due: Some(DueView { iso: Some("2026-01-05".into()), text: "5 January 2026".into() }),
    };
    let group = |title: &str, done, items: Vec<_>| ChecklistGroupView {
        title: title.into(),
        href: "document.html#before-day-1".into(),
        total: items.len(),
        done,
        path: "sprint-18/\"coordination\".md".into(),
        items,
    };
    let sheet = |title: &str, id: &str, groups: Vec<ChecklistGroupView>| ChecklistSheetView {
        title: title.into(),
        href: "document.html".into(),
        id: id.into(),
        signed: true,
        total: groups.iter().map(|group| group.total).sum(),
        done: groups.iter().map(|group| group.done).sum(),
        groups,
    };
    let first = vec![
        group("", 1, vec![item("The goal is written in one sentence", "done", 0)]),
        group(
            "Before Day 1",
            1,
            vec![
                item("Charters are signed by all three leads", "done", 0),
                item("Access to the staging system for everybody", "in-progress", 0),
                item("Two accounts for the auditors, which their own administrator has to confirm", "blocked", 1),
                item("A printed plan", "cancelled", 0),
                item("A room for the demo on Day 14", "open", 0),
            ],
        ),
    ];
    let mut last = item("Answer every question", "open", 0);
    last.due = Some(DueView { iso: None, text: "Day 14".into() });
    let second = vec![group("Demo and review › After the demo", 0, vec![last])];
    ChecklistsView {
        total: 7,
        done: 2,
        label: "All checklists".into(),
        ways: vec![link("By document", "checklists.html"), link("By owner", "section.html")],
        csv: "checklists.csv".into(),
        only_open: true,
        counted: true,
        sections: vec![ChecklistSectionView {
            title: "Sprint 17".into(),
            href: "section.html".into(),
            total: 900,
            done: 850,
        }],
        sheets: vec![sheet("Coordination", "list.1", first), sheet("Kickoff", "list.2", second)],
    }
}

pub fn no_checklists() -> ChecklistsView {
    ChecklistsView {
        total: 0,
        done: 0,
        label: String::new(),
        ways: vec![],
        csv: String::new(),
        only_open: false,
        counted: false,
        sections: vec![],
        sheets: vec![],
    }
}

pub fn gates() -> GatesView {
    let row = |title: &str, criteria| GateRowView {
        title: title.into(),
        href: "gate.html".into(),
        source: link("Coordination", "document.html"),
        timebox: Some(link("Sprint 18", "section.html")),
        when: Some(GateWhenView { iso: Some("2026-01-18".into()), text: "Sunday 18 January 2026".into() }),
        blanks: 7,
        criteria,
        met: criteria / 2,
    };
    GatesView {
        sections: vec![link("Sprint 17", "section.html")],
        gates: vec![row("Go / <no-go>", 17)],
        forms: vec![row("Roster", 0)],
    }
}

pub fn gate() -> GateView {
    GateView {
        caption: Some("Readiness of the release".into()),
        source: link("Coordination", "document.html"),
        timebox: Some(link("Sprint 18", "section.html")),
        when: Some(GateWhenView { iso: None, text: "Day 14".into() }),
        blanks: 1,
        criteria: 2,
        met: 1,
        path: "sprint-18/coordination.md".into(),
        lines_html: "<section class=\"lines\">\n<h2>Speed</h2>\n<p class=\"line\">Cost: $<span class=\"blank short\"><span class=\"sr\">blank</span></span></p>\n</section>\n".into(),
        verdict: vec!["GO".into(), "NO-GO".into()],
        signatures: vec!["CTO".into(), String::new()],
    }
}

pub fn empty_gate() -> GateView {
    GateView {
        caption: None,
        source: link("Coordination", "document.html"),
        timebox: None,
        when: None,
        blanks: 0,
        criteria: 0,
        met: 0,
        path: String::new(),
        lines_html: String::new(),
        verdict: vec![],
        signatures: vec![],
    }
}

/// A list of facts: markup stands for what Rust writes.
pub fn register() -> RegisterView {
    RegisterView {
        total: 3,
        documents: 2,
        tallies: vec![TallyView { class: "grade-3", title: "High", count: 3 }],
        below: vec![BelowView { title: "Sprint 17".into(), href: "section.html".into(), count: 900 }],
        head_html: "<section aria-labelledby=\"in.worst\"><h2 id=\"in.worst\">The worst first</h2></section>".into(),
        list_html: "<section aria-labelledby=\"in.a\"><h2 id=\"in.a\">A</h2></section>".into(),
    }
}

pub fn people() -> sprintbook::render::view::people::PeopleView {
    sprintbook::render::view::people::PeopleView {
        total: 2,
        parts: vec![link("Sprint 18", "section.html")],
        matrix: Some("meetings.html".into()),
        csv: Some("meetings.csv".into()),
        list_html: "<section aria-labelledby=\"in.people\">\n<h2 id=\"in.people\">People</h2>\n</section>\n".into(),
    }
}

pub fn person() -> sprintbook::render::view::people::PersonView {
    sprintbook::render::view::people::PersonView {
        sort: "Role",
        members_html: "<a href=\"ada.html\">Ada</a>".into(),
        groups_html: "Sponsors".into(),
        told_html: "Roles".into(),
        subscribe: None,
        week: Some(1),
        list_html: "<section aria-labelledby=\"in.meetings\">\n<h2 id=\"in.meetings\">Meetings</h2>\n</section>\n"
            .into(),
    }
}
