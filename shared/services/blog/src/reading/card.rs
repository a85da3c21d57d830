//! Posts as lists show them: which columns, and the tags and authors of many posts in one statement.

use std::collections::HashMap;

use contracts::Instant;
use contracts::ServiceResult;
use contracts::blog::{AuthorRef, PostCard, TagRef, Visibility};
use contracts::id::PostId;
use data::media::Pictures;
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::sql::PUBLIC;

/// No excerpt of a list is longer, however long the one that was written by hand is.
const EXCERPT_CHARS_MAX: usize = 300;

/// The columns of a card: of `p`, a row of `posts`.
pub(super) const COLUMNS: &str = "p.id, p.slug, p.title, p.excerpt, p.cut_excerpt, p.published_at, p.updated_at, \
     p.featured, p.visibility, p.reading_minutes, p.picture, p.picture_alt";

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
    picture: Option<String>,
    picture_alt: Option<String>,
}

/// What cards show that is not in the rows of their posts: tags, authors, sizes of pictures.
pub(super) struct Trimmings {
    credits: HashMap<PostId, Credits>,
    pictures: Pictures,
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

impl Trimmings {
    /// The tags and authors of a post.
    pub(super) fn credits(&self, post: PostId) -> &Credits {
        const NONE: &Credits = &Credits {
            tags: Vec::new(),
            authors: Vec::new(),
        };
        self.credits.get(&post).unwrap_or(NONE)
    }

    /// A row as a card.
    pub(super) fn card(&self, row: CardRow) -> PostCard {
        let credits = self.credits(row.id);
        let alt = row.picture_alt.unwrap_or_default();
        let picture = row.picture.filter(|src| !src.is_empty());
        PostCard {
            id: row.id,
            slug: row.slug,
            title: row.title,
            excerpt: shortened(written(row.excerpt).unwrap_or(row.cut_excerpt)),
            picture: picture.map(|src| self.pictures.picture(&src, &alt)),
            published: row.published_at,
            updated: row.updated_at,
            featured: row.featured,
            visibility: row.visibility,
            reading_minutes: u32::try_from(row.reading_minutes).unwrap_or(0).max(1),
            primary_tag: credits.tags.first().cloned(),
            authors: credits.authors.clone(),
        }
    }
}

/// An excerpt that was written by hand; blanks are none.
pub(super) fn written(excerpt: Option<String>) -> Option<String> {
    excerpt.filter(|text| !text.trim().is_empty())
}

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(EXCERPT_CHARS_MAX) {
        text.truncate(end);
    }
    text
}

impl BlogReader {
    /// What these rows need to become cards: one statement for tags and authors, and one for pictures that were not
    /// asked for before.
    pub(super) async fn trimmings(&self, rows: &[&CardRow]) -> ServiceResult<Trimmings> {
        let addresses: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.picture.as_deref())
            .collect();
        let pictures = self.media.pictures(self.database.read(), addresses).await?;
        let credits = self.credits(rows).await?;
        Ok(Trimmings { credits, pictures })
    }

    /// The public tags and the authors of some posts, in order.
    async fn credits(&self, posts: &[&CardRow]) -> ServiceResult<HashMap<PostId, Credits>> {
        let ids: Vec<Value> = posts.iter().map(|row| Value::from(row.id.0)).collect();
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
