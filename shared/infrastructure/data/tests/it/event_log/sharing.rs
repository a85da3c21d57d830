//! Several processes on one database: they share the work and never double it.

use sea_orm::DbBackend;

use super::*;

/// The same desk as another process has it.
async fn elsewhere(desk: &Desk, db: &testing::TestDatabase) -> Desk {
    Desk {
        database: Database::open(db.address()).await.expect("opened"),
        clock: desk.clock.clone(),
        ids: SeededIds::default(),
    }
}

#[tokio::test]
async fn two_do_everything_once_and_both_have_a_part() {
    for db in testing::databases().await {
        let here = Desk::of(&db);
        let there = elsewhere(&here, &db).await;
        for _ in 0..300 {
            here.happening().await;
        }
        // Where several can write, both are in a step at the same time: the first meets the other one's first.
        let meeting = Arc::new(Barrier::new(2));
        let meets = db.backend() == DbBackend::Postgres;
        let handler = || {
            let meeting = meeting.clone();
            Scribe::new("handler", move |_, attempt| match attempt {
                0 if meets => Doing::Meet(meeting.clone()),
                _ => Doing::Write,
            })
        };
        let (mine, theirs) = (handler(), handler());
        let (one, two) = (here.processor(&[mine]), there.processor(&[theirs]));
        let (one, two) = tokio::join!(one.run_due(), two.run_due());
        let (one, two) = (one.expect("run"), two.expect("run"));
        assert_eq!(one.done + two.done, 300, "{}: {one:?} {two:?}", db.name());
        assert_eq!(one.failed + two.failed, 0, "{}: {one:?} {two:?}", db.name());
        assert_eq!(one.handed_out + two.handed_out, 300, "{}", db.name());
        assert!(!meets || one.done > 0 && two.done > 0, "{one:?} {two:?}");
        assert_eq!(here.written().await.len(), 300, "{}", db.name());
    }
}

#[tokio::test]
async fn one_that_is_late_but_alive_keeps_its_step() {
    for db in testing::databases().await {
        if db.backend() != DbBackend::Postgres {
            continue; // With one writer, nobody can even ask while a step is under way.
        }
        let here = Desk::of(&db);
        let there = elsewhere(&here, &db).await;
        here.happening().await;
        let meeting = Arc::new(Barrier::new(2));
        let inside = meeting.clone();
        let slow = Scribe::new("handler", move |_, _| Doing::Meet(inside.clone()));
        let late = here.processor(&[slow]);
        let late = tokio::spawn(async move { late.run_due().await });
        meeting.wait().await;
        here.clock.advance_seconds(3_600);
        let other = there.processor(&[Scribe::diligent("handler")]);
        assert_eq!(other.run_due().await.expect("run"), Run::default());
        meeting.wait().await;
        assert_eq!(late.await.expect("joined").expect("run").done, 1);
        assert_eq!(other.run_due().await.expect("run"), Run::default());
        assert_eq!(here.written().await.len(), 1);
    }
}

#[tokio::test]
async fn a_processor_hears_of_what_another_process_records() {
    for db in testing::databases().await {
        let here = Desk::of(&db);
        let there = elsewhere(&here, &db).await;
        let meeting = Arc::new(Barrier::new(2));
        let inside = meeting.clone();
        let handler = Scribe::new("handler", move |_, _| Doing::Meet(inside.clone()));
        let running = here.processor(&[handler]).start();
        there.happening().await;
        meeting.wait().await;
        meeting.wait().await;
        running.stop().await;
        assert_eq!(here.written().await.len(), 1, "{}", db.name());
    }
}
