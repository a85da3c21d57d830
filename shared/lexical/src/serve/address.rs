//! Addresses in served HTML: where links may lead, and what pages may load.

/// Schemes that a link may have. `app` names another app of the site, such as `app://market/`.
const LINK_SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "app"];
/// Pictures that may stand in the page itself (RFC 2397). SVG is not among them: it may hold what we would not see.
const INLINE_PICTURES: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
];

/// An address as a browser reads it: without surrounding white space and control characters, and without tabs and
/// line ends anywhere (WHATWG URL, basic URL parser).
fn as_read(address: &str) -> String {
    let trimmed = address.trim_matches(|char: char| char <= ' ');
    let read: String = trimmed
        .chars()
        .filter(|char| !matches!(char, '\t' | '\n' | '\r'))
        .collect();
    // Ghost writes this for the address of the site itself.
    match read.strip_prefix("__GHOST_URL__") {
        Some("") => "/".to_owned(),
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => read,
    }
}

/// The scheme, in lower case; nothing for a relative address.
fn scheme(address: &str) -> Option<String> {
    let (before, _) = address.split_once(':')?;
    let mut chars = before.chars();
    let begins = chars.next().is_some_and(|char| char.is_ascii_alphabetic());
    let goes_on = chars.all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'));
    (begins && goes_on).then(|| before.to_ascii_lowercase())
}

/// The host of an absolute or protocol-relative address, in lower case, without user and port.
pub(super) fn host(address: &str) -> Option<String> {
    let read = as_read(address).replace('\\', "/");
    let rest = match scheme(&read) {
        Some(scheme) => &read[scheme.len() + 1..],
        None => read.as_str(),
    };
    let authority = rest.strip_prefix("//")?.trim_start_matches('/');
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// The address of a link, when it may lead there.
pub(super) fn link(address: &str) -> Option<String> {
    let read = as_read(address);
    match scheme(&read) {
        Some(scheme) => LINK_SCHEMES.contains(&scheme.as_str()).then_some(read),
        // A colon before any slash that is no scheme is one to some browser.
        None if read
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|part| part.contains(':')) =>
        {
            None
        }
        None => Some(read),
    }
}

/// The address of something that the page loads, when it is ours.
pub(super) fn source(address: &str, own_hosts: &[String]) -> Option<String> {
    let read = as_read(address);
    if read.is_empty() {
        return None;
    }
    match scheme(&read).as_deref() {
        Some("http" | "https") => {
            let host = host(&read)?;
            own_hosts
                .iter()
                .any(|own| own.eq_ignore_ascii_case(&host))
                .then_some(read)
        }
        Some("data") => {
            let kind = read["data:".len()..]
                .split([';', ','])
                .next()
                .unwrap_or_default();
            INLINE_PICTURES
                .iter()
                .any(|known| kind.eq_ignore_ascii_case(known))
                .then_some(read)
        }
        Some(_) => None,
        None => {
            let begin = read.replace('\\', "/");
            let leaves = begin.starts_with("//")
                || begin
                    .split('/')
                    .next()
                    .is_some_and(|part| part.contains(':'));
            (!leaves).then_some(read)
        }
    }
}

/// The candidates of a `srcset` that are ours.
pub(super) fn source_set(set: &str, own_hosts: &[String]) -> Option<String> {
    let mut kept = Vec::new();
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")) {
        let mut words = candidate.split_ascii_whitespace();
        let Some(address) = words
            .next()
            .and_then(|address| source(address.trim_matches(','), own_hosts))
        else {
            continue;
        };
        match words
            .next()
            .map(|descriptor| descriptor.trim_end_matches(','))
        {
            Some(descriptor) if !is_descriptor(descriptor) => {}
            Some(descriptor) => kept.push(format!("{address} {descriptor}")),
            None => kept.push(address),
        }
    }
    (!kept.is_empty()).then(|| kept.join(", "))
}

/// `640w`, `2x`, `1.5x`.
fn is_descriptor(text: &str) -> bool {
    let number = text.strip_suffix(['w', 'x']).unwrap_or_default();
    !number.is_empty()
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_known_schemes_only() {
        for good in [
            "/a",
            "#x",
            "?q",
            "",
            "a/b:c",
            "https://x.example/",
            "HTTP://x",
            "mailto:a@b",
            "tel:+1",
            "app://market/",
        ] {
            assert!(link(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " java\nscript:x",
            "\u{1}javascript:x",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
            "a b:c",
            "é:x",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
        assert_eq!(link("java\tscript/x").as_deref(), Some("javascript/x"));
        assert_eq!(link("__GHOST_URL__/a/").as_deref(), Some("/a/"));
        assert_eq!(source("__GHOST_URL__//evil.example/a", &[]), None);
    }

    #[test]
    fn sources_are_ours() {
        let own = ["blog.example".to_owned()];
        for good in [
            "/media/a.jpg",
            "a.jpg",
            "https://blog.example/a",
            "http://BLOG.example:80/a",
            "data:image/png;base64,AA",
        ] {
            assert!(source(good, &own).is_some(), "{good}");
        }
        for bad in [
            "https://evil.example/a",
            "//evil.example/a",
            "\\\\evil.example/a",
            "/\\evil.example",
            "https://blog.example@evil.example/",
            "data:image/svg+xml,<svg>",
            "data:text/html,x",
            "blob:x",
            "javascript:x",
            "",
            " ",
            "https:evil.example",
            "a:b/c",
        ] {
            assert_eq!(source(bad, &own), None, "{bad}");
        }
    }

    #[test]
    fn sets_keep_our_candidates() {
        assert_eq!(
            source_set("/a 320w, https://x.example/b 640w, /c 2x", &[]).as_deref(),
            Some("/a 320w, /c 2x")
        );
        assert_eq!(source_set("https://x.example/b 640w", &[]), None);
        assert_eq!(source_set("/a 3q, /b", &[]).as_deref(), Some("/b"));
    }
}
