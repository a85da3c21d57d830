//! Identities: one newtype for each noun, all UUIDv7 (RFC 9562 §5.7), usable as SeaORM columns.

use std::fmt;
use std::str::FromStr;

use rand::RngCore;
use uuid::Uuid;

use crate::clock::Clock;

/// Declares id newtypes over [`Uuid`] that are SeaORM column and primary-key types.
///
/// To add an id: add a line to the list below; nothing else is needed.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sea_orm::DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id from the injected clock and randomness.
            pub fn new(ids: &dyn IdSource) -> Self {
                Self(ids.next())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }

        // SeaORM asks every primary key for a conversion from an auto-increment number; a UUID has none.
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

id! {
    /// A blog post or page.
    PostId;
    /// A tag of posts.
    TagId;
    /// An author of posts.
    AuthorId;
    /// A menu.
    MenuId;
    /// An entry of a menu.
    MenuItemId;
    /// A child in its container.
    RelationId;
    /// An activity of the event log.
    ActivityId;
    /// A market: a shop window with products of its own.
    MarketId;
    /// A category of a market's products.
    CategoryId;
    /// A product.
    ProductId;
    /// A calendar.
    CalendarId;
    /// An entry of a calendar.
    EntryId;
}

/// Where new ids come from; tests give a seeded one.
pub trait IdSource: Send + Sync {
    /// The next UUIDv7, never the same twice.
    fn next(&self) -> Uuid;
}

/// UUIDv7 from a clock and the thread's random generator.
#[derive(Debug, Clone)]
pub struct RandomIds<C>(pub C);

impl<C: Clock> IdSource for RandomIds<C> {
    fn next(&self) -> Uuid {
        let mut random = [0u8; 10];
        rand::rng().fill_bytes(&mut random);
        let millis = u64::try_from(self.0.now().micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
