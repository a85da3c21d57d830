//! Neighbours that failed or were late are left alone for a moment, so that they delay one page and not every page.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use contracts::{AppName, Instant};

use crate::fragments::{Fragment, FragmentKind};

/// For how long.
const SECONDS: i64 = 2;

/// Until when which owner is not asked for which type.
#[derive(Default)]
pub(crate) struct Rests(Mutex<BTreeMap<(AppName, FragmentKind), Instant>>);

impl Rests {
    pub(crate) fn begin(&self, fragment: &Fragment, now: Instant) {
        let until = now.plus_seconds(SECONDS);
        let mut rests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rests.insert((fragment.owner(), fragment.kind()), until);
    }

    pub(crate) fn rests(&self, fragment: &Fragment, now: Instant) -> bool {
        let rests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rests
            .get(&(fragment.owner(), fragment.kind()))
            .is_some_and(|until| now < *until)
    }
}
