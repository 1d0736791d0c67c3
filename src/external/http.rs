//! One request of HTTP, and what went wrong with it in words that a person knows.

use std::error::Error as _;
use std::io::{self, Read};

use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Timeout};
use url::Url;

use crate::config::External;

use super::html::Html;

/// More of a page is not read.
const LONGEST_PAGE: u64 = 5 * 1024 * 1024;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The headers alone.
    Head,
    /// The page, of which no more is read than is needed.
    Get,
}

/// What a server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Such as 200 or 404.
    pub status: u16,
    /// Where the page is instead.
    pub location: Option<String>,
    /// How long to leave the server alone.
    pub retry_after: Option<String>,
    /// The ids of a page of HTML, if they were wanted.
    pub html: Option<Html>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No server has the name.
    NoSuchHost,
    /// Nobody could say whether a server has the name.
    Unresolved,
    /// The machine has no way to the network.
    NoNetwork,
    /// No connection came about in time, or there is no way there.
    Unreachable,
    /// A machine is there, but nothing answers at that port.
    Refused,
    /// The answer did not come in time.
    Slow,
    /// The connection ended before the answer did.
    Broken,
    /// There is no trustworthy connection; why not.
    Insecure(String),
    /// The proxy refused.
    Proxy(String),
    /// Anything else, in the words of the library.
    Other(String),
}

impl Fault {
    /// Whether it may be gone after a while.
    pub fn may_pass(&self) -> bool {
        !matches!(self, Self::NoSuchHost | Self::NoNetwork | Self::Insecure(_) | Self::Other(_))
    }

    /// Whether every request to that host meets it.
    pub fn is_of_host(&self) -> bool {
        self.is_of_network() || *self == Self::Refused
    }

    /// Whether every request meets it when the machine has no network.
    pub fn is_of_network(&self) -> bool {
        matches!(self, Self::NoSuchHost | Self::Unresolved | Self::NoNetwork | Self::Unreachable)
    }
}

/// A client of HTTP.
pub struct Web {
    agent: Agent,
    /// Trusts the authorities that the program brings along.
    bundled: Agent,
}

impl Web {
    /// A client with the limits of the settings.
    pub fn new(settings: &External, proxy: Option<&ureq::Proxy>) -> Self {
        // The authorities of the operating system, because those of a company for its own sites stand there alone. A
        // bare container has none at all; there the authorities of Mozilla count, which are part of the program.
        let agent = |roots| {
            let tls = TlsConfig::builder().root_certs(roots).build();
            let config = Config::builder()
                .tls_config(tls)
                .proxy(proxy.cloned())
                .http_status_as_error(false)
                .max_redirects(0)
                .timeout_global(Some(settings.timeout))
                // What is not connected by half of the time is not there; what is connected may be slow.
                .timeout_resolve(Some(settings.timeout / 2))
                .timeout_connect(Some(settings.timeout / 2))
                .max_idle_connections_per_host(settings.per_host)
                .max_idle_connections(settings.concurrency)
                .user_agent(user_agent())
                .accept("text/html,application/xhtml+xml,*/*;q=0.8");
            Agent::new_with_config(config.build())
        };
        Self { agent: agent(RootCerts::PlatformVerifier), bundled: agent(RootCerts::WebPki) }
    }

    /// Makes one request; redirects are not followed.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask(&self, method: Method, url: &Url, wants_ids: bool) -> Result<Answer, Fault> {
        match request(&self.agent, method, url, wants_ids) {
            Err(error) if has_no_authorities(&error) => {
                request(&self.bundled, method, url, wants_ids).map_err(|error| fault(&error))
            }
            answer => answer.map_err(|error| fault(&error)),
        }
    }
}

/// `sprintbook/1.2.3 (+https://…)`, so that whoever reads a server's log can find out who asks.
fn user_agent() -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let contact = if repository.is_empty() { String::new() } else { format!(" (+{repository})") };
    format!("sprintbook/{}{contact}", env!("CARGO_PKG_VERSION"))
}

fn request(agent: &Agent, method: Method, url: &Url, wants_ids: bool) -> Result<Answer, ureq::Error> {
    let response = match method {
        Method::Head => agent.head(url.as_str()).call()?,
        Method::Get => agent.get(url.as_str()).call()?,
    };
    let header =
        |name: &str| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let answer = Answer {
        status: response.status().as_u16(),
        location: header("location"),
        retry_after: header("retry-after"),
        html: None,
    };
    let kind = header("content-type").unwrap_or_default().to_ascii_lowercase();
    let is_html = kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml");
    if method == Method::Head || !wants_ids || !is_html || !response.status().is_success() {
        return Ok(answer);
    }
    let mut page = Vec::new();
    // One byte more tells whether there is more. A page that breaks off is there all the same.
    let read = response.into_body().as_reader().take(LONGEST_PAGE + 1).read_to_end(&mut page);
    let whole = read.is_ok() && page.len() as u64 <= LONGEST_PAGE;
    Ok(Answer { html: Some(Html::read(&page, whole)), ..answer })
}

/// Whether the operating system has no list of authorities, so that no connection could be trusted.
fn has_no_authorities(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Rustls(error) if error.to_string().contains("No CA certificates"))
}

fn fault(error: &ureq::Error) -> Fault {
    use ureq::Error;
    match error {
        Error::HostNotFound => Fault::NoSuchHost,
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => Fault::Unreachable,
        Error::Timeout(_) => Fault::Slow,
        Error::Rustls(_) | Error::Tls(_) | Error::TlsRequired => Fault::Insecure(of_tls(&error.to_string())),
        Error::ConnectProxyFailed(why) => Fault::Proxy(why.clone()),
        Error::ConnectionFailed => Fault::Unreachable,
        Error::Decompress(..) => Fault::Broken,
        Error::Io(error) => of_io(error),
        // What comes is no HTTP.
        Error::Protocol(_) => Fault::Other("it does not speak HTTP".to_owned()),
        other => Fault::Other(other.to_string()),
    }
}

fn of_io(error: &io::Error) -> Fault {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::ConnectionRefused => Fault::Refused,
        Kind::NetworkUnreachable | Kind::NetworkDown => Fault::NoNetwork,
        Kind::HostUnreachable | Kind::AddrNotAvailable => Fault::Unreachable,
        Kind::TimedOut | Kind::WouldBlock => Fault::Slow,
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::UnexpectedEof => Fault::Broken,
        // The resolver's errors have no kind of their own.
        _ if is_of_resolver(error) => of_resolver(error),
        _ if error.get_ref().is_some_and(|inner| inner.to_string().contains("certificate")) => {
            Fault::Insecure(of_tls(&error.to_string()))
        }
        Kind::InvalidData if error.source().is_none() && error.raw_os_error().is_none() => {
            Fault::Insecure(of_tls(&error.to_string()))
        }
        _ => Fault::Other(error.to_string()),
    }
}

/// On Unix std says "failed to lookup address information"; Windows has the numbers 11001
/// to 11004.
fn is_of_resolver(error: &io::Error) -> bool {
    error.to_string().contains("lookup address") || windows_resolver(error).is_some()
}

fn windows_resolver(error: &io::Error) -> Option<i32> {
    error.raw_os_error().filter(|code| (11_001..=11_004).contains(code))
}

/// A name that is not there is told from a resolver that gives no answer (EAI_AGAIN, WSATRY_AGAIN).
fn of_resolver(error: &io::Error) -> Fault {
    let words = error.to_string();
    let temporary = words.contains("emporary failure") || words.contains("ry again");
    if temporary || windows_resolver(error) == Some(11_002) { Fault::Unresolved } else { Fault::NoSuchHost }
}

/// What rustls says, as people know it from their browsers.
fn of_tls(words: &str) -> String {
    let lower = words.to_lowercase();
    let known = [
        ("expired", "its certificate has expired"),
        ("not valid yet", "its certificate is not valid yet"),
        ("notvalidforname", "its certificate is for another name"),
        ("not valid for name", "its certificate is for another name"),
        ("unknownissuer", "nobody whom this machine trusts has signed its certificate"),
        ("unknown issuer", "nobody whom this machine trusts has signed its certificate"),
        ("causedasendentity", "nobody whom this machine trusts has signed its certificate"),
        ("revoked", "its certificate was revoked"),
        ("corrupt message", "it does not speak TLS"),
    ];
    let found = known.iter().find(|(sign, _)| lower.contains(sign));
    found.map_or_else(|| format!("its certificate cannot be trusted ({words})"), |(_, plain)| (*plain).to_owned())
}
