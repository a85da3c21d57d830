//! Files from the old site, while it still runs.

use std::time::Duration;

use ureq::{Agent, Body};
use url::Url;

use super::supplier::{Content, Refusal};
use crate::import::error::ImportError;

/// Redirects that are followed: to https, to a name with or without a slash.
const REDIRECTS_MAX: usize = 5;
/// How long the old site may take to answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(30);
/// How long one file may take as a whole.
const FILE_TIME_MAX: Duration = Duration::from_secs(600);

/// The old site. Only its own host is asked, whatever it answers.
pub(in crate::import) struct OldServer {
    base: Url,
    agent: Agent,
}

impl OldServer {
    pub(super) fn new(base: &Url) -> Result<Self, ImportError> {
        let refuse = |why: &str| {
            Err(ImportError::Media(format!(
                "the address of the old site, {base}, {why}"
            )))
        };
        if !matches!(base.scheme(), "http" | "https") {
            return refuse("is neither http nor https");
        }
        if base.host_str().is_none_or(str::is_empty) {
            return refuse("names no host");
        }
        let config = Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_connect(Some(ANSWER_TIME_MAX))
            .timeout_recv_response(Some(ANSWER_TIME_MAX))
            .timeout_global(Some(FILE_TIME_MAX))
            .user_agent(concat!(
                "rose-ash/",
                env!("CARGO_PKG_VERSION"),
                " (moving house)"
            ));
        let config = match is_loopback(base) {
            true => config.proxy(None),
            false => config,
        };
        Ok(Self {
            base: base.clone(),
            agent: config.build().into(),
        })
    }

    pub(super) fn get(&self, path: &str) -> Result<Content, Refusal> {
        let mut url = self.base.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}{path}"));
        url.set_query(None);
        url.set_fragment(None);
        for _ in 0..=REDIRECTS_MAX {
            let answer = self.agent.get(url.as_str()).call();
            let answer = answer.map_err(|error| {
                Refusal::Passing(format!("the old site does not answer: {error}"))
            })?;
            let status = answer.status();
            if status.is_redirection() {
                url = self.redirected(&url, &answer)?;
                continue;
            }
            return match status.as_u16() {
                200 => Ok(Box::new(answer.into_body().into_reader())),
                408 | 425 | 429 | 500..=599 => {
                    Err(Refusal::Passing(format!("the old site answers {status}")))
                }
                _ => Err(Refusal::Final(format!("the old site answers {status}"))),
            };
        }
        Err(Refusal::Final(
            "the old site sends us from one address to the next".into(),
        ))
    }

    fn redirected(&self, from: &Url, answer: &ureq::http::Response<Body>) -> Result<Url, Refusal> {
        let to = answer
            .headers()
            .get("location")
            .and_then(|to| to.to_str().ok());
        let Some(to) = to.and_then(|to| from.join(to).ok()) else {
            return Err(Refusal::Final("the old site sends us to no address".into()));
        };
        let stays =
            to.host_str() == self.base.host_str() && matches!(to.scheme(), "http" | "https");
        match stays && (to.port() == self.base.port() || to.port().is_none()) {
            true => Ok(to),
            false => Err(Refusal::Final(format!(
                "the old site sends us to another host, {}",
                to.host_str().unwrap_or("?")
            ))),
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
