//! The blog for its readers: [`contracts::blog::Blog`] over SQL.
//!
//! What readers may see is decided in two places and nowhere else:
//! - **Which rows**: [`sql::PUBLIC`]. A post is public when it is published, or scheduled for a time that has come. So a
//!   scheduled post appears at its minute and depends on no job. Drafts and posts that went out by mail only are never
//!   asked for.
//! - **Which columns**: `posts.html` (the whole body) and `posts.document` are not named in this module at all. A visitor
//!   gets `posts.free_html`, and excerpts come from columns that the writing side cut from the free part.
//!
//! A page takes few statements whatever its length: cards are read once, tags and authors of all of them together, and pictures
//! come from [`MediaStore`], which remembers them.
//! To add a surface: build its statement from [`sql::PUBLIC`] and [`card`]'s columns, and add it to the test of gated
//! posts in `tests/it/gated.rs`.

mod article;
mod card;
mod feed;
mod media;
mod near;
mod site;
mod sitemap;
mod sql;
mod stream;

use std::sync::Arc;

use async_trait::async_trait;
use contracts::blog::{
    Article, AuthorPage, Blog, Feed, Menus, PostCard, PostLink, Reader, Redirect, SiteSettings,
    SitemapEntry, SitemapKind, Stream, TagPage,
};
use contracts::{Clock, PageNumber, Paged, ServiceResult};
use data::Database;
use data::media::MediaStore;

/// Reads the blog.
#[derive(Clone)]
pub struct BlogReader {
    database: Database,
    media: MediaStore,
    clock: Arc<dyn Clock>,
}

impl BlogReader {
    /// A reader of `database`; `media` knows the pictures' sizes, `clock` which scheduled posts are due.
    pub fn new(database: Database, media: MediaStore, clock: Arc<dyn Clock>) -> Self {
        Self {
            database,
            media,
            clock,
        }
    }
}

#[async_trait]
impl Blog for BlogReader {
    async fn site(&self) -> ServiceResult<SiteSettings> {
        self.read_site().await
    }

    async fn menus(&self) -> ServiceResult<Menus> {
        self.read_menus().await
    }

    async fn posts(&self, page: PageNumber, page_size: u32) -> ServiceResult<Paged<PostCard>> {
        self.read_posts(page, page_size).await
    }

    async fn article(&self, slug: &str, reader: Reader) -> ServiceResult<Article> {
        self.read_article(slug, reader).await
    }

    async fn card(&self, slug: &str) -> ServiceResult<PostCard> {
        self.read_card(slug).await
    }

    async fn tag(&self, slug: &str, page: PageNumber, page_size: u32) -> ServiceResult<TagPage> {
        self.read_tag(slug, page, page_size).await
    }

    async fn author(
        &self,
        slug: &str,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<AuthorPage> {
        self.read_author(slug, page, page_size).await
    }

    async fn feed(&self, stream: &Stream, limit: u32) -> ServiceResult<Feed> {
        self.read_feed(stream, limit).await
    }

    async fn sitemap(
        &self,
        kind: SitemapKind,
        offset: u64,
        limit: u64,
    ) -> ServiceResult<(Vec<SitemapEntry>, u64)> {
        self.read_sitemap(kind, offset, limit).await
    }

    async fn near(&self, slug: &str) -> ServiceResult<Vec<PostLink>> {
        self.read_near(slug).await
    }

    async fn media_redirect(&self, old_path: &str) -> ServiceResult<Redirect> {
        self.read_media_redirect(old_path).await
    }
}
