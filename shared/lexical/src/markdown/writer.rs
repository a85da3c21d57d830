//! Tokens to HTML.

use super::token::{Kind, Token};
use super::unescape::unescape_all;
use crate::js;
use crate::render::{OBJECT_CONSTRUCTOR, slug};

/// The HTML of a whole document.
pub(super) fn write(tokens: &[Token]) -> String {
    let mut out = String::new();
    for at in 0..tokens.len() {
        if tokens[at].is_inline() {
            let children = &tokens[at].children;
            (0..children.len()).for_each(|at| write_token(children, at, &mut out));
        } else {
            write_token(tokens, at, &mut out);
        }
    }
    out
}

fn write_token(tokens: &[Token], at: usize, out: &mut String) {
    let token = &tokens[at];
    match token.kind {
        Kind::Text => escape(&token.content, out),
        Kind::SoftBreak | Kind::HardBreak => out.push_str("<br>\n"),
        Kind::HtmlInline | Kind::HtmlBlock => out.push_str(&token.content),
        Kind::CodeInline => {
            out.push_str("<code>");
            escape(&token.content, out);
            out.push_str("</code>");
        }
        Kind::CodeBlock => {
            out.push_str("<pre><code>");
            escape(&token.content, out);
            out.push_str("</code></pre>\n");
        }
        Kind::Fence => fence(token, out),
        Kind::HeadingOpen => heading(tokens, at, out),
        Kind::Image => {
            let mut image = token.clone();
            image.attrs[1].1 = text_of(&token.children);
            image.attrs.push(("loading", "lazy".into()));
            tag(&[image], 0, out);
        }
        _ if footnote(token, out) => {}
        _ => tag(tokens, at, out),
    }
}

/// A tag with its attributes, and a line feed where blocks want one.
fn tag(tokens: &[Token], at: usize, out: &mut String) {
    let token = &tokens[at];
    if token.hidden {
        return;
    }
    if token.is_block && token.nesting != -1 && at > 0 && tokens[at - 1].hidden {
        out.push('\n');
    }
    out.push_str(if token.nesting == -1 { "</" } else { "<" });
    out.push_str(token.tag);
    for (name, value) in &token.attrs {
        out.push_str(&format!(" {name}=\""));
        escape(value, out);
        out.push('"');
    }
    out.push('>');
    if !token.is_block {
        return;
    }
    let hugs_next = token.nesting == 1
        && tokens.get(at + 1).is_some_and(|next| {
            next.is_inline() || next.hidden || (next.nesting == -1 && next.tag == token.tag)
        });
    if !hugs_next {
        out.push('\n');
    }
}

fn fence(token: &Token, out: &mut String) {
    let info = unescape_all(&token.info);
    let language = js::trim(&info)
        .split(js::is_space)
        .next()
        .unwrap_or_default();
    out.push_str("<pre><code");
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape(language, out);
        out.push('"');
    }
    out.push('>');
    escape(&token.content, out);
    out.push_str("</code></pre>\n");
}

fn heading(tokens: &[Token], at: usize, out: &mut String) {
    let title: String = tokens[at + 1]
        .children
        .iter()
        .map(|child| child.content.as_str())
        .collect();
    let mut id = slug(&title);
    if id == "constructor" {
        // Ghost looks ids up in a plain object; see `OBJECT_CONSTRUCTOR`
        id = format!("{id}{OBJECT_CONSTRUCTOR}1");
    }
    let mut open = tokens[at].clone();
    open.attrs.push(("id", id));
    let pair = [open, tokens[at + 1].clone()];
    if at > 0 && tokens[at - 1].hidden {
        out.push('\n');
    }
    tag(&pair, 0, out);
}

/// The plain text of a picture's description.
fn text_of(tokens: &[Token]) -> String {
    tokens
        .iter()
        .map(|token| match token.kind {
            Kind::Text | Kind::HtmlInline => token.content.clone(),
            Kind::Image => text_of(&token.children),
            Kind::SoftBreak | Kind::HardBreak => "\n".into(),
            _ => String::new(),
        })
        .collect()
}

/// Writes what belongs to footnotes; says whether it did.
fn footnote(token: &Token, out: &mut String) -> bool {
    let (number, sub) = (token.note.0 + 1, token.note.1);
    let suffix = if sub > 0 {
        format!(":{sub}")
    } else {
        String::new()
    };
    let html = match token.kind {
        Kind::FootnoteRef => format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn{number}\" id=\"fnref{number}{suffix}\">\
             [{number}{suffix}]</a></sup>"
        ),
        Kind::FootnoteBlockOpen => "<hr class=\"footnotes-sep\">\n<section class=\"footnotes\">\n\
                                    <ol class=\"footnotes-list\">\n"
            .into(),
        Kind::FootnoteBlockClose => "</ol>\n</section>\n".into(),
        Kind::FootnoteOpen => format!("<li id=\"fn{number}{suffix}\" class=\"footnote-item\">"),
        Kind::FootnoteClose => "</li>\n".into(),
        // the second character keeps phones from showing an emoji
        Kind::FootnoteAnchor => format!(
            " <a href=\"#fnref{number}{suffix}\" class=\"footnote-backref\">\u{21a9}\u{FE0E}</a>"
        ),
        _ => return false,
    };
    out.push_str(&html);
    true
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
