//! Forms to text in the one way that is counted as the same: without comments, with one space between
//! forms. Reading it gives the same forms again.

use std::fmt::Write;

use crate::escape::wire;
use crate::read::{Form, FormKind};

/// The canonical text of a form.
pub(crate) fn print(form: &Form) -> String {
    let mut out = String::new();
    write(form, &mut out);
    out
}

/// Depth is bounded by the reader, so this recursion is too.
fn write(form: &Form, out: &mut String) {
    match &form.kind {
        FormKind::Nil => out.push_str("nil"),
        FormKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        // Writing to a String cannot fail.
        FormKind::Int(value) => _ = write!(out, "{value}"),
        FormKind::Dec(value) => _ = write!(out, "{value}"),
        FormKind::Str(text) => {
            out.push('"');
            wire::data(text, out);
            out.push('"');
        }
        FormKind::Keyword(name) => out.extend([":", name]),
        FormKind::Symbol(name) => out.push_str(name),
        FormKind::List(items) => all("(", items, ")", out),
        FormKind::Vector(items) => all("[", items, "]", out),
        FormKind::Record(items) => all("{", items, "}", out),
        FormKind::Quote(inner) => before("'", inner, out),
        FormKind::Template(inner) => before("`", inner, out),
        FormKind::Unquote(inner) => before(",", inner, out),
        FormKind::Splice(inner) => before(",@", inner, out),
    }
}

fn before(mark: &str, form: &Form, out: &mut String) {
    out.push_str(mark);
    // Together, `,` and `@name` would be another mark.
    if mark == "," && form.symbol().is_some_and(|name| name.starts_with('@')) {
        out.push(' ');
    }
    write(form, out);
}

fn all(open: &str, items: &[Form], close: &str, out: &mut String) {
    out.push_str(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        write(item, out);
    }
    out.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    fn printed(text: &str) -> Vec<String> {
        let forms = read(0, text).unwrap_or_default();
        forms.iter().map(print).collect()
    }

    #[test]
    fn comments_and_spacing_are_gone() {
        let text = "(a ;c\n  [1 +2 -3.50]#;gone {:k \"x\\u0041\\n\"}\n 'q nil true\t:key)";
        let expected = "(a [1 2 -3.50] {:k \"xA\\n\"} 'q nil true :key)";
        assert_eq!(printed(text), [expected]);
        assert_eq!(printed(expected), [expected]);
    }
}
