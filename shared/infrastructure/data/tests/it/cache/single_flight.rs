use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use contracts::Tag;
use data::Cache;
use data::cache::{Lasts, Lead, Leader};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use super::post;

const LASTS: Lasts = Lasts::seconds(60, 600);
const PATIENCE: Duration = Duration::from_secs(600);
const PAGE: Bytes = Bytes::from_static(b"a page");

async fn leader(cache: &Cache, key: &str) -> Leader {
    match cache.lead(key, PATIENCE).await {
        Lead::First(leader) => leader,
        other => panic!("nobody else is at it: {other:?}"),
    }
}

#[tokio::test]
async fn of_many_one_makes_it() {
    for test in testing::caches() {
        let made = Arc::new(AtomicU32::new(0));
        let mut asking = JoinSet::new();
        for number in 0..40 {
            let cache = if number % 2 == 0 {
                test.cache.clone()
            } else {
                test.elsewhere()
            };
            let made = made.clone();
            asking.spawn(async move {
                match cache.lead("a", PATIENCE).await {
                    Lead::First(leader) => {
                        made.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        leader.keep(&PAGE, &[Tag::Posts], LASTS).await;
                        PAGE
                    }
                    Lead::Made(body) => body,
                    Lead::Alone => panic!("it was not long"),
                }
            });
        }
        for body in asking.join_all().await {
            assert_eq!(body, PAGE, "{}", test.name());
        }
        assert_eq!(made.load(Ordering::SeqCst), 1, "{}", test.name());
    }
}

#[tokio::test]
async fn a_leader_that_is_stopped_makes_room_for_the_next() {
    for test in testing::caches() {
        let first = leader(&test.cache, "a").await;
        let (cache, elsewhere) = (test.cache.clone(), test.elsewhere());
        let here = tokio::spawn(async move { cache.lead("a", PATIENCE).await });
        tokio::task::yield_now().await;
        drop(first);
        let second = here.await.expect("no panic");
        assert!(matches!(second, Lead::First(_)), "{}", test.name());
        drop(second);
        assert!(
            matches!(elsewhere.lead("a", PATIENCE).await, Lead::First(_)),
            "{}",
            test.name()
        );
    }
}

#[tokio::test]
async fn a_leader_that_died_without_a_word_is_waited_for_no_longer_than_its_lease() {
    for test in testing::caches() {
        let short = Duration::from_millis(30);
        let Lead::First(dead) = test.cache.lead("a", short).await else {
            panic!("nobody else is at it");
        };
        if test.cache.is_shared() {
            let next = test.elsewhere().lead("a", PATIENCE).await;
            assert!(matches!(next, Lead::First(_)));
        }
        drop(dead);
    }
}

#[tokio::test]
async fn what_is_not_for_others_each_makes_alone() {
    for test in testing::caches() {
        let first = leader(&test.cache, "a").await;
        let waiting: Vec<_> = (0..5)
            .map(|_| {
                let cache = test.cache.clone();
                tokio::spawn(async move { cache.lead("a", PATIENCE).await })
            })
            .collect();
        tokio::task::yield_now().await;
        first.keep_nothing();
        for one in waiting {
            // Whoever came late enough begins anew.
            let lead = one.await.expect("no panic");
            assert!(
                matches!(lead, Lead::Alone | Lead::First(_)),
                "{}",
                test.name()
            );
        }
    }
}

#[tokio::test]
async fn patience_ends() {
    for test in testing::caches() {
        let first = leader(&test.cache, "a").await;
        for cache in [&test.cache, &test.elsewhere()] {
            let lead = cache.lead("a", Duration::ZERO).await;
            assert!(matches!(lead, Lead::Alone), "{}", test.name());
            let now = cache.lead_now("a", Duration::from_secs(1)).await;
            assert!(now.is_none(), "{}", test.name());
        }
        drop(first);
    }
}

/// Whoever asks after a change must not get what a leader made of older data.
#[tokio::test]
async fn nobody_gets_what_was_dropped_while_it_was_made() {
    for test in testing::caches() {
        let old = leader(&test.cache, "a").await;
        test.cache.drop_tags(&[post(1)]).await.expect("dropped");
        let asked = Arc::new(Notify::new());
        let (cache, told) = (test.cache.clone(), asked.clone());
        let late = tokio::spawn(async move {
            told.notify_one();
            cache.lead("a", PATIENCE).await
        });
        asked.notified().await;
        tokio::task::yield_now().await;
        old.keep(&PAGE, &[post(1)], LASTS).await;
        let lead = late.await.expect("no panic");
        assert!(matches!(lead, Lead::First(_)), "{}", test.name());
    }
}
