//! Titles as parts of ids.

/// The slug of a title, as GitHub makes them of headings: lower case, spaces as hyphens, no punctuation.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.trim().chars() {
        if letter.is_alphanumeric() || matches!(letter, '-' | '_') {
            slug.extend(letter.to_lowercase());
        } else if letter.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_those_of_github() {
        assert_eq!(slug("Cloud Provider Selection Meeting"), "cloud-provider-selection-meeting");
        assert_eq!(slug("Sprint Review & Demo"), "sprint-review--demo");
        assert_eq!(slug("Überblick: Größe_1"), "überblick-größe_1");
        assert_eq!(slug("???"), "");
    }
}
