//! Exports for tests, as small or as large as they need to be.

use serde_json::{Value, json};

/// An export of the new shape with these tables.
pub(crate) fn of(tables: &[(&str, Value)]) -> String {
    let mut data = serde_json::Map::new();
    for (name, rows) in tables {
        data.insert((*name).to_owned(), rows.clone());
    }
    data.entry("posts").or_insert_with(|| json!([]));
    json!({"meta": {"version": "5.130.2", "exported_on": 1}, "data": data}).to_string()
}

/// A published post with one paragraph.
pub(crate) fn post(number: u32, slug: &str) -> Value {
    post_of(number, slug, &paragraph("Some words."))
}

/// A published post of some Lexical nodes.
pub(crate) fn post_of(number: u32, slug: &str, nodes: &str) -> Value {
    json!({
        "id": format!("{number:024x}"), "title": format!("Title {number}"), "slug": slug,
        "lexical": format!(r#"{{"root":{{"children":[{nodes}],"direction":null,"format":"","indent":0,"type":"root","version":1}}}}"#),
        "html": "<p>from Ghost</p>", "type": "post", "status": "published", "visibility": "public", "featured": 0,
        "created_at": "2026-11-01 10:00:00", "updated_at": "2026-11-02T10:00:00.000Z", "published_at": "2026-11-01 12:00:00",
    })
}

pub(crate) fn paragraph(text: &str) -> String {
    let text = Value::from(text);
    format!(
        r#"{{"children":[{{"detail":0,"format":0,"mode":"normal","style":"","text":{text},"type":"extended-text","version":1}}],"direction":"ltr","format":"","indent":0,"type":"paragraph","version":1}}"#
    )
}

pub(crate) fn image(src: &str) -> String {
    format!(
        r#"{{"type":"image","version":1,"src":"{src}","width":800,"height":600,"title":"","alt":"An apple","caption":"","cardWidth":"regular","href":""}}"#
    )
}
