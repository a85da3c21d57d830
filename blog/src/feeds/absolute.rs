//! HTML that is read away from its site: addresses relative to the site or the article become absolute.
//!
//! The input is HTML that the domain has sanitised and written itself: attributes are in double quotes and quotes in
//! them are escaped, so that a walk over the tags is enough and nothing has to be parsed into a tree.

/// Attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "poster", "cite", "data", "action"];

/// `html` with absolute addresses: `/path` on `origin`, `#part` and `?query` on `page`.
pub(super) fn html(html: &str, origin: &str, page: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = tag_end(rest) else { break };
        match &rest[..end] {
            comment if comment.starts_with("<!") => out.push_str(comment),
            tag => write_tag(tag, origin, page, &mut out),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Where the tag or comment at the begin of `text` ends; `None` when it does not.
fn tag_end(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let mut is_quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn write_tag(tag: &str, origin: &str, page: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(equals) = rest.find("=\"") {
        let (before, value) = (&rest[..equals], &rest[equals + 2..]);
        let Some(close) = value.find('"') else { break };
        out.push_str(before);
        out.push_str("=\"");
        let name = before
            .rsplit(|c: char| c.is_ascii_whitespace())
            .next()
            .unwrap_or_default();
        match name {
            "srcset" => write_set(&value[..close], origin, page, out),
            _ if ADDRESSES.contains(&name) => write_address(&value[..close], origin, page, out),
            _ => out.push_str(&value[..close]),
        }
        out.push('"');
        rest = &value[close + 1..];
    }
    out.push_str(rest);
}

fn write_address(address: &str, origin: &str, page: &str, out: &mut String) {
    match address.as_bytes() {
        [b'/', b'/', ..] => {}
        [b'/', ..] => out.push_str(origin),
        [b'#' | b'?', ..] => out.push_str(page),
        _ => {}
    }
    out.push_str(address);
}

/// Addresses with a width or density each, parted by commas.
fn write_set(set: &str, origin: &str, page: &str, out: &mut String) {
    for (index, candidate) in set.split(", ").enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_address(candidate.trim_start(), origin, page, out);
    }
}

#[cfg(test)]
mod tests {
    const ORIGIN: &str = "https://blog.coop.example";
    const PAGE: &str = "https://blog.coop.example/bread/";

    fn absolute(html: &str) -> String {
        super::html(html, ORIGIN, PAGE)
    }

    #[test]
    fn addresses_become_absolute() {
        assert_eq!(
            absolute(
                r##"<p><a href="/about/">x</a> <a href="#top">y</a><img alt="a > b" src="/media/1/a.jpg"></p>"##
            ),
            r##"<p><a href="https://blog.coop.example/about/">x</a> <a href="https://blog.coop.example/bread/#top">y</a><img alt="a > b" src="https://blog.coop.example/media/1/a.jpg"></p>"##
        );
        assert_eq!(
            absolute(r#"<img srcset="/media/1/w320/a.jpg 320w, /media/1/a.jpg 800w">"#),
            r#"<img srcset="https://blog.coop.example/media/1/w320/a.jpg 320w, https://blog.coop.example/media/1/a.jpg 800w">"#
        );
    }

    #[test]
    fn everything_else_stays() {
        for html in [
            "",
            "no tags, href=\"/x\"",
            r#"<a href="https://elsewhere.example/">x</a>"#,
            r#"<a href="//elsewhere.example/">x</a>"#,
            r#"<a href="mailto:a@b.example" title="/not/an/address">x</a>"#,
            r#"<p data-href="/x">&lt;a href="/y"&gt;</p>"#,
            r#"<!-- <a href="/x"> -->"#,
            "<a href=\"/cut",
            "a < b",
        ] {
            assert_eq!(absolute(html), html);
        }
    }
}
