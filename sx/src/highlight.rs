//! Source text in pieces, each with what it is: for pages that show source in colours. It takes every text, also
//! what is no SX: patterns with `…`, code that is being written.

use crate::markup;
use crate::primitives::Prim;
use crate::read::{begins_symbol, continues_symbol};
use crate::reference::{EntryKind, reference};

/// A piece of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The text, as it stands.
    pub text: &'t str,
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// White space, and what has no meaning.
    Plain,
    /// From `;` to the end of the line.
    Comment,
    /// A string with its quotes.
    Text,
    /// A number, `true`, `false` or `nil`.
    Constant,
    /// `:name`, and `&key` and its relatives.
    Keyword,
    /// A bracket, a quote.
    Bracket,
    /// The name of a component.
    Component,
    /// The name of a definition or a form, at the head of a list.
    Form,
    /// The name of a primitive.
    Primitive,
    /// The name of an element, at the head of a list.
    Element,
    /// Any other name.
    Symbol,
}

/// The pieces of a text, which are the text when they are put together.
pub fn highlight(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut lists = Lists::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = piece(rest, first, lists.is_head);
        let (text, after) = rest.split_at(length.max(first.len_utf8()));
        pieces.push(Piece { text, kind });
        lists.after(text, kind);
        rest = after;
    }
    pieces
}

/// The open brackets, as far as they tell what a name is.
#[derive(Default)]
struct Lists {
    open: Vec<List>,
    /// Whether a name would be called here.
    is_head: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum List {
    /// A call, or data.
    Other,
    /// A form whose next list names things.
    Naming,
    /// The names that it gives, each alone or in a list with more.
    Names,
}

impl Lists {
    fn after(&mut self, text: &str, kind: PieceKind) {
        let was_head = std::mem::take(&mut self.is_head);
        match text {
            "(" => {
                let inside = match self.open.last_mut() {
                    Some(outer @ List::Naming) => {
                        *outer = List::Other;
                        List::Names
                    }
                    _ => List::Other,
                };
                self.is_head = inside != List::Names && self.open.last() != Some(&List::Names);
                self.open.push(inside);
            }
            "[" | "{" => self.open.push(List::Other),
            ")" | "]" | "}" => {
                self.open.pop();
            }
            _ if kind == PieceKind::Plain => self.is_head = was_head,
            _ => {
                let names =
                    matches!(text, "let" | "let*" | "letrec" | "fn") || text.starts_with("def");
                if let Some(open) = self.open.last_mut().filter(|_| was_head && names) {
                    *open = List::Naming;
                }
            }
        }
    }
}

fn piece(rest: &str, first: char, is_head: bool) -> (usize, PieceKind) {
    let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
    match first {
        ';' => (rest.find('\n').unwrap_or(rest.len()), PieceKind::Comment),
        '"' => (string(rest), PieceKind::Text),
        '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '`' | ',' => (1, PieceKind::Bracket),
        ':' => (1 + symbol(&rest[1..]), PieceKind::Keyword),
        '&' => (symbol(rest), PieceKind::Keyword),
        first if first.is_whitespace() => (run(char::is_whitespace), PieceKind::Plain),
        first if first.is_ascii_digit() => (symbol(rest), PieceKind::Constant),
        first if begins_symbol(first) => {
            let length = symbol(rest);
            (length, name(&rest[..length], is_head))
        }
        _ => (first.len_utf8(), PieceKind::Plain),
    }
}

fn symbol(rest: &str) -> usize {
    rest.find(|c| !continues_symbol(c)).unwrap_or(rest.len())
}

/// To its closing quote, or to the end.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest[1..].find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    end.map_or(rest.len(), |end| end + 2)
}

/// The order in which names at the head of a list mean something is the resolver's.
fn name(name: &str, is_head: bool) -> PieceKind {
    let is_form = |name: &str| {
        reference().iter().any(|entry| {
            entry.name == name && matches!(entry.kind, EntryKind::Form | EntryKind::Definition)
        })
    };
    let after_sign = name.trim_start_matches(['-', '+']);
    if matches!(name, "true" | "false" | "nil")
        || after_sign.starts_with(|c: char| c.is_ascii_digit())
    {
        PieceKind::Constant
    } else if name.starts_with('~') && name.len() > 1 {
        PieceKind::Component
    } else if is_head && is_form(name) {
        PieceKind::Form
    } else if is_head && (markup::is_element(name) || name.starts_with("html:")) {
        PieceKind::Element
    } else if Prim::named(name).is_some() {
        PieceKind::Primitive
    } else {
        PieceKind::Symbol
    }
}

#[cfg(test)]
mod tests {
    use super::PieceKind::*;
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, PieceKind)> {
        let pieces = highlight(text).into_iter();
        pieces
            .filter(|piece| !matches!(piece.kind, Plain | Bracket))
            .map(|piece| (piece.text, piece.kind))
            .collect()
    }

    #[test]
    fn names_are_what_the_resolver_makes_of_them() {
        assert_eq!(
            kinds("(let ((title 1)) (title title)) ; two"),
            [
                ("let", Form),
                ("title", Symbol),
                ("1", Constant),
                ("title", Element),
                ("title", Symbol),
                ("; two", Comment),
            ]
        );
        assert_eq!(
            kinds("(~a:b/c :x \"y \\\" z\" (map upper [nil -3]))\n(html:x-y &rest)"),
            [
                ("~a:b/c", Component),
                (":x", Keyword),
                ("\"y \\\" z\"", Text),
                ("map", Form),
                ("upper", Primitive),
                ("nil", Constant),
                ("-3", Constant),
                ("html:x-y", Element),
                ("&rest", Keyword),
            ]
        );
        assert_eq!(
            kinds("(defcomp ~a:b (&key a (b nil)) ( b a))"),
            [
                ("defcomp", Form),
                ("~a:b", Component),
                ("&key", Keyword),
                ("a", Symbol),
                ("b", Symbol),
                ("nil", Constant),
                ("b", Element),
                ("a", Symbol),
            ]
        );
    }

    #[test]
    fn every_text_stays_what_it_is() {
        for text in [
            "",
            "\"open",
            "\"\\",
            ":",
            "(if test then else?)",
            "(map function …) ~ & 🍞 \u{0}",
            "; no end",
            ")(",
            "'x `(,a ,@b)",
        ] {
            let whole: String = highlight(text).iter().map(|piece| piece.text).collect();
            assert_eq!(whole, text);
        }
        for entry in reference() {
            let whole: String = highlight(entry.example)
                .iter()
                .map(|piece| piece.text)
                .collect();
            assert_eq!(whole, entry.example);
        }
    }
}
