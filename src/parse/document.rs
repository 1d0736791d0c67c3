//! What parsing one file gives: names as written, with the places where they stand. Nothing is resolved yet.

use crate::base::source::SourceId;
use crate::base::span::Span;

use super::front_matter::FrontMatter;
use super::tape::Tape;

/// One Markdown document, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its text.
    pub source: SourceId,
    /// Path below the content root, `/`-separated, with its extension.
    pub path: String,
    /// What stands in its front matter, or in `defaults` for it.
    pub front_matter: FrontMatter,
    /// Headings in order; fenced ones are none.
    pub outline: Vec<Heading>,
    /// Blocks that hold text, in order: paragraphs, items, cells, code and so on.
    pub blocks: Vec<Block>,
    /// Everything that refers to something.
    pub links: Vec<Link>,
    /// Boxes of task lists outside fences.
    pub tasks: Vec<Task>,
    /// Runs of `**Key:** value` lines.
    pub fields: Vec<FieldList>,
    /// Explicit ids: `{#id}` of headings, `id` and `name` of raw HTML.
    pub ids: Vec<ExplicitId>,
    /// Headings of raw HTML without an id: where to put ` id="…"`, and the id.
    pub html_ids: Vec<(u32, String)>,
    /// Ids of a series, such as `DCMMS-146`, wherever they stand in text.
    pub task_ids: Vec<TaskIdMention>,
    /// `[text][label]` and `[^label]` without a definition.
    pub undefined: Vec<Undefined>,
    /// `<!-- sprintbook: allow … -->` comments.
    pub allowances: Vec<Allowance>,
    /// Whether its body holds raw HTML other than comments.
    pub has_raw_html: bool,
    /// The Markdown text without front matter, of which all spans above are offsets into the source's text.
    pub body: Body,
    /// The body as [`super::markdown::read`] reads it, for whoever writes it as something else.
    pub events: Tape,
}

/// Where the Markdown of a document stands in its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// First byte of the Markdown.
    pub start: u32,
    /// A front matter block in the middle, to be left out.
    pub hole: Option<Span>,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The whole heading.
    pub span: Span,
    /// Its text, without markup.
    pub text: String,
    /// The id it has on the page: its own `{#id}`, else GitHub's slug, numbered as GitHub numbers repeats.
    pub id: String,
    /// Index of the block that holds it, in [`Document::blocks`].
    pub block: u32,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `# …`
    Heading,
    /// A paragraph, the text of a tight list item among them.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// A fenced or indented code block.
    Code,
    /// A block of raw HTML.
    Html,
    /// A term or a definition of a definition list.
    Definition,
}

/// A block that holds text.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it.
    pub span: Span,
    /// Index of the last heading at or before it, in [`Document::outline`].
    pub heading: Option<u32>,
    /// Whether it stands in a list item.
    pub in_item: bool,
}

/// How a reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`, `<https://…>` or a bare address, or by reference.
    Link,
    /// `![alt](target)`
    Image,
    /// `[[target]]`
    Wiki,
    /// `![[target]]`
    WikiImage,
    /// `href` of raw HTML.
    HtmlLink,
    /// `src` or `srcset` of raw HTML.
    HtmlImage,
    /// A path in a code span.
    Path,
    /// A path in front matter (`related`, `charter`).
    FrontMatter,
    /// The target of `[label]: target`.
    Definition,
}

/// Something that refers to something.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// All of it, text and target.
    pub span: Span,
    /// The target alone, as written.
    pub target_span: Span,
    /// The target, with Markdown's or HTML's escapes undone and percent-encoding left.
    pub target: Box<str>,
    /// The block it stands in, in [`Document::blocks`]; none for front matter.
    pub block: Option<u32>,
    /// Whether it takes its target from a definition, which is a link of its own.
    pub by_definition: bool,
    /// Whether it stands among things to be delivered, which need not exist yet.
    pub planned: bool,
    /// For a path in a list: the folder that the item above, or the line before the list, names.
    pub below: Option<Box<str>>,
}

/// A box of a task list.
#[derive(Clone, Debug)]
pub struct Task {
    /// The brackets with what is between them.
    pub marker: Span,
    /// Whether it is ticked.
    pub done: bool,
    /// The item's own text (its first paragraph), markup included.
    pub text_span: Span,
    /// The same without markup, on one line.
    pub text: String,
    /// Index of the heading it stands under.
    pub heading: Option<u32>,
    /// How deep the list is nested, from 0.
    pub depth: u8,
}

/// A run of `**Key:** value` lines: on the page one list, never one folded paragraph.
#[derive(Clone, Debug)]
pub struct FieldList {
    /// All lines.
    pub span: Span,
    /// One entry a line (or more lines, where a value goes on).
    pub fields: Vec<Field>,
    /// Index of the heading it stands under.
    pub heading: Option<u32>,
}

/// One `**Key:** value`.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key's text, without markup and colon.
    pub key: String,
    /// Where the key stands, with its `**`.
    pub key_span: Span,
    /// The value, markup included; empty where a list follows.
    pub value_span: Span,
    /// The value without markup.
    pub value: String,
}

/// An id that an author gave.
#[derive(Clone, Debug)]
pub struct ExplicitId {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// An id of a series of tasks in the text.
#[derive(Clone, Debug)]
pub struct TaskIdMention {
    /// Where the id stands.
    pub span: Span,
    /// The id, spelt out (`DCMMS-141` where the text has `141` in a list).
    pub id: Box<str>,
    /// How surely the id is defined here: 0 not at all; higher wins (heading over first cell of a row over item).
    pub defines: u8,
    /// Whether it stands in a range only (`DCMMS-141` of `DCMMS-140–144`); its span is the range's then.
    pub implied: bool,
    /// Index of the heading it stands under.
    pub heading: Option<u32>,
}

/// A reference whose definition is missing.
#[derive(Clone, Debug)]
pub struct Undefined {
    /// The construct.
    pub span: Span,
    /// The label.
    pub label: String,
    /// Whether it is a footnote.
    pub footnote: bool,
}

/// `<!-- sprintbook: allow CODE: reason -->`
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The comment.
    pub span: Span,
    /// What it wants: one of [`super::allow::WORDS`], or a word that means nothing.
    pub word: String,
    /// The code it names.
    pub code: String,
    /// The reason; empty where none is given.
    pub reason: String,
    /// The block it silences; the whole text for `allow-file`.
    pub covers: Span,
}

impl Document {
    /// Path without its extension: `sprint-18/coordination`.
    pub fn stem(&self) -> &str {
        self.path.rsplit_once('.').map_or(self.path.as_str(), |(stem, _)| stem)
    }

    /// Folder below the content root, without a slash at its end; empty for the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is published with `--drafts` only.
    pub fn is_draft(&self) -> bool {
        self.front_matter.draft.as_ref().is_some_and(|draft| draft.value)
    }

    /// What the document is called: front matter, else its first H1, else its file's name.
    pub fn title(&self) -> &str {
        if let Some(title) = &self.front_matter.title {
            return &title.value;
        }
        let heading = self.outline.iter().find(|heading| heading.level == 1 && !heading.text.is_empty());
        heading.map_or_else(|| self.stem().rsplit('/').next().unwrap_or_default(), |heading| &heading.text)
    }
}
