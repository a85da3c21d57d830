//! What search engines may find: four lists of addresses.

use contracts::blog::{SitemapEntry, SitemapKind};
use contracts::{Instant, ServiceResult};
use sea_orm::{FromQueryResult, Value};

use super::BlogReader;
use super::sql::PUBLIC;

#[derive(FromQueryResult)]
struct EntryRow {
    slug: String,
    updated_at: Instant,
    image: Option<String>,
}

#[derive(FromQueryResult)]
struct Count {
    total: i64,
}

/// One of the lists: where its addresses begin, which columns it has, and which rows.
struct List {
    prefix: &'static str,
    columns: &'static str,
    rows: String,
}

impl List {
    fn of(kind: SitemapKind) -> Self {
        match kind {
            SitemapKind::Posts => Self::of_entries("post"),
            SitemapKind::Pages => Self::of_entries("page"),
            SitemapKind::Tags => Self {
                prefix: "/tag/",
                columns: "t.id, t.slug, t.updated_at, t.picture AS image, t.created_at",
                rows: format!(
                    "FROM tags t WHERE t.visibility = 'public' AND t.canonical_url IS NULL AND EXISTS \
                     (SELECT 1 FROM posts_tags pt JOIN posts p ON p.id = pt.post_id \
                      WHERE pt.tag_id = t.id AND p.kind = 'post' AND {PUBLIC})"
                ),
            },
            SitemapKind::Authors => Self {
                prefix: "/author/",
                columns: "a.id, a.slug, a.updated_at, a.image, a.created_at",
                rows: format!(
                    "FROM authors a WHERE EXISTS \
                     (SELECT 1 FROM posts_authors pa JOIN posts p ON p.id = pa.post_id \
                      WHERE pa.author_id = a.id AND p.kind = 'post' AND {PUBLIC})"
                ),
            },
        }
    }

    /// Posts or pages. A copy of something elsewhere is left to its original's sitemap.
    fn of_entries(kind: &str) -> Self {
        Self {
            prefix: "/",
            columns: "p.id, p.slug, p.updated_at, p.picture AS image, p.published_at AS created_at",
            rows: format!(
                "FROM posts p WHERE p.kind = '{kind}' AND p.canonical_url IS NULL AND {PUBLIC}"
            ),
        }
    }
}

impl BlogReader {
    pub(super) async fn read_sitemap(
        &self,
        kind: SitemapKind,
        offset: u64,
        limit: u64,
    ) -> ServiceResult<(Vec<SitemapEntry>, u64)> {
        let List {
            prefix,
            columns,
            rows,
        } = List::of(kind);
        let count: Count = self
            .row(&format!("SELECT COUNT(*) AS total {rows}"), [])
            .await?;
        let bounded = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
        let entries: Vec<EntryRow> = self
            .rows(
                &format!("SELECT {columns} {rows} ORDER BY created_at, id LIMIT $2 OFFSET $3"),
                [bounded(limit), bounded(offset)],
            )
            .await?;
        let entries = entries.into_iter().map(|row| SitemapEntry {
            path: format!("{prefix}{}/", row.slug),
            updated: row.updated_at,
            image: row.image.filter(|image| !image.is_empty()),
        });
        Ok((entries.collect(), u64::try_from(count.total).unwrap_or(0)))
    }
}
