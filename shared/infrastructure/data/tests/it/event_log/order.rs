//! For one handler, activities of one object come in their order, and nobody else waits for them.

use sea_orm::DbBackend;

use super::*;

#[tokio::test]
async fn later_ones_of_an_object_wait_for_the_earlier() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let (bread, apples) = (desk.post(), desk.post());
        let first = desk.changed(bread).await;
        let second = desk.record(Event::PostWithdrawn { post: bread }).await;
        let other = desk.changed(apples).await;
        let third = desk.record(Event::PostPublished { post: bread }).await;
        let slow = Scribe::new("slow", move |activity, attempt| {
            match (activity.id == first, attempt) {
                (true, 0..=1) => Doing::Fail("not yet"),
                _ => Doing::Write,
            }
        });
        let quick = Scribe::diligent("quick");
        let processor = desk.processor(&[slow.clone(), quick.clone()]);
        let run = processor.run_due().await.expect("run");
        assert_eq!((run.done, run.failed), (5, 1), "{}", db.name());
        assert_eq!(slow.tried(), [first, other], "{}", db.name());
        assert_eq!(
            quick.tried().len(),
            4 + usize::from(quick.tried()[0] == quick.tried()[1])
        );
        desk.clock.advance_seconds(1);
        processor.run_due().await.expect("run");
        assert_eq!(
            slow.tried(),
            [first, other, first, second, third],
            "{}",
            db.name()
        );
        let figures = desk.staff().figures().await.expect("figures");
        assert_eq!((figures.waiting, figures.dead), (0, 0), "{}", db.name());
    }
}

#[tokio::test]
async fn what_is_given_up_holds_nothing_back() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let post = desk.post();
        let (first, second) = (desk.changed(post).await, desk.changed(post).await);
        let handler = Scribe::new("handler", move |activity, _| match activity.id == first {
            true => Doing::Fail("never"),
            false => Doing::Write,
        });
        let pace = Pace {
            attempts_max: 1,
            ..Pace::default()
        };
        let processor = desk.processor_at(std::slice::from_ref(&handler), pace);
        let run = processor.run_due().await.expect("run");
        assert_eq!((run.done, run.failed, run.dead), (1, 1, 1), "{}", db.name());
        assert_eq!(handler.tried(), [first, second], "{}", db.name());
    }
}

/// The number of an activity is given when it is written, and on PostgreSQL a later one may be committed earlier.
#[tokio::test]
async fn what_is_committed_late_is_not_missed() {
    for db in testing::databases().await {
        if db.backend() != DbBackend::Postgres {
            continue; // One writer: nobody is overtaken.
        }
        let desk = Desk::of(&db);
        let late = db.begin().await.expect("begun");
        let post = desk.post();
        let event = Event::PostChanged { post };
        let first = record(&late, desk.clock.now(), &desk.ids, &event)
            .await
            .expect("recorded");
        let second = desk.happening().await;
        let handler = Scribe::diligent("handler");
        let processor = desk.processor(std::slice::from_ref(&handler));
        assert_eq!(processor.run_due().await.expect("run"), done(1, 1));
        late.commit().await.expect("committed");
        assert_eq!(processor.run_due().await.expect("run"), done(1, 1));
        assert_eq!(handler.tried(), [second, first]);
    }
}
