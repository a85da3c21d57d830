//! The calendars on both databases.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};
use contracts::events::Events;
use contracts::{Currency, FixedClock, Money, ServiceError};
use events_service::EventsService;
use events_service::planning::{NewCalendar, NewEntry, open_calendar};
use testing::TestDatabase;

fn entry(slug: &str, hours_from_now: i64) -> NewEntry {
    let starts = testing::TODAY.to_utc().naive_utc() + Duration::hours(hours_from_now);
    entry_at(slug, starts)
}

fn entry_at(slug: &str, starts: NaiveDateTime) -> NewEntry {
    NewEntry {
        slug: slug.into(),
        title: slug.to_uppercase(),
        description: "Come.".into(),
        place: "Hall".into(),
        starts,
        ends: starts + Duration::hours(2),
        zone: chrono_tz::Europe::London,
        price: (slug == "film").then_some(Money {
            minor: 500,
            currency: Currency::GBP,
        }),
        capacity: Some(40),
        picture: None,
    }
}

async fn planned(db: &TestDatabase) -> (EventsService, FixedClock) {
    let work = db.begin().await.expect("begun");
    let ids = testing::SeededIds::default();
    for (slug, entries) in [
        (
            "hall",
            vec![entry("film", 50), entry("over", -5), entry("now", -1)],
        ),
        ("orchard", vec![entry("wassail", 30)]),
    ] {
        let new = NewCalendar {
            slug: slug.into(),
            name: slug.into(),
            description: String::new(),
            entries,
        };
        open_calendar(&work, &ids, testing::TODAY, new)
            .await
            .expect("opened");
    }
    work.commit().await.expect("committed");
    let clock = testing::clock();
    (
        EventsService::new((**db).clone(), Arc::new(clock.clone())),
        clock,
    )
}

async fn slugs(events: &EventsService, calendar: Option<&str>) -> Vec<String> {
    events
        .upcoming(calendar, 10)
        .await
        .expect("asked")
        .into_iter()
        .map(|entry| entry.slug)
        .collect()
}

#[tokio::test]
async fn what_is_on_comes_soonest_first_until_it_is_over() {
    for db in testing::databases().await {
        let (events, clock) = planned(&db).await;
        assert_eq!(
            slugs(&events, None).await,
            ["now", "wassail", "film"],
            "{}",
            db.name()
        );
        clock.advance_seconds(3600);
        assert_eq!(
            slugs(&events, None).await,
            ["wassail", "film"],
            "an entry is over at its very end: {}",
            db.name()
        );
    }
}

#[tokio::test]
async fn one_calendar_alone_and_one_that_is_not_there() {
    for db in testing::databases().await {
        let (events, _) = planned(&db).await;
        assert_eq!(
            slugs(&events, Some("orchard")).await,
            ["wassail"],
            "{}",
            db.name()
        );
        assert!(
            matches!(
                events.upcoming(Some("moon"), 10).await,
                Err(ServiceError::NotFound)
            ),
            "{}",
            db.name()
        );
    }
}

#[tokio::test]
async fn an_entry_is_found_also_when_it_is_over() {
    for db in testing::databases().await {
        let (events, _) = planned(&db).await;
        assert_eq!(
            events.entry("over").await.expect("found").calendar.slug,
            "hall",
            "{}",
            db.name()
        );
        let film = events.entry("film").await.expect("found");
        assert_eq!(
            (film.price, film.capacity),
            (
                Some(Money {
                    minor: 500,
                    currency: Currency::GBP
                }),
                Some(40)
            )
        );
        assert!(
            matches!(events.entry("moon").await, Err(ServiceError::NotFound)),
            "{}",
            db.name()
        );
    }
}
