//! Settings and menus.

use contracts::blog::{Blog, MenuItem, MenuName, SiteSettings};
use contracts::id::MenuItemId;
use contracts::{IdSource, ServiceError};
use models::blog::{menu_item, setting};
use testing::{SeededIds, TODAY};

use super::{Rows, on_each};

#[tokio::test]
async fn settings_have_defaults_and_forgive_missing_fields() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        assert_eq!(
            rows.reader.site().await.expect("defaults"),
            SiteSettings::default()
        );
        rows.put([setting::Model {
            name: "site".into(),
            value: r#"{"title":"Hollin Bank","timezone":"Europe/London"}"#.into(),
            updated_at: TODAY,
        }])
        .await;
        let site = rows.reader.site().await.expect("set");
        assert_eq!(
            (site.title.as_str(), site.locale.as_str()),
            ("Hollin Bank", "en"),
            "{}",
            db.name()
        );
    })
    .await;
}

#[tokio::test]
async fn damaged_settings_are_a_fault_of_ours() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let value = r#"{"title":"#.into();
        rows.put([setting::Model {
            name: "site".into(),
            value,
            updated_at: TODAY,
        }])
        .await;
        assert!(
            matches!(rows.reader.site().await, Err(ServiceError::Internal(_))),
            "{}",
            db.name()
        );
    })
    .await;
}

#[tokio::test]
async fn menus_keep_their_order() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let ids = SeededIds::default();
        let item = |menu, position, label: &str| menu_item::Model {
            id: MenuItemId(ids.next()),
            menu,
            position,
            label: label.into(),
            href: format!("/{label}/"),
        };
        rows.put([
            item(MenuName::Primary, 1, "second"),
            item(MenuName::Secondary, 0, "below"),
            item(MenuName::Primary, 0, "first"),
        ])
        .await;
        let menus = rows.reader.menus().await.expect("menus");
        let entry = |label: &str| MenuItem {
            label: label.into(),
            href: format!("/{label}/"),
        };
        assert_eq!(
            menus.primary,
            [entry("first"), entry("second")],
            "{}",
            db.name()
        );
        assert_eq!(menus.secondary, [entry("below")]);
    })
    .await;
}
