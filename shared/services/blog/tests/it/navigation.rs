//! The menus: trees that staff change, also several at once.

use std::sync::Arc;

use blog_service::navigation::NavigationService;
use blog_service::reading::BlogReader;
use contracts::blog::{Blog, MenuItem, MenuName};
use contracts::container::{MenuNode, MenuNodeDraft, MenuPlace, Navigation};
use contracts::id::{MenuId, MenuItemId};
use contracts::{Clock, ServiceError};
use data::Database;
use data::media::MediaStore;
use models::containers::menu_item;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use testing::SeededIds;

fn service(database: &Database, ids: &Arc<SeededIds>) -> NavigationService {
    NavigationService::new(database.clone(), Arc::new(testing::clock()), ids.clone())
}

fn draft(label: &str) -> MenuNodeDraft {
    MenuNodeDraft {
        label: label.into(),
        href: format!("/{label}/"),
    }
}

const END: u32 = u32::MAX;

fn below(parent: MenuItemId) -> MenuPlace {
    let (parent, position) = (Some(parent), END);
    MenuPlace { parent, position }
}

fn top(position: u32) -> MenuPlace {
    let parent = None;
    MenuPlace { parent, position }
}

/// A menu in one line: `a(b c(d)) e`.
fn line(nodes: &[MenuNode]) -> String {
    let word = |node: &MenuNode| match node.children.as_slice() {
        [] => node.label.clone(),
        children => format!("{}({})", node.label, line(children)),
    };
    nodes.iter().map(word).collect::<Vec<_>>().join(" ")
}

async fn shown(menus: &NavigationService, menu: MenuId) -> String {
    line(&menus.menu(menu).await.expect("read").nodes)
}

/// `a(b(c)) d` in the header.
async fn filled(menus: &NavigationService) -> [MenuItemId; 4] {
    let menu = MenuName::Primary.id();
    let add =
        async |label: &str, place| menus.add(menu, &draft(label), place).await.expect("added");
    let a = add("a", top(END)).await;
    let b = add("b", below(a)).await;
    let c = add("c", below(b)).await;
    [a, b, c, add("d", top(END)).await]
}

#[tokio::test]
async fn items_are_added_edited_moved_removed_and_come_back() {
    for db in testing::databases().await {
        let ids = Arc::new(SeededIds::default());
        let menus = service(&db, &ids);
        let menu = MenuName::Primary.id();
        let [a, b, c, d] = filled(&menus).await;
        assert_eq!(shown(&menus, menu).await, "a(b(c)) d", "{}", db.name());

        menus.edit(d, &draft("e")).await.expect("edited");
        menus.move_to(d, top(0)).await.expect("moved");
        assert_eq!(shown(&menus, menu).await, "e a(b(c))");
        menus.move_to(b, top(1)).await.expect("moved");
        assert_eq!(shown(&menus, menu).await, "e b(c) a");
        menus.move_to(a, below(c)).await.expect("moved");
        assert_eq!(shown(&menus, menu).await, "e b(c(a))");

        menus.remove(c).await.expect("removed");
        menus.remove(c).await.expect("twice is once");
        assert_eq!(shown(&menus, menu).await, "e b");
        assert_eq!(line(&menus.removed(menu).await.expect("asked")), "c(a)");
        let refused = menus.revive(a).await;
        assert!(
            matches!(refused, Err(ServiceError::Conflict(_))),
            "{refused:?}"
        );
        menus.revive(c).await.expect("back");
        menus.revive(c).await.expect("twice is once");
        assert_eq!(shown(&menus, menu).await, "e b(c(a))");
        assert_eq!(menus.removed(menu).await.expect("asked"), []);

        // What it stood below is gone: it comes back at the end of the top.
        menus.remove(c).await.expect("removed");
        menus.remove(b).await.expect("removed");
        menus.revive(c).await.expect("back");
        assert_eq!(shown(&menus, menu).await, "e c(a)");
        assert_eq!(gaps(&db, menu).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    for db in testing::databases().await {
        let ids = Arc::new(SeededIds::default());
        let menus = service(&db, &ids);
        let menu = MenuName::Primary.id();
        let [a, b, c, _] = filled(&menus).await;
        for below_itself in [a, b, c] {
            let refused = menus.move_to(a, below(below_itself)).await;
            assert!(
                matches!(refused, Err(ServiceError::Conflict(_))),
                "{refused:?}"
            );
        }
        let wrong = MenuNodeDraft {
            label: String::new(),
            href: "javascript:alert(1)".into(),
        };
        let refused = menus.add(menu, &wrong, top(0)).await;
        assert!(
            matches!(&refused, Err(ServiceError::Invalid(faults)) if faults.len() == 2),
            "{refused:?}"
        );
        assert!(menus.edit(b, &wrong).await.is_err());
        let nowhere = MenuId::new(ids.as_ref());
        assert!(matches!(
            menus.add(nowhere, &draft("x"), top(0)).await,
            Err(ServiceError::NotFound)
        ));
        // An item of one menu cannot stand in another.
        let other = menus.create_menu("side", "Side").await.expect("made");
        assert!(matches!(
            menus.add(other, &draft("x"), below(a)).await,
            Err(ServiceError::NotFound)
        ));
        assert_eq!(shown(&menus, menu).await, "a(b(c)) d", "{}", db.name());
        assert_eq!(shown(&menus, other).await, "");
    }
}

#[tokio::test]
async fn a_menu_ends_at_its_depth_and_at_its_size() {
    let db = testing::databases().await.remove(0);
    let ids = Arc::new(SeededIds::default());
    let menus = service(&db, &ids);
    let menu = menus.create_menu("deep", "Deep").await.expect("made");
    let mut place = top(0);
    for level in 1..=16 {
        let item = menus.add(menu, &draft(&format!("l{level}")), place).await;
        place = below(item.expect("added"));
    }
    let refused = menus.add(menu, &draft("l17"), place).await;
    assert!(
        matches!(refused, Err(ServiceError::Conflict(_))),
        "{refused:?}"
    );
    for _ in 16..500 {
        menus.add(menu, &draft("x"), top(END)).await.expect("added");
    }
    let refused = menus.add(menu, &draft("x"), top(0)).await;
    assert!(
        matches!(refused, Err(ServiceError::Conflict(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn menus_come_and_go_but_for_the_two_of_every_site() {
    for db in testing::databases().await {
        let ids = Arc::new(SeededIds::default());
        let menus = service(&db, &ids);
        let slugs = async || {
            let all = menus.menus().await.expect("read");
            all.into_iter().map(|menu| menu.slug).collect::<Vec<_>>()
        };
        assert_eq!(slugs().await, ["primary", "secondary"], "{}", db.name());
        let side = menus.create_menu("side", "A side").await.expect("made");
        menus
            .create_menu("about", "The other side")
            .await
            .expect("made");
        assert_eq!(slugs().await, ["primary", "secondary", "side", "about"]);
        let taken = menus.create_menu("side", "Again").await;
        assert!(matches!(taken, Err(ServiceError::Conflict(_))), "{taken:?}");
        for every_site in [MenuName::Primary, MenuName::Secondary] {
            let refused = menus.remove_menu(every_site.id()).await;
            assert!(
                matches!(refused, Err(ServiceError::Conflict(_))),
                "{refused:?}"
            );
        }
        menus.remove_menu(side).await.expect("removed");
        assert!(matches!(
            menus.menu(side).await,
            Err(ServiceError::NotFound)
        ));
        // Its slug is free again.
        menus.create_menu("side", "Side").await.expect("made");
        assert_eq!(slugs().await.len(), 4);
    }
}

#[tokio::test]
async fn readers_get_both_menus_as_trees() {
    for db in testing::databases().await {
        let ids = Arc::new(SeededIds::default());
        let menus = service(&db, &ids);
        filled(&menus).await;
        let footer = MenuName::Secondary.id();
        menus.add(footer, &draft("z"), top(0)).await.expect("added");
        let clock: Arc<dyn Clock> = Arc::new(testing::clock());
        let folder = tempfile::tempdir().expect("a folder");
        let (media, _) =
            MediaStore::open_folder(folder.path(), db.clone(), clock.clone()).expect("opened");
        let read = BlogReader::new(db.clone(), media, clock).menus().await;
        let read = read.expect("read");
        let item = |label: &str, children| MenuItem {
            label: label.into(),
            href: format!("/{label}/"),
            children,
        };
        let branch = item("a", vec![item("b", vec![item("c", vec![])])]);
        assert_eq!(read.primary, [branch, item("d", vec![])], "{}", db.name());
        assert_eq!(read.secondary, [item("z", vec![])]);
    }
}

/// Three people move, add and remove items of one menu at once, for a while.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_at_once_leave_a_whole_menu() {
    for db in testing::databases().await {
        let ids = Arc::new(SeededIds::default());
        let menus = service(&db, &ids);
        let menu = menus.create_menu("busy", "Busy").await.expect("made");
        let mut items = Vec::new();
        for number in 0..6 {
            let label = format!("i{number}");
            items.push(
                menus
                    .add(menu, &draft(&label), top(END))
                    .await
                    .expect("added"),
            );
        }
        let people: Vec<_> = (0..3_usize)
            .map(|person| {
                let (menus, items) = (menus.clone(), items.clone());
                tokio::spawn(async move {
                    for turn in 0..12_usize {
                        let item = items[(person * 5 + turn * 3) % items.len()];
                        let other = items[(person + turn * 5 + 1) % items.len()];
                        let place = match turn % 3 {
                            0 => below(other),
                            1 => top(u32::try_from(person).expect("few")),
                            _ => MenuPlace {
                                parent: Some(other),
                                position: 0,
                            },
                        };
                        match menus.move_to(item, place).await {
                            // Somebody put it below itself, or took it away: that is an answer.
                            Ok(()) | Err(ServiceError::Conflict(_) | ServiceError::NotFound) => {}
                            Err(error) => panic!("{error}"),
                        }
                        if turn % 4 == 0 {
                            menus.remove(item).await.expect("removed");
                            menus.revive(item).await.map_or_else(
                                |error| {
                                    assert!(matches!(error, ServiceError::Conflict(_)), "{error}")
                                },
                                |()| {},
                            );
                        }
                    }
                })
            })
            .collect();
        for person in people {
            person.await.expect("no panic");
        }
        assert_eq!(gaps(&db, menu).await, Vec::<String>::new(), "{}", db.name());
        // Every item is in the tree or among the removed: none is lost in a ring.
        let living = count(&menus.menu(menu).await.expect("read").nodes);
        let removed = count(&menus.removed(menu).await.expect("read"));
        assert_eq!(living + removed, items.len(), "{}", db.name());
    }
}

fn count(nodes: &[MenuNode]) -> usize {
    nodes.iter().map(|node| 1 + count(&node.children)).sum()
}

/// Siblings that do not stand at 0, 1, 2 …
async fn gaps(db: &Database, menu: MenuId) -> Vec<String> {
    let rows = menu_item::Entity::find()
        .filter(menu_item::Column::MenuId.eq(menu))
        .filter(menu_item::Column::RemovedAt.is_null())
        .all(db.read())
        .await
        .expect("read");
    let mut wrong = Vec::new();
    for parent in rows.iter().map(|row| row.parent_id) {
        let mut positions: Vec<i32> = rows
            .iter()
            .filter(|row| row.parent_id == parent)
            .map(|row| row.position)
            .collect();
        positions.sort_unstable();
        if positions
            .iter()
            .zip(0..)
            .any(|(position, expected)| *position != expected)
        {
            wrong.push(format!("{parent:?}: {positions:?}"));
        }
    }
    wrong
}
