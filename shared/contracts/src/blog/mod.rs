//! The blog's contract: the site's settings and menus, posts, pages, tags and authors, for readers.

mod site;

use std::fmt;

use async_trait::async_trait;
use sea_orm::sea_query::StringLen;
use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::error::ServiceResult;
use crate::id::PostId;
use crate::paging::{PageNumber, Paged};

pub use site::{MenuItem, MenuName, Menus, OpeningHours, Picture, SiteSettings, SocialCard};

/// Whether an entry of the blog is a post in the stream or a page that stands alone.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// In the stream, the feeds, tags and authors.
    Post,
    /// Stands alone.
    Page,
}

/// Where a post is in its life.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum PostStatus {
    /// Only its writers see it.
    Draft,
    /// Will be published at `published_at`.
    Scheduled,
    /// On the site.
    Published,
    /// Went out by mail only, never on the site (Ghost's `sent`).
    Sent,
}

/// Who may read the whole of a post.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Signed-in members.
    Members,
    /// Members who pay.
    Paid,
    /// Members of certain tiers.
    Tiers,
}

/// Whether a tag is shown to readers.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum,
)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
#[serde(rename_all = "snake_case")]
pub enum TagVisibility {
    /// Shown, with a page of its own.
    Public,
    /// For editors only (Ghost's `#internal` tags).
    Internal,
}

/// A tag as an article shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRef {
    /// Its place: `/tag/<slug>/`.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// An author as an article shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorRef {
    /// Their place: `/author/<slug>/`.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Portrait address.
    pub image: Option<String>,
    /// Some words about them.
    pub bio: Option<String>,
}

/// A post in a list.
#[derive(Clone, Debug)]
pub struct PostCard {
    /// Its id.
    pub id: PostId,
    /// Its place: `/<slug>/`.
    pub slug: String,
    /// Its title; plain text.
    pub title: String,
    /// Written by hand, or cut from the free part; plain text, at most 300 characters.
    pub excerpt: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// When it was published.
    pub published: Instant,
    /// When it last changed.
    pub updated: Instant,
    /// Marked by the editors.
    pub featured: bool,
    /// Who may read the whole.
    pub visibility: Visibility,
    /// Minutes to read, at 275 words a minute as Ghost counts; at least 1.
    pub reading_minutes: u32,
    /// The first tag that readers may see.
    pub primary_tag: Option<TagRef>,
    /// Its authors, in order.
    pub authors: Vec<AuthorRef>,
}

/// Who is reading. It decides how much of a gated post there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Nobody has signed in.
    Visitor,
}

/// A post or page, whole, as far as the reader may have it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Post or page.
    pub kind: PostKind,
    /// What a list shows of it.
    pub card: PostCard,
    /// What its writer put under the title; `None` when the card's excerpt was cut from the body.
    pub standfirst: Option<String>,
    /// The body as served: sanitised and fitted to the page's policy. When `locked`, the free part alone.
    pub html: String,
    /// Address of the sheet with what were inline styles: `/media/<hash>/article.css`.
    pub stylesheet: Option<String>,
    /// Whether there is more than the reader may have.
    pub locked: bool,
    /// All tags that readers may see, in order.
    pub tags: Vec<TagRef>,
    /// The picture's caption; sanitised HTML.
    pub caption_html: Option<String>,
    /// Language, when it differs from the site's.
    pub locale: Option<String>,
    /// Title for search engines, when it differs.
    pub meta_title: Option<String>,
    /// Description for search engines, when it differs.
    pub meta_description: Option<String>,
    /// Open Graph, when it differs.
    pub og: SocialCard,
    /// Twitter card, when it differs.
    pub twitter: SocialCard,
    /// Where the original is, when this is a copy.
    pub canonical_url: Option<String>,
    /// The post before this one in time.
    pub previous: Option<PostLink>,
    /// The post after this one in time.
    pub next: Option<PostLink>,
    /// Others that share the first tag, newest first, at most 3.
    pub related: Vec<PostCard>,
}

/// A title and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostLink {
    /// The words.
    pub title: String,
    /// `/<slug>/`.
    pub slug: String,
}

/// A tag's own page.
#[derive(Clone, Debug)]
pub struct TagPage {
    /// Its place.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it gathers.
    pub description: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// `#rrggbb`.
    pub accent_color: Option<String>,
    /// Title for search engines, when it differs.
    pub meta_title: Option<String>,
    /// Description for search engines, when it differs.
    pub meta_description: Option<String>,
    /// Open Graph, when it differs.
    pub og: SocialCard,
    /// Twitter card, when it differs.
    pub twitter: SocialCard,
    /// Where the original is, when this is a copy.
    pub canonical_url: Option<String>,
    /// Its posts, newest first.
    pub posts: Paged<PostCard>,
}

/// An author's own page.
#[derive(Clone, Debug)]
pub struct AuthorPage {
    /// The author.
    pub author: AuthorRef,
    /// Cover picture address.
    pub cover: Option<String>,
    /// Where they live.
    pub location: Option<String>,
    /// Their site.
    pub website: Option<String>,
    /// Title for search engines, when it differs.
    pub meta_title: Option<String>,
    /// Description for search engines, when it differs.
    pub meta_description: Option<String>,
    /// Their posts, newest first.
    pub posts: Paged<PostCard>,
}

/// Which stream a list or feed is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stream {
    /// All posts.
    Site,
    /// Posts with the tag of this slug.
    Tag(String),
    /// Posts by the author of this slug.
    Author(String),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => f.write_str("/"),
            Self::Tag(slug) => write!(f, "/tag/{slug}/"),
            Self::Author(slug) => write!(f, "/author/{slug}/"),
        }
    }
}

/// A post as a feed carries it: the free part only.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// What a list shows.
    pub card: PostCard,
    /// By what RSS readers know it: Ghost's id for what came from there, so that nothing is new again to those who
    /// followed the old site; else a `urn:uuid:`.
    pub guid: String,
    /// All tags that readers may see.
    pub tags: Vec<TagRef>,
    /// The body, free part alone when gated.
    pub html: String,
    /// Whether there is more on the site for members.
    pub locked: bool,
}

/// A stream's newest posts for a feed reader.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The stream's own name: the tag's or author's; `None` for the whole site.
    pub name: Option<String>,
    /// What the stream gathers.
    pub description: Option<String>,
    /// When any of it last changed.
    pub updated: Instant,
    /// Newest first.
    pub items: Vec<FeedItem>,
}

/// What a sitemap lists apart (sitemaps.org; Ghost's four files).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitemapKind {
    /// Published posts.
    Posts,
    /// Published pages.
    Pages,
    /// Public tags with posts.
    Tags,
    /// Authors with posts.
    Authors,
}

/// A line of a sitemap.
#[derive(Clone, Debug)]
pub struct SitemapEntry {
    /// The path on the blog.
    pub path: String,
    /// When it last changed.
    pub updated: Instant,
    /// The main picture's address.
    pub image: Option<String>,
}

/// Where an old address leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The path to go to.
    pub to: String,
    /// Whether for good (301) or for now (302).
    pub permanent: bool,
}

/// The site's content, for its readers.
#[async_trait]
pub trait Blog: Send + Sync {
    /// The site's settings; defaults while nothing was set.
    async fn site(&self) -> ServiceResult<SiteSettings>;
    /// Both menus.
    async fn menus(&self) -> ServiceResult<Menus>;
    /// A page of a stream, newest first, `page_size` cards each. Beyond the last page: [`NotFound`](crate::ServiceError::NotFound).
    async fn posts(&self, page: PageNumber, page_size: u32) -> ServiceResult<Paged<PostCard>>;
    /// A published post or page.
    async fn article(&self, slug: &str, reader: Reader) -> ServiceResult<Article>;
    /// A published post or page as lists show it.
    async fn card(&self, slug: &str) -> ServiceResult<PostCard>;
    /// A public tag and a page of its posts.
    async fn tag(&self, slug: &str, page: PageNumber, page_size: u32) -> ServiceResult<TagPage>;
    /// An author and a page of their posts.
    async fn author(
        &self,
        slug: &str,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<AuthorPage>;
    /// A stream's newest posts, free parts alone, at most `limit`.
    async fn feed(&self, stream: &Stream, limit: u32) -> ServiceResult<Feed>;
    /// A chunk of a sitemap (`offset`, at most `limit` entries), oldest first, and how many entries there are in all.
    async fn sitemap(
        &self,
        kind: SitemapKind,
        offset: u64,
        limit: u64,
    ) -> ServiceResult<(Vec<SitemapEntry>, u64)>;
    /// Published posts and pages whose slug is near a mistyped one, best first, at most 5.
    async fn near(&self, slug: &str) -> ServiceResult<Vec<PostLink>>;
    /// Where the old site's file (`/content/images/…`) is now.
    async fn media_redirect(&self, old_path: &str) -> ServiceResult<Redirect>;
}
