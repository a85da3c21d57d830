//! Scheduled posts whose time has come.

use contracts::Event;
use contracts::blog::PostStatus;
use contracts::id::PostId;
use data::{DataError, Database};
use models::blog::post;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::PostWriter;

/// How many are published in one transaction.
const POSTS_MAX: u64 = 100;

impl PostWriter {
    /// Publishes scheduled posts whose time has come, so that it is known that they can be read; answers how many.
    /// (Readers are shown them from that moment on, whether or not anybody calls this.)
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish_due(&self, database: &Database) -> Result<u64, DataError> {
        let due = post::Entity::find()
            .select_only()
            .column(post::Column::Id)
            .filter(post::Column::Status.eq(PostStatus::Scheduled))
            .filter(post::Column::PublishedAt.lte(self.clock.now()))
            // In one order, so that two processes do not wait for each other.
            .order_by_asc(post::Column::Id)
            .limit(POSTS_MAX);
        // A look first: SQLite has one writer, and idle processes leave it alone.
        let due: Vec<PostId> = due.into_tuple().all(database.read()).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let work = database.begin().await?;
        let mut published = 0;
        for post in due {
            let changed = post::Entity::update_many()
                .col_expr(post::Column::Status, Expr::value(PostStatus::Published))
                .filter(post::Column::Id.eq(post))
                .filter(post::Column::Status.eq(PostStatus::Scheduled))
                .filter(post::Column::PublishedAt.lte(self.clock.now()))
                .exec(&work)
                .await?;
            // Otherwise another process was first, or it was put off.
            if changed.rows_affected == 1 {
                self.record(&work, &Event::PostPublished { post }).await?;
                published += 1;
            }
        }
        work.commit().await?;
        Ok(published)
    }
}
