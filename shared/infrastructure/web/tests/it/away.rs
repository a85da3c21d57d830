//! A blog whose database is away.

use async_trait::async_trait;
use contracts::blog::{
    Article, AuthorPage, Blog, Feed, Menus, PostCard, PostLink, Reader, Redirect, SiteSettings,
    SitemapEntry, SitemapKind, Stream, TagPage,
};
use contracts::{PageNumber, Paged, ServiceError, ServiceResult};

pub(crate) struct Away;

fn away<T>() -> ServiceResult<T> {
    Err(ServiceError::Unavailable(
        "the database at db.internal:5432 does not answer".into(),
    ))
}

#[async_trait]
impl Blog for Away {
    async fn site(&self) -> ServiceResult<SiteSettings> {
        away()
    }
    async fn menus(&self) -> ServiceResult<Menus> {
        away()
    }
    async fn posts(&self, _: PageNumber, _: u32) -> ServiceResult<Paged<PostCard>> {
        away()
    }
    async fn article(&self, _: &str, _: Reader) -> ServiceResult<Article> {
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
