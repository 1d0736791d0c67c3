//! The lines of a sheet as markup.

use crate::parse::document::Document;
use crate::render::boxes::tick;
use crate::render::escape;
use crate::render::evidence::Proof;
use crate::render::overview::Page;
use crate::render::site::Site;
use crate::understand::sheet::{Group, Line, LineRole, Piece, Sheet};

/// All lines, by their headings.
pub(super) fn html(site: &Site<'_>, page: &Page, document: u32, sheet: &Sheet) -> String {
    let mut writer = Writer {
        site,
        page,
        number: document,
        document: &site.handbook.documents[document as usize],
        out: String::new(),
    };
    for group in &sheet.groups {
        writer.group(group);
    }
    writer.out
}

struct Writer<'w, 's> {
    site: &'w Site<'s>,
    page: &'w Page,
    number: u32,
    document: &'w Document,
    out: String,
}

impl Writer<'_, '_> {
    fn group(&mut self, group: &Group) {
        self.out.push_str("<section class=\"lines\">\n");
        if !group.title.is_empty() {
            self.out.push_str("<h2>");
            escape::text_into(&mut self.out, &group.title);
            self.out.push_str("</h2>\n");
        }
        let mut in_list = false;
        for line in &group.lines {
            let is_criterion = matches!(line.role, LineRole::Criterion { .. });
            if is_criterion != in_list {
                self.out.push_str(if is_criterion { "<ul class=\"tasks\">\n" } else { "</ul>\n" });
                in_list = is_criterion;
            }
            self.line(line);
        }
        self.out.push_str(if in_list { "</ul>\n</section>\n" } else { "</section>\n" });
    }

    fn line(&mut self, line: &Line) {
        match line.role {
            LineRole::Criterion { done, item } => self.criterion(line, done, item),
            LineRole::Verdict => {
                self.out.push_str("<p class=\"verdict\">");
                self.pieces(&line.pieces);
                self.out.push_str("</p>\n");
            }
            LineRole::Plain => {
                self.out.push_str("<p class=\"line\">");
                self.pieces(&line.pieces);
                self.out.push_str("</p>\n");
            }
        }
    }

    fn criterion(&mut self, line: &Line, done: bool, item: Option<u32>) {
        let (class, label) = if done { ("done", "Met") } else { ("open", "Not met yet") };
        for piece in ["<li class=\"task ", class, "\"><span class=\"box\" role=\"img\" aria-label=\"", label, "\""] {
            self.out.push_str(piece);
        }
        // A reader's own tick is the same as on the document's page.
        if let Some(item) = item.filter(|item| !done && (*item as usize) < self.document.tasks.len()) {
            self.out.push_str(" data-tick=\"");
            self.out.push_str(&tick::key(self.document, item));
            self.out.push('"');
        }
        self.out.push_str("></span>");
        self.pieces(&line.pieces);
        let proofs = self.site.evidence.of(self.site.handbook, self.number, item, line);
        if !proofs.is_empty() {
            self.out.push_str(" <span class=\"evidence\">");
            for (at, proof) in proofs.iter().enumerate() {
                self.out.push_str(if at > 0 { ", " } else { "" });
                self.proof(proof);
            }
            self.out.push_str("</span>");
        }
        self.out.push_str("</li>\n");
    }

    fn proof(&mut self, proof: &Proof) {
        let href = match &proof.anchor {
            Some(anchor) => self.site.handbook.addresses.documents[proof.document as usize]
                .as_ref()
                .map(|to| self.site.handbook.addresses.href_to(&self.page.address, to, Some(anchor)))
                .unwrap_or_default(),
            None => self.site.href_to_heading(&self.page.address, proof.document, proof.heading),
        };
        self.out.push_str("<a href=\"");
        self.out.push_str(&href);
        self.out.push_str("\">");
        escape::text_into(&mut self.out, &proof.title);
        self.out.push_str("</a>");
        if let Some(state) = proof.state {
            self.out.push_str(" (");
            self.out.push_str(state);
            self.out.push(')');
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for (at, piece) in pieces.iter().enumerate() {
            let is_aside = matches!(piece, Piece::Text(text) if text.starts_with([')', ',', '.', ';', ':', '%']));
            let is_amount =
                at > 0 && matches!(&pieces[at - 1], Piece::Text(text) if text.ends_with(['$', '€', '£', '(']));
            if at > 0 && !is_aside && !is_amount {
                self.out.push(' ');
            }
            match piece {
                Piece::Text(text) => escape::text_into(&mut self.out, text),
                Piece::Box => {
                    self.out.push_str("<span class=\"blank-box\" role=\"img\" aria-label=\"Box to tick\"></span>")
                }
                Piece::Blank { room, hint } => self.blank(*room, hint),
                Piece::Choice(options) => self.choice(options),
            }
        }
    }

    fn blank(&mut self, room: u16, hint: &str) {
        let wide = match room {
            0..=6 => "short",
            7..=14 => "middle",
            _ => "long",
        };
        for piece in ["<span class=\"blank ", wide, "\"><span class=\"sr\">blank</span>"] {
            self.out.push_str(piece);
        }
        if !hint.is_empty() {
            self.out.push_str("<small>");
            escape::text_into(&mut self.out, hint);
            self.out.push_str("</small>");
        }
        self.out.push_str("</span>");
    }

    fn choice(&mut self, options: &[Box<str>]) {
        self.out.push_str("<span class=\"choices\">");
        for (at, option) in options.iter().enumerate() {
            self.out.push_str(if at > 0 { " / <b>" } else { "<b>" });
            escape::text_into(&mut self.out, option);
            self.out.push_str("</b>");
        }
        self.out.push_str("</span>");
    }
}
