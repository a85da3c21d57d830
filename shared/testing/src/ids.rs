//! Ids that repeat from run to run.

use std::sync::atomic::{AtomicU64, Ordering};

use contracts::IdSource;
use uuid::Uuid;

use crate::TODAY;

/// UUIDv7 of one instant with a counter where randomness would be: ordered, and the same in each run.
#[derive(Debug, Default)]
pub struct SeededIds(AtomicU64);

impl IdSource for SeededIds {
    fn next(&self) -> Uuid {
        let mut random = [0u8; 10];
        random[2..].copy_from_slice(&self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        let millis = u64::try_from(TODAY.micros() / 1000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
