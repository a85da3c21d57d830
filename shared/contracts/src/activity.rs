//! What happens in the domains, as all others are told: the events, the log that keeps them, and what to look at in it.
//!
//! An event is written into the log (`ap_activities`, ActivityPub-shaped rows) in the transaction of its cause. Handlers
//! answer it once, durably; every process's memory is told of it at once.
//!
//! To add an event: a variant of [`Event`] with its line in each table below; then `data::event_log::record` it where it
//! happens, inside the unit of work that makes it true.

use async_trait::async_trait;
use sea_orm::sea_query::StringLen;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::AppName;
use crate::clock::Instant;
use crate::container::ContainerRef;
use crate::error::ServiceResult;
use crate::id::{
    ActivityId, AuthorId, CalendarId, EntryId, MarketId, MenuId, PostId, ProductId, TagId,
};
use crate::paging::{PageNumber, Paged};
use crate::tag::Tag;

/// Something that happened. Its JSON is what the log keeps as the activity's `rose:event`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A post or page can be read that could not before.
    PostPublished {
        /// Which.
        post: PostId,
    },
    /// A post or page was changed; nobody needs to hear of drafts but the search table.
    PostChanged {
        /// Which.
        post: PostId,
    },
    /// A post or page can no longer be read.
    PostWithdrawn {
        /// Which.
        post: PostId,
    },
    /// A tag's words or picture changed.
    TagChanged {
        /// Which.
        tag: TagId,
    },
    /// An author's words or picture changed.
    AuthorChanged {
        /// Which.
        author: AuthorId,
    },
    /// The site's settings changed.
    SettingsChanged,
    /// A menu's items changed, or it came or went.
    MenuChanged {
        /// Which.
        menu: MenuId,
    },
    /// A container got a child, or got it back.
    ContainerChildAttached {
        /// The container.
        container: ContainerRef,
        /// What it holds now.
        child: ContainerRef,
    },
    /// A container lost a child.
    ContainerChildDetached {
        /// The container.
        container: ContainerRef,
        /// What it held.
        child: ContainerRef,
    },
    /// A container's children stand in another order.
    ContainerReordered {
        /// The container.
        container: ContainerRef,
    },
    /// A market came, or its name changed.
    MarketChanged {
        /// Which.
        market: MarketId,
    },
    /// A product came, changed or went.
    ProductChanged {
        /// Its market.
        market: MarketId,
        /// Which.
        product: ProductId,
    },
    /// A calendar came, or its name changed.
    CalendarChanged {
        /// Which.
        calendar: CalendarId,
    },
    /// An entry came, changed or went.
    EntryChanged {
        /// Its calendar.
        calendar: CalendarId,
        /// Which.
        entry: EntryId,
    },
}

/// The ActivityStreams 2.0 vocabulary's word for what was done (§3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Something new.
    Create,
    /// Something changed.
    Update,
    /// Something is gone.
    Delete,
    /// Something was put into a collection.
    Add,
    /// Something was taken out of a collection.
    Remove,
}

impl Verb {
    /// The `type` of the activity.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "Create",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::Add => "Add",
            Self::Remove => "Remove",
        }
    }
}

/// Who may be told of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sea_orm::EnumIter, sea_orm::DeriveActiveEnum)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
pub enum Audience {
    /// Our own handlers alone.
    Internal,
    /// The fediverse too.
    Public,
}

/// What an activity is about: activities of one object are handled in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ObjectRef {
    /// `post`, `menu`, `calendar-entry`.
    pub kind: &'static str,
    /// Its id; nil for what there is only one of.
    pub id: Uuid,
}

impl Event {
    /// Its name in the log, for handlers and people: `blog.post_published`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::PostPublished { .. } => "blog.post_published",
            Self::PostChanged { .. } => "blog.post_changed",
            Self::PostWithdrawn { .. } => "blog.post_withdrawn",
            Self::TagChanged { .. } => "blog.tag_changed",
            Self::AuthorChanged { .. } => "blog.author_changed",
            Self::SettingsChanged => "blog.settings_changed",
            Self::MenuChanged { .. } => "blog.menu_changed",
            Self::ContainerChildAttached { .. } => "container.child_attached",
            Self::ContainerChildDetached { .. } => "container.child_detached",
            Self::ContainerReordered { .. } => "container.reordered",
            Self::MarketChanged { .. } => "market.market_changed",
            Self::ProductChanged { .. } => "market.product_changed",
            Self::CalendarChanged { .. } => "events.calendar_changed",
            Self::EntryChanged { .. } => "events.entry_changed",
        }
    }

    /// The app whose actor did it.
    pub fn actor(&self) -> AppName {
        match self {
            Self::MarketChanged { .. } | Self::ProductChanged { .. } => AppName::Market,
            Self::CalendarChanged { .. } | Self::EntryChanged { .. } => AppName::Events,
            _ => AppName::Blog,
        }
    }

    /// What was done.
    pub fn verb(&self) -> Verb {
        match self {
            Self::PostPublished { .. } => Verb::Create,
            Self::PostWithdrawn { .. } => Verb::Delete,
            Self::ContainerChildAttached { .. } => Verb::Add,
            Self::ContainerChildDetached { .. } => Verb::Remove,
            _ => Verb::Update,
        }
    }

    /// Who may be told.
    pub fn audience(&self) -> Audience {
        Audience::Internal
    }

    /// What it is about.
    pub fn object(&self) -> ObjectRef {
        let (kind, id) = match *self {
            Self::PostPublished { post }
            | Self::PostChanged { post }
            | Self::PostWithdrawn { post } => ("post", post.0),
            Self::TagChanged { tag } => ("tag", tag.0),
            Self::AuthorChanged { author } => ("author", author.0),
            Self::SettingsChanged => ("settings", Uuid::nil()),
            Self::MenuChanged { menu } => ("menu", menu.0),
            Self::ContainerChildAttached { container, .. }
            | Self::ContainerChildDetached { container, .. }
            | Self::ContainerReordered { container } => (container.kind.as_str(), container.id),
            Self::MarketChanged { market } => ("market", market.0),
            Self::ProductChanged { product, .. } => ("product", product.0),
            Self::CalendarChanged { calendar } => ("calendar", calendar.0),
            Self::EntryChanged { entry, .. } => ("entry", entry.0),
        };
        ObjectRef { kind, id }
    }

    /// The cached pages and fragments that it makes untrue.
    pub fn tags(&self) -> Vec<Tag> {
        match *self {
            Self::PostPublished { post }
            | Self::PostChanged { post }
            | Self::PostWithdrawn { post } => vec![Tag::Posts, Tag::Post(post)],
            Self::TagChanged { .. } | Self::AuthorChanged { .. } => vec![Tag::Posts],
            Self::SettingsChanged => vec![Tag::Site],
            Self::MenuChanged { .. } => vec![Tag::Menus],
            Self::ContainerChildAttached { container, child }
            | Self::ContainerChildDetached { container, child } => {
                vec![
                    Tag::Container(container.id),
                    Tag::Container(child.id),
                    Tag::Menus,
                ]
            }
            Self::ContainerReordered { container } => {
                vec![Tag::Container(container.id), Tag::Menus]
            }
            Self::MarketChanged { market } => vec![Tag::Products, Tag::Container(market.0)],
            Self::ProductChanged { market, product } => {
                vec![
                    Tag::Products,
                    Tag::Product(product),
                    Tag::Container(market.0),
                ]
            }
            Self::CalendarChanged { calendar } => vec![Tag::Entries, Tag::Container(calendar.0)],
            Self::EntryChanged { calendar, entry } => {
                vec![Tag::Entries, Tag::Entry(entry), Tag::Container(calendar.0)]
            }
        }
    }
}

/// An event in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub event: Event,
}

/// An activity that a handler gave up on, as staff see it.
#[derive(Clone, Debug)]
pub struct DeadLetter {
    /// The activity.
    pub activity: ActivityId,
    /// Its event's name.
    pub event: String,
    /// The activity as it is kept: ActivityStreams 2.0 JSON.
    pub document: String,
    /// When it happened.
    pub at: Instant,
    /// The handler that gave up.
    pub handler: String,
    /// How often it tried.
    pub attempts: u32,
    /// When it tried last.
    pub last_tried: Instant,
    /// What it said then.
    pub error: String,
}

/// How the log stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogFigures {
    /// Activities in all.
    pub activities: u64,
    /// (Activity, handler) pairs still to do.
    pub waiting: u64,
    /// Of those, tried before and to be tried again.
    pub retrying: u64,
    /// Given up.
    pub dead: u64,
    /// When the oldest activity that waits happened.
    pub oldest_waiting: Option<Instant>,
}

/// The log, as staff look at it.
#[async_trait]
pub trait EventLog: Send + Sync {
    /// How it stands.
    async fn figures(&self) -> ServiceResult<LogFigures>;
    /// What was given up, latest first.
    async fn dead_letters(
        &self,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<Paged<DeadLetter>>;
    /// One of them.
    async fn dead_letter(&self, activity: ActivityId, handler: &str) -> ServiceResult<DeadLetter>;
    /// Has a handler try again at once. One that is not dead any more is left alone: replaying twice is replaying once. One
    /// that never had to: `NotFound`.
    async fn replay(&self, activity: ActivityId, handler: &str) -> ServiceResult<()>;
    /// Has every dead letter tried again; answers how many.
    async fn replay_all(&self) -> ServiceResult<u64>;
}
