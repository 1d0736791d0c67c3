//! A page's markup, read as a stream of tags: what is wrong with it, its ids and its links.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{HtmlString, Token, Tokenizer};

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end a paragraph that is open (HTML, "optional tags").
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// A page, read.
#[derive(Debug, Default)]
pub struct Page {
    /// What no sound page has.
    pub faults: Vec<String>,
    /// Elements below another than theirs: browsers show them, and our own markup has none.
    pub misplaced: Vec<String>,
    /// Its ids.
    pub ids: BTreeSet<String>,
    /// Ids that it has more than once.
    pub twice: BTreeSet<String>,
    /// Attributes that lead somewhere: element, attribute, value.
    pub references: Vec<(String, String, String)>,
    /// The elements between the beginning and the end of `<div class="body">`, with their attributes.
    pub body: Vec<(String, BTreeMap<String, String>)>,
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads a page of the site.
pub fn read(html: &[u8]) -> Page {
    let html = std::str::from_utf8(html).expect("pages are UTF-8");
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut body_at = None;
    for token in Tokenizer::new(html) {
        match token.expect("reading memory cannot fail") {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes: BTreeMap<String, String> =
                    tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                page.start(&name, &open, &attributes);
                if body_at.is_some() {
                    page.body.push((name.clone(), attributes.clone()));
                } else if attributes.get("class").is_some_and(|class| class == "body") {
                    body_at = Some(open.len());
                }
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                match open.pop() {
                    Some(last) if last == name => {}
                    last => page.faults.push(format!("</{name}> ends {last:?}")),
                }
                if body_at == Some(open.len()) {
                    body_at = None;
                }
            }
            Token::Error(error)
                if !error.to_string().contains("control-character") && !error.to_string().contains("noncharacter") =>
            {
                page.faults.push(error.to_string());
            }
            _ => {}
        }
    }
    page.faults.extend(open.iter().map(|name| format!("<{name}> is never closed")));
    page
}

impl Page {
    fn start(&mut self, name: &str, open: &[String], attributes: &BTreeMap<String, String>) {
        let inside = |outer: &str| open.iter().any(|open| open == outer);
        if BLOCKS.contains(&name) && inside("p") {
            self.misplaced.push(format!("<{name}> inside of <p>"));
        }
        if name == "a" && inside("a") {
            self.misplaced.push("<a> inside of <a>".to_owned());
        }
        let parent = open.last().map_or("", String::as_str);
        let parents: &[&str] = match name {
            "li" => &["ul", "ol", "menu"],
            "tr" => &["thead", "tbody", "tfoot", "table"],
            "td" | "th" => &["tr"],
            "dt" | "dd" => &["dl", "div"],
            "thead" | "tbody" => &["table"],
            _ => &[],
        };
        if !parents.is_empty() && !parents.contains(&parent) {
            self.misplaced.push(format!("<{name}> inside of <{parent}>"));
        }
        if let Some(id) = attributes.get("id")
            && !self.ids.insert(id.clone())
        {
            self.twice.insert(id.clone());
        }
        for key in ["href", "src", "srcset", "poster", "action", "formaction", "data", "xlink:href", "cite"] {
            if let Some(value) = attributes.get(key) {
                self.references.push((name.to_owned(), key.to_owned(), value.clone()));
            }
        }
    }

    /// What could run a script, or take over the page.
    pub fn dangers(&self) -> Vec<String> {
        let mut dangers = Vec::new();
        const FORBIDDEN: &[&str] = &[
            "script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "frameset", "svg", "math",
            "textarea", "button", "select", "template", "noscript", "title", "body", "html", "head", "portal",
        ];
        for (name, attributes) in &self.body {
            if FORBIDDEN.contains(&name.as_str()) {
                dangers.push(format!("<{name}>"));
            }
            let bad = |key: &&String| key.starts_with("on") || *key == "style" || *key == "srcdoc";
            dangers.extend(attributes.keys().filter(bad).map(|key| format!("<{name} {key}>")));
        }
        for (name, key, value) in &self.references {
            for address in value.split(',') {
                let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let plain = plain.to_lowercase();
                let script = ["javascript:", "vbscript:", "file:"].iter().any(|scheme| plain.starts_with(scheme));
                let data = plain.starts_with("data:") && !(name == "img" && plain.starts_with("data:image/"));
                if script || data {
                    dangers.push(format!("<{name} {key}={value:?}>"));
                }
            }
        }
        dangers
    }
}

#[test]
fn faults_are_seen() {
    let faults = |html: &str| read(html.as_bytes()).faults.len();
    assert_eq!(faults("<!doctype html><p>a<br>b</p><img src=x><ul><li>a</li></ul>"), 0);
    assert_eq!(faults("<p>a"), 1);
    assert_eq!(faults("<b><i>a</b></i>"), 2);
    let misplaced = |html: &str| read(html.as_bytes()).misplaced.len();
    assert_eq!(misplaced("<p><div></div></p>"), 1);
    assert_eq!(misplaced("<a><b><a></a></b></a>"), 1);
    assert_eq!(misplaced("<div><li></li></div>"), 1);
    assert_eq!(faults("<p a=1 a=2></p>"), 1);
    let page = read(b"<div class=\"body\"><p onclick=x><script></script></p></div><a href=' java\tscript:x'></a>");
    assert_eq!(page.dangers().len(), 3, "{:?}", page.dangers());
}
