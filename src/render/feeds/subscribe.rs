//! How to subscribe to a feed: the addresses by which the common calendars take one.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::render::site::Site;
use crate::render::view::{SubscribeView, WebView};

use super::{Feed, address, name};

/// How to subscribe to those of these feeds that have something to tell, on the page at `page`: for the component
/// `subscriptions`.
pub fn offer(site: &Site<'_>, feeds: &[Feed], page: &str) -> Vec<SubscribeView> {
    feeds.iter().filter_map(|feed| subscribe(site, *feed, page)).collect()
}

/// How to subscribe to a feed, on the page at `page`; none where it has nothing to tell. Without `base_url` no calendar
/// can find it: it can be downloaded alone.
pub fn subscribe(site: &Site<'_>, feed: Feed, page: &str) -> Option<SubscribeView> {
    let address = address(site, feed)?;
    let web = site.absolute(&address).map(|https| web(https, &name(site, feed)));
    Some(SubscribeView { what: what(feed), download: site.handbook.addresses.href(page, &address), web })
}

fn what(feed: Feed) -> &'static str {
    match feed {
        Feed::All => "all events",
        Feed::Timebox(_) => "the events of this sprint",
        Feed::Subject(_) => "these dates",
        Feed::Deadlines => "the deadlines",
        Feed::Tasks => "the tasks",
        Feed::One(_) => "this event",
    }
}

fn web(https: String, name: &str) -> WebView {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let rest = https.split_once("://").map_or(https.as_str(), |(_, rest)| rest);
    let webcal = format!("webcal://{rest}");
    let outlook = format!("calendar/0/addfromweb?url={}&name={}", encode(&https), encode(name));
    WebView {
        google: format!("https://calendar.google.com/calendar/render?cid={}", encode(&webcal)),
        outlook: format!("https://outlook.office.com/{outlook}"),
        outlook_live: format!("https://outlook.live.com/{outlook}"),
        webcal,
        https,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_encoded_within_addresses() {
        let web = super::web("https://h.example/x/people/ana%20m.ics".into(), "Harbour & co: Ana");
        assert_eq!(web.webcal, "webcal://h.example/x/people/ana%20m.ics");
        let cid =
            "https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fh%2Eexample%2Fx%2Fpeople%2Fana%2520m%2Eics";
        assert_eq!(web.google, cid);
        assert!(web.outlook.ends_with("ics&name=Harbour%20%26%20co%3A%20Ana"), "{}", web.outlook);
    }
}
