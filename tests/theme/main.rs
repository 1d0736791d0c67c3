//! The theme: every template with full and with empty views, what each page has to keep, and mistakes of authors.
//!
//! The pages are left in `target/tmp/theme`, to be looked at in a browser.

#![allow(clippy::disallowed_methods, reason = "a test that leaves its pages on the disk")]

use std::path::PathBuf;

use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::base::source::SourceId;
use sprintbook::render::theme::{TemplateOverride, Theme, Variables, is_theme_file};
use sprintbook::render::view::*;

mod planned;
mod samples;

fn theme() -> Theme {
    Theme::new(&[], []).unwrap_or_else(|_| panic!("our own templates are sound"))
}

fn overview<'a>(template: &'static str, variables: &'a Variables) -> Content<'a> {
    Content::Overview { template, variables }
}

/// Lists of facts: the file that is left, what the page and its variable are called, the template.
const REGISTERS: [(&str, &str, &str); 5] = [
    ("decisions.html", "decisions", "decisions-content.html"),
    ("risks.html", "risks", "risks-content.html"),
    ("targets.html", "targets", "targets-content.html"),
    ("escalations.html", "escalations", "escalations-content.html"),
    ("dependencies.html", "dependencies", "dependencies-content.html"),
];

/// Every kind of page with everything in it: file name and HTML.
fn full_pages(theme: &Theme) -> Vec<(&'static str, String)> {
    use samples::*;
    let site = theme.site(&site());
    let mut section = empty_document();
    section.listing = listing();
    section.body_html = "<p>Two weeks in January in which three squads build one release.</p>".into();
    let calendar = Variables::of("calendar", &planned::calendar());
    let sprints = Variables::of("sprints", &planned::sprints());
    let sprint = Variables::of("sprint", &planned::sprint()).with("calendar_href", &"calendar.html");
    let timeline = Variables::of("timeline", &planned::timeline());
    let checklists = Variables::of("checklists", &checklists());
    let registers = REGISTERS.map(|(_, name, _)| Variables::of(name, &register()));
    let below: Vec<view::registers::BelowView> = vec![];
    let people = Variables::of("people", &people()).with("below", &below);
    let person = Variables::of("person", &person());
    let (gates, gate) = (Variables::of("gates", &gates()), Variables::of("gate", &gate()));
    let render = |page: &PageView, content: Content<'_>| {
        theme.page(&site, page, content, None).expect("our own templates render")
    };
    let lists = REGISTERS
        .iter()
        .zip(&registers)
        .map(|(&(file, kind, template), variables)| (file, render(&page(kind, kind), overview(template, variables))));
    let mut pages = vec![
        (
            "document.html",
            render(&page("Sprint 18: Parallel coordination", "document"), Content::Document(&document())),
        ),
        ("section.html", render(&page("Sprint 18", "section"), Content::Document(&section))),
        ("tags.html", render(&page("Tags", "tags"), Content::Tags(&listing()))),
        ("tag.html", render(&page("Tag: risk", "tag"), Content::Tag { name: "risk", listing: &listing() })),
        ("calendar.html", render(&page("Calendar", "calendar"), overview("calendar-content.html", &calendar))),
        ("sprints.html", render(&page("Sprints", "sprints"), overview("sprints-content.html", &sprints))),
        ("sprint.html", render(&page("Sprint 18", "sprints"), overview("sprint-content.html", &sprint))),
        ("timeline.html", render(&page("Timeline", "timeline"), overview("timeline-content.html", &timeline))),
        (
            "checklists.html",
            render(&page("Checklists", "checklists"), overview("checklists-content.html", &checklists)),
        ),
        ("gates.html", render(&page("Gates", "gates"), overview("gates-content.html", &gates))),
        ("people.html", render(&page("People", "people"), overview("people-content.html", &people))),
        ("meetings.html", render(&page("Who takes part", "people"), overview("meetings-content.html", &people))),
        ("squads.html", render(&page("Squads", "squads"), overview("squads-content.html", &people))),
        ("on-call.html", render(&page("On call", "on-call"), overview("on-call-content.html", &people))),
        ("person.html", render(&page("Tech Lead", "people"), overview("person-content.html", &person))),
        ("gate.html", render(&page("Go/no-go", "gates"), overview("gate-content.html", &gate))),
        ("404.html", render(&page("Page not found", "not-found"), Content::NotFound)),
    ];
    pages.extend(lists);
    pages
}

/// Every kind of page with nothing in it.
fn empty_pages(theme: &Theme) -> Vec<(&'static str, String)> {
    use samples::*;
    let mut bare = site();
    (bare.footer, bare.tools, bare.description) = (None, Vec::new(), String::new());
    let site = theme.site(&bare);
    let calendar = view::calendar::CalendarPageView::default();
    let sprints = Variables::of("sprints", &view::sprints::SprintsView::default());
    let sprint = Variables::of("sprint", &view::sprints::SprintView::default()).with("calendar_href", &None::<String>);
    let timeline = Variables::of("timeline", &view::timeline::TimelineView::default());
    let below: Vec<view::registers::BelowView> = vec![];
    let people = Variables::of("people", &view::people::PeopleView::default()).with("below", &below);
    let person = Variables::of("person", &view::people::PersonView::default());
    let none = view::gates::GatesView { sections: vec![], gates: vec![], forms: vec![] };
    let (gates, gate) = (Variables::of("gates", &none), Variables::of("gate", &empty_gate()));
    let checklists = no_checklists();
    let registers = REGISTERS.map(|(_, name, _)| Variables::of(name, &view::registers::RegisterView::default()));
    let (calendar, checklists) = (Variables::of("calendar", &calendar), Variables::of("checklists", &checklists));
    let render = |kind, content: Content<'_>| {
        theme.page(&site, &empty_page(kind), content, None).expect("our own templates render")
    };
    let lists = REGISTERS.iter().zip(&registers);
    let lists = lists.map(|(&(_, kind, template), variables)| (kind, render(kind, overview(template, variables))));
    let mut pages = vec![
        ("document", render("document", Content::Document(&empty_document()))),
        ("tags", render("tags", Content::Tags(&[]))),
        ("tag", render("tag", Content::Tag { name: "", listing: &[] })),
        ("calendar", render("calendar", overview("calendar-content.html", &calendar))),
        ("sprints", render("sprints", overview("sprints-content.html", &sprints))),
        ("sprint", render("sprints", overview("sprint-content.html", &sprint))),
        ("timeline", render("timeline", overview("timeline-content.html", &timeline))),
        ("checklists", render("checklists", overview("checklists-content.html", &checklists))),
        ("gates", render("gates", overview("gates-content.html", &gates))),
        ("people", render("people", overview("people-content.html", &people))),
        ("meetings", render("people", overview("meetings-content.html", &people))),
        ("squads", render("squads", overview("squads-content.html", &people))),
        ("on-call", render("on-call", overview("on-call-content.html", &people))),
        ("person", render("people", overview("person-content.html", &person))),
        ("gate", render("gates", overview("gate-content.html", &gate))),
        ("not-found", render("not-found", Content::NotFound)),
    ];
    pages.extend(lists);
    pages
}

use sprintbook::render::view;

#[test]
fn every_page_keeps_the_rules_of_the_theme() {
    let theme = theme();
    for (name, html) in full_pages(&theme).into_iter().chain(empty_pages(&theme)) {
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
        assert_eq!(html.matches("<main").count(), 1, "{name}: one main");
        for inline in [" style=", " onclick=", " onload=", "<style", "javascript:"] {
            assert!(!html.contains(inline), "{name}: `{inline}` would break the Content-Security-Policy");
        }
        for script in html.split("<script").skip(1) {
            assert!(script.contains("src=") && script.contains("></script>"), "{name}: scripts are files");
        }
        for foreign in ["src=\"http", "stylesheet\" href=\"http", "//fonts"] {
            assert!(!html.contains(foreign), "{name}: nothing is fetched from elsewhere");
        }
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(all, ids.len(), "{name}: ids are unique: {ids:?}");
        assert!(!html.contains("{{") && !html.contains("{%"), "{name}: nothing of a template is left");
    }
}

#[test]
fn text_is_escaped_and_markup_is_not() {
    let theme = theme();
    let mut page = samples::page("A < B & \"C\"", "document");
    page.nav[0].title = "<b>nav</b>".into();
    let html = theme.page(&theme.site(&samples::site()), &page, Content::Document(&samples::document()), None).unwrap();
    assert!(html.contains("<title>A &lt; B &amp; &quot;C&quot;"));
    assert!(html.contains("&lt;b&gt;nav&lt;/b&gt;"));
    assert!(html.contains("the <mark>coordination guide</mark> first"));
}

#[test]
fn a_tree_deeper_than_the_engine_allows_is_cut_off() {
    let theme = theme();
    let mut page = samples::page("Deep", "document");
    let leaf = NavView { title: "leaf".into(), href: None, current: false, open: true, children: vec![] };
    for _ in 0..60 {
        page.nav = vec![NavView { children: page.nav, ..leaf.clone() }];
    }
    theme.page(&theme.site(&samples::site()), &page, Content::Document(&samples::document()), None).unwrap();
}

#[test]
fn files_beside_pages() {
    let theme = theme();
    let site = theme.site(&samples::site());
    let view = RedirectView { title: "Kickoff".into(), href: "../kickoff/".into(), canonical: None };
    let redirect = theme.redirect(&site, &view).unwrap();
    assert!(redirect.contains(r#"content="0; url=../kickoff/""#) && redirect.contains(r#"<a href="../kickoff/">"#));
    let entries = vec![
        SitemapEntryView { address: "https://h.example/a/?x&y".into(), updated: Some("2026-01-05".into()) },
        SitemapEntryView { address: "https://h.example/b/".into(), updated: None },
    ];
    let sitemap = theme.sitemap(&site, &SitemapView { entries }).unwrap();
    assert!(sitemap.starts_with("<?xml") && sitemap.contains("?x&amp;y</loc><lastmod>2026-01-05</lastmod></url>"));
    let robots = theme.robots(&site, &RobotsView { sitemap: Some("https://h.example/sitemap.xml".into()) }).unwrap();
    assert_eq!(robots, "User-agent: *\nDisallow:\nSitemap: https://h.example/sitemap.xml\n");
    assert_eq!(theme.robots(&site, &RobotsView { sitemap: None }).unwrap(), "User-agent: *\nDisallow:\n");
}

#[test]
fn pages_name_only_files_that_the_theme_publishes() {
    let theme = theme();
    let published: Vec<String> = theme.statics().map(|(path, _)| path).collect();
    for (name, html) in full_pages(&theme) {
        for asset in html.split("\"./").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(published.iter().any(|path| path == asset), "{name} loads {asset}");
        }
    }
}

#[test]
fn a_handbook_overrides_file_by_file() {
    let page = TemplateOverride {
        name: "tags.html",
        text: r#"{% extends "base.html" %}{% block content %}<h1>Mine</h1>{% include "parts/hello.html" %}{% endblock %}"#,
        not_utf8: None,
        source: SourceId(1),
    };
    let part = TemplateOverride {
        name: "parts/hello.html",
        text: "Hello {{ page.title }}",
        not_utf8: None,
        source: SourceId(2),
    };
    let theme = Theme::new(&[page, part], [("style.css", &b"body{}"[..]), ("other.css", &b""[..])]).ok().unwrap();
    let html =
        theme.page(&theme.site(&samples::site()), &samples::page("A & B", "tags"), Content::Tags(&[]), None).unwrap();
    assert!(html.contains("<h1>Mine</h1>Hello A &amp; B"));
    assert_eq!(theme.statics().find(|(path, _)| path == "assets/style.css").unwrap().1, b"body{}");
    assert!(theme.statics().all(|(path, _)| path != "assets/other.css"));
    assert!(is_theme_file("style.css") && !is_theme_file("other.css"));
}

/// The mistakes of one overriding template, before or while `tags.html` is rendered: text, message, help.
fn mistakes(name: &str, text: &str) -> Vec<(String, String, Option<String>)> {
    let found = match Theme::new(&[TemplateOverride { name, text, not_utf8: None, source: SourceId(7) }], []) {
        Err(found) => found,
        Ok(theme) => {
            let site = theme.site(&samples::site());
            let result = theme.page(&site, &samples::page("Tags", "tags"), Content::Tags(&samples::listing()), None);
            vec![*result.expect_err("a mistake")]
        }
    };
    let shown = |it: Diagnostic| {
        assert_eq!((it.code, it.source), ("template/invalid", SourceId(7)));
        (it.span.of(text).to_string(), it.message, it.help)
    };
    found.into_iter().map(shown).collect()
}

#[test]
fn mistakes_of_authors_name_the_place() {
    let grammar = mistakes("tags.html", "ä\r\n<p>{{ page.title </p>");
    assert_eq!(grammar.len(), 1);
    assert_eq!(grammar[0].0, "</", "{grammar:?}");

    let filter = mistakes("tags.html", "ä\r\nä {{ page.title | uper }} {{ page.kind | lowwer }}");
    let places: Vec<_> = filter.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(places, ["uper", "lowwer"], "{filter:?}");

    let include = mistakes("tags.html", "{% include \"bse.html\" %}");
    assert_eq!(include[0].2.as_deref(), Some("Did you mean `base.html`?"), "{include:?}");

    let variable = mistakes("tags.html", "<h1>ä {{ page.titel }}</h1>");
    assert_eq!(variable[0].0, "titel");
    assert!(variable[0].1.contains("`page.titel`"));
    assert_eq!(variable[0].2.as_deref(), Some("Did you mean `title`?"));

    let root = mistakes("tags.html", "{% for tag in pagee.tags %}{{ tag }}{% endfor %}");
    assert_eq!((root[0].0.as_str(), root[0].2.as_deref()), ("pagee", Some("Did you mean `page`?")), "{root:?}");

    let parent = mistakes("tags.html", "{% extends \"bass.html\" %}");
    assert_eq!(parent[0].0, "bass.html", "{parent:?}");

    let circle = mistakes("tags.html", "{% extends \"tags.html\" %}");
    assert_eq!(circle[0].0, "extends", "{circle:?}");

    let blockless = mistakes("base.html", "<main></main>");
    assert!(blockless[0].1.starts_with("`base.html` does not fit the theme's"), "{blockless:?}");
}

#[test]
fn a_page_with_all_it_loads_is_small_and_can_be_looked_at() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("theme");
    let theme = theme();
    let mut weight = 0;
    for (path, bytes) in theme.statics() {
        let file = folder.join(&path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
        weight += bytes.len();
    }
    for (name, html) in full_pages(&theme) {
        std::fs::write(folder.join(name), &html).unwrap();
        // Text of this kind gzips to less than a third; 40 KB of it is the budget of a typical page.
        assert!(weight + html.len() < 3 * 40_000, "{name} weighs {}", weight + html.len());
    }
    let site = theme.site(&samples::site());
    let view = RedirectView { title: "Sprint 18".into(), href: "document.html".into(), canonical: None };
    std::fs::write(folder.join("redirect.html"), theme.redirect(&site, &view).unwrap()).unwrap();
}
