//! Domains that hold what a test puts into them, write down what they are asked to do, and fail when they are told to.

mod containers;
mod log;
mod navigation;

pub(crate) use containers::{FARM_SHOP, FarmShop, Holdings, WORKSHOPS, Workshops, page};
pub(crate) use log::{Log, letter};
pub(crate) use navigation::{Menus, NEW, menu, node};

use std::sync::{Mutex, PoisonError};

use contracts::{ServiceError, ServiceResult};
use uuid::Uuid;

/// What a domain was asked to change, and what it is to answer.
#[derive(Default)]
pub(crate) struct Notes {
    calls: Mutex<Vec<String>>,
    fails: Mutex<Option<fn() -> ServiceError>>,
}

impl Notes {
    /// From now on every change is refused in this way.
    pub(crate) fn fail(&self, error: fn() -> ServiceError) {
        *self.fails.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    /// The changes that were asked for since the last look.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, call: String, answer: T) -> ServiceResult<T> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(call);
        match *self.fails.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error()),
            None => Ok(answer),
        }
    }
}

/// An id that a test can name.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0198_7c5d_0000_7000_8000_0000_0000_0000 | number)
}
