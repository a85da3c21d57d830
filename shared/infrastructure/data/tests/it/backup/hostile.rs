//! Files that somebody made to do harm, or that a bad disk made so: refused in a sentence, and the database is as it was.

use sha2::{Digest, Sha256};

use super::{TestSite, header, packed, packed_with, unpacked};

type Entries = Vec<(String, Vec<u8>)>;

/// A good backup's entries: one setting, one stored file.
async fn good() -> (TestSite, Entries) {
    let site = TestSite::new(testing::databases().await.swap_remove(0));
    site.run(
        "INSERT INTO settings (name, value, updated_at) VALUES ('title', 'Ours', 1)",
        [],
    )
    .await;
    let entries = unpacked(&site.backup().await.1);
    (site, entries)
}

fn text(entries: &mut Entries, name: &str, change: impl FnOnce(&str) -> String) {
    let (_, content) = entries
        .iter_mut()
        .find(|(path, _)| path == name)
        .expect(name);
    let before = String::from_utf8(content.clone()).expect("text");
    let after = change(&before);
    assert_ne!(before, after, "{name} was changed");
    *content = after.into_bytes();
}

const SETTINGS: &str = "tables/settings/1.jsonl";
const ROW: &str = "[\"title\",1,\"Ours\"]\n";

/// Rows in place of the one that was, and what is said of them.
const BAD_ROWS: &[(&str, &str)] = &[
    (
        "[\"title\",1,\"Hers\"]\n",
        "the table settings is not what it was",
    ),
    ("[\"title\",1,\"Ours\"]", "ends in the middle of a row"),
    (
        "[\"title\",1]\n",
        "row 1 of “settings”: it has 2 values where 3 belong",
    ),
    ("[\"title\",1.0,\"Ours\"]\n", "its value 2 is no integer"),
    ("[\"title\",1,{\"a\":1}]\n", "its value 3 is no text"),
    (
        "[\"title\",1,\"Ours\"]\n[\"x\",1,\"y\"]\n",
        "the backup announced 1 rows",
    ),
];

/// What stands in the manifest, what in its place, and what is said of it.
const BAD_MANIFESTS: &[(&str, &str, &str)] = &[
    (
        "\"format\": 1",
        "\"format\": 2",
        "has format 2, and this program reads format 1",
    ),
    (
        "\"settings\"",
        "\"users\"",
        "“users” that its schema steps do not make",
    ),
    (
        "\"settings\"",
        "\"sqlite_schema\"",
        "“sqlite_schema” that its schema steps",
    ),
    (
        "\"tags\"",
        "\"tugs\"",
        "“tugs” that its schema steps do not make",
    ),
    ("\"tags\"", "\"authors\"", "names the table “authors” twice"),
    ("\"bio\"", "\"boi\"", "authors has other columns"),
    (
        "\"kind\": \"text\"",
        "\"kind\": \"integer\"",
        "has other columns",
    ),
    (
        "\"kind\": \"text\"",
        "\"kind\": \"json\"",
        "has other columns",
    ),
    ("\"program\"", "\"colour\"", "its manifest cannot be read"),
    (
        "\"made_at\": \"2026",
        "\"made_at\": \"2025",
        "its manifest is not what it was",
    ),
    (
        "\"rows\": 1",
        "\"rows\": 18446744073709551615",
        "where “tables/settings/2.jsonl” belongs",
    ),
];

/// Each bad file with what is said of it.
fn bad_files(good: &Entries) -> Vec<(Vec<u8>, &'static str)> {
    let changed = |change: &dyn Fn(&mut Entries)| {
        let mut entries = good.clone();
        change(&mut entries);
        packed(&entries)
    };
    let sums =
        |from: &str, to: &str| changed(&|e| text(e, "sums.json", |sums| sums.replace(from, to)));
    let with = |at: usize, path: &str| changed(&|e| e.insert(at, (path.to_owned(), b"x".to_vec())));
    let last = good.len() - 1;
    let stored = format!("media/{}", "a".repeat(32));
    let no_backup = "it is damaged, cut short, or no backup";
    let mut files = vec![
        (changed(&|e| drop(e.pop())), "where “sums.json” belongs"),
        (
            changed(&|e| drop(e.remove(0))),
            "where “manifest.json” belongs",
        ),
        (with(last + 1, "sums.json"), "where the end belongs"),
        (
            with(1, "../../etc/cron.d/x"),
            "an entry “../../etc/cron.d/x”",
        ),
        (with(1, "/etc/passwd"), "an entry “/etc/passwd”"),
        (
            with(last, "media/../../x"),
            "where the next stored file belongs",
        ),
        (with(last, &stored), "more than the 0 files"),
        (
            with(last, "secret-key"),
            "of tables, files and the secret key",
        ),
        (sums("{", "["), "the backup's sums cannot be read"),
        (
            sums("\"files\": 0", "\"files\": 1"),
            "what it says of tables, files",
        ),
        (b"".to_vec(), no_backup),
        (b"PK\x03\x04 a ZIP".to_vec(), no_backup),
    ];
    for (rows, said) in BAD_ROWS {
        let file = changed(&|e| text(e, SETTINGS, |_| (*rows).to_owned()));
        files.push((file, said));
    }
    for (from, to, said) in BAD_MANIFESTS {
        let file = changed(&|e| text(e, "manifest.json", |text| text.replacen(from, to, 1)));
        files.push((file, said));
    }
    files
}

#[tokio::test]
async fn altered_contents_are_refused() {
    let (site, good) = good().await;
    assert_eq!(
        good.iter()
            .find(|(path, _)| path == SETTINGS)
            .expect("rows")
            .1,
        ROW.as_bytes()
    );
    assert!(
        site.refusal(&packed(&good)).await.contains("not empty"),
        "the good one is good"
    );
    for to in testing::empty_databases()
        .await
        .into_iter()
        .map(TestSite::new)
    {
        for (file, expected) in bad_files(&good) {
            let sentence = to.refusal(&file).await;
            assert!(sentence.contains(expected), "{expected}: {sentence}");
            assert!(!to.db.is_migrated().await.expect("asked"), "{expected}");
        }
        let inside: Vec<_> = std::fs::read_dir(to.data())
            .expect("read")
            .flatten()
            .collect();
        assert!(inside.is_empty(), "{inside:?}");
        to.restore(&packed(&good)).await;
    }
}

#[tokio::test]
async fn altered_files_are_refused_and_do_not_stay() {
    let (_, mut entries) = good().await;
    text(&mut entries, "manifest.json", |text| {
        text.replace("\"media_files\": 0", "\"media_files\": 1")
    });
    let hash = "00112233445566778899aabbccddeeff";
    entries.insert(
        entries.len() - 1,
        (format!("media/{hash}"), b"another content".to_vec()),
    );
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    let sentence = to.refusal(&packed(&entries)).await;
    assert!(
        sentence.contains(&format!("its file {hash} has another content")),
        "{sentence}"
    );
    let media = to.data().join("media");
    assert!(!media.join("00").exists());
    assert_eq!(
        std::fs::read_dir(media.join("incoming"))
            .expect("read")
            .count(),
        0
    );
}

#[tokio::test]
async fn a_backup_cut_anywhere_is_refused() {
    let (site, _) = good().await;
    let (_, file) = site.backup().await;
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    for part in 1..20 {
        let cut = &file[..file.len() * part / 20];
        let sentence = to.refusal(cut).await;
        assert!(
            sentence.contains("it is damaged, cut short, or no backup"),
            "{part}: {sentence}"
        );
    }
    to.refusal(&file[..file.len() - 1]).await;
    to.refusal(&[file.as_slice(), b"more"].concat()).await;
    to.restore(&file).await;
}

#[tokio::test]
async fn a_flipped_bit_anywhere_is_refused() {
    let (site, _) = good().await;
    let (_, file) = site.backup().await;
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    for part in 0..24 {
        let mut flipped = file.clone();
        let at = file.len() * part / 24;
        flipped[at] ^= 0x10;
        // What it says differs with the place; that it says something, and what is left behind, does not.
        to.refusal(&flipped).await;
        assert!(!to.db.is_migrated().await.expect("asked"), "byte {at}");
    }
}

#[tokio::test]
async fn entries_that_are_no_plain_files() {
    let (_, good) = good().await;
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    use tar::EntryType as T;
    for kind in [
        T::Symlink,
        T::Link,
        T::Directory,
        T::Char,
        T::Fifo,
        T::GNUSparse,
        T::GNULongName,
        T::XHeader,
    ] {
        let file = packed_with(|tar| {
            let (path, content) = &good[0];
            tar.append(&header(path, content.len() as u64), content.as_slice())
                .expect("written");
            let mut link = header(SETTINGS, 0);
            link.set_entry_type(kind);
            link.as_old_mut().linkname[..11].copy_from_slice(b"/etc/passwd");
            link.set_cksum();
            tar.append(&link, std::io::empty()).expect("written");
        });
        let sentence = to.refusal(&file).await;
        assert!(
            sentence.contains("that is no plain file"),
            "{kind:?}: {sentence}"
        );
    }
}

#[tokio::test]
async fn sizes_are_not_believed() {
    let (_, good) = good().await;
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    let (path, content) = &good[0];
    let first_part = good[1].0.as_str();
    for (entry, bytes, most) in [
        ("manifest.json", u64::MAX >> 4, 1 << 20),
        (first_part, 1 << 40, 130 << 20),
    ] {
        let file = packed_with(|tar| {
            if entry != "manifest.json" {
                tar.append(&header(path, content.len() as u64), content.as_slice())
                    .expect("written");
            }
            tar.append(&header(entry, bytes), std::io::empty())
                .expect("written");
        });
        let sentence = to.refusal(&file).await;
        assert!(
            sentence.contains(&format!("has {bytes} bytes; {most} are the most")),
            "{sentence}"
        );
    }
}

/// Half a gigabyte of one letter in some kilobytes, its sums all right.
#[tokio::test]
async fn what_unpacks_to_a_thousandfold_is_refused() {
    let (_, mut entries) = good().await;
    let row = |n: usize| format!("[\"{n}\",1,\"{}\"]\n", "x".repeat(60 << 20)).into_bytes();
    let rows: Vec<Vec<u8>> = (0..5).map(row).collect();
    let sum = Sha256::digest(rows.concat());
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    let honest = Sha256::digest(ROW);
    let honest: String = honest.iter().map(|byte| format!("{byte:02x}")).collect();
    text(&mut entries, "sums.json", |text| {
        text.replace(&honest, &sum)
    });
    text(&mut entries, "manifest.json", |text| {
        text.replace("\"rows\": 1", "\"rows\": 5")
    });
    let at = entries
        .iter()
        .position(|(path, _)| path == SETTINGS)
        .expect("rows");
    entries.remove(at);
    for (n, row) in rows.into_iter().enumerate() {
        entries.insert(at + n, (format!("tables/settings/{}.jsonl", n + 1), row));
    }
    let file = packed(&entries);
    assert!(file.len() < 256 << 10, "{}", file.len());
    let to = TestSite::new(testing::empty_databases().await.swap_remove(0));
    let sentence = to.refusal(&file).await;
    assert!(sentence.contains("more than any backup does"), "{sentence}");
}
