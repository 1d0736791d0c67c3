//! When a document was last changed, for readers of calendars that have to know which of two versions is the newer.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::render::document;
use crate::render::site::Site;

/// The last commit that touched the document, or when its file was written where it was changed since; of what was
/// never committed the document's own date, else when its file was written.
pub fn of(site: &Site<'_>, document: usize) -> Option<DateTime<Utc>> {
    let inputs = site.handbook.inputs;
    let path = &site.handbook.documents[document].path;
    let written = inputs.modified.get(path).copied();
    match inputs.revised.get(path) {
        Some(committed) => Some(written.map_or(*committed, |written| written.max(*committed))),
        None => own_date(site, document).map(midnight).or(written),
    }
}

/// What the document says of itself; git has nothing to say here.
fn own_date(site: &Site<'_>, document: usize) -> Option<NaiveDate> {
    let date = site.handbook.documents[document].front_matter.date.as_ref();
    document::updated(site, document).or_else(|| date.map(|date| date.value))
}

fn midnight(date: NaiveDate) -> DateTime<Utc> {
    date.and_time(NaiveTime::MIN).and_utc()
}
