//! Who is making what in this process: the first to ask makes it, the others wait for it to land.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use contracts::Tag;
use tokio::sync::watch;

use super::drops::LocalStamp;

/// Everything under way, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Flights(Arc<Mutex<HashMap<String, watch::Receiver<Landing>>>>);

/// How a flight ended.
#[derive(Clone, Debug)]
pub(super) enum Landing {
    /// Not yet. A sender that is gone without another word: whoever made it was stopped.
    UnderWay,
    /// With something that others may have, while it is true.
    Made(Made),
    /// With something that is not for others.
    NotForOthers,
}

/// What was made.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) body: Bytes,
    pub(super) tags: Arc<[Tag]>,
    pub(super) stamp: LocalStamp,
}

/// A place in a flight.
pub(super) enum Seat {
    /// It begins with whoever asked.
    First(Flight),
    /// It is under way.
    Waiting(watch::Receiver<Landing>),
}

/// A flight of one's own; dropped, it is over.
#[derive(Debug)]
pub(super) struct Flight {
    flights: Flights,
    key: String,
    landing: watch::Sender<Landing>,
}

impl Flights {
    pub(super) fn board(&self, key: &str) -> Seat {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(landing) = flights.get(key) {
            return Seat::Waiting(landing.clone());
        }
        let (sender, receiver) = watch::channel(Landing::UnderWay);
        flights.insert(key.to_owned(), receiver);
        Seat::First(Flight {
            flights: self.clone(),
            key: key.to_owned(),
            landing: sender,
        })
    }
}

impl Flight {
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    pub(super) fn land(&self, landing: Landing) {
        self.landing.send_replace(landing);
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut flights = self
            .flights
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        flights.remove(&self.key);
    }
}

/// The end of a flight; [`Landing::UnderWay`] when whoever made it was stopped.
pub(super) async fn landed(mut landing: watch::Receiver<Landing>) -> Landing {
    let over = |landing: &Landing| !matches!(landing, Landing::UnderWay);
    match landing.wait_for(over).await {
        Ok(landing) => landing.clone(),
        Err(_) => Landing::UnderWay,
    }
}
