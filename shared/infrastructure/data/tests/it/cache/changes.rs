//! What events make untrue is dropped in every process that follows them.

use bytes::Bytes;
use contracts::{Event, Tag};
use data::cache::{Dropper, Lasts, State};
use data::event_log::{follow, record};
use testing::SeededIds;

use super::post;

const LASTS: Lasts = Lasts::seconds(60, 600);
const PAGE: Bytes = Bytes::from_static(b"a page");

#[tokio::test]
async fn a_committed_event_drops_its_tags_and_a_rolled_back_one_does_not() {
    for db in testing::databases().await {
        let ids = SeededIds::default();
        for test in testing::caches() {
            let (cache, name) = (&test.cache, format!("{} {}", db.name(), test.name()));
            let state = async |key: &str| cache.get(key).await.map(|found| found.state);
            let before = cache.stamp().await;
            cache.put("before", &PAGE, &[], before, LASTS).await;
            let dropper = Dropper::default();
            let told = dropper.clone();
            let hearing = tokio::spawn(follow(db.clone(), move |what| told.add(what)));
            let dropping = tokio::spawn(dropper.make(test.elsewhere()));
            // What was kept before anybody listened is doubtful.
            while state("before").await != Some(State::Doubtful) {
                tokio::task::yield_now().await;
            }
            let stamp = cache.stamp().await;
            cache.put("menus", &PAGE, &[Tag::Menus], stamp, LASTS).await;
            cache.put("site", &PAGE, &[Tag::Site], stamp, LASTS).await;
            cache.put("post", &PAGE, &[post(7)], stamp, LASTS).await;

            let work = db.begin().await.expect("begun");
            let event = Event::SettingsChanged;
            record(&work, testing::TODAY, &ids, &event)
                .await
                .expect("recorded");
            drop(work);
            let work = db.begin().await.expect("begun");
            let Tag::Post(post) = post(7) else {
                unreachable!()
            };
            let event = Event::PostChanged { post };
            record(&work, testing::TODAY, &ids, &event)
                .await
                .expect("recorded");
            work.commit().await.expect("committed");
            while state("post").await != Some(State::Dropped) {
                tokio::task::yield_now().await;
            }
            assert_eq!(state("menus").await, Some(State::Fresh), "{name}");
            assert_eq!(
                state("site").await,
                Some(State::Fresh),
                "{name}: rolled back"
            );
            hearing.abort();
            dropping.abort();
            let _ = hearing.await;
        }
    }
}
