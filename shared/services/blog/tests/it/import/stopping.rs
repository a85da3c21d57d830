//! An import that is killed half-way and run again ends as one that went through.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};

use blog_service::import::{ImportError, ImportOptions, Phase, Progress, Silent, Step};

use super::{Home, sample};

/// Stops after some finished batches.
struct StopAfter {
    batches: u32,
    seen: AtomicU32,
}

impl Progress for StopAfter {
    fn report(&self, step: Step<'_>) -> ControlFlow<()> {
        let is_batch = step.phase == Phase::Writing;
        match is_batch && self.seen.fetch_add(1, Ordering::SeqCst) + 1 >= self.batches {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

#[tokio::test]
async fn the_end_is_the_same_wherever_it_was_stopped() {
    let options = ImportOptions {
        batch_posts: 2,
        ..ImportOptions::default()
    };
    let dbs = testing::databases().await;
    let straight = {
        let home = Home::of(&dbs[0]);
        home.run_with(&sample(), &options).await.expect("imported");
        home.everything().await
    };
    for batches in 1..=4 {
        for db in testing::databases().await {
            let home = Home::of(&db).telling(StopAfter {
                batches,
                seen: AtomicU32::new(0),
            });
            let stopped = home.run_with(&sample(), &options).await;
            assert!(matches!(stopped, Err(ImportError::Stopped)), "{stopped:?}");
            assert_eq!(
                home.posts().await.len(),
                2 * batches as usize,
                "{}",
                db.name()
            );
            // The same home, so that its ids go on: those of another run of the program would be others too.
            let home = home.telling(Silent);
            let again = home.run_with(&sample(), &options).await.expect("imported");
            assert_eq!(again.total.changed, 0);
            assert_eq!(
                home.everything().await,
                straight,
                "{} after {batches} batches",
                db.name()
            );
        }
    }
}

/// Stops while the file is being checked.
struct StopAtOnce;

impl Progress for StopAtOnce {
    fn report(&self, _: Step<'_>) -> ControlFlow<()> {
        ControlFlow::Break(())
    }
}

#[tokio::test]
async fn stopped_while_checking_nothing_is_imported() {
    for db in testing::databases().await {
        let home = Home::of(&db).telling(StopAtOnce);
        assert!(matches!(
            home.run(&sample()).await,
            Err(ImportError::Stopped)
        ));
        assert_eq!(home.everything().await, Vec::<String>::new());
    }
}
