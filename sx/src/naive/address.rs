//! Which addresses may stand in an attribute.

use crate::markup::AttrContext;

/// The text of an attribute: itself, or what stands in the place of an address that is refused.
pub(super) fn checked(context: AttrContext, text: String) -> String {
    let allowed = match context {
        AttrContext::Text | AttrContext::Words => true,
        AttrContext::Url => is_plain(&text),
        AttrContext::ImageUrl => is_image(&text),
        AttrContext::UrlList => text.split_ascii_whitespace().all(is_plain),
        AttrContext::Srcset => candidates(&text).iter().all(|url| is_image(url)),
    };
    if allowed {
        text
    } else {
        "about:invalid".into()
    }
}

/// Relative, or one of four schemes.
fn is_plain(url: &str) -> bool {
    match scheme(url) {
        None => true,
        Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme.as_str()),
    }
}

fn is_image(url: &str) -> bool {
    let is_data = scheme(url).as_deref() == Some("data");
    let after = url.split_once(':').map_or("", |(_, rest)| rest);
    is_plain(url) || is_data && after.to_ascii_lowercase().starts_with("image/")
}

/// What stands before the first colon, if nothing before it ends a scheme. Browsers look through
/// white space and control characters and do not mind the case.
fn scheme(url: &str) -> Option<String> {
    let (before, _) = url.split_once(':')?;
    if before.contains(['/', '?', '#', '\\']) {
        return None;
    }
    let seen = before
        .chars()
        // HTML has another character for NUL, and that one is seen.
        .filter(|c| *c == '\0' || !c.is_control() && !c.is_whitespace());
    Some(seen.collect::<String>().to_lowercase())
}

/// The addresses of a `srcset`, as the HTML standard parses it.
fn candidates(srcset: &str) -> Vec<String> {
    let characters: Vec<char> = srcset.chars().collect();
    let (mut at, mut urls) = (0, Vec::new());
    let is_space = |c: char| c.is_ascii_whitespace();
    loop {
        while at < characters.len() && (is_space(characters[at]) || characters[at] == ',') {
            at += 1;
        }
        if at == characters.len() {
            return urls;
        }
        let mut url = String::new();
        while at < characters.len() && !is_space(characters[at]) {
            url.push(characters[at]);
            at += 1;
        }
        if url.ends_with(',') {
            urls.push(url.trim_end_matches(',').to_owned());
            continue;
        }
        urls.push(url);
        let mut in_parentheses = false;
        while at < characters.len() && (characters[at] != ',' || in_parentheses) {
            match characters[at] {
                '(' => in_parentheses = true,
                ')' => in_parentheses = false,
                _ => {}
            }
            at += 1;
        }
    }
}
