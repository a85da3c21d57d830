//! Settings and menus.

use contracts::ServiceError;
use contracts::blog::{Blog, SiteSettings};
use models::blog::setting;
use testing::TODAY;

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
