use std::time::Duration;

use bytes::Bytes;
use contracts::Tag;
use data::cache::{ENTRY_BYTES_MAX, ENTRY_TAGS_MAX, Lasts, State};

use super::post;

const LASTS: Lasts = Lasts::seconds(60, 600);
const PAGE: Bytes = Bytes::from_static(b"\0a page\xff");

#[tokio::test]
async fn what_was_put_is_there_until_its_time_is_over() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        assert_eq!(cache.get("a").await, None, "{name}");
        let stamp = cache.stamp().await;
        cache
            .put("a", &PAGE, &[Tag::Posts, post(1)], stamp, LASTS)
            .await;
        let found = cache.get("a").await.expect("it is there");
        assert_eq!((found.body, found.state), (PAGE, State::Fresh), "{name}");
        assert_eq!(cache.get("A").await, None, "{name}");
        test.clock.advance_seconds(60);
        let since = Duration::ZERO;
        let found = cache.get("a").await.expect("it is kept");
        assert_eq!(found.state, State::Expired { since }, "{name}");
        test.clock.advance_seconds(7);
        let since = Duration::from_secs(7);
        let found = cache.get("a").await.expect("it is kept");
        assert_eq!(found.state, State::Expired { since }, "{name}");
        assert_eq!(found.fresh(), None, "{name}");
    }
}

#[tokio::test]
async fn nothing_is_kept_for_ever() {
    for test in testing::caches() {
        let lasts = Lasts {
            fresh: Duration::from_secs(60),
            kept: Duration::from_millis(1),
        };
        let stamp = test.cache.stamp().await;
        test.cache.put("a", &PAGE, &[], stamp, lasts).await;
        test.clock.advance_seconds(1);
        // Redis counts by its own clock.
        while test.cache.get("a").await.is_some() {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_drop_makes_untrue_what_it_names_and_nothing_else() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        let stamp = cache.stamp().await;
        cache
            .put("one", &PAGE, &[Tag::Site, post(1)], stamp, LASTS)
            .await;
        cache
            .put("two", &PAGE, &[Tag::Site, post(2)], stamp, LASTS)
            .await;
        cache.put("bare", &PAGE, &[], stamp, LASTS).await;
        test.elsewhere()
            .drop_tags(&[post(1), post(3)])
            .await
            .expect("dropped");
        let state = async |key| cache.get(key).await.map(|found| found.state);
        assert_eq!(state("one").await, Some(State::Dropped), "{name}");
        assert_eq!(state("two").await, Some(State::Fresh), "{name}");
        cache.drop_tags(&[Tag::Site]).await.expect("dropped");
        assert_eq!(state("two").await, Some(State::Dropped), "{name}");
        assert_eq!(state("bare").await, Some(State::Fresh), "{name}");
        cache.doubt_all().await.expect("doubted");
        assert_eq!(state("bare").await, Some(State::Doubtful), "{name}");
        assert_eq!(
            state("two").await,
            Some(State::Dropped),
            "{name}: known to be untrue"
        );

        let stamp = cache.stamp().await;
        cache.put("one", &PAGE, &[post(1)], stamp, LASTS).await;
        assert_eq!(state("one").await, Some(State::Fresh), "{name}: made anew");
    }
}

#[tokio::test]
async fn a_drop_between_reading_and_keeping_counts() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        let before = cache.stamp().await;
        test.elsewhere()
            .drop_tags(&[post(1)])
            .await
            .expect("dropped");
        cache.put("one", &PAGE, &[post(1)], before, LASTS).await;
        cache.put("two", &PAGE, &[post(2)], before, LASTS).await;
        let one = cache.get("one").await.map(|found| found.state);
        let two = cache.get("two").await.map(|found| found.state);
        assert_eq!(
            (one, two),
            (Some(State::Dropped), Some(State::Fresh)),
            "{name}"
        );
    }
}

#[tokio::test]
async fn what_is_too_large_is_not_kept() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        let stamp = cache.stamp().await;
        let large = Bytes::from(vec![b'x'; ENTRY_BYTES_MAX + 1]);
        cache.put("large", &large, &[], stamp, LASTS).await;
        assert_eq!(cache.get("large").await, None, "{name}");
        let tags: Vec<Tag> = (0..=ENTRY_TAGS_MAX as u128).map(post).collect();
        cache.put("many", &PAGE, &tags, stamp, LASTS).await;
        assert_eq!(cache.get("many").await, None, "{name}");
        cache
            .put("fits", &PAGE, &tags[..ENTRY_TAGS_MAX], stamp, LASTS)
            .await;
        assert!(cache.get("fits").await.is_some(), "{name}");
    }
}

#[tokio::test]
async fn the_memory_is_bounded_by_bytes() {
    let clock = std::sync::Arc::new(testing::clock());
    let cache = data::Cache::memory(1 << 20, clock);
    let page = Bytes::from(vec![b'x'; 10_000]);
    let stamp = cache.stamp().await;
    // One that is asked for often survives thousands that are asked for once.
    cache.put("home", &page, &[], stamp, LASTS).await;
    for number in 0..5_000 {
        assert!(cache.get("home").await.is_some(), "after {number}");
        let key = format!("/?q={number}");
        assert_eq!(cache.get(&key).await, None);
        cache.put(&key, &page, &[], stamp, LASTS).await;
    }
    let mut kept = 0;
    for number in 0..5_000 {
        kept += usize::from(cache.get(&format!("/?q={number}")).await.is_some());
    }
    assert!(kept < 150, "{kept} pages of 10 kB are in 1 MiB");
}
