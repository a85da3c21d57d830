//! Addresses in attributes: only schemes that cannot run code.

use crate::markup::AttrContext;

/// What stands in place of an address that is refused.
const REFUSED: &str = "about:invalid";

/// The value of an attribute, or what stands in its place when it leads where it must not.
#[inline]
pub(crate) fn checked(context: AttrContext, text: &str) -> &str {
    if is_allowed_in(context, text) {
        text
    } else {
        REFUSED
    }
}

/// Whether an attribute of this kind may have this value.
#[inline]
pub(crate) fn is_allowed_in(context: AttrContext, text: &str) -> bool {
    match context {
        AttrContext::Text | AttrContext::Words => true,
        AttrContext::Url => is_allowed(text),
        AttrContext::ImageUrl => is_allowed_image(text),
        AttrContext::UrlList => are_allowed(text),
        AttrContext::Srcset => is_allowed_srcset(text),
    }
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether an address may be written: relative, or with a scheme from the list.
///
/// Browsers drop white space and control characters before and within a scheme and ignore its
/// case, so all of these are dropped here first. Where this test is stricter than a browser (a relative
/// path whose first segment has a colon), the address is refused: write it as `./12:30`.
#[inline]
fn is_allowed(url: &str) -> bool {
    // Most addresses are paths.
    if let Some(b'/' | b'#' | b'?') = url.as_bytes().first() {
        return true;
    }
    has_allowed_scheme(url)
}

fn has_allowed_scheme(url: &str) -> bool {
    match scheme(url) {
        None => true,
        Some(scheme) => SCHEMES.into_iter().any(|allowed| scheme.is(allowed)),
    }
}

/// The same for pictures, which may also come as `data:image/…`: as the source of an `img` no
/// format, SVG included, runs scripts.
fn is_allowed_image(url: &str) -> bool {
    is_allowed(url)
        || (scheme(url).is_some_and(|scheme| scheme.is("data"))
            && url
                .split_once(':')
                .is_some_and(|(_, rest)| starts_with_ignoring_case(rest, "image/")))
}

/// Whether every address of a list with spaces between may be written.
fn are_allowed(urls: &str) -> bool {
    urls.split_ascii_whitespace().all(is_allowed)
}

/// Whether text at the start of an address settles that it is allowed, whatever follows: a path,
/// a query, a fragment, or an allowed scheme with its colon.
pub(crate) fn settles(prefix: &str) -> bool {
    let end = prefix.find(['/', '?', '#', ':']);
    end.is_some() && is_allowed(prefix)
}

/// Whether every candidate of a `srcset` may be written, read as browsers read it: an address runs
/// to white space, and commas at its end belong to the list.
fn is_allowed_srcset(srcset: &str) -> bool {
    let separates = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut rest = srcset.trim_start_matches(separates);
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        let url = token.trim_end_matches(',');
        if !is_allowed_image(url) {
            return false;
        }
        let descriptors = if url.len() < token.len() {
            0
        } else {
            candidate_end(after)
        };
        rest = after[descriptors..].trim_start_matches(separates);
    }
    true
}

/// Where the descriptors of a candidate end: at a comma outside parentheses.
fn candidate_end(text: &str) -> usize {
    let mut in_parentheses = false;
    text.find(|c: char| {
        match c {
            '(' => in_parentheses = true,
            ')' => in_parentheses = false,
            _ => {}
        }
        c == ',' && !in_parentheses
    })
    .unwrap_or(text.len())
}

/// The scheme of an address as a browser sees it: the beginning, with what a browser drops.
#[derive(Clone, Copy)]
struct Scheme<'u>(&'u str);

impl Scheme<'_> {
    fn is(self, name: &str) -> bool {
        let visible = self.0.chars().filter(|c| !is_dropped(*c));
        visible.flat_map(char::to_lowercase).eq(name.chars())
    }
}

/// NUL is not dropped: HTML cannot hold it, so another character is written.
fn is_dropped(c: char) -> bool {
    c != '\0' && (c.is_control() || c.is_whitespace())
}

/// The scheme; `None` for a relative address.
fn scheme(url: &str) -> Option<Scheme<'_>> {
    let end = url
        .bytes()
        .position(|byte| matches!(byte, b':' | b'/' | b'?' | b'#' | b'\\'))?;
    (url.as_bytes()[end] == b':').then(|| Scheme(url[..end].trim_start_matches(is_dropped)))
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lead_somewhere_are_allowed() {
        for url in [
            "",
            "/",
            "/a:b",
            "a/b",
            "?q=a:b",
            "#a:b",
            "//other.example/",
            "https://a.example/",
            "HTTP://A",
            "mailto:a@b.example",
            "tel:+44123",
            "a b",
            "./12:30",
            "é/ü",
        ] {
            assert!(is_allowed(url), "{url:?}");
        }
    }

    #[test]
    fn schemes_that_run_code_are_refused_however_they_are_written() {
        for url in [
            "javascript:alert(1)",
            "JavaScript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "java\nscript:x",
            "java\tscript:x",
            "javascript\r:x",
            "\u{0}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "blob:x",
            "file:///etc/passwd",
            "about:blank",
            "view-source:x",
            "\u{a0}javascript:x",
            "ja\u{0}vascript:x",
            "\u{0}https:x",
            ":x",
        ] {
            assert!(!is_allowed(url), "{url:?}");
        }
    }

    #[test]
    fn pictures_may_be_data() {
        assert!(is_allowed_image("data:image/png;base64,AA"));
        assert!(is_allowed_image("DATA:IMAGE/svg+xml,x"));
        assert!(!is_allowed_image("data:text/html,image/"));
        assert!(!is_allowed_image("data:,image/"));
        assert!(!is_allowed("data:image/png;base64,AA"));
    }

    #[test]
    fn every_candidate_of_a_srcset_counts() {
        assert!(is_allowed_srcset("/a.jpg 1x, /b.jpg 2x"));
        assert!(is_allowed_srcset("data:image/png;base64,AA 1x,/b 2x"));
        assert!(is_allowed_srcset(""));
        assert!(!is_allowed_srcset("/a.jpg 1x, javascript:x 2x"));
        assert!(!is_allowed_srcset("/a.jpg,, javascript:x"));
        assert!(!is_allowed_srcset("/a.jpg (1,2) 1x,javascript:x 2x"));
    }

    #[test]
    fn a_prefix_settles_an_address_only_when_nothing_after_it_could_be_a_scheme() {
        assert!(settles("/tag/") && settles("https://") && settles("mailto:") && settles("#"));
        assert!(!settles("java") && !settles("") && !settles("javascript:"));
    }
}
