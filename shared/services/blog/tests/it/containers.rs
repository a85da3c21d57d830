//! Pages that hold markets, calendars and menus.

use std::sync::Arc;

use blog_service::containers::{ContainerService, attach};
use blog_service::navigation::NavigationService;
use contracts::blog::{PostKind, PostStatus};
use contracts::container::{ContainerKind, ContainerRef, Containers, Navigation};
use contracts::id::{CalendarId, MarketId, MenuId, PostId};
use contracts::{Event, IdSource, ServiceError};
use data::Database;
use models::activity::activity;
use models::blog::post;
use models::containers::relation;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement,
};
use testing::{BlogRows, SeededIds};

/// A page that can be read, one that cannot, and things that they may hold.
struct Place {
    containers: ContainerService,
    menus: NavigationService,
    page: ContainerRef,
    draft: ContainerRef,
    post: ContainerRef,
    market: ContainerRef,
    calendars: [ContainerRef; 3],
    ids: Arc<SeededIds>,
}

impl Place {
    async fn of(db: &Database) -> Self {
        let rows = BlogRows::new(db);
        let (mut page, mut draft, post) = (
            rows.post("orchard", 3),
            rows.post("plans", 2),
            rows.post("news", 1),
        );
        (page.kind, draft.kind) = (PostKind::Page, PostKind::Page);
        (draft.status, draft.published_at) = (PostStatus::Draft, None);
        let [page_ref, draft_ref, post_ref] =
            [&page, &draft, &post].map(|row| ContainerRef::page(row.id));
        rows.put([page, draft, post]).await;
        let ids = Arc::new(SeededIds::default());
        let clock = Arc::new(testing::clock());
        Self {
            containers: ContainerService::new(db.clone(), clock.clone(), ids.clone()),
            menus: NavigationService::new(db.clone(), clock, ids.clone()),
            page: page_ref,
            draft: draft_ref,
            post: post_ref,
            market: ContainerRef::market(MarketId(ids.next())),
            calendars: [(); 3].map(|()| ContainerRef::calendar(CalendarId(ids.next()))),
            ids,
        }
    }

    async fn attach(&self, child: ContainerRef) {
        self.containers
            .attach(self.page, child)
            .await
            .expect("attached");
    }

    /// What the page holds, with positions that count from 0.
    async fn held(&self) -> Vec<ContainerRef> {
        let children = self
            .containers
            .children(self.page, None)
            .await
            .expect("read");
        for (at, child) in children.iter().enumerate() {
            assert_eq!(child.position as usize, at, "{children:?}");
        }
        children.into_iter().map(|child| child.child).collect()
    }
}

#[tokio::test]
async fn children_come_go_and_come_back_where_they_were() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let [a, b, c] = place.calendars;
        for child in [place.market, a, b, c, a] {
            place.attach(child).await;
        }
        assert_eq!(place.held().await, [place.market, a, b, c], "{}", db.name());
        let calendars = place
            .containers
            .children(place.page, Some(ContainerKind::Calendar));
        assert_eq!(calendars.await.expect("read").len(), 3);
        let before = place
            .containers
            .children(place.page, None)
            .await
            .expect("read");

        place
            .containers
            .detach(place.page, a)
            .await
            .expect("detached");
        place
            .containers
            .detach(place.page, a)
            .await
            .expect("twice is once");
        assert_eq!(place.held().await, [place.market, b, c]);
        let former = place
            .containers
            .former_children(place.page)
            .await
            .expect("read");
        assert_eq!(former.len(), 1);
        assert_eq!(
            (former[0].child, former[0].detached_at.is_some()),
            (a, true)
        );

        place.attach(a).await;
        assert_eq!(place.held().await, [place.market, a, b, c]);
        let after = place
            .containers
            .children(place.page, None)
            .await
            .expect("read");
        assert_eq!(after, before, "the relation is the same one");
        let rows = relation::Entity::find().all(db.read()).await.expect("read");
        assert_eq!(rows.len(), 4, "one row for each pair");
    }
}

/// What the log has of containers, in words: `attached calendar`.
async fn told(db: &Database) -> Vec<String> {
    let rows = activity::Entity::find()
        .filter(activity::Column::Event.starts_with("container."))
        .order_by_asc(activity::Column::Seq)
        .all(db.read())
        .await
        .expect("read");
    let words = |row: activity::Model| {
        let document: serde_json::Value = serde_json::from_str(&row.document).expect("JSON");
        let event = serde_json::from_value(document["rose:event"].clone()).expect("an event");
        match event {
            Event::ContainerChildAttached { child, .. } => {
                format!("attached {}", child.kind.as_str())
            }
            Event::ContainerChildDetached { child, .. } => {
                format!("detached {}", child.kind.as_str())
            }
            Event::ContainerReordered { .. } => "reordered".to_owned(),
            other => panic!("{other:?}"),
        }
    };
    rows.into_iter().map(words).collect()
}

#[tokio::test]
async fn every_change_is_told_once_and_nothing_else_is() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let [a, b, _] = place.calendars;
        let menu = place.menus.create_menu("side", "Side").await.expect("made");
        let menu = ContainerRef::menu(menu);
        for child in [a, b, menu, a] {
            place.attach(child).await;
        }
        let containers = &place.containers;
        let attached = ["attached calendar", "attached calendar", "attached menu"];
        assert_eq!(told(&db).await, attached, "{}", db.name());

        // What is refused or changes nothing.
        for (container, child) in [
            (place.post, a),
            (place.market, a),
            (place.page, place.draft),
        ] {
            containers
                .attach(container, child)
                .await
                .expect_err("refused");
        }
        containers
            .reorder(place.page, &[a])
            .await
            .expect_err("not all");
        containers
            .reorder(place.page, &[a, b, menu])
            .await
            .expect("as it is");
        containers
            .detach(place.page, place.market)
            .await
            .expect_err("never there");
        assert_eq!(told(&db).await, attached, "{}", db.name());

        containers
            .reorder(place.page, &[menu, b, a])
            .await
            .expect("ordered");
        for _ in 0..2 {
            containers.detach(place.page, a).await.expect("out");
        }
        place.attach(a).await;
        place
            .menus
            .remove_menu(MenuId(menu.id))
            .await
            .expect("removed");
        let since = [
            "reordered",
            "detached calendar",
            "attached calendar",
            "detached menu",
        ];
        assert_eq!(told(&db).await[3..], since, "{}", db.name());
        assert_eq!(place.held().await, [b, a], "{}", db.name());
    }
}

/// Whoever takes a menu off a page while it is being removed: it left the page once.
#[tokio::test]
async fn a_menu_that_goes_twice_at_once_is_told_once() {
    for db in testing::databases().await {
        if db.backend() != DbBackend::Postgres {
            continue; // One writer: there is no at once.
        }
        let place = Arc::new(Place::of(&db).await);
        let id = place.menus.create_menu("side", "Side").await.expect("made");
        let menu = ContainerRef::menu(id);
        place.attach(menu).await;
        let first = db.begin().await.expect("begun");
        let page = PostId(place.page.id);
        let locked = post::Entity::find_by_id(page).lock_exclusive().one(&first);
        locked.await.expect("locked");
        let out = relation::Entity::update_many()
            .col_expr(relation::Column::DetachedAt, Expr::value(testing::TODAY));
        out.exec(&first).await.expect("taken out");
        let removing = place.clone();
        let removing = tokio::spawn(async move { removing.menus.remove_menu(id).await });
        // It has seen who holds the menu, and waits for the page.
        let waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waiting = Statement::from_string(DbBackend::Postgres, waiting);
        while db
            .read()
            .query_one_raw(waiting.clone())
            .await
            .expect("asked")
            .is_none()
        {
            tokio::task::yield_now().await;
        }
        first.commit().await.expect("committed");
        removing.await.expect("no panic").expect("removed");
        assert_eq!(told(&db).await, ["attached menu"]);
    }
}

#[tokio::test]
async fn a_full_page_takes_no_more_and_gives_back_what_was_in_it() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let ids = SeededIds::default();
        let work = db.begin().await.expect("begun");
        let mut all = Vec::new();
        let refused = loop {
            let child = ContainerRef::calendar(CalendarId(ids.next()));
            let now = testing::TODAY;
            match attach(&work, place.ids.as_ref(), now, place.page, child).await {
                Ok(()) => all.push(child),
                Err(error) => break error,
            }
        };
        work.commit().await.expect("committed");
        assert!(matches!(refused, ServiceError::Conflict(_)), "{refused:?}");
        assert_eq!(place.held().await, all, "{}", db.name());
        // A fragment that shows them has room for a hundred cache tags.
        assert!((50..100).contains(&all.len()), "{}", all.len());
        let first = all.remove(0);
        place
            .containers
            .detach(place.page, first)
            .await
            .expect("out");
        place.attach(place.market).await;
        let refused = place.containers.attach(place.page, first).await;
        assert!(
            matches!(refused, Err(ServiceError::Conflict(_))),
            "{refused:?}"
        );
        place
            .containers
            .detach(place.page, place.market)
            .await
            .expect("out");
        place.attach(first).await;
        all.insert(0, first);
        assert_eq!(place.held().await, all, "{}", db.name());
    }
}

#[tokio::test]
async fn the_order_is_set_whole_or_not_at_all() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let [a, b, c] = place.calendars;
        for child in [a, b] {
            place.attach(child).await;
        }
        place
            .containers
            .reorder(place.page, &[b, a])
            .await
            .expect("ordered");
        assert_eq!(place.held().await, [b, a], "{}", db.name());
        for wrong in [vec![], vec![a], vec![a, a], vec![a, c], vec![a, b, c]] {
            let refused = place.containers.reorder(place.page, &wrong).await;
            assert!(
                matches!(refused, Err(ServiceError::Conflict(_))),
                "{refused:?}"
            );
        }
        assert_eq!(place.held().await, [b, a]);
    }
}

#[tokio::test]
async fn only_pages_hold_and_only_what_is_there_is_held() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let attach = async |container, child| place.containers.attach(container, child).await;
        for (container, child) in [(place.market, place.page), (place.page, place.draft)] {
            let refused = attach(container, child).await;
            assert!(
                matches!(refused, Err(ServiceError::Invalid(_))),
                "{refused:?}"
            );
        }
        let no_menu = ContainerRef::menu(MenuId(place.market.id));
        for (container, child) in [(place.post, place.market), (place.page, no_menu)] {
            let refused = attach(container, child).await;
            assert!(
                matches!(refused, Err(ServiceError::NotFound)),
                "{refused:?}"
            );
        }
        let never = place.containers.detach(place.page, place.market).await;
        assert!(matches!(never, Err(ServiceError::NotFound)), "{never:?}");
        assert!(place.held().await.is_empty(), "{}", db.name());
    }
}

#[tokio::test]
async fn readers_know_holders_that_they_may_read() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        place.attach(place.market).await;
        let attached = place.containers.attach(place.draft, place.market).await;
        attached.expect("a draft can be prepared");
        let holders = place.containers.holders(place.market).await.expect("read");
        let slugs: Vec<&str> = holders.iter().map(|page| page.slug.as_str()).collect();
        assert_eq!(slugs, ["orchard"], "{}", db.name());
        let pages = place.containers.pages().await.expect("read");
        let slugs: Vec<&str> = pages.iter().map(|page| page.slug.as_str()).collect();
        assert_eq!(slugs, ["orchard", "plans"]);
        for page in pages {
            let found = place.containers.page(page.page).await.expect("read");
            assert_eq!(found, page);
        }
        let no_page = ContainerRef::market(MarketId(place.page.id));
        for other in [place.post, place.market, no_page] {
            let found = place.containers.page(other).await;
            assert!(matches!(found, Err(ServiceError::NotFound)), "{found:?}");
        }

        // A page that became a post shows nothing that it held.
        let now_a_post = post::ActiveModel {
            id: Set(PostId(place.page.id)),
            kind: Set(PostKind::Post),
            ..Default::default()
        };
        let work = db.begin().await.expect("begun");
        now_a_post
            .update_without_returning(&work)
            .await
            .expect("written");
        work.commit().await.expect("committed");
        let holders = place.containers.holders(place.market).await.expect("read");
        assert_eq!(holders, [], "{}", db.name());
    }
}

#[tokio::test]
async fn a_menu_that_is_removed_leaves_its_pages() {
    for db in testing::databases().await {
        let place = Place::of(&db).await;
        let menu = place.menus.create_menu("side", "Side").await.expect("made");
        for child in [ContainerRef::menu(menu), place.market] {
            place.attach(child).await;
        }
        place.menus.remove_menu(menu).await.expect("removed");
        assert_eq!(place.held().await, [place.market], "{}", db.name());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_at_once_leave_a_whole_order() {
    for db in testing::databases().await {
        let place = Arc::new(Place::of(&db).await);
        let people: Vec<_> = place
            .calendars
            .into_iter()
            .chain([place.market])
            .map(|child| {
                let place = place.clone();
                tokio::spawn(async move {
                    for _ in 0..8 {
                        place.attach(child).await;
                        let children = place.containers.children(place.page, None).await;
                        let mut order: Vec<_> = children
                            .expect("read")
                            .into_iter()
                            .map(|held| held.child)
                            .collect();
                        order.reverse();
                        match place.containers.reorder(place.page, &order).await {
                            // Others came or went meanwhile.
                            Ok(()) | Err(ServiceError::Conflict(_)) => {}
                            Err(error) => panic!("{error}"),
                        }
                        place
                            .containers
                            .detach(place.page, child)
                            .await
                            .expect("detached");
                    }
                    place.attach(child).await;
                })
            })
            .collect();
        for person in people {
            person.await.expect("no panic");
        }
        assert_eq!(place.held().await.len(), 4, "{}", db.name());
        let rows = relation::Entity::find()
            .filter(relation::Column::DetachedAt.is_null())
            .all(db.read())
            .await
            .expect("read");
        assert_eq!(rows.len(), 4);
    }
}
