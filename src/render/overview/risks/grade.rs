//! How bad or how likely something is, as people grade it, in one order.

/// How bad a risk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nobody says.
    Unknown,
    /// A nuisance.
    Low,
    /// In between.
    Medium,
    /// Serious.
    High,
    /// It may end everything.
    Critical,
}

impl Level {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Unknown];

    /// The level of a grade of 100.
    pub fn of(grade: Option<u8>) -> Self {
        match grade {
            None => Self::Unknown,
            Some(90..) => Self::Critical,
            Some(60..) => Self::High,
            Some(35..) => Self::Medium,
            Some(_) => Self::Low,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "Not graded",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }

    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Unknown => "grade-0",
            Self::Low => "grade-1",
            Self::Medium => "grade-2",
            Self::High => "grade-3",
            Self::Critical => "grade-4",
        }
    }
}

/// Grades of two words, of 100.
const PAIRS: [([&str; 2], u8); 5] = [
    (["very", "high"], 95),
    (["very", "likely"], 95),
    (["almost", "certain"], 95),
    (["very", "low"], 10),
    (["very", "unlikely"], 10),
];

/// Words of grades, of 100.
const WORDS: [(&str, u8); 27] = [
    ("critical", 95),
    ("catastrophic", 95),
    ("severe", 95),
    ("extreme", 95),
    ("blocker", 95),
    ("certain", 95),
    ("high", 70),
    ("major", 70),
    ("serious", 70),
    ("significant", 70),
    ("likely", 70),
    ("frequent", 70),
    ("medium", 50),
    ("moderate", 50),
    ("med", 50),
    ("possible", 50),
    ("occasional", 50),
    ("low", 25),
    ("minor", 25),
    ("small", 25),
    ("unlikely", 25),
    ("remote", 10),
    ("negligible", 10),
    ("insignificant", 10),
    ("trivial", 10),
    ("rare", 10),
    ("none", 0),
];

/// A grade of 100: of words (`medium-high` is between the two), codes (`p1`, `sev2`), percentages (`40 %`, `33`) and a
/// scale to five (`3`, `4/5`); none for anything else.
pub fn grade(written: &str) -> Option<u8> {
    let text = written.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let Some((_, grade)) = PAIRS.iter().find(|(pair, _)| words.windows(2).any(|words| words == pair)) {
        return Some(*grade);
    }
    let grades: Vec<u32> = words.iter().filter_map(|word| of_word(word)).map(u32::from).collect();
    if !grades.is_empty() {
        return u8::try_from(grades.iter().sum::<u32>() / grades.len() as u32).ok();
    }
    words.first().and_then(|word| code(word)).or_else(|| number(&text))
}

fn of_word(word: &str) -> Option<u8> {
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, grade)| *grade)
}

/// `p0`, `s2`, `sev1`: the lower the number, the worse.
fn code(word: &str) -> Option<u8> {
    const STEPS: [u8; 5] = [95, 70, 50, 25, 10];
    let (first, digits) = [(0, "p"), (1, "sev"), (1, "s")]
        .into_iter()
        .find_map(|(first, head)| word.strip_prefix(head).map(|digits| (first, digits)))?;
    let step: usize = digits.parse().ok()?;
    Some(STEPS[step.saturating_sub(first).min(STEPS.len() - 1)])
}

fn number(text: &str) -> Option<u8> {
    let begin = text.find(|letter: char| letter.is_ascii_digit())?;
    let rest = &text[begin..];
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let value: f64 = rest[..end].trim_end_matches('.').parse().ok()?;
    let behind = rest[end..].trim_start();
    if let Some(most) = behind.strip_prefix('/') {
        let most: f64 = most.trim().split(' ').next()?.parse().ok().filter(|most| *most > 0.0)?;
        return percent(100.0 * value / most);
    }
    match value {
        _ if behind.starts_with('%') => percent(value),
        // The chance of something that may happen is below 1.
        _ if value > 0.0 && value < 1.0 => percent(100.0 * value),
        _ if (1.0..=5.0).contains(&value) && begin == 0 => percent(20.0 * value - 10.0),
        _ => percent(value),
    }
}

fn percent(value: f64) -> Option<u8> {
    (0.0..=100.0).contains(&value).then_some(value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_have_one_order() {
        let of = |text: &str| grade(text).unwrap_or_else(|| panic!("{text}"));
        assert!(of("Very High") > of("high") && of("high") > of("medium") && of("MED") > of("low"));
        assert!(of("very low") < of("low") && of("unlikely") < of("likely"));
        assert_eq!((of("40 %"), of("0.4"), of("40"), of("10-20%")), (40, 40, 40, 10));
        assert!(of("high") > of("medium-high") && of("medium-high") > of("medium") && of("low-medium") > of("low"));
        assert!(of("p0") > of("p1") && of("sev1") > of("sev2") && of("p9") == 10);
        assert!(of("5") > of("4/5") && of("2") == 30);
        assert_eq!((grade("tbd"), grade(""), grade("P?"), grade("1500")), (None, None, None, None));
    }

    #[test]
    fn levels_follow_the_words() {
        let of = |text: &str| Level::of(grade(text)).word();
        assert_eq!(
            [of("critical"), of("high"), of("medium"), of("low"), of("-")],
            ["Critical", "High", "Medium", "Low", "Not graded"]
        );
    }
}
