//! Addresses of the old site in texts: found and rewritten where they stand, whatever stands around them (Lexical or
//! Mobiledoc JSON, HTML with `srcset` and `style`, Markdown, a lone address). All other bytes stay as they are.
//!
//! `__GHOST_URL__` is what Ghost writes for its own address; the old site's own URL is told to the import.

use std::collections::{BTreeSet, HashMap};

/// What Ghost writes in its database and exports instead of the site's address.
const PLACEHOLDER: &str = "__GHOST_URL__";
/// Longer paths are no files of Ghost's.
const PATH_BYTES_MAX: usize = 1024;
/// Where Ghost keeps what was uploaded.
const FOLDERS: [&str; 3] = ["/content/images/", "/content/media/", "/content/files/"];

/// The old site, by its addresses.
#[derive(Clone, Debug)]
pub(super) struct OldSite {
    /// What addresses of its own begin with; the longest first.
    prefixes: Vec<String>,
}

/// An address of the old site in a text: bytes `start..end`, of which the path is everything from `path`.
struct Spot {
    start: usize,
    path: usize,
    end: usize,
}

impl OldSite {
    /// The old site at `url`, or one of which only the placeholder is known. `http` and `https` are the same site.
    pub(super) fn new(url: Option<&url::Url>) -> Self {
        let mut prefixes = vec![PLACEHOLDER.to_owned()];
        if let Some(url) = url {
            let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
            let rest = rest
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .trim_end_matches('/');
            prefixes.extend([format!("https://{rest}"), format!("http://{rest}")]);
        }
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        Self { prefixes }
    }

    /// The paths of uploaded files that a text mentions: `/content/images/2026/11/x.jpg`, without Ghost's sizes.
    pub(super) fn uploads(&self, text: &str, into: &mut BTreeSet<String>) {
        for spot in self.spots(text) {
            into.extend(upload(&text[spot.path..spot.end]));
        }
    }

    /// The text with our own addresses: uploaded files where `found` has them, everything else of the old site as a
    /// path.
    pub(super) fn rewritten(&self, text: &str, found: &HashMap<String, String>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for Spot { start, path, end } in self.spots(text) {
            out.push_str(&text[copied..start]);
            let path = &text[path..end];
            match upload(path).and_then(|upload| found.get(&upload)) {
                Some(address) => out.push_str(address),
                None if path.starts_with('/') => out.push_str(path),
                None => {
                    out.push('/');
                    out.push_str(path);
                }
            }
            copied = end;
        }
        out.push_str(&text[copied..]);
        out
    }

    fn spots<'t>(&self, text: &'t str) -> impl Iterator<Item = Spot> + use<'t, '_> {
        let mut needles: Vec<Needle<'_>> = self
            .prefixes
            .iter()
            .map(|prefix| Needle::new(prefix, prefix.len()))
            .collect();
        needles.extend(FOLDERS.map(|folder| Needle::new(folder, 0)));
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let near = needles
                    .iter_mut()
                    .filter_map(|needle| needle.next_in(text, from));
                let (start, skipped) =
                    near.min_by_key(|(at, skipped)| (*at, std::cmp::Reverse(*skipped)))?;
                let path = start + skipped;
                let is_placeholder = text[start..].starts_with(PLACEHOLDER);
                if is_placeholder || begins_here(text, start) && ends_host(&text[path..]) {
                    from = path + path_len(&text[path..]);
                    return Some(Spot {
                        start,
                        path,
                        end: from,
                    });
                }
                // Every needle is ASCII, so this is the begin of a character.
                from = path.max(start + 1);
            }
        })
    }
}

/// What an address of the old site begins with, and where it stands next: looked for once, not at each other one.
struct Needle<'n> {
    text: &'n str,
    /// How much of the address comes before its path.
    skipped: usize,
    next: Option<usize>,
    was_looked_for: bool,
}

impl<'n> Needle<'n> {
    fn new(text: &'n str, skipped: usize) -> Self {
        Self {
            text,
            skipped,
            next: None,
            was_looked_for: false,
        }
    }

    fn next_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        if !self.was_looked_for || self.next.is_some_and(|next| next < from) {
            self.next = text[from..].find(self.text).map(|at| from + at);
            self.was_looked_for = true;
        }
        self.next.map(|next| (next, self.skipped))
    }
}

/// An address begins after a quote, a parenthesis and the like; not in the middle of another address, and not where it is
/// what people read (`>https://…`, `"text":"https://…`).
fn begins_here(text: &str, start: usize) -> bool {
    let before = &text[..start];
    match before.bytes().last() {
        None | Some(b'\'' | b'(' | b'=' | b' ' | b',' | b'\n' | b'\t' | b'[') => true,
        Some(b'"') => !before.ends_with("\"text\":\""),
        _ => before.ends_with("&quot;"),
    }
}

/// `https://old.example` is not the begin of `https://old.example.com` or `https://old.example:81`.
fn ends_host(rest: &str) -> bool {
    !rest.starts_with(|char: char| {
        char.is_ascii_alphanumeric() || matches!(char, '.' | ':' | '-' | '_' | '@')
    })
}

fn path_len(rest: &str) -> usize {
    let is_end = |char: char| {
        char.is_whitespace()
            || char.is_control()
            || matches!(
                char,
                '"' | '\'' | '\\' | '(' | ')' | '<' | '>' | '`' | ',' | '&' | '?' | '#' | ']' | '|'
            )
    };
    rest.find(is_end).unwrap_or(rest.len())
}

/// The original behind the path of an uploaded file: `/content/images/size/w600/format/webp/2026/11/x.jpg` is
/// `/content/images/2026/11/x.jpg`. `None` when it is no path of an uploaded file.
pub(super) fn upload(path: &str) -> Option<String> {
    let folder = FOLDERS.iter().find(|folder| path.starts_with(**folder))?;
    let mut file = &path[folder.len()..];
    if let Some(sized) = file.strip_prefix("size/") {
        file = sized.split_once('/')?.1;
        if let Some(formatted) = file.strip_prefix("format/") {
            file = formatted.split_once('/')?.1;
        }
    }
    let is_safe =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\0', ':']);
    let decoded = percent_decoded(file)?;
    (decoded.split('/').all(is_safe) && path.len() <= PATH_BYTES_MAX)
        .then(|| format!("{folder}{file}"))
}

/// A path as file names have it. `None` when it is not UTF-8.
pub(super) fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail
            .first_chunk::<2>()
            .filter(|_| *first == b'%')
            .and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> OldSite {
        OldSite::new(Some(
            &"https://old.example/blog/".parse().expect("an address"),
        ))
    }

    fn rewritten(text: &str) -> String {
        let found = [(
            "/content/images/2026/11/x.jpg".to_owned(),
            "/media/H/x.jpg".to_owned(),
        )];
        site().rewritten(text, &found.into())
    }

    #[test]
    fn uploads_are_found_wherever_they_stand() {
        let mut found = BTreeSet::new();
        site().uploads(
            r#"{"src":"__GHOST_URL__/content/images/2026/11/a.jpg","html":"<img src=\"/content/images/b.png\"
              srcset=\"__GHOST_URL__/content/images/size/w600/c.jpg 600w, https://old.example/blog/content/images/size/w10h20/format/webp/d.jpg 2x\">
              <p style='background:url(/content/images/e.svg)'> ![](__GHOST_URL__/content/files/f%20g.pdf) 
              <a href=\"http://old.example/blog/content/media/h.mp4?x=1\">https://other.example/content/images/no.jpg"}"#,
            &mut found,
        );
        let expected = [
            "images/2026/11/a.jpg",
            "images/b.png",
            "images/c.jpg",
            "images/d.jpg",
            "images/e.svg",
            "files/f%20g.pdf",
            "media/h.mp4",
        ];
        assert_eq!(
            found,
            expected
                .iter()
                .map(|path| format!("/content/{path}"))
                .collect()
        );
    }

    #[test]
    fn uploads_become_ours_and_the_rest_paths() {
        assert_eq!(
            rewritten("__GHOST_URL__/content/images/2026/11/x.jpg"),
            "/media/H/x.jpg"
        );
        assert_eq!(
            rewritten("__GHOST_URL__/content/images/size/w600/2026/11/x.jpg 600w"),
            "/media/H/x.jpg 600w"
        );
        assert_eq!(
            rewritten("__GHOST_URL__/content/images/none.jpg"),
            "/content/images/none.jpg"
        );
        assert_eq!(
            rewritten(r#"{"url":"__GHOST_URL__/about/","b":"__GHOST_URL__"}"#),
            r#"{"url":"/about/","b":"/"}"#
        );
        assert_eq!(
            rewritten(r#""https://old.example/blog/about/""#),
            r#""/about/""#
        );
        assert_eq!(
            rewritten(r##""__GHOST_URL__#/portal/signup""##),
            r##""/#/portal/signup""##
        );
    }

    #[test]
    fn what_is_not_the_old_sites_stays() {
        for text in [
            "https://old.example/blogging/",
            "https://old.example.com/blog/",
            "https://other.example/content/images/2026/11/x.jpg",
            r#"{"text":"https://old.example/blog/about/"}"#,
            "<a>https://old.example/blog/</a>",
            "émoji 🌹 四",
            "",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }

    #[test]
    fn paths_that_climb_are_no_uploads() {
        for path in [
            "/content/images/../../config.json",
            "/content/images/%2e%2e/x",
            "/content/images/%2E./x",
            "/content/images/a%2f..%2fb",
            "/content/images/",
            "/content/images//x",
            "/content/images/a%00b",
            "/content/images/C:/x",
            "/content/images/size/w600",
            "/content/data/x.json",
            "/etc/passwd",
        ] {
            assert_eq!(upload(path), None, "{path}");
        }
    }
}
