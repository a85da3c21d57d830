//! A tree of nodes, and the tree as HTML: plain concatenation.

/// A node of the page.
pub(super) enum Piece {
    Text(String),
    /// HTML that Rust vouches for.
    Raw(String),
    Element(Element),
}

pub(super) struct Element {
    pub(super) tag: String,
    /// An attribute without a value is written bare.
    pub(super) attrs: Vec<(String, Option<String>)>,
    pub(super) children: Vec<Piece>,
    pub(super) is_void: bool,
}

/// The HTML of some nodes.
pub(super) fn write(pieces: &[Piece]) -> String {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => escape(text),
        Piece::Raw(html) => html.clone(),
        Piece::Element(element) => self::element(element),
    }
}

fn element(element: &Element) -> String {
    let tag = &element.tag;
    let doctype = if tag == "html" { "<!doctype html>" } else { "" };
    let attrs: String = element
        .attrs
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!(" {name}=\"{}\"", escape(value).replace('"', "&quot;")),
            None => format!(" {name}"),
        })
        .collect();
    if element.is_void {
        return format!("{doctype}<{tag}{attrs}>");
    }
    let content = write(&element.children);
    // Browsers drop a line feed right after these tags: it must be there twice to be there once.
    let drops = matches!(tag.as_str(), "pre" | "textarea") && content.starts_with('\n');
    let extra = if drops { "\n" } else { "" };
    format!("{doctype}<{tag}{attrs}>{extra}{content}</{tag}>")
}

/// Text as it stands between tags. (Attributes write `"` differently too.)
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\r', "&#13;")
        .replace('\0', "\u{fffd}")
}

/// HTML as a parser sees it: a line feed right after these start tags is dropped, so it is often
/// written for safety.
pub fn without_line_feeds(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest
        .find("<pre")
        .into_iter()
        .chain(rest.find("<textarea"))
        .min()
    {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&rest[..end]);
        rest = rest[end..].strip_prefix('\n').unwrap_or(&rest[end..]);
    }
    out.push_str(rest);
    out
}
