//! Posts as lists show them: which columns, and the tags and authors of many posts in one statement.

use std::collections::HashMap;

use contracts::Instant;
use contracts::ServiceResult;
use contracts::blog::{AuthorRef, PostCard, TagRef, Visibility};
use contracts::id::PostId;
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::media::PictureRow;
use super::sql::PUBLIC;

/// No excerpt of a list is longer, however long the one that was written by hand is.
const EXCERPT_CHARS_MAX: usize = 300;

/// The columns of a card: of `p`, a row of `posts`, and `m`, the row of `media` of its picture.
pub(super) const COLUMNS: &str = "p.id, p.slug, p.title, p.excerpt, p.cut_excerpt, p.published_at, p.updated_at, \
     p.featured, p.visibility, p.reading_minutes, p.picture AS picture_src, p.picture_alt, \
     m.width AS picture_width, m.height AS picture_height, m.content_type AS picture_type";

/// Joins `m` to `p`. A picture's address is `/media/<32 hex digits>/<name>`.
pub(super) const WITH_PICTURE: &str = "LEFT JOIN media m ON m.hash = substr(p.picture, 8, 32)";

/// A card's columns as they come.
#[derive(Debug, FromQueryResult)]
pub(super) struct CardRow {
    pub(super) id: PostId,
    slug: String,
    title: String,
    pub(super) excerpt: Option<String>,
    cut_excerpt: String,
    pub(super) published_at: Instant,
    updated_at: Instant,
    featured: bool,
    pub(super) visibility: Visibility,
    reading_minutes: i32,
    #[sea_orm(nested)]
    picture: PictureRow,
}

/// The tags and authors of a post.
#[derive(Debug, Default)]
pub(super) struct Credits {
    pub(super) tags: Vec<TagRef>,
    pub(super) authors: Vec<AuthorRef>,
}

#[derive(FromQueryResult)]
struct CreditRow {
    post_id: PostId,
    is_author: bool,
    slug: String,
    name: String,
    image: Option<String>,
    bio: Option<String>,
}

impl CardRow {
    pub(super) fn into_card(self, credits: &Credits) -> PostCard {
        let excerpt = self.excerpt.filter(|text| !text.trim().is_empty());
        PostCard {
            id: self.id,
            slug: self.slug,
            title: self.title,
            excerpt: shortened(excerpt.unwrap_or(self.cut_excerpt)),
            picture: self.picture.into_picture(),
            published: self.published_at,
            updated: self.updated_at,
            featured: self.featured,
            visibility: self.visibility,
            reading_minutes: u32::try_from(self.reading_minutes).unwrap_or(0).max(1),
            primary_tag: credits.tags.first().cloned(),
            authors: credits.authors.clone(),
        }
    }
}

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(EXCERPT_CHARS_MAX) {
        text.truncate(end);
    }
    text
}

impl BlogReader {
    /// Makes cards of rows: one statement.
    pub(super) async fn with_credits(&self, rows: Vec<CardRow>) -> ServiceResult<Vec<PostCard>> {
        let credits = self.credits(rows.iter().map(|row| row.id)).await?;
        let nobody = Credits::default();
        let card = |row: CardRow| {
            let credits = credits.get(&row.id).unwrap_or(&nobody);
            row.into_card(credits)
        };
        Ok(rows.into_iter().map(card).collect())
    }

    /// The public tags and the authors of some posts, in order.
    pub(super) async fn credits(
        &self,
        posts: impl Iterator<Item = PostId>,
    ) -> ServiceResult<HashMap<PostId, Credits>> {
        let ids: Vec<Value> = posts.map(|id| Value::from(id.0)).collect();
        let mut credits: HashMap<PostId, Credits> = HashMap::with_capacity(ids.len());
        if ids.is_empty() {
            return Ok(credits);
        }
        let places: Vec<String> = (2..ids.len() + 2).map(|n| format!("${n}")).collect();
        let chosen = format!(
            "SELECT p.id FROM posts p WHERE p.id IN ({}) AND {PUBLIC}",
            places.join(", ")
        );
        let rows: Vec<CreditRow> = self
            .rows(
                &format!(
                    "SELECT pt.post_id, FALSE AS is_author, pt.position, t.slug, t.name, \
                            CAST(NULL AS TEXT) AS image, CAST(NULL AS TEXT) AS bio \
                     FROM posts_tags pt JOIN tags t ON t.id = pt.tag_id \
                     WHERE t.visibility = 'public' AND pt.post_id IN ({chosen}) \
                     UNION ALL \
                     SELECT pa.post_id, TRUE, pa.position, a.slug, a.name, a.image, a.bio \
                     FROM posts_authors pa JOIN authors a ON a.id = pa.author_id \
                     WHERE pa.post_id IN ({chosen}) \
                     ORDER BY position"
                ),
                ids,
            )
            .await?;
        for row in rows {
            let of_post = credits.entry(row.post_id).or_default();
            if row.is_author {
                of_post.authors.push(AuthorRef {
                    slug: row.slug,
                    name: row.name,
                    image: row.image,
                    bio: row.bio,
                });
            } else {
                of_post.tags.push(TagRef {
                    slug: row.slug,
                    name: row.name,
                });
            }
        }
        Ok(credits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_characters() {
        assert_eq!(shortened("Ä".repeat(301)), "Ä".repeat(300));
        assert_eq!(shortened("short".into()), "short");
    }
}
