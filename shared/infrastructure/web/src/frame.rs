//! What the handlers of one app share.

use std::sync::Arc;

use contracts::{AppName, Clock, Instant, Services};

use crate::setup::{House, Mounted};
use crate::urls::Urls;

/// The state of one app's handlers; cheap to clone.
#[derive(Clone)]
pub struct Frame {
    pub(crate) house: Arc<House>,
    app: AppName,
}

impl Frame {
    pub(crate) fn new(house: Arc<House>, app: AppName) -> Self {
        Self { house, app }
    }

    /// The app that is being served.
    pub fn app(&self) -> AppName {
        self.app
    }

    /// The domains.
    pub fn services(&self) -> &Services {
        &self.house.services
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.house.clock
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.house.clock.now()
    }

    /// The addresses of all apps.
    pub fn urls(&self) -> &Urls {
        &self.house.urls
    }

    /// The absolute address of a path on an app's host.
    pub fn url(&self, app: AppName, path: &str) -> String {
        self.house.urls.url(app, path)
    }

    pub(crate) fn mounted(&self) -> Option<&Mounted> {
        self.house.app(self.app)
    }
}
