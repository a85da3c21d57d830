//! Addresses where nothing is: a better spelling of the same address, or a page that offers others.

use axum::http::StatusCode;
use contracts::{PageNumber, ServiceError};
use web::{Answer, RequestContext, Template};

use crate::views::{NotFoundView, TitleView, cards};

/// How many of the newest articles the page shows.
const LATEST_MAX: u32 = 3;

pub(super) const NOT_FOUND: Template<NotFoundView> = Template::new("~blog:pages/not-found");

/// Every path of more than one part that no other route has.
pub(super) async fn anything(cx: RequestContext) -> Answer {
    missing(&cx, ServiceError::NotFound).await
}

/// What a visitor gets in place of something that the domain did not give: when it is not there, the address in its
/// proper spelling (301) or the page of near addresses (404).
pub(super) async fn missing(cx: &RequestContext, error: ServiceError) -> Answer {
    if !matches!(error, ServiceError::NotFound) {
        return Err(error.into());
    }
    if let Some(proper) = properly(cx.path()) {
        let query = cx
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        return Ok(cx.redirect(&format!("{proper}{query}"), true));
    }
    let blog = &cx.services().blog;
    let near = blog.near(last_part(cx.path())).await?;
    let latest = blog.posts(PageNumber::FIRST, LATEST_MAX).await?;
    let view = NotFoundView {
        near: near.into_iter().map(TitleView::of).collect(),
        latest: cards(&latest.items),
    };
    cx.page_as(StatusCode::NOT_FOUND, NOT_FOUND, &view).await
}

/// The same path in small letters, with a slash at its end unless it names a file; `None` when it is so already.
///
/// It begins with exactly one slash: `//host/` and `/\host/` would lead to another site.
fn properly(path: &str) -> Option<String> {
    let mut proper = String::with_capacity(path.len() + 1);
    proper.push('/');
    let mut digits_of_escape = 0;
    for char in path.trim_start_matches(['/', '\\']).chars() {
        if digits_of_escape > 0 {
            digits_of_escape -= 1;
            proper.push(char);
        } else {
            if char == '%' {
                digits_of_escape = 2;
            }
            proper.push(char.to_ascii_lowercase());
        }
    }
    let is_file = proper
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    if !is_file && !proper.ends_with('/') {
        proper.push('/');
    }
    (proper != path).then_some(proper)
}

/// What was most likely meant as a slug: sites with dates in their addresses have it last, too.
fn last_part(path: &str) -> &str {
    path.rsplit('/')
        .find(|part| !part.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_spelling() {
        for (asked, proper) in [
            ("/about", "/about/"),
            ("/About-Us/", "/about-us/"),
            ("/tag/Oven", "/tag/oven/"),
            ("/Caf%C3%A9", "/caf%C3%A9/"),
            ("/Old.HTML", "/old.html"),
            ("//evil.example/x", "/evil.example/x/"),
            ("/\\evil.example/x", "/evil.example/x/"),
            ("/\\/evil.example", "/evil.example"),
        ] {
            assert_eq!(properly(asked).as_deref(), Some(proper), "{asked}");
            assert_eq!(properly(proper), None, "{proper} stays");
        }
        for fine in ["/", "/about/", "/wp-login.php", "/a/b.c", "/caf%C3%A9/"] {
            assert_eq!(properly(fine), None, "{fine}");
        }
    }

    #[test]
    fn the_slug_is_the_last_part() {
        assert_eq!(last_part("/2016/05/01/harvest/"), "harvest");
        assert_eq!(last_part("/harvest"), "harvest");
        assert_eq!(last_part("/"), "");
    }
}
