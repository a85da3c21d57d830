//! From parts to a house that answers requests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use contracts::{AppName, Clock, IdSource, Services};
use data::config::Network;
use data::{Cache, SiteKey};
use sx::Diagnostics;
use url::Url;

use crate::app::App;
use crate::assets::Assets;
use crate::declared::DataQuery;
use crate::definitions::DefinitionFiles;
use crate::fragments::{FragmentRoute, Fragments};
use crate::health::Readiness;
use crate::hosts::Hosts;
use crate::limits::Limits;
use crate::media::MediaFiles;
use crate::scene::Surroundings;
use crate::templates::{Known, TemplateFolder, Templates, told_once};
use crate::urls::Urls;
use crate::words::Words;

/// Whether templates and static files are those of the binary or of the source tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// From the binary: nothing changes while it runs.
    Installed,
    /// `--dev`: from the source tree where it is there, compiled again when edited, with errors that show the source.
    Dev,
}

/// Everything that the frame is given. `open` makes a house of it.
pub struct Setup {
    /// The domains.
    pub services: Services,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where request ids come from.
    pub ids: Arc<dyn IdSource>,
    /// Public addresses.
    pub urls: Urls,
    /// The apps of other processes, and where they answer.
    pub peers: BTreeMap<AppName, Url>,
    /// Whose word on a visitor's address and scheme counts.
    pub trusted_proxies: Vec<Network>,
    /// What all processes of the site sign with: `key.derive("purpose")`.
    pub key: SiteKey,
    /// Stored pictures and files.
    pub media: Arc<dyn MediaFiles>,
    /// Whether the process can serve.
    pub readiness: Arc<dyn Readiness>,
    /// Where whole pages and fragments are kept.
    pub cache: Cache,
    /// Templates and static files from the binary or from the source tree.
    pub mode: Mode,
    /// Bounds of a request.
    pub limits: Limits,
}

impl Setup {
    /// Compiles the templates of every app, checks its views and builds its router.
    /// All that is wrong comes back at once.
    pub fn open(self, apps: Vec<App>) -> Result<Hosts, StartError> {
        let mut names = BTreeSet::new();
        if let Some(twice) = apps.iter().find(|app| !names.insert(app.name)) {
            return Err(StartError::Twice(twice.name));
        }
        if apps.is_empty() {
            return Err(StartError::NoApps);
        }
        let assets = Assets::open(self.mode);
        let words = Words::embedded().map_err(StartError::Words)?;
        let shared = TemplateFolder::shared();
        let mut mounted = Vec::with_capacity(apps.len());
        let mut faults = Vec::new();
        let mut routes = Vec::with_capacity(apps.len());
        for app in apps {
            let known = Known::of(app.views, &app.queries);
            match Templates::open(&shared, app.templates, known, self.mode) {
                Ok(templates) => mounted.push(Mounted {
                    name: app.name,
                    templates,
                    definitions: DefinitionFiles::default(),
                    fragments: app.fragments,
                    queries: app.queries,
                }),
                Err(diagnostics) => faults.push((app.name, diagnostics)),
            }
            routes.push((app.name, app.routes));
        }
        if !faults.is_empty() {
            return Err(StartError::Templates(TemplateFaults(faults)));
        }
        names.extend(self.peers.keys());
        let surroundings = Surroundings::new(&self.urls, &words, &names);
        let house = House {
            services: self.services,
            clock: self.clock,
            ids: self.ids,
            urls: self.urls,
            fragments: Fragments::new(self.cache.clone(), self.peers.clone(), &self.key),
            peers: self.peers,
            trusted_proxies: self.trusted_proxies,
            media: self.media,
            readiness: self.readiness,
            cache: self.cache,
            mode: self.mode,
            limits: self.limits,
            assets,
            words,
            surroundings,
            apps: mounted,
        };
        Ok(Hosts::new(Arc::new(house), routes))
    }
}

/// What all apps of a process share.
pub(crate) struct House {
    pub(crate) services: Services,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn IdSource>,
    pub(crate) urls: Urls,
    pub(crate) peers: BTreeMap<AppName, Url>,
    pub(crate) trusted_proxies: Vec<Network>,
    pub(crate) media: Arc<dyn MediaFiles>,
    pub(crate) readiness: Arc<dyn Readiness>,
    pub(crate) cache: Cache,
    pub(crate) mode: Mode,
    pub(crate) limits: Limits,
    pub(crate) assets: Assets,
    pub(crate) words: Words,
    pub(crate) fragments: Fragments,
    pub(crate) surroundings: Surroundings,
    pub(crate) apps: Vec<Mounted>,
}

/// An app in this process.
pub(crate) struct Mounted {
    pub(crate) name: AppName,
    pub(crate) templates: Templates,
    pub(crate) definitions: DefinitionFiles,
    pub(crate) fragments: Vec<FragmentRoute>,
    pub(crate) queries: Vec<DataQuery>,
}

impl House {
    pub(crate) fn app(&self, name: AppName) -> Option<&Mounted> {
        self.apps.iter().find(|app| app.name == name)
    }
}

/// Why a house could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Nothing to serve.
    #[error("there is no app to serve: name at least one")]
    NoApps,
    /// An app was given twice.
    #[error("the app “{0}” is there twice")]
    Twice(AppName),
    /// Templates that do not compile, or do not fit their views: every fault with file, line and column.
    #[error("{0}")]
    Templates(TemplateFaults),
    /// Words that are not Fluent.
    #[error("words: {0}")]
    Words(String),
}

/// The faults of each app's templates.
#[derive(Debug)]
pub struct TemplateFaults(pub Vec<(AppName, Diagnostics)>);

impl fmt::Display for TemplateFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults = self.0.iter().flat_map(|(_, faults)| faults.iter());
        for (number, fault) in told_once(faults.cloned()).iter().enumerate() {
            let gap = if number == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{fault}")?;
        }
        Ok(())
    }
}
