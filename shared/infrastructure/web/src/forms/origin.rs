//! Cross-site request forgery: a request that changes something is obeyed only if it comes from a page of the very
//! host that it goes to. That holds for every unsafe method on every app, whether somebody is signed in or not.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site` (on https and on loopback) and in `Origin`. Whatever
//! they say must say “here”; our other hosts are elsewhere too, since an app's page is no place to give another app's
//! orders from. A browser that says neither is judged by its `Referer`. Who says nothing at all is refused.

use http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};

use crate::fault::Fault;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// 403, unless the method is safe or the request comes from an origin of which `is_own` is true.
pub(crate) fn refuse_strangers(
    method: &Method,
    headers: &HeaderMap,
    is_own: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    if method.is_safe() || is_from_here(headers, is_own) {
        return Ok(());
    }
    let said = |name: &HeaderName| headers.get(name).map(|value| format!("{value:?}"));
    let cause = format!(
        "the form does not come from this host: sec-fetch-site {:?}, origin {:?}, referer {:?}",
        said(&SEC_FETCH_SITE),
        said(&header::ORIGIN),
        said(&header::REFERER)
    );
    Err(Fault::status(StatusCode::FORBIDDEN)
        .saying("failure-elsewhere")
        .because(cause))
}

fn is_from_here(headers: &HeaderMap, is_own: impl Fn(&str) -> bool) -> bool {
    let site = every(headers, &SEC_FETCH_SITE, |site| site == "same-origin");
    let origin = every(headers, &header::ORIGIN, &is_own);
    match (site, origin) {
        (None, None) => every(headers, &header::REFERER, |page| {
            origin_of(page).is_some_and(|origin| is_own(&origin))
        })
        .unwrap_or(false),
        (site, origin) => site.unwrap_or(true) && origin.unwrap_or(true),
    }
}

/// Whether every value of a header is good; `None` where there is no such header.
fn every(headers: &HeaderMap, name: &HeaderName, is_good: impl Fn(&str) -> bool) -> Option<bool> {
    let values = headers.get_all(name);
    values.iter().next()?;
    Some(
        values
            .iter()
            .all(|value| value.to_str().is_ok_and(&is_good)),
    )
}

/// Scheme, host and port of an address.
fn origin_of(page: &str) -> Option<String> {
    let page: Uri = page.parse().ok()?;
    Some(format!("{}://{}", page.scheme_str()?, page.authority()?))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const HERE: &str = "http://account.localhost:8000";

    fn verdict(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        refuse_strangers(&Method::POST, &map, |origin| origin == HERE).is_ok()
    }

    #[test]
    fn what_comes_from_here_is_obeyed() {
        for headers in [
            &[("sec-fetch-site", "same-origin"), ("origin", HERE)][..],
            &[("sec-fetch-site", "same-origin")],
            &[("origin", HERE)],
            &[("referer", "http://account.localhost:8000/work/?said=done")],
        ] {
            assert!(verdict(headers), "{headers:?}");
        }
    }

    #[test]
    fn what_comes_from_elsewhere_or_nowhere_is_refused() {
        for headers in [
            &[][..],
            &[("sec-fetch-site", "same-site"), ("origin", HERE)],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-site", "cross-site"),
            ],
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://evil.example"),
            ],
            &[("origin", "http://blog.localhost:8000")],
            &[("origin", "https://account.localhost:8000")],
            &[("origin", "http://account.localhost")],
            &[("origin", "null")],
            &[("origin", "")],
            &[
                ("origin", "null"),
                ("referer", "http://account.localhost:8000/work/"),
            ],
            &[("origin", HERE), ("origin", "http://evil.example")],
            &[("referer", "http://account.localhost:8000.evil.example/")],
            &[("referer", "http://account.localhost:8000@evil.example/")],
            &[(
                "referer",
                "http://evil.example/http://account.localhost:8000/",
            )],
            &[("referer", "/work/")],
            &[("referer", "")],
        ] {
            assert!(!verdict(headers), "{headers:?}");
        }
    }

    #[test]
    fn looking_is_free() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            assert!(refuse_strangers(&method, &HeaderMap::new(), |_| false).is_ok());
        }
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            assert!(refuse_strangers(&method, &HeaderMap::new(), |_| false).is_err());
        }
    }
}
