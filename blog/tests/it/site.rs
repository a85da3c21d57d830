//! A house with the blog in it, on a database of its own, and requests to it.

use std::ops::Deref;
use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use blog_service::reading::BlogReader;
use blog_service::writing::{PostDraft, PostWriter};
use contracts::blog::{MenuItem, MenuName, SiteSettings};
use contracts::{Clock, FixedClock, ServiceError, Services};
use data::media::MediaStore;
use http_body_util::BodyExt;
use lexical::serve::FitOptions;
use models::blog::{post, setting};
use sea_orm::EntityTrait;
use tempfile::TempDir;
use testing::{BlogRows, SeededIds, TODAY, TestDatabase};
use web::{Hosts, Limits, MediaFile, MediaFiles, Mode, Readiness, Scheme, Setup, Urls};

/// Where the blog of every test is.
pub(crate) const ORIGIN: &str = "https://blog.coop.example";

/// The blog, ready to be filled and asked.
pub(crate) struct Site {
    rows: BlogRows,
    pub(crate) clock: FixedClock,
    hosts: Hosts,
    media: MediaStore,
    pub(crate) database: TestDatabase,
    _folder: TempDir,
}

/// What the blog answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

struct NoMedia;

#[async_trait]
impl MediaFiles for NoMedia {
    async fn open(&self, _: &str, _: Option<u32>) -> Result<Option<MediaFile>, ServiceError> {
        Ok(None)
    }
}

struct Ready;

#[async_trait]
impl Readiness for Ready {
    async fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Site {
    /// An empty blog in English and London time, on SQLite.
    pub(crate) async fn new() -> Self {
        // The domain's own tests run on both databases; the app never sees which it is.
        let database = testing::databases().await.remove(0);
        let clock = testing::clock();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let folder = tempfile::tempdir().expect("a folder for pictures");
        let (media, _) = MediaStore::open_folder(folder.path(), database.clone(), shared.clone())
            .expect("opened");
        let reader = BlogReader::new(database.clone(), media.clone(), shared.clone());
        let setup = Setup {
            services: Services {
                blog: Arc::new(reader),
                ..Services::none()
            },
            clock: shared,
            ids: Arc::new(SeededIds::default()),
            urls: Urls::new(Scheme::Https, "coop.example", 443),
            peers: Default::default(),
            trusted_proxies: Vec::new(),
            key: data::SiteKey::of(&data::config::Secret(
                "of no use outside the tests of the blog".into(),
            )),
            media: Arc::new(NoMedia),
            cache: data::Cache::memory(0, Arc::new(clock.clone())),
            readiness: Arc::new(Ready),
            mode: Mode::Installed,
            limits: Limits::default(),
        };
        let hosts = setup
            .open(vec![blog::app()])
            .unwrap_or_else(|error| panic!("{error}"));
        let site = Self {
            rows: BlogRows::new(&database),
            clock,
            hosts,
            database,
            media,
            _folder: folder,
        };
        site.settle(&settings()).await;
        site
    }

    /// Stores the site's settings; once a test.
    async fn settle(&self, settings: &SiteSettings) {
        self.put([setting::Model {
            name: "site".into(),
            value: serde_json::to_string(settings).expect("plain data"),
            updated_at: TODAY,
        }])
        .await;
    }

    /// Writes a post as the editor does, and gives what was stored.
    pub(crate) async fn write(&self, draft: &PostDraft) -> post::Model {
        let writer = self.writer();
        let id = self.post(&draft.slug, 0).id;
        let work = self.database.begin().await.expect("begun");
        writer.write_post(&work, id, draft).await.expect("written");
        work.commit().await.expect("committed");
        let row = post::Entity::find_by_id(id)
            .one(self.database.read())
            .await
            .expect("asked");
        row.expect("there")
    }

    /// Writes the header's menu as the import does.
    pub(crate) async fn write_menu(&self, items: &[MenuItem]) {
        let work = self.database.begin().await.expect("begun");
        self.writer()
            .write_menu(&work, MenuName::Primary, items)
            .await
            .expect("written");
        work.commit().await.expect("committed");
    }

    fn writer(&self) -> PostWriter {
        let ids = Arc::new(SeededIds::default());
        let clock = Arc::new(self.clock.clone());
        PostWriter::new(self.media.clone(), clock, ids, FitOptions::default())
    }

    pub(crate) async fn get(&self, target: &str) -> Answered {
        self.ask(target, &[]).await
    }

    pub(crate) async fn ask(
        &self,
        target: &str,
        headers: &[(header::HeaderName, &str)],
    ) -> Answered {
        let mut request = Request::get(target).header(header::HOST, "blog.coop.example");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = self
            .hosts
            .answer(request.body(Body::empty()).expect("a request"))
            .await;
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answered {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8(body.to_vec()).expect("text"),
        }
    }
}

impl Deref for Site {
    type Target = BlogRows;
    fn deref(&self) -> &BlogRows {
        &self.rows
    }
}

impl Answered {
    /// Asserts a 200.
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Asserts that the page has this text.
    #[track_caller]
    pub(crate) fn has(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "no {text} in\n{}", self.body);
        self
    }

    /// Asserts that the page has no such text.
    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text} in\n{}", self.body);
        self
    }

    /// Asserts a redirect for good to this address.
    #[track_caller]
    pub(crate) fn leads_to(&self, address: &str) {
        assert_eq!(self.status, StatusCode::MOVED_PERMANENTLY, "{}", self.body);
        assert_eq!(self.header(header::LOCATION), address);
    }
}

fn settings() -> SiteSettings {
    SiteSettings {
        title: "Hollin Bank".into(),
        description: "An orchard, a bakery and a hall".into(),
        locale: "en-GB".into(),
        timezone: "Europe/London".into(),
        facebook: Some("hollinbank".into()),
        twitter: Some("@hollinbank".into()),
        ..SiteSettings::default()
    }
}
