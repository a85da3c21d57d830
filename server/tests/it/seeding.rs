//! The demo cooperative goes into an empty database once.

use crate::program::{rose_ash, told, url};

#[test]
fn the_demo_moves_into_an_empty_database_and_into_no_other() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for db in runtime.block_on(testing::empty_databases()) {
        let folder = tempfile::tempdir().expect("a folder");
        let seed = || {
            rose_ash(folder.path())
                .args(["seed", "--database-url", &url(db.address())])
                .output()
                .expect("ran")
        };
        let (words, code) = told(&seed());
        assert_eq!(code, Some(0), "{}: {words}", db.name());
        let (words, code) = told(&seed());
        assert_eq!(code, Some(1), "{}", db.name());
        assert!(words.contains("is not empty"), "{words}");
        assert!(
            folder.path().join("data/media").is_dir(),
            "its pictures are in the data folder"
        );
    }
}
