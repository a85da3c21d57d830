//! The registry that `server` fills: each domain by its trait, and what an absent domain answers.

use std::sync::Arc;

use async_trait::async_trait;

use crate::activity::{DeadLetter, EventLog, LogFigures};
use crate::app::AppName;
use crate::blog::{
    Article, AuthorPage, Blog, Feed, Menus, PostCard, PostLink, Reader, Redirect, SiteSettings,
    SitemapEntry, SitemapKind, Stream, TagPage,
};
use crate::cart::{Cart, CartSummary};
use crate::container::{
    ContainerChild, ContainerKind, ContainerPage, ContainerRef, Containers, Menu, MenuNode,
    MenuNodeDraft, MenuPlace, Navigation,
};
use crate::error::{ServiceError, ServiceResult};
use crate::events::{Calendar, Entry, Events};
use crate::id::{ActivityId, CalendarId, MarketId, MenuId, MenuItemId};
use crate::market::{CategoryShelf, Market, MarketHall, MarketRef, Product};
use crate::paging::{PageNumber, Paged};

/// The domains that an app can call.
#[derive(Clone)]
pub struct Services {
    /// Content.
    pub blog: Arc<dyn Blog>,
    /// Products.
    pub market: Arc<dyn Market>,
    /// Calendars.
    pub events: Arc<dyn Events>,
    /// Baskets.
    pub cart: Arc<dyn Cart>,
    /// Which page holds which market, calendar and menu.
    pub containers: Arc<dyn Containers>,
    /// The menus.
    pub navigation: Arc<dyn Navigation>,
    /// What happened, and which handler gave up on it.
    pub event_log: Arc<dyn EventLog>,
}

impl Services {
    /// A registry without any domain: every call says so.
    pub fn none() -> Self {
        Self {
            blog: Arc::new(Absent),
            market: Arc::new(Absent),
            events: Arc::new(Absent),
            cart: Arc::new(Absent),
            containers: Arc::new(Absent),
            navigation: Arc::new(Absent),
            event_log: Arc::new(Absent),
        }
    }
}

/// Answers for a domain that is not there: reads that have an honest empty answer give it, others say
/// [`ServiceError::Unavailable`].
struct Absent;

fn absent<T>(app: AppName) -> ServiceResult<T> {
    Err(ServiceError::absent(app))
}

#[async_trait]
impl Blog for Absent {
    async fn site(&self) -> ServiceResult<SiteSettings> {
        Ok(SiteSettings::default())
    }
    async fn menus(&self) -> ServiceResult<Menus> {
        Ok(Menus::default())
    }
    async fn posts(&self, _: PageNumber, _: u32) -> ServiceResult<Paged<PostCard>> {
        absent(AppName::Blog)
    }
    async fn article(&self, _: &str, _: Reader) -> ServiceResult<Article> {
        absent(AppName::Blog)
    }
    async fn card(&self, _: &str) -> ServiceResult<PostCard> {
        absent(AppName::Blog)
    }
    async fn tag(&self, _: &str, _: PageNumber, _: u32) -> ServiceResult<TagPage> {
        absent(AppName::Blog)
    }
    async fn author(&self, _: &str, _: PageNumber, _: u32) -> ServiceResult<AuthorPage> {
        absent(AppName::Blog)
    }
    async fn feed(&self, _: &Stream, _: u32) -> ServiceResult<Feed> {
        absent(AppName::Blog)
    }
    async fn sitemap(
        &self,
        _: SitemapKind,
        _: u64,
        _: u64,
    ) -> ServiceResult<(Vec<SitemapEntry>, u64)> {
        absent(AppName::Blog)
    }
    async fn near(&self, _: &str) -> ServiceResult<Vec<PostLink>> {
        Ok(Vec::new())
    }
    async fn media_redirect(&self, _: &str) -> ServiceResult<Redirect> {
        Err(ServiceError::NotFound)
    }
}

#[async_trait]
impl Market for Absent {
    async fn markets(&self) -> ServiceResult<Vec<MarketRef>> {
        Ok(Vec::new())
    }
    async fn markets_by_id(&self, _: &[MarketId]) -> ServiceResult<Vec<MarketRef>> {
        Ok(Vec::new())
    }
    async fn hall(&self, _: &str) -> ServiceResult<MarketHall> {
        absent(AppName::Market)
    }
    async fn shelves(&self) -> ServiceResult<Vec<CategoryShelf>> {
        absent(AppName::Market)
    }
    async fn shelf(&self, _: &str) -> ServiceResult<CategoryShelf> {
        absent(AppName::Market)
    }
    async fn product(&self, _: &str) -> ServiceResult<Product> {
        absent(AppName::Market)
    }
}

#[async_trait]
impl Events for Absent {
    async fn calendars(&self) -> ServiceResult<Vec<Calendar>> {
        absent(AppName::Events)
    }
    async fn upcoming(&self, _: Option<&str>, _: u32) -> ServiceResult<Vec<Entry>> {
        absent(AppName::Events)
    }
    async fn calendars_by_id(&self, _: &[CalendarId]) -> ServiceResult<Vec<Calendar>> {
        Ok(Vec::new())
    }
    async fn upcoming_in(&self, _: &[CalendarId], _: u32) -> ServiceResult<Vec<Entry>> {
        Ok(Vec::new())
    }
    async fn entry(&self, _: &str) -> ServiceResult<Entry> {
        absent(AppName::Events)
    }
}

/// No basket can hold anything yet, so an empty one is the truth.
#[async_trait]
impl Cart for Absent {
    async fn summary(&self) -> ServiceResult<CartSummary> {
        Ok(CartSummary::default())
    }
}

#[async_trait]
impl Containers for Absent {
    async fn pages(&self) -> ServiceResult<Vec<ContainerPage>> {
        Ok(Vec::new())
    }
    async fn page(&self, _: ContainerRef) -> ServiceResult<ContainerPage> {
        Err(ServiceError::NotFound)
    }
    async fn children(
        &self,
        _: ContainerRef,
        _: Option<ContainerKind>,
    ) -> ServiceResult<Vec<ContainerChild>> {
        Ok(Vec::new())
    }
    async fn former_children(&self, _: ContainerRef) -> ServiceResult<Vec<ContainerChild>> {
        Ok(Vec::new())
    }
    async fn holders(&self, _: ContainerRef) -> ServiceResult<Vec<ContainerPage>> {
        Ok(Vec::new())
    }
    async fn attach(&self, _: ContainerRef, _: ContainerRef) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn detach(&self, _: ContainerRef, _: ContainerRef) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn reorder(&self, _: ContainerRef, _: &[ContainerRef]) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
}

#[async_trait]
impl Navigation for Absent {
    async fn menus(&self) -> ServiceResult<Vec<Menu>> {
        Ok(Vec::new())
    }
    async fn menu(&self, _: MenuId) -> ServiceResult<Menu> {
        absent(AppName::Blog)
    }
    async fn create_menu(&self, _: &str, _: &str) -> ServiceResult<MenuId> {
        absent(AppName::Blog)
    }
    async fn remove_menu(&self, _: MenuId) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn add(&self, _: MenuId, _: &MenuNodeDraft, _: MenuPlace) -> ServiceResult<MenuItemId> {
        absent(AppName::Blog)
    }
    async fn edit(&self, _: MenuItemId, _: &MenuNodeDraft) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn move_to(&self, _: MenuItemId, _: MenuPlace) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn remove(&self, _: MenuItemId) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
    async fn removed(&self, _: MenuId) -> ServiceResult<Vec<MenuNode>> {
        absent(AppName::Blog)
    }
    async fn revive(&self, _: MenuItemId) -> ServiceResult<()> {
        absent(AppName::Blog)
    }
}

#[async_trait]
impl EventLog for Absent {
    async fn figures(&self) -> ServiceResult<LogFigures> {
        Ok(LogFigures::default())
    }
    async fn dead_letters(&self, _: PageNumber, _: u32) -> ServiceResult<Paged<DeadLetter>> {
        absent(AppName::Blog)
    }
    async fn dead_letter(&self, _: ActivityId, _: &str) -> ServiceResult<DeadLetter> {
        Err(ServiceError::NotFound)
    }
    async fn replay(&self, _: ActivityId, _: &str) -> ServiceResult<()> {
        Err(ServiceError::NotFound)
    }
    async fn replay_all(&self) -> ServiceResult<u64> {
        Ok(0)
    }
}
