use std::time::Duration;

use data::cache::Allowance;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn so_many_in_a_window_and_no_more() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        // 09:00:00: a window begins.
        test.clock.advance_seconds(20);
        for _ in 0..3 {
            assert_eq!(cache.allow("a", 3, MINUTE).await, Allowance::Granted);
        }
        let retry_after = Duration::from_secs(40);
        let refused = Allowance::Refused { retry_after };
        assert_eq!(
            test.elsewhere().allow("a", 3, MINUTE).await,
            refused,
            "{name}"
        );
        assert_eq!(
            cache.allow("b", 3, MINUTE).await,
            Allowance::Granted,
            "{name}"
        );
        test.clock.advance_seconds(40);
        assert_eq!(
            cache.allow("a", 3, MINUTE).await,
            Allowance::Granted,
            "{name}"
        );
    }
}

#[tokio::test]
async fn asking_counts_nothing() {
    for test in testing::caches() {
        let (cache, name) = (&test.cache, test.name());
        for _ in 0..5 {
            let would = cache.would_allow("a", 1, MINUTE).await;
            assert_eq!(would, Allowance::Granted, "{name}");
        }
        assert_eq!(
            cache.allow("a", 1, MINUTE).await,
            Allowance::Granted,
            "{name}"
        );
        let would = cache.would_allow("a", 1, MINUTE).await;
        assert!(matches!(would, Allowance::Refused { .. }), "{name}");
    }
}

#[tokio::test]
async fn many_at_once_are_counted_exactly() {
    for test in testing::caches() {
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let cache = test.cache.clone();
            asking.spawn(async move { cache.allow("a", 20, MINUTE).await });
        }
        let all = asking.join_all().await;
        let granted = all.iter().filter(|one| **one == Allowance::Granted).count();
        assert_eq!(granted, 20, "{}", test.name());
    }
}
