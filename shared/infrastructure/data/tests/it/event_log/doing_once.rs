//! A program that dies in the middle of a step: what it had written is gone with the mark, and the step is done again.

use std::time::Duration;

use super::*;

/// Runs until the first step has begun, and dies there.
async fn die_in_the_middle(desk: &Desk, pace: Pace) {
    let meeting = Arc::new(Barrier::new(2));
    let inside = meeting.clone();
    let handler = Scribe::new("handler", move |_, _| Doing::Meet(inside.clone()));
    let processor = desk.processor_at(&[handler], pace);
    let dying = tokio::spawn(async move { processor.run_due().await });
    meeting.wait().await;
    dying.abort();
    let ended = dying.await.expect_err("it was killed");
    assert!(ended.is_cancelled());
}

#[tokio::test]
async fn the_step_is_done_by_another_when_the_lease_is_over() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        desk.happening().await;
        die_in_the_middle(&desk, Pace::default()).await;
        assert_eq!(desk.written().await, Vec::<String>::new(), "{}", db.name());
        let processor = desk.processor(&[Scribe::diligent("handler")]);
        desk.clock.advance_seconds(59);
        assert_eq!(processor.run_due().await.expect("run"), Run::default());
        desk.clock.advance_seconds(1);
        assert_eq!(
            processor.run_due().await.expect("run"),
            done(0, 1),
            "{}",
            db.name()
        );
        assert_eq!(desk.written().await.len(), 1, "{}", db.name());
    }
}

#[tokio::test]
async fn a_step_that_kills_its_program_every_time_is_given_up() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let pace = Pace {
            attempts_max: 3,
            lease: Duration::from_secs(30),
            ..Pace::default()
        };
        let activity = desk.happening().await;
        for _ in 0..3 {
            die_in_the_middle(&desk, pace).await;
            desk.clock.advance_seconds(30);
        }
        let handler = Scribe::diligent("handler");
        let processor = desk.processor_at(std::slice::from_ref(&handler), pace);
        let run = processor.run_due().await.expect("run");
        assert_eq!((run.done, run.dead), (0, 1), "{}", db.name());
        assert_eq!(handler.tried(), [], "{}", db.name());
        let letter = desk.staff().dead_letter(activity, "handler").await;
        let error = letter.expect("a dead letter").error;
        assert!(error.contains("the program ended"), "{error}");
    }
}

#[tokio::test]
async fn told_to_stop_it_finishes_the_step_and_gives_back_the_rest() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        for _ in 0..5 {
            desk.happening().await;
        }
        let meeting = Arc::new(Barrier::new(2));
        let inside = meeting.clone();
        let handler = Scribe::new("handler", move |_, attempt| match attempt {
            0 => Doing::Meet(inside.clone()),
            _ => Doing::Write,
        });
        let running = desk.processor(&[handler]).start();
        meeting.wait().await;
        let stopping = tokio::spawn(running.stop());
        // The stop is asked for at its first poll, which comes before ours ends.
        tokio::task::yield_now().await;
        meeting.wait().await;
        stopping.await.expect("stopped");
        assert_eq!(desk.written().await.len(), 1, "{}", db.name());
        let next = desk.processor(&[Scribe::diligent("handler")]);
        assert_eq!(
            next.run_due().await.expect("run"),
            done(0, 4),
            "{}",
            db.name()
        );
        let figures = desk.staff().figures().await.expect("figures");
        assert_eq!((figures.waiting, figures.retrying), (0, 0), "{}", db.name());
    }
}
