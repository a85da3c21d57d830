//! Draws a fragment: by the handler of its owner in this process, or by asking the process that has it.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use contracts::AppName;
use futures_util::FutureExt;
use tracing::Instrument;

use crate::fragments::check;
use crate::fragments::peers::PeerError;
use crate::fragments::request::FragmentRequest;
use crate::fragments::wire::{Ask, Drawn, Question, Unsealed};
use crate::frame::Frame;
use crate::made_of::MadeOf;
use crate::setup::House;
use crate::spans;

/// Why nothing was drawn. For the log alone.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0} is neither in this process nor among its peers")]
    Nowhere(AppName),
    #[error("{0} does not draw it")]
    NotDrawn(AppName),
    #[error("its handler panicked")]
    Panicked,
    #[error("its handler failed: {0}")]
    Handler(String),
    #[error("{0}")]
    Peer(#[from] PeerError),
    #[error("{0}")]
    Answer(#[from] Unsealed),
    #[error("it may not stand in a page: {0}")]
    NotWhole(String),
    #[error("it is late")]
    Late,
}

/// Draws it, wherever its owner lives, and looks whether it may stand in a page.
pub(crate) async fn draw(house: &Arc<House>, ask: &Ask) -> Result<Drawn, Failure> {
    let owner = ask.fragment.owner();
    let drawn = if house.app(owner).is_some() {
        draw_here(house, ask).await?
    } else {
        ask_peer(house, ask).await?
    };
    if let Some(html) = &drawn.html {
        check::whole(html, ask.fragment.kind()).map_err(Failure::NotWhole)?;
    }
    Ok(drawn)
}

/// Calls the handler of an owner in this process.
pub(crate) async fn draw_here(house: &Arc<House>, ask: &Ask) -> Result<Drawn, Failure> {
    let (owner, kind) = (ask.fragment.owner(), ask.fragment.kind());
    let app = house.app(owner).ok_or(Failure::Nowhere(owner))?;
    let route = app.fragments.iter().find(|route| route.kind == kind);
    let route = route.ok_or(Failure::NotDrawn(owner))?;
    let made_of = MadeOf::default();
    let drawing = AssertUnwindSafe(async {
        let frame = Frame::new(house.clone(), owner);
        let visitor = ask.visitor.clone();
        let request = FragmentRequest::new(frame, &ask.locale, visitor, made_of.clone()).await;
        match route.draw(request, &ask.fragment) {
            Ok(drawing) => Ok(drawing.await),
            Err(refused) => Err(Failure::Handler(refused.to_string())),
        }
    });
    let answer = drawing.catch_unwind().await;
    let html = match answer.map_err(|_| Failure::Panicked)?? {
        Ok(html) => Some(html.into_string()),
        // Not there, or not for this visitor: that is an answer, and no failure of anybody's.
        Err(fault) if fault.code().is_client_error() => None,
        Err(fault) => {
            let status = fault.code();
            let cause = fault.0.cause.unwrap_or_else(|| status.to_string());
            return Err(Failure::Handler(cause));
        }
    };
    Ok(Drawn {
        html,
        tags: made_of.tags(),
    })
}

/// Asks the process that has the owner.
async fn ask_peer(house: &House, ask: &Ask) -> Result<Drawn, Failure> {
    let owner = ask.fragment.owner();
    let (peers, key) = (house.fragments.peers(), house.fragments.key());
    let base = peers.address(owner).ok_or(Failure::Nowhere(owner))?;
    let question = Question::sign(ask, key, house.clock.now());
    let span = spans::of_fragment(ask.fragment.kind().name(), owner);
    let reply = peers.ask(base, &question).instrument(span).await?;
    Ok(question.unseal(reply.status, &reply.headers, &reply.body, key)?)
}
