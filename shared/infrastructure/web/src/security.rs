//! The headers that every answer carries, made once.

use contracts::AppName;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::urls::{Scheme, Urls};

/// Headers by which the browser protects the visitor.
pub(crate) struct SecurityHeaders {
    policy: HeaderValue,
    https: bool,
}

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const NOTHING_SPECIAL: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
);
const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000");

impl SecurityHeaders {
    pub(crate) fn new(urls: &Urls) -> Self {
        let hosts = AppName::ALL.map(|app| urls.origin(app)).join(" ");
        let policy = format!(
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; \
             img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; \
             manifest-src 'self'; worker-src 'self'; form-action 'self' {hosts}; \
             require-trusted-types-for 'script'; trusted-types sx"
        );
        // A domain that cannot stand in a header gets the strictest policy rather than none.
        let policy = HeaderValue::from_str(&policy)
            .unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self {
            policy,
            https: urls.scheme() == Scheme::Https,
        }
    }

    /// Adds them. A policy of its own (a stored file has one, stricter) stays.
    pub(crate) fn add(&self, headers: &mut HeaderMap) {
        if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
            headers.insert(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        }
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("strict-origin-when-cross-origin"),
        );
        headers.insert(PERMISSIONS, NOTHING_SPECIAL);
        headers.insert(OPENER, HeaderValue::from_static("same-origin"));
        if self.https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, TWO_YEARS);
        }
    }
}
