//! A Ghost site comes home: from export files, on both databases.

mod broken;
mod changes;
mod export;
mod media;
mod old_server;
mod sample;
mod stopping;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blog_service::import::{GhostImport, ImportError, ImportOptions, Progress, Silent, Summary};
use blog_service::writing::PostWriter;
use contracts::Clock;
use data::Database;
use data::media::MediaStore;
use lexical::serve::FitOptions;
use models::blog::{author, post, post_author, post_tag, setting, tag};
use models::containers::menu_item;
use models::media::source;
use sea_orm::{EntityTrait, QueryOrder};
use tempfile::TempDir;
use testing::SeededIds;

/// The export of a real Ghost 6.65.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/site.ghost.json")
}

/// A blog that exports are imported into.
pub(crate) struct Home {
    import: GhostImport,
    folder: TempDir,
}

impl Home {
    pub(crate) fn of(database: &Database) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock: Arc<dyn Clock> = Arc::new(testing::clock());
        let (media, _) =
            MediaStore::open_folder(folder.path().join("media"), database.clone(), clock.clone())
                .expect("opened");
        let ids = Arc::new(SeededIds::default());
        let writer = PostWriter::new(
            media.clone(),
            clock.clone(),
            ids.clone(),
            FitOptions::default(),
        );
        let import = GhostImport {
            database: database.clone(),
            media,
            writer,
            progress: Arc::new(Silent),
        };
        Self { import, folder }
    }

    pub(crate) fn telling(mut self, progress: impl Progress + 'static) -> Self {
        self.import.progress = Arc::new(progress);
        self
    }

    pub(crate) fn database(&self) -> &Database {
        &self.import.database
    }

    pub(crate) fn media(&self) -> &MediaStore {
        &self.import.media
    }

    pub(crate) fn writer(&self) -> &PostWriter {
        &self.import.writer
    }

    /// A file in this home's own folder.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, content).expect("written");
        path
    }

    pub(crate) async fn run(&self, file: &Path) -> Result<Summary, ImportError> {
        self.import.run(file, &ImportOptions::default()).await
    }

    pub(crate) async fn run_with(
        &self,
        file: &Path,
        options: &ImportOptions,
    ) -> Result<Summary, ImportError> {
        self.import.run(file, options).await
    }

    /// Imports an export that is written here and now.
    pub(crate) async fn run_text(&self, text: &str) -> Result<Summary, ImportError> {
        let file = self.file("export.json", text.as_bytes());
        self.run(&file).await
    }

    pub(crate) async fn post(&self, slug: &str) -> post::Model {
        let rows = self.posts().await;
        let slugs: Vec<String> = rows.iter().map(|row| row.slug.clone()).collect();
        let found = rows.into_iter().find(|row| row.slug == slug);
        found.unwrap_or_else(|| panic!("no {slug} among {slugs:?}"))
    }

    pub(crate) async fn posts(&self) -> Vec<post::Model> {
        let all = post::Entity::find().order_by_asc(post::Column::Slug);
        all.all(self.database().read()).await.expect("posts")
    }

    /// Everything that an import writes, row by row. Ids are part of it: they come from Ghost's.
    pub(crate) async fn everything(&self) -> Vec<String> {
        let on = self.database().read();
        let mut all = Vec::new();
        let mut add = |rows: Vec<String>| all.extend(rows);
        let show = |row: &dyn std::fmt::Debug| format!("{row:?}");
        add(self.posts().await.iter().map(|row| show(row)).collect());
        add(tag::Entity::find()
            .all(on)
            .await
            .expect("tags")
            .iter()
            .map(|row| show(row))
            .collect());
        add(author::Entity::find()
            .all(on)
            .await
            .expect("authors")
            .iter()
            .map(|row| show(row))
            .collect());
        add(post_tag::Entity::find()
            .all(on)
            .await
            .expect("rows")
            .iter()
            .map(|row| show(row))
            .collect());
        add(post_author::Entity::find()
            .all(on)
            .await
            .expect("rows")
            .iter()
            .map(|row| show(row))
            .collect());
        add(setting::Entity::find()
            .all(on)
            .await
            .expect("settings")
            .iter()
            .map(|row| show(row))
            .collect());
        add(source::Entity::find()
            .all(on)
            .await
            .expect("sources")
            .iter()
            .map(|row| show(row))
            .collect());
        let menus = menu_item::Entity::find().all(on).await.expect("menus");
        add(menus.iter().map(|row| show(row)).collect());
        all.sort();
        all
    }
}
