//! Outcomes in words.

use url::{Host, Url};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::suggest;
use crate::config::External;

use super::http::Fault;
use super::visit::Outcome;
use super::{EXTERNAL, Mention};

/// Whether the page has the fragment, as far as one can tell.
pub fn has(outcome: &Outcome, fragment: &str) -> bool {
    match outcome {
        Outcome::Answered { html: Some(html), .. } => html.has(fragment),
        _ => true,
    }
}

/// The finding at a place that names an address; none if it is sound.
pub fn finding(mention: &Mention, outcome: &Outcome, settings: &External) -> Option<Diagnostic> {
    let (message, help) = match outcome {
        Outcome::Answered { status, .. } if settings.accepts(*status) => missing_id(mention, outcome)?,
        Outcome::Answered { status, at, tries, .. } => of_status(mention, *status, at, *tries),
        Outcome::Failed { fault, at, tries } => of_fault(mention, fault, at, *tries, settings),
        Outcome::Circle { at } => {
            let message = format!("{} redirects in a circle, by way of {}.", shown(mention), named(at));
            (message, "If it works in a browser, it wants a cookie: add it to `external: exclude` in handbook.yaml.")
        }
        Outcome::TooMany { at } => {
            let times = settings.redirects;
            let message = format!("{} redirects more than {times} times; {} was the last.", shown(mention), named(at));
            (message, "Write the address at which the page is now.")
        }
        Outcome::Astray { location, at } => {
            let message =
                format!("{} redirects to {}, which is no address of the web.", leads(mention, at), code(location));
            (message, "Write the address at which the page is now.")
        }
    };
    let found = Diagnostic::new(EXTERNAL, Level::Error, mention.source, mention.span, message);
    Some(match (&help, near(mention, outcome, settings)) {
        (_, Some(near)) => found.help(format!("Did you mean `#{near}`?")),
        (&"", None) => found,
        (help, None) => found.help(*help),
    })
}

/// The finding for an address that cannot be understood.
pub fn unreadable(mention: &Mention, why: &str) -> Diagnostic {
    let message = format!("{} is no address that could be asked: {why}.", shown(mention));
    Diagnostic::new(EXTERNAL, Level::Error, mention.source, mention.span, message)
}

type Words = (String, &'static str);

fn missing_id(mention: &Mention, outcome: &Outcome) -> Option<Words> {
    let fragment = mention.fragment.as_deref().filter(|fragment| !has(outcome, fragment))?;
    let page = mention.written.split('#').next().unwrap_or_default();
    Some((format!("{} is there, but has no heading or id {}.", code(page), code(fragment)), ""))
}

/// The id that was most likely meant.
fn near<'o>(mention: &Mention, outcome: &'o Outcome, settings: &External) -> Option<&'o str> {
    match outcome {
        Outcome::Answered { html: Some(html), status, .. } if settings.accepts(*status) => {
            suggest::nearest(mention.fragment.as_deref()?, html.ids.iter().map(String::as_str))
        }
        _ => None,
    }
}

fn of_status(mention: &Mention, status: u16, at: &Url, tries: u32) -> Words {
    let name = ureq::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    let message = format!("{} answers {status}{name}{}.", leads(mention, at), after(tries));
    let help = match status {
        404 | 410 => "Find the page's new address, or take the link out.",
        401 | 403 | 407 => {
            "If people who are logged in can see it, add it to `external: exclude` in handbook.yaml, \
             or the status to `external: accept`."
        }
        429 => "The server wants fewer requests: raise `external: interval` in handbook.yaml, or try again later.",
        500.. => "The server is out of order: try again later.",
        _ => "If that is as it should be, add the status to `external: accept` in handbook.yaml.",
    };
    (message, help)
}

fn of_fault(mention: &Mention, fault: &Fault, at: &Url, tries: u32, settings: &External) -> Words {
    let whole = leads(mention, at);
    let host = code(at.host_str().unwrap_or_default());
    let port = at.port_or_known_default().unwrap_or_default();
    let seconds = settings.timeout.as_secs_f64();
    let again = after(tries);
    // What all addresses of a host meet is told without a number: not each of them was asked as often.
    let message = match fault {
        Fault::NoSuchHost => format!("{whole} cannot be reached: there is no server called {host}."),
        Fault::Unresolved => format!("{whole} cannot be reached: the name {host} could not be looked up."),
        Fault::NoNetwork => format!("{whole} cannot be reached: this machine has no network."),
        Fault::Unreachable => format!("{whole} cannot be reached: no connection to {host}."),
        Fault::Refused => format!("{whole} cannot be reached: nothing answers at port {port} of {host}."),
        Fault::Slow => format!("{whole} does not answer within {seconds} s{again}."),
        Fault::Broken => format!("{whole} does not answer: the connection broke{again}."),
        Fault::Insecure(why) => format!("{whole} has no secure connection: {why}."),
        Fault::Proxy(why) => {
            format!("{whole} cannot be reached through the proxy: {}{again}.", why.trim_end_matches('.'))
        }
        Fault::Other(why) => format!("{whole} does not answer: {}.", why.trim_end_matches('.')),
    };
    let help = match fault {
        _ if is_of_this_machine(at) => {
            "It is an address of the machine that asks. Write what readers are to type as `code`, or add it to \
             `external: exclude` in handbook.yaml."
        }
        Fault::NoSuchHost => "Look for a misspelling, or find the page's new address.",
        Fault::Slow => "Try again later, or raise `external: timeout` in handbook.yaml.",
        Fault::Unresolved
        | Fault::NoNetwork
        | Fault::Unreachable
        | Fault::Refused
        | Fault::Broken
        | Fault::Proxy(_) => {
            "Try again later. What only your own network can reach belongs into `external: exclude` in handbook.yaml."
        }
        Fault::Insecure(_) | Fault::Other(_) => "Open it in a browser to see what is wrong.",
    };
    (message, help)
}

fn is_of_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

fn after(tries: u32) -> String {
    if tries == 0 { String::new() } else { format!(", asked {} times", tries + 1) }
}

/// The address, and where redirects led if that is elsewhere.
fn leads(mention: &Mention, at: &Url) -> String {
    let own = mention.written.split('#').next().unwrap_or_default();
    let absolute = if own.starts_with("//") { format!("https:{own}") } else { own.to_owned() };
    let same = Url::parse(&absolute).is_ok_and(|own| own == *at);
    if same { shown(mention) } else { format!("{} leads to {}, which", shown(mention), named(at)) }
}

fn shown(mention: &Mention) -> String {
    code(&mention.written)
}

fn named(url: &Url) -> String {
    code(url.as_str())
}

/// As code, cut to what fits a sentence.
fn code(text: &str) -> String {
    let mut cut: String = text.chars().filter(|c| !c.is_control()).take(100).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("`{}`", cut.replace('`', "'"))
}
