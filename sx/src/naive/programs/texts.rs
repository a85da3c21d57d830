//! Texts that mean something to a parser, somewhere.

use super::numbers::Numbers;

const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "\r",
    "\n",
    "\0",
    "\t",
    "/",
    "=",
    " ",
    "`",
    "<!--",
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</script",
    "<script>",
    "</pre>",
    "&lt",
    "&amp;",
    "&#39;",
    "#39;",
    "javascript:",
    "JaVa\tScript:",
    "data:image/svg+xml,",
    "data:text/html,",
    "vbscript:",
    "http://a.example/",
    "https:",
    "mailto:",
    "//b.example",
    "/path",
    "?q=1",
    "#f",
    ",",
    " 1x",
    ", ",
    "(",
    ")",
    "é\u{2028}",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "𝄞",
    "ab",
    "x",
    "0",
    "A",
    "\\",
    "ſ",
    "\u{a0}",
    ":",
];

/// A text of up to six pieces.
pub fn hostile(numbers: &mut Numbers) -> String {
    let count = numbers.below(7);
    (0..count).map(|_| numbers.of(PIECES)).collect()
}

/// A text as a string literal.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
