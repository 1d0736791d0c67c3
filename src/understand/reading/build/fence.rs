//! Fences, and the lines of those that are text.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::Builder;
use crate::understand::reading::node::Kind;

impl Builder<'_> {
    /// Begins the node of a fence, under the line that introduces it.
    pub(super) fn begin_fence(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.introduced = self.introduce(range.start);
        let node = self.add(Kind::Fence, range);
        self.containers.push(node);
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let is_text =
            ["", "text", "txt", "md", "markdown", "plain", "plaintext", "template", "email"].contains(&language);
        self.fence = Some(is_text);
    }

    /// Lines of a fence are nodes, where it is text and no program.
    pub(super) fn fence_text(&mut self, text: &str, start: usize) {
        let Some(true) = self.fence else { return };
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end();
            if !content.trim_start().is_empty() && self.source.get(at..at + content.len()) == Some(content) {
                let range = at..at + content.len();
                self.begin(Kind::FenceLine, &range);
                self.text(content, &range);
                self.close();
            }
            at += line.len();
        }
    }
}
