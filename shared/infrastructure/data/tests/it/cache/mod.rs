//! The same suite on the cache in memory and on the one in Redis.

mod changes;
mod entries;
mod gone;
mod limits;
mod single_flight;

use contracts::Tag;
use contracts::id::PostId;
use uuid::Uuid;

/// The tag of a post.
fn post(number: u128) -> Tag {
    Tag::Post(PostId(Uuid::from_u128(number)))
}
