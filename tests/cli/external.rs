//! `check --external` against a server on this machine: what is asked, how often, and what is told.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::server::{Reply, Server, answer, page};
use crate::support::{Folder, Run};

/// Settings that do not wait for nothing.
pub const FAST: &str = "external:\n  interval: 0\n  retries: 1\n  cache: kept/external.json\n";

/// A handbook whose page links to these paths of the server.
pub fn handbook(server: &Server, paths: &[&str], settings: &str) -> Folder {
    let links: Vec<String> = paths.iter().map(|path| format!("- [x]({}{path})\n", server.address)).collect();
    Folder::new(&[("index.md", &format!("# Home\n\n{}", links.concat())), ("handbook.yaml", settings)])
}

pub fn check(folder: &Folder) -> Run {
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
