//! Gets the fragments of a page: copies while they last, else from their owners, all under one deadline.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use contracts::AppName;
use data::cache::{Cache, Found, Lasts, Lead, State};
use data::{SigningKey, SiteKey};
use futures_util::future::join_all;
use std::collections::BTreeMap;
use sx::Safe;
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use crate::fragments::owner::{self, Failure};
use crate::fragments::peers::Peers;
use crate::fragments::rests::Rests;
use crate::fragments::wire::{Ask, Drawn, PURPOSE};
use crate::fragments::{Audience, Fragment, check};
use crate::setup::{House, Mode};
use crate::visitor::Visitor;

/// The client, the copies that it keeps, and the ways to neighbours.
pub(crate) struct Fragments {
    copies: Cache,
    peers: Peers,
    key: SigningKey,
    rests: Rests,
}

/// What a page has where a fragment should be.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    /// What its owner drew, now or before.
    Html(Arc<Safe>),
    /// Its owner says that there is nothing.
    Nothing,
    /// It did not come, and there is no copy.
    Missing,
}

impl Shown {
    pub(crate) fn html(self) -> Option<Arc<Safe>> {
        match self {
            Self::Html(html) => Some(html),
            Self::Nothing | Self::Missing => None,
        }
    }
}

impl Fragments {
    pub(crate) fn new(copies: Cache, peers: BTreeMap<AppName, Url>, key: &SiteKey) -> Self {
        Self {
            copies,
            peers: Peers::new(peers),
            key: key.derive(PURPOSE),
            rests: Rests::default(),
        }
    }

    pub(crate) fn peers(&self) -> &Peers {
        &self.peers
    }

    pub(crate) fn key(&self) -> &SigningKey {
        &self.key
    }

    /// All that are wanted, in their order, together. Of two that would give the page the same id twice, the first.
    pub(crate) async fn fetch_all(
        &self,
        house: &Arc<House>,
        wanted: &[Fragment],
        locale: &str,
        visitor: &Visitor,
        deadline: Instant,
    ) -> Vec<Shown> {
        let asks = wanted.iter().map(|fragment| Ask {
            fragment: fragment.clone(),
            visitor: match fragment.kind().audience() {
                Audience::Everyone => Visitor::NOBODY,
                Audience::Visitor => visitor.clone(),
            },
            locale: locale.to_owned(),
        });
        let mut found = join_all(asks.map(|ask| self.fetch(house, ask, deadline))).await;
        let mut ids = check::Ids::default();
        for (shown, fragment) in found.iter_mut().zip(wanted) {
            if let Shown::Html(html) = shown
                && !ids.take_all(html.as_html())
            {
                let name = fragment.kind().name();
                tracing::warn!(
                    fragment = name,
                    "the fragment {name} has an id that the page has already"
                );
                *shown = Shown::Missing;
            }
        }
        found
    }

    /// A fresh copy; one that is not long over, while a new one is fetched behind it; else a new one, and where none
    /// comes in time the last good one.
    async fn fetch(&self, house: &Arc<House>, ask: Ask, deadline: Instant) -> Shown {
        // Who edits a fragment wants to see it.
        let edited = house.mode == Mode::Dev;
        let copy = match timeout_at(deadline, self.copies.get(&key_of(&ask))).await {
            Ok(copy) => copy,
            Err(_) => return Shown::Missing,
        };
        match copy.as_ref().map(|copy| copy.state) {
            _ if edited => {}
            Some(State::Fresh) => return shown(copy),
            Some(State::Expired { since }) if since < lasts(&ask).fresh => {
                tokio::spawn(refresh(house.clone(), ask));
                return shown(copy);
            }
            _ => {}
        }
        // In a task of its own: what a page does not wait for any more, the next one has.
        let made = tokio::spawn(make(house.clone(), ask));
        match timeout_at(deadline, made).await {
            Ok(Ok(Some(body))) => shown_as(&body),
            _ => shown(copy),
        }
    }
}

/// Makes a copy that a page waits for, unless another page is at it: then that one's.
async fn make(house: Arc<House>, ask: Ask) -> Option<Bytes> {
    let fragments = &house.fragments;
    if house.mode == Mode::Dev {
        return Some(body_of(&draw(&house, &ask).await?));
    }
    let patience = house.limits.surroundings_time;
    let leader = match fragments.copies.lead(&key_of(&ask), patience).await {
        Lead::First(leader) => leader,
        Lead::Made(body) => return Some(body),
        // Whoever made it failed or is late; it would be no better now.
        Lead::Alone => return None,
    };
    match draw(&house, &ask).await {
        Some(drawn) => {
            let body = body_of(&drawn);
            leader.keep(&body, &drawn.tags, lasts(&ask)).await;
            Some(body)
        }
        None => {
            leader.keep_nothing();
            None
        }
    }
}

/// Makes a new copy that nobody waits for.
async fn refresh(house: Arc<House>, ask: Ask) {
    let (key, time) = (key_of(&ask), house.limits.surroundings_time);
    let Some(leader) = house.fragments.copies.lead_now(&key, time).await else {
        return;
    };
    match draw(&house, &ask).await {
        Some(drawn) => {
            leader
                .keep(&body_of(&drawn), &drawn.tags, lasts(&ask))
                .await
        }
        None => leader.keep_nothing(),
    }
}

/// Has it drawn within its time, unless its owner is left alone just now.
async fn draw(house: &Arc<House>, ask: &Ask) -> Option<Drawn> {
    let (fragment, rests) = (&ask.fragment, &house.fragments.rests);
    if rests.rests(fragment, house.clock.now()) {
        return None;
    }
    let drawing = timeout(house.limits.surroundings_time, owner::draw(house, ask));
    let failure = match drawing.await {
        Ok(Ok(drawn)) => return Some(drawn),
        Ok(Err(failure)) => failure,
        Err(_) => Failure::Late,
    };
    rests.begin(fragment, house.clock.now());
    let (name, owner) = (fragment.kind().name(), fragment.owner());
    tracing::warn!(fragment = name, %owner, %failure, "the fragment {name} of {owner} did not come: {failure}");
    None
}

/// Whoever sees the same has the same key. A visitor's own key is part of it, so that a personal fragment is never
/// another's.
fn key_of(ask: &Ask) -> String {
    let whom = match ask.fragment.kind().audience() {
        Audience::Everyone => "everyone",
        Audience::Visitor => ask.visitor.key().map_or("nobody", |_| "visitor:"),
    };
    let own = ask.visitor.key().unwrap_or_default();
    let (kind, owner) = (ask.fragment.kind().name(), ask.fragment.owner());
    let query = ask.fragment.query();
    format!("fragment {kind} {owner} {} {whom}{own} {query}", ask.locale)
}

fn lasts(ask: &Ask) -> Lasts {
    let kind = ask.fragment.kind();
    Lasts {
        fresh: Duration::from_secs(kind.lasts_seconds()),
        kept: Duration::from_secs(kind.kept_seconds()),
    }
}

/// How copies of a fragment, and of there being none, begin.
const HTML: u8 = b'+';
const NOTHING: u8 = b'-';

fn body_of(drawn: &Drawn) -> Bytes {
    match &drawn.html {
        Some(html) => Bytes::from([&[HTML], html.as_bytes()].concat()),
        None => Bytes::from_static(&[NOTHING]),
    }
}

fn shown(copy: Option<Found>) -> Shown {
    copy.map_or(Shown::Missing, |copy| shown_as(&copy.body))
}

/// What stands in the cache was checked before it came there.
fn shown_as(body: &[u8]) -> Shown {
    match body.split_first() {
        Some((&NOTHING, _)) => Shown::Nothing,
        Some((&HTML, html)) => match std::str::from_utf8(html) {
            Ok(html) => Shown::Html(Arc::new(Safe::trusted(html))),
            Err(_) => Shown::Missing,
        },
        _ => Shown::Missing,
    }
}
