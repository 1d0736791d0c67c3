//! `check --external` against a server on this machine: what is asked, how often, and what is told.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::server::{Reply, Request, Server, answer, page};
use crate::support::{Folder, Run};

/// Settings that do not wait for nothing.
const FAST: &str = "external:\n  interval: 0\n  retries: 1\n  cache: kept/external.json\n";

/// A handbook whose page links to these paths of the server.
fn handbook(server: &Server, paths: &[&str], settings: &str) -> Folder {
    let links: Vec<String> = paths.iter().map(|path| format!("- [x]({}{path})\n", server.address)).collect();
    Folder::new(&[("index.md", &format!("# Home\n\n{}", links.concat())), ("handbook.yaml", settings)])
}

fn check(folder: &Folder) -> Run {
    folder.run(&["check", "--external", "--format", "short"])
}

/// What is told: the address's path and the sentence, without the server's address.
fn told(run: &Run, server: &Server) -> Vec<String> {
    let lines = run.out.lines().filter(|line| line.contains("link/external"));
    lines
        .map(|line| line.split_once("link/external").map_or(line, |(_, text)| text).replace(&server.address, ""))
        .collect()
}

#[track_caller]
fn one(run: &Run, server: &Server, words: &[&str]) {
    let told = told(run, server);
    assert_eq!(told.len(), 1, "{}", run.out);
    for word in words {
        assert!(told[0].contains(word), "`{word}` is missing in {}", told[0]);
    }
}

#[test]
fn what_answers_is_sound_and_asked_with_head_alone() {
    let server = Server::new(|_| page("hello"));
    let folder = handbook(&server, &["/a", "/a#top", "/b?x=1"], FAST);
    check(&folder).ends(0).complains(&["no findings"]);
    assert_eq!(server.requests(), "HEAD /a HEAD /b?x=1", "each page once");
}

#[test]
fn build_asks_nobody_and_neither_does_check_alone() {
    let server = Server::new(|_| answer("404 Not Found", &[], ""));
    let folder = handbook(&server, &["/a"], FAST);
    folder.run(&["check"]).ends(0);
    folder.run(&["build"]).ends(0);
    folder.run(&["build", "--external"]).ends(2).complains(&["--external"]);
    assert_eq!(server.requests(), "");
}

#[test]
fn a_page_that_is_gone_is_told_at_each_place_that_names_it() {
    let server = Server::new(|request| match request.path.as_str() {
        "/gone" => answer("410 Gone", &[], ""),
        _ => answer("404 Not Found", &[], ""),
    });
    let address = &server.address;
    let text = format!(
        "# Home\n\n[a]({address}/a) and ![b]({address}/b.png) and <{address}/c> and {address}/d, too.\n\n\
         <a href=\"{address}/e\">{address}/e</a> <img src='{address}/f'> `{address}/code` [g][g] [again]({address}/a)\n\n\
         [g]: {address}/gone\n\n```\n{address}/fence\n```\n"
    );
    let folder = Folder::new(&[("index.md", text.as_str()), ("handbook.yaml", FAST)]);
    let run = check(&folder).ends(1);
    let told = told(&run, &server);
    let paths: Vec<&str> = told.iter().filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(paths, ["/a", "/b.png", "/c", "/d", "/e", "/f", "/a", "/gone"]);
    assert!(told[0].contains("answers 404 (Not Found)") && told[7].contains("answers 410 (Gone)"), "{told:?}");
    assert!(run.out.contains("index.md:3:5: "), "the place is the address itself: {}", run.out);
    assert!(server.requests().starts_with("HEAD /a GET /a HEAD /b.png GET /b.png"), "{}", server.requests());
}

#[test]
fn a_server_that_knows_no_head_is_asked_with_get() {
    let server = Server::new(|request| match (request.method.as_str(), request.path.as_str()) {
        ("HEAD", "/405") => answer("405 Method Not Allowed", &[], ""),
        ("HEAD", "/404") => answer("404 Not Found", &[], ""),
        ("HEAD", "/500") => answer("500 Internal Server Error", &[], ""),
        ("HEAD", "/hangs-up") => Reply::HangUp,
        _ => page(""),
    });
    check(&handbook(&server, &["/405", "/404", "/500", "/hangs-up"], FAST)).ends(0);
    assert_eq!(
        server.requests(),
        "HEAD /404 GET /404 HEAD /405 GET /405 HEAD /500 GET /500 HEAD /hangs-up GET /hangs-up"
    );
}

#[test]
fn what_fails_for_a_while_is_asked_again() {
    let server = Server::new(|request| match (request.path.as_str(), request.method.as_str(), request.before) {
        ("/500", "GET", 0) => answer("500 Internal Server Error", &[], ""),
        ("/cut", "GET", 0) => Reply::HangUp,
        (_, "HEAD", _) => answer("405 Method Not Allowed", &[], ""),
        ("/503", ..) => answer("503 Service Unavailable", &[], ""),
        _ => page(""),
    });
    let folder = handbook(&server, &["/500", "/cut", "/503"], FAST);
    let run = check(&folder).ends(1);
    one(&run, &server, &["`/503` answers 503 (Service Unavailable), asked 2 times"]);
    assert_eq!(
        server.requests(),
        "HEAD /500 GET /500 GET /500 HEAD /503 GET /503 GET /503 HEAD /cut GET /cut GET /cut"
    );
    check(&folder).ends(1);
    assert_eq!(server.requests().matches("/500").count(), 3, "what was sound after a while is in the cache, too");
}

#[test]
fn a_server_that_says_when_is_left_alone_until_then() {
    // Who comes earlier than it said is refused once more, and then no try is left.
    let ready = Mutex::new(None);
    let server = Server::new(move |_| {
        let mut ready = ready.lock().expect("no test failed");
        match *ready {
            Some(at) if Instant::now() >= at => page(""),
            _ => {
                *ready = Some(Instant::now() + Duration::from_secs(1));
                answer("429 Too Many Requests", &["Retry-After: 1"], "")
            }
        }
    });
    check(&handbook(&server, &["/a"], FAST)).ends(0);
    assert_eq!(server.requests(), "HEAD /a HEAD /a");
}

#[test]
fn a_server_that_wants_too_long_a_wait_is_told_at_once() {
    let server = Server::new(|_| answer("429 Too Many Requests", &["Retry-After: 86400"], ""));
    let run = check(&handbook(&server, &["/a"], FAST)).ends(1);
    one(&run, &server, &["answers 429 (Too Many Requests)."]);
    assert_eq!(server.requests(), "HEAD /a");
}

#[test]
fn redirects_are_followed_and_told_where_they_end() {
    let to = |status: &str, location: &str| answer(status, &[&format!("Location: {location}")], "");
    let server = Server::new(move |request| match request.path.as_str() {
        "/old/a" => to("301 Moved Permanently", "../new/a"),
        "/b" => to("302 Found", "/c"),
        "/c" => to("307 Temporary Redirect", "/d#part"),
        "/lost" => to("301 Moved Permanently", "/nowhere"),
        "/nowhere" => answer("404 Not Found", &[], ""),
        "/circle" => to("302 Found", "/elcric"),
        "/elcric" => to("302 Found", "/circle"),
        "/app" => to("302 Found", "app://open"),
        "/no-location" => answer("302 Found", &[], ""),
        path if path.starts_with("/many") => to("302 Found", &format!("{path}y")),
        _ => page("<p id=other>"),
    });
    let paths = ["/old/a", "/b#gone", "/lost", "/circle", "/app", "/no-location", "/many"];
    let folder = handbook(&server, &paths, &format!("{FAST}  redirects: 3\n"));
    let run = folder.run(&["check", "--external", "--format", "short", "-v"]).ends(1);
    let told = told(&run, &server);
    assert_eq!(told.len(), 5, "{told:?}");
    assert!(told[0].contains("`/lost` leads to `/nowhere`, which answers 404"), "{told:?}");
    assert!(told[1].contains("`/circle` redirects in a circle"), "{told:?}");
    assert!(told[2].contains("`/app` redirects to `app://open`, which is no address of the web"), "{told:?}");
    assert!(told[3].contains("`/no-location` answers 302 (Found)"), "{told:?}");
    assert!(told[4].contains("`/many` redirects more than 3 times; `/manyyyy` was the last"), "{told:?}");
    let moved = format!("{0}/old/a moved to {0}/new/a", server.address);
    run.complains(&[&moved, "1 moved for good", "7 asked"]);
}

#[test]
fn the_heading_or_id_is_looked_for_on_the_page() {
    let server = Server::new(|request| match request.path.as_str() {
        "/text" => answer("200 OK", &["Content-Type: text/plain"], "plain"),
        "/gzip" => answer("200 OK", &["Content-Type: text/html", "Content-Encoding: gzip"], PACKED),
        "/huge" => page(format!("<p id=first>{}<p id=last>", "x".repeat(6 * 1024 * 1024))),
        _ => page("<h1 id=Goals>Goals</h1><a name=old></a><p id='caf\u{e9}'>"),
    });
    let paths = [
        "/a#Goals",
        "/a#old",
        "/a#caf%C3%A9",
        "/a#:~:text=x",
        "/a#/x",
        "/a#L10",
        "/text#any",
        "/gzip#packed",
        "/huge#first",
        "/huge#last",
        "/a#goals",
        "/gzip#loose",
    ];
    let run = check(&handbook(&server, &paths, FAST)).ends(1);
    let told = told(&run, &server);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("`/a` is there, but has no heading or id `goals`") && told[1].contains("`loose`"),
        "{told:?}"
    );
    assert!(run.out.contains("Did you mean `#Goals`?") || !run.out.contains("help"), "{}", run.out);
    assert_eq!(server.requests(), "GET /a GET /gzip GET /huge GET /text", "one request for all fragments of a page");
}

/// `<p id=packed>` as gzip writes it.
const PACKED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x29\x50\xc8\x4c\xb1\x2d\x48\x4c\xce\x4e\x4d\xb1\x03\x00\x43\x6e\x4d\x91\x0d\x00\x00\x00";

#[test]
fn who_does_not_answer_is_told_in_plain_words() {
    let silent = Server::new(|_| Reply::Silence);
    let settings = "external: {interval: 0, retries: 0, timeout: 0.3s, cache: kept.json}\n";
    one(&check(&handbook(&silent, &["/slow"], settings)).ends(1), &silent, &["`/slow` does not answer within 0.3 s"]);
    assert_eq!(silent.requests(), "HEAD /slow GET /slow");

    let gone = Server::new(|_| Reply::HangUp);
    one(&check(&handbook(&gone, &["/a"], FAST)).ends(1), &gone, &["does not answer: the connection broke"]);

    let other = Server::new(|_| Reply::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"));
    one(&check(&handbook(&other, &["/a"], FAST)).ends(1), &other, &["does not answer: it does not speak HTTP"]);
}

#[test]
fn no_server_no_name_and_no_tls_are_told_apart() {
    let server = Server::new(|_| page(""));
    let secure = server.address.replace("http:", "https:");
    let text = format!(
        "# Home\n\n[a](http://127.0.0.1:9/a) [b](http://127.0.0.1:9/b) [c]({secure}/)\n\n[d](http://[:1/) [e]({}/)\n",
        server.address
    );
    let settings = "external: {interval: 0, retries: 0, cache: kept.json}\n";
    let folder = Folder::new(&[("index.md", text.as_str()), ("handbook.yaml", settings)]);
    let run = folder.run(&["check", "--external"]).ends(1).says(&[
        "`http://127.0.0.1:9/a` cannot be reached: nothing answers at port 9 of `127.0.0.1`.",
        "`http://127.0.0.1:9/b` cannot be reached",
        "has no secure connection: it does not speak TLS.",
        "`http://[:1/` is no address that could be asked: invalid IPv6 address.",
        "It is an address of the machine that asks.",
    ]);
    assert_eq!(run.out.matches("link/external").count(), 4);
}

#[test]
fn without_a_network_nothing_is_said_of_addresses() {
    // Names below home.arpa are known in nobody's network but one's own (RFC 8375): to ask for them looks like this.
    let text =
        "# Home\n\n[a](http://a.nowhere-at-all.home.arpa/) [b](http://b.nowhere-at-all.home.arpa/) [c](gone.md)\n";
    let folder = Folder::new(&[("index.md", text), ("handbook.yaml", "external: {retries: 0, timeout: 5s}\n")]);
    let cache = folder.at("cache").display().to_string();
    let run = folder.run_with(&[("XDG_CACHE_HOME", &cache)], &["check", "--external"]);
    let run = run.ends(2).complains(&[
        "neither `a.nowhere-at-all.home.arpa` nor `b.nowhere-at-all.home.arpa` could be reached",
        "leave out --external",
    ]);
    assert!(run.out.contains("link/missing-file") && !run.out.contains("link/external"), "{}", run.out);
    assert!(!folder.has("cache"), "nothing was learned");
}

#[test]
fn a_host_never_gets_more_requests_at_once_than_it_may() {
    let server = Server::new(|_| {
        // Long enough for others to come, if they did.
        thread::sleep(Duration::from_millis(30));
        page("")
    });
    let paths: Vec<String> = (0..12).map(|at| format!("/{at}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    check(&handbook(&server, &paths, &format!("{FAST}  per_host: 2\n  concurrency: 12\n"))).ends(0);
    assert!((1..=2).contains(&server.most_at_once()), "{}", server.most_at_once());
    assert_eq!(server.requests().split(' ').count(), 24);
}

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
