//! Pieces of a page that another app owns: its menu, its basket, its account.

mod check;
mod client;
mod kind;

use std::future::Future;
use std::pin::Pin;

use chrono_tz::Tz;
use contracts::Services;
use sx::{Html, View};

use crate::app::Template;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::host_functions::HostFunctions;
use crate::page;
use crate::scene::{FragmentsView, PageContext, RequestView};
use crate::setup::Mode;

pub(crate) use client::Fragments;
pub use kind::{Audience, FragmentKind};

/// What a fragment's handler returns.
pub type FragmentAnswer = Result<Html, Fault>;

/// A handler at work.
pub type Drawing = Pin<Box<dyn Future<Output = FragmentAnswer> + Send>>;

/// A fragment that an app draws for others.
pub struct FragmentRoute {
    pub(crate) kind: FragmentKind,
    pub(crate) handler: fn(FragmentRequest) -> Drawing,
}

impl FragmentRoute {
    /// `FragmentRoute::new(FragmentKind::CartMini, |request| Box::pin(cart_mini(request)))`
    pub fn new(kind: FragmentKind, handler: fn(FragmentRequest) -> Drawing) -> Self {
        Self { kind, handler }
    }
}

/// What a fragment's handler is asked.
pub struct FragmentRequest {
    frame: Frame,
    locale: String,
}

impl FragmentRequest {
    pub(crate) fn new(frame: Frame, locale: &str) -> Self {
        Self {
            frame,
            locale: locale.to_owned(),
        }
    }

    /// The owner's frame.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The domains.
    pub fn services(&self) -> &Services {
        self.frame.services()
    }

    /// Renders a component of the owner. Of the context it sees the app and the language, and nothing of the page that
    /// it will stand in: the same fragment stands in many. Times are in UTC.
    pub fn draw<V: View>(&self, template: Template<V>, view: &V) -> FragmentAnswer {
        let house = &self.frame.house;
        let Some(app) = self.frame.mounted() else {
            return Err(Fault::internal("a fragment's owner is not mounted"));
        };
        let program = app
            .templates
            .program()
            .map_err(|broken| Fault::templates(broken.faults))?;
        let context = PageContext {
            site: None,
            app: self.frame.app().as_str(),
            apps: &[],
            request: RequestView {
                path: "",
                url: String::new(),
                canonical: None,
                id: String::new(),
                lang: &self.locale,
            },
            fragments: FragmentsView::default(),
            dev: house.mode == Mode::Dev,
        };
        let functions = HostFunctions {
            house,
            language: house.words.language(&self.locale),
            zone: Tz::UTC,
        };
        page::draw(&program, template, view, &functions, &context)
    }
}
