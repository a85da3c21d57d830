//! Inline styles become classes of a sheet: the policy lets no `style=""` through.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::address;
use super::fit::Stylesheet;

/// What a style may set: how words and boxes look, never where they lie over the page.
const PROPERTIES: [&str; 49] = [
    "align-items",
    "aspect-ratio",
    "background",
    "background-color",
    "background-image",
    "background-position",
    "background-repeat",
    "background-size",
    "border",
    "border-bottom",
    "border-color",
    "border-left",
    "border-radius",
    "border-right",
    "border-style",
    "border-top",
    "border-width",
    "color",
    "display",
    "flex",
    "flex-grow",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "gap",
    "height",
    "justify-content",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "min-height",
    "object-fit",
    "object-position",
    "padding",
    "text-align",
    "text-decoration",
    "text-transform",
    "float",
    "vertical-align",
    "white-space",
    "width",
];
/// A value is a few words.
const VALUE_BYTES_MAX: usize = 300;
/// An article's sheet is a page of rules.
const RULES_MAX: usize = 500;

/// The rules gathered so far, by class.
#[derive(Default)]
pub(super) struct Sheet {
    rules: BTreeMap<String, String>,
}

/// What became of a `style` attribute.
pub(super) struct Styled {
    /// The class that stands for what was kept, if anything was.
    pub(super) class: Option<String>,
    /// Declarations that were not kept.
    pub(super) refused: Vec<String>,
}

impl Sheet {
    /// Takes a `style` attribute in.
    pub(super) fn take(&mut self, style: &str, own_hosts: &[String]) -> Styled {
        let mut kept = String::new();
        let mut refused = Vec::new();
        for declaration in declarations(style) {
            match checked(declaration, own_hosts) {
                Some((property, value)) => {
                    let _ = write!(kept, "{property}:{value};");
                }
                None => refused.push(declaration.trim().chars().take(80).collect()),
            }
        }
        let class = (!kept.is_empty() && self.rules.len() < RULES_MAX).then(|| {
            let class = format!("s-{}", digest(&kept, 4));
            self.rules.insert(class.clone(), kept);
            class
        });
        Styled { class, refused }
    }

    /// The sheet, when there is any rule. Its class stands twice in each selector, to win over the cards' own rules.
    pub(super) fn finish(self) -> Option<Stylesheet> {
        if self.rules.is_empty() {
            return None;
        }
        let mut css = String::new();
        for (class, rule) in &self.rules {
            let _ = writeln!(css, ".{class}.{class}{{{}}}", rule.trim_end_matches(';'));
        }
        Some(Stylesheet {
            name: format!("a-{}.css", digest(&css, 8)),
            css,
        })
    }
}

fn digest(text: &str, bytes: usize) -> String {
    Sha256::digest(text)
        .iter()
        .take(bytes)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// What semicolons outside quotes and parentheses part.
fn declarations(style: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut quote) = (0usize, None);
    style
        .split(move |char: char| {
            match (quote, char) {
                (Some(open), _) if open == char => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(char),
                (None, '(') => depth += 1,
                (None, ')') => depth = depth.saturating_sub(1),
                (None, _) => return char == ';' && depth == 0,
            }
            false
        })
        .filter(|declaration| !declaration.trim().is_empty())
}

/// A declaration that may stand in the sheet.
fn checked(declaration: &str, own_hosts: &[String]) -> Option<(String, String)> {
    let (property, value) = declaration.split_once(':')?;
    let property = property.trim().to_ascii_lowercase();
    let value = value.trim();
    // Nothing that could end the rule, begin a comment, or be spelt in another way.
    let plain = value.chars().all(|char| {
        !char.is_control() && !matches!(char, '{' | '}' | '<' | '>' | '\\' | '@' | ';' | '&')
    });
    let known = PROPERTIES.contains(&property.as_str());
    if !known
        || !plain
        || value.is_empty()
        || value.len() > VALUE_BYTES_MAX
        || value.contains("/*")
        || !is_balanced(value)
    {
        return None;
    }
    let lower = value.to_ascii_lowercase();
    if property == "display"
        && !matches!(
            lower.as_str(),
            "none" | "block" | "inline" | "inline-block" | "flex" | "grid"
        )
    {
        return None;
    }
    if lower.contains("url")
        || lower.contains("image-set")
        || lower.contains("expression")
        || lower.contains("src(")
    {
        return with_own_pictures(&property, value, own_hosts);
    }
    Some((property, value.to_owned()))
}

/// A value with `url(…)`, when each is ours; written anew, in quotes.
fn with_own_pictures(
    property: &str,
    value: &str,
    own_hosts: &[String],
) -> Option<(String, String)> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.to_ascii_lowercase().find("url(") {
        let (before, after) = rest.split_at(at);
        let (inside, after) = after["url(".len()..].split_once(')')?;
        let inside = inside.trim().trim_matches(['"', '\'']);
        let address = address::source(inside, own_hosts)?;
        if address.contains(['"', '\'', '(', ' ']) {
            return None;
        }
        let _ = write!(out, "{before}url(\"{address}\")");
        rest = after;
    }
    out.push_str(rest);
    let lower = out.to_ascii_lowercase();
    let strange = lower.contains("image-set")
        || lower.contains("expression")
        || lower.replace("url(\"", "").contains("url");
    (!strange && !lower.contains("src(")).then(|| (property.to_owned(), out))
}

/// Quotes and parentheses are closed, so that the value ends where it seems to.
fn is_balanced(value: &str) -> bool {
    let (mut depth, mut quote) = (0i32, None);
    for char in value.chars() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(char),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, _) => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(style: &str) -> (String, usize) {
        let mut sheet = Sheet::default();
        let refused = sheet.take(style, &[]).refused.len();
        (
            sheet.finish().map(|sheet| sheet.css).unwrap_or_default(),
            refused,
        )
    }

    #[test]
    fn the_same_style_is_the_same_class() {
        let mut sheet = Sheet::default();
        let one = sheet.take("color: red", &[]).class.expect("kept");
        assert_eq!(
            sheet.take("color:red;", &[]).class.as_deref(),
            Some(one.as_str())
        );
        let sheet = sheet.finish().expect("a sheet");
        assert_eq!(sheet.css, format!(".{one}.{one}{{color:red}}\n"));
        assert!(sheet.name.starts_with("a-") && sheet.name.ends_with(".css"));
    }

    #[test]
    fn what_could_leave_the_article_is_refused() {
        for style in [
            "position: fixed",
            "z-index: 9",
            "color: red}body{display:none",
            "background: url(https://x.example/a.png)",
            "background: url(//x.example/a)",
            "background: u\\72l(x)",
            "width: expression(alert(1))",
            "color: red/*",
            "color: \"",
            "background-image: image-set('https://x.example/a' 1x)",
            "--x: 1",
            "@import 'x'",
            "content: 'x'",
            "color: (",
            "behavior: x",
            "background: url(\"/a\") url(javascript:x)",
            "display: contents",
        ] {
            let (css, refused) = css(style);
            assert_eq!((css.as_str(), refused), ("", 1), "{style}");
        }
    }

    #[test]
    fn our_own_pictures_may_stand_behind_words() {
        let (css, refused) = css(
            "background: transparent url('/media/a/b.jpg') 50% 50% / cover no-repeat; color: #123",
        );
        assert_eq!(refused, 0);
        assert!(
            css.contains("url(\"/media/a/b.jpg\") 50% 50% / cover no-repeat;color:#123"),
            "{css}"
        );
    }
}
