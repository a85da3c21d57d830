//! What staff may write into a menu.

use contracts::container::MenuNodeDraft;
use contracts::{AppName, FieldError, ServiceError, ServiceResult};
use url::Url;

/// Characters of an item's label, and of a menu's title.
pub(crate) const LABEL_CHARS_MAX: usize = 100;
const HREF_BYTES_MAX: usize = 2_000;
const SLUG_BYTES_MAX: usize = 50;

/// The draft without blanks around it, or what is wrong with it, all at once.
pub(super) fn checked(draft: &MenuNodeDraft) -> ServiceResult<MenuNodeDraft> {
    let (label, href) = (draft.label.trim(), draft.href.trim());
    let mut faults = Vec::new();
    if !is_label(label) {
        faults.push(label_fault("label"));
    }
    if !is_href(href) {
        faults.push(FieldError {
            field: "href".into(),
            reason: "must be a path on the blog (/about/), a path on an app (app://market/), or an address that begins \
                     with https:, http:, mailto: or tel:"
                .into(),
        });
    }
    if !faults.is_empty() {
        return Err(ServiceError::Invalid(faults));
    }
    Ok(MenuNodeDraft {
        label: label.into(),
        href: href.into(),
    })
}

/// A new menu's slug and title without blanks around them.
pub(super) fn checked_menu<'a>(slug: &'a str, title: &'a str) -> ServiceResult<(&'a str, &'a str)> {
    let (slug, title) = (slug.trim(), title.trim());
    let mut faults = Vec::new();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=SLUG_BYTES_MAX).contains(&slug.len()) || !slug.bytes().all(plain) {
        faults.push(FieldError {
            field: "slug".into(),
            reason: format!("must be 1 to {SLUG_BYTES_MAX} of a-z, 0-9 and hyphens"),
        });
    }
    if !is_label(title) {
        faults.push(label_fault("title"));
    }
    if faults.is_empty() {
        Ok((slug, title))
    } else {
        Err(ServiceError::Invalid(faults))
    }
}

fn is_label(text: &str) -> bool {
    (1..=LABEL_CHARS_MAX).contains(&text.chars().count()) && !text.contains(char::is_control)
}

fn label_fault(field: &str) -> FieldError {
    FieldError {
        field: field.into(),
        reason: format!("must be 1 to {LABEL_CHARS_MAX} characters on one line"),
    }
}

/// Whether a menu may lead there. It stands in every page of every app, so nothing that a browser could read in two ways:
/// `//host` and `/\host` are other hosts, `javascript:` is no place at all.
pub(crate) fn is_href(href: &str) -> bool {
    let strange =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>');
    if href.len() > HREF_BYTES_MAX || href.contains(strange) {
        return false;
    }
    if href.starts_with('/') {
        return !href.starts_with("//");
    }
    match href.split_once(':') {
        Some(("app", rest)) => rest
            .strip_prefix("//")
            .and_then(|place| place.split_once('/'))
            .is_some_and(|(app, _)| app.parse::<AppName>().is_ok()),
        Some(("http" | "https", rest)) => {
            rest.starts_with("//")
                && Url::parse(href).is_ok_and(|url| {
                    url.has_host() && url.username().is_empty() && url.password().is_none()
                })
        }
        Some(("mailto", address)) => address
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        Some(("tel", number)) => {
            let dialled = |byte: u8| byte.is_ascii_digit() || b"+-.()".contains(&byte);
            number.bytes().any(|byte| byte.is_ascii_digit()) && number.bytes().all(dialled)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_lead_to_places() {
        for good in [
            "/",
            "/about/",
            "/tag/bread/?page=2#top",
            "app://market/",
            "app://events/calendar/hall/",
            "https://elsewhere.example/x",
            "http://localhost:8000/",
            "mailto:hello@coop.example",
            "tel:+44-1632-960311",
        ] {
            assert!(is_href(good), "{good}");
        }
    }

    #[test]
    fn and_nowhere_else() {
        let long = format!("/{}", "x".repeat(HREF_BYTES_MAX));
        for bad in [
            "",
            "about",
            "#",
            "//evil.example/",
            "/\\evil.example/",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "https:evil.example",
            "https://",
            "https://user:word@evil.example/",
            "app://moon/",
            "app://market",
            "mailto:",
            "mailto:@host",
            "tel:",
            "tel:alert(1)",
            "/a b",
            "/a\nb",
            "/\"onmouseover=",
            long.as_str(),
        ] {
            assert!(!is_href(bad), "{bad}");
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let draft = MenuNodeDraft {
            label: " ".into(),
            href: "nowhere".into(),
        };
        let Err(ServiceError::Invalid(faults)) = checked(&draft) else {
            panic!("accepted");
        };
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["label", "href"]);
        assert!(checked_menu("Haupt menü", "x\ny").is_err());
        assert_eq!(
            checked_menu(" side ", " Side ").ok(),
            Some(("side", "Side"))
        );
    }
}
