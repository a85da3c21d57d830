//! A blog of which only the settings are known, and whose database can go away.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use contracts::blog::{
    Article, AuthorPage, Blog, Feed, Menus, PostCard, PostLink, Reader, Redirect, SiteSettings,
    SitemapEntry, SitemapKind, Stream, TagPage,
};
use contracts::{PageNumber, Paged, ServiceError, ServiceResult};

#[derive(Default)]
pub(crate) struct Library {
    pub(crate) site: SiteSettings,
    pub(crate) is_away: AtomicBool,
    /// Whether it keeps everybody waiting without end.
    pub(crate) is_asleep: bool,
    /// The site's title, once somebody has changed it.
    pub(crate) renamed: OnceLock<String>,
}

impl Library {
    pub(crate) fn away() -> Self {
        Self {
            is_away: AtomicBool::new(true),
            ..Self::default()
        }
    }

    fn is_there<T>(&self, value: T) -> ServiceResult<T> {
        if self.is_away.load(Ordering::SeqCst) {
            away()
        } else {
            Ok(value)
        }
    }
}

fn away<T>() -> ServiceResult<T> {
    Err(ServiceError::Unavailable(
        "the database at db.internal:5432 does not answer".into(),
    ))
}

#[async_trait]
impl Blog for Library {
    async fn site(&self) -> ServiceResult<SiteSettings> {
        if self.is_asleep {
            return std::future::pending().await;
        }
        let mut site = self.site.clone();
        if let Some(title) = self.renamed.get() {
            site.title.clone_from(title);
        }
        self.is_there(site)
    }
    async fn menus(&self) -> ServiceResult<Menus> {
        self.is_there(Menus::default())
    }
    async fn posts(&self, _: PageNumber, _: u32) -> ServiceResult<Paged<PostCard>> {
        away()
    }
    async fn article(&self, _: &str, _: Reader) -> ServiceResult<Article> {
        away()
    }
    async fn card(&self, _: &str) -> ServiceResult<PostCard> {
        away()
    }
    async fn tag(&self, _: &str, _: PageNumber, _: u32) -> ServiceResult<TagPage> {
        away()
    }
    async fn author(&self, _: &str, _: PageNumber, _: u32) -> ServiceResult<AuthorPage> {
        away()
    }
    async fn feed(&self, _: &Stream, _: u32) -> ServiceResult<Feed> {
        away()
    }
    async fn sitemap(
        &self,
        _: SitemapKind,
        _: u64,
        _: u64,
    ) -> ServiceResult<(Vec<SitemapEntry>, u64)> {
        away()
    }
    async fn near(&self, _: &str) -> ServiceResult<Vec<PostLink>> {
        away()
    }
    async fn media_redirect(&self, _: &str) -> ServiceResult<Redirect> {
        away()
    }
}
