//! What fails leaves nothing, is tried again later and later, and is given up at last.

use std::time::Duration;

use contracts::PageNumber;
use contracts::ServiceError;
use models::activity::{StepState, activity, step};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};

use super::*;

#[tokio::test]
async fn however_a_step_fails_it_leaves_nothing_and_the_next_attempt_does_it() {
    type Failing = fn() -> Doing;
    let ways: [(Failing, &str); 5] = [
        (|| Doing::Fail("no flour"), "no flour"),
        (|| Doing::WriteThenFail, "after it had written"),
        (|| Doing::WriteThenPanic, "the oven is on fire"),
        (|| Doing::OverlookAFailure, "settings"),
        (|| Doing::Hang, "not done within"),
    ];
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        for (way, said) in ways {
            let handler = Scribe::new("handler", move |_, attempt| match attempt {
                0 => way(),
                _ => Doing::Write,
            });
            // One that hangs does so for ever: any limit ends it, and no other step here takes part.
            let hasty = Pace {
                step: Duration::from_millis(50),
                ..Pace::default()
            };
            let activity = desk.happening().await;
            let before = desk.written().await.len();
            let pace = if said == "not done within" {
                hasty
            } else {
                Pace::default()
            };
            let run = desk
                .processor_at(std::slice::from_ref(&handler), pace)
                .run_due()
                .await;
            assert_eq!(run.expect("run").failed, 1, "{}: {said}", db.name());
            assert_eq!(desk.written().await.len(), before, "{}: {said}", db.name());
            let step = step_of(&db, activity).await;
            assert_eq!(step.state, StepState::Waiting);
            let error = step.error.expect("it says why");
            assert!(error.contains(said), "{}: {error}", db.name());
            desk.clock.advance_seconds(1);
            let run = desk.processor(&[handler]).run_due().await;
            assert_eq!(run.expect("run").done, 1, "{}: {said}", db.name());
            assert_eq!(desk.written().await.len(), before + 1, "{}", db.name());
        }
    }
}

async fn step_of(database: &Database, activity: ActivityId) -> step::Model {
    let row = activity::Entity::find()
        .filter(activity::Column::Id.eq(activity))
        .one(database.read())
        .await
        .expect("read")
        .expect("there");
    step::Entity::find()
        .filter(step::Column::Activity.eq(row.seq))
        .one(database.read())
        .await
        .expect("read")
        .expect("there")
}

#[tokio::test]
async fn others_of_its_batch_are_done_all_the_same() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let mut all = Vec::new();
        for _ in 0..7 {
            all.push(desk.happening().await);
        }
        let bad = all[3];
        let handler = Scribe::new("handler", move |activity, _| match activity.id == bad {
            true => Doing::WriteThenPanic,
            false => Doing::Write,
        });
        let run = desk.processor(&[handler]).run_due().await.expect("run");
        assert_eq!((run.done, run.failed), (6, 1), "{}", db.name());
        assert_eq!(desk.written().await.len(), 6, "{}", db.name());
    }
}

#[tokio::test]
async fn it_is_tried_again_later_and_later_until_it_is_given_up() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let handler = Scribe::new("handler", |_, _| Doing::Fail("shut"));
        let pace = Pace {
            attempts_max: 4,
            delay: Duration::from_secs(10),
            delay_max: Duration::from_secs(25),
            ..Pace::default()
        };
        let processor = desk.processor_at(std::slice::from_ref(&handler), pace);
        let activity = desk.happening().await;
        assert_eq!(processor.run_due().await.expect("run").failed, 1);
        for (wait, attempts) in [(10, 2), (20, 3), (25, 4)] {
            desk.clock.advance_seconds(wait - 1);
            assert_eq!(processor.run_due().await.expect("run"), Run::default());
            let figures = desk.staff().figures().await.expect("figures");
            assert_eq!((figures.waiting, figures.retrying), (1, 1), "{}", db.name());
            assert_eq!(figures.oldest_waiting, Some(testing::TODAY));
            desk.clock.advance_seconds(1);
            assert_eq!(processor.run_due().await.expect("run").failed, 1);
            assert_eq!(handler.tried().len(), attempts, "{}", db.name());
        }
        desk.clock.advance_seconds(1_000_000);
        assert_eq!(processor.run_due().await.expect("run"), Run::default());
        let letter = desk.staff().dead_letter(activity, "handler").await;
        let letter = letter.expect("it is a dead letter");
        assert_eq!((letter.attempts, letter.error.as_str()), (4, "shut"));
        assert_eq!(letter.at, testing::TODAY);
        assert_eq!(letter.last_tried, testing::TODAY.plus_seconds(55));
        assert!(
            letter.document.contains("rose:event"),
            "{}",
            letter.document
        );
    }
}

#[tokio::test]
async fn staff_read_dead_letters_and_have_them_tried_again() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let patience = 3;
        let handler = Scribe::new("handler", move |_, attempt| match attempt {
            0..3 => Doing::Fail("shut"),
            _ => Doing::Write,
        });
        let pace = Pace {
            attempts_max: 1,
            ..Pace::default()
        };
        let processor = desk.processor_at(&[handler], pace);
        let mut dead = Vec::new();
        for _ in 0..patience {
            dead.push(desk.happening().await);
            processor.run_due().await.expect("run");
            desk.clock.advance_seconds(1);
        }
        let staff = desk.staff();
        let second = PageNumber::new(2).expect("a page");
        let page = staff
            .dead_letters(PageNumber::FIRST, 2)
            .await
            .expect("read");
        let ids = |page: &contracts::Paged<contracts::activity::DeadLetter>| {
            page.items
                .iter()
                .map(|letter| letter.activity)
                .collect::<Vec<_>>()
        };
        assert_eq!((page.total, page.pages), (3, 2), "{}", db.name());
        assert_eq!(ids(&page), [dead[2], dead[1]], "latest first");
        let page = staff.dead_letters(second, 2).await.expect("read");
        assert_eq!(ids(&page), [dead[0]]);

        staff.replay(dead[1], "handler").await.expect("replayed");
        staff
            .replay(dead[1], "handler")
            .await
            .expect("nothing more");
        assert_eq!(
            processor.run_due().await.expect("run").done,
            1,
            "{}",
            db.name()
        );
        staff
            .replay(dead[1], "handler")
            .await
            .expect("it is done, and stays so");
        assert_eq!(processor.run_due().await.expect("run"), Run::default());
        let gone = staff.dead_letter(dead[1], "handler").await;
        assert!(matches!(gone, Err(ServiceError::NotFound)));
        refuses_strangers(&desk, dead[0]).await;
        assert_eq!(staff.replay_all().await.expect("replayed"), 2);
        assert_eq!(staff.replay_all().await.expect("replayed"), 0);
        assert_eq!(
            processor.run_due().await.expect("run").done,
            2,
            "{}",
            db.name()
        );
        assert_eq!(desk.written().await.len(), 3, "{}", db.name());
        let figures = staff.figures().await.expect("figures");
        assert_eq!(
            (figures.dead, figures.waiting, figures.activities),
            (0, 0, 3)
        );
    }
}

/// What nobody has cannot be tried again.
async fn refuses_strangers(desk: &Desk, dead: ActivityId) {
    let never = ActivityId::new(&desk.ids);
    for (activity, handler) in [(never, "handler"), (dead, "nobody")] {
        let refused = desk.staff().replay(activity, handler).await;
        assert!(
            matches!(refused, Err(ServiceError::NotFound)),
            "{handler}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn an_event_of_a_newer_version_waits_for_it() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let id = desk.happening().await;
        let row = activity::Entity::find().one(db.read()).await.expect("read");
        let mut row = row.expect("there").into_active_model();
        let newer = r#"{"rose:event": {"event": "moon_landed", "moon": 1}}"#;
        row.document = Set(newer.to_owned());
        let work = db.begin().await.expect("begun");
        row.update(&work).await.expect("updated");
        work.commit().await.expect("committed");
        let handler = Scribe::diligent("handler");
        let run = desk
            .processor(std::slice::from_ref(&handler))
            .run_due()
            .await;
        assert_eq!(run.expect("run").failed, 1, "{}", db.name());
        assert_eq!(handler.tried(), [], "{}", db.name());
        let error = step_of(&db, id).await.error.expect("it says why");
        assert!(error.contains("moon_landed"), "{error}");
    }
}
