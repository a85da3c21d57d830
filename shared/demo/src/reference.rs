//! References inside documents, to pictures and to other places of the site.

/// One of the six apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum App {
    /// Articles and pages.
    Blog,
    /// The shop.
    Market,
    /// The basket.
    Cart,
    /// The diaries.
    Events,
    /// The social side.
    Federation,
    /// A member's own pages.
    Account,
}

impl App {
    const NAMED: [(&'static str, Self); 6] = [
        ("blog", Self::Blog),
        ("market", Self::Market),
        ("cart", Self::Cart),
        ("events", Self::Events),
        ("federation", Self::Federation),
        ("account", Self::Account),
    ];
}

/// What a document points to without knowing its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference<'a> {
    /// `demo:NAME`: the picture of that name.
    Picture(&'a str),
    /// `app://APP/PATH`: a path on an app; the path begins with `/`.
    Place(App, &'a str),
}

/// Replaces every reference in `text` (a document, a caption, a single value) by an address.
///
/// It works on the text of a document as well as on a plain string: no character of a reference
/// needs escaping in JSON, and an address put in its place must need none either.
pub fn resolve(text: &str, address: impl Fn(Reference<'_>) -> String) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference, after)) = next(rest) {
        resolved.push_str(before);
        resolved.push_str(&address(reference));
        rest = after;
    }
    resolved.push_str(rest);
    resolved
}

/// The first reference of `text`, with what stands before and after it.
fn next(text: &str) -> Option<(&str, Reference<'_>, &str)> {
    text.match_indices(':')
        .find_map(|(colon, _)| at_colon(text, colon))
}

fn at_colon(text: &str, colon: usize) -> Option<(&str, Reference<'_>, &str)> {
    let (before, after) = (text.get(..colon)?, text.get(colon + 1..)?);
    if let Some(before) = before.strip_suffix("demo") {
        let (name, after) = split_while(after, |c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        return (!name.is_empty()).then_some((before, Reference::Picture(name), after));
    }
    let (before, after) = (before.strip_suffix("app")?, after.strip_prefix("//")?);
    let (name, app) = App::NAMED
        .into_iter()
        .find(|(name, _)| after.starts_with(name))?;
    let (path, after) = split_while(after.get(name.len()..)?, is_path);
    path.starts_with('/')
        .then_some((before, Reference::Place(app, path), after))
}

fn is_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/-_.?=&#".contains(c)
}

fn split_while(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !keep(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(reference: Reference<'_>) -> String {
        match reference {
            Reference::Picture(name) => format!("/media/{name}"),
            Reference::Place(app, path) => format!("[{app:?}]{path}"),
        }
    }

    #[test]
    fn references_become_addresses_and_the_rest_stays() {
        let text =
            r#"{"src":"demo:a-b.jpg","url":"app://market/?category=bread","t":"12:30 demo"}"#;
        assert_eq!(
            resolve(text, plain),
            r#"{"src":"/media/a-b.jpg","url":"[Market]/?category=bread","t":"12:30 demo"}"#
        );
    }

    #[test]
    fn what_only_looks_like_a_reference_is_left() {
        for text in [
            "app://nowhere/",
            "https://x.example/",
            "demo: a word",
            "app://blog",
            ":",
        ] {
            assert_eq!(resolve(text, plain), text);
        }
    }
}
