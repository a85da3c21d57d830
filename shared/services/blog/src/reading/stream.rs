//! Posts in time: the whole stream, a tag's, an author's, page by page.

use contracts::blog::{AuthorPage, AuthorRef, PostCard, TagPage};
use contracts::id::{AuthorId, TagId};
use contracts::{PageNumber, Paged, ServiceError, ServiceResult};
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::card::{COLUMNS, CardRow};
use super::sql::{PUBLIC, json};

/// A part of the stream, as a condition on `p` with `$2` in it where it needs a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Posts with a tag.
    Tagged(TagId),
    /// Posts by an author.
    By(AuthorId),
}

impl Part {
    /// Which posts; `$2` is [`Part::value`].
    pub(super) fn condition(self) -> String {
        let part = match self {
            // `$2` has to stand somewhere: PostgreSQL takes no value that it is not asked to use.
            Self::Whole => "p.kind = $2",
            Self::Tagged(_) => {
                "p.kind = 'post' AND p.id IN (SELECT pt.post_id FROM posts_tags pt WHERE pt.tag_id = $2)"
            }
            Self::By(_) => {
                "p.kind = 'post' AND p.id IN (SELECT pa.post_id FROM posts_authors pa WHERE pa.author_id = $2)"
            }
        };
        format!("{part} AND {PUBLIC}")
    }

    pub(super) fn value(self) -> Value {
        match self {
            Self::Whole => Value::from("post"),
            Self::Tagged(id) => Value::from(id.0),
            Self::By(id) => Value::from(id.0),
        }
    }
}

#[derive(FromQueryResult)]
struct CountedCard {
    #[sea_orm(nested)]
    card: CardRow,
    total: i64,
}

/// What a tag's page needs of the tag.
#[derive(FromQueryResult)]
pub(super) struct TagRow {
    pub(super) id: TagId,
    slug: String,
    pub(super) name: String,
    pub(super) description: Option<String>,
    accent_color: Option<String>,
    meta_title: Option<String>,
    meta_description: Option<String>,
    og: String,
    twitter: String,
    canonical_url: Option<String>,
    picture: Option<String>,
}

/// What an author's page needs of the author.
#[derive(FromQueryResult)]
pub(super) struct AuthorRow {
    pub(super) id: AuthorId,
    slug: String,
    pub(super) name: String,
    image: Option<String>,
    cover: Option<String>,
    pub(super) bio: Option<String>,
    location: Option<String>,
    website: Option<String>,
    meta_title: Option<String>,
    meta_description: Option<String>,
}

impl BlogReader {
    pub(super) async fn read_posts(
        &self,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<Paged<PostCard>> {
        self.page(Part::Whole, page, page_size).await
    }

    pub(super) async fn read_tag(
        &self,
        slug: &str,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<TagPage> {
        let tag = self.public_tag(slug).await?;
        let posts = self.page(Part::Tagged(tag.id), page, page_size).await?;
        let picture = match tag.picture.as_deref() {
            None | Some("") => None,
            Some(src) => Some(self.media.picture(src, &tag.name).await?),
        };
        Ok(TagPage {
            slug: tag.slug,
            name: tag.name,
            description: tag.description,
            picture,
            accent_color: tag.accent_color,
            meta_title: tag.meta_title,
            meta_description: tag.meta_description,
            og: json(&tag.og, "a tag's social card")?,
            twitter: json(&tag.twitter, "a tag's social card")?,
            canonical_url: tag.canonical_url,
            posts,
        })
    }

    pub(super) async fn read_author(
        &self,
        slug: &str,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<AuthorPage> {
        let author = self.public_author(slug).await?;
        let posts = self.page(Part::By(author.id), page, page_size).await?;
        Ok(AuthorPage {
            author: AuthorRef {
                slug: author.slug,
                name: author.name,
                image: author.image,
                bio: author.bio,
            },
            cover: author.cover,
            location: author.location,
            website: author.website,
            meta_title: author.meta_title,
            meta_description: author.meta_description,
            posts,
        })
    }

    /// A tag that readers may see and that has something to show: a tag of drafts alone is nobody's business.
    pub(super) async fn public_tag(&self, slug: &str) -> ServiceResult<TagRow> {
        self.row(
            &format!(
                "SELECT t.id, t.slug, t.name, t.description, t.accent_color, t.meta_title, t.meta_description, \
                        t.og, t.twitter, t.canonical_url, t.picture \
                 FROM tags t \
                 WHERE t.slug = $2 AND t.visibility = 'public' AND EXISTS \
                     (SELECT 1 FROM posts_tags pt JOIN posts p ON p.id = pt.post_id \
                      WHERE pt.tag_id = t.id AND p.kind = 'post' AND {PUBLIC})"
            ),
            [slug.into()],
        )
        .await
    }

    /// An author who has something to show.
    pub(super) async fn public_author(&self, slug: &str) -> ServiceResult<AuthorRow> {
        self.row(
            &format!(
                "SELECT a.id, a.slug, a.name, a.image, a.cover, a.bio, a.location, a.website, a.meta_title, \
                        a.meta_description \
                 FROM authors a \
                 WHERE a.slug = $2 AND EXISTS \
                     (SELECT 1 FROM posts_authors pa JOIN posts p ON p.id = pa.post_id \
                      WHERE pa.author_id = a.id AND p.kind = 'post' AND {PUBLIC})"
            ),
            [slug.into()],
        )
        .await
    }

    /// A page of a part of the stream: two statements. The inner one walks the index alone, so that a deep page reads
    /// no more rows than a shallow one.
    async fn page(
        &self,
        part: Part,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<Paged<PostCard>> {
        let condition = part.condition();
        let rows: Vec<CountedCard> = self
            .rows(
                &format!(
                    "SELECT {COLUMNS}, (SELECT COUNT(*) FROM posts p WHERE {condition}) AS total \
                     FROM (SELECT p.id FROM posts p WHERE {condition} \
                           ORDER BY p.published_at DESC, p.id DESC LIMIT $3 OFFSET $4) AS chosen \
                     JOIN posts p ON p.id = chosen.id \
                     ORDER BY p.published_at DESC, p.id DESC"
                ),
                [
                    part.value(),
                    i64::from(page_size).into(),
                    i64::try_from(page.offset(page_size))
                        .unwrap_or(i64::MAX)
                        .into(),
                ],
            )
            .await?;
        let total = match rows.first() {
            Some(first) => u64::try_from(first.total).unwrap_or(0),
            None if page == PageNumber::FIRST => 0,
            None => return Err(ServiceError::NotFound),
        };
        let cards: Vec<&CardRow> = rows.iter().map(|row| &row.card).collect();
        let trimmings = self.trimmings(&cards).await?;
        let cards = rows
            .into_iter()
            .map(|row| trimmings.card(row.card))
            .collect();
        Ok(Paged::new(cards, page, total, page_size))
    }
}
