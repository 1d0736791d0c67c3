//! `Retry-After`: how long a server wants to be left alone (RFC 9110, section 10.2.3).

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};

/// The time to wait that the header's value asks for: a number of seconds, or the time until a date. None where it is
/// neither.
pub fn wait(value: &str, now: DateTime<Utc>) -> Option<Duration> {
    let value = value.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return (!value.is_empty()).then(|| Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let until = date(value)? - now;
    Some(until.to_std().unwrap_or_default())
}

/// The three forms of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT` and the two that are obsolete.
fn date(value: &str) -> Option<DateTime<Utc>> {
    let (_, after_weekday) = value.split_once([',', ' '])?;
    let forms = ["%d %b %Y %H:%M:%S GMT", "%d-%b-%y %H:%M:%S GMT", "%b %e %H:%M:%S %Y"];
    let parse = |form| NaiveDateTime::parse_from_str(after_weekday.trim(), form).ok();
    forms.into_iter().find_map(parse).map(|date| date.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_all_three_forms_of_dates_are_read() {
        let now = "1994-11-06T08:49:07Z".parse().expect("a time");
        let seconds = |value| wait(value, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(30));
        assert_eq!(seconds("Sunday, 06-Nov-94 08:49:37 GMT"), Some(30));
        assert_eq!(seconds("Sun Nov  6 08:49:37 1994"), Some(30));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0), "that time has passed");
        assert_eq!(seconds("99999999999999999999999"), Some(u64::MAX));
        for wrong in ["", "soon", "-5", "1.5", "Sun, 31 Feb 1994 08:49:37 GMT"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
