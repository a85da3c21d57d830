//! What the killed sites are given to import: the same articles again and again, each time all of them changed, some
//! withdrawn and brought back, some new ones scheduled for a moment later.

use std::path::Path;

use serde_json::json;

use super::super::ghost_export::{self, Chance};
use crate::fault::Result;

/// Articles that are there from the first revision on.
const ARTICLES: usize = 700;
/// Articles that each revision schedules.
const SCHEDULED: usize = 20;
/// Every so many articles one is withdrawn and brought back.
const WITHDRAWN_EVERY: usize = 10;
const PARAGRAPHS: usize = 3;

/// When each revision's scheduled articles are due, the newest revision's last.
pub(super) type Due = [String];

/// Writes the newest revision; returns how many articles it has.
pub(super) fn write(path: &Path, due: &Due) -> Result<usize> {
    let revision = due.len() - 1;
    let articles = ARTICLES + SCHEDULED * due.len();
    let mut chance = Chance(7);
    ghost_export::write_all(path, |index, _| {
        if index == articles {
            return None;
        }
        let mut post = ghost_export::post(index, PARAGRAPHS, &mut chance);
        post["slug"] = json!(format!("article-{index}"));
        post["title"] = json!(format!("Article {index}, revision {revision}"));
        let of_revision = index.checked_sub(ARTICLES).map(|late| late / SCHEDULED);
        if let Some(of_revision) = of_revision {
            post["published_at"] = json!(due[of_revision]);
        }
        if of_revision == Some(revision) {
            post["status"] = json!("scheduled");
        } else if of_revision.is_none() && index % WITHDRAWN_EVERY == 0 && revision % 2 == 1 {
            post["status"] = json!("draft");
        }
        Some(post)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_revision_changes_all_withdraws_some_and_schedules_new_ones() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("export.json");
        let due = ["2026-01-01 00:00:00", "2026-01-02 00:00:00"].map(str::to_owned);
        assert_eq!(write(&file, &due).expect("it is written"), 740);
        let text = std::fs::read_to_string(&file).expect("it is there");
        let export: Value = serde_json::from_str(&text).expect("it is JSON");
        let posts = export["db"][0]["data"]["posts"].as_array().expect("posts");
        let count = |status: &str| posts.iter().filter(|post| post["status"] == status).count();
        assert_eq!((count("draft"), count("scheduled")), (70, 20));
        assert_eq!(posts[739]["published_at"], json!("2026-01-02 00:00:00"));
        assert_eq!(posts[700]["status"], json!("published"));
        assert_eq!(posts[7]["title"], json!("Article 7, revision 1"));
    }
}
