//! What concerns nobody any more is deleted after a while, and nothing else.

use std::time::Duration;

use models::activity::{activity, step};
use sea_orm::PaginatorTrait;

use super::*;

const DAY: i64 = 24 * 3_600;

fn pace(attempts_max: u32) -> Pace {
    Pace {
        attempts_max,
        keep: Duration::from_hours(24),
        ..Pace::default()
    }
}

async fn kept(desk: &Desk) -> Vec<ActivityId> {
    let rows = activity::Entity::find().order_by_asc(activity::Column::Seq);
    let rows = rows.all(desk.database.read()).await.expect("read");
    rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn what_everybody_answered_goes_and_what_waits_or_was_given_up_stays() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let given_up = desk.happening().await;
        desk.happening().await;
        desk.record(Event::SettingsChanged).await;
        let failing = Scribe::new("one", move |activity, _| match activity.id == given_up {
            true => Doing::Fail("shut"),
            false => Doing::Write,
        });
        let one = desk.processor_at(&[failing], pace(1));
        assert_eq!(one.run_due().await.expect("run").dead, 1);
        let waiting = desk.happening().await;
        let late = Scribe::new("other", |_, _| Doing::Fail("not yet"));
        let both = desk.processor_at(&[Scribe::diligent("one"), late], pace(2));
        assert_eq!(both.run_due().await.expect("run").failed, 1);

        desk.clock.advance_seconds(DAY);
        one.run_due().await.expect("run");
        assert_eq!(
            kept(&desk).await.len(),
            4,
            "{}: a day is not over",
            db.name()
        );
        desk.clock.advance_seconds(1);
        let fresh = desk.happening().await;
        one.run_due().await.expect("run");
        assert_eq!(
            kept(&desk).await,
            [given_up, waiting, fresh],
            "{}",
            db.name()
        );
        let steps = step::Entity::find().count(db.read()).await.expect("read");
        assert_eq!(steps, 4, "{}: theirs alone", db.name());

        // Once it is answered, nothing keeps it.
        desk.staff().replay_all().await.expect("replayed");
        let mended = desk.processor_at(&[Scribe::diligent("one")], pace(1));
        assert_eq!(mended.run_due().await.expect("run").done, 1);
        mended.run_due().await.expect("run");
        assert_eq!(kept(&desk).await, [waiting, fresh], "{}", db.name());
    }
}

#[tokio::test]
async fn however_many_they_are() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let work = db.begin().await.expect("begun");
        for _ in 0..1_001 {
            record(&work, desk.clock.now(), &desk.ids, &Event::SettingsChanged)
                .await
                .expect("recorded");
        }
        work.commit().await.expect("committed");
        let processor = desk.processor_at(&[Scribe::diligent("one")], pace(1));
        assert_eq!(processor.run_due().await.expect("run"), done(1_001, 0));
        desk.clock.advance_seconds(DAY + 1);
        processor.run_due().await.expect("run");
        assert_eq!(kept(&desk).await, [], "{}", db.name());
    }
}
