//! Gets the fragments of a page: copies while they last, else from their owners, all under one deadline.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use contracts::{AppName, Tag};
use data::cache::{Cache, Found, Lasts, Lead, State};
use data::metrics::{FragmentOutcome, METRICS};
use data::{SigningKey, SiteKey};
use futures_util::future::join_all;
use std::collections::BTreeMap;
use sx::Safe;
use tokio::time::{Instant, timeout, timeout_at};
use tracing::Instrument;
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
pub(crate) struct Shown {
    pub(crate) what: What,
    /// What it is made of.
    pub(crate) tags: Vec<Tag>,
    /// Whether it is what its owner would say now, as far as anybody knows.
    pub(crate) is_true: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    /// What its owner drew, now or before.
    Html(Arc<Safe>),
    /// Its owner says that there is nothing.
    Nothing,
    /// It did not come, and there is no copy.
    Missing,
}

impl Shown {
    pub(crate) const MISSING: Self = Self {
        what: What::Missing,
        tags: Vec::new(),
        is_true: false,
    };

    pub(crate) fn html(self) -> Option<Arc<Safe>> {
        match self.what {
            What::Html(html) => Some(html),
            What::Nothing | What::Missing => None,
        }
    }

    /// Nobody of this site has it, and that will not change while it runs.
    const NOWHERE: Self = Self {
        what: What::Missing,
        tags: Vec::new(),
        is_true: true,
    };

    fn last_good(copy: &Found) -> Self {
        Self {
            is_true: false,
            ..read(&copy.body)
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
            if let What::Html(html) = &shown.what
                && !ids.take_all(html.as_html())
            {
                let name = fragment.kind().name();
                tracing::warn!(
                    fragment = name,
                    "the fragment {name} has an id that the page has already"
                );
                *shown = Shown::MISSING;
            }
        }
        found
    }

    async fn fetch(&self, house: &Arc<House>, ask: Ask, deadline: Instant) -> Shown {
        let (kind, begun_at) = (ask.fragment.kind().name(), Instant::now());
        let (shown, outcome) = self.find(house, ask, deadline).await;
        METRICS.fragment(kind, outcome, begun_at.elapsed());
        shown
    }

    /// A fresh copy; one that is not long over, while a new one is fetched behind it; else a new one, and where none
    /// comes in time the last good one.
    async fn find(
        &self,
        house: &Arc<House>,
        ask: Ask,
        deadline: Instant,
    ) -> (Shown, FragmentOutcome) {
        let owner = ask.fragment.owner();
        let is_here = house.app(owner).is_some();
        if !is_here && self.peers.address(owner).is_none() {
            return (Shown::NOWHERE, FragmentOutcome::Placeholder);
        }
        // Who edits a fragment wants to see it.
        let edited = house.mode == Mode::Dev;
        let copy = match timeout_at(deadline, self.copies.get(&key_of(&ask))).await {
            Ok(copy) => copy,
            Err(_) => return (Shown::MISSING, FragmentOutcome::Placeholder),
        };
        match &copy {
            _ if edited => {}
            Some(found) if found.state == State::Fresh => {
                return (read(&found.body), FragmentOutcome::Cached);
            }
            Some(found) if found.is_over_for_less_than(lasts(&ask).fresh) => {
                tokio::spawn(refresh(house.clone(), ask).in_current_span());
                return (read(&found.body), FragmentOutcome::Stale);
            }
            _ => {}
        }
        // In a task of its own: what a page does not wait for any more, the next one has.
        let made = tokio::spawn(make(house.clone(), ask).in_current_span());
        match (timeout_at(deadline, made).await, copy) {
            (Ok(Ok(Some(body))), _) if is_here => (read(&body), FragmentOutcome::Drawn),
            (Ok(Ok(Some(body))), _) => (read(&body), FragmentOutcome::Fetched),
            (_, Some(copy)) => (Shown::last_good(&copy), FragmentOutcome::LastGood),
            (_, None) => (Shown::MISSING, FragmentOutcome::Placeholder),
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
const HTML: &str = "+";
const NOTHING: &str = "-";

/// `+post:0198… menus`, a line's end, HTML.
fn body_of(drawn: &Drawn) -> Bytes {
    let (begin, html) = match &drawn.html {
        Some(html) => (HTML, html.as_str()),
        None => (NOTHING, ""),
    };
    let tags: Vec<String> = drawn.tags.iter().map(Tag::to_string).collect();
    [begin, &tags.join(" "), "\n", html].concat().into()
}

/// What stands in the cache was checked before it came there.
fn read(body: &[u8]) -> Shown {
    let parts = std::str::from_utf8(body).ok();
    let Some((head, html)) = parts.and_then(|text| text.split_once('\n')) else {
        return Shown::MISSING;
    };
    let (what, tags) = if let Some(tags) = head.strip_prefix(HTML) {
        (What::Html(Arc::new(Safe::trusted(html))), tags)
    } else if let Some(tags) = head.strip_prefix(NOTHING) {
        (What::Nothing, tags)
    } else {
        return Shown::MISSING;
    };
    let tags: Result<Vec<Tag>, _> = tags.split_ascii_whitespace().map(str::parse).collect();
    Shown {
        what,
        // One that nobody knows is of another version of ours.
        is_true: tags.is_ok(),
        tags: tags.unwrap_or_default(),
    }
}
