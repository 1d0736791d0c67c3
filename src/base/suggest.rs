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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(nearest("titel", ["title", "tile"]), Some("title"));
        assert_eq!(nearest("QA Lead", ["Tech Lead", "QA Leads"]), Some("QA Leads"));
        assert_eq!(nearest("x", ["title"]), None);
        assert_eq!(nearest("HOLIDAY", ["holidays", "nav"]), Some("holidays"));
    }
}
