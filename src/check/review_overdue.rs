//! `doc/review-overdue`

use chrono::NaiveDate;

use super::{Check, Explanation, Rule};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::SourceId;
use crate::base::span::Span;
use crate::link::Handbook;
use crate::understand::phrase::date;

pub(super) const RULE: Rule = Rule {
    code: "doc/review-overdue",
    level: Level::Warning,
    explanation: Explanation {
        what: "The day on which a document wanted to be looked at again has passed: `next_review` in front matter, or \
               a line such as `**Next Review:** 19 November 2025` in it. Other wordings, such as \"at kickoff\", are \
               left alone.",
        why: "Readers trust a page that says when it was last looked at, so it has to be true.",
        bad: "**Next Review:** 2025-01-15",
        good: "**Next Review:** 2027-01-15",
        configure: "`--today` tells which day it is.",
    },
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook<'_>) -> Vec<Diagnostic> {
    let today = handbook.inputs.today;
    let found = (0..handbook.documents.len()).filter_map(|at| {
        let review = review(handbook, at).filter(|review| review.date < today)?;
        let message = format!("The next review was to be by {}, and that day has passed.", date::long(review.date));
        let diagnostic = Diagnostic::new(RULE.code, RULE.level, review.source, review.span, message)
            .help("Review the document and set the next date.");
        Some(diagnostic)
    });
    found.collect()
}

/// When a document wants its next review, and where it says so.
struct Review {
    date: NaiveDate,
    source: SourceId,
    span: Span,
}

fn review(handbook: &Handbook<'_>, at: usize) -> Option<Review> {
    let document = &handbook.documents[at];
    if let Some(given) = &document.front_matter.next_review {
        return Some(Review { date: given.value, source: given.source, span: given.span });
    }
    let fields = document.fields.iter().flat_map(|list| &list.fields);
    // Of several the last holds: documents of this sort have one at their end.
    let mut dated = fields.filter(|field| is_review(&field.key)).filter_map(|field| {
        let (date, length) = date::alone(&field.value)?;
        let text = &handbook.source(at).text;
        let written = field.value_span.of(text);
        let start = field.value_span.start as usize + (written.len() - written.trim_start().len());
        // Without the remark behind it, unless markup stands between.
        let plain = field.value.get(..length).is_some_and(|date| written.trim().starts_with(date));
        let length = if plain { length } else { written.trim().len() };
        Some(Review { date, source: document.source, span: Span::new(start, start + length) })
    });
    dated.next_back()
}

fn is_review(key: &str) -> bool {
    let key = key.trim_end_matches(':').to_lowercase().replace(['-', '_'], " ");
    matches!(key.trim(), "next review" | "next review date" | "next review due" | "next review by" | "review due")
}
