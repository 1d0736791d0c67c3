//! Names and titles, compared as a reader compares them: by their words.

/// Words that say what sort of event it is and not which.
const SORTS: [&str; 3] = ["meeting", "session", "sprint"];

/// A sprint's name for comparing: words in lower case, one space between them, without `#`.
pub fn name(name: &str) -> String {
    all_words(name).collect::<Vec<_>>().join(" ")
}

/// The words of an event's title, each once, in alphabetical order; less those that only say that it is one.
pub fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = all_words(title).filter(|word| !SORTS.contains(&word.as_str())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn all_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether all of `few` stand in `many`; both are in alphabetical order.
pub fn contains(many: &[String], few: &[String]) -> bool {
    let mut many = many.iter();
    few.len() <= many.len() && few.iter().all(|word| many.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_compared_by_the_words_that_tell_them_apart() {
        assert_eq!(words("Sprint Review & Demo"), ["demo", "review"]);
        assert!(contains(&words("Sprint Review & Demo"), &words("Review session")));
        assert!(!contains(&words("Review"), &words("Review & Demo")));
        assert!(!contains(&words("Risk review"), &words("Release review")));
        assert_eq!(words("Sprint meeting"), Vec::<String>::new());
        assert_eq!(name("SPRINT #18"), name("Sprint 18"));
        assert_ne!(name("Sprint 1"), name("Sprint 18"));
    }
}
