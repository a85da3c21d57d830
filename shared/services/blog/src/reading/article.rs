//! One post or page: four statements.

use contracts::ServiceResult;
use contracts::blog::{Article, PostCard, PostKind, PostLink, Reader, Visibility};
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::card::{COLUMNS, CardRow, written};
use super::sql::{PUBLIC, json};

/// How many other posts stand below a post.
const RELATED_MAX: i64 = 3;

#[derive(FromQueryResult)]
struct ArticleRow {
    kind: PostKind,
    #[sea_orm(nested)]
    card: CardRow,
    body: String,
    stylesheet: Option<String>,
    picture_caption: Option<String>,
    locale: Option<String>,
    meta_title: Option<String>,
    meta_description: Option<String>,
    og: String,
    twitter: String,
    canonical_url: Option<String>,
}

#[derive(FromQueryResult)]
struct NeighbourRow {
    is_newer: bool,
    slug: String,
    title: String,
}

/// The column with as much of the body as the reader may have.
fn body_for(reader: Reader) -> &'static str {
    match reader {
        Reader::Visitor => "p.free_html",
    }
}

impl BlogReader {
    pub(super) async fn read_article(&self, slug: &str, reader: Reader) -> ServiceResult<Article> {
        let body = body_for(reader);
        let row: ArticleRow = self
            .row(
                &format!(
                    "SELECT {COLUMNS}, p.kind, {body} AS body, p.stylesheet, p.picture_caption, p.locale, \
                            p.meta_title, p.meta_description, p.og, p.twitter, p.canonical_url \
                     FROM posts p WHERE p.slug = $2 AND {PUBLIC}"
                ),
                [slug.into()],
            )
            .await?;
        let (neighbours, related) = match row.kind {
            PostKind::Page => (Vec::new(), Vec::new()),
            PostKind::Post => (
                self.neighbours(&row.card).await?,
                self.related(&row.card).await?,
            ),
        };
        let cards: Vec<&CardRow> = std::iter::once(&row.card).chain(&related).collect();
        let trimmings = self.trimmings(&cards).await?;
        let neighbour = |newer: bool| {
            neighbours
                .iter()
                .find(|row| row.is_newer == newer)
                .map(|row| PostLink {
                    title: row.title.clone(),
                    slug: row.slug.clone(),
                })
        };
        Ok(Article {
            kind: row.kind,
            standfirst: written(row.card.excerpt.clone()),
            html: row.body,
            stylesheet: row.stylesheet,
            locked: row.card.visibility != Visibility::Public,
            tags: trimmings.credits(row.card.id).tags.clone(),
            caption_html: row.picture_caption,
            locale: row.locale,
            meta_title: row.meta_title,
            meta_description: row.meta_description,
            og: json(&row.og, "a post's social card")?,
            twitter: json(&row.twitter, "a post's social card")?,
            canonical_url: row.canonical_url,
            previous: neighbour(false),
            next: neighbour(true),
            related: related.into_iter().map(|row| trimmings.card(row)).collect(),
            card: trimmings.card(row.card),
        })
    }

    /// A post or page as a card: two statements.
    pub(super) async fn read_card(&self, slug: &str) -> ServiceResult<PostCard> {
        let row: CardRow = self
            .row(
                &format!("SELECT {COLUMNS} FROM posts p WHERE p.slug = $2 AND {PUBLIC}"),
                [slug.into()],
            )
            .await?;
        let trimmings = self.trimmings(&[&row]).await?;
        Ok(trimmings.card(row))
    }

    /// The posts before and after, in time. The post is public, so what is older than it and not a draft is public too;
    /// without a second bound on the time each side is one step in the index.
    async fn neighbours(&self, post: &CardRow) -> ServiceResult<Vec<NeighbourRow>> {
        let older = "SELECT FALSE AS is_newer, p.slug, p.title FROM posts p \
             WHERE p.kind = 'post' AND p.status IN ('published', 'scheduled') \
               AND (p.published_at, p.id) < ($2, $3) \
             ORDER BY p.published_at DESC, p.id DESC LIMIT 1";
        let newer = format!(
            "SELECT TRUE AS is_newer, p.slug, p.title FROM posts p \
             WHERE p.kind = 'post' AND {PUBLIC} AND (p.published_at, p.id) > ($2, $3) \
             ORDER BY p.published_at, p.id LIMIT 1"
        );
        self.rows(
            &format!("SELECT * FROM ({older}) AS older UNION ALL SELECT * FROM ({newer}) AS newer"),
            [Value::from(post.published_at.micros()), post.id.0.into()],
        )
        .await
    }

    /// The newest others with the same first tag.
    async fn related(&self, post: &CardRow) -> ServiceResult<Vec<CardRow>> {
        self.rows(
            &format!(
                "SELECT {COLUMNS} \
                 FROM (SELECT p.id FROM posts p JOIN posts_tags pt ON pt.post_id = p.id \
                       WHERE p.kind = 'post' AND {PUBLIC} AND p.id <> $2 AND pt.tag_id = \
                           (SELECT pt.tag_id FROM posts_tags pt JOIN tags t ON t.id = pt.tag_id \
                            WHERE pt.post_id = $2 AND t.visibility = 'public' ORDER BY pt.position LIMIT 1) \
                       ORDER BY p.published_at DESC, p.id DESC LIMIT $3) AS chosen \
                 JOIN posts p ON p.id = chosen.id \
                 ORDER BY p.published_at DESC, p.id DESC"
            ),
            [Value::from(post.id.0), RELATED_MAX.into()],
        )
        .await
    }
}
