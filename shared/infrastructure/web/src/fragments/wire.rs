//! How processes of one site ask each other for fragments: `GET /internal/fragments/<type>?<arguments>&lang=<language>`.
//!
//! The asker signs method, path, query, time and visitor; the owner seals status, tags and body, bound to that very
//! question. So nobody from outside is answered, nothing that another server says is ever shown, and a body that was cut
//! short is seen. Both keys are the site's (HMAC-SHA-256), and both sides read the other's text as hostile.

use contracts::{Instant, Tag};
use data::SigningKey;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::fragments::query::Query;
use crate::fragments::{Fragment, FragmentKind};
use crate::visitor::Visitor;

/// What the key is derived for.
pub(crate) const PURPOSE: &str = "fragments";
/// Where fragments are answered, on every listener and under every host.
pub(crate) const PATH: &str = "/internal/fragments/";
/// Clocks of two machines may differ by this much; a question that was overheard can be repeated for as long.
const WINDOW_SECONDS: i64 = 60;
/// More tags than this say that a fragment is made of everything.
const TAGS: usize = 100;
/// A language tag longer than this is none.
const LOCALE_BYTES: usize = 35;

const TIME: HeaderName = HeaderName::from_static("rose-ash-time");
const VISITOR: HeaderName = HeaderName::from_static("rose-ash-visitor");
const SIGNATURE: HeaderName = HeaderName::from_static("rose-ash-signature");
const TAGGED: HeaderName = HeaderName::from_static("rose-ash-tags");
const SEAL: HeaderName = HeaderName::from_static("rose-ash-seal");

/// A fragment for somebody in a language: what is asked, and what copies are kept by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) fragment: Fragment,
    pub(crate) visitor: Visitor,
    pub(crate) locale: String,
}

/// What an owner drew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// `None`: there is nothing to show.
    pub(crate) html: Option<String>,
    pub(crate) tags: Vec<Tag>,
}

/// Why an answer is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unsealed {
    #[error("it answered with {0}")]
    Status(u16),
    #[error("its answer is not sealed by this site, or not whole")]
    Seal,
    #[error("its answer is not text")]
    NotText,
    #[error("its answer has tags that nobody knows")]
    Tags,
}

/// A signed question: path and query, and the headers that go with it.
pub(crate) struct Question {
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    signature: String,
}

impl Question {
    pub(crate) fn sign(ask: &Ask, key: &SigningKey, now: Instant) -> Self {
        let mut query = Query::read(ask.fragment.query()).unwrap_or_default();
        query.put("lang", &ask.locale);
        let (path, query) = ([PATH, ask.fragment.kind().name()].concat(), query.print());
        let time = (now.micros() / 1_000_000).to_string();
        let visitor = ask.visitor.key().unwrap_or_default();
        let signature = hex(&key.sign(question(&path, &query, &time, visitor).as_bytes()));
        let mut headers = HeaderMap::new();
        for (name, text) in [
            (TIME, time.as_str()),
            (VISITOR, visitor),
            (SIGNATURE, &signature),
        ] {
            if let Ok(value) = HeaderValue::from_str(text) {
                headers.insert(name, value);
            }
        }
        Self {
            target: [&path, "?", &query].concat(),
            headers,
            signature,
        }
    }

    /// What the answer says, if it is one to this question.
    pub(crate) fn unseal(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        key: &SigningKey,
    ) -> Result<Drawn, Unsealed> {
        if status != StatusCode::OK && status != StatusCode::NO_CONTENT {
            return Err(Unsealed::Status(status.as_u16()));
        }
        let tags = text(headers, &TAGGED);
        let seal = unhex(text(headers, &SEAL)).ok_or(Unsealed::Seal)?;
        if !key.verify(&answer(&self.signature, status, tags, body), &seal) {
            return Err(Unsealed::Seal);
        }
        let tags = tags.split_ascii_whitespace().take(TAGS + 1);
        let tags: Result<Vec<Tag>, _> = tags.map(str::parse).collect();
        let tags = tags.ok().filter(|tags| tags.len() <= TAGS);
        let html = std::str::from_utf8(body).map_err(|_| Unsealed::NotText)?;
        Ok(Drawn {
            html: (status == StatusCode::OK).then(|| html.to_owned()),
            tags: tags.ok_or(Unsealed::Tags)?,
        })
    }
}

/// A question that came in, if it is one of ours and of now. Why it is not, is nobody's business.
pub(crate) struct Asked {
    pub(crate) ask: Ask,
    signature: String,
}

impl Asked {
    pub(crate) fn read(
        method: &Method,
        kind: &str,
        query: &str,
        headers: &HeaderMap,
        key: &SigningKey,
        now: Instant,
    ) -> Option<Self> {
        if method != Method::GET {
            return None;
        }
        let (time, visitor) = (text(headers, &TIME), text(headers, &VISITOR));
        let signature = text(headers, &SIGNATURE);
        let path = [PATH, kind].concat();
        let message = question(&path, query, time, visitor);
        if !key.verify(message.as_bytes(), &unhex(signature)?) {
            return None;
        }
        let late = (now.micros() / 1_000_000).checked_sub(time.parse().ok()?)?;
        if late.checked_abs()? > WINDOW_SECONDS {
            return None;
        }
        let kind: FragmentKind = kind.parse().ok()?;
        let (query, locale) = Query::read(query).ok()?.split_last("lang")?;
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let fits = (1..=LOCALE_BYTES).contains(&locale.len()) && locale.bytes().all(known);
        let visitor = match visitor {
            "" => Visitor::NOBODY,
            key => Visitor::known(key)?,
        };
        let fragment = Fragment::read(kind, &query.print()).ok()?;
        fits.then(|| Self {
            ask: Ask {
                fragment,
                visitor,
                locale,
            },
            signature: signature.to_owned(),
        })
    }

    /// The status and headers of an answer with this body. Too many tags cannot be said: then there is no answer.
    pub(crate) fn seal(&self, drawn: &Drawn, key: &SigningKey) -> Option<(StatusCode, HeaderMap)> {
        if drawn.tags.len() > TAGS {
            return None;
        }
        let status = match drawn.html {
            Some(_) => StatusCode::OK,
            None => StatusCode::NO_CONTENT,
        };
        let tags: Vec<String> = drawn.tags.iter().map(ToString::to_string).collect();
        let tags = tags.join(" ");
        let body = drawn.html.as_deref().unwrap_or_default();
        let message = answer(&self.signature, status, &tags, body.as_bytes());
        let seal = hex(&key.sign(&message));
        let mut headers = HeaderMap::new();
        headers.insert(TAGGED, HeaderValue::from_str(&tags).ok()?);
        headers.insert(SEAL, HeaderValue::from_str(&seal).ok()?);
        Some((status, headers))
    }
}

/// A header's one value; several are none.
fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (Some(Ok(value)), None) => value,
        _ => "",
    }
}

/// None of the parts can hold a line's end: they stand in a request line or a header.
fn question(path: &str, query: &str, time: &str, visitor: &str) -> String {
    format!("question\nGET\n{path}\n{query}\n{time}\n{visitor}")
}

fn answer(signature: &str, status: StatusCode, tags: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("answer\n{signature}\n{}\n{tags}\n", status.as_u16());
    [head.as_bytes(), body].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}
