//! Parsing survives any bytes, and every place that it gives lies in its text, on character boundaries.

use proptest::prelude::*;
use sprintbook::base::diagnostic::Diagnostic;
use sprintbook::base::span::Span;
use sprintbook::check;
use sprintbook::load::inputs::Inputs;
use sprintbook::load::probe;
use sprintbook::parse::document::Document;
use sprintbook::pipeline;

use crate::soup;

/// Every span of a document, with a word for what it is.
fn spans(document: &Document) -> Vec<(&'static str, Span)> {
    let mut spans = Vec::new();
    spans.extend(document.outline.iter().map(|heading| ("heading", heading.span)));
    spans.extend(document.blocks.iter().map(|block| ("block", block.span)));
    spans.extend(document.links.iter().flat_map(|link| [("link", link.span), ("target", link.target_span)]));
    spans.extend(document.tasks.iter().flat_map(|task| [("box", task.marker), ("task", task.text_span)]));
    spans.extend(document.fields.iter().map(|list| ("fields", list.span)));
    let fields = document.fields.iter().flat_map(|list| &list.fields);
    spans.extend(fields.flat_map(|field| [("key", field.key_span), ("value", field.value_span)]));
    spans.extend(document.ids.iter().map(|id| ("id", id.span)));
    spans.extend(document.html_ids.iter().map(|(at, _)| ("html id", Span { start: *at, end: *at })));
    spans.extend(document.task_ids.iter().map(|mention| ("task id", mention.span)));
    spans.extend(document.undefined.iter().map(|undefined| ("undefined", undefined.span)));
    spans.extend(document.allowances.iter().flat_map(|one| [("allowance", one.span), ("covers", one.covers)]));
    spans.extend(document.body.hole.iter().map(|hole| ("hole", *hole)));
    spans.push(("body", Span { start: document.body.start, end: document.body.start }));
    let front = &document.front_matter;
    spans.extend(front.title.iter().map(|title| ("title", title.span)));
    let lists = [&front.tags, &front.aliases, &front.related, &front.owner, &front.people];
    spans.extend(lists.into_iter().flatten().map(|text| ("front matter", text.span)));
    spans
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = (sprintbook::base::source::SourceId, Span)> + '_ {
    let fixes = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.source, edit.span));
    let related = diagnostic.related.iter().map(|related| (related.source, related.span));
    fixes.chain(related).chain([(diagnostic.source, diagnostic.span)])
}

/// Reads and checks a handbook of these documents, and looks at every place that is given.
fn look(documents: &[Vec<u8>]) -> Result<(), TestCaseError> {
    let names: Vec<String> = (0..documents.len()).map(|at| format!("content/{at}.md")).collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(documents.iter().map(Vec::as_slice)).collect();
    files.push(("handbook.yaml", b"title: Soup\nrequired_notice: Banner\nnav: [0.md, 1.md]\n"));
    let inputs = Inputs::in_memory(&files, &check::codes());
    let read = pipeline::read(&inputs);
    for (document, facts) in read.documents.iter().zip(&read.facts) {
        let text = &inputs.sources.get(document.source).text;
        for (what, span) in spans(document) {
            prop_assert!(text.get(span.range()).is_some(), "{what} at {span:?} of {text:?}");
        }
        for fact in facts {
            for place in std::iter::once(&fact.place).chain(&fact.also) {
                prop_assert!(
                    text.get(place.span.range()).is_some(),
                    "fact {} at {:?} of {text:?}",
                    fact.id,
                    place.span
                );
            }
        }
        for block in &document.blocks {
            prop_assert!(block.heading.is_none_or(|heading| (heading as usize) < document.outline.len()));
        }
        for link in &document.links {
            prop_assert!(link.block.is_none_or(|block| (block as usize) < document.blocks.len()));
        }
    }
    let (_, found) = pipeline::link(&inputs, read, |paths| probe::probe(&inputs, paths));
    for diagnostic in &found {
        for (source, span) in places(diagnostic) {
            let text = &inputs.sources.get(source).text;
            prop_assert!(text.get(span.range()).is_some(), "{} at {span:?} of {text:?}", diagnostic.code);
        }
        prop_assert!(!diagnostic.message.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(soup::cases(60))]

    #[test]
    fn of_any_markdown(documents in proptest::collection::vec(soup::document(), 8)) {
        look(&documents.into_iter().map(String::into_bytes).collect::<Vec<_>>())?;
    }

    #[test]
    fn of_any_html(documents in proptest::collection::vec(soup::html(), 8)) {
        look(&documents.into_iter().map(String::into_bytes).collect::<Vec<_>>())?;
    }

    #[test]
    fn of_any_bytes(documents in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 8)) {
        look(&documents)?;
    }

    #[test]
    fn of_any_text(documents in proptest::collection::vec("\\PC{0,100}", 8)) {
        look(&documents.into_iter().map(String::into_bytes).collect::<Vec<_>>())?;
    }
}

proptest! {
    #![proptest_config(soup::cases(10))]

    #[test]
    fn of_any_configuration(yaml in soup::document(), rest in soup::markdown()) {
        let yaml = format!("title: x\n{}\n{rest}", yaml.trim_start_matches("---\n"));
        let built = pipeline::in_memory(&[("handbook.yaml", yaml.as_bytes()), ("content/a.md", b"# A\n")]);
        let broken = built.diagnostics.iter().any(|found| found.code == "config/invalid");
        prop_assert_eq!(broken, built.site.is_empty(), "{}", yaml);
    }
}
