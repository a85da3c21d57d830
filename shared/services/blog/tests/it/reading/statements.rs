//! How many statements a page takes: few, whatever its length.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contracts::PageNumber;
use contracts::blog::{Blog, Reader, SitemapKind, Stream};
use tracing::{Event, Metadata, span};

use super::{Rows, on_each};

/// Counts what `blog::sql` says.
#[derive(Default)]
struct Counter(Arc<AtomicUsize>);

impl tracing::Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "blog::sql"
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// How many statements `work` takes. The test's runtime has one thread, so all of them are seen.
async fn statements<T>(work: impl Future<Output = T>) -> usize {
    let counter = Counter::default();
    let count = counter.0.clone();
    let _guard = tracing::subscriber::set_default(counter);
    work.await;
    count.load(Ordering::SeqCst)
}

#[tokio::test]
async fn pages_take_few_statements() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let (oven, ada) = (rows.tag("oven"), rows.author("ada"));
        rows.put([oven.clone()]).await;
        rows.put([ada.clone()]).await;
        for n in 0..15 {
            let post = rows.post(&format!("p{n}"), n);
            rows.put([post.clone()]).await;
            rows.credit(&post, &[&oven], &[&ada]).await;
        }
        let (blog, first) = (&rows.reader, PageNumber::FIRST);
        let tag = Stream::Tag("oven".into());
        assert_eq!(
            statements(blog.posts(first, 12)).await,
            2,
            "home on {}",
            db.name()
        );
        assert_eq!(
            statements(blog.article("p7", Reader::Visitor)).await,
            4,
            "a post"
        );
        assert_eq!(statements(blog.tag("oven", first, 12)).await, 3, "a tag");
        assert_eq!(
            statements(blog.author("ada", first, 12)).await,
            3,
            "an author"
        );
        assert_eq!(
            statements(blog.feed(&Stream::Site, 15)).await,
            2,
            "the site's feed"
        );
        assert_eq!(statements(blog.feed(&tag, 15)).await, 3, "a tag's feed");
        assert_eq!(
            statements(blog.sitemap(SitemapKind::Posts, 0, 50_000)).await,
            2,
            "a sitemap"
        );
        assert_eq!(statements(blog.near("p")).await, 2, "near slugs");
    })
    .await;
}
