//! The registry that `server` fills: each domain by its trait, and what an absent domain answers.

use std::sync::Arc;

use async_trait::async_trait;

use crate::app::AppName;
use crate::blog::{
    Article, AuthorPage, Blog, Feed, Menus, PostCard, PostLink, Reader, Redirect, SiteSettings,
    SitemapEntry, SitemapKind, Stream, TagPage,
};
use crate::cart::{Cart, CartSummary};
use crate::error::{ServiceError, ServiceResult};
use crate::events::{Calendar, Entry, Events};
use crate::market::{CategoryShelf, Market, Product};
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
}

impl Services {
    /// A registry without any domain: every call says so.
    pub fn none() -> Self {
        Self {
            blog: Arc::new(Absent),
            market: Arc::new(Absent),
            events: Arc::new(Absent),
            cart: Arc::new(Absent),
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
