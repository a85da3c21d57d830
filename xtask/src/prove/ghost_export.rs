//! Ghost exports of any size, made by rule: the same size always gives the same file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::fault::{Context, Result};

const WORDS: &[&str] = &[
    "apple", "barrel", "bread", "bridge", "candle", "clover", "copper", "flour", "gather",
    "harvest", "honey", "kettle", "lantern", "ledger", "meadow", "mill", "orchard", "oven",
    "river", "stall", "timber", "weather", "winter", "wool",
];
const PARAGRAPHS_A_POST: usize = 40;
const WORDS_A_PARAGRAPH: usize = 40;
const TAGS: usize = 20;

/// Writes an export with articles until it is `bytes` long or longer; returns how many articles.
pub(crate) fn write(path: &Path, bytes: u64) -> Result<usize> {
    let mut chance = Chance(7);
    write_all(path, |index, written| {
        (written < bytes).then(|| post(index, PARAGRAPHS_A_POST, &mut chance))
    })
}

/// Writes an export with the articles that `next` makes: it is told how many there are and how long the file is.
pub(super) fn write_all(
    path: &Path,
    mut next: impl FnMut(usize, u64) -> Option<Value>,
) -> Result<usize> {
    let doing = || format!("write {}", path.display());
    let mut out = Counted {
        to: BufWriter::new(File::create(path).context(doing())?),
        bytes: 0,
    };
    out.say(r#"{"db":[{"meta":{"exported_on":1795473916517,"version":"6.65.0"},"data":{"posts":["#)
        .context(doing())?;
    let mut posts = 0;
    while let Some(post) = next(posts, out.bytes) {
        let comma = if posts == 0 { "" } else { "," };
        out.say(&format!("{comma}{post}")).context(doing())?;
        posts += 1;
    }
    let rest = [
        ("tags", (0..TAGS).map(tag).collect()),
        ("users", vec![author()]),
        ("posts_authors", (0..posts).map(post_author).collect()),
        ("posts_tags", (0..posts).map(post_tag).collect()),
        (
            "settings",
            vec![
                setting("title", "A large site"),
                setting("timezone", "Europe/London"),
            ],
        ),
    ];
    for (name, rows) in rest {
        out.say(&format!("],\"{name}\":[")).context(doing())?;
        for (index, row) in rows.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            out.say(&format!("{comma}{row}")).context(doing())?;
        }
    }
    out.say("]}}]}").context(doing())?;
    out.to.flush().context(doing())?;
    Ok(posts)
}

/// An article of so many paragraphs, public since long ago.
pub(super) fn post(index: usize, paragraphs: usize, chance: &mut Chance) -> Value {
    let title = chance.words(5);
    let paragraphs: Vec<String> = (0..paragraphs)
        .map(|_| chance.words(WORDS_A_PARAGRAPH))
        .collect();
    let nodes: Vec<Value> = paragraphs.iter().map(|text| paragraph(text)).collect();
    let root = json!({"children": nodes, "direction": "ltr", "format": "", "indent": 0, "type": "root", "version": 1});
    let html: String = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    let at = format!(
        "2026-{:02}-{:02} 09:{:02}:00",
        index % 10 + 1,
        index / 10 % 28 + 1,
        index / 280 % 60
    );
    json!({
        "id": id(1, index), "uuid": format!("00000000-0000-4000-8000-{index:012x}"),
        "title": title, "slug": format!("{}-{index}", title.replace(' ', "-")),
        "mobiledoc": null, "lexical": json!({"root": root}).to_string(), "html": html,
        "comment_id": id(1, index), "plaintext": paragraphs.join("\n\n"), "feature_image": null, "featured": 0,
        "type": "post", "status": "published", "locale": null, "visibility": "public",
        "email_recipient_filter": "all", "created_at": at, "updated_at": at, "published_at": at,
        "custom_excerpt": null, "codeinjection_head": null, "codeinjection_foot": null, "custom_template": null,
        "canonical_url": null, "newsletter_id": null, "show_title_and_feature_image": 1
    })
}

fn paragraph(text: &str) -> Value {
    let words = json!({
        "detail": 0, "format": 0, "mode": "normal", "style": "", "text": text, "type": "extended-text", "version": 1
    });
    json!({"children": [words], "direction": "ltr", "format": "", "indent": 0, "type": "paragraph", "version": 1})
}

fn tag(index: usize) -> Value {
    json!({
        "id": id(2, index), "name": format!("Topic {index}"), "slug": format!("topic-{index}"), "description": null,
        "feature_image": null, "parent_id": null, "visibility": "public", "created_at": "2026-01-01 00:00:00",
        "updated_at": "2026-01-01 00:00:00"
    })
}

fn author() -> Value {
    json!({
        "id": id(3, 0), "name": "Rowan Miller", "slug": "rowan", "email": "rowan@example.test", "profile_image": null,
        "cover_image": null, "bio": null, "website": null, "location": null, "status": "active", "visibility": "public",
        "created_at": "2026-01-01 00:00:00", "updated_at": "2026-01-01 00:00:00"
    })
}

fn post_author(index: usize) -> Value {
    json!({"id": id(4, index), "post_id": id(1, index), "author_id": id(3, 0), "sort_order": 0})
}

fn post_tag(index: usize) -> Value {
    json!({"id": id(5, index), "post_id": id(1, index), "tag_id": id(2, index % TAGS), "sort_order": 0})
}

fn setting(key: &str, value: &str) -> Value {
    json!({"id": id(6, key.len()), "key": key, "value": value, "group": "site", "type": "string"})
}

/// Ghost's ids: 24 hexadecimal digits.
fn id(kind: usize, index: usize) -> String {
    format!("{kind:08x}{index:016x}")
}

/// A small linear congruence: the same words on every machine.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }

    /// A number below another.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }
}

struct Counted {
    to: BufWriter<File>,
    bytes: u64,
}

impl Counted {
    fn say(&mut self, text: &str) -> std::io::Result<()> {
        self.bytes += text.len() as u64;
        self.to.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_whole_json_of_the_size_asked_for() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("export.json");
        let posts = write(&file, 100_000).expect("it is written");
        let text = std::fs::read_to_string(&file).expect("it is there");
        assert!(
            text.len() > 100_000 && text.len() < 150_000,
            "{}",
            text.len()
        );
        let export: Value = serde_json::from_str(&text).expect("it is JSON");
        let data = &export["db"][0]["data"];
        assert_eq!(data["posts"].as_array().map(Vec::len), Some(posts));
        assert_eq!(data["posts_authors"].as_array().map(Vec::len), Some(posts));
        let lexical = data["posts"][0]["lexical"].as_str().expect("a document");
        assert!(serde_json::from_str::<Value>(lexical).is_ok());
    }
}
