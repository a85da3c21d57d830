//! An activity is there if and only if its cause is.

use contracts::container::{ContainerKind, ContainerRef};
use models::activity::activity;
use serde_json::Value;

use super::*;

async fn rows(database: &Database) -> Vec<activity::Model> {
    activity::Entity::find()
        .order_by_asc(activity::Column::Seq)
        .all(database.read())
        .await
        .expect("read")
}

#[tokio::test]
async fn what_is_recorded_is_handled_once_by_each_handler_that_wants_it() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let (first, second) = (Scribe::diligent("first"), Scribe::diligent("second"));
        let post = desk.post();
        desk.changed(post).await;
        desk.record(Event::SettingsChanged).await;
        let processor = desk.processor(&[first, second]);
        let run = processor.run_due().await.expect("run");
        assert_eq!(run, done(2, 2), "{}: nobody wants settings", db.name());
        let again = processor.run_due().await.expect("run");
        assert_eq!(again, Run::default(), "{}", db.name());
        assert_eq!(desk.written().await, [post.to_string(), post.to_string()]);
        let figures = desk.staff().figures().await.expect("figures");
        assert_eq!((figures.activities, figures.waiting), (2, 0));
    }
}

#[tokio::test]
async fn without_its_cause_it_never_was() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let event = Event::SettingsChanged;
        let dropped = db.begin().await.expect("begun");
        record(&dropped, testing::TODAY, &desk.ids, &event)
            .await
            .expect("recorded");
        drop(dropped);
        let spoiled = db.begin().await.expect("begun");
        record(&spoiled, testing::TODAY, &desk.ids, &event)
            .await
            .expect("recorded");
        spoiled
            .execute_unprepared("INSERT INTO settings (name) VALUES ('no value')")
            .await
            .expect_err("it has no value");
        spoiled.commit().await.expect_err("spoiled");
        assert_eq!(rows(&db).await, [], "{}", db.name());
        assert_eq!(
            desk.processor(&[Scribe::diligent("first")])
                .run_due()
                .await
                .expect("run"),
            Run::default()
        );
    }
}

#[tokio::test]
async fn a_row_is_an_activity_with_the_event_inside() {
    for db in testing::databases().await {
        let desk = Desk::of(&db);
        let page = ContainerRef {
            kind: ContainerKind::Page,
            id: desk.post().0,
        };
        let market = ContainerRef {
            kind: ContainerKind::Market,
            id: desk.post().0,
        };
        let event = Event::ContainerChildAttached {
            container: page,
            child: market,
        };
        let id = desk.record(event.clone()).await;
        let row = rows(&db).await.remove(0);
        assert_eq!((row.id, row.created_at), (id, testing::TODAY));
        assert_eq!(
            (row.event.as_str(), row.verb.as_str(), row.actor.as_str()),
            ("container.child_attached", "Add", "blog")
        );
        assert_eq!((row.object_kind.as_str(), row.object_id), ("page", page.id));
        let document: Value = serde_json::from_str(&row.document).expect("JSON");
        assert_eq!(document["type"], "Add");
        assert_eq!(document["id"], format!("urn:uuid:{id}"));
        assert_eq!(document["published"], "2026-11-24T09:00:00Z");
        assert_eq!(document["object"]["id"], format!("urn:uuid:{}", market.id));
        assert_eq!(document["target"]["type"], "rose:page");
        assert_eq!(document.get("to"), None, "it is ours alone");
        let inside: Event = serde_json::from_value(document["rose:event"].clone()).expect("event");
        assert_eq!(inside, event);
    }
}
