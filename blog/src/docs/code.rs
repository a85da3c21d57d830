//! Source as it is shown: in colours, each name of the language a link to its page.

use sx::reference::EntryKind;
use sx::{PieceKind, highlight};

use super::contents::{address_of, contents, href};

/// A piece of source: its text, the class that colours it, where it leads.
#[derive(sx::Record)]
pub(super) struct PieceView {
    text: String,
    class: Option<&'static str>,
    href: Option<String>,
}

/// Source in pieces. Names lead to their pages, but for that of `here`.
pub(super) fn code(text: &str, here: Option<&str>) -> Vec<PieceView> {
    let pieces = highlight(text).into_iter();
    pieces
        .map(|piece| {
            let is_own = matches!(piece.kind, PieceKind::Form | PieceKind::Primitive);
            let is_free = piece.kind == PieceKind::Symbol;
            let entry = contents().named(piece.text).filter(|entry| {
                let is_lent = entry.kind == EntryKind::Host;
                Some(entry.name) != here && (is_own || (is_free && is_lent))
            });
            PieceView {
                text: piece.text.to_owned(),
                class: class_of(piece.kind),
                href: entry.map(|entry| href(&address_of(entry))),
            }
        })
        .collect()
}

/// HTML in pieces.
pub(super) fn markup(html: &str) -> Vec<PieceView> {
    let mut pieces = Vec::new();
    let mut add = |text: &str, class| {
        if !text.is_empty() {
            pieces.push(PieceView {
                text: text.to_owned(),
                class,
                href: None,
            });
        }
    };
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        add(text, None);
        // The attributes of our own pages hold no `>`: it is escaped there.
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        add("<", Some("code-bracket"));
        add(name, Some("code-tag"));
        for (at, part) in attributes.split('"').enumerate() {
            match at % 2 {
                0 => add(part, Some("code-keyword")),
                _ => add(&format!("\"{part}\""), Some("code-text")),
            }
        }
        add(">", Some("code-bracket"));
        rest = after;
    }
    add(rest, None);
    pieces
}

fn class_of(kind: PieceKind) -> Option<&'static str> {
    Some(match kind {
        PieceKind::Plain | PieceKind::Symbol => return None,
        PieceKind::Comment => "code-comment",
        PieceKind::Text => "code-text",
        PieceKind::Constant => "code-constant",
        PieceKind::Keyword => "code-keyword",
        PieceKind::Bracket => "code-bracket",
        PieceKind::Component => "code-component",
        PieceKind::Form => "code-form",
        PieceKind::Primitive => "code-primitive",
        PieceKind::Element => "code-element",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_what_it_is() {
        for html in [
            "",
            "words",
            "<p>a &amp; b</p>",
            "<a class=\"x y\" href=\"/b\" hidden>c</a><br>d",
            "<!doctype html>",
        ] {
            let whole: String = markup(html)
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            assert_eq!(whole, html);
        }
    }

    #[test]
    fn names_lead_to_their_pages() {
        let pieces = code("(let ((a 1)) (t \"x\" :n (inc a)))", Some("inc"));
        let links: Vec<_> = pieces
            .iter()
            .filter_map(|piece| piece.href.as_deref())
            .collect();
        assert_eq!(
            links,
            ["/sx/(language.(form.let))", "/sx/(language.(function.t))"]
        );
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "(let ((a 1)) (t \"x\" :n (inc a)))");
    }
}
