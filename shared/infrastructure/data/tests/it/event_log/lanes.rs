//! Each handler has a lane of its own: one that is slow, hangs or breaks is nobody else's trouble.

use std::time::Duration;

use sea_orm::DbBackend;

use super::*;

/// One that hangs does so for ever: any limit ends it, and this one is far more than the others' steps need.
fn hasty() -> Pace {
    Pace {
        step: Duration::from_secs(1),
        ..Pace::default()
    }
}

#[tokio::test]
async fn what_is_slow_holds_up_no_other_handler() {
    for db in testing::databases().await {
        if db.backend() != DbBackend::Postgres {
            continue; // With one writer, nobody can write while a step is under way.
        }
        let desk = Desk::of(&db);
        for _ in 0..30 {
            desk.happening().await;
        }
        let meeting = Arc::new(Barrier::new(2));
        let inside = meeting.clone();
        let slow = Scribe::new("slow", move |_, attempt| match attempt {
            0 => Doing::Meet(inside.clone()),
            _ => Doing::Write,
        });
        let running = desk
            .processor(&[slow.clone(), Scribe::diligent("quick")])
            .start();
        meeting.wait().await;
        desk.happening().await;
        // All of the other's work is done while this step is under way: what came before it, and what came after.
        while desk.written().await.len() < 31 {
            tokio::task::yield_now().await;
        }
        assert_eq!(slow.tried().len(), 1);
        meeting.wait().await;
        running.stop().await;
    }
}

#[tokio::test]
async fn what_hangs_is_left_alone_and_keeps_nobody_from_writing() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        for _ in 0..2 {
            desk.happening().await;
        }
        let hanging = Scribe::new("hanging", |_, _| Doing::Hang);
        let handlers = [hanging.clone(), Scribe::diligent("quick")];
        let run = desk.processor_at(&handlers, hasty()).run_due().await;
        let run = run.expect("run");
        // Where its steps keep all others from writing it is not even tried again; where they do not, it is its own trouble.
        let tried = match db.backend() {
            DbBackend::Postgres => 2,
            _ => 1,
        };
        assert_eq!((run.done, run.failed), (2, tried), "{}", db.name());
        assert_eq!(hanging.tried().len() as u64, tried, "{}", db.name());
        let figures = desk.staff().figures().await.expect("figures");
        assert_eq!(
            (figures.waiting, figures.retrying),
            (2, tried),
            "{}",
            db.name()
        );
    }
}

/// As [`what_hangs_is_left_alone_and_keeps_nobody_from_writing`], but it is the database that does not answer.
#[tokio::test]
async fn a_statement_that_hangs_is_ended() {
    for db in testing::databases().await {
        if db.backend() != DbBackend::Postgres {
            continue; // It has no statement that waits.
        }
        let desk = Desk::of(&db);
        desk.happening().await;
        let handler = Scribe::new("handler", |_, attempt| match attempt {
            0 => Doing::Ask("SELECT pg_sleep(600)"),
            _ => Doing::Write,
        });
        let handlers = [handler];
        let run = desk.processor_at(&handlers, hasty()).run_due().await;
        assert_eq!(run.expect("run").failed, 1);
        desk.clock.advance_seconds(1);
        let run = desk.processor(&handlers).run_due().await.expect("run");
        assert_eq!(run, done(0, 1));
    }
}

#[tokio::test]
async fn what_breaks_the_transaction_costs_the_others_of_its_batch_nothing() {
    // Refused when it is to be kept.
    let sqlite = "PRAGMA defer_foreign_keys = ON;
        INSERT INTO activity_steps (activity, handler, object_kind, object_id, state, attempts, due_at)
        VALUES (1000000, 'nobody', 'post', x'00', 'done', 0, 0)";
    let postgres = "CREATE TEMPORARY TABLE twice (one INT UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP;
        INSERT INTO twice VALUES (1), (1)";
    let breaking = "SELECT pg_terminate_backend(pg_backend_pid())";
    for db in testing::databases().await {
        let ways = match db.backend() {
            DbBackend::Postgres => vec![postgres, breaking],
            _ => vec![sqlite],
        };
        let desk = Desk::of(&db);
        for way in ways {
            run_with_a_breaker(&desk, way, db.name()).await;
        }
    }
}

async fn run_with_a_breaker(desk: &Desk, way: &'static str, name: &str) {
    let before = desk.written().await.len();
    let mut all = Vec::new();
    for _ in 0..7 {
        all.push(desk.happening().await);
    }
    let bad = all[3];
    let handler = Scribe::new("handler", move |activity, _| match activity.id == bad {
        true => Doing::Ask(way),
        false => Doing::Write,
    });
    let run = desk.processor(&[handler]).run_due().await;
    let run = run.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((run.done, run.failed), (6, 1), "{name}");
    assert_eq!(desk.written().await.len(), before + 6, "{name}");
    desk.clock.advance_seconds(1);
    let mended = desk.processor(&[Scribe::diligent("handler")]);
    assert_eq!(mended.run_due().await.expect("run"), done(0, 1), "{name}");
}
