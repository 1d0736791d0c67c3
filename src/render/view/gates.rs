//! The pages of forms and criteria.

use serde::Serialize;

use super::LinkView;

/// The list of them, or (above 1,000) of the pages that have it.
#[derive(Clone, Debug, Serialize)]
pub struct GatesView {
    /// Pages by section, where they are too many for one page.
    pub sections: Vec<LinkView>,
    /// Those with criteria, in reading order. Templates see `gates_html`, rows of a table.
    #[serde(rename = "gates_html", serialize_with = "rows::gates")]
    pub gates: Vec<GateRowView>,
    /// Those with blanks alone. Templates see `forms_html`, rows of a table.
    #[serde(rename = "forms_html", serialize_with = "rows::forms")]
    pub forms: Vec<GateRowView>,
}

/// A form or a list of criteria.
#[derive(Clone, Debug)]
pub struct GateRowView {
    /// What it is called.
    pub title: String,
    /// Its sheet.
    pub href: String,
    /// The document that has it.
    pub source: LinkView,
    /// The sprint's page.
    pub timebox: Option<LinkView>,
    /// When it is decided.
    pub when: Option<GateWhenView>,
    /// How many blanks are to be filled in.
    pub blanks: usize,
    /// How many criteria it has.
    pub criteria: usize,
    /// How many of them are met.
    pub met: usize,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
pub struct GateWhenView {
    /// `2026-01-18`; none where the day has no date.
    pub iso: Option<String>,
    /// `Sunday 18 January 2026`, `Day 14`
    pub text: String,
}

/// A sheet.
#[derive(Clone, Debug, Serialize)]
pub struct GateView {
    /// What its own first line calls it.
    pub caption: Option<String>,
    /// The document that has it.
    pub source: LinkView,
    /// The sprint's page.
    pub timebox: Option<LinkView>,
    /// When it is decided.
    pub when: Option<GateWhenView>,
    /// How many blanks are to be filled in.
    pub blanks: usize,
    /// How many criteria it has.
    pub criteria: usize,
    /// How many of them are met.
    pub met: usize,
    /// The path of its document: ticks are kept by it.
    pub path: String,
    /// Its lines, as markup.
    pub lines_html: String,
    /// What can be chosen in the end; empty where its own lines say it, or where nothing is decided.
    pub verdict: Vec<String>,
    /// Who signs; an empty name is a line without one.
    pub signatures: Vec<String>,
}

mod rows {
    //! Rows of the list as markup.

    use serde::Serializer;

    use super::GateRowView;
    use crate::render::escape;
    use crate::render::view::LinkView;

    pub(super) fn gates<S: Serializer>(rows: &[GateRowView], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&html(rows, true))
    }

    pub(super) fn forms<S: Serializer>(rows: &[GateRowView], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&html(rows, false))
    }

    fn html(rows: &[GateRowView], with_criteria: bool) -> String {
        let mut html = String::with_capacity(400 * rows.len());
        for row in rows {
            html.push_str("<tr><th scope=\"row\">");
            link(&mut html, &row.href, &row.title);
            html.push_str("</th><td data-label=\"Sprint\">");
            if let Some(LinkView { href, title, .. }) = &row.timebox {
                link(&mut html, href, title);
            }
            html.push_str("</td><td data-label=\"When\">");
            if let Some(when) = &row.when {
                let text = escape::attribute(&when.text);
                html.push_str(&match &when.iso {
                    Some(iso) => format!("<time datetime=\"{iso}\">{text}</time>"),
                    None => text,
                });
            }
            html.push_str("</td>");
            if with_criteria {
                html.push_str(&format!("<td class=\"right\" data-label=\"Met\">{} of {}</td>", row.met, row.criteria));
            }
            html.push_str(&format!(
                "<td class=\"right\" data-label=\"Blanks\">{}</td><td data-label=\"Where\">",
                row.blanks
            ));
            link(&mut html, &row.source.href, &row.source.title);
            html.push_str("</td></tr>\n");
        }
        html
    }

    fn link(html: &mut String, href: &str, title: &str) {
        html.push_str("<a href=\"");
        html.push_str(href);
        html.push_str("\">");
        escape::text_into(html, title);
        html.push_str("</a>");
    }
}
