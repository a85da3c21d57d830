//! The words of an article: for search, feeds, excerpts and previews.

use crate::document::Document;
use crate::dom::{Data, Dom, NodeId, parse_fragment};
use crate::options::Options;
use crate::render::render;

/// The words of a document, as on the web page, members' part included.
pub fn document_plaintext(document: &Document, options: &Options) -> String {
    plaintext(&render(document, options).html)
}

/// The words of rendered HTML: a blank line between blocks, no markup, no scripts, no controls.
pub fn plaintext(html: &str) -> String {
    words(html, &[])
}

/// The beginning of an article's words, without captions, cut between words at most this long.
pub fn excerpt(html: &str, chars_max: usize) -> String {
    let text = words(html, &["figcaption"]).replace('\n', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= chars_max {
        return text;
    }
    let cut: String = text.chars().take(chars_max.saturating_sub(1)).collect();
    let whole = match cut.rsplit_once(' ') {
        Some((whole, _)) if !whole.is_empty() => whole,
        _ => &cut,
    };
    format!(
        "{}…",
        whole.trim_end_matches([',', ';', ':', '.', '–', '-'])
    )
}

fn words(html: &str, skipped: &[&str]) -> String {
    let Ok(dom) = parse_fragment(html) else {
        return String::new();
    };
    let mut writer = Writer::default();
    let top = dom.root();
    let mut open: Vec<NodeId> = Vec::new();
    let mut at = dom.first_child(top);
    while let Some(id) = at {
        let name = dom.html_name(id).unwrap_or_default();
        let skip = is_no_text(&dom, id) || skipped.contains(&name);
        if !skip {
            writer.enter(&dom, id);
            if dom.first_child(id).is_some() {
                open.push(id);
                at = dom.first_child(id);
                continue;
            }
            writer.leave(&dom, id);
        }
        at = dom.next_sibling(id);
        while at.is_none() {
            let Some(parent) = open.pop() else { break };
            writer.leave(&dom, parent);
            at = dom.next_sibling(parent);
        }
    }
    writer.text.truncate(writer.text.trim_end().len());
    writer.text
}

/// Collects text; spaces and breaks are only written before the word that needs them.
#[derive(Default)]
struct Writer {
    text: String,
    breaks: usize,
    space: bool,
    in_pre: usize,
}

impl Writer {
    fn enter(&mut self, dom: &Dom, id: NodeId) {
        match dom.data(id) {
            Data::Text(text) if self.in_pre > 0 => self.verbatim(text),
            Data::Text(text) => self.flow(text),
            _ => self.at_edge(dom, id),
        }
        self.in_pre += usize::from(dom.html_name(id) == Some("pre"));
    }

    fn leave(&mut self, dom: &Dom, id: NodeId) {
        self.in_pre -= usize::from(dom.html_name(id) == Some("pre"));
        self.at_edge(dom, id);
    }

    fn at_edge(&mut self, dom: &Dom, id: NodeId) {
        match dom.html_name(id) {
            Some("br" | "li" | "tr" | "dt" | "dd") => self.breaks = self.breaks.max(1),
            Some("td" | "th") => self.space = true,
            Some(name) if is_block(name) => self.breaks = 2,
            _ => {}
        }
    }

    fn flow(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space = true;
        }
        for word in text.split_whitespace() {
            self.gap();
            self.text.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace);
    }

    fn verbatim(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.gap();
            self.text.push_str(text);
        }
    }

    fn gap(&mut self) {
        if self.text.is_empty() {
        } else if self.breaks > 0 {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(&"\n\n"[..self.breaks]);
        } else if self.space {
            self.text.push(' ');
        }
        self.breaks = 0;
        self.space = false;
    }
}

fn is_no_text(dom: &Dom, id: NodeId) -> bool {
    match dom.data(id) {
        Data::Comment(_) | Data::Fragment => true,
        Data::Text(_) => false,
        Data::Element { .. } => match dom.html_name(id) {
            // drawings
            None => true,
            Some(name) => {
                matches!(
                    name,
                    "script"
                        | "style"
                        | "template"
                        | "noscript"
                        | "iframe"
                        | "object"
                        | "button"
                        | "input"
                        | "select"
                        | "textarea"
                        | "audio"
                        | "video"
                        | "title"
                ) || dom.has_class(id, "kg-audio-player")
                    || dom.has_class(id, "kg-video-player-container")
            }
        },
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "details"
            | "div"
            | "dl"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_lines() {
        let html = "<h2>One</h2><p>two <b>three</b>,<br>four</p>\n<ul><li>a</li><li>b</li></ul>\
                    <script>x()</script><pre><code>c\n  d</code></pre><table><tr><td>e</td><td>f</td></tr></table>";
        assert_eq!(
            plaintext(html),
            "One\n\ntwo three,\nfour\n\na\nb\n\nc\n  d\n\ne f"
        );
    }

    #[test]
    fn excerpts_end_between_words() {
        let html =
            "<figure><img src=x><figcaption>Not me</figcaption></figure><p>One two three.</p>";
        assert_eq!(excerpt(html, 100), "One two three.");
        assert_eq!(excerpt(html, 10), "One two…");
        assert_eq!(excerpt("<p>Donaudampfschiff</p>", 6), "Donau…");
    }
}
