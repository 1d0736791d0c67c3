//! Time zones by the names that people use: `UTC`, `PT`, `CET`, `AoE`, `Europe/Berlin`.

use chrono_tz::Tz;

use super::scan::Scanner;

/// Abbreviations that mean one zone wherever software teams use them. `IST` and `CST` alone mean several, and
/// `CST` is read as America's because its neighbours `ET`, `CT`, `PT` are.
const ABBREVIATIONS: [(&str, Tz); 37] = [
    ("UTC", Tz::UTC),
    ("GMT", Tz::UTC),
    ("Z", Tz::UTC),
    ("AoE", Tz::Etc__GMTPlus12),
    ("PT", Tz::America__Los_Angeles),
    ("PST", Tz::America__Los_Angeles),
    ("PDT", Tz::America__Los_Angeles),
    ("Pacific", Tz::America__Los_Angeles),
    ("MT", Tz::America__Denver),
    ("MST", Tz::America__Denver),
    ("MDT", Tz::America__Denver),
    ("CT", Tz::America__Chicago),
    ("CST", Tz::America__Chicago),
    ("CDT", Tz::America__Chicago),
    ("ET", Tz::America__New_York),
    ("EST", Tz::America__New_York),
    ("EDT", Tz::America__New_York),
    ("Eastern", Tz::America__New_York),
    ("BST", Tz::Europe__London),
    ("WET", Tz::Europe__Lisbon),
    ("WEST", Tz::Europe__Lisbon),
    ("CET", Tz::Europe__Berlin),
    ("CEST", Tz::Europe__Berlin),
    ("EET", Tz::Europe__Helsinki),
    ("EEST", Tz::Europe__Helsinki),
    ("JST", Tz::Asia__Tokyo),
    ("SGT", Tz::Asia__Singapore),
    ("AEST", Tz::Australia__Sydney),
    ("AEDT", Tz::Australia__Sydney),
    ("ACST", Tz::Australia__Adelaide),
    ("AWST", Tz::Australia__Perth),
    ("NZST", Tz::Pacific__Auckland),
    ("NZDT", Tz::Pacific__Auckland),
    ("HKT", Tz::Asia__Hong_Kong),
    ("KST", Tz::Asia__Seoul),
    ("SAST", Tz::Africa__Johannesburg),
    ("MSK", Tz::Europe__Moscow),
];

/// The zone that a whole text names, if it does.
pub fn named(text: &str) -> Option<Tz> {
    let mut scan = Scanner::new(text.trim());
    scan_zone(&mut scan).filter(|_| scan.rest().is_empty())
}

/// Reads a zone; of the abbreviations only the capital ones and their like (`to pt` is no zone).
///
/// `CET/CEST` and `PST/PDT` are one zone, in winter and in summer.
pub(super) fn scan_zone(scan: &mut Scanner<'_>) -> Option<Tz> {
    match scan.rest().as_bytes().first()? {
        b'A'..=b'Z' => {}
        b'a' => return scan.attempt(scan_anywhere),
        _ => return None,
    }
    if let Some(zone) = scan.attempt(scan_iana).or_else(|| scan.attempt(scan_anywhere)) {
        return Some(zone);
    }
    let zone = scan.attempt(scan_abbreviation)?;
    scan.attempt(|scan| {
        scan.eat(&['/'])?;
        scan_abbreviation(scan).filter(|other| *other == zone)
    });
    // `Pacific Time`, `PT time`
    scan.attempt(|scan| scan.spaces().then_some(()).and(scan.keyword(&["time"])));
    Some(zone)
}

/// `Anywhere on Earth`, the last place where a day ends.
fn scan_anywhere(scan: &mut Scanner<'_>) -> Option<Tz> {
    scan.words(&["anywhere", "on", "earth"])?;
    Some(Tz::Etc__GMTPlus12)
}

/// `Z`, `+01:00` directly after a time of day, as ISO 8601 writes it; `09:00-10:00` is a span unless `signed`.
pub(super) fn scan_iso_offset(scan: &mut Scanner<'_>, signed: bool) -> Option<Tz> {
    match scan.peek()? {
        'Z' => {
            scan.eat(&['Z']);
            scan.word_ends().then_some(Tz::UTC)
        }
        '+' => scan.attempt(scan_offset),
        '-' if signed => scan.attempt(scan_offset),
        _ => None,
    }
}

fn scan_iana(scan: &mut Scanner<'_>) -> Option<Tz> {
    let rest = scan.rest();
    let name_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'+' | b'-');
    let length = rest.bytes().take_while(|&byte| name_byte(byte)).count();
    let name = &rest[..length];
    // Only `Area/City`: short names such as `EST` or `Cuba` are abbreviations or words.
    let zone = name.contains('/').then(|| name.parse().ok())??;
    scan.take(length)?;
    Some(zone)
}

fn scan_abbreviation(scan: &mut Scanner<'_>) -> Option<Tz> {
    let word = scan.word()?;
    let (_, zone) = ABBREVIATIONS.iter().find(|(name, _)| *name == word || (*name == "AoE" && word == "AOE"))?;
    if *zone == Tz::UTC
        && let Some(offset) = scan.attempt(scan_offset)
    {
        return Some(offset);
    }
    scan.word_ends().then_some(*zone)
}

/// `+2` after `UTC`: `Etc/GMT-2`, whose sign is the other way round. Parts of hours have no such zone.
fn scan_offset(scan: &mut Scanner<'_>) -> Option<Tz> {
    let sign = match scan.eat(&['+', '-', '−'])? {
        '+' => '-',
        _ => '+',
    };
    let hours = scan.number(2)?;
    if scan.eat(&[':']).is_some() {
        scan.digits(2).filter(|&minutes| minutes == 0)?;
    }
    if hours == 0 {
        return Some(Tz::UTC);
    }
    format!("Etc/GMT{sign}{hours}").parse().ok().filter(|_| scan.word_ends())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn zones_have_one_name_each() {
        let cases = [
            ("PT", "America/Los_Angeles"),
            ("UTC", "UTC"),
            ("AoE", "Etc/GMT+12"),
            ("Europe/Berlin", "Europe/Berlin"),
            ("UTC+2", "Etc/GMT-2"),
            ("GMT-5", "Etc/GMT+5"),
            ("UTC+02:00", "Etc/GMT-2"),
            ("CET/CEST", "Europe/Berlin"),
            ("Anywhere on Earth", "Etc/GMT+12"),
            ("Pacific Time", "America/Los_Angeles"),
        ];
        for (text, want) in cases {
            assert_eq!(named(text).map(|zone| zone.name()), Some(want), "{text}");
        }
        for text in ["", "IST", "Room", "pt", "Europe/Atlantis", "UTC+5:30", "UTC+99", "PTA", "CET/PT"] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
