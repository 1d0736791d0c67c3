//! `check --external` and its settings: the cache, what is left out, levels, the proxy.

use std::sync::Mutex;

use crate::external::{FAST, check, handbook};
use crate::server::{Request, Server, answer, page};
use crate::support::Folder;

#[test]
fn what_was_sound_is_not_asked_again_until_it_is_old() {
    let server = Server::new(|request| match request.path.as_str() {
        "/gone" => answer("404 Not Found", &[], ""),
        _ => page("<p id=a><p id=b>"),
    });
    let folder = handbook(&server, &["/page#a", "/gone"], FAST);
    let first = "GET /page";
    let gone = "HEAD /gone GET /gone";
    check(&folder).ends(1);
    assert_eq!(server.requests(), format!("{gone} {first}"));
    let run = folder.run(&["check", "--external", "-v"]).ends(1).complains(&["1 asked, 1 known from the cache"]);
    assert!(run.out.contains("/gone") && !run.out.contains("/page"));
    assert_eq!(server.requests(), format!("{gone} {gone} {first}"), "what is broken is asked each time");

    folder.write("index.md", format!("# Home\n\n[a]({0}/page#a) [b]({0}/page#b)\n", server.address));
    check(&folder).ends(0);
    check(&folder).ends(0);
    assert_eq!(server.requests(), format!("{gone} {gone} {first} {first}"), "another id is looked for, then known");

    folder.run(&["check", "--external", "--no-cache"]).ends(0);
    folder.write("handbook.yaml", format!("{FAST}  cache_age: 0\n"));
    check(&folder).ends(0);
    assert_eq!(server.requests().matches(first).count(), 4, "no cache, and one that is too old");
}

#[test]
fn a_damaged_cache_is_replaced() {
    let server = Server::new(|_| page(""));
    let folder = handbook(&server, &["/a"], FAST);
    folder.write("kept/external.json", "{\"half\": ");
    folder.run(&["check", "--external", "-v"]).ends(0).complains(&["is no cache of addresses that can be read"]);
    assert!(folder.read("kept/external.json").contains("sprintbook-external/1"));
    check(&folder).ends(0);
    assert_eq!(server.requests(), "HEAD /a");
}

#[test]
fn the_cache_is_in_the_users_own_folder_unless_the_handbook_says_where() {
    let server = Server::new(|_| page(""));
    let folder = handbook(&server, &["/a"], "external: {interval: 0}\n");
    let cache = folder.at("cache").display().to_string();
    folder.run_with(&[("XDG_CACHE_HOME", &cache)], &["check", "--external"]).ends(0);
    assert!(folder.read("cache/sprintbook/external.json").contains(&server.address));
    assert_eq!(folder.files("cache").len(), 1, "nothing is left beside it");
}

#[test]
fn statuses_can_be_accepted_and_addresses_left_out() {
    let server = Server::new(|request| match request.path.as_str() {
        "/login" => answer("403 Forbidden", &[], ""),
        "/moved" => answer("302 Found", &["Location: /login"], ""),
        _ => answer("500 Internal Server Error", &[], ""),
    });
    let folder = handbook(&server, &["/login", "/moved", "/private/x", "/private/y?z"], FAST);
    folder.write(
        "more.md",
        "# More\n\n[a](https://www.example.org/a) [b](https://a.test) [m](mailto:a@b.c) [t](tel:1)\n",
    );
    let settings = format!("{FAST}  accept: [403, \"420..=429\"]\n  exclude: \"{}/private\"\n", server.address);
    folder.write("handbook.yaml", settings);
    folder.run(&["check", "--external", "-v"]).ends(0).complains(&["2 asked", "2 excluded", "2 only examples"]);
    assert_eq!(server.requests(), "HEAD /login HEAD /login HEAD /moved");
}

#[test]
fn the_handbooks_own_address_is_not_asked() {
    let server = Server::new(|_| answer("404 Not Found", &[], ""));
    let folder = handbook(&server, &["/docs/", "/docs/a", "/docs#x"], FAST);
    folder.write("handbook.yaml", format!("{FAST}base_url: {}/docs\n", server.address));
    folder.run(&["check", "--external", "-v"]).ends(0).complains(&["0 asked", "3 of the handbook itself"]);
    assert_eq!(server.requests(), "");
}

#[test]
fn levels_comments_and_drafts_count_as_for_every_rule() {
    let server = Server::new(|_| answer("404 Not Found", &[], ""));
    let folder = handbook(&server, &["/a"], FAST);
    folder.run(&["check", "--external", "--warn", "link/external"]).ends(0).says(&["warning[link/external]"]);
    folder.run(&["check", "--external", "--allow", "link"]).ends(0).says(&["no findings"]);
    folder.write("handbook.yaml", format!("{FAST}rules: {{link/external: hint}}\n"));
    folder.run(&["check", "--external", "--strict"]).ends(0).says(&["hint[link/external]"]);
    folder.write("handbook.yaml", FAST);

    let allowed =
        format!("# Home\n\n<!-- sprintbook: allow link/external: moves soon -->\n[a]({}/a)\n", server.address);
    folder.write("index.md", &allowed);
    folder.run(&["check", "--external", "--strict"]).ends(0).says(&["no findings"]);
    folder.run(&["check", "--strict"]).ends(0).says(&["no findings"]);
    folder.write("index.md", "# Home\n\n<!-- sprintbook: allow link/external: moves soon -->\nNo address here.\n");
    folder.run(&["check", "--strict"]).ends(1).says(&["allow/unused"]);

    folder.write("index.md", format!("---\ndraft: true\n---\n# Home\n\n[a]({}/draft)\n", server.address));
    let before = server.requests();
    check(&folder).ends(0);
    assert_eq!(server.requests(), before);
    folder.run(&["check", "--external", "--drafts"]).ends(1).says(&["/draft` answers 404"]);
}

#[test]
fn requests_say_who_asks_and_bring_no_cookies() {
    let heads = std::sync::Arc::new(Mutex::new(Vec::new()));
    let kept = std::sync::Arc::clone(&heads);
    let server = Server::new(move |request: &Request| {
        kept.lock().expect("no test failed").push(request.head.to_lowercase());
        answer("302 Found", &["Set-Cookie: a=b", &format!("Location: {}x", request.path)], "")
    });
    check(&handbook(&server, &["/a"], FAST)).ends(1);
    let heads = heads.lock().expect("no test failed");
    assert!(heads.len() > 2);
    for head in heads.iter() {
        assert!(head.contains(&format!("user-agent: sprintbook/{}", env!("CARGO_PKG_VERSION"))), "{head}");
        assert!(head.contains("accept: text/html") && !head.contains("cookie"), "{head}");
    }
}

#[test]
fn findings_stand_in_the_order_of_the_text_in_every_format() {
    let server = Server::new(|_| answer("404 Not Found", &[], ""));
    let folder = handbook(&server, &["/z", "/y", "/x"], FAST);
    let run = folder.run(&["check", "--external", "--format", "json"]).ends(1);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let lines: Vec<_> =
        report["diagnostics"].as_array().expect("a list").iter().map(|one| one["line"].as_u64()).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5)]);
    assert_eq!(check(&folder).out, check(&folder).out);
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = Server::new(|_| answer("403 Forbidden", &[], ""));
    let folder = Folder::new(&[
        ("index.md", "# Home\n\n[a](http://inside.home.arpa/a)\n"),
        ("handbook.yaml", "external: {retries: 0}\n"),
    ]);
    let cache = folder.at("cache").display().to_string();
    let run = folder.run_with(&[("ALL_PROXY", &proxy.address), ("XDG_CACHE_HOME", &cache)], &["check", "--external"]);
    run.ends(1).says(&["link/external"]);
    assert!(proxy.requests().contains("inside.home.arpa"), "{}", proxy.requests());
}

#[test]
fn settings_that_make_no_sense_are_told() {
    let folder = Folder::new(&[("index.md", "# Home\n")]);
    for (setting, word) in [
        ("timeout: 0", "a time such as 30s"),
        ("accept: [99]", "statuses such as 403"),
        ("accept: 500-400", "statuses such as 403"),
        ("per_host: 0", "a whole number from 1"),
        ("retries: many", "a whole number from 0 to 10"),
        ("exclud: x", "Did you mean `exclude`?"),
    ] {
        folder.write("handbook.yaml", format!("external: {{{setting}}}\n"));
        folder.run(&["check"]).ends(2).says(&[word]);
    }
    folder.write("handbook.yaml", "external: yes please\n");
    folder.run(&["check"]).ends(2).says(&["a mapping such as {timeout: 30s}"]);
    folder.run(&["check", "--no-cache"]).ends(2).complains(&["--external"]);
}
