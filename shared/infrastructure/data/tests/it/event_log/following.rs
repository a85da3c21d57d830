//! Every process hears of every committed event.

use data::event_log::{Told, follow};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

use super::*;

/// Follows on a connection of its own, as another process would; listening when it returns.
async fn follower(database: Database) -> (UnboundedReceiver<Told>, JoinHandle<()>) {
    let (sender, mut told) = unbounded_channel();
    let following = tokio::spawn(follow(database, move |what| {
        let _ = sender.send(what);
    }));
    assert_eq!(
        told.recv().await,
        Some(Told::Missed),
        "said in the beginning"
    );
    (told, following)
}

#[tokio::test]
async fn this_process_and_others_are_told_in_order() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let other = Database::open(db.address()).await.expect("opened");
        let followers = [follower(db.clone()).await, follower(other.clone()).await];
        let posts = [desk.post(), desk.post()];
        desk.changed(posts[0]).await;
        desk.record_at(&other, Event::PostWithdrawn { post: posts[1] })
            .await;
        for (mut told, following) in followers {
            let expected = [
                Event::PostChanged { post: posts[0] },
                Event::PostWithdrawn { post: posts[1] },
            ];
            for event in expected {
                assert_eq!(told.recv().await, Some(Told::Event(event)), "{}", db.name());
            }
            following.abort();
            let _ = following.await;
        }
    }
}

#[tokio::test]
async fn what_is_rolled_back_is_not_told() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let (mut told, following) = follower(db.clone()).await;
        let work = db.begin().await.expect("begun");
        record(&work, testing::TODAY, &desk.ids, &Event::SettingsChanged)
            .await
            .expect("recorded");
        drop(work);
        let post = desk.post();
        desk.changed(post).await;
        let event = Event::PostChanged { post };
        assert_eq!(told.recv().await, Some(Told::Event(event)), "{}", db.name());
        following.abort();
    }
}
