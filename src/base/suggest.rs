//! The nearest name to one that does not exist.

/// The candidate nearest to `wanted`, if one is near enough to be what was meant.
///
/// Case is folded; nearness is Damerau-Levenshtein distance, at most a third of the
/// longer name. Of equally near candidates the first in the given order wins.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wanted.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            // Far longer or shorter names cannot be near: spare the costly distance.
            let longest = folded.chars().count().max(other.chars().count());
            if folded.len().abs_diff(other.len()) > longest / 3 * 4 {
                return None;
            }
            let distance = strsim::osa_distance(&folded, &other);
            (distance <= longest / 3).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The one candidate that can be meant by `wanted`, if it is certain: the same but for letter case and separators, or a
/// slip of the pen with nothing else near.
pub fn only<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
    let folded = plain(wanted);
    let mut near: Vec<(usize, &str)> =
        candidates.into_iter().map(|known| (strsim::osa_distance(&folded, &plain(known)), known)).collect();
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(0, one), rest @ ..] => rest.first().is_none_or(|(next, _)| *next > 0).then_some(*one),
        [(1, one), rest @ ..] => {
            let alone = rest.first().is_none_or(|(next, _)| *next > 2);
            (alone && is_slip_of_word(&folded, &plain(one), 4)).then_some(*one)
        }
        _ => None,
    }
}

/// Whether one name is the other with a slip of the pen and nothing else: a letter more, less or in the wrong place in
/// a long word. Other letters in short words make other words (`roles`, `rules`), and letters that stand alone count
/// like numbers (`team-a`, `team-b`).
pub fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let words = |name: &str| -> Vec<String> {
        name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (own, other) = (words(&a), words(&b));
    if own.len() != other.len() {
        return false;
    }
    let differing: Vec<_> = own.iter().zip(&other).filter(|(a, b)| a != b).collect();
    // More words around it say more surely which one is meant.
    let shortest = if own.len() > 1 && a.chars().count().min(b.chars().count()) >= 8 { 3 } else { 5 };
    let slip = |(a, b): &(&String, &String)| is_slip_of_word(a, b, shortest);
    !differing.is_empty() && differing.len() <= 2 && differing.iter().all(slip)
}

fn is_slip_of_word(a: &str, b: &str, shortest: usize) -> bool {
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    if a.chars().next() != b.chars().next() || digits(a) != digits(b) {
        return false;
    }
    // A letter in another's place counts as one in the first and as two in the second.
    match (strsim::osa_distance(a, b), strsim::levenshtein(a, b)) {
        (1, _) if long > short => short >= shortest,
        (1, 2) => short >= 5,
        (1, _) => short >= 7,
        (2, _) => short >= 9 && long > short,
        _ => false,
    }
}

/// The digits of a name.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_slip, nearest, only};

    #[test]
    fn one_key_is_meant_or_none() {
        let keys = ["title", "tags", "start", "start_date", "status", "owner", "order"];
        assert_eq!(only("titel", keys), Some("title"));
        assert_eq!(only("Start-Date", keys), Some("start_date"));
        assert_eq!(only("owners", keys), Some("owner"));
        assert_eq!(only("stat", keys), None);
        assert_eq!(only("layout", keys), None);
    }

    #[test]
    fn slips_of_the_pen_are_told_from_other_names() {
        for (a, b) in [
            ("kickof", "kickoff"),
            ("sprint-planing", "sprint-planning"),
            ("retropsective", "retrospective"),
            ("Coordinaton guide", "coordination-guide"),
            ("prodaction-go-no-go", "production-go-no-go"),
            ("whoo-decides", "who-decides"),
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("roles", "rules"),
            ("team-a", "team-b"),
            ("appendix-a", "appendix-b"),
            ("team-internal", "team-external"),
            ("plan", "plain"),
            ("sprint-1", "sprint-2"),
            ("form", "from"),
            ("kickoff", "kickoff-notes"),
            ("same", "same"),
        ] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(nearest("titel", ["title", "tile"]), Some("title"));
        assert_eq!(nearest("QA Lead", ["Tech Lead", "QA Leads"]), Some("QA Leads"));
        assert_eq!(nearest("x", ["title"]), None);
        assert_eq!(nearest("HOLIDAY", ["holidays", "nav"]), Some("holidays"));
    }
}
