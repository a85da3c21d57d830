//! The composition: which service answers for which domain, and where the apps find everything.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use blog_service::containers::ContainerService;
use blog_service::navigation::NavigationService;
use blog_service::reading::BlogReader;
use blog_service::writing::PostWriter;
use contracts::{AppName, Clock, IdSource, RandomIds, Services, SystemClock};
use data::event_log::StaffLog;
use data::media::MediaStore;
use data::{Cache, Config, Database, SiteKey};
use events_service::EventsService;
use lexical::serve::FitOptions;
use market_service::MarketService;
use tokio::task::JoinHandle;
use url::Url;
use web::{App, Hosts, Limits, Mode, Setup, Urls};

use crate::cli::ServeOptions;
use crate::events::Working;
use crate::failure::Failure;
use crate::metrics;
use crate::readiness::DatabaseReadiness;
use crate::stopping::Stop;

/// A house with its doors.
pub(crate) struct House {
    /// What answers requests.
    pub(crate) hosts: Hosts,
    /// What answers on the internal listener.
    pub(crate) inside: Router,
    /// What makes resized pictures behind them.
    pub(crate) resizer: Resizing,
    /// What answers events.
    pub(crate) working: Working,
    /// Where the apps are.
    pub(crate) urls: Urls,
}

/// The folder of pictures and files.
pub(crate) fn media_folder(data: &Path) -> std::path::PathBuf {
    data.join("media")
}

/// What writes posts into this database.
pub(crate) fn post_writer(media: &MediaStore) -> PostWriter {
    let fit = FitOptions {
        // Pages show what is stored here, at addresses without a host.
        own_hosts: Vec::new(),
        signup_url: "app://account/".to_owned(),
        signup_label: "Join us".to_owned(),
    };
    PostWriter::new(
        media.clone(),
        Arc::new(SystemClock),
        Arc::new(RandomIds(SystemClock)),
        fit,
    )
}

/// Puts the house together; `port` is the one that is listened on.
pub(crate) fn open(
    config: &Config,
    options: &ServeOptions,
    db: Database,
    port: u16,
    apps: Vec<App>,
    stop: Stop,
) -> Result<House, Failure> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (media, resizer) =
        MediaStore::open_folder(media_folder(&config.data), db.clone(), clock.clone())?;
    let urls = public_urls(config, port);
    let ids: Arc<dyn IdSource> = Arc::new(RandomIds(SystemClock));
    let (events_db, writer) = (db.clone(), post_writer(&media));
    let cache = cache(config)?;
    let services = Services {
        blog: Arc::new(BlogReader::new(db.clone(), media.clone(), clock.clone())),
        market: Arc::new(MarketService::new(db.clone())),
        events: Arc::new(EventsService::new(db.clone(), clock.clone())),
        event_log: Arc::new(StaffLog::new(db.clone(), clock.clone())),
        containers: Arc::new(ContainerService::new(
            db.clone(),
            clock.clone(),
            ids.clone(),
        )),
        navigation: Arc::new(NavigationService::new(
            db.clone(),
            clock.clone(),
            ids.clone(),
        )),
        ..Services::none()
    };
    let numbers = metrics::routes(db.clone(), services.event_log.clone(), clock.clone());
    let setup = Setup {
        services,
        clock,
        ids,
        urls: urls.clone(),
        peers: peers(config),
        trusted_proxies: config.trusted_proxies.clone(),
        key: SiteKey::open(config)?,
        media: Arc::new(media),
        cache: cache.clone(),
        readiness: Arc::new(DatabaseReadiness { db, stop }),
        mode: if options.dev {
            Mode::Dev
        } else {
            Mode::Installed
        },
        limits: Limits::default(),
    };
    let hosts = setup
        .open(apps)
        .map_err(|error| Failure::run(error.to_string()))?;
    Ok(House {
        inside: hosts.internal().merge(numbers),
        hosts,
        resizer: Resizing(tokio::spawn(resizer.run())),
        working: Working::start(&events_db, writer, cache),
        urls,
    })
}

/// What one process keeps of pages and fragments in memory, where no Redis is configured.
const CACHE_BYTES: u64 = 64 << 20;

fn cache(config: &Config) -> Result<Cache, Failure> {
    let clock = Arc::new(SystemClock);
    match &config.redis {
        // Sites that share a Redis do not see each other's pages.
        Some(url) => Cache::redis(&url.0, &format!("rose-ash:{}", config.domain.name), clock)
            .map_err(|error| Failure::run(error.to_string())),
        None => Ok(Cache::memory(CACHE_BYTES, clock)),
    }
}

/// Every process may be given the same list: what is served here needs no peer.
fn peers(config: &Config) -> BTreeMap<AppName, Url> {
    let mut peers = config.peers.clone();
    peers.retain(|app, _| !config.apps.contains(app));
    peers
}

fn public_urls(config: &Config, port: u16) -> Urls {
    let domain = &config.domain;
    let scheme = match domain.scheme {
        data::config::Scheme::Http => web::Scheme::Http,
        data::config::Scheme::Https => web::Scheme::Https,
    };
    let own = match scheme {
        web::Scheme::Http => 80,
        web::Scheme::Https => 443,
    };
    let public = if domain.port_of_listener {
        port
    } else {
        domain.port.unwrap_or(own)
    };
    Urls::new(scheme, &domain.name, public)
}

/// The work behind the requests.
pub(crate) struct Resizing(JoinHandle<()>);

impl Resizing {
    /// Stops it; a picture under way is begun again at the next start.
    pub(crate) async fn stop(self) {
        self.0.abort();
        let _ = self.0.await;
    }
}
