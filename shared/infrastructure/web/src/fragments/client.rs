//! Gets the fragments of a page: from memory while they last, else from their owners, all under one deadline.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use contracts::Instant;
use futures_util::FutureExt;
use futures_util::future::join_all;
use moka::future::Cache;
use sx::Safe;
use tokio::time::timeout_at;

use crate::fault::Fault;
use crate::fragments::request::Tags;
use crate::fragments::{Audience, Fragment, FragmentRequest, check};
use crate::frame::Frame;
use crate::setup::{House, Mode};
use crate::visitor::Visitor;

/// How many fragments are kept; the oldest unused go first.
const KEPT: u64 = 1_000;

/// How long a neighbour that failed or was late is left alone, so that it delays one page and not every page.
const REST_SECONDS: i64 = 2;

/// The client, and what it has in memory.
pub(crate) struct Fragments {
    copies: Cache<Key, Copy>,
}

/// Whoever sees the same has the same key. Visitors without session are all alike; a signed-in visitor's session will
/// stand here, so that a personal fragment is never another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    fragment: Fragment,
    visitor: Visitor,
    locale: String,
}

/// The last good copy, if there ever was one, and until when nobody asks for another.
#[derive(Clone)]
struct Copy {
    html: Option<Arc<Safe>>,
    until: Instant,
}

impl Default for Fragments {
    fn default() -> Self {
        Self {
            copies: Cache::new(KEPT),
        }
    }
}

impl Fragments {
    /// All of `kinds` at once. What is late, broken or not in this process is its last good copy, or `None`:
    /// the page shows its own placeholder.
    pub(crate) async fn fetch_all(
        &self,
        house: &Arc<House>,
        wanted: &[Fragment],
        locale: &str,
        visitor: &Visitor,
        deadline: tokio::time::Instant,
    ) -> Vec<Option<Arc<Safe>>> {
        let mut found = vec![None; wanted.len()];
        let mut asked = Vec::new();
        let now = house.clock.now();
        // Who edits a fragment wants to see it.
        let edited = house.mode == Mode::Dev;
        for (index, fragment) in wanted.iter().enumerate() {
            let key = Key {
                visitor: match fragment.kind().audience() {
                    Audience::Everyone => Visitor::NOBODY,
                    Audience::Visitor => visitor.clone(),
                },
                fragment: fragment.clone(),
                locale: locale.to_owned(),
            };
            match self.copies.get(&key).await {
                Some(copy) if now < copy.until && !edited => found[index] = copy.html,
                old => {
                    asked.push(async move { (index, self.fetch(house, key, old, deadline).await) })
                }
            }
        }
        for (index, html) in join_all(asked).await {
            found[index] = html;
        }
        found
    }

    async fn fetch(
        &self,
        house: &Arc<House>,
        key: Key,
        old: Option<Copy>,
        deadline: tokio::time::Instant,
    ) -> Option<Arc<Safe>> {
        let drawn = match timeout_at(deadline, ask_owner(house, &key)).await {
            Ok(drawn) => drawn,
            Err(_) => Err("it is late".to_owned()),
        };
        let (html, lasts) = match drawn {
            Ok(html) => (
                Some(Arc::new(Safe::trusted(html))),
                key.fragment.kind().lasts_seconds(),
            ),
            Err(reason) => {
                let name = key.fragment.kind().name();
                tracing::warn!(fragment = name, %reason, "the fragment {name} did not come: {reason}");
                (old.and_then(|copy| copy.html), REST_SECONDS)
            }
        };
        let copy = Copy {
            html: html.clone(),
            until: house.clock.now().plus_seconds(lasts),
        };
        self.copies.insert(key, copy).await;
        html
    }
}

/// Calls the owner's handler in this process.
async fn ask_owner(house: &Arc<House>, key: &Key) -> Result<String, String> {
    let (owner, kind) = (key.fragment.owner(), key.fragment.kind());
    let app = house
        .app(owner)
        .ok_or_else(|| format!("{owner} is not part of this process"))?;
    let route = app.fragments.iter().find(|route| route.kind == kind);
    let route = route.ok_or_else(|| format!("{owner} does not draw it"))?;
    let frame = Frame::new(house.clone(), owner);
    let drawing = AssertUnwindSafe(async {
        let visitor = key.visitor.clone();
        let request = FragmentRequest::new(frame, &key.locale, visitor, Tags::default()).await;
        match route.draw(request, &key.fragment) {
            Ok(drawing) => drawing.await,
            Err(refused) => Err(Fault::internal(refused.to_string())),
        }
    });
    let drawn = drawing
        .catch_unwind()
        .await
        .map_err(|_| "its handler panicked".to_owned())?;
    let html = drawn
        .map_err(|fault| fault.0.cause.unwrap_or_else(|| fault.0.status.to_string()))?
        .into_string();
    check::whole(&html)?;
    Ok(html)
}
