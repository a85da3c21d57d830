//! Makes an export of as many megabytes as are asked for, imports it twice into a fresh SQLite database, and prints how
//! long that took and how much memory it needed at most, as JSON.
//!
//! ```text
//! cargo run --release -p blog-service --example large_import -- 500
//! ```

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use blog_service::import::{GhostImport, ImportOptions, Silent, Summary};
use blog_service::writing::PostWriter;
use contracts::{RandomIds, SystemClock};
use data::media::MediaStore;
use data::{Database, DatabaseAddress};
use lexical::serve::FitOptions;
use serde_json::{Value, json};

const WORDS: [&str; 16] = [
    "orchard",
    "bread",
    "harvest",
    "meadow",
    "lantern",
    "neighbour",
    "winter",
    "kitchen",
    "kiln",
    "honey",
    "basket",
    "season",
    "market",
    "garden",
    "copper",
    "share",
];
/// How many paragraphs an article has: with its HTML and plain text about 50 KB of export, as long articles have.
const PARAGRAPHS: usize = 40;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let megabytes: u64 = std::env::args().nth(1).as_deref().unwrap_or("50").parse()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("export.json");
    let posts = write_export(&file, megabytes * 1_000_000)?;
    let import = open(folder.path()).await?;

    let mut runs = Vec::new();
    for _ in 0..2 {
        let begun = Instant::now();
        let summary: Summary = import.run(&file, &ImportOptions::default()).await?;
        runs.push(json!({"seconds": begun.elapsed().as_secs_f64(), "total": summary.total}));
    }
    let bytes = std::fs::metadata(&file)?.len();
    let report =
        json!({"bytes": bytes, "posts": posts, "runs": runs, "peak_memory_kib": peak_memory_kib()});
    writeln!(std::io::stdout(), "{report}")?;
    Ok(())
}

async fn open(folder: &Path) -> Result<GhostImport, Box<dyn Error>> {
    let database = Database::open(&DatabaseAddress::Sqlite(folder.join("large.db"))).await?;
    database.migrate().await?;
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(RandomIds(SystemClock)));
    let (media, _) =
        MediaStore::open_folder(folder.join("media"), database.clone(), clock.clone())?;
    let writer = PostWriter::new(media.clone(), clock, ids, FitOptions::default());
    Ok(GhostImport {
        database,
        media,
        writer,
        progress: Arc::new(Silent),
    })
}

/// Linux counts it; elsewhere there is none.
fn peak_memory_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn write_export(path: &Path, bytes: u64) -> Result<u64, Box<dyn Error>> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    let tags: Vec<Value> = (0..50).map(|n| json!({"id": format!("t{n}"), "name": format!("Tag {n}"), "slug": format!("tag-{n}")})).collect();
    let users = json!([{"id": "u", "name": "Ada", "slug": "ada"}]);
    write!(
        out,
        "{{\"db\":[{{\"meta\":{{\"version\":\"6.65.0\"}},\"data\":{{\"posts\":["
    )?;
    let (mut posts, mut written) = (0, 0);
    while written < bytes {
        let post = post(posts).to_string();
        if posts > 0 {
            out.write_all(b",")?;
        }
        out.write_all(post.as_bytes())?;
        written += post.len() as u64 + 1;
        posts += 1;
    }
    write!(
        out,
        "],\"tags\":{},\"users\":{users},\"posts_tags\":[",
        Value::from(tags)
    )?;
    for n in 0..posts {
        let comma = if n > 0 { "," } else { "" };
        write!(
            out,
            "{comma}{{\"post_id\":\"{n:024x}\",\"tag_id\":\"t{}\",\"sort_order\":0}}",
            n % 50
        )?;
    }
    write!(out, "],\"posts_authors\":[")?;
    for n in 0..posts {
        let comma = if n > 0 { "," } else { "" };
        write!(
            out,
            "{comma}{{\"post_id\":\"{n:024x}\",\"author_id\":\"u\",\"sort_order\":0}}"
        )?;
    }
    out.write_all(b"]}}]}")?;
    out.flush()?;
    Ok(posts)
}

fn post(number: u64) -> Value {
    let texts: Vec<String> = (0..PARAGRAPHS)
        .map(|paragraph| words(number as usize * 7 + paragraph))
        .collect();
    let nodes: Vec<Value> = texts
        .iter()
        .map(|text| {
            let text = json!({"detail": 0, "format": 0, "mode": "normal", "style": "", "text": text, "type": "extended-text", "version": 1});
            json!({"children": [text], "direction": "ltr", "format": "", "indent": 0, "type": "paragraph", "version": 1})
        })
        .collect();
    let root = json!({"root": {"children": nodes, "direction": "ltr", "format": "", "indent": 0, "type": "root", "version": 1}});
    json!({
        "id": format!("{number:024x}"), "title": format!("Article {number}"), "slug": format!("article-{number}"),
        "lexical": root.to_string(), "html": texts.iter().map(|text| format!("<p>{text}</p>")).collect::<String>(),
        "plaintext": texts.join("\n\n"), "type": "post", "status": "published", "visibility": "public",
        "created_at": "2026-11-01 10:00:00", "updated_at": "2026-11-01 10:00:00", "published_at": "2026-11-01 10:00:00",
    })
}

/// Some 350 characters.
fn words(from: usize) -> String {
    (0..50)
        .map(|n| WORDS[(from * 31 + n * n) % WORDS.len()])
        .collect::<Vec<_>>()
        .join(" ")
}
