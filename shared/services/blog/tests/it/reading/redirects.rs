//! Addresses of the old site, and addresses with a slip of the finger.

use contracts::ServiceError;
use contracts::blog::{Blog, PostKind, PostLink, Redirect};
use models::media::source;

use super::{Rows, on_each};

const HASH: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test]
async fn the_old_site_s_files_have_new_addresses() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        rows.put([rows.picture(HASH)]).await;
        rows.put([source::Model {
            path: "/content/images/2026/11/photo.jpg".into(),
            hash: HASH.into(),
            name: "photo.jpg".into(),
        }])
        .await;
        let there = Redirect {
            to: format!("/media/{HASH}/photo.jpg"),
            permanent: true,
        };
        for old in [
            "/content/images/2026/11/photo.jpg",
            "/content/images/2026/11/photo_o.jpg",
            "/content/images/size/w600/2026/11/photo.jpg",
            "/content/images/size/w1200/format/webp/2026/11/photo.jpg",
        ] {
            let found = rows.reader.media_redirect(old).await.expect(old);
            assert_eq!(found, there, "{old} on {}", db.name());
        }
        for unknown in [
            "/content/images/2026/11/other.jpg",
            "/content/images/size/w600",
            "",
            "/content/images/%",
        ] {
            let answer = rows.reader.media_redirect(unknown).await;
            assert!(matches!(answer, Err(ServiceError::NotFound)), "{unknown}");
        }
    })
    .await;
}

#[tokio::test]
async fn near_slugs_are_offered() {
    on_each(|db| async move {
        let rows = Rows::of(&db);
        let mut about = rows.post("about", 1);
        about.kind = PostKind::Page;
        rows.put([
            about,
            rows.post("the-great-apple-day", 2),
            rows.post("how-we-bake", 3),
        ])
        .await;
        let found = rows.reader.near("grate-apple-day").await.expect("asked");
        assert_eq!(
            found,
            [PostLink {
                title: "Title of the-great-apple-day".into(),
                slug: "the-great-apple-day".into()
            }],
            "{}",
            db.name()
        );
        assert_eq!(
            rows.reader.near("abuot").await.expect("asked")[0].slug,
            "about"
        );
        assert!(rows.reader.near("").await.expect("asked").is_empty());
    })
    .await;
}
