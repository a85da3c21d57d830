//! A stream's newest posts for feed readers: two statements, three for a tag's or author's; free parts alone.

use contracts::blog::{Feed, FeedItem, Stream, Visibility};
use contracts::{Instant, ServiceResult};
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::card::{COLUMNS, CardRow};
use super::stream::Part;

#[derive(FromQueryResult)]
struct ItemRow {
    #[sea_orm(nested)]
    card: CardRow,
    free_html: String,
    ghost_id: Option<String>,
}

impl BlogReader {
    pub(super) async fn read_feed(&self, stream: &Stream, limit: u32) -> ServiceResult<Feed> {
        let (part, name, description) = match stream {
            Stream::Site => (Part::Whole, None, None),
            Stream::Tag(slug) => {
                let tag = self.public_tag(slug).await?;
                (Part::Tagged(tag.id), Some(tag.name), tag.description)
            }
            Stream::Author(slug) => {
                let author = self.public_author(slug).await?;
                (Part::By(author.id), Some(author.name), author.bio)
            }
        };
        let items = self.feed_items(part, limit).await?;
        Ok(Feed {
            name,
            description,
            updated: items
                .iter()
                .map(|item| item.card.updated)
                .max()
                .unwrap_or(Instant(0)),
            items,
        })
    }

    async fn feed_items(&self, part: Part, limit: u32) -> ServiceResult<Vec<FeedItem>> {
        let condition = part.condition();
        let rows: Vec<ItemRow> = self
            .rows(
                &format!(
                    "SELECT {COLUMNS}, p.free_html, p.ghost_id \
                     FROM (SELECT p.id FROM posts p WHERE {condition} \
                           ORDER BY p.published_at DESC, p.id DESC LIMIT $3) AS chosen \
                     JOIN posts p ON p.id = chosen.id \
                     ORDER BY p.published_at DESC, p.id DESC"
                ),
                [part.value(), Value::from(i64::from(limit))],
            )
            .await?;
        let cards: Vec<&CardRow> = rows.iter().map(|row| &row.card).collect();
        let trimmings = self.trimmings(&cards).await?;
        let item = |row: ItemRow| FeedItem {
            tags: trimmings.credits(row.card.id).tags.clone(),
            guid: row
                .ghost_id
                .unwrap_or_else(|| format!("urn:uuid:{}", row.card.id)),
            html: row.free_html,
            locked: row.card.visibility != Visibility::Public,
            card: trimmings.card(row.card),
        };
        Ok(rows.into_iter().map(item).collect())
    }
}
