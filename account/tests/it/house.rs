//! A house with the account in it, and requests to it.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contracts::{ServiceResult, Services};
use data::SiteKey;
use data::config::Secret;
use http_body_util::BodyExt;
use testing::SeededIds;
use web::{Hosts, Limits, MediaFile, MediaFiles, Mode, Readiness, Scheme, Setup, Urls};

/// The account app of a house.
pub(crate) struct House {
    hosts: Hosts,
    domain: &'static str,
}

/// What it answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

struct NoMedia;

#[async_trait]
impl MediaFiles for NoMedia {
    async fn open(&self, _: &str, _: Option<u32>) -> ServiceResult<Option<MediaFile>> {
        Ok(None)
    }
}

struct Ready;

#[async_trait]
impl Readiness for Ready {
    async fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}

impl House {
    /// Where staff may work: `--dev` on `localhost`.
    pub(crate) fn open(services: Services) -> Self {
        Self::with(services, Mode::Dev, "localhost")
    }

    pub(crate) fn with(services: Services, mode: Mode, domain: &'static str) -> Self {
        let setup = Setup {
            services,
            clock: Arc::new(testing::clock()),
            ids: Arc::new(SeededIds::default()),
            urls: Urls::new(Scheme::Http, domain, 8000),
            peers: Default::default(),
            key: SiteKey::of(&Secret("a secret of thirty-two characters".into())),
            cache: data::Cache::memory(0, Arc::new(testing::clock())),
            trusted_proxies: Default::default(),
            media: Arc::new(NoMedia),
            readiness: Arc::new(Ready),
            mode,
            limits: Limits::default(),
        };
        let hosts = setup
            .open(vec![account::app()])
            .unwrap_or_else(|error| panic!("{error}"));
        Self { hosts, domain }
    }

    pub(crate) async fn get(&self, target: &str) -> Answered {
        self.send(Request::get(target), "").await
    }

    /// A form as a page of the account sends it.
    pub(crate) async fn post(&self, target: &str, form: &str) -> Answered {
        let origin = format!("http://account.{}:8000", self.domain);
        let request = Request::post(target)
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, form).await
    }

    /// A form as a page of another site sends it.
    pub(crate) async fn post_from_elsewhere(&self, target: &str) -> Answered {
        let request = Request::post(target)
            .header(header::ORIGIN, "http://evil.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, "").await
    }

    async fn send(&self, request: axum::http::request::Builder, body: &str) -> Answered {
        let request = request
            .header(header::HOST, format!("account.{}:8000", self.domain))
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let (head, body) = self.hosts.answer(request).await.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let location = head.headers.get(header::LOCATION);
        Answered {
            status: head.status,
            location: location
                .and_then(|to| to.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            body: String::from_utf8(body.to_vec()).expect("text"),
        }
    }
}

impl Answered {
    /// Asserts the status.
    #[track_caller]
    pub(crate) fn is(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// Asserts that the page has this text.
    #[track_caller]
    pub(crate) fn has(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "no {text} in\n{}", self.body);
        self
    }

    /// Asserts that the page has no such text.
    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text} in\n{}", self.body);
        self
    }

    /// Asserts that a form was done and led on to this address.
    #[track_caller]
    pub(crate) fn leads_to(&self, address: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        assert_eq!(self.location, address);
    }
}
