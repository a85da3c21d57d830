//! Files stored once, pictures resized behind the requests.

use std::fs::File;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use data::media::{FILE_BYTES_MAX, MediaAddress, MediaStore, Resized, Resizer};
use data::{DataError, Database};
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use tempfile::TempDir;

fn open(folder: &TempDir, db: &Database) -> (MediaStore, Resizer) {
    MediaStore::open_folder(folder.path(), db.clone(), Arc::new(testing::clock())).expect("opened")
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    let shade =
        |x: u32, y: u32| image::Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8]);
    encoded(
        &RgbImage::from_fn(width, height, shade).into(),
        ImageFormat::Jpeg,
    )
}

/// The same JPEG with EXIF that says it was taken sideways, and where.
fn sideways(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
    exif.extend([0; 4]);
    exif.extend(b"\0\x01\0\x02\0\x02\0\0\0\x06\0\0\0\x38\0\0\0\0PLACE!");
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend(b"\xff\xe1");
    bytes.extend(u16::try_from(exif.len() + 2).expect("small").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[tokio::test]
async fn a_file_is_stored_once_by_its_content() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        let work = db.begin().await.expect("begun");
        let first = store
            .put(
                &work,
                "a b.jpg",
                Some("/content/images/a b.jpg"),
                photo(700, 500),
            )
            .await
            .expect("put");
        let again = store
            .put(
                &work,
                "c.jpg",
                Some("/content/images/c.jpg"),
                photo(700, 500),
            )
            .await
            .expect("put");
        work.commit().await.expect("committed");
        assert_eq!(first.hash, again.hash);
        assert!(first.to_string().ends_with("/a-b.jpg"), "{first}");

        let paths = [
            "/content/images/c.jpg".to_owned(),
            "/content/images/none.jpg".to_owned(),
        ];
        let found = store.from_sources(db.read(), &paths).await.expect("asked");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[&paths[0]].to_string(),
            format!("/media/{}/c.jpg", first.hash)
        );
        let file = store
            .open(&first.hash.to_string(), None)
            .await
            .expect("asked")
            .expect("there");
        assert_eq!(
            (file.content_type.as_str(), file.is_stand_in),
            ("image/jpeg", false)
        );
        assert_eq!(
            std::fs::read(file.path).expect("read").len() as u64,
            file.len
        );
    }
}

async fn put(store: &MediaStore, db: &Database, name: &str, content: Vec<u8>) -> MediaAddress {
    let work = db.begin().await.expect("begun");
    let address = store.put(&work, name, None, content).await.expect("put");
    work.commit().await.expect("committed");
    address
}

#[tokio::test]
async fn copies_are_made_behind_the_request_and_the_original_stands_in() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, resizer) = open(&folder, &db);
        let hash = put(&store, &db, "p.jpg", photo(1000, 500))
            .await
            .hash
            .to_string();
        let early = store
            .open(&hash, Some(640))
            .await
            .expect("asked")
            .expect("there");
        assert!(early.is_stand_in);

        drop(store);
        resizer.run().await;
        let (store, _resizer) = open(&folder, &db);
        let copy = store
            .open(&hash, Some(640))
            .await
            .expect("asked")
            .expect("there");
        assert!(!copy.is_stand_in && copy.len < early.len);
        let picture =
            image::load_from_memory(&std::fs::read(&copy.path).expect("read")).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (640, 320));
        assert_eq!(
            store.open(&hash, Some(1280)).await.expect("asked"),
            None,
            "never larger than the original"
        );
        assert_eq!(
            store.open(&hash, Some(641)).await.expect("asked"),
            None,
            "no width of ours"
        );
        assert_eq!(
            store.resize_missing().await.expect("done"),
            Resized::default(),
            "nothing is made twice"
        );
    }
}

#[tokio::test]
async fn a_running_resizer_answers_what_is_asked_for_later() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, resizer) = open(&folder, &db);
        let running = tokio::spawn(resizer.run());
        let hash = put(&store, &db, "p.jpg", photo(400, 400))
            .await
            .hash
            .to_string();
        store
            .open(&hash, Some(320))
            .await
            .expect("asked")
            .expect("there");
        drop(store);
        running.await.expect("ends with the last store");
        let (store, _resizer) = open(&folder, &db);
        assert!(
            !store
                .open(&hash, Some(320))
                .await
                .expect("asked")
                .expect("there")
                .is_stand_in
        );
    }
}

#[tokio::test]
async fn of_processes_that_share_a_folder_one_at_a_time_looks_for_what_is_unmade() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, resizer) = open(&folder, &db);
        put(&store, &db, "p.jpg", photo(400, 400)).await;
        drop(store);
        let other = File::open(folder.path()).expect("opened");
        other.lock().expect("it is the other's turn");
        let mut running = std::pin::pin!(resizer.run());
        tokio::time::pause();
        let waited = tokio::time::timeout(Duration::from_secs(60), &mut running).await;
        assert!(waited.is_err(), "it waits");
        tokio::time::resume();
        drop(other);
        running.await;
        let (store, _resizer) = open(&folder, &db);
        assert_eq!(
            store.resize_missing().await.expect("done"),
            Resized::default(),
            "made in its turn"
        );
    }
}

#[tokio::test]
async fn pictures_know_their_sizes() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        let work = db.begin().await.expect("begun");
        let large = store
            .put(&work, "l.jpg", None, photo(700, 350))
            .await
            .expect("put");
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1600 900'/>".to_vec();
        let drawing = store
            .put(&work, "d.svg", None, drawing)
            .await
            .expect("put")
            .to_string();
        let address = large.to_string();
        let inside = store
            .pictures(&work, [address.as_str()])
            .await
            .expect("asked");
        assert_eq!(
            inside.picture(&address, "").width,
            700,
            "a unit of work sees what it stored"
        );
        work.commit().await.expect("committed");

        let addresses = [
            address.as_str(),
            drawing.as_str(),
            "https://example.org/x.jpg",
        ];
        let pictures = store.pictures(db.read(), addresses).await.expect("asked");
        let picture = pictures.picture(&address, "An apple");
        assert_eq!(
            (picture.width, picture.height, picture.alt.as_str()),
            (700, 350, "An apple")
        );
        let hash = large.hash;
        assert_eq!(
            picture.srcset,
            format!(
                "/media/{hash}/w320/l.jpg 320w, /media/{hash}/w640/l.jpg 640w, /media/{hash}/l.jpg 700w"
            )
        );
        let picture = pictures.picture(&drawing, "");
        assert_eq!(
            (picture.width, picture.height, picture.srcset.as_str()),
            (1600, 900, "")
        );
        assert!(!pictures.has("https://example.org/x.jpg") && pictures.has(&address));
        let file = store
            .open(&drawing[7..39], None)
            .await
            .expect("asked")
            .expect("there");
        assert_eq!(file.content_type, "image/svg+xml");
    }
}

#[tokio::test]
async fn a_picture_taken_sideways_is_turned_and_tells_no_place() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        let address = put(&store, &db, "s.jpg", sideways(&photo(800, 400))).await;
        let picture = store
            .picture(&address.to_string(), "")
            .await
            .expect("asked");
        assert_eq!((picture.width, picture.height), (400, 800));
        assert_eq!(
            store.resize_missing().await.expect("done"),
            Resized { made: 1, failed: 0 }
        );
        let hash = address.hash.to_string();
        for width in [None, Some(320)] {
            let file = store
                .open(&hash, width)
                .await
                .expect("asked")
                .expect("there");
            assert!(!file.is_stand_in);
            let bytes = std::fs::read(file.path).expect("read");
            assert!(!bytes.windows(5).any(|window| window == b"PLACE"));
            if width.is_some() {
                let copy = image::load_from_memory(&bytes).expect("a picture");
                assert_eq!((copy.width(), copy.height()), (320, 640));
            }
        }
    }
}

#[tokio::test]
async fn transparency_is_kept_and_only_where_it_is() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        for (alpha, kind) in [(100, "image/png"), (255, "image/jpeg")] {
            let pixels = RgbaImage::from_pixel(500, 500, image::Rgba([9, 9, 9, alpha]));
            let png = encoded(&DynamicImage::from(pixels), ImageFormat::Png);
            let hash = put(&store, &db, "x.png", png).await.hash.to_string();
            store.resize_missing().await.expect("done");
            let copy = store
                .open(&hash, Some(320))
                .await
                .expect("asked")
                .expect("there");
            assert_eq!(
                (copy.content_type.as_str(), copy.is_stand_in),
                (kind, false)
            );
        }
    }
}

/// A PNG that claims any size: its header is all there is.
fn claims(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(&DynamicImage::new_rgb8(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = !0u32;
    for byte in &png[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

#[tokio::test]
async fn what_would_do_harm_is_refused_and_leaves_nothing() {
    let dbs = testing::databases().await;
    let folder = TempDir::new().expect("folder");
    let (store, _resizer) = open(&folder, &dbs[0]);
    let refused = |result| match result {
        Err(DataError::Refused(why)) => why,
        other => panic!("not refused: {other:?}"),
    };
    let why = refused(
        store
            .receive("bomb.png", Cursor::new(claims(60_000, 60_000)))
            .await,
    );
    assert!(why.contains("60000 × 60000 pixels"), "{why}");
    let why = refused(
        store
            .receive("half.jpg", Cursor::new(photo(50, 50)[..30].to_vec()))
            .await,
    );
    assert!(why.contains("damaged"), "{why}");
    let endless = std::io::Read::take(std::io::repeat(0), FILE_BYTES_MAX + 1);
    let why = refused(store.receive("zeroes", endless).await);
    assert!(why.contains("larger than 200 MiB"), "{why}");
    let left = std::fs::read_dir(folder.path().join("incoming"))
        .expect("listed")
        .count();
    assert_eq!(left, 0);
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("listed").count(),
        1,
        "only incoming/"
    );
    for hash in [
        "",
        "..",
        "../../etc/passwd",
        "0123456789abcdef0123456789abcdef",
    ] {
        assert_eq!(store.open(hash, None).await.expect("asked"), None);
    }
}

#[tokio::test]
async fn a_picture_that_breaks_when_decoded_is_served_as_it_is() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        let mut broken = claims(1000, 1000);
        broken.truncate(60);
        let hash = put(&store, &db, "b.png", broken).await.hash.to_string();
        assert_eq!(
            store.resize_missing().await.expect("done"),
            Resized { made: 0, failed: 1 }
        );
        assert!(
            store
                .open(&hash, Some(320))
                .await
                .expect("asked")
                .expect("there")
                .is_stand_in
        );
    }
}

#[tokio::test]
async fn our_own_sheets_are_sheets() {
    for db in testing::databases().await {
        let folder = TempDir::new().expect("folder");
        let (store, _resizer) = open(&folder, &db);
        let work = db.begin().await.expect("begun");
        let address = store
            .put_stylesheet(&work, "article.css", ".a{color:red}".into())
            .await
            .expect("put");
        work.commit().await.expect("committed");
        let file = store
            .open(&address.hash.to_string(), None)
            .await
            .expect("asked")
            .expect("there");
        assert_eq!(file.content_type, "text/css; charset=utf-8");
    }
}
