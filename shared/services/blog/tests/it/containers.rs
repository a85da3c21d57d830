//! Pages that hold markets, calendars and menus.

use std::sync::Arc;

use blog_service::containers::ContainerService;
use blog_service::navigation::NavigationService;
use contracts::blog::{PostKind, PostStatus};
use contracts::container::{ContainerKind, ContainerRef, Containers, Navigation};
use contracts::id::{CalendarId, MarketId, MenuId};
use contracts::{IdSource, ServiceError};
use data::Database;
use models::containers::relation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
